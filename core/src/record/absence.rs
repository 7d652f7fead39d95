//! Proof that an id is not in the directory.

use serde::{Deserialize, Serialize};

use super::{AbsenceFormat, Commitment};
use crate::digest::Digest;
use crate::document::{self, stated};

/// The proof that an id is not in the committed directory (不在库证明): the rows before and after the place where it would
/// stand. Section 6.7 of the specification.
///
/// It shows two neighbours' rows, so it is for those who may see them. That a committed directory is sorted, on which it rests, is
/// what the verification of the record finds.
///
/// ```
/// # fn example(text: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::Absence;
///
/// let absence = Absence::from_json(text)?;
/// println!("{} would stand before {:?}", absence.id, absence.after.map(|row| row.index));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "不在库证明")]
pub struct Absence {
    /// Always the same.
    pub format: AbsenceFormat,
    /// The commitment, whole.
    pub commitment: Commitment,
    /// The id that is not there.
    pub id: String,
    /// The row before; none if the id would stand first.
    #[serde(deserialize_with = "stated")]
    pub before: Option<ProvenRow>,
    /// The row after; none if the id would stand last.
    #[serde(deserialize_with = "stated")]
    pub after: Option<ProvenRow>,
}

/// A row of a committed directory with the proof that it stands there (行证明).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "行证明")]
pub struct ProvenRow {
    /// The fields as entered, joined by tabs.
    pub row: String,
    /// The salt of the leaf, in a salted directory.
    #[serde(deserialize_with = "stated")]
    pub salt: Option<Digest>,
    /// The place in the directory, from 0.
    pub index: u64,
    /// The sibling hashes from the leaf up to the root.
    pub path: Vec<Digest>,
}

impl ProvenRow {
    /// The id of the row: its first field.
    pub fn id(&self) -> &str {
        self.row.split('\t').next().unwrap_or_default()
    }
}

document::kept_as_json!(Absence, "an absence");
