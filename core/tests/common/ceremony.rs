//! A small ceremony: three tasks, two hundred targets, both kinds of source.

use double_random::{
    Columns, Coordination, Date, Digest, DrawRecord, DrawSetting, FrequencyRule, IdProfile, InspectionPlan,
    Name, PerTier, PlanHead, PreparedDraw, QuotaRule, RuleSet, Secret, Selector, Source, SourceCommitment,
    Sources, Suite, TargetDirectory, TargetKind, TargetStatus, Weights, Witness,
};

pub(crate) const HEADING: &str = "序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式";

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Three tasks: progressive, per tier with minimums and a frequency, and a census.
pub(crate) fn plan(coordination: Coordination) -> InspectionPlan {
    let tiers = "对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。";
    let row = |number: u32, kind: &str, ratio: &str| {
        format!(
            "{number},对{kind}的抽查,定向,1.登记事项检查,全市{kind},{ratio},{tiers},7月—11月,【县抽县查】 某市市场监管局发起并实施检查\n"
        )
    };
    let rows =
        [row(1, "企业", "10%; 1次/年"), row(2, "个体户", "5%; 1次/年"), row(3, "合作社", "100%; 1次/年")];
    let text = format!("{HEADING}\n{}", rows.concat());
    let head = PlanHead::new(name("test-2025"), 2025);
    let mut plan = InspectionPlan::read_csv(text.as_bytes(), &head).unwrap().plan;
    plan.set_coordination(coordination);
    let kind = |kind| Selector::Kind(vec![kind]);
    plan.set_selector(&name("01"), kind(TargetKind::Enterprise)).unwrap();
    let two = Selector::any([kind(TargetKind::Individual), kind(TargetKind::Enterprise)]);
    plan.set_selector(&name("02"), two).unwrap();
    plan.set_selector(&name("03"), kind(TargetKind::Cooperative)).unwrap();

    let progressive = QuotaRule::Progressive {
        ratio: "10%".parse().unwrap(),
        weights: Weights::default(),
        minimum: 1,
        tier_minimums: PerTier([0, 0, 0, 3]),
    };
    plan.set_rules(&name("01"), RuleSet::new(progressive)).unwrap();
    let mut per_tier = RuleSet::new(QuotaRule::PerTier {
        ratios: PerTier(["2%", "5%", "10%", "1/3"].map(|ratio| ratio.parse().unwrap())),
        minimums: PerTier([1, 0, 0, 0]),
    });
    per_tier.frequency = Some(FrequencyRule::new(1, 1).unwrap());
    per_tier.exempt = Some(Selector::label("包容审慎"));
    plan.set_rules(&name("02"), per_tier).unwrap();
    plan.set_rules(&name("03"), RuleSet::new(QuotaRule::Census)).unwrap();
    plan
}

/// Two hundred targets of three kinds, some without a tier, some gone, some inspected before.
pub(crate) fn rows() -> Vec<[String; 7]> {
    let row = |at: u32| {
        let kind = ["enterprise", "个体户", "合作社"][usize::from(at % 10 >= 6) + usize::from(at % 10 == 9)];
        let tier = ["A", "", "低风险", "B", "A", "C", "", "一般", "D", "A", "C"][(at % 11) as usize];
        let status = if at % 17 == 3 { TargetStatus::Deregistered.code() } else { "存续" };
        let label = if at % 13 == 5 { "重点;包容审慎" } else { "" };
        let inspected = if at % 7 == 1 { "02=2025-03-04" } else { "" };
        let id = format!("140581-{at:04}");
        [id, format!("测试{at}"), kind.into(), tier.into(), status.into(), label.into(), inspected.into()]
    };
    (0..200).map(row).collect()
}

pub(crate) fn directory_of(rows: &[[String; 7]]) -> TargetDirectory {
    let columns = ["id", "name", "kind", "tier", "status", "labels", "last_inspected"];
    TargetDirectory::from_rows(Columns::new(columns).unwrap(), IdProfile::Ascii, rows).unwrap()
}

pub(crate) fn salted() -> TargetDirectory {
    directory_of(&rows()).salted("ab".repeat(32).parse().unwrap())
}

pub(crate) fn setting(suite: Suite) -> DrawSetting {
    DrawSetting { suite, ..DrawSetting::first_attempt(["01", "02", "03"].map(name), day("2025-07-01")) }
}

/// The sources, committed and revealed.
pub(crate) fn sources(suite: Suite) -> (Sources, Vec<Source>) {
    let (label, lottery) = ("信用监管股", "福彩双色球2025088");
    let secret = || Secret::new(label, &"1".repeat(64)).unwrap();
    let committed =
        vec![SourceCommitment::secret(suite, label, &secret()), SourceCommitment::public(lottery, 24)];
    let revealed = vec![Source::secret(label, secret()), Source::public(lottery, "03 11 14 20 25 31 | 07")];
    (Sources::new(committed, Witness::Witnessed).unwrap(), revealed)
}

/// The whole ceremony.
pub(crate) fn draw(
    plan: &InspectionPlan,
    directory: &TargetDirectory,
    setting: DrawSetting,
) -> (Digest, DrawRecord) {
    let (committed, revealed) = sources(setting.suite);
    let draw =
        PreparedDraw::new(plan, directory, setting, &mut ()).unwrap().commit(committed, &mut ()).unwrap();
    let digest = draw.commitment().digest();
    (digest, draw.reveal(revealed).unwrap().draw(&mut ()).unwrap())
}
