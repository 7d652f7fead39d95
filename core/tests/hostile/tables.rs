//! Tables: bytes that are no text, quotes that do not pair, rows and fields without end.

use double_random::{
    CsvOptions, Explain, InspectionPlan, InspectorDirectory, PlanHead, TargetDirectory, WorkCalendar,
};

use crate::ceremony::{HEADING, name};

/// The faults with which every reader of CSV refuses a file that begins with its own headings: row and code.
fn of_all_readers(rest: &[u8]) -> [Vec<(u64, &'static str)>; 4] {
    let file = |heading: &str| [heading.as_bytes(), rest].concat();
    let options = CsvOptions::default();
    let targets = TargetDirectory::read_csv(&file("id,name,tier")[..], &options).unwrap_err();
    let staff = InspectorDirectory::read_csv(&file("id,name,unit")[..], &options).unwrap_err();
    let days = WorkCalendar::read_csv(&file("date,day,name")[..]).unwrap_err();
    let plan = InspectionPlan::read_csv(&file(HEADING), &PlanHead::new(name("a"), 2025)).unwrap_err();
    [
        targets.rows().iter().map(|fault| (fault.row, fault.error.code())).collect(),
        staff.rows().iter().map(|fault| (fault.row, fault.error.code())).collect(),
        days.rows().iter().map(|fault| (fault.row, fault.error.code())).collect(),
        plan.rows().iter().map(|fault| (fault.row, fault.error.code())).collect(),
    ]
}

/// Guards memory and the rows behind: a field or a row without end is refused where it stands.
#[test]
fn fields_and_rows_without_end_are_refused() {
    for (rest, code) in [
        (format!("\n{}", "x".repeat(1 << 20)), "table.field_too_long"),
        (format!("\n\"{}\"", "x".repeat(1 << 20)), "table.field_too_long"),
        (format!("\n\"{}", "x\n".repeat(1 << 19)), "table.field_too_long"),
        (format!("\n{}", ",".repeat(1_000_000)), "table.too_many_fields"),
        ("\n\"a".to_owned(), "table.broken_quotes"),
    ] {
        for faults in of_all_readers(rest.as_bytes()) {
            assert_eq!(faults.last(), Some(&(2, code)), "{faults:?}");
        }
    }
    let wide: String = (0..1_000_000).map(|column| format!("c{column},")).collect();
    let heading =
        TargetDirectory::read_csv(format!("id,{wide}\n").as_bytes(), &CsvOptions::default()).unwrap_err();
    assert_eq!((heading.rows()[0].row, heading.rows()[0].error.code()), (1, "table.too_many_fields"));
}

/// Guards the tasks of a plan: a quote that is not closed would take all rows behind it into one cell.
#[test]
fn a_quote_that_is_not_closed_swallows_no_task() {
    let row = |number: u32, quote: &str| {
        format!(
            "{number},对企业的抽查,不定向,登记事项检查,全市企业,3%,,7月—11月,{quote}【县抽县查】某局发起并实施检查\n"
        )
    };
    let head = PlanHead::new(name("a"), 2025);
    let file = format!("{HEADING}\n\n{}{}{}", row(1, ""), row(2, "\""), row(3, ""));
    let faults = InspectionPlan::read_csv(file.as_bytes(), &head).unwrap_err();
    let told: Vec<_> = faults.rows().iter().map(|fault| (fault.row, fault.error.code())).collect();
    assert_eq!(told, [(4, "table.broken_quotes")]);
    let whole = InspectionPlan::read_csv(file.replace('"', "").as_bytes(), &head).unwrap();
    assert_eq!(whole.plan.tasks().len(), 3);
}

/// Guards time: each task is compared with every other, so there are not too many of them, in a table or a document.
#[test]
fn a_plan_has_not_too_many_tasks() {
    let row =
        |number: u32| format!("{number},甲,不定向,登记,全市,3%; 1次/年,,7月—11月,【县抽县查】某局发起\n");
    let head = PlanHead::new(name("a"), 2025);
    let read = |tasks| {
        let file = format!("{HEADING}\n{}", (1..=tasks).map(row).collect::<String>());
        InspectionPlan::read_csv(file.as_bytes(), &head)
    };
    assert_eq!(read(1001).unwrap_err().rows()[0].error.code(), "plan.too_many_tasks");
    let most = read(1000).unwrap().plan;
    let mut document: serde_json::Value = serde_json::from_str(&most.to_json()).unwrap();
    let mut task = document["tasks"][0].clone();
    task["name"] = "more".into();
    task["published"]["number"] = "1001".into();
    document["tasks"].as_array_mut().unwrap().push(task);
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let error = InspectionPlan::from_json(&text).unwrap_err();
    assert_eq!(error.params()[2].1, "plan.too_many_tasks", "{error}");
}

/// Guards against bytes that are no text: UTF-16 with its mark, halves of characters, GBK and Latin-1 are refused with their row.
#[test]
fn bytes_that_are_no_text_are_refused() {
    let utf16: Vec<u8> = "\u{FEFF}id,name\nA-1,甲\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let code = |file: &[u8]| {
        let faults = TargetDirectory::read_csv(file, &CsvOptions::default()).unwrap_err();
        (faults.rows()[0].row, faults.rows()[0].error.code())
    };
    assert_eq!(code(&utf16), (1, "table.not_utf8"));
    for bytes in [&b"\xB8\xDF\xC6\xBD"[..], b"\xE9\xAB", b"caf\xE9", b"\xED\xA0\x80", b"\xC0\xAF", b"\xFF"] {
        let file = [b"id,name\nA-1,ok\nA-2,".as_slice(), bytes, b"\n"].concat();
        assert_eq!(code(&file), (3, "table.not_utf8"), "{bytes:?}");
    }
    assert_eq!(code(b"id,name\nA-1,\0\n"), (2, "table.control_character"));
    assert_eq!(code("id,name\nA-1,a\u{85}b\n".as_bytes()), (2, "table.control_character"));
}

/// Guards the report: of a table in which every row is bad, all faults are counted and the first are told.
#[test]
fn a_table_without_a_good_row_is_told_in_part() {
    let rows: String = (0..30_000).map(|row| format!("A-{row},E\n")).collect();
    let bad =
        TargetDirectory::read_csv(format!("id,tier\n{rows}").as_bytes(), &CsvOptions::default()).unwrap_err();
    assert_eq!((bad.count(), bad.rows().len(), bad.rows()[9_999].row), (30_000, 10_000, 10_001));
    assert!(bad.zh().starts_with("表中有30000处错误"));
    assert_eq!(bad.params()[1].1.as_array().unwrap().len(), 10_000);
}
