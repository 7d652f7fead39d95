//! Quotas, recomputed from their definition: the set of full tiers is found by trying all sixteen.

use super::check::{Check, CheckName, Comparison};
use crate::plan::InspectionPlan;
use crate::ratio::{Fraction, Ratio, Rounding};
use crate::record::{CommittedTier, DrawCommitment, DrawRecord};
use crate::risk::{PerTier, RiskTier};
use crate::rule::{QuotaRule, RuleSet, Weights};

/// The largest pool for which the products below stay exact.
const LARGEST_POOL: u64 = 1 << 40;

pub(super) fn check(record: &DrawRecord, plan: Option<&InspectionPlan>) -> Check {
    let mut comparison = Comparison::new(CheckName::Quota);
    for committed in &record.commitment.draws {
        let rules = plan.and_then(|plan| plan.task(&committed.task)).and_then(|task| task.rules());
        if let Some(rules) = rules {
            compare(&mut comparison, committed, rules);
        }
    }
    comparison.finish()
}

fn compare(comparison: &mut Comparison, committed: &DrawCommitment, rules: &RuleSet) {
    let draw = &committed.draw;
    let letters = |tiers: &[CommittedTier]| tiers.iter().map(|tier| tier.tier.letter()).collect::<String>();
    comparison.equal(format_args!("{draw}: tiers"), &"ABCD".to_owned(), &letters(&committed.tiers));
    let pool =
        |tier| committed.tiers.iter().find(|stated| stated.tier == tier).map_or(0, |stated| stated.pool);
    let pool = PerTier::from_fn(pool);
    if pool.0.iter().fold(0, |sum: u64, size| sum.saturating_add(*size)) > LARGEST_POOL {
        comparison.differ(format_args!("{draw}: pool"), "at most 2^40 targets", "more");
        return;
    }
    let expected = numbers(&rules.quota, rules.rounding, &pool);
    for stated in &committed.tiers {
        let (tier, Numbers { ideal, quota, added }) = (stated.tier, expected[stated.tier]);
        comparison.equal(format_args!("{draw}: ideal of tier {tier}"), &ideal, &stated.ideal);
        comparison.equal(format_args!("{draw}: quota of tier {tier}"), &quota, &stated.quota);
        comparison.equal(format_args!("{draw}: added in tier {tier}"), &added, &stated.added);
        let realised = Fraction::new(quota.into(), pool[tier].into());
        let what = format_args!("{draw}: realised ratio of tier {tier}");
        comparison.equal_option(what, realised, stated.realised);
    }
    let shown = |pairs: &[(RiskTier, RiskTier)]| {
        pairs.iter().map(|(lower, higher)| format!("{lower}>{higher}")).collect::<Vec<_>>().join(" ")
    };
    let inversions = inversions(&expected, &pool);
    comparison.equal(format_args!("{draw}: inversions"), &shown(&inversions), &shown(&committed.inversions));
    comparison.equal(format_args!("{draw}: reserve"), &rules.reserve, &committed.reserve);
}

#[derive(Clone, Copy)]
struct Numbers {
    ideal: Fraction,
    quota: u64,
    added: u64,
}

fn numbers(rule: &QuotaRule, rounding: Rounding, pool: &PerTier<u64>) -> PerTier<Numbers> {
    match rule {
        QuotaRule::PerTier { ratios, minimums } => PerTier::from_fn(|tier| {
            let ideal = part(ratios[tier], pool[tier]);
            raised(ideal, rounded(ideal, rounding), minimums[tier], pool[tier])
        }),
        QuotaRule::Progressive { ratio, weights, minimum, tier_minimums } => {
            let asked = rounded(part(*ratio, pool.sum()), rounding);
            let spread = spread(asked.max(*minimum).min(pool.sum()), *weights, pool);
            PerTier::from_fn(|tier| raised(spread[tier].0, spread[tier].1, tier_minimums[tier], pool[tier]))
        }
        QuotaRule::Count { total, weights } => {
            let spread = spread((*total).min(pool.sum()), *weights, pool);
            PerTier::from_fn(|tier| raised(spread[tier].0, spread[tier].1, 0, pool[tier]))
        }
        QuotaRule::CountPerTier { counts } => PerTier::from_fn(|tier| exactly(counts[tier].min(pool[tier]))),
        QuotaRule::Census => PerTier::from_fn(|tier| exactly(pool[tier])),
    }
}

fn exactly(quota: u64) -> Numbers {
    Numbers { ideal: Fraction::whole(quota), quota, added: 0 }
}

/// The number raised to a minimum, as far as the pool goes.
fn raised(ideal: Fraction, number: u64, minimum: u64, pool: u64) -> Numbers {
    let quota = number.max(minimum.min(pool));
    Numbers { ideal, quota, added: quota - number }
}

/// `number * ratio` from numerator and denominator.
fn part(ratio: Ratio, number: u64) -> Fraction {
    let ratio = ratio.fraction();
    Fraction::new(u128::from(number) * ratio.numerator(), ratio.denominator()).unwrap_or(Fraction::ZERO)
}

