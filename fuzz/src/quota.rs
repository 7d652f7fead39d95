//! Quotas, against section 3.4 of the specification worked out slowly with fractions of any size.

use arbitrary::{Arbitrary, Unstructured};
use double_random::{PerTier, QuotaRule, Quotas, Ratio, RiskTier, Rounding, Weights};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::told::is_told;

#[derive(Debug, Arbitrary)]
struct Case {
    pools: [Size; 4],
    rounding: u8,
    rule: Rule,
}

/// Numbers small, large and at the edge of what is taken.
#[derive(Debug, Clone, Copy, Arbitrary)]
enum Size {
    Few(u8),
    Some(u16),
    Many(u32),
    Near(i8),
    Any(u64),
}

impl Size {
    fn number(self) -> u64 {
        match self {
            Self::Few(number) => u64::from(number % 8),
            Self::Some(number) => number.into(),
            Self::Many(number) => number.into(),
            Self::Near(off) => (1_u64 << 40).saturating_add_signed(off.into()),
            Self::Any(number) => number,
        }
    }
}

#[derive(Debug, Arbitrary)]
enum Rule {
    PerTier { ratios: [(u64, u64); 4], minimums: [Size; 4] },
    Progressive { ratio: (u64, u64), weights: [u32; 4], minimum: Size, tier_minimums: [Size; 4] },
    Count { total: Size, weights: [u32; 4] },
    CountPerTier { counts: [Size; 4] },
    Census,
}

/// What the specification asks of one tier.
#[derive(Debug, Clone)]
struct Expected {
    ideal: BigRational,
    quota: u64,
    added: u64,
}

/// Ideals, quotas, what minimums added, realised ratios and inversions are those of the specification; a pool is
/// refused if and only if it has more than 2^40 targets.
pub fn quota(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let pools = case.pools.map(Size::number);
    let Some(rule) = case.rule.rule() else { return };
    let rounding = [Rounding::Up, Rounding::HalfUp, Rounding::Down][usize::from(case.rounding % 3)];
    let targets: u128 = pools.iter().map(|pool| u128::from(*pool)).sum();
    let quotas = match Quotas::new(&rule, rounding, &PerTier(pools)) {
        Ok(quotas) if targets <= 1 << 40 => quotas,
        Err(error) if targets > 1 << 40 => return is_told(&error),
        other => panic!("{targets} targets: {other:?}"),
    };
    let expected = expected(&rule, rounding, &pools);
    for (tier, expected) in RiskTier::ALL.into_iter().zip(&expected) {
        let found = &quotas[tier];
        let found = (
            found.ideal.to_string(),
            found.quota,
            found.added,
            found.realised().map(|share| share.to_string()),
        );
        let pool = quotas[tier].pool;
        let realised = (pool > 0).then(|| ratio(expected.quota, pool).to_string());
        assert_eq!(
            found,
            (expected.ideal.to_string(), expected.quota, expected.added, realised),
            "{tier:?} of {rule:?}, {rounding:?}, {pools:?}"
        );
    }
    assert_eq!(quotas.inversions(), inversions(&expected, &pools), "{rule:?}, {rounding:?}, {pools:?}");
}

impl Rule {
    /// The rule, if its parts can be.
    fn rule(self) -> Option<QuotaRule> {
        let ratio = |(one, other): (u64, u64)| {
            let (one, other) = (one % 1_000_000_000_001, other % 1_000_000_000_001);
            Ratio::new(one.min(other), one.max(other))
        };
        let weights = |mut weights: [u32; 4]| {
            weights.sort_unstable();
            Weights::new(PerTier(weights)).ok()
        };
        let numbers = |sizes: [Size; 4]| PerTier(sizes.map(Size::number));
        Some(match self {
            Self::PerTier { ratios: [a, b, c, d], minimums } => QuotaRule::PerTier {
                ratios: PerTier([ratio(a)?, ratio(b)?, ratio(c)?, ratio(d)?]),
                minimums: numbers(minimums),
            },
            Self::Progressive { ratio: share, weights: steps, minimum, tier_minimums } => {
                QuotaRule::Progressive {
                    ratio: ratio(share)?,
                    weights: weights(steps)?,
                    minimum: minimum.number(),
                    tier_minimums: numbers(tier_minimums),
                }
            }
            Self::Count { total, weights: steps } => {
                QuotaRule::Count { total: total.number(), weights: weights(steps)? }
            }
            Self::CountPerTier { counts } => QuotaRule::CountPerTier { counts: numbers(counts) },
            Self::Census => QuotaRule::Census,
        })
    }
}

