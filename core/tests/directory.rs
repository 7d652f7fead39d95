//! The directory of targets as its callers see it: one directory whatever the road, and every fault at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, its helpers too")]

use double_random::{
    BadRows, Change, Columns, CsvOptions, Date, DirectoryChange, Explain, IdProfile, TargetDirectory,
    TargetError,
};
use proptest::prelude::*;

const NAMES: [&str; 10] = [
    "id",
    "kind",
    "name",
    "region",
    "industry",
    "tier",
    "industry_tiers",
    "labels",
    "status",
    "last_inspected",
];

fn columns(names: &[&str]) -> Columns {
    Columns::new(names).unwrap()
}

/// Row, column and code of every fault.
fn faults(result: Result<TargetDirectory, BadRows<TargetError>>) -> Vec<(u64, String, &'static str)> {
    let faults = result.unwrap_err();
    let tell = |row: &double_random::BadRow<TargetError>| {
        (row.row, row.column.clone().unwrap_or_default(), row.error.code())
    };
    faults.rows().iter().map(tell).collect()
}

/// Row, column and code as a test expects them.
type Told = (u64, &'static str, &'static str);

fn told(expected: &[Told]) -> Vec<(u64, String, &'static str)> {
    expected.iter().map(|(row, column, code)| (*row, (*column).to_owned(), *code)).collect()
}

/// Guards the promise that a table is mended in one go: every bad field of every bad row, with its place.
#[test]
fn every_bad_row_is_reported_at_once() {
    let rows: [&[&str]; 8] = [
        &["A-1", "企业", "甲", "140581", "52", "B", "食品=高", "重点", "存续", "01=2024-05-06"],
        &["a-2", "企业", "", "", "", "", "", "", "存续", ""],
        &["A-1", "摊贩", "", "14058", "ZZ", "中", "食品", "a;;b", "", "01=2024-02-30"],
        &["A-3", "", "甲\u{7}店", "", "", "", "", "", "开着", ""],
        &["A-4", "", "", "", "", "", "", "", "存续"],
        &["A-5", "", "", "", "", "", "", "", "存续", "", ""],
        &["A-6", "", "甲\t乙", "", "", "", "", "", "存续", "一=2024-05-06"],
        &["A-1", "", "", "", "", "", "", "", "存续", ""],
    ];
    let found = faults(TargetDirectory::from_rows(columns(&NAMES), IdProfile::Ascii, rows));
    let expected = told(&[
        (2, "id", "id.bad_character"),
        (3, "kind", "target.unknown_kind"),
        (3, "region", "region.not_a_region"),
        (3, "industry", "target.not_an_industry"),
        (3, "tier", "risk.not_a_tier"),
        (3, "industry_tiers", "target.not_an_industry_tier"),
        (3, "labels", "table.bad_pieces"),
        (3, "status", "target.empty_status"),
        (3, "last_inspected", "date.not_a_day"),
        (3, "id", "table.duplicate_id"),
        (4, "name", "table.control_character"),
        (4, "status", "target.unknown_status"),
        (5, "", "table.wrong_number_of_fields"),
        (6, "", "table.wrong_number_of_fields"),
        (7, "name", "table.control_character"),
        (7, "last_inspected", "id.not_a_name"),
        (8, "id", "table.duplicate_id"),
    ]);
    assert_eq!(found, expected);
}

/// Guards that every duplicate names the first row with its id, whatever numbers the caller gave.
#[test]
fn duplicates_name_both_rows() {
    let mut builder = TargetDirectory::builder(columns(&["id"]), IdProfile::Text);
    for (row, id) in [(40, "乙"), (7, "甲"), (12, "乙"), (13, "乙")] {
        builder.push_numbered(row, [id]);
    }
    let sentences: Vec<_> = builder.finish().unwrap_err().rows().iter().map(|row| row.error.en()).collect();
    assert_eq!(
        sentences,
        ["`乙` stands in row 12 and again in row 13", "`乙` stands in row 12 and again in row 40"]
    );
}

