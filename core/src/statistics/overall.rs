//! An interval for a share of several strata together.
//!
//! Two intervals, each sound where the other is weak, are laid over each other; the result reaches from the lower of the lower
//! ends to the higher of the higher ends. Why neither alone is enough is in `docs/design.md`.

use statrs::function::beta::checked_beta_reg;

use super::counts::square;
use super::hypergeometric::exact_interval;
use super::{Interval, StratumCount};

/// Two problems and two faultless targets, imagined in each stratum when its variance is worked out.
///
/// Source: Agresti & Coull (1998), "Approximate is better than 'exact' for interval estimation of binomial proportions", *The
/// American Statistician* 52, 119–126.
const IMAGINED: f64 = 2.0;

/// A stratum with its part in the whole.
struct Part<'a> {
    count: &'a StratumCount,
    /// `W_h = N_h / N`.
    part: f64,
}

impl Part<'_> {
    fn share(&self) -> f64 {
        self.count.problems as f64 / self.count.drawn as f64
    }

    fn is_census(&self) -> bool {
        self.count.drawn == self.count.pool
    }

    /// The share, drawn towards one half where not all was looked at.
    fn smoothed(&self) -> f64 {
        if self.is_census() {
            return self.share();
        }
        (self.count.problems as f64 + IMAGINED) / (self.count.drawn as f64 + 2.0 * IMAGINED)
    }

    /// The variance of the estimated share, if the smoothed share were true.
    fn variance(&self) -> f64 {
        if self.is_census() {
            return 0.0;
        }
        let (pool, drawn, share) = (self.count.pool as f64, self.count.drawn as f64, self.smoothed());
        share * (1.0 - share) / drawn * (pool - drawn) / (pool - 1.0)
    }
}

/// The interval for the share of problems in all strata together, each of which has drawn targets.
pub(super) fn interval(strata: &[&StratumCount], share: f64, tail: f64) -> Interval {
    let pool: u64 = strata.iter().map(|count| count.pool).sum();
    let parts: Vec<_> =
        strata.iter().map(|count| Part { count, part: count.pool as f64 / pool as f64 }).collect();
    let recovered = recovered(&parts, share, tail);
    if parts.iter().filter(|part| !part.is_census()).count() < 2 {
        return recovered;
    }
    let effective = clopper_pearson(share, effective_size(&parts), tail);
    // Problems that were seen are there, and so are faultless targets.
    let seen: u64 = strata.iter().map(|count| count.problems).sum();
    let faultless: u64 = strata.iter().map(|count| count.drawn - count.problems).sum();
    Interval {
        low: recovered.low.min(effective.low).max(seen as f64 / pool as f64).min(share),
        high: recovered.high.max(effective.high).min((pool - faultless) as f64 / pool as f64).max(share),
    }
}

/// From the exact intervals of the strata: the distances of their ends from their estimates, squared, weighted and summed like
/// variances. With one stratum that is not a census it is exact.
///
/// Source: the method of variance estimates recovery, Zou & Donner (2008), "Construction of confidence limits about effect
/// measures: a general approach", *Statistics in Medicine* 27, 1693–1702; for stratified proportions Yan & Su (2010),
/// "Stratified Wilson and Newcombe confidence intervals for multiple binomial proportions", *Statistics in Biopharmaceutical
/// Research* 2, 329–335.
fn recovered(parts: &[Part<'_>], share: f64, tail: f64) -> Interval {
    let (mut below, mut above) = (0.0, 0.0);
    for Part { count, part } in parts {
        let exact = exact_interval(count.pool, count.drawn, count.problems, tail);
        let of_stratum = count.problems as f64 / count.drawn as f64;
        below += square(part * (of_stratum - exact.low));
        above += square(part * (exact.high - of_stratum));
    }
    Interval { low: (share - below.sqrt()).max(0.0), high: (share + above.sqrt()).min(1.0) }
}

/// Of how many targets a simple random sample with replacement would have the same variance.
///
/// Source: Korn & Graubard (1998), "Confidence intervals for proportions with small expected number of positive counts
/// estimated from survey data", *Survey Methodology* 24, 193–201. Their variance is the estimated one, which is zero in a
/// stratum where all were found alike, though it may be a stratum of few drawn and of most of the pool; here each stratum's is
/// smoothed.
fn effective_size(parts: &[Part<'_>]) -> f64 {
    let share: f64 = parts.iter().map(|part| part.part * part.smoothed()).sum();
    let variance: f64 = parts.iter().map(|part| square(part.part) * part.variance()).sum();
    share * (1.0 - share) / variance
}

/// The interval of Clopper & Pearson (1934) for `share * size` of `size`, neither of them whole.
pub(super) fn clopper_pearson(share: f64, size: f64, tail: f64) -> Interval {
    let found = share * size;
    let rest = size - found;
    Interval {
        low: if found > 0.0 { beta_quantile(found, rest + 1.0, tail) } else { 0.0 },
        high: if rest > 0.0 { beta_quantile(found + 1.0, rest, 1.0 - tail) } else { 1.0 },
    }
}

/// The quantile of the beta distribution, by halving as often as a floating-point number has room for.
fn beta_quantile(a: f64, b: f64, probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        match checked_beta_reg(a, b, middle) {
            Ok(reached) if reached < probability => low = middle,
            _ => high = middle,
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
#[allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
mod tests {
    use super::*;

    /// Guards the interval of Clopper and Pearson by statsmodels 0.15.0, `proportion_confint(found, size, 0.05,
    /// method="beta")`.
    #[test]
    fn clopper_pearson_is_that_of_statsmodels() {
        for (found, size, low, high) in [
            (0.0, 5.0, 0.000_000_000_000_000, 0.521_823_750_104_981),
            (1.5, 5.0, 0.022_512_765_999_155, 0.790_583_335_923_995),
            (1.126, 56.3, 0.000_720_712_995_796, 0.098_657_564_828_145),
            (3.0, 10.0, 0.066_739_511_177_734, 0.652_452_850_059_997),
            (300.0, 1_000.0, 0.271_721_112_129_144, 0.329_461_678_697_366),
            (999.5, 1_000.0, 0.995_335_541_191_209, 0.999_999_509_088_305),
            (3_000.25, 10_000.0, 0.291_052_390_234_341, 0.309_114_203_455_287),
            (1_000.0, 100_000.0, 0.009_392_556_089_099, 0.010_636_111_529_354),
            (7.25, 7.25, 0.601_210_017_226_864, 1.000_000_000_000_000),
        ] {
            let interval = clopper_pearson(found / size, size, 0.025);
            assert!((interval.low - low).abs() < 1e-9 && (interval.high - high).abs() < 1e-9, "{interval:?}");
        }
    }

    /// Guards the effective size: that of a simple random sample with as many imagined outcomes, and above the number drawn
    /// where much of the pool is.
    #[test]
    fn the_effective_size_is_that_of_a_simple_sample() {
        let count = |pool, drawn, problems| StratumCount { stratum: String::new(), pool, drawn, problems };
        let size = |counts: &[StratumCount]| {
            let pool: u64 = counts.iter().map(|count| count.pool).sum();
            let part = |count| Part { count, part: count.pool as f64 / pool as f64 };
            effective_size(&counts.iter().map(part).collect::<Vec<_>>())
        };
        let alike = size(&[count(1_000_001, 50, 10), count(1_000_001, 50, 10)]);
        assert!((alike - 100.0 * 1_000_000.0 / 999_951.0).abs() < 1e-6, "{alike}");
        assert!(size(&[count(100, 50, 10), count(100, 50, 10)]) > 190.0);
    }
}
