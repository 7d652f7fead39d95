//! The ceremony: preview, commit, draw, void, verify.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::checks;
use super::fault::Fault;
use super::held::Held;
use super::request::{Commit, Draw, SecretRequest, Setting, Trial, Verify, Void};
use crate::draw::{CommittedDraw, DrawSetting, PreparedDraw, PreparedTask};
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::Watch;
use crate::record::{Commitment, CommittedTier, VoidedAttempt};
use crate::risk::RiskTier;
use crate::seed::{Secret, SourceCommitment, Sources, TrialNumber};
use crate::target::TargetDirectory;
use crate::verify::{Evidence, VerificationReport, verify as verify_record};

/// What a request brings along, read.
struct Inputs<'a> {
    plan: InspectionPlan,
    directory: Cow<'a, TargetDirectory>,
    inspectors: Option<Cow<'a, InspectorDirectory>>,
    setting: DrawSetting,
}

impl<'a> Inputs<'a> {
    fn read(request: Setting, held: Held<'a>) -> Result<Self, Fault> {
        let Setting { plan, targets, inspectors, suite, tasks, as_of, attempt, previous, committed_at } =
            request;
        let setting = DrawSetting { suite, tasks, as_of, attempt, previous, committed_at };
        Ok(Self {
            plan: InspectionPlan::from_json(&plan)?,
            directory: held.targets(targets)?,
            inspectors: held.inspectors(inspectors)?,
            setting,
        })
    }

    fn prepare(&self, watch: &mut dyn Watch) -> Result<PreparedDraw<'_>, Fault> {
        let prepared = PreparedDraw::new(&self.plan, &self.directory, self.setting.clone(), watch)?;
        Ok(match &self.inspectors {
            None => prepared,
            Some(inspectors) => prepared.with_inspectors(inspectors)?,
        })
    }
}

pub(super) fn preview(request: Setting, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let inputs = Inputs::read(request, held)?;
    let prepared = inputs.prepare(watch)?;
    let tasks = prepared.tasks().iter().map(previewed);
    Ok(json!({ "tasks": tasks.collect::<Vec<_>>() }))
}

fn previewed(task: &PreparedTask<'_>) -> Value {
    json!({
        "task": task.task().name(),
        "exclusions": task.pool().exclusions(),
        "not_classified": task.pool().not_classified(),
        "tiers": CommittedTier::all_of(task.quotas()),
        "inversions": task.quotas().inversions(),
    })
}

/// Each list is marked as a trial's, wherever it may be carried.
pub(super) fn trial(request: Trial, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let typed = match request.number {
        Value::String(typed) => typed,
        other => other.to_string(),
    };
    let number: TrialNumber = typed.parse()?;
    let inputs = Inputs::read(request.setting, held)?;
    let prepared = inputs.prepare(watch)?;
    let trial = prepared.trial(number, watch)?;
    let listed = |targets: &[(RiskTier, String)]| -> Vec<Value> {
        targets.iter().map(|(tier, id)| json!({ "id": id, "tier": tier, "trial": number })).collect()
    };
    let tasks = prepared.tasks().iter().zip(&trial.tasks).map(|(task, drawn)| {
        json!({ "preview": previewed(task), "drawn": listed(&drawn.drawn), "reserve": listed(&drawn.reserve) })
    });
    Ok(json!({
        "trial": {
            "number": number,
            "zh": format!("试抽（第{number}号），仅供预演，不是抽取结果"),
            "en": format!("trial {number}: for a preview only, not the result of a draw"),
        },
        "tasks": tasks.collect::<Vec<_>>(),
    }))
}

/// The holder of a secret asks for this, and gives the operator the answer, not the secret.
pub(super) fn secret(request: &SecretRequest) -> Result<Value, Fault> {
    let secret = Secret::new(&request.label, &request.value)?;
    Ok(json!({ "source": SourceCommitment::secret(request.suite, &request.label, &secret) }))
}

pub(super) fn commit(request: Commit, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let sources = Sources::new(request.sources, request.witness)?;
    let inputs = Inputs::read(request.setting, held)?;
    let committed = inputs.prepare(watch)?.commit(sources, watch)?;
    let commitment = committed.commitment();
    Ok(json!({ "commitment": commitment.to_json(), "digest": commitment.digest() }))
}

pub(super) fn draw(request: Draw, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let plan = InspectionPlan::from_json(&request.plan)?;
    let directory = held.targets(request.targets)?;
    let commitment = Commitment::from_json(&request.commitment)?;
    let inspectors = held.inspectors(request.inspectors)?;
    let committed = CommittedDraw::resume(commitment, &plan, &directory, inspectors.as_deref(), watch)?;
    let record = committed.reveal(request.sources)?.draw(watch)?;
    Ok(json!({ "record": record.to_json(), "digest": record.digest() }))
}

pub(super) fn void(request: Void) -> Result<Value, Fault> {
    let Void { commitment, record_digest, reason, explanation, by, day } = request;
    let commitment = Commitment::from_json(&commitment)?;
    let void = VoidedAttempt::of(&commitment, record_digest, reason, explanation, by, day);
    Ok(json!({ "void": void.to_json(), "digest": void.digest() }))
}

pub(super) fn verify(request: Verify, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let report = report(request, held, watch)?;
    let checks = checks::told(&report.checks);
    let told = json!({ "checks": checks, "witness": report.witness, "attempt": report.attempt });
    Ok(json!({ "holds": report.holds(), "report": told, "zh": report.zh(), "en": report.to_string() }))
}

pub(super) fn report(
    request: Verify,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<VerificationReport, Fault> {
    let directory = held.targets(request.targets)?;
    let inspectors = held.inspectors(request.inspectors)?;
    let evidence = Evidence {
        inspectors: inspectors.as_deref(),
        commitment_digest: request.commitment_digest,
        record_digest: request.record_digest,
        voids: &request.voids,
        amendments: &request.amendments,
        ..Evidence::new(&request.plan, &directory)
    };
    Ok(verify_record(&request.record, &evidence, watch)?)
}
