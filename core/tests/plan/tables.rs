use double_random::{BadRows, Explain, InspectionPlan, PlanError, PlanReading, PublishedTask};
use proptest::prelude::*;

use super::{CSV, PUBLISHED, head, row};

fn read(text: &str) -> Result<PlanReading, BadRows<PlanError>> {
    InspectionPlan::read_published(text, &head())
}

/// Row, code and column of every fault.
fn faults(read: Result<PlanReading, BadRows<PlanError>>) -> Vec<(u64, &'static str, Option<String>)> {
    let bad = read.unwrap_err();
    bad.rows().iter().map(|fault| (fault.row, fault.error.code(), fault.column.clone())).collect()
}

/// Guards what files do to a text on their way: byte order mark, line ends, also such as were written twice over, form feeds,
/// blank lines.
#[test]
fn the_wrapping_of_a_file_changes_nothing() {
    let plan = read(PUBLISHED).unwrap().plan;
    let csv = CSV.replacen("对企业的不定向双随机抽查", "\"对企业的\n不定向双随机抽查\"", 1);
    let reading = InspectionPlan::read_csv(csv.as_bytes(), &head()).unwrap();
    for line_end in ["\r\n", "\r\r\n"] {
        let lines = PUBLISHED.replace("\n\n", "\n\u{C}").replace('\n', line_end);
        assert_eq!(read(&format!("\u{FEFF}附件1\n\n{lines}")).unwrap().plan, plan);

        let wrapped = format!("\u{FEFF}{}", csv.replace('\n', line_end));
        assert_eq!(InspectionPlan::read_csv(wrapped.as_bytes(), &head()).unwrap(), reading);
    }
}

/// Guards cells and headings broken over lines, titles in a CSV file, other orders of columns, and the lines of rows.
#[test]
fn a_spreadsheet_may_break_lines_in_cells() {
    let text = "某某局2025年度计划,,,,,,,,\r\n\r\n\
        序号,\"抽查\r\n任务名称\",抽查类型,抽查对象范围,抽查事项,抽查比例/数量,信用风险管理,\"抽取检查起\n至时间\",抽查检查模式\r\n\
        \r\n1,甲,定向,全市,\"1.登记；\n2.公示\",5%,,\"5月—\n11月\",【县抽县查】\r\n\r\n\
        2,乙,定向,全市,登记,5%,,13月,【县抽县查】\r\n";
    let good = text.replace("13月", "12月");
    let reading = InspectionPlan::read_csv(good.as_bytes(), &head()).unwrap();
    assert_eq!(reading.plan.authority(), Some("某某局"));
    let task = &reading.plan.tasks()[0];
    assert_eq!((task.items().len(), task.published().range.as_str()), (2, "全市"));
    assert_eq!(task.window().from().month(), 5);
    let window = Some("抽取检查起至时间".to_owned());
    assert_eq!(
        faults(InspectionPlan::read_csv(text.as_bytes(), &head())),
        [(11, "plan.window_not_understood", window)]
    );
}

/// Guards that a garbled text reports all that is wrong at once, each at its line.
#[test]
fn all_faults_are_reported_at_once() {
    let garbled = PUBLISHED
        .replacen("0.1%; 1次/年", "适量", 1)
        .replacen("\t7月—11月\t【县抽县查】 高平市市场监管局发起并实施检查\n4\t", "\n4\t", 1)
        .replacen("5\t对广告经营者的定向双随机抽查\t定向", "4\t对广告经营者的定向双随机抽查\t", 1)
        .replacen("12\t对餐饮", "十二\t对餐饮", 1)
        .replacen("5月—11月\t【县抽县查】 高平", "11月—5月\t【县查县抽】 高平", 1);
    let at = |row, code, column: Option<&str>| (row, code, column.map(str::to_owned));
    assert_eq!(
        faults(read(&garbled)),
        [
            at(3, "plan.ratio_not_understood", Some("抽查比例/数量")),
            at(4, "plan.wrong_cells", None),
            at(5, "plan.window_turned", Some("抽取检查起至时间")),
            at(5, "plan.mode_not_understood", Some("抽查检查模式")),
            at(6, "plan.repeated_number", Some("序号")),
            at(6, "plan.empty_cell", Some("抽查类型")),
            at(17, "plan.not_a_number", Some("序号")),
        ]
    );
    let bad = read(&garbled).unwrap_err();
    assert!(bad.zh().contains("第6行“序号”列：序号4出现了两次"), "{}", bad.zh());
}

