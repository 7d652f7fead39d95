//! That draws are as random as they should be. Seeds are frozen, so a run gives the same figures every time: a failure is a change
//! of the algorithm, never bad luck. All arithmetic is in whole numbers.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

use double_random::{PerTier, RiskTier, SampleSize, Suite, TicketKey, stratified_draw};

/// Targets of each tier, and how many of them are drawn.
const POOL: PerTier<u64> = PerTier([40, 30, 20, 10]);
const DRAWN: PerTier<u64> = PerTier([2, 3, 4, 5]);

/// The quantiles 0.001 and 0.999 of chi-square with 39, 29, 19 and 9 degrees of freedom, in thousandths.
const CHI_SQUARE: PerTier<(u64, u64)> =
    PerTier([(17_262, 72_055), (10_986, 58_301), (5_407, 43_820), (1_152, 27_877)]);

struct Target {
    id: String,
    tier: RiskTier,
}

fn population() -> Vec<Target> {
    let of_tier = |(tier, size): (RiskTier, &u64)| {
        (0..*size).map(move |at| Target { id: format!("140581-{tier}{at:03}"), tier })
    };
    POOL.iter().flat_map(of_tier).collect()
}

/// The drawn rows of each tier, in order, for a number of frozen seeds.
fn draws(suite: Suite, rounds: u64) -> Vec<PerTier<Vec<usize>>> {
    let population = population();
    let ids: Vec<&str> = population.iter().map(|target| target.id.as_str()).collect();
    let size = SampleSize { drawn: DRAWN, reserve: 0 };
    let draw = |round: u64| {
        let key = TicketKey::new(suite, &suite.hash(format!("frozen seed {round}").as_bytes()));
        let strata =
            stratified_draw(&key, &ids[..], |row| Some(population[row].tier), &size, &mut ()).unwrap();
        PerTier(strata.0.map(|stratum| stratum.drawn))
    };
    (0..rounds).map(draw).collect()
}

/// How often each target of a tier was counted.
fn counts(tier: RiskTier, counted: impl Iterator<Item = usize>) -> Vec<u64> {
    let population = population();
    let mut counts = vec![0; population.len()];
    counted.for_each(|row| counts[row] += 1);
    counts
        .into_iter()
        .zip(&population)
        .filter(|(_, target)| target.tier == tier)
        .map(|(count, _)| count)
        .collect()
}

/// Chi-square in thousandths: the sum of squared deviations over the variance of one count, `rounds * n (N-n) / (N (N-1))`, when
/// `n` of `N` are counted in each round. Its degrees of freedom are `N - 1`.
fn chi_square(counts: &[u64], rounds: u64, n: u64) -> u64 {
    let size = counts.len() as u64;
    let squares: u64 = counts.iter().map(|count| (count * size).abs_diff(rounds * n).pow(2)).sum();
    1000 * squares * (size - 1) / (size * rounds * n * (size - n))
}

fn every_target_is_equally_likely(suite: Suite, rounds: u64) {
    let draws = draws(suite, rounds);
    for (tier, (low, high)) in CHI_SQUARE.iter() {
        let drawn = counts(tier, draws.iter().flat_map(|draw| draw[tier].iter().copied()));
        assert_eq!(drawn.iter().sum::<u64>(), rounds * DRAWN[tier]);
        let found = chi_square(&drawn, rounds, DRAWN[tier]);
        assert!((*low..*high).contains(&found), "{suite} {tier}: {found}");

        let first = counts(tier, draws.iter().map(|draw| draw[tier][0]));
        let found = chi_square(&first, rounds, 1);
        assert!((*low..*high).contains(&found), "{suite} {tier}, first rank: {found}");
    }
}

/// Guards inclusion frequencies: within a tier every target is drawn, and is drawn first, equally often.
#[test]
fn every_target_of_a_tier_is_equally_likely() {
    every_target_is_equally_likely(Suite::Sha256, 20_000);
    every_target_is_equally_likely(Suite::Sm3, 5_000);
}

/// Guards pairs: two targets of a tier are drawn together as often as in a simple random sample without replacement, and two of
/// different tiers as if the tiers knew nothing of each other; each pair within 4.5 standard deviations.
#[test]
fn pairs_are_drawn_together_as_often_as_they_should_be() {
    let rounds = 20_000;
    let draws = draws(Suite::Sha256, rounds);
    let population = population();
    let mut together = vec![vec![0_u64; population.len()]; population.len()];
    for draw in &draws {
        let rows: Vec<usize> = draw.0.iter().flatten().copied().collect();
        for one in &rows {
            for other in &rows {
                together[*one][*other] += 1;
            }
        }
    }
    let mut checked = 0;
    for (one, a) in population.iter().enumerate() {
        for (other, b) in population.iter().enumerate().skip(one + 1) {
            // The probability p / q of drawing both.
            let (p, q) = if a.tier == b.tier {
                (DRAWN[a.tier] * (DRAWN[a.tier] - 1), POOL[a.tier] * (POOL[a.tier] - 1))
            } else {
                (DRAWN[a.tier] * DRAWN[b.tier], POOL[a.tier] * POOL[b.tier])
            };
            // (count - rounds p/q)^2 <= 4.5^2 rounds p/q (1 - p/q), both sides times 4 q^2.
            let deviation = (together[one][other] * q).abs_diff(rounds * p);
            assert!(4 * deviation.pow(2) <= 81 * rounds * p * (q - p), "{} and {}", a.id, b.id);
            checked += 1;
        }
    }
    assert_eq!(checked, 100 * 99 / 2);
}

/// Guards that the draws of two tasks, whose keys differ, know nothing of each other: how many targets of tier D both draw is
/// distributed as it must be (hypergeometric, 5 of 10 twice).
#[test]
fn draws_with_different_keys_are_independent() {
    let rounds = 10_000;
    let (one, other) = draws(Suite::Sha256, 2 * rounds).into_iter().enumerate().fold(
        (Vec::new(), Vec::new()),
        |(mut one, mut other), (round, draw)| {
            if round % 2 == 0 {
                one.push(draw);
            } else {
                other.push(draw);
            }
            (one, other)
        },
    );
    let mut overlaps = [0_u64; 6];
    for (one, other) in one.iter().zip(&other) {
        overlaps[one[RiskTier::D].iter().filter(|row| other[RiskTier::D].contains(row)).count()] += 1;
    }
    // C(5, k)^2 of C(10, 5) = 252.
    let ways = [1, 25, 100, 100, 25, 1];
    let found: u64 = overlaps
        .iter()
        .zip(ways)
        .map(|(count, ways)| 1000 * (count * 252).abs_diff(rounds * ways).pow(2) / (252 * rounds * ways))
        .sum();
    // The quantiles 0.001 and 0.999 of chi-square with 5 degrees of freedom.
    assert!((210..20_515).contains(&found), "{found}: {overlaps:?}");
}
