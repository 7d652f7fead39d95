//! The directory of inspectors as its callers see it: every fault at once, every row as it was entered.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, its helpers too")]

use double_random::{
    BadRow, BadRows, Change, CommittedDirectory, CsvOptions, Date, DirectoryChange, DirectoryKind, Explain,
    IdProfile, InspectorColumns, InspectorDirectory, InspectorError, InspectorStatus, RecusalParty, Relation,
    Suite,
};
use proptest::prelude::*;

const NAMES: [&str; 14] = [
    "id",
    "name",
    "agency",
    "unit",
    "region",
    "certificates",
    "specialties",
    "items",
    "leader",
    "status",
    "leave",
    "load",
    "cap",
    "recusals",
];

fn columns(names: &[&str]) -> InspectorColumns {
    InspectorColumns::new(names).unwrap()
}

type Built = Result<InspectorDirectory, BadRows<InspectorError>>;

/// Row, column and code of every fault.
fn faults(result: Built) -> Vec<(u64, String, &'static str)> {
    let tell =
        |row: &BadRow<InspectorError>| (row.row, row.column.clone().unwrap_or_default(), row.error.code());
    result.unwrap_err().rows().iter().map(tell).collect()
}

/// Row, column and code as a test expects them.
fn told(expected: &[(u64, &str, &'static str)]) -> Vec<(u64, String, &'static str)> {
    expected.iter().map(|(row, column, code)| (*row, (*column).to_owned(), *code)).collect()
}

const ROW: [&str; 14] = [
    "14050001",
    "张三",
    "市场监管局",
    "信用监管股",
    "140581",
    "14050001=2023-01-01/2027-12-31",
    "食品；特种设备",
    "登记事项检查;公示信息检查",
    "是",
    "在岗",
    "2025-07-01/2025-07-14;2025-10-01/2025-10-08",
    "7",
    "30",
    "owner:王某=配偶;target:A-1=利害关系",
];

/// Guards that every column with a meaning is read as what it means.
#[test]
fn a_row_is_read() {
    let directory = InspectorDirectory::from_rows(columns(&NAMES), IdProfile::Ascii, [ROW]).unwrap();
    let inspector = directory.get(0).unwrap();
    assert_eq!(inspector.row_text(), ROW.join("\t"));
    assert_eq!(
        (inspector.id(), inspector.name(), inspector.agency(), inspector.unit(), inspector.region()),
        ("14050001", Some("张三"), Some("市场监管局"), Some("信用监管股"), Some("140581"))
    );
    let certificate = &inspector.certificates()[0];
    assert_eq!((certificate.number.as_str(), certificate.valid.to()), ("14050001", day(2027, 12, 31)));
    assert_eq!(inspector.specialties().collect::<Vec<_>>(), ["食品", "特种设备"]);
    assert_eq!(inspector.items().collect::<Vec<_>>(), ["登记事项检查", "公示信息检查"]);
    assert!(inspector.has_qualification("公示信息检查") && !inspector.has_qualification("登记"));
    assert!(inspector.is_leader());
    assert_eq!(inspector.status(), Some(InspectorStatus::InService));
    assert_eq!(inspector.leave().iter().map(|leave| leave.from().month()).collect::<Vec<_>>(), [7, 10]);
    assert_eq!((inspector.load(), inspector.cap(), inspector.room()), (7, Some(30), Some(23)));
    let recusals: Vec<_> =
        inspector.recusals().iter().map(|recusal| (&recusal.party, recusal.relation)).collect();
    let (owner, target) = (RecusalParty::Owner("王某".into()), RecusalParty::Target("A-1".into()));
    assert_eq!(recusals, [(&owner, Relation::Spouse), (&target, Relation::Interest)]);
}

/// Guards what is taken for granted where nothing is said: no load, no cap, no leader, and a status only if told.
#[test]
fn an_empty_row_says_nothing() {
    let mut empty = [""; 14];
    (empty[0], empty[9]) = ("A", "在岗");
    let with_status = InspectorDirectory::from_rows(columns(&NAMES), IdProfile::Ascii, [empty]).unwrap();
    let alone = InspectorDirectory::from_rows(columns(&["id"]), IdProfile::Ascii, [["A"]]).unwrap();
    for (directory, status) in [(&with_status, Some(InspectorStatus::InService)), (&alone, None)] {
        let inspector = directory.get(0).unwrap();
        assert_eq!(inspector.status(), status);
        assert_eq!((inspector.load(), inspector.cap(), inspector.room()), (0, None, None));
        assert_eq!((inspector.name(), inspector.agency(), inspector.region()), (None, None, None));
        assert!(!inspector.is_leader() && !inspector.has_qualification(""));
        assert!(inspector.certificates().is_empty() && inspector.leave().is_empty());
        assert!(inspector.recusals().is_empty());
    }
}

/// Guards that more visits than the cap leave no room, and not a great deal of it.
#[test]
fn room_is_never_negative() {
    let names = columns(&["id", "load", "cap"]);
    let rows = [["A", "31", "30"], ["B", "", "0"], ["C", "4294967295", ""]];
    let directory = InspectorDirectory::from_rows(names, IdProfile::Ascii, rows).unwrap();
    assert_eq!(
        directory.iter().map(|inspector| inspector.room()).collect::<Vec<_>>(),
        [Some(0), Some(0), None]
    );
}

/// Guards the promise that a table is mended in one go: every bad field of every bad row, with its place.
#[test]
fn every_bad_row_is_reported_at_once() {
    let bad = [
        "14050001",
        "张\u{7}三",
        "",
        "",
        "14058",
        "14050001",
        "食品;;",
        " 登记",
        "组长",
        "",
        "2025-07-14",
        "07",
        "+1",
        "王某",
    ];
    let mut unknown = ROW;
    (unknown[0], unknown[9], unknown[13]) = ("14050002", "出差", "owner:王某=朋友");
    let mut turned = ROW;
    (turned[0], turned[5], turned[10]) = ("a", "1=2023-01-01/2022-01-01", "2025-02-29/2025-03-01");
    let rows: [&[&str]; 6] = [&ROW, &bad, &unknown, &turned, &ROW[..13], &ROW];
    let found = faults(InspectorDirectory::from_rows(columns(&NAMES), IdProfile::Ascii, rows));
    let expected = told(&[
        (2, "name", "table.control_character"),
        (2, "region", "region.not_a_region"),
        (2, "certificates", "inspector.not_a_certificate"),
        (2, "specialties", "table.bad_pieces"),
        (2, "items", "table.bad_pieces"),
        (2, "leader", "inspector.neither_yes_nor_no"),
        (2, "status", "inspector.empty_status"),
        (2, "leave", "inspector.not_a_period"),
        (2, "load", "inspector.not_a_number"),
        (2, "cap", "inspector.not_a_number"),
        (2, "recusals", "inspector.not_a_recusal"),
        (2, "id", "table.duplicate_id"),
        (3, "status", "inspector.unknown_status"),
        (3, "recusals", "inspector.unknown_relation"),
        (4, "id", "id.bad_character"),
        (4, "certificates", "date.window_turned"),
        (4, "leave", "date.not_a_day"),
        (5, "", "table.wrong_number_of_fields"),
        (5, "id", "table.duplicate_id"),
        (6, "id", "table.duplicate_id"),
    ]);
    assert_eq!(found, expected);
}

/// Guards the official headings, each of them.
#[test]
fn chinese_headings_are_understood() {
    let headings = [
        "执法证号,姓名,部门,单位,行政区划,执法证件,专业,可检查事项,负责人,状态,休假,已检查次数,检查次数上限,回避",
        "人员编号,姓名,所属部门,科室,区划代码,执法证件,业务专长,可检查事项,组长,在岗状态,休假,已检查次数,检查次数上限,回避",
        "编号,姓名,所属部门,所在单位,区划代码,执法证件,业务专长,可检查事项,组长,在岗状态,休假,已检查次数,检查次数上限,回避",
    ];
    for headings in headings {
        let directory = InspectorDirectory::read_csv(headings.as_bytes(), &CsvOptions::default()).unwrap();
        assert!(directory.is_empty());
        assert_eq!(directory.columns().names().collect::<Vec<_>>(), NAMES);
    }
    let file = "电话,姓名,警号\n1,张三,007\n";
    let options = CsvOptions::new(IdProfile::Ascii).heading("警号", "id");
    let directory = InspectorDirectory::read_csv(file.as_bytes(), &options).unwrap();
    assert_eq!(directory.columns().names().collect::<Vec<_>>(), ["id", "电话", "name"]);
    assert_eq!(directory.get(0).unwrap().field("电话"), Some("1"));
}

/// Guards that faults of a file bear the numbers that its owner sees, and those of its headings row 1.
#[test]
fn csv_faults_bear_the_rows_of_the_file() {
    let read = |bytes: &[u8]| faults(InspectorDirectory::read_csv(bytes, &CsvOptions::default()));
    for (file, expected) in [
        (&b"name\n"[..], &[(1, "", "table.no_id_column")][..]),
        (
            b"load,id\n0,A\n-1,B\n00,A\n1\n",
            &[
                (3, "load", "inspector.not_a_number"),
                (4, "load", "inspector.not_a_number"),
                (4, "id", "table.duplicate_id"),
                (5, "", "table.wrong_number_of_fields"),
            ],
        ),
        (
            b"id,name\nA,\xB8\xDF\na,x\n\"B\"C,\n",
            &[(2, "name", "table.not_utf8"), (3, "id", "id.bad_character"), (4, "", "table.broken_quotes")],
        ),
    ] {
        assert_eq!(read(file), told(expected), "{}", String::from_utf8_lossy(file));
    }
}

fn day(year: u16, month: u8, day: u8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn on(number: u8, json: &str) -> DirectoryChange {
    DirectoryChange { day: day(2025, 3, number), what: serde_json::from_str(json).unwrap() }
}

/// Guards a year of personnel: one gets a certificate, one moves, one retires, one joins, one leaves.
#[test]
fn a_directory_follows_its_personnel() {
    let names = columns(&["id", "region", "certificates", "status"]);
    let rows = [["P-1", "140581", "", "在岗"], ["P-2", "140581", "", "在岗"], ["P-3", "140581", "", "在岗"]];
    let directory = InspectorDirectory::from_rows(names, IdProfile::Ascii, rows).unwrap();
    let changes = [
        on(5, r#"{"add":{"fields":["P-0","140525","","在岗"]}}"#),
        on(2, r#"{"set":{"id":"P-1","column":"certificates","value":"1=2025-03-02/2030-03-01"}}"#),
        on(3, r#"{"move":{"id":"P-2","region":"140525"}}"#),
        on(4, r#"{"set":{"id":"P-2","column":"status","value":"退休"}}"#),
        on(6, r#"{"remove":{"id":"P-3","reason":"调离"}}"#),
    ];
    let texts = |number| {
        let then = directory.as_of(&changes, day(2025, 3, number)).unwrap();
        then.iter().map(|inspector| inspector.row_text().replace('\t', ",")).collect::<Vec<_>>()
    };
    assert_eq!(directory.as_of(&changes, day(2025, 3, 1)).unwrap(), directory);
    assert_eq!(texts(2)[0], "P-1,140581,1=2025-03-02/2030-03-01,在岗");
    assert_eq!(texts(3)[1], "P-2,140525,,在岗");
    assert_eq!(texts(6), ["P-0,140525,,在岗", "P-1,140581,1=2025-03-02/2030-03-01,在岗", "P-2,140525,,退休"]);
}

/// Guards that all bad changes come to light at once, by their position and not by their day.
#[test]
fn every_bad_change_is_reported_at_once() {
    let names = columns(&["id", "status", "leave"]);
    let directory = InspectorDirectory::from_rows(names, IdProfile::Ascii, [["P-1", "在岗", ""]]).unwrap();
    let changes = [
        on(9, r#"{"set":{"id":"P-1","column":"leave","value":"2025-07-01"}}"#),
        on(1, r#"{"add":{"fields":["P-1","在岗",""]}}"#),
        on(2, r#"{"remove":{"id":"P-9","reason":""}}"#),
        on(2, r#"{"set":{"id":"P-1","column":"id","value":"P-3"}}"#),
        on(2, r#"{"move":{"id":"P-1","region":"140581"}}"#),
        on(2, r#"{"add":{"fields":["P-4","出差",""]}}"#),
    ];
    let expected = told(&[
        (1, "leave", "inspector.not_a_period"),
        (2, "id", "table.already_there"),
        (3, "id", "table.not_there"),
        (4, "id", "table.fixed_id"),
        (5, "region", "table.unknown_column"),
        (6, "status", "inspector.unknown_status"),
    ]);
    assert_eq!(faults(directory.as_of(&changes, day(2025, 3, 10))), expected);
}

/// Guards the bytes of the commitment: what the reference implementation makes of the same directory, and its text by hand.
#[test]
fn the_commitment_is_that_of_the_specification() {
    let names = columns(&["id", "name", "agency", "recusals"]);
    let rows = [["14050002", "李四", "公安局", "owner:王某=配偶"], ["14050001", "张三", "市场监管局", ""]];
    let directory = InspectorDirectory::from_rows(names, IdProfile::Ascii, rows).unwrap();
    let committed = CommittedDirectory::of_inspectors(&directory, Suite::Sha256, &mut ()).unwrap();
    assert_eq!(
        (committed.digest.to_string().as_str(), committed.root.to_string().as_str()),
        (
            "5b752e259f770d672f7eb17081465a123a9419be52d3fe0870e334bf2c957c53",
            "4311af9a729addfc86e10527b8e48227a7ca4f9d0038c14b053d18c2c91e267d"
        )
    );
    assert!(!committed.salted);

    let empty = InspectorDirectory::from_rows(columns(&["id"]), IdProfile::Text, [[""; 0]; 0]).unwrap();
    let committed = CommittedDirectory::of_inspectors(&empty, Suite::Sm3, &mut ()).unwrap();
    let root = Suite::Sm3.hash(b"");
    let text = format!(
        "double-random/1 directory sm3\nkind inspectors\nprofile text\ncolumns id\nrows 0\nsalted no\nroot {root}\n"
    );
    assert_eq!(committed.digest, Suite::Sm3.hash(text.as_bytes()));
    assert_ne!(committed.digest, committed.digest_of_members(DirectoryKind::Targets, Suite::Sm3));
}

/// Guards that a long commitment can be stopped.
#[test]
fn a_commitment_can_be_stopped() {
    let directory = InspectorDirectory::from_rows(columns(&["id"]), IdProfile::Ascii, [["A"]]).unwrap();
    let stopped = CommittedDirectory::of_inspectors(&directory, Suite::Sha256, &mut |_: u64, _: u64| {
        std::ops::ControlFlow::Break(())
    });
    assert!(stopped.is_err());
}

const DRAWN: [&str; 8] = ["id", "name", "certificates", "items", "status", "leave", "cap", "recusals"];

prop_compose! {
    /// Fields of a valid row, as they may stand in a register.
    fn fields()(
        name in r#"[a-z甲乙,"' ;=]{0,6}"#,
        certificates in prop::sample::select(vec!["", "1=2=2025-01-01/2025-12-31；B 7=2025-07-01/2025-07-01"]),
        items in prop::sample::select(vec!["", "登记", "a；b;c"]),
        status in prop::sample::select(vec!["在岗", "调离", "retired"]),
        leave in prop::sample::select(vec!["", "2025-07-01/2025-07-14"]),
        cap in prop::option::of(any::<u32>()),
        recusals in prop::sample::select(vec!["", r#"owner:"王,某"=配偶;target:A:1=other"#]),
    ) -> Vec<String> {
        let cap = cap.map(|cap| cap.to_string()).unwrap_or_default();
        ["", &name, certificates, items, status, leave, &cap, recusals].map(str::to_owned).to_vec()
    }
}

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

fn built(rows: &[Vec<String>]) -> InspectorDirectory {
    InspectorDirectory::from_rows(columns(&DRAWN), IdProfile::Ascii, rows).unwrap()
}

/// A field that means harm, or means well and is misspelt.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[;；=:/ 0-9a王是\u{3000}\u{202E}\t-]{0,12}",
        r"(owner|target|1)?[:=]{0,2}.{0,3}=?(配偶|2025-0[0-9]-[0-3][0-9]/2025-0[0-9]-[0-3][0-9])?;?",
    ]
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
        prop_assert!(one.iter().map(|inspector| inspector.id()).is_sorted());
        for (place, inspector) in one.iter().enumerate() {
            prop_assert_eq!(one.find(inspector.id()), Some(place));
        }
    }

    /// Guards that what is written reads back as the same directory.
    #[test]
    fn csv_files_round_trip(rows in rows()) {
        let directory = built(&rows);
        let mut file = Vec::new();
        directory.write_csv(&mut file).unwrap();
        prop_assert_eq!(InspectorDirectory::read_csv(&file[..], &CsvOptions::default()).unwrap(), directory);
    }

    /// Guards that a change and the row entered anew are the same: nothing of the row before is left.
    #[test]
    fn a_changed_row_is_the_row_entered_anew(rows in rows(), fields in fields()) {
        let change = |row: &Vec<String>| {
            (1..DRAWN.len()).map(|at| DirectoryChange {
                day: day(2025, 3, 1),
                what: Change::Set { id: row[0].clone(), column: DRAWN[at].into(), value: fields[at].clone() },
            }).collect::<Vec<_>>()
        };
        let changes: Vec<_> = rows.iter().flat_map(change).collect();
        let anew: Vec<Vec<String>> =
            rows.iter().map(|row| row[..1].iter().chain(&fields[1..]).cloned().collect()).collect();
        prop_assert_eq!(built(&rows).as_of(&changes, day(2025, 3, 1)).unwrap(), built(&anew));
    }

    /// Guards that a hostile field is refused or kept as it is, whatever its column, and that a row which is kept has as many
    /// fields as columns.
    #[test]
    fn hostile_fields_are_refused_or_kept_as_they_are(fields in prop::collection::vec(hostile(), 14), at in 1_usize..14) {
        let mut row = ROW.map(str::to_owned).to_vec();
        row[at].clone_from(&fields[at]);
        for row in [row, fields] {
            if let Ok(directory) = InspectorDirectory::from_rows(columns(&NAMES), IdProfile::Text, [&row]) {
                let inspector = directory.get(0).unwrap();
                let kept: Vec<_> = NAMES.iter().map(|name| inspector.field(name).unwrap()).collect();
                prop_assert_eq!(kept, row);
            }
        }
    }

    /// Guards that no file makes the reader panic, and that one which is read has only ids.
    #[test]
    fn arbitrary_bytes_never_panic(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            r#"id,leader,cap\n([A-C,"\n\r是0 ]|\t){0,60}"#.prop_map(String::into_bytes),
        ]
    ) {
        for profile in [IdProfile::Ascii, IdProfile::Text] {
            if let Ok(directory) = InspectorDirectory::read_csv(&bytes[..], &CsvOptions::new(profile)) {
                prop_assert!(directory.iter().all(|inspector| profile.check(inspector.id()).is_ok()));
            }
        }
    }
}
