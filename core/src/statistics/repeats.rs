//! Whether the same targets were drawn again and again.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::combine::{fisher, holm};
use super::group_test::{Groups, Statistic, TestMethod};
use super::in_order::in_order;
use super::{CountError, FisherTest, StatisticsError};
use crate::progress::{Interrupted, Watch};
use crate::rows::{BadRow, BadRows, Faults};

/// A target in the pool of one draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolEntry<'a> {
    /// The draw, such as a year's.
    pub draw: &'a str,
    /// The stratum within which all were equally likely.
    pub stratum: &'a str,
    /// The target.
    pub id: &'a str,
    /// Whether it was drawn.
    pub drawn: bool,
}

/// Whether the same targets were drawn oftener than chance would have it (重复抽取检验).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[doc(alias = "重复抽取检验")]
pub struct Repeats {
    /// One test for each stratum of each draw, in the order of the entries.
    pub tests: Vec<RepeatTest>,
    /// All of them as one test; none where no draw could have shown anything.
    pub fisher: Option<FisherTest>,
}

/// The test of one stratum of one draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepeatTest {
    /// The draw.
    pub draw: String,
    /// The stratum.
    pub stratum: String,
    /// How often the drawn had been drawn before, in all.
    pub earlier: u64,
    /// How often on average, if the draw is random.
    pub expected: f64,
    /// How likely a random draw takes targets that had been drawn as often or oftener.
    pub p: f64,
    /// The same, raised for the number of tests (Holm 1979).
    pub holm_p: f64,
    /// How `p` was worked out.
    pub method: TestMethod,
    /// Whether the draw could have shown anything: some but not all were drawn, and not all had been drawn equally often
    /// before.
    pub telling: bool,
}

/// Tests whether the same targets were drawn oftener than chance would have it (重复抽取检验).
///
/// Each draw is looked at with the past as it was: every target of its pool has a score, the number of times it had been drawn
/// before, and the sum of the scores of the drawn is compared with that of a random draw from the same pool, upwards. Because
/// each draw is judged given what went before, pools may change and may leave out who was inspected lately; and the p-values
/// are independent, so that Fisher's combination holds. It is a permutation test on scores (Fisher 1935, *The Design of
/// Experiments*, section 21; for two scores Fisher's exact test, one-sided), exact where at most about 200 000 draws have to be
/// gone through, else from 9 999 draws with a frozen seed.
///
/// **What it can show**: that over the years draws came back to the same targets oftener than chance would have them but
/// rarely.
/// **What it cannot show**: who or why; targets spared (look at [`consistency`](super::consistency()) with them as a group);
/// anything about the first draw, which has no past. Repeats that a plan asks for, such as a higher ratio in a high tier, are
/// no fault and do not count as one: within a stratum all were equally likely.
///
/// Draws come in the order of time, as their entries first do.
///
/// ```
/// use double_random::{PoolEntry, repeats};
///
/// let ids: Vec<String> = (0..20).map(|at| at.to_string()).collect();
/// let year = |draw| ids.iter().enumerate().map(move |(at, id)| PoolEntry { draw, stratum: "D", id, drawn: at < 4 });
/// let entries: Vec<_> = year("2023").chain(year("2024")).collect();
/// let found = repeats(&entries, &mut ())?;
/// assert!(found.tests[1].p < 0.001); // the same four again
/// # Ok::<(), double_random::StatisticsError>(())
/// ```
///
/// # Errors
///
/// When a target comes twice in one draw (all are told at once), or `watch` stops the work.
#[doc(alias = "重复抽取检验")]
pub fn repeats(entries: &[PoolEntry<'_>], watch: &mut dyn Watch) -> Result<Repeats, StatisticsError> {
    check(entries)?;
    let mut past: BTreeMap<&str, u64> = BTreeMap::new();
    let mut tests = Vec::new();
    for (draw, entries) in in_order(entries, |entry| entry.draw) {
        for (stratum, entries) in in_order(entries.iter().copied(), |entry| entry.stratum) {
            tests.push(test(draw, stratum, &entries, &past, watch)?);
        }
        for entry in entries.iter().filter(|entry| entry.drawn) {
            *past.entry(entry.id).or_default() += 1;
        }
    }
    let telling: Vec<f64> = tests.iter().filter(|test| test.telling).map(|test| test.p).collect();
    for (test, raised) in tests.iter_mut().filter(|test| test.telling).zip(holm(&telling)) {
        test.holm_p = raised;
    }
    Ok(Repeats { tests, fisher: fisher(&telling) })
}

fn check(entries: &[PoolEntry<'_>]) -> Result<(), BadRows<CountError>> {
    let mut before = BTreeSet::new();
    let twice = entries.iter().zip(1..).filter(|(entry, _)| !before.insert((entry.draw, entry.id)));
    let fault = |(entry, row): (&PoolEntry<'_>, u64)| {
        let error = CountError::Twice { name: entry.id.to_owned() };
        BadRow { row, column: None, error }
    };
    twice.map(fault).collect::<Faults<_>>().unless_none(())
}

/// How often each target of a group had been drawn before.
struct Scores(Vec<u64>);

impl Statistic for Scores {
    fn part(&self, group: usize, drawn: u64) -> f64 {
        self.0.get(group).copied().unwrap_or(0) as f64 * drawn as f64
    }
}

fn test(
    draw: &str,
    stratum: &str,
    entries: &[&PoolEntry<'_>],
    past: &BTreeMap<&str, u64>,
    watch: &mut dyn Watch,
) -> Result<RepeatTest, Interrupted> {
    let score = |entry: &PoolEntry<'_>| past.get(entry.id).copied().unwrap_or(0);
    let mut pools: BTreeMap<u64, u64> = BTreeMap::new();
    entries.iter().for_each(|entry| *pools.entry(score(entry)).or_default() += 1);
    let drawn = entries.iter().filter(|entry| entry.drawn);
    let groups = Groups { drawn: drawn.clone().count() as u64, pools: pools.values().copied().collect() };
    let earlier: u64 = drawn.map(|entry| score(entry)).sum();
    let expected = pools.iter().map(|(score, pool)| *score as f64 * groups.expected(*pool)).sum();
    let telling = pools.len() > 1 && (1..groups.pool()).contains(&groups.drawn);
    let scores = Scores(pools.into_keys().collect());
    let (p, method) = if telling {
        match groups.exact_tail_if_few(&scores, earlier as f64) {
            Some(p) => (p, TestMethod::Exact),
            None => {
                let label = format!("repeats, {draw}, {stratum}");
                (groups.made_tail(&scores, earlier as f64, &label, watch)?, TestMethod::MonteCarlo)
            }
        }
    } else {
        (1.0, TestMethod::Exact)
    };
    let (draw, stratum) = (draw.to_owned(), stratum.to_owned());
    Ok(RepeatTest { draw, stratum, earlier, expected, p, holm_p: 1.0, method, telling })
}
