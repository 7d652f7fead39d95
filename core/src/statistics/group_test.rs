//! One draw of one stratum against its pool, group by group.

use std::num::NonZeroU64;

use serde::Serialize;

use super::combine::chi_square_tail;
use super::hypergeometric::hypergeometric;
use crate::digest::Suite;
use crate::progress::{Interrupted, Watch};
use crate::stream::MixStream;

/// How a p-value was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TestMethod {
    /// By going through every possible draw.
    Exact,
    /// By the chi-square distribution; every expected number, of drawn and of not drawn, is at least 5 (Cochran 1954).
    ChiSquare,
    /// By 9 999 draws made with a frozen seed; the p-value is at least 1/10 000 (Davison & Hinkley 1997, section 4.2).
    MonteCarlo,
}

/// As many draws are gone through, at most.
const MOST_TABLES: u64 = 200_000;

/// How many draws are made where there are more.
const REPLICATES: u32 = 9_999;

/// After so many it is told how far the work is; it divides `REPLICATES`.
const BATCH: u32 = 99;

/// Statistics this close, relatively, are equal.
const ROUNDING: f64 = 1e-9;

/// What a statistic must reach to be as large as the observed one.
fn reached(observed: f64) -> f64 {
    observed - ROUNDING * observed.abs()
}

/// The groups of a stratum: how many targets each has, and how many of all are drawn.
pub(super) struct Groups {
    pub(super) pools: Vec<u64>,
    pub(super) drawn: u64,
}

/// What is compared: of each number drawn of a group, how much it counts.
pub(super) trait Statistic {
    /// The part of the group at this place.
    fn part(&self, group: usize, drawn: u64) -> f64;
}

impl Groups {
    pub(super) fn pool(&self) -> u64 {
        self.pools.iter().sum()
    }

    /// How many of a group are drawn on average.
    pub(super) fn expected(&self, group: u64) -> f64 {
        self.drawn as f64 * group as f64 / self.pool() as f64
    }

    /// Whether chi-square is near enough to the truth.
    pub(super) fn are_large(&self) -> bool {
        self.pools.iter().all(|group| {
            let expected = self.expected(*group);
            expected >= 5.0 && *group as f64 - expected >= 5.0
        })
    }

    /// Whether all draws can be gone through: what is drawn of all groups but the last determines what is drawn of that.
    fn are_few(&self) -> bool {
        let ways = |group: &u64| (*group).min(self.drawn) + 1;
        let but_last = self.pools.iter().rev().skip(1).map(ways);
        but_last.into_iter().try_fold(1_u64, u64::checked_mul).is_some_and(|tables| tables <= MOST_TABLES)
    }

    /// The probability of a statistic as large as the observed one or larger, by going through all draws; none if there are too
    /// many.
    pub(super) fn exact_tail_if_few(&self, statistic: &dyn Statistic, observed: f64) -> Option<f64> {
        self.are_few()
            .then(|| self.exact_tail(statistic, reached(observed), 0, self.pool(), self.drawn, 0.0).min(1.0))
    }

    /// The same by making draws with the seed that `label` gives; the observed draw counts as one of them.
    pub(super) fn made_tail(
        &self,
        statistic: &dyn Statistic,
        observed: f64,
        label: &str,
        watch: &mut dyn Watch,
    ) -> Result<f64, Interrupted> {
        let mut stream =
            MixStream::new(&Suite::Sha256.hash(format!("double-random statistics, {label}").as_bytes()));
        let (reached, mut as_large) = (reached(observed), 1_u32);
        for batch in 0..REPLICATES / BATCH {
            for _ in 0..BATCH {
                as_large += u32::from(self.made(statistic, &mut stream) >= reached);
            }
            let (done, total) = (u64::from((batch + 1) * BATCH), u64::from(REPLICATES));
            if watch.at(done, total).is_break() {
                return Err(Interrupted::Stopped { done, total });
            }
        }
        Ok(f64::from(as_large) / f64::from(REPLICATES + 1))
    }

    /// The tail, from the group at this place on, when `pool` targets and `left` draws remain and the groups before have
    /// `so_far`.
    fn exact_tail(
        &self,
        statistic: &dyn Statistic,
        reached: f64,
        group: usize,
        pool: u64,
        left: u64,
        so_far: f64,
    ) -> f64 {
        let Some(of_group) = self.pools.get(group) else {
            return f64::from(u8::from(so_far >= reached));
        };
        let drawn = hypergeometric(pool, *of_group, left);
        let tail = |(drawn, probability): (u64, f64)| {
            let so_far = so_far + statistic.part(group, drawn);
            probability
                * self.exact_tail(statistic, reached, group + 1, pool - of_group, left - drawn, so_far)
        };
        drawn.probabilities().map(tail).sum()
    }

