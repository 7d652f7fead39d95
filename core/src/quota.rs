//! From a rule and the sizes of the tiers to whole numbers: how many are drawn in each tier (specification, 3.4).

use crate::message::catalogue;
use crate::ratio::{Fraction, Ratio, Rounding};
use crate::risk::{PerTier, RiskTier};
use crate::rule::{QuotaRule, Weights};

catalogue! {
    /// Why no quotas can be worked out.
    pub enum QuotaError {
        /// More targets than exact arithmetic has room for.
        PoolTooLarge { /** How many. */ targets: u64 }
            = "quota.pool_too_large",
            en: "a pool of {targets} targets is more than the 2^40 that quotas are exact for",
            zh: "抽查对象共{targets}个，超过了配额可精确计算的2^40个";
    }
}

/// The largest pool: with weights below 2^32 no product then exceeds 2^112.
const LARGEST_POOL: u64 = 1 << 40;

/// The numbers of one tier (等级抽取数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "等级抽取数")]
pub struct TierQuota {
    /// Targets in the pool, `N_t`.
    pub pool: u64,
    /// What the rule asks for exactly, `q_t`.
    pub ideal: Fraction,
    /// How many are drawn, `n_t`.
    pub quota: u64,
    /// How many of them only because of a minimum for this tier.
    pub added: u64,
}

impl TierQuota {
    /// The share that is drawn (实际抽查比例); none of an empty pool.
    #[doc(alias = "实际抽查比例")]
    pub fn realised(&self) -> Option<Fraction> {
        Fraction::new(self.quota.into(), self.pool.into())
    }
}

/// The quotas of all tiers (各等级抽取数).
///
/// ```
/// use double_random::{PerTier, QuotaRule, Quotas, RiskTier, Rounding, Weights};
///
/// let rule = QuotaRule::Progressive {
///     ratio: "10%".parse()?,
///     weights: Weights::default(),
///     minimum: 1,
///     tier_minimums: PerTier::default(),
/// };
/// let quotas = Quotas::new(&rule, Rounding::Up, &PerTier([30, 15, 10, 5])).unwrap();
/// assert_eq!(quotas.numbers(), PerTier([1, 1, 2, 2]));
/// assert_eq!(quotas[RiskTier::C].ideal.to_string(), "12/7");
/// # Ok::<(), double_random::RatioError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "各等级抽取数")]
pub struct Quotas(PerTier<TierQuota>);

impl Quotas {
    /// The quotas that `rule` gives for these pools.
    ///
    /// # Errors
    ///
    /// On a pool of more than 2^40 targets.
    pub fn new(rule: &QuotaRule, rounding: Rounding, pool: &PerTier<u64>) -> Result<Self, QuotaError> {
        let targets = pool.0.iter().fold(0, |sum: u64, size| sum.saturating_add(*size));
        if targets > LARGEST_POOL {
            return Err(QuotaError::PoolTooLarge { targets });
        }
        Ok(Self(match rule {
            QuotaRule::PerTier { ratios, minimums } => ratio_per_tier(ratios, minimums, rounding, pool),
            QuotaRule::Progressive { ratio, weights, minimum, tier_minimums } => {
                let total = whole(ratio.of(targets).round(rounding)).max(*minimum).min(targets);
                let spread = progressive(total, *weights, pool);
                PerTier::from_fn(|tier| with_minimum(spread[tier], tier_minimums[tier]))
            }
            QuotaRule::Count { total, weights } => progressive((*total).min(targets), *weights, pool),
            QuotaRule::CountPerTier { counts } => PerTier::from_fn(|tier| all_of(pool[tier], counts[tier])),
            QuotaRule::Census => PerTier::from_fn(|tier| all_of(pool[tier], u64::MAX)),
        }))
    }

    /// Tiers with their numbers, from A to D.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (RiskTier, &TierQuota)> {
        self.0.iter()
    }

    /// How many are drawn in each tier.
    pub fn numbers(&self) -> PerTier<u64> {
        PerTier::from_fn(|tier| self[tier].quota)
    }

    /// Pairs of tiers, the lower first, whose order whole numbers turned round: the lower one is drawn at the higher ratio
    /// although the rule asked for nothing of the kind.
    pub fn inversions(&self) -> Vec<(RiskTier, RiskTier)> {
        let pairs = RiskTier::ALL.into_iter().flat_map(|lower| RiskTier::ALL.map(|higher| (lower, higher)));
        pairs.filter(|(lower, higher)| lower < higher && turned(&self[*lower], &self[*higher])).collect()
    }
}

