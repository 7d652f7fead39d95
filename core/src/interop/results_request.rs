//! The requests about what happens after the visits.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;

use super::request::{Inspectors, Targets};
use crate::date::Date;
use crate::id::IdProfile;
use crate::ratio::Ratio;
use crate::results::{LedgerEntry, ResultsParameters, ResultsProfile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkingDays {
    pub(super) holidays: String,
    pub(super) from: Date,
    pub(super) days: NonZeroU32,
    pub(super) limit: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnterResults {
    pub(super) record: String,
    pub(super) results: Option<String>,
    #[serde(default)]
    pub(super) entries: Vec<LedgerEntry>,
    pub(super) csv: Option<CsvResults>,
}

/// A file of results.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CsvResults {
    pub(super) text: String,
    pub(super) plan: String,
    #[serde(default)]
    pub(super) profile: IdProfile,
    #[serde(default)]
    pub(super) headings: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) words: ResultsProfile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeResults {
    #[serde(deserialize_with = "at_least_one")]
    pub(super) results: (String, Vec<String>),
}

fn at_least_one<'de, D: serde::Deserializer<'de>>(d: D) -> Result<(String, Vec<String>), D::Error> {
    let mut texts = Vec::<String>::deserialize(d)?.into_iter();
    let first = texts.next().ok_or_else(|| serde::de::Error::invalid_length(0, &"at least one ledger"))?;
    Ok((first, texts.collect()))
}

/// A record with what it was drawn from, what changed since, and the ledger of its results.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseText {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
    #[serde(default)]
    pub(super) amendments: Vec<String>,
    pub(super) results: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResultsRequest {
    pub(super) case: CaseText,
    pub(super) as_of: Date,
    pub(super) holidays: String,
    #[serde(default)]
    pub(super) parameters: ResultsParameters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressRequest {
    pub(super) cases: Vec<CaseText>,
    pub(super) as_of: Date,
    pub(super) holidays: String,
    #[serde(default)]
    pub(super) parameters: ResultsParameters,
    pub(super) level: Option<Ratio>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedbackRequest {
    pub(super) case: CaseText,
    pub(super) as_of: Date,
    pub(super) into: Option<Targets>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DisclosureRequest {
    pub(super) case: CaseText,
    pub(super) as_of: Date,
    #[serde(default)]
    pub(super) show_individuals: bool,
}
