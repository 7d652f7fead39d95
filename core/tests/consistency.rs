//! Tests of past draws: honest draws pass as often as they should, steered ones are found, and figures are those of scipy.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test data is known")]
#![allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]

use std::ops::ControlFlow;

use double_random::{
    Explain, GroupCount, PoolEntry, RiskTier, SampleSize, Suite, TestMethod, TicketKey, consistency, repeats,
    stratified_draw,
};

/// Pool and drawn of each group.
type Numbers<'a> = &'a [(u64, u64)];

fn groups(draw: &str, numbers: Numbers<'_>) -> Vec<GroupCount> {
    let row = |(at, (pool, drawn)): (usize, &(u64, u64))| GroupCount {
        draw: draw.to_owned(),
        stratum: "D".to_owned(),
        group: format!("镇{at}"),
        pool: *pool,
        drawn: *drawn,
    };
    numbers.iter().enumerate().map(row).collect()
}

/// Guards statistic and p-value, exact and by chi-square, by scipy 1.17.1: all tables weighed by `multivariate_hypergeom.pmf`,
/// and `chi2_contingency(table, correction=False)` times `(N - 1)/N` with `chi2.sf`. Groups without targets change nothing.
#[test]
fn figures_are_those_of_scipy() {
    let exact: [(Numbers<'_>, f64, f64); 3] = [
        (&[(20, 9), (20, 1)], 8.32, 0.008_361_734_168_185_78),
        (&[(12, 1), (7, 1), (5, 4), (0, 0), (3, 2)], 11.034_116_541_353_386, 0.005_177_302_568_606_927),
        (&[(30, 5), (10, 3), (10, 0)], 3.305_555_555_555_556, 0.243_427_215_814_970_87),
    ];
    for (numbers, statistic, p) in exact {
        let test = &consistency(&groups("2024", numbers), &mut ()).unwrap().tests[0];
        assert!((test.statistic - statistic).abs() < 1e-9 && (test.p - p).abs() < 1e-9, "{test:?}");
        assert_eq!(test.method, TestMethod::Exact);
    }
    let large = groups("2024", &[(4_000, 230), (2_500, 190), (900, 50), (600, 30)]);
    let test = &consistency(&large, &mut ()).unwrap().tests[0];
    assert_eq!((test.method, test.degrees), (TestMethod::ChiSquare, 3));
    assert!((test.statistic - 11.821_929_481_481_481).abs() < 1e-9, "{test:?}");
    assert!((test.p - 0.008_018_726_674_113_219).abs() < 1e-9, "{test:?}");
}

/// Guards the choice of the method: many groups, some of them small, are neither gone through nor left to chi-square; and a
/// watch stops that.
#[test]
fn sparse_tables_are_made_by_draws() {
    let numbers: Vec<(u64, u64)> = (0..30).map(|at| (3 + at % 7, u64::from(at % 3 == 0))).collect();
    let rows = groups("2024", &numbers);
    let mut reports = Vec::new();
    let mut watch = |done: u64, total: u64| {
        reports.push((done, total));
        ControlFlow::Continue(())
    };
    let test = consistency(&rows, &mut watch).unwrap().tests[0].clone();
    assert_eq!(test.method, TestMethod::MonteCarlo);
    assert!(test.p > 0.5, "an even draw stood out: {test:?}");
    assert_eq!(reports.last(), Some(&(9_999, 9_999)));
    let stopped = consistency(&rows, &mut |_: u64, _: u64| ControlFlow::Break(())).unwrap_err();
    assert_eq!(stopped.code(), "progress.interrupted");
}

/// Guards that a draw which could not have shown anything is told as such and weighs nothing.
#[test]
fn what_shows_nothing_weighs_nothing() {
    let mut rows = groups("one group", &[(20, 3)]);
    rows.extend(groups("all", &[(5, 5), (6, 6)]));
    rows.extend(groups("none", &[(5, 0), (6, 0)]));
    let silent = consistency(&rows, &mut ()).unwrap();
    assert!(silent.tests.iter().all(|test| (test.degrees, test.p) == (0, 1.0)));
    assert_eq!(silent.fisher, None);
    rows.extend(groups("2024", &[(20, 9), (20, 1)]));
    let found = consistency(&rows, &mut ()).unwrap();
    assert_eq!(found.tests[3].holm_p.to_bits(), found.tests[3].p.to_bits());
    assert_eq!(found.fisher.unwrap().degrees, 2);
}

/// Guards that bad rows are told at once, by row.
#[test]
fn bad_rows_are_told() {
    let mut rows = groups("2024", &[(5, 6), (4, 2), (3, 1)]);
    rows.push(rows[2].clone());
    let error = consistency(&rows, &mut ()).unwrap_err();
    let params = error.params();
    let (name, rows) = &params[1];
    assert_eq!((params[0].clone(), *name), (("count", 2.into()), "rows"));
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["row"].clone(), row["code"].clone())).collect();
    assert_eq!(
        told,
        [(1.into(), "statistics.drawn_above_pool".into()), (4.into(), "statistics.twice".into())]
    );
    let entry = PoolEntry { draw: "2024", stratum: "D", id: "甲", drawn: true };
    assert_eq!(repeats(&[entry, entry], &mut ()).unwrap_err().code(), "table.bad_rows");
}

