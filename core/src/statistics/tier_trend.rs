//! Whether the risk tiers predict problems.

use serde::Serialize;

use super::combine::chi_square_tail;
use super::counts::{square, to_float};
use super::group_test::TestMethod;
use super::hypergeometric::hypergeometric;
use super::in_order::in_order;
use super::overall::clopper_pearson;
use super::result_count::check;
use super::unimodal::convolved;
use super::{ConfidenceLevel, CountError, Interval, ResultCount};
use crate::ratio::Fraction;
use crate::risk::{PerTier, RiskTier};
use crate::rows::BadRows;

/// Whether problems are the more frequent, the higher the tier (风险等级有效性检验).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[doc(alias = "风险等级有效性检验")]
pub struct TierTrend {
    /// The tiers in which something was inspected, from low to high.
    pub tiers: Vec<TierRate>,
    /// The scores of all problems together: 0 for one in A, 1 in B, 2 in C, 3 in D.
    pub score: u64,
    /// What that is on average if tiers tell nothing; below `score` where problems rise with the tier.
    pub expected: f64,
    /// The squared deviation over its variance; 0 where nothing could have shown.
    pub statistic: f64,
    /// How likely a deviation as large or larger, in either direction, is if tiers tell nothing.
    pub p: f64,
    /// How `p` was worked out.
    pub method: TestMethod,
    /// How often, of a target with a problem and one without in the same task, the one with the problem has the higher tier; the
    /// same tier counts one half. 1/2 says nothing, 1 all. None where there are no such pairs.
    pub concordance: Option<f64>,
}

/// The problem rate of one tier (等级问题发现率).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[doc(alias = "等级问题发现率")]
pub struct TierRate {
    /// The tier.
    pub tier: RiskTier,
    /// Targets inspected.
    pub inspected: u64,
    /// Those with a problem.
    pub problems: u64,
    /// Problems over inspected.
    pub rate: f64,
    /// The interval of Clopper & Pearson (1934), for the rate that goes on beyond those inspected.
    pub interval: Interval,
}

/// Whether the tiers predict problems (风险等级有效性检验), from the results of past inspections: rates with intervals, and a test for a
/// trend.
///
/// The test is that of Cochran (1954) and Armitage (1955, "Tests for linear trends in proportions and frequencies",
/// *Biometrics* 11, 375–386) with scores 0, 1, 2, 3, put together over tasks as by Mantel (1963, "Chi-square tests with one
/// degree of freedom", *Journal of the American Statistical Association* 58, 690–700), given how many were inspected of each tier
/// and how many problems each task has. It is exact where no task has more than a million tables and all together have at most a
/// thousand problems, or faultless targets if these are fewer (Agresti, Mehta & Patel 1990, "Exact inference for contingency tables
/// with ordered categories", *Journal of the American Statistical Association* 85, 453–458); beyond that the chi-square
/// distribution with one degree of freedom is near enough.
///
/// **What it can show**: that tiers sort targets by their problems better, or worse, than chance. With thousands of visits even a
/// useless difference has a small `p`: how well they sort is `concordance`.
/// **What it cannot show**: that tiers are wrong. A tier may rank the harm a problem does and not its chance, and a tier that is
/// inspected oftener may have fewer problems for that reason.
///
/// ```
/// use double_random::{ConfidenceLevel, ResultCount, RiskTier, tier_trend};
///
/// let row = |tier, problems| ResultCount {
///     task: "2025/01".into(), tier, group: "东镇".into(), inspected: 12, problems,
/// };
/// let rows = [row(RiskTier::A, 1), row(RiskTier::B, 2), row(RiskTier::C, 4), row(RiskTier::D, 7)];
/// let trend = tier_trend(&rows, ConfidenceLevel::default())?;
/// assert!(trend.p < 0.01 && trend.concordance > Some(0.7));
/// # Ok::<(), double_random::BadRows<double_random::CountError>>(())
/// ```
///
/// # Errors
///
/// When rows cannot be; all of them are told at once, the first as row 1.
#[doc(alias = "风险等级有效性检验")]
pub fn tier_trend(rows: &[ResultCount], level: ConfidenceLevel) -> Result<TierTrend, BadRows<CountError>> {
    check(rows)?;
    let tasks: Vec<Task> =
        in_order(rows, |row| row.task.as_str()).iter().map(|(_, rows)| Task::of(rows)).collect();
    let sum = |of: fn(&Task) -> f64| tasks.iter().map(of).sum::<f64>();
    let score = tasks.iter().map(|task| scored(&task.problems)).sum::<u64>();
    let (expected, variance) = (sum(Task::expected), sum(Task::variance));
    let deviation = score as f64 - expected;
    let statistic = if variance > 0.0 { square(deviation) / variance } else { 0.0 };
    let (p, method) = match exact_tail(&tasks, expected, deviation.abs()) {
        Some(p) => (p, TestMethod::Exact),
        None => (chi_square_tail(statistic, 1), TestMethod::ChiSquare),
    };
    let (higher, pairs) = (sum(Task::in_order_pairs), sum(Task::pairs));
    let concordance = (pairs > 0.0).then(|| higher / pairs);
    Ok(TierTrend { tiers: rates(&tasks, level), score, expected, statistic, p, method, concordance })
}

