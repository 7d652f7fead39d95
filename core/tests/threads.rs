//! Guards that threads change no draw.
#![cfg(feature = "rayon")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use double_random::{
    PartialDraw, PerTier, RiskTier, SampleSize, StratumDraw, Suite, TicketKey, stratified_draw,
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
