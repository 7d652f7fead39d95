//! Merging the draws of parts, as they come from as many machines.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BatchSize, BenchmarkId, SamplingMode, Throughput};
use double_random::{PartialDraw, PerTier, Suite, TicketKey};
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
        let tier = |from: usize| move |row: usize| tiers.get(from + row).copied();
        let pool = PerTier::from_fn(|tier| tiers.iter().filter(|of| **of == tier).count() as u64);
        for parts in [2, 16] {
            let each = ids.len().div_ceil(parts);
            let pieces = || ids.chunks(each).zip((0..).step_by(each));
            let of_itself = pieces().map(|(ids, from)| {
                PartialDraw::new(&key, ids, tier(from), size, &mut ()).expect("ids differ")
            });
            let of_pool = pieces().map(|(ids, from)| {
                PartialDraw::of_pool(&key, ids, tier(from), size, &pool, &mut ()).expect("ids differ")
            });
            let (of_itself, of_pool) = (of_itself.collect::<Vec<_>>(), of_pool.collect::<Vec<_>>());
            for (name, made, merge) in [
                ("parts", &of_itself, all_at_once as fn(Vec<PartialDraw>) -> Option<PartialDraw>),
                ("parts of a pool", &of_pool, all_at_once),
                ("parts of a pool, one after the other", &of_pool, one_after_the_other),
            ] {
                group.bench_function(BenchmarkId::new(format!("{parts} {name}"), targets), |bencher| {
                    bencher.iter_batched(|| made.clone(), merge, BatchSize::PerIteration);
                });
            }
        }
    }
    group.finish();
    criterion.final_summary();
}

fn all_at_once(parts: Vec<PartialDraw>) -> Option<PartialDraw> {
    parts.split_first().map(|(first, others)| first.merge_all(others).expect("parts of one population"))
}

fn one_after_the_other(parts: Vec<PartialDraw>) -> Option<PartialDraw> {
    parts.into_iter().reduce(|one, next| one.merge(next).expect("parts of one population"))
}
