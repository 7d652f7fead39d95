//! Who can be drawn: a selector and rules applied to a directory, with a reason for everyone left out (specification, 3.2
//! and 3.3).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::Name;
use crate::message::catalogue;
use crate::progress::{Interrupted, Watch, watched};
use crate::risk::{PerTier, RiskTier, TierCombination};
use crate::rule::{FrequencyRule, RuleSet};
use crate::selector::Selector;
use crate::target::{Column, InspectionTarget, TargetDirectory, TargetStatus};

catalogue! {
    /// Why no pool can be made.
    pub enum PoolError {
        /// The selector or a rule asks for a column that the directory does not have.
        ColumnMissing { /** The task. */ task: Name, /** The column. */ column: String }
            = "pool.column_missing",
            en: "task {task} asks for the column `{column}`, which the directory does not have",
            zh: "任务{task}需要`{column}`列，但名录库没有这一列";
    }
    wraps {
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}

/// Why a target of the directory is not in the pool (剔除原因). The first that fits is the one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[doc(alias = "剔除原因")]
pub enum ExclusionReason {
    /// Not in the task's range.
    OutOfScope,
    /// Its status is not in operation.
    NotInExistence,
    /// Exempt under the rules.
    Exempt,
    /// Inspected under this task as often as its frequency allows.
    AlreadyInspected,
    /// Visited this year as often as the yearly cap allows.
    OverYearlyCap,
}

impl ExclusionReason {
    /// All reasons, in the order in which they are tried.
    pub const ALL: [Self; 5] =
        [Self::OutOfScope, Self::NotInExistence, Self::Exempt, Self::AlreadyInspected, Self::OverYearlyCap];

    /// The code, as documents write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::OutOfScope => "out_of_scope",
            Self::NotInExistence => "not_in_existence",
            Self::Exempt => "exempt",
            Self::AlreadyInspected => "already_inspected",
            Self::OverYearlyCap => "over_yearly_cap",
        }
    }

    /// The reason in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::OutOfScope => "not in the range of this task",
            Self::NotInExistence => "not in operation",
            Self::Exempt => "exempt under the rules",
            Self::AlreadyInspected => "already inspected as often as the frequency allows",
            Self::OverYearlyCap => "already visited this year as often as the yearly cap allows",
        }
    }

    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::OutOfScope => "不在本任务抽查对象范围内",
            Self::NotInExistence => "不在营业状态",
            Self::Exempt => "按规则免予抽查",
            Self::AlreadyInspected => "已达到抽查频次",
            Self::OverYearlyCap => "已达到年度检查频次上限",
        }
    }
}

/// How many targets were left out for each reason (剔除).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "剔除")]
pub struct Exclusions {
    /// Not in the task's range.
    pub out_of_scope: u64,
    /// Not in operation.
    pub not_in_existence: u64,
    /// Exempt under the rules.
    pub exempt: u64,
    /// Inspected as often as the frequency allows.
    pub already_inspected: u64,
    /// Visited as often as the yearly cap allows.
    pub over_yearly_cap: u64,
}

impl Exclusions {
    /// All of them.
    pub fn sum(&self) -> u64 {
        let Self { out_of_scope, not_in_existence, exempt, already_inspected, over_yearly_cap } = self;
        out_of_scope + not_in_existence + exempt + already_inspected + over_yearly_cap
    }

    fn count(&mut self, reason: ExclusionReason) {
        *match reason {
            ExclusionReason::OutOfScope => &mut self.out_of_scope,
            ExclusionReason::NotInExistence => &mut self.not_in_existence,
            ExclusionReason::Exempt => &mut self.exempt,
            ExclusionReason::AlreadyInspected => &mut self.already_inspected,
            ExclusionReason::OverYearlyCap => &mut self.over_yearly_cap,
        } += 1;
    }
}

/// What says whom a task can draw from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TaskRange<'a> {
    pub(crate) task: &'a Name,
    pub(crate) selector: &'a Selector,
    pub(crate) rules: &'a RuleSet,
}

/// The targets that one task can draw from (可抽取对象), each in its tier.
///
/// One byte for each row of the directory, so a pool of ten million takes ten megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "可抽取对象")]
pub struct Pool {
    tiers: Vec<Option<RiskTier>>,
    sizes: PerTier<u64>,
    not_classified: u64,
    exclusions: Exclusions,
}

impl Pool {
    /// The pool of `task` on the day `as_of`.
    ///
    /// # Errors
    ///
    /// When the selector or a rule asks for a column the directory does not have, and when `watch` stops the work.
    pub fn new(
        directory: &TargetDirectory,
        task: &Name,
        selector: &Selector,
        rules: &RuleSet,
        as_of: Date,
        watch: &mut dyn Watch,
    ) -> Result<Self, PoolError> {
        let range = TaskRange { task, selector, rules };
        let mut pools = [Self::empty(directory, &range)?];
        Self::fill(&mut pools, directory, &[range], as_of, watch)?;
        let [pool] = pools;
        Ok(pool)
    }

