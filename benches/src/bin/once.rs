//! Does one job so many times, for tools that count instructions: `once JOB TARGETS TIMES`.
//!
//! What twice as many times cost more is the job alone, without the making of its data.

#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]
#![allow(clippy::print_stderr, reason = "a program for the command line")]

use std::env::args;
use std::hint::black_box;
use std::process::ExitCode;

use double_random::{CommittedDirectory, Evidence, PackedIds, Suite, TicketKey, stratified_draw, verify};
use double_random_benches::{DirectoryFile, Population, Staff, ceremony};

fn main() -> ExitCode {
    let arguments: Vec<String> = args().skip(1).collect();
    let [job, targets, times] = arguments.as_slice() else { return usage() };
    let (Ok(targets), Ok(times)) = (targets.parse(), times.parse()) else { return usage() };
    match job.as_str() {
        "draw-sha256" => draw(Suite::Sha256, targets, times),
        "draw-sm3" => draw(Suite::Sm3, targets, times),
        "read-csv" => read(targets, times),
        "root" => root(targets, times),
        "ceremony" => from_plan_to_record(targets, times),
        "verify" => verification(targets, times),
        "assign" => assign(targets, times),
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("once draw-sha256|draw-sm3|read-csv|root|ceremony|verify|assign TARGETS TIMES");
    ExitCode::from(2)
}

fn draw(suite: Suite, targets: u32, times: u32) {
    let population = Population::new(targets);
    let offsets = population.offsets();
    let ids = PackedIds::new(population.text(), &offsets).expect("offsets of ids");
    let (tiers, size) = (&population.tiers, population.size());
    let key = TicketKey::new(suite, &suite.hash(b"benches"));
    for _ in 0..times {
        black_box(stratified_draw(&key, &ids, |row| tiers.get(row).copied(), &size, &mut ()))
            .expect("a draw");
    }
}

fn read(targets: u32, times: u32) {
    let file = DirectoryFile::new(targets);
    (0..times).for_each(|_| drop(black_box(file.directory())));
}

fn root(targets: u32, times: u32) {
    let directory = DirectoryFile::new(targets).directory();
    for _ in 0..times {
        black_box(CommittedDirectory::of(&directory, Suite::Sha256, &mut ())).expect("nobody stops it");
    }
}

fn from_plan_to_record(targets: u32, times: u32) {
    let (plan, directory) = (ceremony::plan(), DirectoryFile::new(targets).directory());
    for _ in 0..times {
        black_box(ceremony::record(&plan, &directory));
    }
}

fn verification(targets: u32, times: u32) {
    let (plan, directory) = (ceremony::plan(), DirectoryFile::new(targets).directory());
    let record = ceremony::record(&plan, &directory);
    let (text, document) = (record.to_json(), plan.to_json());
    let evidence = Evidence::new(&document, &directory);
    for _ in 0..times {
        black_box(verify(&text, &evidence, &mut ())).expect("nobody stops it");
    }
}

/// A tenth as many inspectors, twenty in a district.
fn assign(visits: u32, times: u32) {
    let problem = Staff::new(visits, visits / 10, visits / 200).problem();
    for _ in 0..times {
        black_box(problem.assign(&Staff::key(), &mut ())).expect("nobody stops it");
    }
}
