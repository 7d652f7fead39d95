//! The documents around a draw: amendments, receipts, absences, notices, lists, certificates.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::fault::{Fault, RequestError};
use super::held::Held;
use super::request::{
    AbsenceRequest, Amend, Behind, CertificateRequest, ChangeAsked, ExplainRequest, NoticeRequest,
    PublicListRequest, ReceiptRequest, RecordText, Targets, VerifyAbsence, VerifyReceipt,
};
use super::{ceremony, checks};
use crate::amend::{ListInForce, Registration, TeamInForce};
use crate::certificate::{CertificateStage, certificate as page};
use crate::explain::explain as explain_team;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::Watch;
use crate::publish::{Disclosure, ProvenDirectory};
use crate::record::{Amendment, Commitment, DrawDigest, DrawRecord, Notice, VoidedAttempt};
use crate::risk::RiskTier;
use crate::target::TargetDirectory;
use crate::verify::{self, ProofReport, ReceiptEvidence};

/// A record with what it was drawn from.
struct Drawn<'h> {
    record: DrawRecord,
    plan: InspectionPlan,
    directory: Cow<'h, TargetDirectory>,
}

impl<'h> Drawn<'h> {
    fn read(record: &str, plan: &str, targets: Option<Targets>, held: Held<'h>) -> Result<Self, Fault> {
        Ok(Self {
            record: DrawRecord::from_json(record)?,
            plan: InspectionPlan::from_json(plan)?,
            directory: held.targets(targets)?,
        })
    }

    fn list<'a>(
        &'a self,
        inspectors: Option<&'a InspectorDirectory>,
        amendments: &[String],
        watch: &mut dyn Watch,
    ) -> Result<ListInForce<'a>, Fault> {
        let read: Result<Vec<_>, _> = amendments.iter().map(|text| Amendment::from_json(text)).collect();
        Ok(ListInForce::new(&self.record, &self.plan, &self.directory, inspectors, &read?, watch)?)
    }
}

pub(super) fn amend(request: Amend, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let Behind { record, plan, targets, inspectors, amendments } = request.behind;
    let drawn = Drawn::read(&record, &plan, targets, held)?;
    let inspectors = held.inspectors(inspectors)?;
    let mut list = drawn.list(inspectors.as_deref(), &amendments, watch)?;
    let registration = Registration { by: request.by, day: request.day };
    let amendment = match request.change {
        ChangeAsked::Replacement { draw, out, reason, evidence } => {
            list.replace(&draw, &out, reason, evidence, registration, watch)?
        }
        ChangeAsked::Supplement { draw, tier, count, reason } => {
            list.supplement(&draw, tier, count, reason, registration, watch)?
        }
        ChangeAsked::Recusal { draw, target, inspector, successor, reason } => {
            list.recuse(&draw, &target, inspector, successor, reason, registration)?
        }
    };
    Ok(json!({ "amendment": amendment.to_json(), "digest": amendment.digest() }))
}

pub(super) fn in_force(request: Behind, held: Held<'_>, watch: &mut dyn Watch) -> Result<Value, Fault> {
    let drawn = Drawn::read(&request.record, &request.plan, request.targets, held)?;
    let inspectors = held.inspectors(request.inspectors)?;
    let list = drawn.list(inspectors.as_deref(), &request.amendments, watch)?;
    let mut draws = Vec::new();
    for draw in &drawn.record.draws {
        let mut tiers = Vec::new();
        for tier in RiskTier::ALL {
            let of_tier = list.targets(&draw.draw)?.filter(|(of, _)| *of == tier);
            let ids: Vec<&str> = of_tier.map(|(_, target)| target.id.as_str()).collect();
            tiers.push(json!({ "tier": tier, "targets": ids }));
        }
        draws.push(json!({ "draw": draw.draw, "tiers": tiers }));
    }
    let team = |team: TeamInForce<'_>| {
        let inspectors: Vec<_> = team.inspectors().collect();
        json!({ "draws": team.draws, "target": team.target, "inspectors": inspectors })
    };
    let teams: Option<Vec<Value>> = list.teams().map(|teams| teams.map(team).collect());
    Ok(json!({ "draws": draws, "teams": teams }))
}

