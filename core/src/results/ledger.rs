//! The ledger: a set of entries about the draws of one record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{LedgerEntry, ResultsError};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document;
use crate::record::DrawRecord;

/// The line that a ledger begins with, as a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ResultsFormat {
    /// The only format there is.
    #[default]
    #[serde(rename = "double-random/1 results")]
    V1,
}

/// The results of a record's visits, with what followed (结果登记簿): a set of entries, sorted by day and digest, to which entries are only added.
///
/// Ledgers of several agencies merge into their union, the same one in whatever order they come, and nothing is lost. A correction names what it corrects, which
/// stays.
///
/// ```
/// # fn example(record: &double_random::DrawRecord, entries: [double_random::LedgerEntry; 2]) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::ResultsLedger;
///
/// let [ours, theirs] = entries;
/// let (mut here, mut there) = (ResultsLedger::of(record), ResultsLedger::of(record));
/// here.enter(ours);
/// there.enter(theirs);
/// here.merge(&there)?;
/// assert_eq!(ResultsLedger::from_json(&here.to_json())?, here);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
#[doc(alias = "结果登记簿")]
pub struct ResultsLedger {
    suite: Suite,
    record_digest: Digest,
    entries: BTreeMap<(Date, Digest), LedgerEntry>,
}

/// A ledger as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: ResultsFormat,
    suite: Suite,
    record_digest: Digest,
    entries: Vec<LedgerEntry>,
}

impl From<Written> for ResultsLedger {
    fn from(Written { suite, record_digest, entries, .. }: Written) -> Self {
        let mut ledger = Self { suite, record_digest, entries: BTreeMap::new() };
        entries.into_iter().for_each(|entry| _ = ledger.enter(entry));
        ledger
    }
}

impl From<ResultsLedger> for Written {
    fn from(ledger: ResultsLedger) -> Self {
        let ResultsLedger { suite, record_digest, entries } = ledger;
        Self { format: ResultsFormat::V1, suite, record_digest, entries: entries.into_values().collect() }
    }
}

document::kept_as_json!(ResultsLedger, "a ledger of results");

impl ResultsLedger {
    /// The empty ledger of a record.
    pub fn of(record: &DrawRecord) -> Self {
        let suite = record.commitment.suite;
        Self { suite, record_digest: record.digest(), entries: BTreeMap::new() }
    }

    /// Adds an entry, which then is there once, and answers its digest.
    pub fn enter(&mut self, entry: LedgerEntry) -> Digest {
        let digest = entry.digest(self.suite);
        self.entries.insert((entry.day(), digest), entry);
        digest
    }

    /// Adds all entries of another ledger of the same record (归并).
    ///
    /// # Errors
    ///
    /// When it is of another record; then nothing is added.
    #[doc(alias = "归并")]
    pub fn merge(&mut self, other: &Self) -> Result<(), ResultsError> {
        if (self.suite, self.record_digest) != (other.suite, other.record_digest) {
            return Err(ResultsError::OtherRecord {});
        }
        let entries = other.entries.iter().map(|(key, entry)| (*key, entry.clone()));
        self.entries.extend(entries);
        Ok(())
    }

    /// The entries with their digests, by day and digest.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (Digest, &LedgerEntry)> {
        self.entries.iter().map(|((_, digest), entry)| (*digest, entry))
    }

    /// The digest of the document, in its suite.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }

    /// Whether it is about this record.
    pub(super) fn check_record(&self, record: &DrawRecord) -> Result<(), ResultsError> {
        let of_record = self.suite == record.commitment.suite && self.record_digest == record.digest();
        if of_record { Ok(()) } else { Err(ResultsError::OtherRecord {}) }
    }
}
