//! What is estimated from a sample: how often intervals hold the truth, what always holds, and the figures of other packages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test data is known")]
#![allow(clippy::disallowed_types, clippy::float_arithmetic, reason = "the numbers under test")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "test data is small")]

mod chicago;
mod coverage;
mod properties;

use double_random::StratumCount;

/// Strata named A, B, … with these pools, drawn and problems.
fn counts(numbers: &[(u64, u64, u64)]) -> Vec<StratumCount> {
    let count = |(at, (pool, drawn, problems)): (u8, &(u64, u64, u64))| StratumCount {
        stratum: char::from(b'A' + at).to_string(),
        pool: *pool,
        drawn: *drawn,
        problems: *problems,
    };
    (0..).zip(numbers).map(count).collect()
}