fn whole(number: u64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn ratio(numerator: u64, denominator: u64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn share(ratio: &Ratio) -> BigRational {
    let fraction = ratio.fraction();
    BigRational::new(fraction.numerator().into(), fraction.denominator().into())
}

fn number(whole: &BigInt) -> u64 {
    u64::try_from(whole).expect("no more than the pool")
}

fn rounded(ideal: &BigRational, rounding: Rounding) -> u64 {
    let half = BigRational::new(1.into(), 2.into());
    number(
        &match rounding {
            Rounding::Up => ideal.ceil(),
            Rounding::HalfUp => (ideal + half).floor(),
            Rounding::Down => ideal.floor(),
        }
        .to_integer(),
    )
}

fn expected(rule: &QuotaRule, rounding: Rounding, pools: &[u64; 4]) -> [Expected; 4] {
    let all: u64 = pools.iter().sum();
    match rule {
        QuotaRule::PerTier { ratios, minimums } => [0, 1, 2, 3].map(|tier| {
            let ideal = whole(pools[tier]) * share(&ratios.0[tier]);
            let rounded = rounded(&ideal, rounding);
            let quota = pools[tier].min(rounded.max(minimums.0[tier]));
            Expected { ideal, quota, added: quota - pools[tier].min(rounded) }
        }),
        QuotaRule::Progressive { ratio, weights, minimum, tier_minimums } => {
            let total = all.min(rounded(&(whole(all) * share(ratio)), rounding).max(*minimum));
            let spread = progressive(total, &weights.per_tier().0, pools);
            let mut tier = 0;
            spread.map(|before| {
                let quota = before.quota.max(pools[tier].min(tier_minimums.0[tier]));
                tier += 1;
                Expected { added: quota - before.quota, quota, ..before }
            })
        }
        QuotaRule::Count { total, weights } => progressive(all.min(*total), &weights.per_tier().0, pools),
        QuotaRule::CountPerTier { counts } => {
            [0, 1, 2, 3].map(|tier| exactly(pools[tier].min(counts.0[tier])))
        }
        QuotaRule::Census => pools.map(exactly),
    }
}

fn exactly(quota: u64) -> Expected {
    Expected { ideal: whole(quota), quota, added: 0 }
}

fn progressive(total: u64, weights: &[u32; 4], pools: &[u64; 4]) -> [Expected; 4] {
    let level = level(total, weights, pools);
    let mut spread = [0, 1, 2, 3].map(|tier| {
        let ideal = ideal(&level, weights[tier], pools[tier]);
        let quota = number(&ideal.floor().to_integer());
        Expected { ideal, quota, added: 0 }
    });
    let mut rest = total - spread.iter().map(|tier| tier.quota).sum::<u64>();
    for tier in spread.iter_mut().rev().filter(|tier| !tier.ideal.is_integer()) {
        tier.quota += rest.min(1);
        rest -= rest.min(1);
    }
    assert_eq!(rest, 0, "the ideals add up to the total");
    spread
}

/// `N_t · min(1, L·w_t)`.
fn ideal(level: &BigRational, weight: u32, pool: u64) -> BigRational {
    whole(pool) * whole(1).min(level * whole(weight.into()))
}

/// The level at which the ideals add up to `total`: their sum grows in straight lines from one level at which a tier
/// is full to the next.
fn level(total: u64, weights: &[u32; 4], pools: &[u64; 4]) -> BigRational {
    let sum = |level: &BigRational| -> BigRational {
        weights.iter().zip(pools).map(|(weight, pool)| ideal(level, *weight, *pool)).sum()
    };
    let (mut from, total) = (whole(0), whole(total));
    for weight in weights.iter().rev() {
        let to = ratio(1, (*weight).into());
        let (low, high) = (sum(&from), sum(&to));
        if low < high && total <= high {
            return &from + (&to - &from) * (total - &low) / (high - low);
        }
        from = to;
    }
    from
}

fn inversions(tiers: &[Expected; 4], pools: &[u64; 4]) -> Vec<(RiskTier, RiskTier)> {
    let mut found = Vec::new();
    for low in 0..4 {
        for high in low + 1..4 {
            let realised = |tier: usize| ratio(tiers[tier].quota, pools[tier]);
            let asked = |tier: usize| &tiers[tier].ideal / whole(pools[tier]);
            if pools[low] > 0
                && pools[high] > 0
                && realised(low) > realised(high)
                && asked(low) <= asked(high)
            {
                found.push((RiskTier::ALL[low], RiskTier::ALL[high]));
            }
        }
    }
    found
}
