//! Texts that deceive: characters that hide, characters that were lost, cells that a spreadsheet calculates.

use double_random::{
    Columns, CsvOptions, Explain, IdProfile, InspectionPlan, PlanColumn, PlanHead, TargetDirectory,
};
use serde_json::json;

use crate::ceremony::{HEADING, name};
use crate::{answered, refused};

const HIDDEN: [char; 9] = [
    '\u{200B}',
    '\u{200D}',
    '\u{FEFF}',
    '\u{202E}',
    '\u{2066}',
    '\u{2069}',
    '\u{AD}',
    '\u{E0041}',
    '\u{FFF9}',
];

/// Guards ids: no two of them look the same because of what hides in one, and none lost a character.
#[test]
fn no_id_hides_or_lost_a_character() {
    for character in HIDDEN.into_iter().chain(['\u{FFFD}', '\u{E000}', '\0']) {
        for profile in [IdProfile::Ascii, IdProfile::Text] {
            for id in [format!("A{character}B"), format!("{character}AB"), format!("AB{character}")] {
                assert_eq!(profile.check(&id).unwrap_err().code(), "id.bad_character", "{id:?}");
            }
        }
    }
}

/// Guards readers of names: such a name is taken as it is, since the draw goes by the id, and its row is told.
#[test]
fn names_that_deceive_or_lost_characters_are_told_by_row() {
    let columns = || Columns::new(["id", "name"]).unwrap();
    let flagged = |name: &str| {
        let rows = [["A-1", "高平铁炉"], ["A-2", name]];
        let directory = TargetDirectory::from_rows(columns(), IdProfile::Ascii, rows).unwrap();
        let of =
            |flagged: &double_random::Flagged| flagged.first.iter().map(|row| row.row).collect::<Vec<_>>();
        (of(&directory.warnings().deceptive_names), of(&directory.warnings().garbled_names))
    };
    for character in HIDDEN {
        assert_eq!(flagged(&format!("甲{character}店")), (vec![2], vec![]), "{character:?}");
    }
    for garbled in ["高\u{FFFD}铁炉", "锟斤拷", "é«˜å¹³é“\u{81}炉".trim_end_matches('\u{81}'), "¸ßÆ½"]
    {
        let name: String = garbled.chars().filter(|character| !character.is_control()).collect();
        assert_eq!(flagged(&name), (vec![], vec![2]), "{name}");
    }
    assert_eq!(flagged("龘靐餐饮（Café）"), (vec![], vec![]));
    let told = answered(
        &json!({ "do": "targets", "suite": "sm3", "targets": { "columns": ["id", "name"], "rows": [["A-1", "锟斤拷"]] } })
            .to_string(),
    );
    assert_eq!(
        told["ok"]["warnings"]["garbled_names"],
        json!({ "count": 1, "first": [{ "row": 1, "id": "A-1" }] })
    );
}

/// Guards readers of a plan: what hides in a cell or was lost in it is a finding with row and column.
#[test]
fn cells_of_a_plan_that_deceive_are_findings() {
    let read = |title: &str, plan_title: Option<&str>| {
        let row = format!(
            "1,{title},不定向,登记事项检查,全市企业,3%; 1次/年,,7月—11月,【县抽县查】某局发起并实施检查"
        );
        let mut head = PlanHead::new(name("a"), 2025);
        head.title = plan_title.map(str::to_owned);
        InspectionPlan::read_csv(format!("{HEADING}\n{row}\n").as_bytes(), &head).unwrap().findings
    };
    assert!(read("对企业的抽查", Some("某局抽查计划")).is_empty());
    for (title, code) in [
        ("对企业\u{202E}的抽查", "plan.hidden_character"),
        ("对企业\0的抽查", "plan.hidden_character"),
        ("对企业\u{FFFD}抽查", "plan.garbled"),
        ("对锟斤拷的抽查", "plan.garbled"),
    ] {
        let findings = read(title, None);
        let finding = findings.iter().find(|finding| finding.doubt.code() == code).unwrap();
        assert_eq!((finding.row, finding.column), (Some(2), Some(PlanColumn::Title)));
        assert!(!finding.doubt.zh().contains('\u{202E}') && !finding.doubt.en().contains('\0'));
        assert_eq!(read("对企业的抽查", Some(title))[0].doubt.code(), code);
    }
}

/// Guards whoever opens a list in a spreadsheet, by the one function that all lists go through.
#[test]
fn lists_hold_no_formula() {
    let rows = json!([["标识", "名称"], ["=1+1", "@SUM(A1)"], ["－1", "-1"], ["'=1", "甲\"乙"]]);
    let csv = answered(&json!({ "do": "sheet", "rows": rows }).to_string())["ok"]["csv"].clone();
    assert_eq!(csv, "标识,名称\n'=1+1,'@SUM(A1)\n'－1,-1\n''=1,\"甲\"\"乙\"\n");
    assert_eq!(refused(r#"{"do":"sheet","rows":[[1]]}"#)["code"], "interop.bad_request");
}

/// Guards the committed bytes: a directory is for programs, and is written and read back as it is, formulas and all.
#[test]
fn directories_are_written_as_they_are() {
    let rows = [["-1", "=HYPERLINK(\"http://x\")"], ["A", "'=1+1"], ["B", "\"甲\",\u{202E}乙"]];
    let directory =
        TargetDirectory::from_rows(Columns::new(["id", "name"]).unwrap(), IdProfile::Ascii, rows).unwrap();
    let mut file = Vec::new();
    directory.write_csv(&mut file).unwrap();
    let again = TargetDirectory::read_csv(&file[..], &CsvOptions::default()).unwrap();
    assert_eq!(again, directory);
    assert_eq!(
        again.iter().map(|target| target.row_text().to_owned()).collect::<Vec<_>>(),
        rows.map(|row| row.join("\t"))
    );
}
