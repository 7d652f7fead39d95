//! The commitment of a directory (specification, section 2).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Suite, Texts};
use crate::id::IdProfile;
use crate::inspector::InspectorDirectory;
use crate::merkle::{InclusionProof, MerkleRoot, leaf_hash, leaf_hashes, root_over};
use crate::progress::{Interrupted, Watch, watched};
use crate::salt::SaltKey;
use crate::target::{InspectionTarget, TargetDirectory};

/// What the rows of a directory are; part of its digest (名录库类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "名录库类别")]
pub enum DirectoryKind {
    /// Inspection targets (检查对象).
    Targets,
    /// Inspectors (执法检查人员).
    Inspectors,
}

impl DirectoryKind {
    /// The name that hashed texts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Inspectors => "inspectors",
        }
    }
}

/// A directory as it is committed to (名录库承诺).
///
/// ```
/// use double_random::{Columns, CommittedDirectory, IdProfile, Suite, TargetDirectory};
///
/// let columns = Columns::new(["id", "name", "tier"])?;
/// let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, [["140581-0000", "测试企业0", "A"]])?;
/// let committed = CommittedDirectory::of(&directory, Suite::Sha256, &mut ())?;
/// let proof = committed.prove(&directory, Suite::Sha256, 0).unwrap();
/// let leaf = CommittedDirectory::leaf(&directory.get(0).unwrap(), Suite::Sha256, None);
/// assert!(proof.proves(Suite::Sha256, &leaf, &committed.root));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "名录库承诺")]
pub struct CommittedDirectory {
    /// The digest over all that follows.
    pub digest: Digest,
    /// Which ids it holds.
    pub profile: IdProfile,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub rows: u64,
    /// Whether its leaves are salted.
    pub salted: bool,
    /// The Merkle root over its rows.
    pub root: Digest,
}

impl CommittedDirectory {
    /// The commitment of a directory of targets; salted if the directory has a salt key.
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    pub fn of(directory: &TargetDirectory, suite: Suite, watch: &mut dyn Watch) -> Result<Self, Interrupted> {
        let root = root_of(directory, suite, watch)?;
        let undigested = Self {
            digest: root,
            profile: directory.profile(),
            columns: directory.columns().names().map(str::to_owned).collect(),
            rows: directory.len() as u64,
            salted: directory.salt_key().is_some(),
            root,
        };
        Ok(undigested.digested(DirectoryKind::Targets, suite))
    }

    /// The commitment of a directory of inspectors; never salted, as no proof is given of one of its rows.
    ///
    /// ```
    /// use double_random::{CommittedDirectory, DirectoryKind, IdProfile, InspectorColumns, InspectorDirectory, Suite};
    ///
    /// let columns = InspectorColumns::new(["id", "name"])?;
    /// let directory = InspectorDirectory::from_rows(columns, IdProfile::Ascii, [["14050001", "张三"]])?;
    /// let committed = CommittedDirectory::of_inspectors(&directory, Suite::Sm3, &mut ())?;
    /// assert_eq!(committed.digest, committed.digest_of_members(DirectoryKind::Inspectors, Suite::Sm3));
    /// assert_ne!(committed.digest, committed.digest_of_members(DirectoryKind::Targets, Suite::Sm3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    pub fn of_inspectors(
        directory: &InspectorDirectory,
        suite: Suite,
        watch: &mut dyn Watch,
    ) -> Result<Self, Interrupted> {
        let (mut root, mut inspectors) = (MerkleRoot::new(suite), directory.iter());
        watched(directory.len(), watch, |_| {
            if let Some(inspector) = inspectors.next() {
                root.push(leaf(suite, None, inspector.id(), inspector.row_text()));
            }
        })?;
        let root = root.finish();
        let undigested = Self {
            digest: root,
            profile: directory.profile(),
            columns: directory.columns().names().map(str::to_owned).collect(),
            rows: directory.len() as u64,
            salted: false,
            root,
        };
        Ok(undigested.digested(DirectoryKind::Inspectors, suite))
    }

    /// The same with the digest that its members give.
    fn digested(self, kind: DirectoryKind, suite: Suite) -> Self {
        Self { digest: self.digest_of_members(kind, suite), ..self }
    }

    /// The digest that the other members give for a directory of this kind: the hash of the text in section 2 of the
    /// specification.
    pub fn digest_of_members(&self, kind: DirectoryKind, suite: Suite) -> Digest {
        let Self { profile, columns, rows, salted, root, .. } = self;
        let (kind, profile, columns) = (kind.name(), profile.name(), columns.join(" "));
        let salted = if *salted { "yes" } else { "no" };
        let text = format!(
            "double-random/1 directory {suite}\nkind {kind}\nprofile {profile}\ncolumns {columns}\nrows {rows}\n\
             salted {salted}\nroot {root}\n"
        );
        suite.hash(text.as_bytes())
    }

    /// The leaf of one target.
    pub fn leaf(target: &InspectionTarget<'_>, suite: Suite, salt_key: Option<&SaltKey>) -> Digest {
        leaf(suite, salt_key, target.id(), target.row_text())
    }

    /// Proof that the target in this place of the directory is under the root; none beyond the last.
    pub fn prove(&self, directory: &TargetDirectory, suite: Suite, index: usize) -> Option<InclusionProof> {
        let leaf = |at: u64| {
            let target = usize::try_from(at).ok().and_then(|at| directory.get(at));
            target.map_or(self.root, |target| Self::leaf(&target, suite, directory.salt_key()))
        };
        InclusionProof::new(suite, index as u64, directory.len() as u64, leaf)
    }
}

/// The Merkle root over the rows of a directory of targets.
pub(crate) fn root_of(
    directory: &TargetDirectory,
    suite: Suite,
    watch: &mut dyn Watch,
) -> Result<Digest, Interrupted> {
    root_over(suite, directory.len(), watch, |places| leaves(suite, directory, places))
}

/// The leaves of the targets in these places, as [`CommittedDirectory::leaf`] makes them one by one.
fn leaves(suite: Suite, directory: &TargetDirectory, places: Range<usize>) -> Vec<Digest> {
    let targets = || places.clone().filter_map(|place| directory.get(place));
    let texts = targets().map(|target| target.row_text().as_bytes());
    let Some(key) = directory.salt_key() else {
        return leaf_hashes(suite, texts.map(|text| (b"", text)));
    };
    let mut salts = Texts::default();
    targets().for_each(|target| salts.push([key.reveal().as_bytes(), target.id().as_bytes()]));
    leaf_hashes(suite, salts.hash(suite).iter().map(Digest::hex).zip(texts))
}

fn leaf(suite: Suite, salt_key: Option<&SaltKey>, id: &str, text: &str) -> Digest {
    match salt_key {
        Some(key) => leaf_hash(suite, &salt(suite, key, id).hex(), text.as_bytes()),
        None => leaf_hash(suite, b"", text.as_bytes()),
    }
}

/// The salt of one target's leaf: `H(salt_key || id)`.
pub(crate) fn salt(suite: Suite, key: &SaltKey, id: &str) -> Digest {
    let mut hasher = suite.hasher();
    hasher.update(key.reveal().as_bytes());
    hasher.update(id.as_bytes());
    hasher.finish()
}
