//! Merkle trees, against the recursive definitions of RFC 9162.

use arbitrary::{Arbitrary, Unstructured};
use double_random::{Digest, InclusionProof, MerkleRoot, MerkleTree, Suite, leaf_hash};

use crate::hash::{hash, suite};

#[derive(Debug, Arbitrary)]
struct Case {
    first_suite: bool,
    leaves: Vec<(Vec<u8>, Vec<u8>)>,
    more: u8,
    /// In which pieces leaves are handed over.
    pieces: Vec<u8>,
    place: u8,
    forged: Forged,
}

/// A proof as anyone could write it, honest but for what is given here.
#[derive(Debug, Arbitrary)]
struct Forged {
    index: Option<u64>,
    leaves: Option<u64>,
    keep: Option<u8>,
    more: Vec<[u8; 32]>,
    swapped: Option<(u8, u8)>,
    leaf: Option<u8>,
}

/// Leaves hash as the specification says, however they are handed over they have the root of the definition, every proof is the
/// path of the definition, and a proof is taken if and only if the definition leads from it to the root.
pub fn merkle(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let suite = suite(case.first_suite);
    let more = (0..case.more).map(|at| (Vec::new(), vec![at]));
    let leaves: Vec<Digest> =
        case.leaves.iter().cloned().chain(more).map(|(salt, row)| leaf(suite, &salt, &row)).collect();
    let root = root_of(suite, &leaves);
    let tree = MerkleTree::new(suite, leaves.clone());
    assert_eq!(tree.root(), root);
    assert_eq!(in_pieces(suite, &leaves, &case.pieces), root);
    assert_eq!(tree.prove(leaves.len()), None);
    if leaves.is_empty() {
        return;
    }
    let place = usize::from(case.place) % leaves.len();
    let of = |at: u64| leaves[at as usize];
    let honest = InclusionProof {
        index: place as u64,
        leaves: leaves.len() as u64,
        path: path(suite, place, &leaves),
    };
    assert_eq!(tree.prove(place).as_ref(), Some(&honest));
    assert_eq!(InclusionProof::new(suite, honest.index, honest.leaves, of).as_ref(), Some(&honest));
    assert!(honest.proves(suite, &leaves[place], &root));

    let leaf = case.forged.leaf.map_or(leaves[place], |at| leaves[usize::from(at) % leaves.len()]);
    let forged = case.forged.of(honest);
    let leads = leads_to(suite, forged.index, forged.leaves, leaf, &forged.path) == Some(root);
    assert_eq!(forged.proves(suite, &leaf, &root), leads, "{forged:?}");
}

impl Forged {
    fn of(self, honest: InclusionProof) -> InclusionProof {
        let mut path = honest.path;
        path.truncate(self.keep.map_or(path.len(), usize::from));
        path.extend(self.more.into_iter().map(Digest::from_bytes));
        if let (Some((one, other)), 1..) = (self.swapped, path.len()) {
            let length = path.len();
            path.swap(usize::from(one) % length, usize::from(other) % length);
        }
        let (index, leaves) = (self.index.unwrap_or(honest.index), self.leaves.unwrap_or(honest.leaves));
        InclusionProof { index, leaves, path }
    }
}

fn leaf(suite: Suite, salt: &[u8], row: &[u8]) -> Digest {
    let leaf = leaf_hash(suite, salt, row);
    assert_eq!(*leaf.as_bytes(), hash(suite, &[&[0], salt, row]));
    leaf
}

fn in_pieces(suite: Suite, leaves: &[Digest], pieces: &[u8]) -> Digest {
    let (mut root, mut rest) = (MerkleRoot::new(suite), leaves);
    for piece in pieces {
        let (next, after) = rest.split_at(usize::from(*piece).min(rest.len()));
        match next {
            [only] => root.push(*only),
            several => root.extend(several),
        }
        rest = after;
    }
    root.extend(rest);
    root.finish()
}

fn node(suite: Suite, left: &Digest, right: &Digest) -> Digest {
    Digest::from_bytes(hash(suite, &[&[1], left.as_bytes(), right.as_bytes()]))
}

/// How many leaves go left: the largest power of two below their number.
fn split(leaves: u64) -> u64 {
    let mut left = 1;
    while left < leaves - left {
        left *= 2;
    }
    left
}

/// MTH of RFC 9162, 2.1.1.
fn root_of(suite: Suite, leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::from_bytes(hash(suite, &[])),
        [only] => *only,
        more => {
            let (left, right) = more.split_at(split(more.len() as u64) as usize);
            node(suite, &root_of(suite, left), &root_of(suite, right))
        }
    }
}

/// PATH of RFC 9162, 2.1.3.1.
fn path(suite: Suite, place: usize, leaves: &[Digest]) -> Vec<Digest> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
    let (mut below, beside) = match place.checked_sub(left.len()) {
        None => (path(suite, place, left), right),
        Some(place) => (path(suite, place, right), left),
    };
    below.push(root_of(suite, beside));
    below
}

/// The root that a leaf and its path lead to, by the same definition read from the top.
fn leads_to(suite: Suite, index: u64, leaves: u64, leaf: Digest, path: &[Digest]) -> Option<Digest> {
    match (leaves, path) {
        (1, []) if index == 0 => Some(leaf),
        (2.., [below @ .., beside]) if index < leaves => {
            let left = split(leaves);
            match index.checked_sub(left) {
                None => Some(node(suite, &leads_to(suite, index, left, leaf, below)?, beside)),
                Some(index) => {
                    Some(node(suite, beside, &leads_to(suite, index, leaves - left, leaf, below)?))
                }
            }
        }
        _ => None,
    }
}
