//! Plans and quotas.

use serde_json::{Value, json};

use super::fault::Fault;
use super::request::{CompletePlan, PlanForm, PlanText, Quota, ReadPlan, RulesRequest};
use crate::message::told_at;
use crate::plan::{Finding, InspectionPlan, InspectionTask, PlanHead, PlanReading};
use crate::quota::Quotas;
use crate::rule::RuleSet;

pub(super) fn read(request: ReadPlan) -> Result<Value, Fault> {
    let ReadPlan { form, text, name, year, title, authority, deadline } = request;
    let head = PlanHead { title, authority, deadline, ..PlanHead::new(name, year) };
    let PlanReading { plan, findings } = match form {
        PlanForm::Published => InspectionPlan::read_published(&text, &head)?,
        PlanForm::Csv => InspectionPlan::read_csv(text.as_bytes(), &head)?,
    };
    Ok(json!({ "plan": plan.to_json(), "findings": shown(&findings) }))
}

pub(super) fn complete(request: CompletePlan) -> Result<Value, Fault> {
    let mut plan = InspectionPlan::from_json(&request.plan)?;
    if let Some(coordination) = request.coordination {
        plan.set_coordination(coordination);
    }
    for (task, decisions) in request.tasks {
        if let Some(selector) = decisions.selector {
            plan.set_selector(&task, selector)?;
        }
        if let Some(rules) = decisions.rules {
            plan.set_rules(&task, rules)?;
        }
    }
    Ok(json!({ "plan": plan.to_json() }))
}

pub(super) fn findings(request: &PlanText) -> Result<Value, Fault> {
    Ok(json!({ "findings": shown(&InspectionPlan::from_json(&request.plan)?.findings()) }))
}

pub(super) fn tasks(request: &PlanText) -> Result<Value, Fault> {
    let plan = InspectionPlan::from_json(&request.plan)?;
    let task = |task: &InspectionTask| {
        json!({
            "name": task.name(),
            "number": task.number(),
            "title": task.title(),
            "scope": task.scope(),
            "items": task.items(),
            "range": task.published().range,
            "ratio": task.ratio(),
            "tier_policy": task.tier_policy(),
            "window": task.window(),
            "mode": task.mode(),
            "selector": task.selector(),
            "rules": task.rules(),
        })
    };
    Ok(json!({
        "name": plan.name(),
        "title": plan.title(),
        "authority": plan.authority(),
        "year": plan.year(),
        "deadline": plan.deadline(),
        "coordination": plan.coordination(),
        "tasks": plan.tasks().iter().map(task).collect::<Vec<_>>(),
    }))
}

pub(super) fn rules(request: RulesRequest) -> Value {
    json!({ "rules": RuleSet::new(request.quota) })
}

fn shown(findings: &[Finding]) -> Vec<Value> {
    let shown = |finding: &Finding| {
        let place = json!({ "row": finding.row, "task": finding.task, "column": finding.column });
        told_at(place, &finding.doubt)
    };
    findings.iter().map(shown).collect()
}

pub(super) fn quota(request: &Quota) -> Result<Value, Fault> {
    let quotas = Quotas::new(&request.quota, request.rounding, &request.pool)?;
    let tiers: Vec<_> = quotas.iter().map(|(_, numbers)| *numbers).collect();
    Ok(json!({
        "ideal": tiers.iter().map(|tier| tier.ideal).collect::<Vec<_>>(),
        "quota": tiers.iter().map(|tier| tier.quota).collect::<Vec<_>>(),
        "added": tiers.iter().map(|tier| tier.added).collect::<Vec<_>>(),
        "realised": tiers.iter().map(|tier| tier.realised()).collect::<Vec<_>>(),
        "inversions": quotas.inversions(),
    }))
}
