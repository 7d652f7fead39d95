//! The hypergeometric distribution: how many of `drawn` from `pool` are marked, when `marked` of the pool are.

use super::Interval;
use super::unimodal::Unimodal;

/// A tail this close to the limit, relatively, counts as reaching it: rounding never narrows an interval.
const ROUNDING: f64 = 1e-10;

/// The hypergeometric distribution, with `marked` and `drawn` at most `pool`.
pub(super) fn hypergeometric(pool: u64, marked: u64, drawn: u64) -> Unimodal {
    with_odds(pool, marked, drawn, 1.0)
}

/// Fisher's noncentral hypergeometric distribution: the odds of being drawn are `odds` times as high for the marked as for the
/// others (Fisher 1935, "The logic of inductive inference", *Journal of the Royal Statistical Society* 98, 39–82).
pub(super) fn with_odds(pool: u64, marked: u64, drawn: u64, odds: f64) -> Unimodal {
    let unmarked = pool - marked;
    Unimodal::new(drawn.saturating_sub(unmarked), marked.min(drawn), |k| {
        let up = (marked - k) as f64 * (drawn - k) as f64;
        up / ((k + 1) as f64 * (unmarked + k + 1 - drawn) as f64) * odds
    })
}

/// The exact interval for the share of the pool that is marked, after `found` of `drawn` were: all numbers of marked targets
/// under which neither so many nor so few would be rarer than `tail`. It holds the truth at least as often as it says, whatever
/// the truth.
///
/// Source: test inversion with equal tails, the finite form of Clopper & Pearson: Konijn (1973), *Statistical Theory of Sample
/// Survey Design and Analysis*, and Buonaccorsi (1987), "A note on confidence intervals for proportions in finite populations",
/// *The American Statistician* 41, 215–218.
pub(super) fn exact_interval(pool: u64, drawn: u64, found: u64, tail: f64) -> Interval {
    let enough = tail * (1.0 - ROUNDING);
    let (fewest, most) = (found, pool - (drawn - found));
    // Both tails move one way as the number of the marked grows, so each end is found by halving.
    let low = first(fewest, most, |marked| hypergeometric(pool, marked, drawn).at_least(found) >= enough);
    let high = fewest + most
        - first(fewest, most, |turned| {
            hypergeometric(pool, fewest + most - turned, drawn).at_most(found) >= enough
        });
    // Where nearly all were drawn, the estimate may lie between two possible shares and beside both that are kept.
    let (pool, share) = (pool as f64, found as f64 / drawn as f64);
    Interval { low: (low as f64 / pool).min(share), high: (high as f64 / pool).max(share) }
}

/// The first number from `low` to `high` from which on `holds` is true; it is at `high`.
fn first(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
#[allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
mod tests {
    use super::*;

    fn binomial(n: u64, k: u64) -> u128 {
        (1..=u128::from(k)).fold(1, |product, at| product * (u128::from(n - k) + at) / at)
    }

    /// In how many of the `binomial(pool, drawn)` samples so many are found.
    fn ways(pool: u64, marked: u64, drawn: u64, found: u64) -> u128 {
        let possible = found <= marked && found <= drawn && drawn - found <= pool - marked;
        if possible { binomial(marked, found) * binomial(pool - marked, drawn - found) } else { 0 }
    }

    /// Guards every probability and tail against whole numbers, for all small pools.
    #[test]
    fn probabilities_are_those_of_counting() {
        for (pool, marked, drawn) in
            [(1, 0, 1), (1, 1, 1), (5, 5, 3), (9, 4, 9), (12, 5, 7), (60, 30, 20), (60, 1, 59)]
        {
            let all = binomial(pool, drawn) as f64;
            let distribution = hypergeometric(pool, marked, drawn);
            for (found, probability) in distribution.probabilities() {
                let counted = ways(pool, marked, drawn, found) as f64 / all;
                assert!((probability / counted - 1.0).abs() < 1e-13, "{pool} {marked} {drawn} {found}");
            }
            for found in 0..=drawn {
                let counted: u128 = (found..=drawn).map(|found| ways(pool, marked, drawn, found)).sum();
                assert!((distribution.at_least(found) - counted as f64 / all).abs() < 1e-14);
                let counted: u128 = (0..=found).map(|found| ways(pool, marked, drawn, found)).sum();
                assert!((distribution.at_most(found) - counted as f64 / all).abs() < 1e-14);
            }
        }
    }

    /// Guards that numbers made from uniform ones come as often as they should: each gets exactly its length of the unit.
    #[test]
    fn numbers_are_made_in_proportion() {
        let distribution = hypergeometric(20, 8, 6);
        let mut made = [0_u32; 7];
        (0..100_000).for_each(|at| made[distribution.at((f64::from(at) + 0.5) / 1e5) as usize] += 1);
        for (found, probability) in distribution.probabilities() {
            assert!((f64::from(made[found as usize]) / 1e5 - probability).abs() < 2e-5, "{found}: {made:?}");
        }
        assert_eq!(distribution.at(1.0), 6, "rounding never leaves the range");
    }

    /// Guards the interval against test inversion in whole numbers, its coverage of at least the level for every pool up to 40,
    /// every sample and every truth, that it holds the estimate, rises with what is found, and is a point for a census. The
    /// least coverage met is 95.0 %.
    #[test]
    fn exact_intervals_are_exact() {
        for pool in [1, 2, 3, 7, 12, 25, 40] {
            for drawn in 1..=pool {
                let all = binomial(pool, drawn);
                let intervals: Vec<_> =
                    (0..=drawn).map(|found| exact_interval(pool, drawn, found, 0.025)).collect();
                for (found, interval) in (0..).zip(&intervals) {
                    let kept = |marked: &u64| {
                        let more: u128 = (found..=drawn).map(|found| ways(pool, *marked, drawn, found)).sum();
                        let less: u128 = (0..=found).map(|found| ways(pool, *marked, drawn, found)).sum();
                        40 * more >= all && 40 * less >= all
                    };
                    let (low, high) = ((0..=pool).find(kept).unwrap(), (0..=pool).rev().find(kept).unwrap());
                    let expected =
                        Interval { low: low as f64 / pool as f64, high: high as f64 / pool as f64 };
                    assert_eq!(*interval, expected, "{found} of {drawn} of {pool}");
                    assert!(
                        interval.contains(found as f64 / drawn as f64)
                            && interval.low >= 0.0
                            && interval.high <= 1.0
                    );
                    assert!(drawn < pool || interval.low == interval.high);
                }
                assert!(intervals.is_sorted_by(|one, next| one.low <= next.low && one.high <= next.high));
                for marked in 0..=pool {
                    let held = (0..)
                        .zip(&intervals)
                        .filter(|(_, interval)| interval.contains(marked as f64 / pool as f64));
                    let held: u128 = held.map(|(found, _)| ways(pool, marked, drawn, found)).sum();
                    assert!(20 * held >= 19 * all, "{marked} of {pool}, {drawn} drawn");
                }
            }
        }
    }
}
