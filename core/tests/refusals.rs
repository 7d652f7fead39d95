//! Guards the refusals of single values and of steps taken too early: each has its own code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "not every test needs every part of the ceremony")]
#[path = "common/ceremony.rs"]
mod ceremony;

use std::fmt::Debug;
use std::str::FromStr;

use ceremony::{HEADING, draw, name, plan, salted, setting};
use double_random::{
    Coordination, Digest, DrawScope, Explain, FrequencyRule, InspectionPlan, Line, Network, Notice, PerTier,
    PlanError, PlanHead, PreparedDraw, QuotaRule, Quotas, Ratio, ReplacementReason, Rounding, RuleSet,
    SaltKey, Suite, Weights,
};

fn code<T: Debug>(refused: Result<T, impl Explain>) -> &'static str {
    refused.unwrap_err().code()
}

fn code_of<T: FromStr<Err: Explain> + Debug>(text: &str) -> &'static str {
    code(text.parse::<T>())
}

/// Guards texts that are no such value.
#[test]
fn texts() {
    assert_eq!(code_of::<SaltKey>(&"AB".repeat(32)), "salt.not_a_key");
    assert_eq!(code_of::<Network>("slownet"), "beacon.unknown_network");
    assert_eq!(code_of::<Ratio>("101%"), "ratio.above_one");
    assert_eq!(code_of::<Digest>(&"AB".repeat(32)), "digest.not_hex");
    assert_eq!(code_of::<DrawScope>("半定向"), "plan.unknown_scope");
    assert_eq!(code_of::<Line>(" "), "line.empty");
    assert_eq!(code_of::<Line>("王某\n李某"), "line.control_character");
}

/// Guards rules that say nothing or contradict themselves.
#[test]
fn rules() {
    assert_eq!(code(Weights::new(PerTier([2, 1, 4, 8]))), "rule.bad_weights");
    assert_eq!(code(FrequencyRule::new(0, 1)), "rule.bad_frequency");
    let mut rules = RuleSet::new(QuotaRule::Census);
    rules.replacement_reasons = vec![ReplacementReason::Revoked, ReplacementReason::Deregistered];
    assert_eq!(code(rules.check()), "rule.reasons_out_of_order");
    let pool = PerTier([1 << 40, 1, 0, 0]);
    assert_eq!(code(Quotas::new(&QuotaRule::Census, Rounding::Up, &pool)), "quota.pool_too_large");
}

/// Guards plans: a name twice in a document, and cells that leave something open.
#[test]
fn plans() {
    let twice = plan(Coordination::Independent).to_json().replacen("\"name\": \"02\"", "\"name\": \"01\"", 1);
    let told = PlanError::RepeatedName { name: "01".to_owned() }.en();
    assert!(InspectionPlan::from_json(&twice).unwrap_err().en().contains(&told));

    let row = "1,对企业的抽查,不定向,1.登记事项检查,全市企业,10%,视情况抽查,2026年1月—2月,【县抽县查】 某局发起并实施检查";
    let head = PlanHead::new(name("test-2025"), 2025);
    let findings =
        InspectionPlan::read_csv(format!("{HEADING}\n{row}\n").as_bytes(), &head).unwrap().findings;
    let codes: Vec<_> = findings.iter().map(|finding| finding.doubt.code()).collect();
    assert_eq!(codes, ["plan.policy_not_understood", "plan.window_outside_year"]);
}

/// Guards the order of steps: nothing is drawn, and nothing announced, for a task that is not complete or not there.
#[test]
fn steps_too_early() {
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let bare = InspectionPlan::read_csv(
        format!("{HEADING}\n9,对企业的抽查,定向,1.登记事项检查,全市企业,10%; 1次/年,,7月—11月,【县抽县查】 某局发起并实施检查\n")
            .as_bytes(),
        &PlanHead::new(name("test-2025"), 2025),
    )
    .unwrap()
    .plan;
    let mut early = setting(Suite::Sha256);
    early.tasks = vec![name("09")];
    assert_eq!(code(PreparedDraw::new(&bare, &directory, early, &mut ())), "draw.not_ready");
    let (_, mut record) = draw(&plan, &directory, setting(Suite::Sha256));
    record.commitment.draws[0].task = name("09");
    assert_eq!(code(Notice::of(&record.commitment, &plan)), "publish.task_not_in_plan");
}
