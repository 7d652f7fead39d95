//! Memory, counted by the allocator: the same on every run, so the limits are asserted and not only shown.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]
#![allow(clippy::print_stdout, reason = "what was counted is to be seen")]

use std::thread;

use double_random::{PartialDraw, PerTier, Suite, TicketKey, stratified_draw};
use double_random_benches::{DirectoryFile, Population, Staff, sizes};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Peak and lasting bytes of this work, beyond what stood before it.
fn measure<T>(work: impl FnOnce() -> T) -> (T, u64, u64) {
    let profiler = dhat::Profiler::builder().testing().build();
    let result = work();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    (result, stats.max_bytes as u64, stats.curr_bytes as u64)
}

/// Shown to a hundredth, without a floating-point number.
fn each(bytes: u64, of: impl Into<u64>) -> String {
    let hundredths = bytes * 100 / of.into();
    format!("{}.{:02} bytes", hundredths / 100, hundredths % 100)
}

fn draw(targets: u32) {
    let population = Population::new(targets);
    let (ids, tiers, size) = (population.ids(), &population.tiers, population.size());
    let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"benches"));
    let (_, peak, lasting) =
        measure(|| stratified_draw(&key, &ids[..], |row| tiers.get(row).copied(), &size, &mut ()));
    let drawn = size.drawn.sum();
    println!("draw of {drawn} from {targets} targets over plain columns, a target:");
    println!("  at its peak {}, in the end {}", each(peak, targets), each(lasting, targets));
    assert!(peak <= 24 * drawn + (1 << 20), "a draw takes at most 24 bytes a drawn target and a mebibyte");
}

/// The draw in sixteen parts, one after the other, of which each is forgotten once it is merged.
fn parts(targets: u32) {
    let population = Population::new(targets);
    let (ids, tiers, size) = (population.ids(), &population.tiers, population.size());
    let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"benches"));
    let pool = PerTier::from_fn(|tier| tiers.iter().filter(|of| **of == tier).count() as u64);
    let rows = ids.len().div_ceil(16);
    let (_, peak, lasting) = measure(|| {
        let parts = ids.chunks(rows).zip(tiers.chunks(rows)).map(|(ids, tiers)| {
            let tier = |row: usize| tiers.get(row).copied();
            PartialDraw::of_pool(&key, ids, tier, size, &pool, &mut ()).expect("ids differ")
        });
        parts.reduce(|one, other| one.merge(other).expect("no id twice"))
    });
    let drawn = size.drawn.sum();
    println!("draw of {drawn} from {targets} targets in parts, which hold their ids, a drawn target:");
    println!("  at its peak {}, in the end {}", each(peak, drawn), each(lasting, drawn));
    assert!(peak <= 256 * drawn + (1 << 20), "parts take at most 256 bytes a drawn target and a mebibyte");
}

fn directory(targets: u32) {
    let file = DirectoryFile::new(targets);
    let rows = file.rows();

    for (name, csv) in [("rows", false), ("csv", true)] {
        let (directory, peak, lasting) =
            measure(|| if csv { file.directory() } else { DirectoryFile::build(&rows) });
        let text: u64 = directory.iter().map(|target| target.row_text().len() as u64).sum();
        let over = |bytes: u64| each(bytes.saturating_sub(text), targets);
        println!("directory of {targets} targets from {name}, a row, over {} of text:", each(text, targets));
        println!("  at its peak {}, in the end {}", over(peak), over(lasting));
        // Beside what grows with the rows each thread has a block of the file, its rows, and these in order.
        let threads =
            if cfg!(feature = "rayon") { thread::available_parallelism().map_or(1, usize::from) } else { 1 };
        let most = text * 3 / 2 + 48 * u64::from(targets) + (5 << 20) * threads as u64;
        assert!(peak <= most, "at most half the text, 48 bytes a row and five mebibytes a thread");
    }
}

fn assignment(visits: u32) {
    let staff = Staff::new(visits, visits / 10, 1);
    let ((), peak, _) = measure(|| {
        let assigned = staff.problem().assign(&Staff::key(), &mut ());
        assert!(assigned.is_ok(), "nobody stops it");
    });
    println!("assignment of {} inspectors to {visits} visits, a visit:", visits / 10);
    println!("  at its peak {}", each(peak, visits));
    assert!(peak <= 2_000 * u64::from(visits), "at most 2,000 bytes a visit");
}

fn main() {
    sizes(&[20_000], 1_000).into_iter().for_each(assignment);
    sizes(&[10_000_000], 100_000).into_iter().for_each(draw);
    sizes(&[10_000_000], 100_000).into_iter().for_each(parts);
    sizes(&[1_000_000], 20_000).into_iter().for_each(directory);
}
