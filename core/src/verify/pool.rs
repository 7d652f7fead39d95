//! Pools, recounted.

use std::collections::BTreeSet;

use super::check::{Check, CheckName, Comparison};
use crate::date::Date;
use crate::plan::{InspectionPlan, InspectionTask};
use crate::pool::ExclusionReason;
use crate::progress::{Interrupted, Watch, watched};
use crate::record::{Commitment, DrawCommitment, DrawRecord};
use crate::risk::{PerTier, RiskTier};
use crate::target::{InspectionTarget, TargetDirectory, TargetStatus};

/// The recounted pools, to check selections against.
pub(super) struct Recount {
    check: Check,
    /// For each draw the tier of each row; none where the draw could not be recounted.
    tiers: Vec<Option<Vec<Option<RiskTier>>>>,
}

impl Recount {
    /// Without a plan nothing can be recounted.
    pub(super) fn impossible() -> Self {
        Self { check: Comparison::new(CheckName::Pool).finish(), tiers: Vec::new() }
    }

    pub(super) fn check(&self) -> Check {
        self.check.clone()
    }

    /// The tier of each row in a draw, counted from 0; none if it could not be recounted.
    pub(super) fn tiers_of(&self, draw: usize) -> Option<&[Option<RiskTier>]> {
        self.tiers.get(draw)?.as_deref()
    }
}

/// Recounts the pool of each draw.
pub(super) fn recount(
    record: &DrawRecord,
    plan: &InspectionPlan,
    directory: &TargetDirectory,
    watch: &mut dyn Watch,
) -> Result<Recount, Interrupted> {
    let mut comparison = Comparison::new(CheckName::Pool);
    let mut tiers = Vec::new();
    for committed in &record.commitment.draws {
        let Some(task) = plan.task(&committed.task) else {
            comparison.differ(&committed.draw, "a task of the plan", &committed.task);
            tiers.push(None);
            continue;
        };
        let counted = count(task, record.commitment.as_of, directory, watch)?;
        compare(&mut comparison, committed, &counted, &record.commitment);
        tiers.push(Some(counted.tiers));
    }
    Ok(Recount { check: comparison.finish(), tiers })
}

#[derive(Default)]
struct Counted {
    tiers: Vec<Option<RiskTier>>,
    pool: PerTier<u64>,
    not_classified: u64,
    /// Out of scope, not in existence, exempt, already inspected, over the yearly cap.
    excluded: [u64; 5],
}

fn count(
    task: &InspectionTask,
    as_of: Date,
    directory: &TargetDirectory,
    watch: &mut dyn Watch,
) -> Result<Counted, Interrupted> {
    let (mut counted, mut targets) = (Counted::default(), directory.iter());
    watched(directory.len(), watch, |_| {
        let Some(target) = targets.next() else { return };
        let reason = reason(&target, task, as_of);
        if let Some(count) = reason.and_then(|reason| counted.excluded.get_mut(reason as usize)) {
            *count += 1;
        }
        let own = if reason.is_none() { Some(own_tier(&target, task)) } else { None };
        let tier = own.map(|own| {
            counted.not_classified += u64::from(own.is_none());
            own.unwrap_or(task.rules().map_or(RiskTier::B, |rules| rules.tiers.not_classified))
        });
        if let Some(tier) = tier {
            counted.pool[tier] += 1;
        }
        counted.tiers.push(tier);
    })?;
    Ok(counted)
}

/// The first reason that applies, in the order of the specification; none if the target is in the pool.
pub(super) fn reason(
    target: &InspectionTarget<'_>,
    task: &InspectionTask,
    as_of: Date,
) -> Option<ExclusionReason> {
    let rules = task.rules();
    let past = || target.last_inspected().filter(|(_, day)| *day <= as_of);
    let under_task = |years: u16| {
        let recent = |day: &Date| u32::from(as_of.year()) < u32::from(day.year()) + u32::from(years);
        past().filter(|(of, day)| *of == task.name().as_str() && recent(day)).count() as u64
    };
    let days = || {
        let days: BTreeSet<Date> = past().map(|(_, day)| day).collect();
        days.into_iter().filter(|day| day.year() == as_of.year()).count() as u64
    };
    let applies = |reason: &ExclusionReason| match reason {
        ExclusionReason::OutOfScope => !task.selector().is_some_and(|selector| selector.takes(target)),
        ExclusionReason::NotInExistence => !matches!(target.status(), None | Some(TargetStatus::InOperation)),
        ExclusionReason::Exempt => {
            rules.and_then(|rules| rules.exempt.as_ref()).is_some_and(|exempt| exempt.takes(target))
        }
        ExclusionReason::AlreadyInspected => rules
            .and_then(|rules| rules.frequency)
            .is_some_and(|frequency| under_task(frequency.years()) >= u64::from(frequency.times())),
        ExclusionReason::OverYearlyCap => {
            rules.and_then(|rules| rules.yearly_cap).is_some_and(|cap| days() >= u64::from(cap.get()))
        }
    };
    ExclusionReason::ALL.into_iter().find(applies)
}