/// Rounding in one division each.
fn rounded(fraction: Fraction, rounding: Rounding) -> u64 {
    let (numerator, denominator) = (fraction.numerator(), fraction.denominator());
    let number = match rounding {
        Rounding::Up => numerator.div_ceil(denominator),
        Rounding::HalfUp => (2 * numerator + denominator) / (2 * denominator),
        Rounding::Down => numerator / denominator,
    };
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Ideal and number of each tier when `total` targets, at most the whole pool, are spread: a set of tiers is full at the level
/// that the others then have, and the others are not.
fn spread(total: u64, weights: Weights, pool: &PerTier<u64>) -> PerTier<(Fraction, u64)> {
    let weights = weights.per_tier();
    let try_full = |full: PerTier<bool>| {
        let mass = |tier: RiskTier| u128::from(pool[tier]) * u128::from(weights[tier]);
        let taken: u64 = full.iter().filter(|(_, full)| **full).map(|(tier, _)| pool[tier]).sum();
        let rest = u128::from(total.checked_sub(taken)?);
        let all: u128 = full.iter().filter(|(_, full)| !**full).map(|(tier, _)| mass(tier)).sum();
        // The level is rest / all; a tier is full when level * weight >= 1.
        let fits = full.iter().all(|(tier, full)| {
            let reached = u128::from(weights[tier]) * rest;
            pool[tier] == 0 || if *full { reached >= all } else { reached <= all }
        });
        let ideal = |tier: RiskTier| match full[tier] {
            true => Fraction::whole(pool[tier]),
            false => Fraction::new(mass(tier) * rest, all).unwrap_or(Fraction::ZERO),
        };
        fits.then(|| PerTier::from_fn(ideal))
    };
    let sets = (0_u8..16).map(|set| PerTier::from_fn(|tier| set & (1 << tier.index()) != 0));
    let ideal = sets.filter_map(try_full).next().unwrap_or(PerTier([Fraction::ZERO; 4]));
    let whole = |tier: RiskTier| u64::try_from(ideal[tier].floor()).unwrap_or(u64::MAX);
    let left = total.saturating_sub(PerTier::from_fn(whole).sum());
    PerTier::from_fn(|tier| {
        let before =
            RiskTier::ALL.into_iter().filter(|other| *other > tier && !ideal[*other].is_whole()).count();
        let one_more = !ideal[tier].is_whole() && (before as u64) < left;
        (ideal[tier], whole(tier) + u64::from(one_more))
    })
}

/// Pairs whose order whole numbers turned round, by cross-multiplication, in which an empty pool never falls.
fn inversions(numbers: &PerTier<Numbers>, pool: &PerTier<u64>) -> Vec<(RiskTier, RiskTier)> {
    let mut pairs = Vec::new();
    for (lower, low) in numbers.iter() {
        for (higher, high) in numbers.iter().filter(|(higher, _)| lower < *higher) {
            let (of_low, of_high) = (u128::from(pool[lower]), u128::from(pool[higher]));
            let realised_falls = u128::from(low.quota) * of_high > u128::from(high.quota) * of_low;
            let share =
                |ideal: Fraction, pool: u128| Fraction::new(ideal.numerator(), ideal.denominator() * pool);
            let ideal_rises = share(low.ideal, of_low) <= share(high.ideal, of_high);
            if realised_falls && ideal_rises {
                pairs.push((lower, higher));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quota::Quotas;
    use crate::verify::CheckStatus;
    use proptest::prelude::*;

    proptest! {
        /// Guards that the two ways of finding progressive quotas, written apart, agree.
        #[test]
        fn both_ways_to_the_quotas_agree(
            pool in prop::array::uniform4(prop_oneof![Just(0), 1_u64..10, 1_u64..5000]),
            mut weights in prop::array::uniform4(prop_oneof![1_u32..4, 1_u32..500]),
            percent in 0_u64..=100, minimum in 0_u64..9, tier_minimum in 0_u64..4,
        ) {
            weights.sort_unstable();
            let rule = QuotaRule::Progressive {
                ratio: Ratio::new(percent, 100).unwrap(),
                weights: Weights::new(PerTier(weights)).unwrap(),
                minimum,
                tier_minimums: PerTier([tier_minimum, 0, 0, tier_minimum]),
            };
            for rounding in [Rounding::Up, Rounding::HalfUp, Rounding::Down] {
                let drawn = Quotas::new(&rule, rounding, &PerTier(pool)).unwrap();
                let found = numbers(&rule, rounding, &PerTier(pool));
                for (tier, number) in found.iter() {
                    let expected = drawn[tier];
                    prop_assert_eq!((number.ideal, number.quota, number.added), (expected.ideal, expected.quota, expected.added));
                }
                prop_assert_eq!(inversions(&found, &PerTier(pool)), drawn.inversions());
            }
        }
    }

    /// Guards the bound of exact arithmetic: the largest pool is counted, a larger one is said to be too large.
    #[test]
    fn a_pool_beyond_exact_arithmetic_is_refused() {
        let shown = |targets: u64| {
            let pool = PerTier([0, targets, 0, 0]);
            let tier = |tier: RiskTier| CommittedTier {
                tier,
                pool: pool[tier],
                ideal: Fraction::whole(pool[tier]),
                quota: pool[tier],
                added: 0,
                realised: (pool[tier] > 0).then_some(Fraction::whole(1)),
            };
            let committed = DrawCommitment {
                draw: "p/01/1".to_owned(),
                task: "01".parse().unwrap(),
                exclusions: crate::pool::Exclusions::default(),
                not_classified: 0,
                tiers: RiskTier::ALL.map(tier).to_vec(),
                inversions: Vec::new(),
                reserve: 0,
            };
            let mut comparison = Comparison::new(CheckName::Quota);
            compare(&mut comparison, &committed, &RuleSet { reserve: 0, ..RuleSet::new(QuotaRule::Census) });
            let check = comparison.finish();
            (check.status, check.shown[0].what.clone())
        };
        assert_eq!(shown(1 << 40), (CheckStatus::Passed, "p/01/1: tiers".to_owned()));
        assert_eq!(shown((1 << 40) + 1), (CheckStatus::Failed, "p/01/1: pool".to_owned()));
    }
}
