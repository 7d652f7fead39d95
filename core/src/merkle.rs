//! The Merkle tree of RFC 9162 section 2.1: root over a stream of leaves, inclusion proofs and their check.

use std::ops::Range;

use crate::digest::{Digest, Suite, Texts};
use crate::parts::in_pieces;
use crate::progress::{Interrupted, Watch};

/// The hash of a leaf: `H(0x00 || salt || data)`. The salt is empty where there is none.
///
/// The first byte tells leaves from inner nodes, so neither can be passed off as the other.
pub fn leaf_hash(suite: Suite, salt: &[u8], data: &[u8]) -> Digest {
    let mut hasher = suite.hasher();
    for part in [&[0][..], salt, data] {
        hasher.update(part);
    }
    hasher.finish()
}

/// The hashes of leaves, each of a salt and data.
pub(crate) fn leaf_hashes<'a, S: AsRef<[u8]>>(
    suite: Suite,
    leaves: impl IntoIterator<Item = (S, &'a [u8])>,
) -> Vec<Digest> {
    let mut texts = Texts::default();
    leaves.into_iter().for_each(|(salt, data)| texts.push([&[0], salt.as_ref(), data]));
    texts.hash(suite)
}

/// The nodes above those of a level; a last one without a twin stands above unchanged.
fn level_above(suite: Suite, level: &[Digest]) -> Vec<Digest> {
    let (pairs, alone) = level.as_chunks();
    let mut texts = Texts::default();
    pairs.iter().for_each(|[left, right]| texts.push([&[1], left.as_bytes(), right.as_bytes()]));
    let mut above = texts.hash(suite);
    above.extend(alone);
    above
}

/// The hash of an inner node: `H(0x01 || left || right)`.
fn node_hash(suite: Suite, left: &Digest, right: &Digest) -> Digest {
    let mut hasher = suite.hasher();
    for part in [&[1][..], left.as_bytes(), right.as_bytes()] {
        hasher.update(part);
    }
    hasher.finish()
}

/// The root (默克尔根) of a tree whose leaf hashes arrive one by one; holds one digest for each level, not for each leaf.
///
/// ```
/// use double_random::{MerkleRoot, Suite, leaf_hash};
///
/// let mut root = MerkleRoot::new(Suite::Sha256);
/// root.push(leaf_hash(Suite::Sha256, b"", b"only row"));
/// assert_eq!(root.finish(), leaf_hash(Suite::Sha256, b"", b"only row"));
/// assert_eq!(MerkleRoot::new(Suite::Sha256).finish(), Suite::Sha256.hash(b""));
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "默克尔根")]
pub struct MerkleRoot {
    suite: Suite,
    leaves: u64,
    /// Roots of full subtrees, the largest first: one for each bit set in `leaves`.
    full: Vec<Digest>,
}

impl MerkleRoot {
    /// The tree without leaves.
    pub fn new(suite: Suite) -> Self {
        Self { suite, leaves: 0, full: Vec::new() }
    }

    /// Takes the hash of the next leaf.
    pub fn push(&mut self, leaf: Digest) {
        self.push_full(leaf, 0);
    }

    /// Takes the hashes of the next leaves; faster for many, whose nodes are worked out together.
    pub fn extend(&mut self, leaves: &[Digest]) {
        let mut rest = leaves;
        while let Some(most) = rest.len().checked_ilog2() {
            // The largest full subtree that can stand here and has its leaves.
            let height = most.min(self.leaves.trailing_zeros());
            let (next, after) = rest.split_at(1 << height);
            let mut level = next.to_vec();
            while level.len() > 1 {
                level = level_above(self.suite, &level);
            }
            level.into_iter().for_each(|top| self.push_full(top, height));
            rest = after;
        }
    }

    /// Takes all leaves of another tree. There must be a multiple of its largest full subtree before it.
    fn append(&mut self, next: Self) {
        let mut leaves = next.leaves;
        for top in next.full {
            let height = leaves.checked_ilog2().unwrap_or_default();
            leaves -= 1 << height;
            self.push_full(top, height);
        }
    }

    /// Takes a full subtree of this height.
    fn push_full(&mut self, mut subtree: Digest, height: u32) {
        // Adding to a binary counter: each one from this place on is a full subtree that now gets its right-hand twin.
        for _ in 0..(self.leaves >> height).trailing_ones() {
            if let Some(left) = self.full.pop() {
                subtree = node_hash(self.suite, &left, &subtree);
            }
        }
        self.full.push(subtree);
        self.leaves += 1 << height;
    }