/// A pool of 90 targets in three towns of 45, 30 and 15.
fn town(at: usize) -> usize {
    usize::from(at >= 45) + usize::from(at >= 75)
}

/// Who is drawn of the pool, 9 each time, under a frozen seed.
fn drawn(seed: &str) -> Vec<usize> {
    let ids: Vec<String> = (0..90).map(|at| format!("140581-{at:04}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(seed.as_bytes()));
    let size = SampleSize { drawn: double_random::PerTier([0, 0, 0, 9]), reserve: 0 };
    stratified_draw(&key, &ids[..], |_| Some(RiskTier::D), &size, &mut ()).unwrap()[RiskTier::D].drawn.clone()
}

fn by_town(draw: &str, drawn: &[usize]) -> Vec<GroupCount> {
    let count = |of: usize| drawn.iter().filter(|at| town(**at) == of).count() as u64;
    groups(draw, &[(45, count(0)), (30, count(1)), (15, count(2))])
}

/// Guards both verdicts over towns: of 400 frozen draws by tickets 13 stand out at 5 %, and of the 80 histories of five of them
/// 4; a list that prefers one town a little each year, which no year shows after Holm, is shown by all together.
#[test]
fn honest_draws_pass_and_steered_ones_do_not() {
    let (mut single, mut together) = (0, 0);
    for history in 0..80 {
        let year = |year| by_town(&format!("{year}"), &drawn(&format!("history {history}, year {year}")));
        let found = consistency(&(0..5).flat_map(year).collect::<Vec<_>>(), &mut ()).unwrap();
        single += found.tests.iter().filter(|test| test.p <= 0.05).count();
        together += usize::from(found.fisher.unwrap().p <= 0.05);
    }
    assert_eq!((single, together), (13, 4));

    let preferring = |year: i32| groups(&year.to_string(), &[(45, 2), (30, 3), (15, 4)]);
    let found = consistency(&(2020..2026).flat_map(preferring).collect::<Vec<_>>(), &mut ()).unwrap();
    assert!(found.tests.iter().all(|test| test.holm_p > 0.05));
    assert!(found.fisher.unwrap().p < 0.01, "{:?}", found.fisher);
}

fn entries<'a>(ids: &'a [String], years: &'a [(String, Vec<usize>)]) -> Vec<PoolEntry<'a>> {
    let year = |(draw, drawn): &'a (String, Vec<usize>)| {
        ids.iter().enumerate().map(move |(at, id)| PoolEntry {
            draw,
            stratum: "D",
            id,
            drawn: drawn.contains(&at),
        })
    };
    years.iter().flat_map(year).collect()
}

/// Guards repeats: of 80 frozen histories drawn by tickets 1 stands out at 5 %, one that returns to three of its nine targets
/// each year does, and one without any repeats does not.
#[test]
fn repeats_stand_out() {
    let ids: Vec<String> = (0..90).map(|at| format!("{at}")).collect();
    let p =
        |years: &[(String, Vec<usize>)]| repeats(&entries(&ids, years), &mut ()).unwrap().fisher.unwrap().p;
    let mut honest = 0;
    for history in 0..80 {
        let year = |year| (format!("{year}"), drawn(&format!("history {history}, year {year}")));
        honest += usize::from(p(&(0..5).map(year).collect::<Vec<_>>()) <= 0.05);
    }
    assert_eq!(honest, 1);
    let returning =
        |year: usize| (year.to_string(), [vec![0, 1, 2], (3 + 6 * year..9 + 6 * year).collect()].concat());
    assert!(p(&(0..5).map(returning).collect::<Vec<_>>()) < 1e-4);
    let sparing = |year: usize| (year.to_string(), (9 * year..9 * year + 9).collect());
    assert!(p(&(0..5).map(sparing).collect::<Vec<_>>()) > 0.9);
}

/// Guards the figures of repeats by scipy 1.17.1: with one year before, `fisher_exact(…, alternative="greater")`; with two, all
/// tables weighed by `multivariate_hypergeom.pmf`. The first year shows nothing.
#[test]
fn repeats_are_those_of_scipy() {
    let ids: Vec<String> = (0..30).map(|at| format!("{at}")).collect();
    let years = [("1".to_owned(), (0..6).collect()), ("2".to_owned(), (2..10).collect())];
    let found = repeats(&entries(&ids, &years), &mut ()).unwrap();
    assert!(!found.tests[0].telling && found.tests[0].p == 1.0);
    let test = &found.tests[1];
    assert_eq!((test.earlier, test.method), (4, TestMethod::Exact));
    assert!((test.expected - 8.0 * 6.0 / 30.0).abs() < 1e-12);
    assert!((test.p - 0.029_354_553_492_484_524).abs() < 1e-12);

    // Three of the pool were drawn in both years before, seven in one; of these one and of those two are drawn again.
    let years = [
        ("1".to_owned(), (0..6).collect()),
        ("2".to_owned(), [(0..3).collect::<Vec<_>>(), (6..10).collect()].concat()),
        ("3".to_owned(), [vec![0, 1, 3, 4], vec![20, 21]].concat()),
    ];
    let test = repeats(&entries(&ids, &years), &mut ()).unwrap().tests[2].clone();
    assert_eq!(test.earlier, 6);
    assert!((test.p - 0.032_453_370_384_404_89).abs() < 1e-12, "{test:?}");
}