/// Guards that what an error of a lower room says comes through whole.
#[test]
fn wrapped_errors_keep_their_own_words() {
    let error = TargetDirectory::from_rows(columns(&["id"]), IdProfile::Ascii, [["甲"]]).unwrap_err();
    let inner = IdProfile::Ascii.check("甲").unwrap_err();
    let error = &error.rows()[0].error;
    assert_eq!((error.en(), error.zh(), error.params()), (inner.en(), inner.zh(), inner.params()));
}

/// Guards that warnings count without filtering, and name the earliest rows of the user's file.
#[test]
fn warnings_count_and_never_filter() {
    let names = columns(&["id", "name"]);
    let rows = [
        ["Z-1", "甲\u{202E}店"],
        ["91152201078377494P", "乙店"],
        ["91152201078377449P", "丙店"],
        ["121200004013590816", "丁店"],
    ];
    let directory = TargetDirectory::from_rows(names, IdProfile::Ascii, rows).unwrap();
    let warnings = directory.warnings();
    assert_eq!(directory.len(), 4);
    assert_eq!(
        (warnings.codes_checked, warnings.codes_failed.count, warnings.codes_of_other_shape),
        (3, 1, 1)
    );
    assert_eq!((warnings.codes_failed.first[0].row, warnings.deceptive_names.first[0].row), (2, 1));
    assert_eq!(warnings.garbled_names.count, 0);
}

/// Guards headings, the byte order mark, CRLF and quotes: a file is read as a spreadsheet wrote it.
#[test]
fn csv_files_are_read_as_spreadsheets_write_them() {
    let file = "\u{FEFF}\"企业名称\",备注,统一社会信用代码,登记状态\r\n\"甲,\"\"店\"\"\",,A-2,存续\r\n\r\n乙店,x,A-1,注销\r\n";
    let directory = TargetDirectory::read_csv(file.as_bytes(), &CsvOptions::default()).unwrap();
    assert_eq!(directory.columns().names().collect::<Vec<_>>(), ["id", "name", "备注", "status"]);
    let texts: Vec<_> = directory.iter().map(|target| target.row_text().to_owned()).collect();
    assert_eq!(texts, ["A-1\t乙店\tx\t注销", "A-2\t甲,\"店\"\t\t存续"]);
}

/// Guards that faults of a file bear the numbers that its owner sees.
#[test]
fn csv_faults_bear_the_rows_of_the_file() {
    let read = |bytes: &[u8]| faults(TargetDirectory::read_csv(bytes, &CsvOptions::default()));
    let cases: [(&[u8], &[Told]); 10] = [
        (b"", &[(1, "", "table.no_id_column")]),
        (b"name\n", &[(1, "", "table.no_id_column")]),
        (b"id,id\n", &[(1, "", "table.repeated_column")]),
        (b"id,Facility Name\n", &[(1, "", "table.bad_column_name")]),
        (b"\xFF\xFEi\0d\0", &[(1, "", "table.not_utf8")]),
        (
            b"name,id\nx,a\nx,A\nx,A,\n",
            &[(2, "id", "id.bad_character"), (4, "", "table.wrong_number_of_fields")],
        ),
        (
            b"id,name\nA,\"x\ny\"\na,\n",
            &[(2, "name", "table.control_character"), (3, "id", "id.bad_character")],
        ),
        (b"id,name\nA,\xB8\xDF\na,\n", &[(2, "name", "table.not_utf8"), (3, "id", "id.bad_character")]),
        (b"id\na\n\"B\"C\nd\n", &[(2, "id", "id.bad_character"), (3, "", "table.broken_quotes")]),
        (b"id,name\nA,\"x", &[(2, "", "table.broken_quotes")]),
    ];
    for (file, expected) in cases {
        assert_eq!(read(file), told(expected), "{}", String::from_utf8_lossy(file));
    }
}

/// Guards that a reader that fails is an error of its row, not a shorter directory.
#[test]
fn a_failing_reader_is_an_error() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let file = std::io::Read::chain(&b"id\nA\n"[..], Failing);
    let error = TargetDirectory::read_csv(file, &CsvOptions::default()).unwrap_err();
    assert_eq!((error.rows()[0].row, error.rows()[0].error.code()), (3, "table.unreadable"));
    assert!(error.to_string().contains("the disk is gone"));
}

