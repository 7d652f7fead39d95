//! A directory that was found to be the committed one.

use super::PublishError;
use crate::merkle::MerkleTree;
use crate::progress::{Watch, watched};
use crate::record::{Absence, AbsenceFormat, Commitment, CommittedDirectory, ProvenRow, salt};
use crate::target::TargetDirectory;

/// A directory that was found to be the committed one, with its Merkle tree (已核对名录库): receipts, proofs of absence and the
/// public list are made from it. The check is done once, however many receipts follow.
///
/// ```
/// # fn example(
/// #     record: double_random::DrawRecord, plan: double_random::InspectionPlan, directory: double_random::TargetDirectory,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{Disclosure, ProvenDirectory};
///
/// let proven = ProvenDirectory::new(&record.commitment, &directory, &mut ())?;
/// let receipt = proven.receipts(&record, &plan)?.of("140581-0001")?;
/// let absence = proven.absence("140581-9999")?;
/// let list = proven.public_list(&record, &plan, Disclosure::default())?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[doc(alias = "已核对名录库")]
pub struct ProvenDirectory<'a> {
    pub(super) commitment: &'a Commitment,
    pub(super) directory: &'a TargetDirectory,
    tree: MerkleTree,
}

impl<'a> ProvenDirectory<'a> {
    /// The directory, if it is the one of this commitment; a salted one with its salt key.
    ///
    /// # Errors
    ///
    /// When it is another, and when `watch` stops the work.
    pub fn new(
        commitment: &'a Commitment,
        directory: &'a TargetDirectory,
        watch: &mut dyn Watch,
    ) -> Result<Self, PublishError> {
        let suite = commitment.suite;
        let (mut leaves, mut targets) = (Vec::with_capacity(directory.len()), directory.iter());
        watched(directory.len(), watch, |_| {
            let next = targets.next();
            leaves.extend(next.map(|target| CommittedDirectory::leaf(&target, suite, directory.salt_key())));
        })?;
        let tree = MerkleTree::new(suite, leaves);
        let committed = &commitment.targets;
        let fits = directory.profile() == committed.profile
            && directory.columns().names().eq(&committed.columns)
            && directory.len() as u64 == committed.rows
            && directory.salt_key().is_some() == committed.salted
            && tree.root() == committed.root;
        if fits { Ok(Self { commitment, directory, tree }) } else { Err(PublishError::DirectoryDiffers {}) }
    }

    /// The proof that this id is not in the directory (不在库证明).
    ///
    /// # Errors
    ///
    /// When it is there, and when it is no id of the directory's profile: another spelling of a code is always absent, which
    /// would say nothing about its holder.
    pub fn absence(&self, id: &str) -> Result<Absence, PublishError> {
        self.directory.profile().check(id)?;
        let Err(place) = self.directory.search(id) else {
            return Err(PublishError::InDirectory { id: id.to_owned() });
        };
        Ok(Absence {
            format: AbsenceFormat::V1,
            commitment: self.commitment.clone(),
            id: id.to_owned(),
            before: place.checked_sub(1).and_then(|before| self.row(before)),
            after: self.row(place),
        })
    }

    /// The row in this place with its proof; none beyond the last.
    pub(super) fn row(&self, index: usize) -> Option<ProvenRow> {
        let (target, proof) = (self.directory.get(index)?, self.tree.prove(index)?);
        let salt = self.directory.salt_key().map(|key| salt(self.commitment.suite, key, target.id()));
        Some(ProvenRow { row: target.row_text().to_owned(), salt, index: proof.index, path: proof.path })
    }
}
