//! Shows what the last run of the benches measured: for each size of each group the median, the least and the greatest
//! time a target, and the ratio to the first of its size.

#![allow(clippy::print_stdout, reason = "the table is what this is for")]
#![allow(clippy::float_arithmetic, reason = "times are for reading and decide nothing")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The groups, and in each the bench that the others are compared with.
const GROUPS: [(&str, &str); 9] = [
    ("tickets", "sha256"),
    ("draw", "stratified_draw, sha256"),
    ("threads", "sha256, threads: 1"),
    ("merge", "2 parts, one after the other"),
    ("tasks", "16 selectors, task by task"),
    ("directory", "csv crate alone"),
    ("verify", "ceremony"),
    ("assignment, one district", "assign/1"),
    ("assignment, 20 inspectors a district", "assign/1"),
];

/// What criterion keeps of a bench.
#[derive(Deserialize)]
struct Bench {
    function_id: String,
    value_str: String,
}

/// What criterion keeps of its samples: repetitions, and nanoseconds for all of them.
#[derive(Deserialize)]
struct Samples {
    iters: Vec<f64>,
    times: Vec<f64>,
}

/// Nanoseconds a target.
struct Times {
    least: f64,
    median: f64,
    greatest: f64,
}

impl Times {
    fn new(samples: &Samples, targets: f64) -> Option<Self> {
        let mut each: Vec<f64> =
            samples.times.iter().zip(&samples.iters).map(|(time, iters)| time / iters / targets).collect();
        each.sort_by(f64::total_cmp);
        // The two in the middle, which are one where the number is odd.
        let median = (each.get(each.len().checked_sub(1)? / 2)? + each.get(each.len() / 2)?) / 2.0;
        Some(Self { least: *each.first()?, median, greatest: *each.last()? })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // Criterion writes beside the directory that this program was built into.
    let program = std::env::current_exe()?;
    let results = program.ancestors().nth(2).unwrap_or(&program).join("criterion");
    for (group, compared_with) in GROUPS {
        println!(
            "| {group} | targets | ns a target | least to greatest | ratio |\n|---|---:|---:|---:|---:|"
        );
        for (targets, benches) in read(&results.join(group))? {
            let base = benches.get(compared_with).map(|times| times.median);
            for (name, times) in &benches {
                let Times { least, median, greatest } = times;
                let ratio = base.map_or(String::new(), |base| format!("{:.2}", median / base));
                println!("| {name} | {targets} | {median:.0} | {least:.0} to {greatest:.0} | {ratio} |");
            }
        }
        println!();
    }
    Ok(())
}

/// The benches of a group, by size and name.
fn read(group: &Path) -> Result<BTreeMap<u32, BTreeMap<String, Times>>, Box<dyn Error>> {
    let mut read = BTreeMap::<u32, BTreeMap<String, Times>>::new();
    for function in directories(group)? {
        for size in directories(&function)? {
            let new = size.join("new");
            let Ok(text) = fs::read_to_string(new.join("benchmark.json")) else { continue };
            let bench: Bench = serde_json::from_str(&text)?;
            let samples = serde_json::from_str(&fs::read_to_string(new.join("sample.json"))?)?;
            let targets: u32 = bench.value_str.parse()?;
            if let Some(times) = Times::new(&samples, targets.into()) {
                read.entry(targets).or_default().insert(bench.function_id, times);
            }
        }
    }
    Ok(read)
}

fn directories(within: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(within).map_err(|error| format!("run `make bench` first: {error}"))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}
