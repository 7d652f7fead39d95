//! Which regions or industries have more problems than their size and tiers explain.

use std::collections::BTreeMap;

use serde::Serialize;

use super::combine::{benjamini_hochberg, holm};
use super::common_odds::{CommonOdds, OddsRatio, Part};
use super::counts::to_float;
use super::in_order::in_order;
use super::result_count::check;
use super::shrinkage::{Deviation, variance_between};
use super::{ConfidenceLevel, ResultCount, StatisticsError};
use crate::progress::{Watch, watched_every};
use crate::ratio::Fraction;
use crate::risk::RiskTier;

/// Which groups stand out by their problems (风险监测预警), for directed draws next time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[doc(alias = "风险监测预警")]
pub struct EarlyWarning {
    /// All groups: first those that stand out, then by shrunken rate over expected rate, then by `p`.
    pub groups: Vec<GroupWarning>,
    /// By how much the true rates of groups differ beyond chance: the standard deviation of rate over expected rate. 0 where
    /// chance explains all differences.
    pub spread: f64,
}

impl EarlyWarning {
    /// The groups that stand out: a list for a directed draw (定向抽查).
    #[doc(alias = "定向抽查")]
    pub fn directed(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().filter(|group| group.stands_out).map(|group| group.group.as_str())
    }
}

/// One group, such as a town or an industry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupWarning {
    /// The group.
    pub group: String,
    /// Targets inspected.
    pub inspected: u64,
    /// Those with a problem.
    pub problems: u64,
    /// Problems over inspected; none where nothing was inspected.
    pub rate: Option<f64>,
    /// How many problems so many targets of these tiers and tasks have on average, in all groups together.
    pub expected: f64,
    /// The rate drawn towards the expected one, the more, the less was inspected (经验贝叶斯估计): what to rank by.
    #[doc(alias = "经验贝叶斯估计")]
    pub shrunken: Option<f64>,
    /// The odds of a problem against those in the other groups, with an exact interval.
    pub odds_ratio: OddsRatio,
    /// How likely so many problems or more are, if this group is like the others.
    pub p: f64,
    /// The same, raised so that of the groups below a level a part of at most that level is there by chance, on average
    /// (Benjamini & Hochberg 1995).
    pub adjusted_p: f64,
    /// The same, raised so that chance puts any group below a level with at most that probability (Holm 1979).
    pub holm_p: f64,
    /// Whether the group could have stood out at all: with as many problems as possible, `p` would be small enough.
    pub telling: bool,
    /// Whether `adjusted_p` is at most what the level leaves.
    pub stands_out: bool,
}

/// Finds groups whose problem rate stands out given their size (风险监测预警), from the results of past inspections.
///
/// Rates of groups must not be compared as they are: tiers are drawn at different ratios and groups differ in their tiers, so a
/// town of high-risk shops has a high rate without being worse than others. Within one tier of one task all were equally likely
/// to be drawn, so there no weights are needed and groups can be compared; and the number of problems of a group is compared
/// with the sum over these strata of what it would have on average, given how many of it were inspected and how many problems
/// the stratum has. That sum is what indirect standardisation (间接标准化) expects.
///
/// - **Test**: exact, one-sided, given the totals of the strata: the number of problems is a sum of hypergeometric ones. It is the
///   exact form of the test of Mantel & Haenszel (Birch 1964; Gart 1970), right for one visit and for a million.
/// - **Many groups**: `adjusted_p` controls the part of false ones among those that stand out (Benjamini & Hochberg 1995), which
///   is what counts for a list of places to look at: at 95 %, one in twenty. `holm_p` is for accusing a single group. Groups too
///   small to stand out whatever was found are left out of the count; that depends on totals alone. The groups of a stratum share
///   its problems, which makes their p-values slightly opposed; that the part is kept nevertheless is tested.
/// - **Rank**: by the linear empirical Bayes estimate (Marshall 1991; Paule & Mandel 1982). Raw rates put the smallest groups
///   first and last, p-values the largest.
/// - **Interval**: exact, for the odds ratio that is the same in all strata (Gart 1970).
///
/// All numbers come from the four basic operations and one square root, so they are the same on every machine.
///
/// **What it can show**: where more problems were found than chance explains, given tier and task.
/// **What it cannot show**: why. Inspectors differ in strictness, and if they serve areas of their own a strict team looks like a
/// bad town. Targets of one owner count as if they were independent. Results of directed draws tell about those drawn, not about
/// the group, and belong to a task of their own. Groupings (by town, by industry) are separate questions: a level holds for each.
///
/// ```
/// use double_random::{ConfidenceLevel, ResultCount, RiskTier, early_warning};
///
/// let row = |group: &str, tier, inspected, problems| ResultCount {
///     task: "2025/01".into(), tier, group: group.into(), inspected, problems,
/// };
/// // 西镇 has the higher rate, 38 % against 17 %, but only since it has more of tier D.
/// let rows = [
///     row("东镇", RiskTier::A, 50, 5), row("东镇", RiskTier::D, 10, 5),
///     row("西镇", RiskTier::A, 15, 1), row("西镇", RiskTier::D, 40, 20),
///     row("南镇", RiskTier::A, 20, 12), row("南镇", RiskTier::D, 10, 7),
/// ];
/// let found = early_warning(&rows, ConfidenceLevel::default(), &mut ())?;
/// assert!(found.directed().eq(["南镇"]));
/// # Ok::<(), double_random::StatisticsError>(())
/// ```
///
/// # Errors
///
/// When rows cannot be (all of them are told at once), or `watch` stops the work.
#[doc(alias = "风险监测预警")]
pub fn early_warning(
    rows: &[ResultCount],
    level: ConfidenceLevel,
    watch: &mut dyn Watch,
) -> Result<EarlyWarning, StatisticsError> {
    check(rows)?;
    let totals = totals(rows);
    let groups = in_order(rows, |row| row.group.as_str());
    let (mut judged, mut each) = (Vec::new(), groups.iter());
    watched_every(1, groups.len(), watch, |_| {
        judged.extend(each.next().map(|(group, rows)| judge(group, &parts(rows, &totals), level)));
    })?;
    Ok(together(judged, level))
}

