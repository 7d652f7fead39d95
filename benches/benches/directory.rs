//! Directories: building, reading, committing.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{CommittedDirectory, SaltKey, Suite};
use double_random_benches::{DirectoryFile, QUICK, parse, sizes, start};

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("directory");
    group.sampling_mode(SamplingMode::Flat);
    let salt: SaltKey = "5a".repeat(32).parse().expect("64 hexadecimal characters");
    for targets in sizes(&[100_000, 1_000_000], QUICK) {
        let file = DirectoryFile::new(targets);
        let rows = file.rows();
        group.throughput(Throughput::Elements(targets.into()));
        group.bench_function(BenchmarkId::new("build from rows", targets), |bencher| {
            bencher.iter(|| DirectoryFile::build(&rows));
        });
        group.bench_function(BenchmarkId::new("read csv", targets), |bencher| {
            bencher.iter(|| file.directory());
        });
        group.bench_function(BenchmarkId::new("csv crate alone", targets), |bencher| {
            bencher.iter(|| parse(file.text.as_bytes()));
        });
        let plain = file.directory();
        let salted = plain.clone().salted(salt.clone());
        for (name, directory) in [("root", &plain), ("root, salted", &salted)] {
            group.bench_function(BenchmarkId::new(name, targets), |bencher| {
                bencher.iter(|| CommittedDirectory::of(directory, Suite::Sha256, &mut ()));
            });
        }
        group.bench_function(BenchmarkId::new("one hash over the file", targets), |bencher| {
            bencher.iter(|| Suite::Sha256.hash(file.text.as_bytes()));
        });
    }
    group.finish();
    criterion.final_summary();
}
