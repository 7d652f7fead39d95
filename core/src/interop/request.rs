//! The requests.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;

use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::id::{IdProfile, Name};
use crate::ratio::Rounding;
use crate::record::{Line, VoidReason};
use crate::risk::PerTier;
use crate::rule::{Coordination, QuotaRule, RuleSet};
use crate::seed::{Source, SourceCommitment, Witness};
use crate::selector::Selector;

/// A request, by its member `do`.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Request {
    /// A published plan → its document and what is doubtful in it.
    ReadPlan(ReadPlan),
    /// A plan document and the operator's decisions → the plan document with them.
    CompletePlan(CompletePlan),
    /// A plan document → what is doubtful in it.
    Findings(PlanText),
    /// A quota rule and pools → the quotas.
    Quota(Quota),
    /// A directory → its size, warnings and commitment.
    Targets(TargetsRequest),
    /// Plan, directory, tasks → pools and quotas, without any seed.
    Preview(Setting),
    /// A holder's secret → what is committed of it.
    Secret(SecretRequest),
    /// The same and sources → the commitment document.
    Commit(Commit),
    /// The commitment and the revealed sources → the record document.
    Draw(Draw),
    /// A commitment that came to nothing → the void document.
    Void(Void),
    /// A record → the verification report.
    Verify(Verify),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PlanForm {
    Published,
    Csv,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadPlan {
    pub(super) form: PlanForm,
    pub(super) text: String,
    pub(super) name: Name,
    pub(super) year: u16,
    pub(super) title: Option<String>,
    pub(super) authority: Option<String>,
    pub(super) deadline: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanText {
    pub(super) plan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompletePlan {
    pub(super) plan: String,
    pub(super) coordination: Option<Coordination>,
    #[serde(default)]
    pub(super) tasks: BTreeMap<Name, Decisions>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decisions {
    pub(super) selector: Option<Selector>,
    pub(super) rules: Option<RuleSet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quota {
    pub(super) quota: QuotaRule,
    pub(super) rounding: Rounding,
    pub(super) pool: PerTier<u64>,
}

/// A directory of targets: a CSV text, or columns and rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Targets {
    #[serde(default)]
    pub(super) profile: IdProfile,
    pub(super) csv: Option<String>,
    #[serde(default)]
    pub(super) headings: BTreeMap<String, String>,
    pub(super) columns: Option<Vec<String>>,
    #[serde(default)]
    pub(super) rows: Vec<Vec<String>>,
    pub(super) salt_key: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetsRequest {
    pub(super) suite: Suite,
    pub(super) targets: Targets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    pub(super) plan: String,
    pub(super) targets: Targets,
    #[serde(default)]
    pub(super) suite: Suite,
    pub(super) tasks: Vec<Name>,
    pub(super) as_of: Date,
    #[serde(default = "first")]
    pub(super) attempt: NonZeroU32,
    pub(super) previous: Option<Digest>,
    pub(super) committed_at: Option<u64>,
}

fn first() -> NonZeroU32 {
    NonZeroU32::MIN
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretRequest {
    pub(super) suite: Suite,
    pub(super) label: String,
    pub(super) value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
    pub(super) setting: Setting,
    pub(super) sources: Vec<SourceCommitment>,
    pub(super) witness: Witness,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draw {
    pub(super) commitment: String,
    pub(super) plan: String,
    pub(super) targets: Targets,
    pub(super) sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Void {
    pub(super) commitment: String,
    pub(super) record_digest: Option<Digest>,
    pub(super) reason: VoidReason,
    pub(super) explanation: Line,
    pub(super) by: Line,
    pub(super) day: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verify {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Targets,
    pub(super) commitment_digest: Option<Digest>,
    pub(super) record_digest: Option<Digest>,
    #[serde(default)]
    pub(super) voids: Vec<String>,
}
