//! What the demonstration tells a head of section, in Chinese.

use std::collections::BTreeMap;
use std::error::Error;

use double_random::{
    DrawCommitment, DrawRecord, Explain, Finding, Fraction, InspectionPlan, PlanColumn, PreparedTask,
    RiskTier, TargetDirectory, TargetKind,
};

use crate::decisions::Decision;
use crate::table::{decimal, percent, table};

/// What is doubtful in the plan: each doubt once, with all its places.
pub(crate) fn findings(findings: &[Finding]) -> String {
    let mut places_of: Vec<(String, Vec<String>)> = Vec::new();
    for finding in findings {
        let column = finding.column.map_or("全表", PlanColumn::heading);
        let doubt = format!("【{column}】{}", finding.doubt.zh());
        match places_of.iter_mut().find(|(known, _)| *known == doubt) {
            Some((_, places)) => places.push(place(finding)),
            None => places_of.push((doubt, vec![place(finding)])),
        }
    }
    let line =
        |(doubt, places): &(String, Vec<String>)| format!("    {doubt}\n      {}\n", places.join("、"));
    places_of.iter().map(line).collect()
}

fn place(finding: &Finding) -> String {
    let row = finding.row.map(|row| format!("第{row}行")).unwrap_or_default();
    finding.task.map_or_else(|| row.clone(), |task| format!("任务{task}（{row}）"))
}

pub(crate) fn decisions(decisions: &[Decision]) -> String {
    let rows: Vec<_> =
        decisions.iter().map(|decision| [decision.task, decision.why].map(str::to_owned)).collect();
    table(2, &rows)
}

/// How many targets of each kind and tier the directory has.
pub(crate) fn directory(directory: &TargetDirectory) -> String {
    let kinds =
        [TargetKind::Enterprise, TargetKind::Individual, TargetKind::Cooperative, TargetKind::Institution];
    let mut rows = vec![["类型", "合计", "低", "一般", "较高", "高", "未分类"].map(str::to_owned)];
    for kind in kinds {
        let of = |tier: Option<RiskTier>| {
            directory
                .iter()
                .filter(|target| target.kind() == Some(kind) && target.credit_tier() == tier)
                .count()
        };
        let [a, b, c, d] = RiskTier::ALL.map(|tier| of(Some(tier)));
        let counts = [a + b + c + d + of(None), a, b, c, d, of(None)];
        let [all, a, b, c, d, none] = counts.map(|count| count.to_string());
        rows.push([kind.zh().first().copied().unwrap_or_default().to_owned(), all, a, b, c, d, none]);
    }
    table(1, &rows)
}

/// The numbers of one task, tier by tier.
pub(crate) fn task(plan: &InspectionPlan, committed: &DrawCommitment) -> String {
    let (title, ratio) =
        plan.task(&committed.task).map_or(("", ""), |task| (task.title(), task.published().ratio.as_str()));
    let mut rows = vec![["等级", "抽查对象", "理论数", "抽取数", "实际比例"].map(str::to_owned)];
    for tier in &committed.tiers {
        let share = tier.realised.map_or_else(|| "—".to_owned(), percent);
        let name = format!("{} {}", tier.tier, tier.tier.zh());
        rows.push([name, tier.pool.to_string(), decimal(tier.ideal), tier.quota.to_string(), share]);
    }
    let pool: u64 = committed.tiers.iter().map(|tier| tier.pool).sum();
    let drawn: u64 = committed.tiers.iter().map(|tier| tier.quota).sum();
    rows.push(["合计".to_owned(), pool.to_string(), String::new(), drawn.to_string(), share_of(drawn, pool)]);
    let left_out = &committed.exclusions;
    format!(
        "任务{} {title}（计划：{ratio}）\n{}    剔除：不在范围{}，不在营{}，本年度已按此任务检查{}；{}；{}\n\n",
        committed.task,
        table(1, &rows),
        left_out.out_of_scope,
        left_out.not_in_existence,
        left_out.already_inspected,
        not_classified(committed.not_classified),
        inversions(committed),
    )
}

