//! Whole stratified draws over plain columns, on one thread, beside what others would write.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

mod competitors;

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{HashPath, PackedIds, Suite, TicketKey, stratified_draw};
use double_random_benches::{Population, QUICK, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("draw");
    group.sampling_mode(SamplingMode::Flat);
    for targets in sizes(&[100_000, 1_000_000, 10_000_000], QUICK) {
        let population = Population::new(targets);
        let (ids, tiers, size) = (population.ids(), &population.tiers, population.size());
        let offsets = population.offsets();
        let key = Suite::Sha256.hash(b"benches");
        group.throughput(Throughput::Elements(targets.into()));

        for suite in Suite::ALL {
            let key = TicketKey::new(suite, &key);
            let packed = PackedIds::new(population.text(), &offsets).expect("offsets of ids");
            let tier = |row: usize| tiers.get(row).copied();
            group.bench_function(BenchmarkId::new(format!("stratified_draw, {suite}"), targets), |bencher| {
                bencher.iter(|| stratified_draw(&key, &packed, tier, &size, &mut ()));
            });
            group.bench_function(
                BenchmarkId::new(format!("the same, {suite}, slices"), targets),
                |bencher| {
                    bencher.iter(|| stratified_draw(&key, &ids[..], tier, &size, &mut ()));
                },
            );
            for path in HashPath::all(suite) {
                let (key, name) = (key.clone().on(path), path.name());
                group.bench_function(
                    BenchmarkId::new(format!("the same, {suite}, {name}"), targets),
                    |bencher| {
                        bencher.iter(|| stratified_draw(&key, &packed, tier, &size, &mut ()));
                    },
                );
            }
        }
        group.bench_function(BenchmarkId::new("hash and sort", targets), |bencher| {
            bencher.iter(|| competitors::hash_and_sort(&key, &ids, tiers, &size));
        });
        group.bench_function(BenchmarkId::new("random keys and sort", targets), |bencher| {
            bencher.iter(|| competitors::random_keys_and_sort(7, tiers, &size));
        });
        group.bench_function(BenchmarkId::new("index sample", targets), |bencher| {
            bencher.iter(|| competitors::index_sample(7, tiers, &size));
        });
    }
    group.finish();
    criterion.final_summary();
}
