//! What is entered after the visits, and the figures made of it.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::fault::Fault;
use super::held::Held;
use super::results_request::{
    CaseText, CsvResults, DisclosureRequest, EnterResults, FeedbackRequest, MergeResults, ProgressRequest,
    ResultsRequest, WorkingDays,
};
use super::statistics::{self, level_of};
use super::targets::csv_options;
use crate::calendar::WorkCalendar;
use crate::inspector::InspectorDirectory;
use crate::message::told_at;
use crate::plan::InspectionPlan;
use crate::progress::Watch;
use crate::publish::Disclosure;
use crate::record::{Amendment, DrawRecord};
use crate::results::{
    Assessment, Figures, LedgerEntry, Progress, ResultFinding, ResultsCase, ResultsImport, ResultsLedger,
    ResultsOverview, TaskFigures, TierProblems,
};
use crate::statistics::{ConfidenceLevel, StratumCount};
use crate::target::TargetDirectory;

/// A case of a request, read.
struct Case<'h> {
    record: DrawRecord,
    plan: InspectionPlan,
    targets: Cow<'h, TargetDirectory>,
    inspectors: Option<Cow<'h, InspectorDirectory>>,
    amendments: Vec<Amendment>,
    results: ResultsLedger,
}

impl<'h> Case<'h> {
    fn read(text: CaseText, held: Held<'h>) -> Result<Self, Fault> {
        let amendments: Result<Vec<_>, _> =
            text.amendments.iter().map(|text| Amendment::from_json(text)).collect();
        let (record, inspectors) = (DrawRecord::from_json(&text.record)?, held.inspectors(text.inspectors)?);
        // Inspectors who are held, for all cases, but were not assigned are nothing to this record.
        let concern = |inspectors: &Cow<'h, InspectorDirectory>| {
            record.assignment.is_some() || matches!(inspectors, Cow::Owned(_))
        };
        Ok(Self {
            inspectors: inspectors.filter(concern),
            record,
            plan: InspectionPlan::from_json(&text.plan)?,
            targets: held.targets(text.targets)?,
            amendments: amendments?,
            results: ResultsLedger::from_json(&text.results)?,
        })
    }

    fn case(&self) -> ResultsCase<'_> {
        ResultsCase {
            inspectors: self.inspectors.as_deref(),
            amendments: &self.amendments,
            ..ResultsCase::new(&self.record, &self.plan, &self.targets, &self.results)
        }
    }
}

pub(super) fn working_days(request: &WorkingDays) -> Result<Value, Fault> {
    let calendar = WorkCalendar::read_csv(request.holidays.as_bytes())?;
    let deadline = calendar.working_days_after(request.from, request.days, request.limit)?;
    Ok(json!({ "deadline": deadline }))
}

pub(super) fn enter(request: EnterResults) -> Result<Value, Fault> {
    let record = DrawRecord::from_json(&request.record)?;
    let mut ledger = ResultsLedger::of(&record);
    let before = match request.results {
        Some(text) => {
            ledger.merge(&ResultsLedger::from_json(&text)?)?;
            ledger.entries().len()
        }
        None => 0,
    };
    let imported = request.csv.map(|csv| imported(&csv, &record)).transpose()?;
    let entries = request.entries.into_iter().chain(imported.into_iter().flatten());
    entries.for_each(|entry| _ = ledger.enter(entry));
    let added = ledger.entries().len() - before;
    Ok(json!({ "results": ledger.to_json(), "digest": ledger.digest(), "added": added }))
}

fn imported(csv: &CsvResults, record: &DrawRecord) -> Result<Vec<LedgerEntry>, Fault> {
    let plan = InspectionPlan::from_json(&csv.plan)?;
    let options = csv_options(csv.profile, &csv.headings);
    let import = ResultsImport { record, plan: &plan, options: &options, profile: &csv.words };
    Ok(import.read_csv(csv.text.as_bytes())?)
}