    /// The root over all leaves taken.
    pub fn finish(self) -> Digest {
        let right_to_left = self.full.into_iter().rev();
        right_to_left
            .reduce(|right, left| node_hash(self.suite, &left, &right))
            .unwrap_or_else(|| self.suite.hash(b""))
    }
}

/// The root over so many leaves, of which `hashes` gives those of a range.
pub(crate) fn root_over(
    suite: Suite,
    leaves: usize,
    watch: &mut dyn Watch,
    hashes: impl Fn(Range<usize>) -> Vec<Digest> + Sync,
) -> Result<Digest, Interrupted> {
    let mut root = MerkleRoot::new(suite);
    let subtree = |piece| {
        let mut subtree = MerkleRoot::new(suite);
        subtree.extend(&hashes(piece));
        subtree
    };
    in_pieces(leaves, watch, subtree, |subtree| root.append(subtree))?;
    Ok(root.finish())
}

/// Proof (包含证明) that a leaf stands at one place of a tree (RFC 9162, 2.1.3).
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "包含证明")]
pub struct InclusionProof {
    /// The place of the leaf, from 0.
    pub index: u64,
    /// How many leaves the tree has.
    pub leaves: u64,
    /// The sibling hashes from the leaf up to the root.
    pub path: Vec<Digest>,
}

impl InclusionProof {
    /// The proof for leaf `index` of a tree of `leaves` leaves, whose hashes `leaf` gives; each is asked for once.
    /// None if the tree has no such leaf.
    ///
    /// ```
    /// use double_random::{InclusionProof, Suite, leaf_hash};
    ///
    /// let leaf = |at: u64| leaf_hash(Suite::Sm3, b"", &at.to_be_bytes());
    /// let proof = InclusionProof::new(Suite::Sm3, 3, 7, leaf).unwrap();
    /// assert_eq!(proof.path.len(), 3);
    /// ```
    pub fn new(suite: Suite, index: u64, leaves: u64, leaf: impl Fn(u64) -> Digest) -> Option<Self> {
        let root = |range: Range<u64>| {
            let mut root = MerkleRoot::new(suite);
            range.for_each(|at| root.push(leaf(at)));
            root.finish()
        };
        if index >= leaves {
            return None;
        }
        let (mut from, mut to, mut path) = (0, leaves, Vec::new());
        while to - from > 1 {
            let middle = from + left_leaves(to - from);
            if index < middle {
                path.push(root(middle..to));
                to = middle;
            } else {
                path.push(root(from..middle));
                from = middle;
            }
        }
        path.reverse();
        Some(Self { index, leaves, path })
    }

    /// Whether this proves that a leaf with this hash is under this root (RFC 9162, 2.1.3.2).
    pub fn proves(&self, suite: Suite, leaf: &Digest, root: &Digest) -> bool {
        if self.index >= self.leaves {
            return false;
        }
        let (mut node, mut last, mut hash) = (self.index, self.leaves - 1, *leaf);
        for sibling in &self.path {
            if last == 0 {
                return false;
            }
            if node % 2 == 1 || node == last {
                hash = node_hash(suite, sibling, &hash);
                // A node without a right-hand twin moves up unchanged until it is one.
                while node.is_multiple_of(2) && node != 0 {
                    (node, last) = (node / 2, last / 2);
                }
            } else {
                hash = node_hash(suite, &hash, sibling);
            }
            (node, last) = (node / 2, last / 2);
        }
        last == 0 && hash == *root
    }
}

/// A tree that is kept whole (默克尔树), so that each of many proofs costs no more than its path.
///
/// It takes 64 bytes a leaf; for one proof alone [`InclusionProof::new`] holds next to nothing.
///
/// ```
/// use double_random::{MerkleTree, Suite, leaf_hash};
///
/// let leaves = (0..7_u8).map(|at| leaf_hash(Suite::Sha256, b"", &[at])).collect();
/// let tree = MerkleTree::new(Suite::Sha256, leaves);
/// let leaf = leaf_hash(Suite::Sha256, b"", &[3]);
/// assert!(tree.prove(3).unwrap().proves(Suite::Sha256, &leaf, &tree.root()));
/// assert!(tree.prove(7).is_none());
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "默克尔树")]
pub struct MerkleTree {
    /// From the leaves up to the root; a last node without a twin stands on the next level unchanged.
    levels: Vec<Vec<Digest>>,
    suite: Suite,
}

