//! Answers to the requests about the documents around a draw: voids, amendments, receipts, absences, notices.

use serde_json::{Map, Value, json};

use super::directories::{directory, inspectors};
use super::{Refused, read, text};
use crate::amend::{ListInForce, Registration, TeamInForce};
use crate::digest::Suite;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::publish::ProvenDirectory;
use crate::record::{
    Amendment, AmendmentChange, Commitment, DrawDigest, DrawRecord, Line, Notice, VoidedAttempt,
};
use crate::risk::RiskTier;
use crate::target::TargetDirectory;
use crate::verify::{self, Check, Evidence, ReceiptEvidence};

pub(super) fn void(request: &Value) -> Result<Value, Refused> {
    let commitment = Commitment::from_json(text(&request["commitment"])?)?;
    let void = VoidedAttempt::of(
        &commitment,
        read(&request["record_digest"])?,
        read(&request["reason"])?,
        read(&request["explanation"])?,
        read(&request["by"])?,
        read(&request["day"])?,
    );
    Ok(json!(void.to_json()))
}

fn amendments(request: &Value) -> Result<Vec<Amendment>, Refused> {
    let texts: Vec<String> = read(&request["amendments"])?;
    Ok(texts.iter().map(|text| Amendment::from_json(text)).collect::<Result<_, _>>()?)
}

struct Inputs {
    plan: InspectionPlan,
    directory: TargetDirectory,
    inspectors: Option<InspectorDirectory>,
    record: DrawRecord,
}

impl Inputs {
    fn read(request: &Value) -> Result<Self, Refused> {
        Ok(Self {
            plan: InspectionPlan::from_json(text(&request["plan"])?)?,
            directory: directory(request)?,
            inspectors: inspectors(request)?,
            record: DrawRecord::from_json(text(&request["record"])?)?,
        })
    }
}

/// The change is named without who is next, which the library works out.
pub(super) fn amend(request: &Value) -> Result<Value, Refused> {
    let Inputs { plan, directory, inspectors, record } = Inputs::read(request)?;
    let mut list =
        ListInForce::new(&record, &plan, &directory, inspectors.as_ref(), &amendments(request)?, &mut ())?;
    let registration = Registration { by: read(&request["by"])?, day: read(&request["day"])? };
    if read::<Suite>(&request["suite"])? != record.commitment.suite {
        return Err("another suite".into());
    }
    if request["change"].as_object().map(Map::len) != Some(1) {
        return Err("not one change".into());
    }
    let (kind, change) =
        request["change"].as_object().and_then(|change| change.iter().next()).ok_or("no change")?;
    let draw = text(&change["draw"])?;
    let amendment = match kind.as_str() {
        "replacement" => {
            let tier: RiskTier = read(&change["tier"])?;
            let out = text(&change["out"])?;
            let amended = list.replace(
                draw,
                out,
                read(&change["reason"])?,
                read(&change["evidence"])?,
                registration,
                &mut (),
            )?;
            match &amended.change {
                AmendmentChange::Replacement { tier: of, .. } if *of == tier => amended,
                _ => return Err("of another tier".into()),
            }
        }
        "supplement" => {
            let (tier, count) = (read(&change["tier"])?, read(&change["count"])?);
            list.supplement(draw, tier, count, read(&change["reason"])?, registration, &mut ())?
        }
        "recusal" => {
            let (inspector, successor): (Line, Option<Line>) =
                (read(&change["inspector"])?, read(&change["successor"])?);
            let amended = list.recuse(
                draw,
                text(&change["target"])?,
                inspector,
                successor.clone(),
                read(&change["reason"])?,
                registration,
            )?;
            match &amended.change {
                AmendmentChange::Recusal { successor: next, .. } if *next == successor => amended,
                _ => return Err("somebody stands in".into()),
            }
        }
        other => return Err(format!("no change `{other}`").into()),
    };
    Ok(json!(amendment.to_json()))
}