/// The tier of a target by its own facts.
pub(super) fn own_tier(target: &InspectionTarget<'_>, task: &InspectionTask) -> Option<RiskTier> {
    let rule = &task.rules()?.tiers;
    let industry = rule.industry_field.as_deref().and_then(|field| target.industry_tier(field));
    rule.combination.combine(target.credit_tier(), industry)
}

fn compare(
    comparison: &mut Comparison,
    committed: &DrawCommitment,
    counted: &Counted,
    commitment: &Commitment,
) {
    let draw = &committed.draw;
    let stated = committed.exclusions;
    let named = [
        ("out_of_scope", stated.out_of_scope),
        ("not_in_existence", stated.not_in_existence),
        ("exempt", stated.exempt),
        ("already_inspected", stated.already_inspected),
        ("over_yearly_cap", stated.over_yearly_cap),
    ];
    for ((reason, stated), counted) in named.into_iter().zip(counted.excluded) {
        comparison.equal(format_args!("{draw}: excluded as {reason}"), &counted, &stated);
    }
    comparison.equal(
        format_args!("{draw}: not classified"),
        &counted.not_classified,
        &committed.not_classified,
    );
    for (tier, counted) in counted.pool.iter() {
        let stated =
            committed.tiers.iter().find(|stated| stated.tier == tier).map_or(0, |stated| stated.pool);
        comparison.equal(format_args!("{draw}: pool of tier {tier}"), counted, &stated);
    }
    let pools = committed.tiers.iter().fold(0, |sum: u64, tier| sum.saturating_add(tier.pool));
    let all = named.iter().fold(pools, |sum, (_, excluded)| sum.saturating_add(*excluded));
    comparison.equal(format_args!("{draw}: pool and exclusions together"), &commitment.targets.rows, &all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::IdProfile;
    use crate::plan::PlanHead;
    use crate::pool::excluded;
    use crate::rule::{FrequencyRule, QuotaRule, RuleSet};
    use crate::selector::Selector;
    use crate::target::Columns;

    /// Guards frequency and yearly cap at their edges, in verifying and in drawing: which years and days count, and that visits
    /// count under their task and days once.
    #[test]
    fn past_inspections_count_as_the_rules_say() {
        let plan = "序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式\n\
            1,对企业的抽查,定向,1.登记事项检查,全市企业,5%,不分级,7月—11月,【县抽县查】 某市市场监管局发起并实施检查\n";
        let head = PlanHead::new("p-2025".parse().unwrap(), 2025);
        let mut plan = InspectionPlan::read_csv(plan.as_bytes(), &head).unwrap().plan;
        let name = "01".parse().unwrap();
        let rules = RuleSet {
            frequency: Some(FrequencyRule::new(2, 2).unwrap()),
            yearly_cap: std::num::NonZeroU32::new(2),
            ..RuleSet::new(QuotaRule::Census)
        };
        plan.set_selector(&name, Selector::all([])).unwrap();
        plan.set_rules(&name, rules.clone()).unwrap();
        let task = plan.task(&name).unwrap();

        let cases = [
            ("", None),
            ("01=2024-01-01;01=2025-07-01", Some("already_inspected")),
            ("01=2023-12-31;01=2025-07-01", None),
            ("01=2024-01-01;02=2024-01-01", None),
            ("01=2025-07-01;01=2025-07-02", None),
            ("01=2024-05-05;01=2024-05-05", Some("already_inspected")),
            ("02=2025-01-01;03=2025-07-01", Some("over_yearly_cap")),
            ("02=2025-01-01;03=2025-01-01", None),
            ("02=2025-01-01;03=2025-07-02", None),
            ("02=2024-12-31;03=2025-01-01", None),
            ("02=2024-01-01;03=2024-12-31", None),
        ];
        let as_of = "2025-07-01".parse().unwrap();
        for (past, reason) in cases {
            let columns = Columns::new(["id", "last_inspected"]).unwrap();
            let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, &[["X", past]]).unwrap();
            let target = directory.get(0).unwrap();
            let verifying = super::reason(&target, task, as_of);
            let drawing = excluded(&target, &name, &Selector::all([]), &rules, as_of);
            for found in [verifying, drawing] {
                assert_eq!(found.map(|reason| reason.code()), reason, "{past}");
            }
        }
    }
}
