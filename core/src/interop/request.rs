//! The requests.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use serde_json::Value;

use super::results_request::{
    DisclosureRequest, EnterResults, FeedbackRequest, MergeResults, ProgressRequest, ResultsRequest,
    WorkingDays,
};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::id::{IdProfile, Name};
use crate::ratio::{Ratio, Rounding};
use crate::record::{Line, VoidReason};
use crate::risk::{PerTier, RiskTier};
use crate::rule::{Coordination, QuotaRule, ReplacementReason, RuleSet};
use crate::seed::{Source, SourceCommitment, Witness};
use crate::selector::Selector;
use crate::statistics::{GroupCount, ResultCount, StratumCount};

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
    /// A plan document → its head and what its tasks are read as.
    Tasks(PlanText),
    /// A quota rule → the rules of a draw that has nothing special.
    Rules(RulesRequest),
    /// A quota rule and pools → the quotas.
    Quota(Quota),
    /// A directory of targets → its size, warnings and commitment.
    Targets(TargetsRequest),
    /// A directory of inspectors → its size, who is in service, who leads, and its commitment.
    Inspectors(InspectorsRequest),
    /// Plan, directory, tasks → pools and quotas, without any seed.
    Preview(Setting),
    /// The same and a number → what a draw may look like.
    Trial(Trial),
    /// A holder's secret → what is committed of it.
    Secret(SecretRequest),
    /// The same and sources → the commitment document.
    Commit(Commit),
    /// The commitment and the revealed sources → the record document.
    Draw(Draw),
    /// Rows of texts → CSV that people may open in a spreadsheet.
    Sheet(SheetRequest),
    /// A text, such as a document read from a file → its digest.
    Hash(HashRequest),
    /// A commitment that came to nothing → the void document.
    Void(Void),
    /// A record → the verification report.
    Verify(Verify),
    /// A record, its amendments and a change → the next amendment document.
    Amend(Amend),
    /// A record and its amendments → the list and the teams in force.
    InForce(Behind),
    /// A record with teams and a visit → why the team is who it is.
    Explain(ExplainRequest),
    /// A record and an id → the receipt document.
    Receipt(ReceiptRequest),
    /// A receipt → its verification report, and what it says in plain words.
    VerifyReceipt(VerifyReceipt),
    /// A commitment and an id that is not in the directory → the absence document.
    Absence(AbsenceRequest),
    /// An absence → its verification report, and what it says in plain words.
    VerifyAbsence(VerifyAbsence),
    /// A commitment → the notice document before the draw.
    Notice(NoticeRequest),
    /// A record → the digest document after the draw.
    Digest(RecordText),
    /// A record → the list after the visits.
    PublicList(PublicListRequest),
    /// A record → the certificate, an HTML page.
    Certificate(CertificateRequest),
    /// A record → for how many targets each drawn one stands.
    Weights(WeightsRequest),
    /// A record and outcomes, or counts → the share of problems.
    Estimate(EstimateRequest),
    /// A record and outcomes → the table for packages for survey data.
    SurveyExport(Outcomes),
    /// Counts of past draws by groups → whether they are consistent with randomness.
    Consistency(ConsistencyRequest),
    /// Pools of past draws → whether the same targets were drawn too often.
    Repeats(RepeatsRequest),
    /// Counts of results by groups → which groups stand out, for directed draws.
    EarlyWarning(CountedResults),
    /// The same counts → whether the tiers predict problems.
    TierTrend(CountedResults),
    /// A day and a number of working days → the day that they end.
    WorkingDays(WorkingDays),
    /// Entries, or a file of results → the ledger with them.
    EnterResults(EnterResults),
    /// Ledgers of one record → their union.
    MergeResults(MergeResults),
    /// A ledger → what was found by visit, item and target, and what is wrong with its entries.
    Results(ResultsRequest),
    /// Ledgers → how far the plan is, with the list behind every figure.
    Progress(ProgressRequest),
    /// A ledger → what the next draw reads, as changes of a directory.
    Feedback(FeedbackRequest),
    /// A ledger → the results as they are disclosed.
    Disclosure(DisclosureRequest),
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
pub(super) struct RulesRequest {
    pub(super) quota: QuotaRule,
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
    pub(super) targets: Option<Targets>,
}