impl std::ops::Index<RiskTier> for Quotas {
    type Output = TierQuota;

    fn index(&self, tier: RiskTier) -> &TierQuota {
        &self.0[tier]
    }
}

fn turned(lower: &TierQuota, higher: &TierQuota) -> bool {
    let ideal = |tier: &TierQuota| {
        let pool = u128::from(tier.pool);
        Fraction::new(tier.ideal.numerator(), tier.ideal.denominator() * pool.max(1))
    };
    match (lower.realised(), higher.realised()) {
        (Some(low), Some(high)) => low > high && ideal(lower) <= ideal(higher),
        _ => false,
    }
}

/// `n_t = min(N_t, max(minimum_t, round(N_t * r_t)))`.
fn ratio_per_tier(
    ratios: &PerTier<Ratio>,
    minimums: &PerTier<u64>,
    rounding: Rounding,
    pool: &PerTier<u64>,
) -> PerTier<TierQuota> {
    PerTier::from_fn(|tier| {
        let ideal = ratios[tier].of(pool[tier]);
        let rounded = TierQuota { pool: pool[tier], ideal, quota: whole(ideal.round(rounding)), added: 0 };
        with_minimum(rounded, minimums[tier])
    })
}

fn all_of(pool: u64, count: u64) -> TierQuota {
    let quota = pool.min(count);
    TierQuota { pool, ideal: Fraction::whole(quota), quota, added: 0 }
}

fn with_minimum(tier: TierQuota, minimum: u64) -> TierQuota {
    let quota = tier.quota.max(minimum).min(tier.pool);
    TierQuota { quota, added: quota - tier.quota, ..tier }
}

/// `total` targets (at most the whole pool) spread so that the ratio rises with risk.
fn progressive(total: u64, weights: Weights, pool: &PerTier<u64>) -> PerTier<TierQuota> {
    let ideal = ideals(total, weights.per_tier(), pool);
    let mut quota = PerTier::from_fn(|tier| whole(ideal[tier].floor()));
    let mut left = total - quota.sum();
    for tier in RiskTier::ALL.into_iter().rev() {
        if left > 0 && !ideal[tier].is_whole() {
            quota[tier] += 1;
            left -= 1;
        }
    }
    PerTier::from_fn(|tier| TierQuota { pool: pool[tier], ideal: ideal[tier], quota: quota[tier], added: 0 })
}

/// `q_t = N_t * min(1, L * w_t)` with the level `L` at which they add up to `total`.
///
/// Whoever is full at a level stays full at any higher one, so the level rises as full tiers pass on what they cannot take,
/// until no further tier fills up.
fn ideals(total: u64, weights: PerTier<u32>, pool: &PerTier<u64>) -> PerTier<Fraction> {
    let mut full = PerTier([false; 4]);
    loop {
        let rest = total - PerTier::from_fn(|tier| if full[tier] { pool[tier] } else { 0 }).sum();
        let mass = |tier| if full[tier] { 0 } else { u128::from(pool[tier]) * u128::from(weights[tier]) };
        let all: u128 = RiskTier::ALL.map(mass).iter().sum();
        let filled =
            PerTier::from_fn(|tier| full[tier] || u128::from(weights[tier]) * u128::from(rest) >= all);
        if filled == full {
            return PerTier::from_fn(|tier| match full[tier] {
                true => Fraction::whole(pool[tier]),
                false => Fraction::new(mass(tier) * u128::from(rest), all).unwrap_or(Fraction::ZERO),
            });
        }
        full = filled;
    }
}

