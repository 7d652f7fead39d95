//! Merging the draws of parts, as they come from as many machines.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BatchSize, BenchmarkId, SamplingMode, Throughput};
use double_random::{PartialDraw, Suite, TicketKey};
use double_random_benches::{Population, QUICK, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("merge");
    group.sampling_mode(SamplingMode::Flat);
    for targets in sizes(&[1_000_000, 10_000_000], QUICK) {
        let population = Population::new(targets);
        let (ids, tiers, size) = (population.ids(), &population.tiers, population.size());
        let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"benches"));
        group.throughput(Throughput::Elements(targets.into()));
        for parts in [2, 16] {
            let each = ids.len().div_ceil(parts);
            let parts: Vec<PartialDraw> = ids
                .chunks(each)
                .zip(tiers.chunks(each))
                .map(|(ids, tiers)| {
                    PartialDraw::new(&key, ids, |row| tiers.get(row).copied(), size, &mut ())
                        .expect("ids differ")
                })
                .collect();
            let name = format!("{} parts, one after the other", parts.len());
            group.bench_function(BenchmarkId::new(name, targets), |bencher| {
                let merge = |parts: Vec<PartialDraw>| {
                    parts.into_iter().reduce(|one, next| one.merge(next).expect("parts of one population"))
                };
                bencher.iter_batched(|| parts.clone(), merge, BatchSize::PerIteration);
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
