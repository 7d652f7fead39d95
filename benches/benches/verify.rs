//! Verification of a record, beside the ceremony that made it.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{
    DrawRecord, DrawSetting, Evidence, InspectionPlan, Name, PerTier, PlanHead, PreparedDraw, QuotaRule,
    RuleSet, Secret, Selector, Source, SourceCommitment, Sources, Suite, TargetDirectory, TargetKind,
    Witness, verify,
};
use double_random_benches::{DirectoryFile, QUICK, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("verify");
    group.sampling_mode(SamplingMode::Flat);
    let plan = plan();
    let document = plan.to_json();
    for targets in sizes(&[100_000, 1_000_000], QUICK) {
        let directory = DirectoryFile::new(targets).directory();
        group.throughput(Throughput::Elements(targets.into()));
        group.bench_function(BenchmarkId::new("ceremony", targets), |bencher| {
            bencher.iter(|| ceremony(&plan, &directory));
        });
        let record = ceremony(&plan, &directory);
        let text = record.to_json();
        let evidence = Evidence {
            commitment_digest: Some(record.commitment_digest),
            record_digest: Some(record.digest()),
            ..Evidence::new(&document, &directory)
        };
        group.bench_function(BenchmarkId::new("verify", targets), |bencher| {
            bencher.iter(|| {
                let report = verify(&text, &evidence, &mut ()).expect("nobody stops it");
                assert!(report.holds());
            });
        });
    }
    group.finish();
    criterion.final_summary();
}

fn task() -> Name {
    "01".parse().expect("a name")
}

/// One task that draws from all tiers, as much of each as the other benches do.
fn plan() -> InspectionPlan {
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

/// Prepared, committed, revealed, drawn.
fn ceremony(plan: &InspectionPlan, directory: &TargetDirectory) -> DrawRecord {
    let (suite, label) = (Suite::Sha256, "信用监管股");
    let secret = || Secret::new(label, &"1f".repeat(32)).expect("a secret");
    let (lottery, numbers) = ("福彩双色球2025088", "03 11 14 20 25 31 | 07");
    let committed =
        vec![SourceCommitment::secret(suite, label, &secret()), SourceCommitment::public(lottery, 24)];
    let sources = Sources::new(committed, Witness::Witnessed).expect("enough sources");
    let setting = DrawSetting::first_attempt([task()], "2025-07-01".parse().expect("a day"));
    let prepared = PreparedDraw::new(plan, directory, setting, &mut ()).expect("all is ready");
    let committed = prepared.commit(sources, &mut ()).expect("nobody stops it");
    let revealed = vec![Source::secret(label, secret()), Source::public(lottery, numbers)];
    let revealed = committed.reveal(revealed).expect("what was committed");
    revealed.draw(&mut ()).expect("enough targets")
}
