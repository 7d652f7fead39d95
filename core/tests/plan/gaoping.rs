use double_random::{
    Date, DrawScope, Explain, Finding, InspectionPlan, Level, PlanColumn, PlanDoubt, PlanReading, QuotaRule,
    TierPolicy,
};

use super::{CSV, PUBLISHED, head};

fn published() -> PlanReading {
    InspectionPlan::read_published(PUBLISHED, &head()).unwrap()
}

fn csv() -> PlanReading {
    InspectionPlan::read_csv(CSV.as_bytes(), &head()).unwrap()
}

/// Code, row, task, column.
type Shown = (&'static str, Option<u64>, Option<u32>, Option<PlanColumn>);

fn shown(finding: &Finding) -> Shown {
    (finding.doubt.code(), finding.row, finding.task, finding.column)
}

/// Guards that the page breaks, the broken headings and the quotes of a CSV file change nothing about a task.
#[test]
fn both_forms_give_the_same_tasks() {
    assert_eq!(published().plan.tasks(), csv().plan.tasks());
    assert_eq!(published().plan.tasks().len(), 16);
}

/// Guards that the title line gives title and authority, where there is one.
#[test]
fn the_title_line_is_read() {
    let plan = published().plan;
    assert_eq!(plan.title(), Some("高平市市场监督管理局2025年度双随机抽查工作计划"));
    assert_eq!(plan.authority(), Some("高平市市场监督管理局"));
    assert_eq!((csv().plan.title(), csv().plan.authority()), (None, None));
}

/// Guards the reading of every column of one row, and that cells stay as published.
#[test]
fn a_row_is_read_cell_by_cell() {
    let plan = published().plan;
    let task = plan.task(&"02".parse().unwrap()).unwrap();
    assert_eq!(
        (task.number(), task.scope(), task.title()),
        (2, DrawScope::Undirected, "对个体户的不定向双随机抽查")
    );
    let items: Vec<_> = task.items().iter().map(|item| (item.number, item.text.as_str())).collect();
    assert_eq!(items, [(Some(1), "登记事项检查"), (Some(2), "公示信息检查")]);
    assert_eq!(task.published().ratio, "0.1%; 1次/年");
    assert_eq!(task.tier_policy(), &TierPolicy::Progressive { industry: true });
    assert_eq!(
        (task.window().from().to_string(), task.window().to().to_string()),
        ("2025-07-01".into(), "2025-11-30".into())
    );
    assert_eq!((task.mode().draws, task.mode().inspects), (Level::County, Level::County));
    assert_eq!(task.selector(), None);
    let rules = task.rules().unwrap();
    assert!(matches!(rules.quota, QuotaRule::Progressive { ratio, .. } if ratio.to_string() == "0.1%"));
    assert_eq!(rules.frequency.map(|frequency| (frequency.times(), frequency.years())), Some((1, 1)));
}

/// Guards the whole list of findings: each real doubt is reported at its place, and nothing else is.
#[test]
fn every_doubt_is_reported_once_and_no_other() {
    use PlanColumn::{Items, Range, Tiers};
    let mut expected: Vec<Shown> = Vec::new();
    for (row, number) in (2..).zip(1..=6).chain((12..).zip(7..=12)).chain((22..).zip(13..=16)) {
        let mut add = |code, column| expected.push((code, Some(row), Some(number), Some(column)));
        match number {
            3 => add("plan.other_kind", Range),
            6 => add("plan.empty_item", Items),
            10 => add("plan.open_range", Range),
            14 => add("plan.joined_items", Items),
            16 => {
                add("plan.joined_items", Items);
                add("plan.misprint", Range);
            }
            _ => {}
        }
        if number <= 6 {
            add("plan.misprint", Tiers);
        }
        if number == 13 {
            add("plan.special_rule", Tiers);
        } else {
            add("plan.steps_not_stated", Tiers);
            add("plan.industry_not_stated", Tiers);
        }
        match number {
            6 => expected.push(("plan.heading_differs", Some(11), None, Some(Tiers))),
            14 => expected.push(("plan.tasks_overlap", Some(row), Some(14), Some(Items))),
            _ => {}
        }
    }
    assert_eq!(published().findings.iter().map(shown).collect::<Vec<_>>(), expected);

    // The CSV file has one heading and other lines.
    let in_csv: Vec<Shown> = csv().findings.iter().map(shown).collect();
    let expected: Vec<Shown> = expected
        .into_iter()
        .filter(|(code, ..)| *code != "plan.heading_differs")
        .map(|(code, _, task, column)| (code, task.map(|task| u64::from(task) + 1), task, column))
        .collect();
    assert_eq!(in_csv, expected);
}

/// Guards what the findings tell, in both languages.
#[test]
fn findings_tell_what_they_found() {
    let findings = published().findings;
    let doubt = |code: &str, task: Option<u32>| {
        let found = findings.iter().find(|finding| finding.doubt.code() == code && finding.task == task);
        found.unwrap().doubt.clone()
    };
    assert_eq!(doubt("plan.other_kind", Some(3)), PlanDoubt::OtherKind { kind: "个体户".into() });
    assert_eq!(doubt("plan.empty_item", Some(6)), PlanDoubt::EmptyItem { number: 5 });
    assert_eq!(
        doubt("plan.misprint", Some(1)),
        PlanDoubt::Misprint { found: "管风管分类".into(), elsewhere: "管风险分类".into() }
    );
    assert_eq!(
        doubt("plan.misprint", Some(16)),
        PlanDoubt::Misprint {
            found: "食品小经营店、小摊点".into(),
            elsewhere: "食品小经营店、小摊店".into()
        }
    );
    assert_eq!(
        doubt("plan.tasks_overlap", Some(14)),
        PlanDoubt::TasksOverlap { other: 9, item: "有机产品认证".into(), range: "认证企业".into() }
    );
    let special = doubt("plan.special_rule", Some(13));
    assert!(special.zh().starts_with("应按《特种设备安全监督检查办法》执行"));
    assert!(special.en().starts_with("《特种设备安全监督检查办法》 decides"));
}

/// Guards the checks that need the head: year, authority, title and deadline.
#[test]
fn what_contradicts_the_head_is_a_finding() {
    let mut head = head();
    head.title = Some("某某局2024年度抽查计划".to_owned());
    head.authority = Some("高平市市场监督管理局".to_owned());
    head.deadline = Some(Date::new(2025, 11, 1).unwrap());
    let reading = InspectionPlan::read_published(PUBLISHED, &head).unwrap();
    let all: Vec<_> = reading.findings.iter().map(shown).collect();
    assert_eq!(all[..2], [("plan.title_year", None, None, None), ("plan.title_authority", None, None, None)]);
    assert!(all.contains(&("plan.title_differs", Some(9), None, None)));
    let past = all.iter().filter(|(code, ..)| *code == "plan.window_past_deadline").count();
    assert_eq!(past, 16);
    assert_eq!(reading.plan.title(), head.title.as_deref());

    head.year = 2024;
    head.title = None;
    let findings = InspectionPlan::read_published(PUBLISHED, &head).unwrap().findings;
    assert_eq!(shown(&findings[0]).0, "plan.title_year");
}

/// Guards that a plan read back from its document gives the same findings, but for what only the file shows.
#[test]
fn findings_survive_the_document() {
    let PlanReading { plan, findings } = csv();
    let again = InspectionPlan::from_json(&plan.to_json()).unwrap();
    let placeless = |finding: Finding| Finding { row: None, ..finding };
    assert_eq!(again.findings(), findings.into_iter().map(placeless).collect::<Vec<_>>());
}
