//! Reading, draws, ceremonies and verifications on threads, by the clock on the wall: only an idle machine tells anything.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, SamplingMode, Throughput};
use double_random::{Evidence, PackedIds, Suite, TicketKey, stratified_draw, verify};
use double_random_benches::{DirectoryFile, Population, QUICK, ceremony, sizes, start_on};

fn main() {
    let mut criterion = start_on(WallTime);
    let mut group = criterion.benchmark_group("threads");
    group.sampling_mode(SamplingMode::Flat);
    for targets in sizes(&[10_000_000], QUICK) {
        group.throughput(Throughput::Elements(targets.into()));
        draws(&mut group, targets);
    }
    for targets in sizes(&[1_000_000], QUICK) {
        group.throughput(Throughput::Elements(targets.into()));
        jobs(&mut group, targets);
    }
    group.finish();
    criterion.final_summary();
}

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn draws(group: &mut Group<'_>, targets: u32) {
    let population = Population::new(targets);
    let (tiers, size) = (&population.tiers, population.size());
    let offsets = population.offsets();
    let packed = PackedIds::new(population.text(), &offsets).expect("offsets of ids");
    for suite in Suite::ALL {
        let key = TicketKey::new(suite, &suite.hash(b"benches"));
        on_threads(group, &suite.to_string(), targets, || {
            stratified_draw(&key, &packed, |row| tiers.get(row).copied(), &size, &mut ())
                .expect("enough targets")
        });
    }
}

fn jobs(group: &mut Group<'_>, targets: u32) {
    let file = DirectoryFile::new(targets);
    on_threads(group, "read csv", targets, || file.directory());
    let (plan, directory) = (ceremony::plan(), file.directory());
    on_threads(group, "ceremony", targets, || ceremony::record(&plan, &directory));
    let (text, document) = (ceremony::record(&plan, &directory).to_json(), plan.to_json());
    let evidence = Evidence::new(&document, &directory);
    on_threads(group, "verification", targets, || {
        verify(&text, &evidence, &mut ()).expect("nobody stops it")
    });
}

fn on_threads<T: Send>(group: &mut Group<'_>, name: &str, targets: u32, work: impl Fn() -> T + Sync) {
    for threads in 1..=2 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        group.bench_function(BenchmarkId::new(format!("{name}, threads: {threads}"), targets), |bencher| {
            bencher.iter(|| pool.install(&work));
        });
    }
}