/// What a target of a tier scores.
fn score_of(tier: RiskTier) -> u64 {
    tier.index() as u64
}

fn scored(counts: &PerTier<u64>) -> u64 {
    counts.iter().map(|(tier, count)| score_of(tier) * count).sum()
}

/// One task, tier by tier.
#[derive(Default)]
struct Task {
    inspected: PerTier<u64>,
    problems: PerTier<u64>,
}

impl Task {
    fn of(rows: &[&ResultCount]) -> Self {
        let mut task = Self::default();
        for row in rows {
            task.inspected[row.tier] += row.inspected;
            task.problems[row.tier] += row.problems;
        }
        task
    }

    fn faultless(&self) -> PerTier<u64> {
        PerTier::from_fn(|tier| self.inspected[tier] - self.problems[tier])
    }

    fn mean_score(&self) -> f64 {
        scored(&self.inspected) as f64 / self.inspected.sum().max(1) as f64
    }

    fn expected(&self) -> f64 {
        self.problems.sum() as f64 * self.mean_score()
    }

    /// Of the scores of the problems, if every subset of so many targets is as likely as any other.
    fn variance(&self) -> f64 {
        let mean = self.mean_score();
        let part = |(tier, count): (RiskTier, &u64)| *count as f64 * square(score_of(tier) as f64 - mean);
        let squares: f64 = self.inspected.iter().map(part).sum();
        let (all, problems) = (self.inspected.sum() as f64, self.problems.sum() as f64);
        // Of a single target nothing is left to chance.
        squares * (problems / all.max(1.0)) * ((all - problems) / (all - 1.0).max(1.0))
    }

    /// Pairs of a problem and a faultless target.
    fn pairs(&self) -> f64 {
        self.problems.sum() as f64 * self.faultless().sum() as f64
    }

    /// Those of them in which the problem has the higher tier; of those in one tier, half.
    fn in_order_pairs(&self) -> f64 {
        let (mut below, mut pairs) = (0.0, 0.0);
        for (tier, faultless) in self.faultless().iter() {
            let faultless = *faultless as f64;
            pairs += self.problems[tier] as f64 * (below + faultless / 2.0);
            below += faultless;
        }
        pairs
    }

    /// Problems, or faultless targets if these are fewer: where these lie determines where the others do.
    fn rare(&self) -> u64 {
        self.problems.sum().min(self.faultless().sum())
    }