    /// The statistic of one draw made, group after group.
    fn made(&self, statistic: &dyn Statistic, stream: &mut MixStream) -> f64 {
        let (mut pool, mut left, mut made) = (self.pool(), self.drawn, 0.0);
        for (group, of_group) in self.pools.iter().enumerate() {
            let drawn = hypergeometric(pool, *of_group, left).at(uniform(stream));
            made += statistic.part(group, drawn);
            pool -= of_group;
            left -= drawn;
        }
        made
    }
}

/// A number from 0 to 1, 1 left out, with 53 random bits.
fn uniform(stream: &mut MixStream) -> f64 {
    const BITS: NonZeroU64 = NonZeroU64::MIN.saturating_add((1 << 53) - 1);
    stream.below(BITS) as f64 / BITS.get() as f64
}

/// Chi-square for a draw without replacement: `(N - 1)/(N - n) Σ (d_g - n N_g/N)² / (n N_g/N)`, whose mean is exactly one less
/// than the number of groups.
pub(super) struct ChiSquare<'a> {
    groups: &'a Groups,
    correction: f64,
}

impl<'a> ChiSquare<'a> {
    pub(super) fn new(groups: &'a Groups) -> Self {
        let (pool, drawn) = (groups.pool(), groups.drawn);
        Self { groups, correction: (pool - 1) as f64 / (pool - drawn) as f64 }
    }

    /// The tail by the distribution of that name.
    pub(super) fn tail(&self, statistic: f64) -> f64 {
        chi_square_tail(statistic, self.groups.pools.len() as u64 - 1)
    }
}

impl Statistic for ChiSquare<'_> {
    fn part(&self, group: usize, drawn: u64) -> f64 {
        let expected = self.groups.pools.get(group).map_or(0.0, |group| self.groups.expected(*group));
        let deviation = drawn as f64 - expected;
        self.correction * deviation * deviation / expected
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
mod tests {
    use super::*;

    fn statistic(groups: &Groups, drawn: &[u64]) -> f64 {
        let chi_square = ChiSquare::new(groups);
        drawn.iter().enumerate().map(|(group, drawn)| chi_square.part(group, *drawn)).sum()
    }

    /// Guards that draws made give the p-value that going through all of them gives, within four standard errors, and the same
    /// each time.
    #[test]
    fn draws_made_agree_with_all_draws() {
        let groups = Groups { pools: vec![12, 7, 5, 3], drawn: 8 };
        let chi_square = ChiSquare::new(&groups);
        for drawn in [[1, 1, 4, 2], [3, 2, 2, 1], [6, 0, 1, 1], [2, 4, 1, 1]] {
            let observed = statistic(&groups, &drawn);
            let exact = groups.exact_tail_if_few(&chi_square, observed).unwrap();
            let made = || groups.made_tail(&chi_square, observed, "test", &mut ()).unwrap();
            let error = (exact * (1.0 - exact) / 1e4).sqrt() + 1e-4;
            assert!((made() - exact).abs() < 4.0 * error, "{drawn:?}: {} {exact}", made());
            assert_eq!(made().to_bits(), made().to_bits());
        }
    }

    /// Guards the level and the mean: over all draws, the p-value is at most a level no oftener than the level says, and
    /// chi-square is on average one less than the number of groups.
    #[test]
    fn the_level_is_kept() {
        let groups = Groups { pools: vec![9, 6, 4], drawn: 7 };
        let chi_square = ChiSquare::new(&groups);
        let mut all = Vec::new();
        for (one, p) in hypergeometric(19, 9, 7).probabilities() {
            for (two, q) in hypergeometric(10, 6, 7 - one).probabilities() {
                all.push((statistic(&groups, &[one, two, 7 - one - two]), p * q));
            }
        }
        let mean: f64 = all.iter().map(|(statistic, p)| statistic * p).sum();
        assert!((mean - 2.0).abs() < 1e-12, "{mean}");
        for level in [0.01, 0.05, 0.1, 0.3] {
            let tail = |statistic: f64| groups.exact_tail_if_few(&chi_square, statistic).unwrap();
            let rejected: f64 = all.iter().filter(|(of, _)| tail(*of) <= level).map(|(_, p)| p).sum();
            assert!(rejected <= level + 1e-12, "{rejected} at {level}");
        }
    }
}