pub(super) fn in_force(request: &Value) -> Result<Value, Refused> {
    let Inputs { plan, directory, inspectors, record } = Inputs::read(request)?;
    let list =
        ListInForce::new(&record, &plan, &directory, inspectors.as_ref(), &amendments(request)?, &mut ())?;
    let mut draws = Map::new();
    for draw in &record.draws {
        let mut tiers = Map::new();
        for tier in RiskTier::ALL {
            let ids: Vec<String> = list
                .targets(&draw.draw)?
                .filter(|(of, _)| *of == tier)
                .map(|(_, target)| target.id.clone())
                .collect();
            tiers.insert(tier.letter().to_owned(), json!(ids));
        }
        draws.insert(draw.draw.clone(), Value::Object(tiers));
    }
    let team = |team: TeamInForce<'_>| {
        let inspectors: Vec<_> = team.inspectors().collect();
        json!({ "draws": team.draws, "target": team.target, "inspectors": inspectors })
    };
    let teams: Option<Vec<Value>> = list.teams().map(|teams| teams.map(team).collect());
    draws.insert("teams".to_owned(), json!(teams));
    Ok(Value::Object(draws))
}

pub(super) fn receipt(request: &Value) -> Result<Value, Refused> {
    let Inputs { plan, directory, record, .. } = Inputs::read(request)?;
    let proven = ProvenDirectory::new(&record.commitment, &directory, &mut ())?;
    Ok(json!(proven.receipts(&record, &plan)?.of(text(&request["id"])?)?.to_json()))
}

pub(super) fn check_receipt(request: &Value) -> Result<Value, Refused> {
    let optional = |member: &str| request[member].as_str();
    let evidence = ReceiptEvidence {
        digest: optional("digest"),
        plan: optional("plan"),
        ..ReceiptEvidence::new(read(&request["commitment_digest"])?, read(&request["record_digest"])?)
    };
    let report = verify::verify_receipt(text(&request["receipt"])?, &evidence);
    Ok(checks(&report.checks))
}

pub(super) fn absence(request: &Value) -> Result<Value, Refused> {
    let (commitment, directory) =
        (Commitment::from_json(text(&request["commitment"])?)?, directory(request)?);
    let proven = ProvenDirectory::new(&commitment, &directory, &mut ())?;
    Ok(json!(proven.absence(text(&request["id"])?)?.to_json()))
}

pub(super) fn check_absence(request: &Value) -> Result<Value, Refused> {
    let report = verify::verify_absence(text(&request["absence"])?, &read(&request["commitment_digest"])?);
    if report.holds() { Ok(json!(true)) } else { Err(report.to_string().into()) }
}

pub(super) fn notice(request: &Value) -> Result<Value, Refused> {
    let commitment = Commitment::from_json(text(&request["commitment"])?)?;
    let plan = InspectionPlan::from_json(text(&request["plan"])?)?;
    Ok(json!(Notice::of(&commitment, &plan)?.to_json()))
}

pub(super) fn digest(request: &Value) -> Result<Value, Refused> {
    Ok(json!(DrawDigest::of(&DrawRecord::from_json(text(&request["record"])?)?).to_json()))
}

/// Plan and directory may be missing where only the chains of voids and amendments are asked about.
pub(super) fn verify(request: &Value) -> Result<Value, Refused> {
    let texts = |member: &str| request.get(member).map_or(Ok(Vec::new()), read::<Vec<String>>);
    let (voids, amendments) = (texts("voids")?, texts("amendments")?);
    let plan = request.get("plan").map_or(Ok(""), text)?;
    let nobody = json!({ "columns": ["id"], "rows": [] });
    let targets = directory(if request.get("columns").is_some() { request } else { &nobody })?;
    let inspectors = inspectors(request)?;
    let digest = |member: &str| request.get(member).map_or(Ok(None), read);
    let evidence = Evidence {
        inspectors: inspectors.as_ref(),
        commitment_digest: digest("commitment_digest")?,
        record_digest: digest("record_digest")?,
        voids: &voids,
        amendments: &amendments,
        ..Evidence::new(plan, &targets)
    };
    let report = verify::verify(text(&request["record"])?, &evidence, &mut ())?;
    Ok(checks(&report.checks))
}

fn checks(checks: &[Check]) -> Value {
    let told = |check: &Check| json!({ "name": check.name, "status": check.status });
    json!({ "checks": checks.iter().map(told).collect::<Vec<_>>() })
}
