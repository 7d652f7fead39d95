//! One ceremony of one task, from its plan to its record.

use double_random::{
    CommittedDraw, DrawRecord, DrawSetting, InspectionPlan, Name, PerTier, PlanHead, PreparedDraw, QuotaRule,
    RuleSet, Secret, Selector, Source, SourceCommitment, Sources, Suite, TargetDirectory, TargetKind,
    Witness,
};

fn task() -> Name {
    "01".parse().expect("a name")
}

/// A plan of one task that draws enterprises from all tiers, as much of each as the other benches do.
pub fn plan() -> InspectionPlan {
    let text = "序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式\n\
                1,对企业的抽查,不定向,1.登记事项检查,全市企业,1%; 1次/年,对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。,\
                7月—11月,【县抽县查】 某市市场监管局发起并实施检查\n";
    let head = PlanHead::new("benches-2025".parse().expect("a name"), 2025);
    let mut plan = InspectionPlan::read_csv(text.as_bytes(), &head).expect("a plan").plan;
    let ratios = PerTier(["1%", "3%", "8%", "20%"].map(|ratio| ratio.parse().expect("a ratio")));
    plan.set_selector(&task(), Selector::Kind(vec![TargetKind::Enterprise])).expect("the task is there");
    let rules = RuleSet::new(QuotaRule::PerTier { ratios, minimums: PerTier::default() });
    plan.set_rules(&task(), rules).expect("rules that fit");
    plan
}

/// Pools and quotas.
pub fn prepare<'a>(plan: &'a InspectionPlan, directory: &'a TargetDirectory) -> PreparedDraw<'a> {
    let setting = DrawSetting::first_attempt([task()], "2025-07-01".parse().expect("a day"));
    PreparedDraw::new(plan, directory, setting, &mut ()).expect("all is ready")
}

const SUITE: Suite = Suite::Sha256;
const LABEL: &str = "信用监管股";
const LOTTERY: &str = "福彩双色球2025088";

fn secret() -> Secret {
    Secret::new(LABEL, &"1f".repeat(32)).expect("a secret")
}

/// The commitment, with the root of the directory.
pub fn commit(prepared: PreparedDraw<'_>) -> CommittedDraw<'_> {
    let sources =
        vec![SourceCommitment::secret(SUITE, LABEL, &secret()), SourceCommitment::public(LOTTERY, 24)];
    let sources = Sources::new(sources, Witness::Witnessed).expect("enough sources");
    prepared.commit(sources, &mut ()).expect("nobody stops it")
}

/// The record.
pub fn draw(committed: CommittedDraw<'_>) -> DrawRecord {
    let numbers = "03 11 14 20 25 31 | 07";
    let revealed = vec![Source::secret(LABEL, secret()), Source::public(LOTTERY, numbers)];
    let revealed = committed.reveal(revealed).expect("what was committed");
    revealed.draw(&mut ()).expect("enough targets")
}

/// All of it: the record.
pub fn record(plan: &InspectionPlan, directory: &TargetDirectory) -> DrawRecord {
    draw(commit(prepare(plan, directory)))
}