    /// The probabilities of the scores of the problems, and the score of the first.
    fn scores(&self) -> (f64, Vec<f64>) {
        let rare = self.rare();
        let mut probabilities = vec![0.0; usize::try_from(3 * rare).map_or(0, |most| most + 1)];
        let tiers: Vec<_> = self.tiers().collect();
        spread(&tiers, self.inspected.sum(), rare, (0, 1.0), &mut probabilities);
        if rare == self.problems.sum() {
            return (0.0, probabilities);
        }
        // What is not scored by the faultless is scored by the problems.
        probabilities.reverse();
        (scored(&self.inspected) as f64 - 3.0 * rare as f64, probabilities)
    }

    /// The tiers that have targets, with what one of them scores.
    fn tiers(&self) -> impl Iterator<Item = (u64, u64)> {
        self.inspected.iter().map(|(tier, count)| (score_of(tier), *count)).filter(|(_, count)| *count > 0)
    }

    /// Whether all tables can be gone through: what is found in all tiers but the last determines what is found in that.
    fn is_small(&self) -> bool {
        let ways = self.tiers().skip(1).map(|(_, count)| count.min(self.rare()) + 1);
        ways.into_iter().try_fold(1_u64, u64::checked_mul).is_some_and(|tables| tables <= MOST_TABLES)
    }
}

/// As many tables of a task are gone through, at most.
const MOST_TABLES: u64 = 1_000_000;

/// So many problems are put together over tasks, at most.
const MOST_RARE: u64 = 1_000;

/// Statistics this close, relatively, are equal.
const ROUNDING: f64 = 1e-9;

/// The probability of a deviation as large or larger; none if there is too much to go through.
fn exact_tail(tasks: &[Task], expected: f64, deviation: f64) -> Option<f64> {
    let small = tasks.iter().all(Task::is_small) && tasks.iter().map(Task::rare).sum::<u64>() <= MOST_RARE;
    if !small {
        return None;
    }
    let (mut first, mut all) = (0.0, vec![1.0]);
    for task in tasks {
        let (first_of_task, of_task) = task.scores();
        first += first_of_task;
        all = convolved(&all, &of_task);
    }
    let reached = deviation * (1.0 - ROUNDING) - ROUNDING;
    let far = |(at, _): &(usize, f64)| (first + *at as f64 - expected).abs() >= reached;
    let tail: f64 = all.into_iter().enumerate().filter(far).map(|(_, probability)| probability).sum();
    Some(tail.min(1.0))
}

/// Adds the probability of each score, when `left` remain to be found in these tiers, which have `pool` targets, and those before have
/// a score with a probability.
fn spread(tiers: &[(u64, u64)], pool: u64, left: u64, before: (u64, f64), scores: &mut [f64]) {
    let (so_far, probability) = before;
    match tiers {
        [] => add(scores, so_far, probability),
        [(score, _)] => add(scores, so_far + score * left, probability),
        [(score, count), rest @ ..] => {
            for (found, part) in hypergeometric(pool, *count, left).probabilities() {
                let before = (so_far + score * found, probability * part);
                spread(rest, pool - count, left - found, before, scores);
            }
        }
    }
}

fn add(scores: &mut [f64], score: u64, probability: f64) {
    if let Some(sum) = usize::try_from(score).ok().and_then(|score| scores.get_mut(score)) {
        *sum += probability;
    }
}

fn rates(tasks: &[Task], level: ConfidenceLevel) -> Vec<TierRate> {
    let rate = |tier: RiskTier| {
        let sum = |of: fn(&Task) -> &PerTier<u64>| tasks.iter().map(|task| of(task)[tier]).sum::<u64>();
        let (inspected, problems) = (sum(|task| &task.inspected), sum(|task| &task.problems));
        let rate = to_float(Fraction::new(problems.into(), inspected.into())?);
        let interval = clopper_pearson(rate, inspected as f64, level.each_tail());
        Some(TierRate { tier, inspected, problems, rate, interval })
    };
    RiskTier::ALL.into_iter().filter_map(rate).collect()
}