    /// The pools of several tasks.
    pub(crate) fn all_of(
        directory: &TargetDirectory,
        ranges: &[TaskRange<'_>],
        as_of: Date,
        watch: &mut dyn Watch,
    ) -> Result<Vec<Self>, PoolError> {
        let empty = ranges.iter().map(|range| Self::empty(directory, range));
        let mut pools = empty.collect::<Result<Vec<_>, _>>()?;
        Self::fill(&mut pools, directory, ranges, as_of, watch)?;
        Ok(pools)
    }

    /// Fills the pools of these ranges in one pass: to fetch a row takes longer than to look at it.
    fn fill(
        pools: &mut [Self],
        directory: &TargetDirectory,
        ranges: &[TaskRange<'_>],
        as_of: Date,
        watch: &mut dyn Watch,
    ) -> Result<(), PoolError> {
        let mut targets = directory.iter();
        watched(directory.len(), watch, |_| {
            if let Some(target) = targets.next() {
                pools.iter_mut().zip(ranges).for_each(|(pool, range)| pool.look_at(&target, range, as_of));
            }
        })?;
        Ok(())
    }

    fn empty(directory: &TargetDirectory, range: &TaskRange<'_>) -> Result<Self, PoolError> {
        let needed = columns(range.selector, range.rules);
        if let Some(column) = needed.into_iter().find(|column| !directory.columns().has(column)) {
            let column = column.name().to_owned();
            return Err(PoolError::ColumnMissing { task: range.task.clone(), column });
        }
        Ok(Self {
            tiers: Vec::with_capacity(directory.len()),
            sizes: PerTier::default(),
            not_classified: 0,
            exclusions: Exclusions::default(),
        })
    }

    /// Takes the next target of the directory, or counts why not.
    fn look_at(&mut self, target: &InspectionTarget<'_>, range: &TaskRange<'_>, as_of: Date) {
        let TaskRange { task, selector, rules } = range;
        let excluded = excluded(target, task, selector, rules, as_of);
        self.tiers.push(match excluded {
            Some(reason) => {
                self.exclusions.count(reason);
                None
            }
            None => {
                let tier = rules.tiers.own_tier(target);
                self.not_classified += u64::from(tier.is_none());
                let tier = tier.unwrap_or(rules.tiers.not_classified);
                self.sizes[tier] += 1;
                Some(tier)
            }
        });
    }

    /// The tier of a row of the directory; none if it is not in the pool.
    pub fn tier(&self, row: usize) -> Option<RiskTier> {
        self.tiers.get(row).copied().flatten()
    }

    /// How many targets each tier has.
    pub fn sizes(&self) -> PerTier<u64> {
        self.sizes
    }

    /// How many have no tier of their own (未分类) and are drawn in the one the rules name.
    pub fn not_classified(&self) -> u64 {
        self.not_classified
    }

    /// How many were left out, by reason.
    pub fn exclusions(&self) -> Exclusions {
        self.exclusions
    }

    /// How many targets this pool and another of the same directory have in common.
    pub fn shared_with(&self, other: &Self) -> u64 {
        self.tiers.iter().zip(&other.tiers).filter(|(here, there)| here.is_some() && there.is_some()).count()
            as u64
    }
}

/// The columns that the selector and the rules cannot do without.
fn columns(selector: &Selector, rules: &RuleSet) -> BTreeSet<Column> {
    let mut columns = selector.columns();
    columns.extend(rules.exempt.iter().flat_map(Selector::columns));
    if rules.frequency.is_some() || rules.yearly_cap.is_some() {
        columns.insert(Column::LastInspected);
    }
    match rules.tiers.combination {
        TierCombination::CreditOnly => {
            columns.insert(Column::Tier);
        }
        _ if rules.tiers.industry_field.is_some() => {
            columns.insert(Column::IndustryTiers);
        }
        _ => {}
    }
    columns
}

/// Why a target is left out; none if it is in the pool.
pub(crate) fn excluded(
    target: &InspectionTarget<'_>,
    task: &Name,
    selector: &Selector,
    rules: &RuleSet,
    as_of: Date,
) -> Option<ExclusionReason> {
    if !selector.takes(target) {
        return Some(ExclusionReason::OutOfScope);
    }
    if target.status().is_some_and(|status| status != TargetStatus::InOperation) {
        return Some(ExclusionReason::NotInExistence);
    }
    if rules.exempt.as_ref().is_some_and(|exempt| exempt.takes(target)) {
        return Some(ExclusionReason::Exempt);
    }
    if rules.frequency.is_some_and(|frequency| often_enough(target, task, frequency, as_of)) {
        return Some(ExclusionReason::AlreadyInspected);
    }
    let days_this_year = || {
        let days = target.last_inspected().map(|(_, day)| day);
        days.filter(|day| day.year() == as_of.year() && *day <= as_of).collect::<BTreeSet<Date>>().len()
            as u64
    };
    if rules.yearly_cap.is_some_and(|cap| days_this_year() >= u64::from(cap.get())) {
        return Some(ExclusionReason::OverYearlyCap);
    }
    None
}

fn often_enough(target: &InspectionTarget<'_>, task: &Name, frequency: FrequencyRule, as_of: Date) -> bool {
    let counts = |day: Date| day <= as_of && day.year().saturating_add(frequency.years()) > as_of.year();
    let times = target.last_inspected().filter(|(of, day)| *of == task.as_str() && counts(*day)).count();
    times as u64 >= u64::from(frequency.times())
}
