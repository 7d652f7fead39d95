//! Assignment of inspectors to visits, beside the round-robin of today's platforms.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]
#![allow(clippy::indexing_slicing, reason = "numbers of the benches' own data")]

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random_benches::{Staff, sizes, start};
use rand::{RngExt, SeedableRng, rngs::StdRng};

fn main() {
    let mut criterion = start();
    for (name, districts) in [("assignment, one district", 1), ("assignment, 20 inspectors a district", 0)] {
        let mut group = criterion.benchmark_group(name);
        group.sampling_mode(SamplingMode::Flat);
        for visits in sizes(&[500, 2_000, 20_000], 100) {
            let inspectors = match visits {
                500 => 60,
                _ => visits / 10,
            };
            let districts = if districts == 0 { inspectors.div_ceil(20) } else { districts };
            let staff = Staff::new(visits, inspectors, districts);
            let problem = staff.problem();
            group.throughput(Throughput::Elements(visits.into()));
            group.bench_function(BenchmarkId::new("assign/1", visits), |bencher| {
                bencher.iter(|| problem.assign(&Staff::key(), &mut ()).expect("nobody stops it"));
            });
            group.bench_function(BenchmarkId::new("round-robin from a random offset", visits), |bencher| {
                bencher.iter(|| round_robin(&staff));
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

/// What platforms do: a random first inspector, then the next admissible one for each slot. Neither balanced nor provable.
fn round_robin(staff: &Staff) -> Vec<Option<usize>> {
    let mut next = StdRng::seed_from_u64(1).random_range(0..staff.inspectors);
    let slots = staff.visits.iter().flatten();
    slots
        .map(|admissible| {
            let at = admissible.partition_point(|inspector| *inspector < next);
            let inspector = admissible.get(at).or(admissible.first()).copied();
            next = inspector.map_or(next, |inspector| inspector + 1);
            inspector
        })
        .collect()
}
