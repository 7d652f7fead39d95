//! Verification of a record, beside the ceremony that made it.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{Evidence, verify};
use double_random_benches::{DirectoryFile, QUICK, ceremony, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("verify");
    group.sampling_mode(SamplingMode::Flat);
    let plan = ceremony::plan();
    let document = plan.to_json();
    for targets in sizes(&[100_000, 1_000_000], QUICK) {
        let directory = DirectoryFile::new(targets).directory();
        group.throughput(Throughput::Elements(targets.into()));
        group.bench_function(BenchmarkId::new("ceremony", targets), |bencher| {
            bencher.iter(|| ceremony::record(&plan, &directory));
        });
        let record = ceremony::record(&plan, &directory);
        let text = record.to_json();
        let evidence = Evidence {
            commitment_digest: Some(record.commitment_digest),
            record_digest: Some(record.digest()),
            ..Evidence::new(&document, &directory)
        };
        group.bench_function(BenchmarkId::new("verify", targets), |bencher| {
            bencher.iter(|| {
                let report = verify(&text, &evidence, &mut ()).expect("nobody stops it");
                assert!(report.holds());
            });
        });
    }
    group.finish();
    criterion.final_summary();
}