fn not_classified(targets: u64) -> String {
    match targets {
        0 => "全部已分类".to_owned(),
        some => format!("未分类{some}，按一般风险抽取"),
    }
}

fn inversions(committed: &DrawCommitment) -> String {
    let pairs: Vec<String> = committed
        .inversions
        .iter()
        .map(|(lower, higher)| format!("因取整，{}的实际比例高于{}", lower.zh(), higher.zh()))
        .collect();
    if pairs.is_empty() { "比例随风险递加，无倒挂".to_owned() } else { pairs.join("，") }
}

/// Which of the aimed tasks can draw the same targets. (The tasks on all enterprises, all individuals and all cooperatives
/// share theirs with nearly everyone.)
pub(crate) fn shared(tasks: &[PreparedTask<'_>]) -> String {
    let aimed: Vec<_> = tasks.iter().filter(|task| task.task().number() > 3).collect();
    let mut lines = String::new();
    for (place, one) in aimed.iter().enumerate() {
        for two in aimed.iter().skip(place + 1) {
            let shared = one.pool().shared_with(two.pool());
            if shared > 0 {
                let (here, there) = (one.pool().sizes().sum(), two.pool().sizes().sum());
                lines += &format!(
                    "    任务{}（{here}户）与任务{}（{there}户）：共有{shared}户\n",
                    one.task().name(),
                    two.task().name(),
                );
            }
        }
    }
    lines
}

/// What all tasks together ask of the inspectors, and how far tiers were applied.
pub(crate) fn totals(
    plan: &InspectionPlan,
    directory: &TargetDirectory,
    record: &DrawRecord,
) -> Result<String, Box<dyn Error>> {
    let mut drawn_by: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut drawn, mut by_own_tier) = (0, 0);
    for (committed, draw) in record.commitment.draws.iter().zip(&record.draws) {
        let task = plan.task(&committed.task).and_then(|task| task.rules());
        let tiers = &task.ok_or("记录中的任务不在计划中")?.tiers;
        for (_, ranked) in draw.drawn() {
            let target = directory.find(&ranked.id).and_then(|place| directory.get(place));
            let target = target.ok_or("抽中者不在名录库中")?;
            drawn += 1;
            by_own_tier += u64::from(tiers.own_tier(&target).is_some());
            *drawn_by.entry(target.id()).or_default() += 1;
        }
    }
    let targets = drawn_by.len() as u64;
    let several = drawn_by.values().filter(|tasks| **tasks > 1).count();
    let most = drawn_by.values().max().copied().unwrap_or_default();
    Ok(format!(
        "    {}个任务共抽取{drawn}户次，涉及{targets}户；其中{several}户被两个以上任务抽中，最多的被{most}个任务抽中\n\
         \u{20}   分级应用率：按自身风险等级抽取的{by_own_tier}户次 ÷ 全部抽取的{drawn}户次 = {}；其余{}户次未分类，按一般风险抽取\n",
        record.draws.len(),
        share_of(by_own_tier, drawn),
        drawn - by_own_tier,
    ))
}

/// A count of a whole, as a percentage.
fn share_of(part: u64, whole: u64) -> String {
    Fraction::new(part.into(), whole.into()).map_or_else(|| "—".to_owned(), percent)
}

/// How anyone with a shell recomputes one ticket: the first drawn of the first task.
pub(crate) fn by_hand(record: &DrawRecord) -> Result<String, Box<dyn Error>> {
    let draw = record.draws.first().ok_or("没有抽取任何任务")?;
    let (tier, target) = draw.drawn().next().ok_or("第一个任务没有抽中任何对象")?;
    Ok(format!(
        "    抽取{}，{}第{}名 {}：\n      printf '%s%s' {} {} | sha256sum\n    应得到：\n      {}  -\n",
        draw.draw,
        tier.zh(),
        target.rank,
        target.id,
        draw.keys.ticket,
        target.id,
        target.ticket,
    ))
}
