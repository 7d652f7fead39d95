//! The odds of a problem in one group against those in the others, the same in every stratum: exact, given how many were
//! inspected and how many problems there were in each stratum.
//!
//! Given these, the number of problems in the group is in each stratum a hypergeometric one, and its sum over the strata holds
//! all that is known about the odds. Source: Gart (1970), "Point and interval estimation of the common odds ratio in the
//! combination of 2 × 2 tables with fixed marginals", *Biometrika* 57, 471–475. The test against higher odds is uniformly most
//! powerful among unbiased ones (Birch 1964, "The detection of partial association, I", *Journal of the Royal Statistical
//! Society B* 26, 313–324).

use serde::Serialize;

use super::hypergeometric::with_odds;
use super::unimodal::Unimodal;

/// One stratum, and the part of a group in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) inspected: u64,
    pub(super) problems: u64,
    pub(super) of_group: u64,
    pub(super) found: u64,
}

impl Part {
    /// How many problems the group would have on average if it were like the others.
    pub(super) fn expected(&self) -> f64 {
        self.of_group as f64 * self.problems as f64 / self.inspected as f64
    }

    /// The variance of that number.
    pub(super) fn variance(&self) -> f64 {
        let (all, others) = (self.inspected as f64, (self.inspected - self.of_group) as f64);
        let faultless = (self.inspected - self.problems) as f64;
        // Of a single target nothing is left to chance.
        self.expected() * (faultless / all) * (others / (all - 1.0).max(1.0))
    }

    /// Pairs of a problem in the group and a faultless target elsewhere, and the other way round.
    fn pairs(&self) -> (f64, f64) {
        let Self { inspected, problems, of_group, found } = *self;
        let faultless_elsewhere = inspected - of_group - (problems - found);
        let pairs = |one: u64, other: u64| one as f64 * other as f64 / inspected as f64;
        (pairs(found, faultless_elsewhere), pairs(of_group - found, problems - found))
    }
}

/// How many times as high the odds of a problem are as elsewhere (优势比), tier by tier and task by task.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[doc(alias = "优势比")]
pub struct OddsRatio {
    /// The conditional maximum likelihood estimate; none where it has no bound, or nothing could be compared.
    pub estimate: Option<f64>,
    /// The lower end of the exact interval.
    pub low: f64,
    /// The upper end; none where it has no bound.
    pub high: Option<f64>,
}

/// The number of problems in a group, under any odds.
pub(super) struct CommonOdds {
    found: u64,
    /// Under `odds`, which are near the estimate: what is possible there is not lost among what is not.
    base: Unimodal,
    odds: f64,
}

impl CommonOdds {
    /// From at least one stratum.
    pub(super) fn new(parts: &[Part]) -> Self {
        let found = parts.iter().map(|part| part.found).sum();
        let odds = near(parts);
        let of = |part: &Part| with_odds(part.inspected, part.problems, part.of_group, odds);
        let base = parts
            .iter()
            .map(of)
            .reduce(|sum, part| sum.plus(&part))
            .unwrap_or_else(|| with_odds(0, 0, 0, odds));
        Self { found, base, odds }
    }

    fn under(&self, odds: f64) -> Unimodal {
        self.base.tilted(odds / self.odds)
    }

    /// How likely as many problems or more are if the group is like the others, and how likely the most there could be are.
    pub(super) fn p_and_least(&self) -> (f64, f64) {
        let alike = self.under(1.0);
        (alike.at_least(self.found), alike.at_least(alike.last()))
    }

    /// Estimate and exact interval, with this tail left out on each side.
    pub(super) fn ratio(&self, tail: f64) -> OddsRatio {
        let (is_least, is_most) = (self.found <= self.base.first(), self.found >= self.base.last());
        let estimate = || {
            if is_least { 0.0 } else { solve(|odds| self.under(odds).mean() >= self.found as f64) }
        };
        OddsRatio {
            estimate: (!is_most).then(estimate),
            low: if is_least { 0.0 } else { solve(|odds| self.under(odds).at_least(self.found) >= tail) },
            high: (!is_most).then(|| solve(|odds| self.under(odds).at_most(self.found) <= tail)),
        }
    }
}

/// Odds near the estimate, never nothing and never without bound.
///
/// Source: Mantel & Haenszel (1959), "Statistical aspects of the analysis of data from retrospective studies of disease",
/// *Journal of the National Cancer Institute* 22, 719–748; with half a pair added on both sides.
fn near(parts: &[Part]) -> f64 {
    let (higher, lower) = parts
        .iter()
        .map(Part::pairs)
        .fold((0.5, 0.5), |(higher, lower), (up, down)| (higher + up, lower + down));
    higher / lower
}

/// The odds from which on `reached` is true, by halving the share that they make.
fn solve(reached: impl Fn(f64) -> bool) -> f64 {
    let odds = |share: f64| share / (1.0 - share);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..52 {
        let middle = f64::midpoint(low, high);
        if reached(odds(middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    odds(f64::midpoint(low, high))
}
