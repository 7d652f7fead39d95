//! What the benches share: their data, which they make themselves and which is the same on every run, and their settings.

#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

pub mod ceremony;
mod clock;
mod directory;
mod job;
mod population;
mod settings;
mod staff;

pub use clock::ThreadClock;
pub use directory::{COLUMNS, DirectoryFile, parse};
pub use job::write_job;
pub use population::Population;
pub use settings::{QUICK, sizes, start, start_on};
pub use staff::Staff;

/// Scatters a number: one-to-one on 32 bits, so that what is made of distinct numbers is distinct and in no order.
fn scatter(number: u32) -> u32 {
    let mut mixed = number.wrapping_mul(0x9E37_79B1);
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x85EB_CA77);
    mixed ^ mixed >> 13
}
