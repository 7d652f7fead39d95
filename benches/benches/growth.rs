//! How the cost of a draw grows with its pool, up to ids that no memory would hold: they are made as they are needed, drawn from
//! piece by piece, and forgotten. The peak of the process is asserted.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]
#![allow(clippy::print_stdout, reason = "the table is what this is for")]

use std::fmt::Write as _;
use std::time::Duration;

use cpu_time::ThreadTime;
use double_random::{PackedIds, PartialDraw, PerTier, RiskTier, SampleSize, Suite, TicketKey};
use double_random_benches::sizes;

/// So many ids are there at a time.
const PIECE: u32 = 1 << 18;
const ID_BYTES: u32 = 18;
/// At most so much memory, in mebibytes.
const LIMIT: u64 = 256;

fn main() {
    println!(
        "| targets, piece by piece | drawn | ns a target | peak of the process, MiB |\n|---:|---:|---:|---:|"
    );
    for targets in sizes(&[100_000, 1_000_000, 10_000_000, 100_000_000], 1_000) {
        let (drawn, spent) = draw(targets);
        let each = spent.as_nanos() * 10 / u128::from(targets);
        let peak = peak();
        let shown = peak.map_or("?".to_owned(), |peak| peak.to_string());
        println!("| {targets} | {drawn} | {}.{} | {shown} |", each / 10, each % 10);
        assert!(peak.is_none_or(|peak| peak <= LIMIT), "within {LIMIT} MiB");
    }
}

/// Of each hundred targets, so many are of each tier, and one is drawn.
const TIERS: PerTier<u64> = PerTier([60, 25, 10, 5]);

fn tier(number: u32) -> RiskTier {
    match number % 100 {
        ..60 => RiskTier::A,
        60..85 => RiskTier::B,
        85..95 => RiskTier::C,
        95.. => RiskTier::D,
    }
}

/// How many were drawn, and the time that took without the making of ids.
fn draw(targets: u32) -> (usize, Duration) {
    let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"benches"));
    let pool = PerTier::from_fn(|tier| TIERS[tier] * u64::from(targets) / 100);
    let size = SampleSize { drawn: PerTier::from_fn(|tier| pool[tier] / 100), reserve: 0 };
    let offsets: Vec<u32> = (0..=PIECE).map(|number| ID_BYTES * number).collect();
    let (mut text, mut parts, mut spent) = (String::new(), Vec::new(), Duration::ZERO);
    for from in (0..targets).step_by(PIECE as usize) {
        let to = targets.min(from + PIECE);
        text.clear();
        for number in from..to {
            write!(text, "91140581{:010}", number.wrapping_mul(0x9E37_79B1)).expect("a string takes all");
        }
        let begun = ThreadTime::now();
        let offsets = offsets.get(..=(to - from) as usize).expect("an offset for each");
        let ids = PackedIds::new(&text, offsets).expect("offsets of ids");
        let tier = |row: usize| u32::try_from(row).ok().map(|row| tier(from + row));
        let part = PartialDraw::of_pool(&key, &ids, tier, size, &pool, &mut ()).expect("ids differ");
        parts.push(part);
        spent += begun.elapsed();
    }
    let begun = ThreadTime::now();
    let (first, others) = parts.split_first().expect("a piece");
    let whole = first.merge_all(others).expect("no id twice");
    let drawn = RiskTier::ALL.map(|tier| whole.drawn(tier).expect("enough of each").len());
    (drawn.iter().sum(), spent + begun.elapsed())
}

/// The most memory that the process has ever had, in mebibytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()?.div_ceil(1024))
}
