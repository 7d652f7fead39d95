//! Draws on threads, by the clock on the wall: only an idle machine tells anything.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::measurement::WallTime;
use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{PackedIds, Suite, TicketKey, stratified_draw};
use double_random_benches::{Population, QUICK, sizes, start_on};

fn main() {
    let mut criterion = start_on(WallTime);
    let mut group = criterion.benchmark_group("threads");
    group.sampling_mode(SamplingMode::Flat);
    for targets in sizes(&[10_000_000], QUICK) {
        let population = Population::new(targets);
        let (tiers, size) = (&population.tiers, population.size());
        let offsets = population.offsets();
        let packed = PackedIds::new(population.text(), &offsets).expect("offsets of ids");
        group.throughput(Throughput::Elements(targets.into()));
        for suite in Suite::ALL {
            let key = TicketKey::new(suite, &suite.hash(b"benches"));
            for threads in 1..=2 {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                let name = format!("{suite}, threads: {threads}");
                group.bench_function(BenchmarkId::new(name, targets), |bencher| {
                    let draw = || {
                        stratified_draw(&key, &packed, |row| tiers.get(row).copied(), &size, &mut ())
                            .expect("enough targets")
                    };
                    bencher.iter(|| pool.install(draw));
                });
            }
        }
    }
    group.finish();
    criterion.final_summary();
}