/// Guards that cleaning shows what it did, and that ids which it makes the same are still refused.
#[test]
fn cleaned_files_are_still_checked() {
    let options = CsvOptions::default();
    let (directory, changes) =
        TargetDirectory::read_csv_cleaned("编号,标签\n ａ-1,x； y\n".as_bytes(), &options).unwrap();
    assert_eq!(directory.get(0).unwrap().row_text(), "A-1\tx;y");
    assert_eq!(
        changes.iter().map(|change| (change.row, change.column.as_str())).collect::<Vec<_>>(),
        [(2, "id"), (2, "labels")]
    );
    let same = TargetDirectory::read_csv_cleaned("编号\na-1\nA-1\n".as_bytes(), &options).map(|(one, _)| one);
    assert_eq!(faults(same), told(&[(3, "id", "table.duplicate_id")]));
}

fn day(number: u8) -> Date {
    Date::new(2025, 3, number).unwrap()
}

fn on(number: u8, json: &str) -> DirectoryChange {
    DirectoryChange { day: day(number), what: serde_json::from_str(json).unwrap() }
}

/// Guards that all bad changes come to light at once, by their position and not by their day.
#[test]
fn every_bad_change_is_reported_at_once() {
    let directory = TargetDirectory::from_rows(
        columns(&["id", "status"]),
        IdProfile::Ascii,
        [["A-1", "存续"], ["A-2", "存续"]],
    )
    .unwrap();
    let changes = [
        on(9, r#"{"set":{"id":"A-1","column":"status","value":"开着"}}"#),
        on(1, r#"{"add":{"fields":["A-1","存续"]}}"#),
        on(2, r#"{"remove":{"id":"A-9","reason":""}}"#),
        on(2, r#"{"set":{"id":"A-1","column":"colour","value":"red"}}"#),
        on(2, r#"{"set":{"id":"A-1","column":"id","value":"A-3"}}"#),
        on(2, r#"{"set":{"id":"A-1","column":"status","value":""}}"#),
        on(2, r#"{"move":{"id":"A-1","region":"140581"}}"#),
        on(2, r#"{"add":{"fields":["a-4"]}}"#),
        on(3, r#"{"remove":{"id":"A-2","reason":"注销"}}"#),
        on(4, r#"{"set":{"id":"A-2","column":"status","value":"存续"}}"#),
        on(5, r#"{"add":{"fields":["A-2","存续"]}}"#),
        on(20, r#"{"remove":{"id":"A-9","reason":"a later day"}}"#),
    ];
    let expected = told(&[
        (1, "status", "target.unknown_status"),
        (2, "id", "table.already_there"),
        (3, "id", "table.not_there"),
        (4, "colour", "table.unknown_column"),
        (5, "id", "table.fixed_id"),
        (6, "status", "target.empty_status"),
        (7, "region", "table.unknown_column"),
        (8, "id", "id.bad_character"),
        (8, "", "table.wrong_number_of_fields"),
        (10, "id", "table.not_there"),
    ]);
    assert_eq!(faults(directory.as_of(&changes, day(10))), expected);
}

/// Guards that a salted directory stays salted through its changes.
#[test]
fn a_salt_key_is_kept() {
    let key: double_random::SaltKey = "0f".repeat(32).parse().unwrap();
    let directory = TargetDirectory::from_rows(columns(&["id"]), IdProfile::Ascii, [["A-1"]]).unwrap();
    let salted = directory.clone().salted(key);
    assert_ne!(salted, directory);
    assert_eq!(salted.as_of(&[], day(1)).unwrap(), salted);
}

prop_compose! {
    /// Fields of a valid row, as they may stand in a register.
    fn fields()(
        id in "[A-Z0-9]{1,3}",
        name in r#"[a-z甲乙,"' ;=]{0,6}"#,
        region in prop::sample::select(vec!["", "140581", "140581100"]),
        tier in prop::sample::select(vec!["", "A", "一般", "高风险"]),
        labels in prop::sample::select(vec!["", "重点", "a；b;c"]),
        status in prop::sample::select(vec!["存续", "注销", "in_operation"]),
    ) -> Vec<String> {
        [&id, &name, region, tier, labels, status].map(str::to_owned).to_vec()
    }
}

const DRAWN: [&str; 6] = ["id", "name", "region", "tier", "labels", "status"];

/// Rows with distinct ids.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::btree_map("[A-Z0-9]{1,3}", fields(), 0..20).prop_map(|rows| {
        let with_id = |(id, mut fields): (String, Vec<String>)| {
            fields[0] = id;
            fields
        };
        rows.into_iter().map(with_id).collect()
    })
}

fn built(rows: &[Vec<String>]) -> TargetDirectory {
    TargetDirectory::from_rows(columns(&DRAWN), IdProfile::Ascii, rows).unwrap()
}

/// Changes that can all be made, one after the other, to a directory of these rows.
fn changes(rows: &[Vec<String>], wishes: Vec<(u8, u8, Vec<String>)>) -> Vec<DirectoryChange> {
    let mut there: std::collections::BTreeSet<String> = rows.iter().map(|row| row[0].clone()).collect();
    let mut wishes = wishes;
    wishes.sort_by_key(|(number, ..)| *number);
    let mut make = |(number, what, fields): (u8, u8, Vec<String>)| {
        let id = there.iter().nth(usize::from(what) % there.len().max(1)).cloned();
        let what = match (what % 4, id) {
            (0, Some(id)) => Change::Set { id, column: "name".into(), value: fields[1].clone() },
            (1, Some(id)) => Change::Move { id, region: "140525".parse().unwrap() },
            (2, Some(id)) => {
                there.remove(&id);
                Change::Remove { id, reason: "注销".into() }
            }
            _ if there.insert(fields[0].clone()) => Change::Add { fields },
            _ => Change::Set { id: fields[0].clone(), column: "tier".into(), value: "D".into() },
        };
        DirectoryChange { day: day(number), what }
    };
    wishes.drain(..).map(&mut make).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Guards that a directory is a set: the order in which its rows came leaves no trace.
    #[test]
    fn any_order_of_rows_gives_the_same_directory(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let (one, other) = (built(&rows), built(&shuffled));
        prop_assert_eq!(&one, &other);
        prop_assert!(one.iter().map(|target| target.id()).is_sorted());
        for (place, target) in one.iter().enumerate() {
            prop_assert_eq!(one.find(target.id()), Some(place));
        }
    }

    /// Guards that what is written reads back as the same directory.
    #[test]
    fn csv_files_round_trip(rows in rows()) {
        let directory = built(&rows);
        let mut file = Vec::new();
        directory.write_csv(&mut file).unwrap();
        prop_assert_eq!(TargetDirectory::read_csv(&file[..], &CsvOptions::default()).unwrap(), directory);
    }

    /// Guards that changes may be applied as they come or all at once, and that none leave the directory as it is.
    #[test]
    fn changes_day_by_day_equal_all_at_once(
        (rows, wishes) in (rows(), prop::collection::vec((1_u8..6, any::<u8>(), fields()), 0..20))
    ) {
        let directory = built(&rows);
        prop_assert_eq!(&directory.as_of(&[], day(6)).unwrap(), &directory);
        let changes = changes(&rows, wishes);
        let mut step = directory.clone();
        for number in 1..6 {
            let today: Vec<_> = changes.iter().filter(|change| change.day == day(number)).cloned().collect();
            step = step.as_of(&today, day(number)).unwrap();
            prop_assert_eq!(&directory.as_of(&changes, day(number)).unwrap(), &step);
        }
        prop_assert_eq!(directory, built(&rows));
    }

    /// Guards that no file makes the reader panic, and that one which is read holds what the views say.
    #[test]
    fn arbitrary_bytes_never_panic(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            r#"id,tier,status\n([A-C,"\n\r高 ]|\t){0,60}"#.prop_map(String::into_bytes),
        ]
    ) {
        for profile in [IdProfile::Ascii, IdProfile::Text] {
            if let Ok(directory) = TargetDirectory::read_csv(&bytes[..], &CsvOptions::new(profile)) {
                prop_assert!(directory.iter().all(|target| profile.check(target.id()).is_ok()));
            }
        }
    }
}
