//! Guards that threads change no draw.
#![cfg(feature = "rayon")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::ceremony;
use double_random::{
    Coordination, Evidence, PartialDraw, PerTier, RiskTier, SampleSize, StratumDraw, Suite, TicketKey,
    stratified_draw, verify,
};

/// More rows than one round of any number of threads takes, some in no pool.
const ROWS: usize = 300_000;

fn draw(threads: usize, suite: Suite, ids: &[String]) -> (PerTier<StratumDraw>, PartialDraw) {
    let key = TicketKey::new(suite, &suite.hash(b"threads"));
    let tier = |row: usize| RiskTier::ALL.get(row % 5).copied();
    let size = SampleSize { drawn: PerTier([1, 300, 5_000, 60_000]), reserve: 7 };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let strata = stratified_draw(&key, ids, tier, &size, &mut ()).unwrap();
        (strata, PartialDraw::new(&key, ids, tier, size, &mut ()).unwrap())
    })
}

#[test]
fn any_number_of_threads_draws_the_same() {
    let ids: Vec<String> = (0..ROWS).map(|row| format!("91140581{row:010}")).collect();
    for suite in Suite::ALL {
        let alone = draw(1, suite, &ids);
        for threads in [2, 3, 7] {
            assert!(draw(threads, suite, &ids) == alone, "{threads} threads");
        }
    }
}

/// Rows of more pieces than there are threads, hashed for the commitment, the draw and the verification.
#[test]
fn any_number_of_threads_makes_the_same_record() {
    let twelve_thousand: Vec<_> = (0..60)
        .flat_map(|copy| {
            ceremony::rows().into_iter().map(move |mut row| {
                row[0] = format!("{}-{copy}", row[0]);
                row
            })
        })
        .collect();
    let directory = ceremony::directory_of(&twelve_thousand).salted("ab".repeat(32).parse().unwrap());
    let plan = ceremony::plan(Coordination::MergedVisits);
    let job = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let (_, record) = ceremony::draw(&plan, &directory, ceremony::setting(Suite::Sm3));
            let (text, document) = (record.to_json(), plan.to_json());
            let report = verify(&text, &Evidence::new(&document, &directory), &mut ()).unwrap();
            (text, report.to_string())
        })
    };
    let alone = job(1);
    for threads in [2, 3, 7] {
        assert!(job(threads) == alone, "{threads} threads");
    }
}