pub(super) fn merge(request: &MergeResults) -> Result<Value, Fault> {
    let (first, others) = &request.results;
    let mut ledger = ResultsLedger::from_json(first)?;
    for other in others {
        ledger.merge(&ResultsLedger::from_json(other)?)?;
    }
    Ok(json!({ "results": ledger.to_json(), "digest": ledger.digest() }))
}

pub(super) fn results(
    request: ResultsRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let case = Case::read(request.case, held)?;
    let calendar = WorkCalendar::read_csv(request.holidays.as_bytes())?;
    let assessment = Assessment::of(&[case.case()], request.as_of, &calendar, request.parameters, watch)?;
    let overview = ResultsOverview::of(&assessment);
    let mut told = json!(overview);
    put(&mut told, "findings", findings(&assessment.findings()));
    put(&mut told, "csv", json!(overview.to_csv()));
    Ok(told)
}

pub(super) fn progress(
    request: ProgressRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let level = level_of(request.level)?;
    let read: Vec<Case<'_>> =
        request.cases.into_iter().map(|text| Case::read(text, held)).collect::<Result<_, _>>()?;
    let cases: Vec<ResultsCase<'_>> = read.iter().map(Case::case).collect();
    let calendar = WorkCalendar::read_csv(request.holidays.as_bytes())?;
    let assessment = Assessment::of(&cases, request.as_of, &calendar, request.parameters, watch)?;
    let progress = Progress::of(&assessment);
    let tasks: Result<Vec<Value>, Fault> = progress.tasks.iter().map(|task| estimated(task, level)).collect();
    let mut told = json!(progress);
    put(&mut told, "tasks", json!(tasks?));
    put(&mut told, "findings", findings(&progress.findings));
    put(&mut told, "csv", json!(progress.to_csv()));
    Ok(told)
}

/// A task with the share of problems in its pool, as far as its results tell.
fn estimated(task: &TaskFigures<'_>, level: ConfidenceLevel) -> Result<Value, Fault> {
    let mut told = json!(task);
    put(&mut told, "estimate", statistics::estimated(&counts(&task.figures, &task.pools), level)?);
    Ok(told)
}

fn counts(figures: &Figures<'_>, pools: &[u64]) -> Vec<StratumCount> {
    let count = |(tier, pool): (&TierProblems<'_>, &u64)| StratumCount {
        stratum: tier.tier.letter().to_owned(),
        pool: *pool,
        drawn: tier.rate.denominator() as u64,
        problems: tier.rate.numerator() as u64,
    };
    figures.problems.iter().zip(pools).map(count).collect()
}

pub(super) fn feedback(
    request: FeedbackRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let case = Case::read(request.case, held)?;
    let into = request.into.map(super::targets::read).transpose()?;
    let standing = case.case().as_of(request.as_of, watch)?;
    let feedback = standing.feedback(into.as_ref().unwrap_or(&case.targets))?;
    Ok(json!({ "changes": feedback.changes, "not_in_directory": feedback.not_in_directory }))
}

pub(super) fn disclosure(
    request: DisclosureRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let case = Case::read(request.case, held)?;
    let standing = case.case().as_of(request.as_of, watch)?;
    let shown = Disclosure { individuals: request.show_individuals, ..Disclosure::default() };
    let disclosure = standing.disclosure(shown);
    Ok(json!({ "disclosure": disclosure, "csv": disclosure.to_csv() }))
}

/// What is wrong, told so that a reader needs no other list.
fn findings(findings: &[ResultFinding]) -> Value {
    let told = |finding: &ResultFinding| {
        let about = finding.about.as_ref().map(|(draw, target)| json!({ "draw": draw, "target": target }));
        told_at(json!({ "entry": finding.entry, "about": about }), &finding.doubt)
    };
    findings.iter().map(told).collect()
}

fn put(told: &mut Value, member: &str, value: Value) {
    if let Some(members) = told.as_object_mut() {
        members.insert(member.to_owned(), value);
    }
}