impl MerkleTree {
    /// The tree over these leaf hashes.
    pub fn new(suite: Suite, leaves: Vec<Digest>) -> Self {
        let (mut levels, mut level) = (Vec::new(), leaves);
        while level.len() > 1 {
            let above = level_above(suite, &level);
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Self { levels, suite }
    }

    /// The root.
    pub fn root(&self) -> Digest {
        let root = self.levels.last().and_then(|top| top.first());
        root.copied().unwrap_or_else(|| self.suite.hash(b""))
    }

    /// The proof for the leaf in this place; none if the tree has no such leaf.
    pub fn prove(&self, index: usize) -> Option<InclusionProof> {
        let leaves = self.levels.first().map_or(0, Vec::len);
        if index >= leaves {
            return None;
        }
        let twins = self.levels.iter().enumerate().filter_map(|(up, level)| level.get((index >> up) ^ 1));
        Some(InclusionProof { index: index as u64, leaves: leaves as u64, path: twins.copied().collect() })
    }
}

/// How many of `leaves` (two or more) go left: the largest power of two below their number.
fn left_leaves(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{BETWEEN_REPORTS, PIECE};

    fn leaf(at: u64) -> Digest {
        leaf_hash(Suite::Sha256, b"", &at.to_be_bytes())
    }

    /// The definition of RFC 9162, 2.1.1, word by word.
    fn root_by_definition(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Suite::Sha256.hash(b""),
            [only] => *only,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(Suite::Sha256, &root_by_definition(left), &root_by_definition(right))
            }
        }
    }

    /// Guards the tree that is worked out in subtrees, of which the last is cut short, against its leaves one by one.
    #[test]
    fn a_tree_in_subtrees_has_the_same_root() {
        for size in
            [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 3 * PIECE + 5, BETWEEN_REPORTS + 2 * PIECE + 3]
        {
            let leaf = |at: usize| {
                let mut bytes = [0; 32];
                bytes[..8].copy_from_slice(&(at as u64).to_be_bytes());
                Digest::from_bytes(bytes)
            };
            let mut one_by_one = MerkleRoot::new(Suite::Sha256);
            (0..size).for_each(|at| one_by_one.push(leaf(at)));
            let root = root_over(Suite::Sha256, size, &mut (), |range| range.map(leaf).collect());
            assert_eq!(root, Ok(one_by_one.finish()), "{size}");
        }
    }

    /// Guards root and proofs of every small tree against the recursive definition, and every proof against every
    /// other place, a cut path, a longer path and a changed root.
    #[test]
    fn small_trees_agree_with_the_definition() {
        for size in 0..=20_u64 {
            let leaves: Vec<Digest> = (0..size).map(leaf).collect();
            let mut root = MerkleRoot::new(Suite::Sha256);
            leaves.iter().for_each(|leaf| root.push(*leaf));
            let root = root.finish();
            assert_eq!(root, root_by_definition(&leaves), "{size}");
            for at in 0..=leaves.len() {
                let (first, rest) = leaves.split_at(at);
                let mut in_two = MerkleRoot::new(Suite::Sha256);
                in_two.extend(first);
                in_two.extend(rest);
                assert_eq!(in_two.finish(), root, "{at} of {size}");
            }
            let tree = MerkleTree::new(Suite::Sha256, leaves.clone());
            assert_eq!((tree.root(), tree.prove(leaves.len())), (root, None), "{size}");
            assert!(InclusionProof::new(Suite::Sha256, size, size, leaf).is_none());
            for index in 0..size {
                let proof = InclusionProof::new(Suite::Sha256, index, size, leaf).unwrap();
                assert_eq!(tree.prove(usize::try_from(index).unwrap()), Some(proof.clone()));
                for other in 0..size {
                    assert_eq!(proof.proves(Suite::Sha256, &leaf(other), &root), other == index);
                    let moved = InclusionProof { index: other, ..proof.clone() };
                    assert!(other == index || !moved.proves(Suite::Sha256, &leaf(index), &root));
                }
                let mut longer = proof.clone();
                longer.path.push(root);
                assert!(!longer.proves(Suite::Sha256, &leaf(index), &root));
                let mut cut = proof.clone();
                assert!(cut.path.pop().is_none() || !cut.proves(Suite::Sha256, &leaf(index), &root));
                assert!(!proof.proves(Suite::Sha256, &leaf(index), &leaf(index)) || size == 1);
                assert!(!proof.proves(Suite::Sm3, &leaf(index), &root) || size == 1);
            }
        }
    }
}
