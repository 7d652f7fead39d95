//! What hostile tables may cost in memory: see `docs/hostile-input.md`. The counts come from the allocator, so they are the same on
//! every run. Nothing else may stand in this binary: the allocator counts for the whole process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Read, repeat};

use double_random::{
    CsvOptions, Explain, InspectionPlan, InspectorDirectory, PlanHead, TargetDirectory, WorkCalendar,
};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const MEGABYTE: usize = 1 << 20;

/// Peak bytes of what is done.
fn peak(work: impl FnOnce()) -> usize {
    let profiler = dhat::Profiler::builder().testing().build();
    work();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    stats.max_bytes
}

/// A file of a gigabyte that nobody holds: this, and then the byte over and over.
fn endless(beginning: &'static str, byte: u8) -> impl Read {
    beginning.as_bytes().chain(repeat(byte).take(1 << 30))
}

/// Guards memory: a file of a gigabyte costs one row, however its row is made to be endless.
#[test]
fn hostile_tables_cost_little() {
    let options = CsvOptions::default();
    for (beginning, byte) in [
        ("id,name\nA-1,", b'x'),
        ("id,name\nA-1,\"", b'x'),
        ("id,name\nA-1,\"", b'\n'),
        ("id,name\nA-1,", b','),
        ("id,", b'x'),
        ("id", b','),
    ] {
        for bytes in [
            peak(|| _ = TargetDirectory::read_csv(endless(beginning, byte), &options).unwrap_err()),
            peak(|| _ = InspectorDirectory::read_csv(endless(beginning, byte), &options).unwrap_err()),
            peak(|| _ = WorkCalendar::read_csv(endless(beginning, byte)).unwrap_err()),
        ] {
            assert!(bytes < 2 * MEGABYTE, "{bytes} for {beginning:?} and then {:?}", char::from(byte));
        }
    }

    // A plan is handed in whole; it costs a copy of itself and no more.
    let plan = "序号,".to_owned() + &"x".repeat(32 * MEGABYTE);
    let head = PlanHead::new("a".parse().unwrap(), 2025);
    let bytes = peak(|| _ = InspectionPlan::read_csv(plan.as_bytes(), &head).unwrap_err());
    assert!(bytes < plan.len() + 2 * MEGABYTE, "{bytes}");

    // A million bad rows: what good ones would cost, and ten thousand faults, told in full in both languages.
    let rows: String = (0..1_000_000).map(|row| format!("{row:07},E,F,{row:07}\n")).collect();
    let file = format!("id,tier,status,name\n{rows}");
    let bytes = peak(|| {
        let bad = TargetDirectory::read_csv(file.as_bytes(), &options).unwrap_err();
        assert_eq!((bad.count(), bad.rows().len()), (2_000_000, 10_000));
        assert_eq!(bad.params().len(), 2);
    });
    assert!(bytes < file.len() * 3 / 2 + 48 * 1_000_000 + 32 * MEGABYTE, "{bytes}");
}
