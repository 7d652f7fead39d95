//! Whether past draws are consistent with randomness over regions, units, industries.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::combine::{fisher, holm};
use super::counts::drawn_of_pool;
use super::group_test::{ChiSquare, Groups, Statistic, TestMethod};
use super::in_order::in_order;
use super::{CountError, FisherTest, StatisticsError};
use crate::progress::{Interrupted, Watch};
use crate::rows::{BadRow, BadRows, Faults};

/// How many targets one group had in one stratum of one draw, and how many of them were drawn.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupCount {
    /// The draw, such as a year's.
    pub draw: String,
    /// The stratum within which all were equally likely, such as a tier of a task.
    pub stratum: String,
    /// The group, such as a town.
    pub group: String,
    /// Its targets in the pool of this stratum.
    pub pool: u64,
    /// Those that were drawn.
    pub drawn: u64,
}

/// Whether past draws are consistent with randomness over groups (随机性检验).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[doc(alias = "随机性检验")]
pub struct Consistency {
    /// One test for each stratum of each draw, in the order of the rows.
    pub tests: Vec<DrawTest>,
    /// All of them as one test; none where no draw could have shown anything.
    pub fisher: Option<FisherTest>,
}

/// The test of one stratum of one draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawTest {
    /// The draw.
    pub draw: String,
    /// The stratum.
    pub stratum: String,
    /// Chi-square for a draw without replacement.
    pub statistic: f64,
    /// One less than the number of groups that have targets. 0 where the draw could not have shown anything: there is one
    /// group, or all or none were drawn.
    pub degrees: u64,
    /// How likely a random draw is as uneven as this or more.
    pub p: f64,
    /// The same, raised for the number of tests (Holm 1979): below 5 % for any test in at most 5 % of the cases in which all
    /// draws were random.
    pub holm_p: f64,
    /// How `p` was worked out.
    pub method: TestMethod,
}

/// Tests whether past draws are consistent with randomness over groups (随机性检验): whether, within each stratum of each draw,
/// regions, units or industries were drawn in the proportions of the pool, as far as chance makes them.
///
/// The statistic is chi-square for a multivariate hypergeometric draw, `X² = (N - 1)/(N - n) Σ (d_g - e_g)² / e_g` with `e_g =
/// n N_g / N`; that is `(N - 1)/N` times Pearson's of the table drawn × group (Cochran 1954, "Some methods for strengthening
/// the common χ² tests", *Biometrics* 10, 417–451). Its p-value is exact where at most about 200 000 tables have to be gone
/// through (Freeman & Halton 1951, "Note on an exact treatment of contingency", *Biometrika* 38, 141–149, ordered by
/// chi-square); else from the chi-square distribution where every expected number of drawn and of not drawn is at least 5; else
/// from 9 999 draws with a frozen seed. Several tests are shown raised by Holm (1979), which says which draw stands out, and
/// combined by Fisher (1932), which says whether all together do.
///
/// **What it can show**: that a draw is less even, or over the years draws are less even, than chance would make them but
/// rarely. Then look for the cause: a pool that was not what is thought, a list changed afterwards, a draw that was none.
///
/// **What it cannot show**: that a draw was random. A draw steered within groups, or to one target, passes; so does a list made
/// by hand to look even, and a draw *too* even is not looked for. A small draw can hardly stand out. Among twenty honest tests
/// one has `p` below 5 %: that is what `holm_p` is for. A proof that a draw was random is its record, verified. Groupings of
/// the same draws (by town, by industry) are separate questions, asked one at a time; their p-values are not independent.
///
/// ```
/// use double_random::{GroupCount, consistency};
///
/// let row = |group: &str, pool, drawn| GroupCount {
///     draw: "2024".into(), stratum: "D".into(), group: group.into(), pool, drawn,
/// };
/// let found = consistency(&[row("东镇", 20, 9), row("西镇", 20, 1)], &mut ())?;
/// assert!(found.tests[0].p < 0.01);
/// # Ok::<(), double_random::StatisticsError>(())
/// ```
///
/// # Errors
///
/// When rows cannot be (all of them are told at once), or `watch` stops the work.
#[doc(alias = "随机性检验")]
pub fn consistency(rows: &[GroupCount], watch: &mut dyn Watch) -> Result<Consistency, StatisticsError> {
    check(rows)?;
    let strata = in_order(rows, |row| (row.draw.as_str(), row.stratum.as_str()));
    let tests = strata.into_iter().map(|((draw, stratum), rows)| test(draw, stratum, &rows, watch));
    let mut tests = tests.collect::<Result<Vec<_>, _>>()?;
    let telling: Vec<f64> = tests.iter().filter(|test| test.degrees > 0).map(|test| test.p).collect();
    let raised = holm(&telling);
    for (test, raised) in tests.iter_mut().filter(|test| test.degrees > 0).zip(raised) {
        test.holm_p = raised;
    }
    Ok(Consistency { tests, fisher: fisher(&telling) })
}

fn check(rows: &[GroupCount]) -> Result<(), BadRows<CountError>> {
    let mut before = BTreeSet::new();
    let faults = rows.iter().zip(1..).filter_map(|(count, row)| {
        let GroupCount { draw, stratum, group, pool, drawn } = count;
        let twice =
            || (!before.insert([draw, stratum, group])).then(|| CountError::Twice { name: group.clone() });
        let error = drawn_of_pool(*drawn, *pool).err().or_else(twice)?;
        Some(BadRow { row, column: None, error })
    });
    faults.collect::<Faults<_>>().unless_none(())
}

fn test(
    draw: &str,
    stratum: &str,
    rows: &[&GroupCount],
    watch: &mut dyn Watch,
) -> Result<DrawTest, Interrupted> {
    let rows: Vec<_> = rows.iter().filter(|row| row.pool > 0).collect();
    let groups = Groups {
        pools: rows.iter().map(|row| row.pool).collect(),
        drawn: rows.iter().map(|row| row.drawn).sum(),
    };
    let mut test = DrawTest {
        draw: draw.to_owned(),
        stratum: stratum.to_owned(),
        statistic: 0.0,
        degrees: 0,
        p: 1.0,
        holm_p: 1.0,
        method: TestMethod::Exact,
    };
    if rows.len() < 2 || groups.drawn == 0 || groups.drawn == groups.pool() {
        return Ok(test);
    }
    let chi_square = ChiSquare::new(&groups);
    test.statistic = rows.iter().enumerate().map(|(group, row)| chi_square.part(group, row.drawn)).sum();
    test.degrees = rows.len() as u64 - 1;
    (test.p, test.method) = match groups.exact_tail_if_few(&chi_square, test.statistic) {
        Some(p) => (p, TestMethod::Exact),
        None if groups.are_large() => (chi_square.tail(test.statistic), TestMethod::ChiSquare),
        None => {
            let label = format!("{draw}, {stratum}");
            (groups.made_tail(&chi_square, test.statistic, &label, watch)?, TestMethod::MonteCarlo)
        }
    };
    Ok(test)
}
