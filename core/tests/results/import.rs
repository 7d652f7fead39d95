//! Results as platforms export them.

use double_random::{
    BadRows, Coordination, CsvOptions, Explain, IdProfile, LedgerEntry, Outcome, Outcomes, ResultsCase,
    ResultsError, ResultsImport, ResultsProfile,
};

use crate::ceremony::{self, day};
use crate::ground::{Ground, JOINT, LEAD};

fn read(ground: &Ground, text: &str, profile: &str) -> Result<Vec<LedgerEntry>, BadRows<ResultsError>> {
    let options = CsvOptions::new(IdProfile::Ascii);
    let profile: ResultsProfile = serde_json::from_str(profile).unwrap();
    let (record, plan) = (&ground.record, &ground.plan);
    ResultsImport { record, plan, options: &options, profile: &profile }.read_csv(text.as_bytes())
}

/// Guards an export with the platform's own words and numbers: its rows are results that count, published where the sheet says so.
#[test]
fn an_export_is_read() {
    let mut ground = Ground::new();
    let drawn = ground.drawn(JOINT);
    let team = |target: &String| {
        ground.record.team_of(JOINT, target).unwrap().inspectors().collect::<Vec<_>>().join("；")
    };
    let text = format!(
        "\u{FEFF}序号,统一社会信用代码,抽查任务名称,检查开始日期,检查日期,检查人员,检查结果,抽查事项结果,录入部门,录入人,录入日期,公示日期,备注\n\
         1,{},对企业的抽查,2025-08-04,2025-08-05,{},1,1=√,{LEAD},王某,2025-08-06,2025-08-07,\n\
         2,{},对企业的抽查,,2025-08-05,{},未按规定公示应当公示的信息；A,1=否/发现问题待后续处理,{LEAD},王某,2025-08-06,,复查\n",
        drawn[0],
        team(&drawn[0]),
        drawn[1],
        team(&drawn[1]),
    );
    let profile = r#"{"outcomes": {"1": "no_problem", "A": "pending"}, "answers": {"√": "yes"}}"#;
    let entries = read(&ground, &text, profile).unwrap();
    assert_eq!(entries.len(), 3);
    entries.into_iter().for_each(|entry| _ = ground.ledger.enter(entry));
    assert_eq!(ground.codes(), [] as [&str; 0]);
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let due =
        |target: &str| standing.dues().iter().find(|due| due.draw == JOINT && due.target == target).unwrap();
    let (_, second) = due(&drawn[1]).in_force().unwrap();
    assert_eq!(second.outcomes.iter().collect::<Vec<_>>(), [Outcome::NotDisclosed, Outcome::Pending]);
    assert_eq!(second.items.iter().next().unwrap().outcome, Some(Outcome::Pending));
    assert_eq!(due(&drawn[0]).published(), Some(day("2025-08-07")));
    assert_eq!(due(&drawn[0]).first().unwrap().visited.from(), day("2025-08-04"));
}

/// Guards lists that agencies filled in: cells that were guarded against being formulas are read as they were before.
#[test]
fn guarded_cells_are_read_as_they_were() {
    let ground = Ground::new();
    let text = "id,task,visited_to,inspectors,outcomes,agency,by,entered,note\n\
                '-A-1,01,2025-08-04,'+P0,未发现问题,'=甲局,''@王某,2025-08-04,'90年代\n";
    let entries = read(&ground, text, "{}").unwrap();
    let [LedgerEntry::Result(entry)] = &entries[..] else { panic!("{entries:?}") };
    let note = entry.note.as_ref().unwrap();
    assert_eq!((entry.target.as_str(), entry.inspectors.iter().next()), ("-A-1", Some("+P0")));
    assert_eq!((entry.agency.as_str(), entry.by.as_str(), note.as_str()), ("=甲局", "'@王某", "'90年代"));
}

/// Guards that every fault of every row is told at once, with row and column, and nothing is read by halves.
#[test]
fn every_bad_row_is_told() {
    let ground = Ground::new();
    let heading =
        "id,task,visited_from,visited_to,inspectors,outcomes,items,agency,by,entered,published,corrects\n";
    let rows = "A-1,01,,2025-08-04,P0;P1,未发现问题,,甲局,王某,2025-08-04,,\n\
                a-1,09,2025-08-05,2025-08-04,P0;P0,1,1:是,,王某,4.8.2025,bald,xyz\n\
                A-1,01,,2025-08-04,,未发现问题;发现问题待后续处理,1=是;1=否,甲局,王某,2025-08-04,,\n\
                A-1,01\n";
    let faults = read(&ground, &format!("{heading}{rows}"), "{}").unwrap_err();
    let told: Vec<_> = faults
        .rows()
        .iter()
        .map(|fault| (fault.row, fault.column.as_deref().unwrap_or("-"), fault.error.code()))
        .collect();
    assert_eq!(
        told,
        [
            (3, "task", "results.unknown_task"),
            (3, "id", "id.bad_character"),
            (3, "visited_to", "date.window_turned"),
            (3, "inspectors", "results.inspector_twice"),
            (3, "outcomes", "results.unknown_outcome"),
            (3, "items", "results.not_an_item"),
            (3, "agency", "line.empty"),
            (3, "entered", "date.not_a_day"),
            (3, "published", "date.not_a_day"),
            (3, "corrects", "digest.not_hex"),
            (4, "inspectors", "results.no_inspector"),
            (4, "outcomes", "results.stands_alone"),
            (4, "items", "results.item_twice"),
            (5, "-", "table.wrong_number_of_fields"),
        ]
    );
}

/// Guards the columns: those that are needed must be there, and none that is read twice.
#[test]
fn columns_are_needed_once() {
    let ground = Ground::new();
    let code = |heading: &str| {
        let faults = read(&ground, heading, "{}").unwrap_err();
        (faults.rows()[0].row, faults.rows()[0].error.code())
    };
    let all = "id,task,visited_to,inspectors,outcomes,agency,by,entered";
    assert_eq!(code(&all.replace(",task", "")), (1, "results.column_missing"));
    assert_eq!(code(&all.replace("agency,", "")), (1, "results.column_missing"));
    assert_eq!(code(&format!("{all},录入部门")), (1, "table.repeated_column"));
    assert_eq!(read(&ground, all, "{}").unwrap(), []);
}

/// Guards that plan and directory are those of the record, and that words which mean nothing are told.
#[test]
fn what_is_of_another_draw_is_refused() {
    let mut ground = Ground::new();
    let other = ceremony::salted();
    let case = ResultsCase { targets: &other, ..ground.case() };
    assert_eq!(case.as_of(day("2025-12-31"), &mut ()).unwrap_err().code(), "results.other_directory");
    ground.plan = ceremony::plan(Coordination::MergedVisits);
    let faults = read(&ground, "id", "{}").unwrap_err();
    assert_eq!((faults.rows()[0].row, faults.rows()[0].error.code()), (1, "results.other_plan"));
    assert_eq!(ResultsProfile::default().answer("大概").unwrap_err().code(), "results.unknown_answer");
    assert_eq!(Outcomes::new([]).unwrap_err().code(), "results.no_outcome");
}