/// Guards that a text cut off in the middle is not taken for a shorter plan.
#[test]
fn a_truncated_text_is_refused() {
    let (cut, _) = PUBLISHED.rsplit_once('\t').unwrap();
    assert_eq!(faults(read(cut)), [(25, "plan.wrong_cells", None)]);
    assert_eq!(faults(read("")), [(1, "plan.no_tasks", None)]);
    assert_eq!(faults(read(PUBLISHED.lines().next().unwrap())), [(1, "plan.no_tasks", None)]);
    let (_, headless) = PUBLISHED.split_once('\n').unwrap();
    assert_eq!(faults(read(headless))[0], (1, "plan.no_heading", None));
}

/// Guards that bad headings are told one by one, and the rows below them are still read for their own faults.
#[test]
fn bad_headings_are_told_one_by_one() {
    let text = PUBLISHED
        .replacen("\n序号\t抽查任务名称\t抽查类型\t", "\n序号\t任务\t抽查事项\t", 1)
        .replacen("50%; 1次/年", "半数", 1);
    let codes: Vec<_> = faults(read(&text)).into_iter().map(|(row, code, _)| (row, code)).collect();
    assert_eq!(
        codes,
        [
            (11, "plan.unknown_heading"),
            (11, "plan.repeated_heading"),
            (11, "plan.missing_column"),
            (11, "plan.missing_column"),
            (12, "plan.ratio_not_understood"),
        ]
    );
}

/// Guards a file in another encoding: it is refused at the first line that shows it.
#[test]
fn another_encoding_is_refused() {
    let mut file = CSV.lines().next().unwrap().as_bytes().to_vec();
    file.extend(b"\n1,\xC6\xF3\xD2\xB5");
    assert_eq!(faults(InspectionPlan::read_csv(&file, &head())), [(2, "plan.not_utf8", None)]);
}

/// Guards rows from a program: they are counted from 1, and numbers stay unique.
#[test]
fn rows_of_a_program_are_counted_from_one() {
    let rows = [
        row(1),
        row(2),
        row(2),
        PublishedTask { scope: "定 向".to_owned(), mode: "—".to_owned(), ..row(120) },
    ];
    let codes: Vec<_> = faults(InspectionPlan::read_rows(rows, &head()))
        .into_iter()
        .map(|(row, code, _)| (row, code))
        .collect();
    assert_eq!(codes, [(3, "plan.repeated_number"), (4, "plan.mode_not_understood")]);
    let plan = InspectionPlan::read_rows([row(120)], &head()).unwrap().plan;
    assert_eq!(plan.tasks()[0].name().to_string(), "120");
}

/// Texts made of the pieces that readers look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "序号",
        "\t",
        "\n",
        "\r\n",
        "\u{C}",
        "\"",
        ",",
        "1",
        "2025年",
        "计划",
        "抽查",
        "3%",
        "≥",
        "(",
        "）",
        "；",
        "月",
        "—",
        "底前",
        "【",
        "县抽县查】",
        "发起",
        "《",
        "》",
        "、",
        "等",
        "1.",
        "2.",
        "对",
        "的",
        "次/年",
        "０",
        "🀄",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Guards that no text whatever stops a reader: it is read or refused.
    #[test]
    fn readers_never_panic(text in ".*", bytes in prop::collection::vec(any::<u8>(), 0..200), made in pieces()) {
        for text in [&text, &made, &format!("{PUBLISHED}{made}")] {
            let _ = read(text);
            let _ = InspectionPlan::read_csv(text.as_bytes(), &head());
            let _ = InspectionPlan::from_json(text);
        }
        let _ = InspectionPlan::read_csv(&bytes, &head());
    }

    /// Guards that no cell whatever stops the reading of a row or of its findings.
    #[test]
    fn cells_never_panic(cells in prop::collection::vec(prop_oneof![pieces(), ".*"], 9), column in 0_usize..9) {
        let [number, title, scope, items, range, ratio, tiers, window, mode] = <[String; 9]>::try_from(cells).unwrap();
        let wild = PublishedTask { number, title, scope, items, range, ratio, tiers, window, mode };
        let tame = row(1);
        // One wild cell in a good row reaches the code behind the first refusal.
        let mut mixed = tame.clone();
        match column {
            0 => mixed.number = wild.number.clone(),
            1 => mixed.title = wild.title.clone(),
            2 => mixed.scope = wild.scope.clone(),
            3 => mixed.items = wild.items.clone(),
            4 => mixed.range = wild.range.clone(),
            5 => mixed.ratio = wild.ratio.clone(),
            6 => mixed.tiers = wild.tiers.clone(),
            7 => mixed.window = wild.window.clone(),
            _ => mixed.mode = wild.mode.clone(),
        }
        let mut free = tame;
        (free.title, free.items, free.range, free.tiers) = (wild.title.clone(), wild.items.clone(), wild.range.clone(), wild.tiers.clone());
        for row in [wild, mixed, free] {
            let _ = InspectionPlan::read_rows([row], &head());
        }
    }
}