/// A directory of inspectors: a CSV text, or columns and rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inspectors {
    #[serde(default)]
    pub(super) profile: IdProfile,
    pub(super) csv: Option<String>,
    #[serde(default)]
    pub(super) headings: BTreeMap<String, String>,
    pub(super) columns: Option<Vec<String>>,
    #[serde(default)]
    pub(super) rows: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InspectorsRequest {
    pub(super) suite: Suite,
    pub(super) inspectors: Option<Inspectors>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
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
pub(super) struct Trial {
    pub(super) setting: Setting,
    /// A number or its digits; anything else is told from bad JSON, since a user may have typed it.
    pub(super) number: Value,
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
pub(super) struct SheetRequest {
    pub(super) rows: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HashRequest {
    pub(super) suite: Suite,
    pub(super) text: String,
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
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
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
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
    pub(super) commitment_digest: Option<Digest>,
    pub(super) record_digest: Option<Digest>,
    #[serde(default)]
    pub(super) voids: Vec<String>,
    #[serde(default)]
    pub(super) amendments: Vec<String>,
}

/// What stands behind a draw.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Behind {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
    #[serde(default)]
    pub(super) amendments: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amend {
    pub(super) behind: Behind,
    pub(super) change: ChangeAsked,
    pub(super) by: Line,
    pub(super) day: Date,
}

/// A change, without who is next: that is never anyone's choice.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum ChangeAsked {
    Replacement { draw: String, out: String, reason: ReplacementReason, evidence: Line },
    Supplement { draw: String, tier: RiskTier, count: u64, reason: Line },
    Recusal { draw: String, target: String, inspector: Line, successor: Option<Line>, reason: Line },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplainRequest {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    pub(super) inspectors: Option<Inspectors>,
    pub(super) draw: String,
    pub(super) target: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceiptRequest {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    pub(super) id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerifyReceipt {
    pub(super) receipt: String,
    pub(super) commitment_digest: Digest,
    pub(super) record_digest: Digest,
    pub(super) digest: Option<String>,
    pub(super) plan: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AbsenceRequest {
    pub(super) commitment: String,
    pub(super) targets: Option<Targets>,
    pub(super) id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerifyAbsence {
    pub(super) absence: String,
    pub(super) commitment_digest: Digest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeRequest {
    pub(super) commitment: String,
    pub(super) plan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordText {
    pub(super) record: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublicListRequest {
    pub(super) record: String,
    pub(super) plan: String,
    pub(super) targets: Option<Targets>,
    #[serde(default)]
    pub(super) show_individuals: bool,
    #[serde(default)]
    pub(super) show_tiers: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CertificateRequest {
    pub(super) verify: Verify,
    #[serde(default)]
    pub(super) after_visits: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightsRequest {
    pub(super) record: String,
    pub(super) task: Name,
}

/// What was found at the drawn targets of a task: pairs of an id and whether there was a problem.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outcomes {
    pub(super) record: String,
    pub(super) task: Name,
    pub(super) outcomes: Vec<(String, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EstimateRequest {
    pub(super) from: EstimateFrom,
    pub(super) level: Option<Ratio>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EstimateFrom {
    Inspected(Outcomes),
    Counts(Vec<StratumCount>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsistencyRequest {
    pub(super) rows: Vec<GroupCount>,
}

/// What past inspections found, by task, tier and group.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountedResults {
    pub(super) rows: Vec<ResultCount>,
    pub(super) level: Option<Ratio>,
}

/// The pools of past draws, in the order of time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepeatsRequest {
    pub(super) rows: Vec<PoolRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolRow {
    pub(super) draw: String,
    pub(super) stratum: String,
    pub(super) id: String,
    pub(super) drawn: bool,
}
