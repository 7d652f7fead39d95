//! The drawn targets of one task as a sample: what each stands for, and what was found at it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::counts::{design_weight, drawn_of_pool, to_float};
use super::{Ids, StatisticsError, StratumCount};
use crate::id::Name;
use crate::ratio::Fraction;
use crate::record::{CommittedTier, DrawRecord, TierDraw};
use crate::risk::RiskTier;

/// The targets that a task drew, tier by tier: a stratified sample (分层抽样), simple random without replacement within each
/// tier.
///
/// It takes the record as it is; verify it before.
///
/// ```
/// use double_random::{ConfidenceLevel, DrawRecord, Name, Sample, ShareEstimate, estimate_share};
///
/// fn share(record: &DrawRecord, task: &Name, found: &[(String, bool)]) -> Result<ShareEstimate, Box<dyn std::error::Error>> {
///     let inspected = Sample::of(record, task)?.inspected(found.iter().cloned())?;
///     Ok(estimate_share(&inspected.counts(), ConfidenceLevel::default())?)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "分层抽样")]
pub struct Sample<'a> {
    draw: &'a str,
    tiers: Vec<SampledTier<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SampledTier<'a> {
    tier: RiskTier,
    pool: u64,
    drawn: Vec<&'a str>,
}

/// What a drawn target stands for (设计权重).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[doc(alias = "设计权重")]
pub struct DesignWeight<'a> {
    /// The target's id.
    pub id: &'a str,
    /// The tier it was drawn in.
    pub tier: RiskTier,
    /// For how many targets of the pool it stands, `N_t / n_t`: the inverse of its probability of being drawn (Horvitz &
    /// Thompson 1952; Cochran 1977, section 9A.7), exactly.
    pub exact: Fraction,
    /// The same as a floating-point number.
    pub weight: f64,
}

/// A sample with one outcome for each drawn target (检查结果).
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "检查结果")]
pub struct InspectedSample<'a> {
    pub(super) sample: Sample<'a>,
    problem: BTreeMap<&'a str, bool>,
}

impl<'a> Sample<'a> {
    /// What the record says this task drew.
    ///
    /// # Errors
    ///
    /// When the record has no such draw, or its tiers are not those committed to.
    pub fn of(record: &'a DrawRecord, task: &Name) -> Result<Self, StatisticsError> {
        let committed = record.commitment.draws.iter().find(|committed| committed.task == *task);
        let (committed, draw) = committed
            .zip(record.draw_of(task))
            .ok_or_else(|| StatisticsError::NoSuchTask { task: task.clone() })?;
        let tiers =
            committed.tiers.iter().zip(&draw.tiers).map(|(committed, drawn)| sampled(committed, drawn));
        let tiers = tiers.collect::<Option<Vec<_>>>().filter(|tiers| {
            let mut ids = BTreeSet::new();
            tiers.len() == committed.tiers.len()
                && tiers.len() == draw.tiers.len()
                && tiers.iter().flat_map(|tier| &tier.drawn).all(|id| ids.insert(*id))
        });
        let contradicts = || StatisticsError::RecordContradicts { draw: draw.draw.clone() };
        Ok(Self { draw: &draw.draw, tiers: tiers.ok_or_else(contradicts)? })
    }

    /// The draw id.
    pub fn draw(&self) -> &'a str {
        self.draw
    }

    /// The drawn with their weights, tier by tier in the order of the draw. The weights of a tier sum to its pool.
    pub fn weights(&self) -> impl Iterator<Item = DesignWeight<'a>> {
        self.tiers.iter().flat_map(|tier| {
            let weight = design_weight(tier.pool, tier.drawn.len() as u64);
            let of_target = move |(id, exact): (&&'a str, Fraction)| DesignWeight {
                id,
                tier: tier.tier,
                exact,
                weight: to_float(exact),
            };
            tier.drawn.iter().zip(weight.into_iter().cycle()).map(of_target)
        })
    }

    /// The sample with what was found: for each drawn target whether there was a problem.
    ///
    /// # Errors
    ///
    /// When an outcome is for a target that was not drawn, a drawn target has none or several; all of them are told at once.
    pub fn inspected<I: AsRef<str>>(
        self,
        outcomes: impl IntoIterator<Item = (I, bool)>,
    ) -> Result<InspectedSample<'a>, StatisticsError> {
        let drawn: BTreeSet<&'a str> =
            self.tiers.iter().flat_map(|tier| tier.drawn.iter().copied()).collect();
        let (mut not_drawn, mut twice) = (Ids::default(), Ids::default());
        let mut problem = BTreeMap::new();
        for (id, found) in outcomes {
            match drawn.get(id.as_ref()) {
                None => not_drawn.0.push(id.as_ref().to_owned()),
                Some(drawn) => {
                    if problem.insert(*drawn, found).is_some() {
                        twice.0.push((*drawn).to_owned());
                    }
                }
            }
        }
        let without = drawn.iter().filter(|id| !problem.contains_key(*id));
        let missing = Ids(without.map(|id| (*id).to_owned()).collect());
        if [&not_drawn, &missing, &twice].iter().any(|ids| !ids.0.is_empty()) {
            return Err(StatisticsError::OutcomesDoNotFit { not_drawn, missing, twice });
        }
        Ok(InspectedSample { sample: self, problem })
    }
}

/// A tier as it was committed to and drawn; none if the two do not fit.
fn sampled<'a>(committed: &CommittedTier, draw: &'a TierDraw) -> Option<SampledTier<'a>> {
    let drawn: Vec<&str> = draw.drawn.iter().map(|target| target.id.as_str()).collect();
    let fits = committed.tier == draw.tier && committed.quota == drawn.len() as u64;
    let possible = drawn_of_pool(committed.quota, committed.pool).is_ok();
    (fits && possible).then_some(SampledTier { tier: draw.tier, pool: committed.pool, drawn })
}

impl<'a> InspectedSample<'a> {
    /// The counts of each tier, for [`estimate_share`](super::estimate_share).
    pub fn counts(&self) -> Vec<StratumCount> {
        let count = |tier: &SampledTier<'_>| StratumCount {
            stratum: tier.tier.to_string(),
            pool: tier.pool,
            drawn: tier.drawn.len() as u64,
            problems: tier.drawn.iter().filter(|id| self.problem(id)).count() as u64,
        };
        self.sample.tiers.iter().map(count).collect()
    }

    /// Whether there was a problem at a drawn target.
    pub(super) fn problem(&self, id: &str) -> bool {
        self.problem.get(id) == Some(&true)
    }

    /// Pool and number of drawn of a tier.
    pub(super) fn sizes(&self, tier: RiskTier) -> (u64, u64) {
        let of_tier = self.sample.tiers.iter().find(|of| of.tier == tier);
        of_tier.map_or((0, 0), |of| (of.pool, of.drawn.len() as u64))
    }
}
