//! Sixteen tasks over one directory: who is in the range of each, task by task and row by row.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::{BenchmarkId, SamplingMode, Throughput};
use double_random::{CsvOptions, IdProfile, Selector, TargetDirectory, TargetKind};
use double_random_benches::{QUICK, sizes, start, write_job};

/// Half of them look at the text of a row, as a county's plan does.
fn selectors() -> Vec<Selector> {
    let kind = |kind| Selector::Kind(vec![kind]);
    (0..16)
        .map(|task| match task % 4 {
            0 => kind(TargetKind::Enterprise),
            1 => kind(TargetKind::Individual),
            2 => Selector::Region(vec![format!("140581{}", 100 + task).parse().expect("a region")]),
            _ => Selector::all([
                kind(TargetKind::Enterprise),
                Selector::Industry(vec!["F52".parse().expect("an industry")]),
            ]),
        })
        .collect()
}

fn main() {
    let mut criterion = start();
    let mut group = criterion.benchmark_group("tasks");
    group.sampling_mode(SamplingMode::Flat);
    let selectors = selectors();
    for targets in sizes(&[1_000_000], QUICK) {
        let mut file = Vec::new();
        write_job(&mut file, targets).expect("a vector takes all");
        let options = CsvOptions::new(IdProfile::Ascii);
        let directory = TargetDirectory::read_csv(&file[..], &options).expect("the file is sound");
        group.throughput(Throughput::Elements(targets.into()));
        group.bench_function(BenchmarkId::new("16 selectors, task by task", targets), |bencher| {
            bencher.iter(|| {
                let taken = |selector: &Selector| directory.iter().filter(|row| selector.takes(row)).count();
                selectors.iter().map(taken).sum::<usize>()
            });
        });
        group.bench_function(BenchmarkId::new("16 selectors, row by row", targets), |bencher| {
            bencher.iter(|| {
                let taken = |row| selectors.iter().filter(|selector| selector.takes(&row)).count();
                directory.iter().map(taken).sum::<usize>()
            });
        });
    }
    group.finish();
    criterion.final_summary();
}
