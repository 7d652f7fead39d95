//! The whole job of a ceremony, stage by stage, from a CSV file on disk to a verified record: thread's own time a row, how
//! many times that of the `csv` crate over the same file, and the most memory that the process had by the end of the stage.
//!
//! `whole_job [TARGETS]`, a million if nothing is said.

#![allow(clippy::print_stdout, reason = "the table is what this is for")]
#![allow(clippy::float_arithmetic, reason = "times are for reading and decide nothing")]
#![allow(clippy::expect_used, reason = "the benches make their own data; a panic says what is wrong with it")]

use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::time::Duration;

use cpu_time::ThreadTime;
use double_random::{CsvOptions, Evidence, IdProfile, TargetDirectory, verify};
use double_random_benches::{ceremony, parse, write_job};

/// What is measured, as a table that is printed line by line.
struct Table {
    targets: f64,
    csv: Option<Duration>,
    sum: Duration,
}

impl Table {
    /// Does the work of a stage and prints its line.
    fn stage<T>(&mut self, name: &str, work: impl FnOnce() -> T) -> T {
        let start = ThreadTime::now();
        let result = work();
        let time = start.elapsed();
        match self.csv {
            None => self.csv = Some(time),
            Some(_) => self.sum += time,
        }
        self.line(name, time);
        result
    }

    fn line(&self, name: &str, time: Duration) {
        let each = time.as_nanos() as f64 / self.targets;
        let ratio = self.csv.map_or(1.0, |csv| time.as_secs_f64() / csv.as_secs_f64());
        println!(
            "| {name} | {each:.0} | {:.2} | {ratio:.2} | {} |",
            time.as_secs_f64(),
            most_memory().map_or(String::new(), |megabytes| megabytes.to_string())
        );
    }
}

/// The most memory that the process has had, in megabytes, where the system says so.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024 / 1_000_000)
}

fn main() -> Result<(), Box<dyn Error>> {
    let targets: u32 = std::env::args().nth(1).map_or(Ok(1_000_000), |number| number.parse())?;
    let path = std::env::temp_dir().join(format!("double-random-job-{targets}.csv"));
    write_job(BufWriter::new(File::create(&path)?), targets)?;
    println!("{targets} targets, {} MB of CSV", fs::metadata(&path)?.len() / 1_000_000);
    println!("| stage | ns a row | s | times `csv` | most memory, MB |\n|---|---:|---:|---:|---:|");

    let mut table = Table { targets: targets.into(), csv: None, sum: Duration::ZERO };
    let file = File::open(&path)?;
    table.stage("the `csv` crate alone", || parse(file));
    let (file, options) = (File::open(&path)?, CsvOptions::new(IdProfile::Ascii));
    let directory = table.stage("reading", || TargetDirectory::read_csv(file, &options))?;
    let plan = ceremony::plan();
    let prepared = table.stage("pool and quotas", || ceremony::prepare(&plan, &directory));
    let committed = table.stage("commitment: root of the directory", || ceremony::commit(prepared));
    let record = table.stage("draw", || ceremony::draw(committed));
    let text = table.stage("record as a document", || record.to_json());
    let document = plan.to_json();
    let evidence = Evidence {
        commitment_digest: Some(record.commitment_digest),
        record_digest: Some(record.digest()),
        ..Evidence::new(&document, &directory)
    };
    let report = table.stage("verification", || verify(&text, &evidence, &mut ()))?;
    assert!(report.holds(), "{report}");
    table.line("all without the first", table.sum);
    fs::remove_file(&path)?;
    Ok(())
}
