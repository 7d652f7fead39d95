//! The directory of inspectors is the committed one.

use crate::digest::Suite;
use crate::inspector::InspectorDirectory;
use crate::merkle::{MerkleRoot, leaf_hash};
use crate::progress::{Interrupted, Watch, watched};
use crate::record::{CommittedDirectory, DirectoryKind};
use crate::verify::check::{Check, CheckName, Comparison};

pub(super) fn checks(
    committed: &CommittedDirectory,
    directory: &InspectorDirectory,
    suite: Suite,
    watch: &mut dyn Watch,
) -> Result<[Check; 3], Interrupted> {
    Ok([shape(committed, directory), root(committed, directory, suite, watch)?, digest(committed, suite)])
}

fn shape(committed: &CommittedDirectory, directory: &InspectorDirectory) -> Check {
    let mut comparison = Comparison::new(CheckName::InspectorsShape);
    comparison.equal("profile", &committed.profile.name(), &directory.profile().name());
    let columns: Vec<&str> = directory.columns().names().collect();
    comparison.equal("columns", &committed.columns.join(" "), &columns.join(" "));
    comparison.equal("rows", &committed.rows, &(directory.len() as u64));
    comparison.equal("salted", &committed.salted, &false);
    comparison.finish()
}

fn root(
    committed: &CommittedDirectory,
    directory: &InspectorDirectory,
    suite: Suite,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let (mut root, mut inspectors) = (MerkleRoot::new(suite), directory.iter());
    watched(directory.len(), watch, |_| {
        if let Some(inspector) = inspectors.next() {
            root.push(leaf_hash(suite, b"", inspector.row_text().as_bytes()));
        }
    })?;
    let mut comparison = Comparison::new(CheckName::InspectorsRoot);
    comparison.equal("root of the directory of inspectors", &committed.root, &root.finish());
    Ok(comparison.finish())
}

fn digest(committed: &CommittedDirectory, suite: Suite) -> Check {
    let mut comparison = Comparison::new(CheckName::InspectorsDigest);
    let expected = committed.digest_of_members(DirectoryKind::Inspectors, suite);
    comparison.equal("commitment.inspectors.digest", &expected, &committed.digest);
    comparison.finish()
}