/// Inspected and problems of each tier of each task.
type Totals<'a> = BTreeMap<(&'a str, RiskTier), (u64, u64)>;

fn totals<'a>(rows: impl IntoIterator<Item = &'a ResultCount>) -> Totals<'a> {
    let mut totals = Totals::new();
    for row in rows {
        let (inspected, problems) = totals.entry((&row.task, row.tier)).or_default();
        *inspected += row.inspected;
        *problems += row.problems;
    }
    totals
}

/// The strata in which something of this group was inspected.
fn parts(rows: &[&ResultCount], all: &Totals<'_>) -> Vec<Part> {
    let of_group = totals(rows.iter().copied()).into_iter().filter(|(_, (inspected, _))| *inspected > 0);
    let part = |(stratum, (of_group, found))| {
        let (inspected, problems) = *all.get(&stratum)?;
        Some(Part { inspected, problems, of_group, found })
    };
    of_group.filter_map(part).collect()
}

/// A group by itself.
struct Judged {
    warning: GroupWarning,
    deviation: Deviation,
}

impl Judged {
    /// How many times its expected rate it has, drawn towards 1.
    fn ratio(&self, between: f64) -> f64 {
        self.deviation.shrunken_ratio(between)
    }
}

fn judge(group: &str, parts: &[Part], level: ConfidenceLevel) -> Judged {
    let sum = |of: fn(&Part) -> u64| parts.iter().map(of).sum::<u64>();
    let (inspected, problems) = (sum(|part| part.of_group), sum(|part| part.found));
    let odds = CommonOdds::new(parts);
    let (p, least_p) = odds.p_and_least();
    let deviation = Deviation {
        found: problems as f64,
        expected: parts.iter().map(Part::expected).sum(),
        variance: parts.iter().map(Part::variance).sum(),
    };
    let warning = GroupWarning {
        group: group.to_owned(),
        inspected,
        problems,
        rate: Fraction::new(problems.into(), inspected.into()).map(to_float),
        expected: deviation.expected,
        shrunken: None,
        odds_ratio: odds.ratio(level.each_tail()),
        p,
        adjusted_p: 1.0,
        holm_p: 1.0,
        telling: least_p <= level.rest(),
        stands_out: false,
    };
    Judged { warning, deviation }
}

/// What can be said of a group only beside the others.
fn together(mut judged: Vec<Judged>, level: ConfidenceLevel) -> EarlyWarning {
    let telling = judged.iter().map(|of| &of.warning).filter(|of| of.telling);
    let p_values: Vec<f64> = telling.map(|of| of.p).collect();
    let raised = benjamini_hochberg(&p_values).into_iter().zip(holm(&p_values));
    let telling = judged.iter_mut().map(|of| &mut of.warning).filter(|of| of.telling);
    for (warning, (adjusted_p, holm_p)) in telling.zip(raised) {
        (warning.adjusted_p, warning.holm_p) = (adjusted_p, holm_p);
        warning.stands_out = adjusted_p <= level.rest();
    }
    let between = variance_between(judged.iter().map(|of| of.deviation));
    for of in &mut judged {
        let rate = of.ratio(between) * of.deviation.expected / of.warning.inspected as f64;
        of.warning.shrunken = of.warning.rate.map(|_| rate);
    }
    judged.sort_by(|one, other| {
        let by_rate = || other.ratio(between).total_cmp(&one.ratio(between));
        let by_p = || one.warning.p.total_cmp(&other.warning.p);
        other.warning.stands_out.cmp(&one.warning.stands_out).then_with(by_rate).then_with(by_p)
    });
    EarlyWarning { groups: judged.into_iter().map(|of| of.warning).collect(), spread: between.sqrt() }
}