/// A number of targets; never above the pool, so it always fits.
fn whole(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn progressive_rule(numerator: u64, denominator: u64, weights: [u32; 4]) -> QuotaRule {
        QuotaRule::Progressive {
            ratio: Ratio::new(numerator, denominator).unwrap(),
            weights: Weights::new(PerTier(weights)).unwrap(),
            minimum: 1,
            tier_minimums: PerTier::default(),
        }
    }

    /// Guards that the largest pool with the largest weights is still exact, and that one more target is refused.
    #[test]
    fn the_largest_pool_does_not_overflow() {
        let pool = PerTier([LARGEST_POOL / 4; 4]);
        let rule = progressive_rule(999_999_999_999, 1_000_000_000_000, [1, 1, u32::MAX, u32::MAX]);
        let quotas = Quotas::new(&rule, Rounding::Down, &pool).unwrap();
        assert_eq!(quotas.numbers().sum(), LARGEST_POOL - 2);
        let larger = PerTier([LARGEST_POOL, 0, 0, 1]);
        assert!(Quotas::new(&rule, Rounding::Down, &larger).is_err());
        assert!(Quotas::new(&rule, Rounding::Down, &PerTier([u64::MAX; 4])).is_err());
    }

    /// Guards that a minimum for a tier comes on top, is shown, and never asks for more than there are.
    #[test]
    fn tier_minimums_are_added_and_said() {
        let rule = QuotaRule::Progressive {
            ratio: "1%".parse().unwrap(),
            weights: Weights::default(),
            minimum: 1,
            tier_minimums: PerTier([0, 0, 5, 5]),
        };
        let quotas = Quotas::new(&rule, Rounding::Up, &PerTier([100, 100, 100, 3])).unwrap();
        assert_eq!(quotas.numbers(), PerTier([0, 1, 5, 3]));
        assert_eq!(PerTier::from_fn(|tier| quotas[tier].added), PerTier([0, 0, 3, 2]));
    }

    fn pools() -> impl Strategy<Value = [u64; 4]> {
        prop::array::uniform4(prop_oneof![Just(0), 1_u64..6, 1_u64..40, 1_u64..200_000])
    }

    fn weights() -> impl Strategy<Value = [u32; 4]> {
        prop::array::uniform4(prop_oneof![1_u32..4, 1_u32..200, 1_u32..u32::MAX]).prop_map(|mut weights| {
            weights.sort_unstable();
            weights
        })
    }

    proptest! {
        /// Guards 分别递加: the sum is the total, each number is within its pool and less than one from its ideal, ideal
        /// ratios rise with risk, and where whole numbers turn two tiers round, one target more or fewer puts it right.
        #[test]
        fn progressive_quotas_keep_their_promises(pool in pools(), weights in weights(), ratio in (0_u64..=1000, 1_u64..=1000)) {
            prop_assume!(ratio.0 <= ratio.1);
            let pool = PerTier(pool);
            let rule = progressive_rule(ratio.0, ratio.1, weights);
            let quotas = Quotas::new(&rule, Rounding::Up, &pool).unwrap();
            let all = pool.sum();
            let total = whole(Ratio::new(ratio.0, ratio.1).unwrap().of(all).ceil()).max(1).min(all);
            prop_assert_eq!(quotas.numbers().sum(), total);
            for (tier, quota) in quotas.iter() {
                prop_assert!(quota.quota <= pool[tier]);
                let (low, high) = (quota.ideal.floor(), quota.ideal.ceil());
                prop_assert!((low..=high).contains(&quota.quota.into()));
            }
            let ideal = |tier: RiskTier| Fraction::new(quotas[tier].ideal.numerator(), quotas[tier].ideal.denominator() * u128::from(pool[tier]));
            let filled: Vec<RiskTier> = RiskTier::ALL.into_iter().filter(|tier| pool[*tier] > 0).collect();
            prop_assert!(filled.windows(2).all(|pair| ideal(pair[0]) <= ideal(pair[1])));
            for (lower, higher) in quotas.inversions() {
                let share = |tier: RiskTier, more: i64| Fraction::new(quotas[tier].quota.saturating_add_signed(more).into(), pool[tier].into());
                prop_assert!(share(lower, -1) <= share(higher, 0) || share(lower, 0) <= share(higher, 1));
            }
        }

        /// Guards ratios per tier against the formula written out.
        #[test]
        fn ratios_per_tier_follow_their_formula(pool in pools(), percent in prop::array::uniform4(0_u64..=100), least in 0_u64..5) {
            let pool = PerTier(pool);
            let rule = QuotaRule::PerTier {
                ratios: PerTier(percent.map(|percent| Ratio::new(percent, 100).unwrap())),
                minimums: PerTier([least; 4]),
            };
            for (rounding, half) in [(Rounding::Up, 99), (Rounding::HalfUp, 50), (Rounding::Down, 0)] {
                let quotas = Quotas::new(&rule, rounding, &pool).unwrap();
                for (tier, quota) in quotas.iter() {
                    let rounded = (pool[tier] * PerTier(percent)[tier] + half) / 100;
                    prop_assert_eq!(quota.quota, rounded.max(least).min(pool[tier]));
                    prop_assert_eq!(quota.added, quota.quota - rounded.min(quota.quota));
                }
            }
        }
    }
}
