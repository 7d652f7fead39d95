//! Tickets alone: what no draw can be faster than.

use std::hint::black_box;

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{Suite, TicketKey};
use double_random_benches::{Population, QUICK, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("tickets");
    group.sampling_mode(SamplingMode::Flat);
    for targets in sizes(&[100_000, 1_000_000, 10_000_000], QUICK) {
        let population = Population::new(targets);
        let ids = population.ids();
        group.throughput(Throughput::Elements(targets.into()));
        for suite in Suite::ALL {
            let key = TicketKey::new(suite, &suite.hash(b"benches"));
            group.bench_function(BenchmarkId::new(suite.name(), targets), |bencher| {
                bencher.iter(|| {
                    for id in &ids {
                        black_box(key.ticket(id.as_bytes()));
                    }
                });
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