pub(super) fn explain(
    request: ExplainRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let Drawn { record, plan, directory } =
        Drawn::read(&request.record, &request.plan, request.targets, held)?;
    let inspectors = held.inspectors(request.inspectors)?.ok_or(RequestError::NoInspectors {})?;
    let explained =
        explain_team(&record, &plan, &directory, &inspectors, &request.draw, &request.target, watch)?;
    Ok(json!({ "explanation": explained, "zh": explained.zh(), "en": explained.to_string() }))
}

pub(super) fn receipt(
    request: ReceiptRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let Drawn { record, plan, directory } =
        Drawn::read(&request.record, &request.plan, request.targets, held)?;
    let proven = ProvenDirectory::new(&record.commitment, &directory, watch)?;
    Ok(json!({ "receipt": proven.receipts(&record, &plan)?.of(&request.id)?.to_json() }))
}

pub(super) fn verify_receipt(request: &VerifyReceipt) -> Result<Value, Fault> {
    let evidence = ReceiptEvidence {
        digest: request.digest.as_deref(),
        plan: request.plan.as_deref(),
        ..ReceiptEvidence::new(request.commitment_digest, request.record_digest)
    };
    Ok(proof(&verify::verify_receipt(&request.receipt, &evidence)))
}

pub(super) fn absence(
    request: AbsenceRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let (commitment, directory) =
        (Commitment::from_json(&request.commitment)?, held.targets(request.targets)?);
    let proven = ProvenDirectory::new(&commitment, &directory, watch)?;
    Ok(json!({ "absence": proven.absence(&request.id)?.to_json() }))
}

pub(super) fn verify_absence(request: &VerifyAbsence) -> Result<Value, Fault> {
    Ok(proof(&verify::verify_absence(&request.absence, &request.commitment_digest)))
}

fn proof(report: &ProofReport) -> Value {
    let told = json!({
        "checks": checks::told(&report.checks),
        "witness": report.witness,
        "plain_zh": report.plain_zh,
        "plain_en": report.plain_en,
    });
    json!({ "holds": report.holds(), "report": told, "zh": report.zh(), "en": report.to_string() })
}

pub(super) fn notice(request: &NoticeRequest) -> Result<Value, Fault> {
    let commitment = Commitment::from_json(&request.commitment)?;
    let notice = Notice::of(&commitment, &InspectionPlan::from_json(&request.plan)?)?;
    Ok(json!({ "notice": notice.to_json() }))
}

pub(super) fn digest(request: &RecordText) -> Result<Value, Fault> {
    Ok(json!({ "digest": DrawDigest::of(&DrawRecord::from_json(&request.record)?).to_json() }))
}

pub(super) fn public_list(
    request: PublicListRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let Drawn { record, plan, directory } =
        Drawn::read(&request.record, &request.plan, request.targets, held)?;
    let disclosure = Disclosure { individuals: request.show_individuals, tiers: request.show_tiers };
    let proven = ProvenDirectory::new(&record.commitment, &directory, watch)?;
    let list = proven.public_list(&record, &plan, disclosure)?;
    Ok(json!({ "list": list, "csv": list.to_csv() }))
}

pub(super) fn certificate(
    request: CertificateRequest,
    held: Held<'_>,
    watch: &mut dyn Watch,
) -> Result<Value, Fault> {
    let record = DrawRecord::from_json(&request.verify.record)?;
    let plan = InspectionPlan::from_json(&request.verify.plan)?;
    let voids: Result<Vec<_>, _> =
        request.verify.voids.iter().map(|text| VoidedAttempt::from_json(text)).collect();
    let report = ceremony::report(request.verify, held, watch)?;
    let stage =
        if request.after_visits { CertificateStage::AfterVisits } else { CertificateStage::BeforeVisits };
    Ok(json!({ "html": page(&record, &plan, &report, &voids?, stage) }))
}
