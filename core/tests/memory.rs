//! What a directory may cost in memory, its peak while being built included. The counts come from the allocator, so they
//! are the same on every run. Nothing else may stand in this binary: the allocator counts for the whole process.

use double_random::{Columns, CsvOptions, IdProfile, TargetDirectory};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const ROWS: usize = 200_000;
const NAMES: [&str; 6] = ["id", "kind", "name", "region", "tier", "status"];

fn row(number: usize) -> [String; 6] {
    // A multiplier prime to the number of rows visits every id once, out of order.
    let id = format!("91140581{:010}", number as u64 * 77_773 % ROWS as u64);
    let name = format!("高平市第{number}号商店");
    [id, "企业".into(), name, "140581100".into(), "B".into(), "存续".into()]
}

/// Bytes of the rows' text, peak bytes and lasting bytes of building a directory.
fn measure(build: impl FnOnce() -> TargetDirectory) -> (usize, usize, usize) {
    let profiler = dhat::Profiler::builder().testing().build();
    let directory = build();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    assert_eq!(directory.len(), ROWS);
    (directory.iter().map(|target| target.row_text().len()).sum(), stats.max_bytes, stats.curr_bytes)
}

/// Guards the promise that a directory costs at most 1.5 times its text and 48 bytes a row, at any moment.
#[test]
fn building_a_directory_costs_little_more_than_its_text() {
    // What is handed in stands before the count begins.
    let rows: Vec<[String; 6]> = (0..ROWS).map(row).collect();
    let file = rows.iter().fold(NAMES.join(","), |file, row| file + "\n" + &row.join(","));

    let columns = Columns::new(NAMES).unwrap();
    let from_rows = measure(|| TargetDirectory::from_rows(columns, IdProfile::Ascii, &rows).unwrap());
    let options = CsvOptions::new(IdProfile::Ascii);
    let from_csv = measure(|| TargetDirectory::read_csv(file.as_bytes(), &options).unwrap());

    for (text, peak, lasting) in [from_rows, from_csv] {
        println!("text {text}, peak {peak}, lasting {lasting}");
        assert!(peak <= text * 3 / 2 + 48 * ROWS, "peak {peak} for {text} bytes of text");
        assert!(lasting <= text * 5 / 4 + 32 * ROWS, "{lasting} kept for {text} bytes of text");
    }
}
