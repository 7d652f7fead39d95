//! Every single-field edit of a record is found, and by the right check; so is every edit of what it is verified against.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    reason = "a test fails by panicking"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "test data is known"
)]

#[path = "../common/mod.rs"]
mod common;
mod teams;

use std::collections::BTreeSet;

use common::ceremony::{day, directory_of, draw, name, plan, rows, salted, setting, sources};
use double_random::{
    CheckName, CheckStatus, Compared, Coordination, Digest, DrawRecord, DrawSetting, Evidence,
    InspectionPlan, InspectorDirectory, PreparedDraw, QuotaRule, RuleSet, Secret, Source, SourceCommitment,
    Sources, Suite, TargetDirectory, VerificationReport, Witness, verify,
};
use serde_json::{Value, json};

struct Ceremony {
    plan: String,
    directory: TargetDirectory,
    inspectors: Option<InspectorDirectory>,
    record: DrawRecord,
    commitment_digest: Digest,
}

fn ceremony(coordination: Coordination, suite: Suite) -> Ceremony {
    let (plan, directory) = (plan(coordination), salted());
    let (commitment_digest, record) = draw(&plan, &directory, setting(suite));
    Ceremony { plan: plan.to_json(), directory, inspectors: None, record, commitment_digest }
}

impl Ceremony {
    fn verify(&self, record: &str) -> VerificationReport {
        let evidence = Evidence {
            inspectors: self.inspectors.as_ref(),
            commitment_digest: Some(self.commitment_digest),
            record_digest: Some(self.record.digest()),
            ..Evidence::new(&self.plan, &self.directory)
        };
        verify(record, &evidence, &mut ()).unwrap()
    }
}

fn failed(report: &VerificationReport) -> BTreeSet<&'static str> {
    report.failed().map(|check| check.name.code()).collect()
}

/// The document in its layout if it still can be a record, else as it is.
fn write(document: &Value) -> String {
    serde_json::from_value(document.clone()).map_or_else(
        |_| serde_json::to_string_pretty(document).unwrap(),
        |record: DrawRecord| record.to_json(),
    )
}

/// Guards honest records: in both suites, salted, merged or not, every check passes, and none is left out.
#[test]
fn honest_records_hold() {
    for suite in Suite::ALL {
        for coordination in [Coordination::Independent, Coordination::MergedVisits] {
            let ceremony = ceremony(coordination, suite);
            let report = ceremony.verify(&ceremony.record.to_json());
            assert!(report.holds(), "{report}");
            let not_done: Vec<CheckName> = report.not_done().map(|check| check.name).collect();
            assert_eq!(not_done, [CheckName::Amendments], "there are none");
            let names: Vec<CheckName> = report.checks.iter().map(|check| check.name).collect();
            assert_eq!(names, CheckName::RECORD);
        }
    }
}

/// The check that must find an edit of the member at this path; the last matching line counts.
fn right_check(path: &str) -> &'static str {
    const CHECKS: &[(&str, &str)] = &[
        ("/format", "record.layout"),
        ("/software", "record.digest"),
        ("/commitment_digest", "commitment.digest"),
        ("/commitment/", "commitment.digest"),
        ("/commitment/previous", "attempts"),
        ("/commitment/format", "record.layout"),
        ("/sources/*/kind", "record.layout"),
        ("/sources/*/label", "sources.commitments"),
        ("/sources/0/value", "sources.commitments"),
        ("/sources/1/value", "seed"),
        ("/seed", "seed"),
        ("/draws/*/draw", "commitment.attempt"),
        ("/draws/*/keys/", "keys"),
        ("/draws/*/tiers/*/*", "selection"),
        ("/draws/*/tiers/*/tier", "selection"),
        ("/draws/*/tiers/*/cut_off", "cut_off"),
        ("/draws/*/tiers/*/*/*/rank", "selection"),
        ("/draws/*/tiers/*/*/*/id", "tickets"),
        ("/draws/*/tiers/*/*/*/ticket", "tickets"),
        ("/visits", "visits"),
        ("/assignment", "assignment.visits"),
        ("/assignment/refusals", "assignment.eligibility"),
        ("/assignment/visits/*/slots/*/start", "assignment.eligibility"),
        ("/assignment/visits/*/slots/*/inspector", "assignment.eligibility"),
        ("/assignment/loads", "assignment.balance"),
    ];
    let steps: Vec<&str> = path.split('/').collect();
    let matches = |pattern: &str| {
        let wanted: Vec<&str> = pattern.trim_end_matches('/').split('/').collect();
        wanted.len() <= steps.len()
            && wanted.iter().zip(&steps).all(|(want, step)| *want == "*" || want == step)
    };
    CHECKS.iter().rev().find(|(pattern, _)| matches(pattern)).map(|(_, check)| *check).expect(path)
}

/// All places of a document, as JSON pointers.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                places(member, format!("{at}/{name}"), found);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            for (index, element) in elements.iter().enumerate() {
                places(element, format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at),
    }
}

/// Another value of the same kind that could stand there.
fn edited(path: &str, value: &Value) -> Value {
    match value {
        Value::Array(_) if path.ends_with("/reserve") || path.ends_with("/drawn") => {
            json!([{ "rank": 1, "id": "140581-0000", "ticket": "0".repeat(64) }])
        }
        Value::Null => json!("0".repeat(64)),
        Value::Bool(truth) => json!(!truth),
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::Array(_) => json!([["A", "B"]]),
        Value::String(text) => {
            let swaps = [
                ("sha256", "sm3"),
                ("sm3", "sha256"),
                ("independent", "merged_visits"),
                ("merged_visits", "independent"),
                ("witnessed", "unwitnessed"),
                ("ascii", "text"),
                ("A", "B"),
                ("B", "C"),
                ("C", "D"),
                ("D", "A"),
                ("2025-07-01", "2025-07-02"),
            ];
            if let Some((_, other)) = swaps.iter().find(|(from, _)| from == text) {
                return json!(other);
            }
            if text.parse::<Digest>().is_ok() {
                let last = if text.ends_with('0') { '1' } else { '0' };
                return json!(format!("{}{last}", &text[..63]));
            }
            match text.split_once('/') {
                Some((first, rest)) if first.parse::<u64>().is_ok() => json!(format!("{first}1/{rest}")),
                _ => json!(format!("{text}1")),
            }
        }
        Value::Object(_) => unreachable!("objects have members"),
    }
}

fn every_edit_is_found(ceremony: &Ceremony) -> usize {
    let honest: Value = serde_json::from_str(&ceremony.record.to_json()).unwrap();
    let mut found = Vec::new();
    places(&honest, String::new(), &mut found);
    for path in &found {
        let mut forged = honest.clone();
        let place = forged.pointer_mut(path).unwrap();
        *place = edited(path, place);
        let text = write(&forged);
        let report = ceremony.verify(&text);
        let caught = failed(&report);
        let layout = caught.contains("record.layout");
        let right = right_check(path);
        assert!(caught.contains(right) || layout, "{path}: not found by {right} but by {caught:?}");
        assert!(!layout || right == "record.layout" || DrawRecord::from_json(&text).is_err(), "{path}");
    }
    found.len()
}

/// Guards each member of a record in turn: editing it alone is found by the check that is about it.
#[test]
fn every_single_edit_is_found_by_the_right_check() {
    assert!(every_edit_is_found(&ceremony(Coordination::MergedVisits, Suite::Sha256)) > 300);
    assert!(every_edit_is_found(&ceremony(Coordination::Independent, Suite::Sm3)) > 300);
}

/// Guards each element of each list: leaving it out or giving it twice is found.
#[test]
fn dropped_and_repeated_elements_are_found() {
    let ceremony = ceremony(Coordination::MergedVisits, Suite::Sha256);
    let honest: Value = serde_json::from_str(&ceremony.record.to_json()).unwrap();
    let lists = [
        ("/sources", "sources.commitments"),
        ("/draws", "commitment.attempt"),
        ("/draws/0/tiers", "selection"),
        ("/draws/0/tiers/0/drawn", "selection"),
        ("/draws/0/tiers/0/reserve", "selection"),
        ("/visits", "visits"),
        ("/visits/0/tasks", "visits"),
        ("/commitment/sources", "commitment.digest"),
        ("/commitment/draws", "commitment.digest"),
        ("/commitment/draws/0/tiers", "quota"),
        ("/commitment/targets/columns", "directory.shape"),
    ];
    for (path, right) in lists {
        for repeat in [false, true] {
            let mut forged = honest.clone();
            let list = forged.pointer_mut(path).and_then(Value::as_array_mut).unwrap();
            let first = list[0].clone();
            if repeat {
                list.insert(0, first);
            } else {
                list.remove(0);
            }
            let report = ceremony.verify(&write(&forged));
            assert!(failed(&report).contains(right), "{path}: {report}");
        }
    }
}

/// Guards against other layouts of the same content, each of which would have another digest.
#[test]
fn another_layout_is_refused() {
    let ceremony = ceremony(Coordination::Independent, Suite::Sha256);
    let honest = ceremony.record.to_json();
    let compact = serde_json::to_string(&ceremony.record).unwrap();
    let repeated = honest.replacen("\"seed\":", "\"seed\": \"x\",\n  \"seed\":", 1);
    let unknown = honest.replacen("\"seed\":", "\"more\": 1,\n  \"seed\":", 1);
    for text in [
        compact,
        repeated,
        unknown,
        honest.replace('\n', "\r\n"),
        honest.trim_end().to_owned(),
        String::new(),
    ] {
        let report = ceremony.verify(&text);
        assert!(failed(&report).contains("record.layout") && !report.holds());
        assert!(report.not_done().count() == CheckName::RECORD.len() - 1, "nothing else is called passed");
    }
}

/// The report on an honest record when something it is verified against was changed.
fn against(plan: &str, directory: &TargetDirectory) -> BTreeSet<&'static str> {
    let ceremony = ceremony(Coordination::Independent, Suite::Sha256);
    let evidence = Evidence::new(plan, directory);
    failed(&verify(&ceremony.record.to_json(), &evidence, &mut ()).unwrap())
}

/// Guards that a wrong directory, an edited row, a moved tier, another salt and an added row are told apart.
#[test]
fn edited_directories_are_told_apart() {
    let (plan, key) = (plan(Coordination::Independent).to_json(), "ab".repeat(32));
    let salted = |rows: &[[String; 7]]| directory_of(rows).salted(key.parse().unwrap());
    assert!(against(&plan, &salted(&rows())).is_empty());

    let mut renamed = rows();
    renamed[7][1] = "改名".to_owned();
    assert_eq!(against(&plan, &salted(&renamed)), BTreeSet::from(["directory.root"]));

    let mut moved = rows();
    moved[0][3] = "D".to_owned();
    let caught = against(&plan, &salted(&moved));
    assert!(
        caught.is_superset(&BTreeSet::from(["directory.root", "pool"]))
            && !caught.contains("directory.shape")
    );

    let mut added = rows();
    added.push(added[0].clone().map(|field| field.replace("140581-0000", "140581-9999")));
    assert!(against(&plan, &salted(&added)).is_superset(&BTreeSet::from([
        "directory.shape",
        "directory.root",
        "pool"
    ])));

    assert_eq!(against(&plan, &directory_of(&rows())), BTreeSet::from(["directory.root", "directory.shape"]));
    let other_key = directory_of(&rows()).salted("cd".repeat(32).parse().unwrap());
    assert_eq!(against(&plan, &other_key), BTreeSet::from(["directory.root"]));
}

/// Guards that a changed rule, a changed selector and a plan that is none are found.
#[test]
fn changed_plans_are_found() {
    let honest = plan(Coordination::Independent);
    let mut rule = honest.clone();
    rule.set_rules(&name("03"), RuleSet::new(QuotaRule::Count { total: 2, weights: Default::default() }))
        .unwrap();
    assert!(against(&rule.to_json(), &salted()).is_superset(&BTreeSet::from(["plan.digest", "quota"])));

    let mut selector = honest.clone();
    let of_first = honest.task(&name("01")).and_then(|task| task.selector().cloned()).unwrap();
    selector.set_selector(&name("03"), of_first).unwrap();
    assert!(against(&selector.to_json(), &salted()).is_superset(&BTreeSet::from(["plan.digest", "pool"])));

    assert_eq!(against("no plan", &salted()), BTreeSet::from(["plan.digest"]));
}

/// Guards against a forger who keeps everything consistent: another draw under the same names still differs from what was
/// published.
#[test]
fn a_consistent_forgery_meets_the_published_digests() {
    let honest = ceremony(Coordination::Independent, Suite::Sha256);
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let secret = || Secret::new("信用监管股", &"3".repeat(64)).unwrap();
    let lottery = "福彩双色球2025088";
    let committed = vec![
        SourceCommitment::secret(Suite::Sha256, "信用监管股", &secret()),
        SourceCommitment::public(lottery, 24),
    ];
    let forged = PreparedDraw::new(&plan, &directory, setting(Suite::Sha256), &mut ())
        .unwrap()
        .commit(Sources::new(committed, Witness::Witnessed).unwrap(), &mut ())
        .unwrap()
        .reveal(vec![
            Source::secret("信用监管股", secret()),
            Source::public(lottery, "03 11 14 20 25 31 | 07"),
        ])
        .unwrap()
        .draw(&mut ())
        .unwrap();
    let report = honest.verify(&forged.to_json());
    assert_eq!(failed(&report), BTreeSet::from(["record.digest", "commitment.digest"]));
}

/// Guards the swap of two targets of one tier, with tickets, ranks and cut-off put right.
#[test]
fn a_swapped_target_is_found() {
    let ceremony = ceremony(Coordination::Independent, Suite::Sha256);
    let mut forged = ceremony.record.clone();
    let tier = &mut forged.draws[0].tiers[0];
    let next = tier.reserve.remove(0);
    let last = tier.drawn.last_mut().unwrap();
    *last = double_random::RankedTarget { rank: last.rank, ..next };
    tier.cut_off = Some(last.ticket);
    for (rank, target) in (last.rank + 1..).zip(&mut tier.reserve) {
        target.rank = rank;
    }
    let report = ceremony.verify(&forged.to_json());
    assert!(failed(&report).contains("selection"), "{report}");
    assert!(report.to_string().contains("passed over"), "{report}");
}

/// Guards the ceremony itself: it refuses what would make a record that cannot be verified.
#[test]
fn a_ceremony_refuses_what_does_not_fit() {
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let code = |plan: &InspectionPlan, setting: DrawSetting| {
        use double_random::Explain;
        PreparedDraw::new(plan, &directory, setting, &mut ()).map_or_else(|error| error.code(), |_| "ok")
    };
    let with =
        |tasks: &[&str]| DrawSetting::first_attempt(tasks.iter().map(|task| name(task)), day("2025-07-01"));
    assert_eq!(code(&plan, with(&["01"])), "ok");
    assert_eq!(code(&plan, with(&[])), "draw.no_tasks");
    assert_eq!(code(&plan, with(&["01", "01"])), "draw.task_twice");
    assert_eq!(code(&plan, with(&["17"])), "draw.unknown_task");
    let second = DrawSetting { attempt: 2.try_into().unwrap(), ..with(&["01"]) };
    assert_eq!(code(&plan, second.clone()), "draw.wrong_previous");
    let previous = Some(Suite::Sha256.hash(b"attempt 1"));
    assert_eq!(code(&plan, DrawSetting { previous, ..second }), "ok");
    assert_eq!(code(&plan, DrawSetting { previous, ..with(&["01"]) }), "draw.wrong_previous");

    let mut bare = plan.clone();
    let mut needs_field = RuleSet::new(QuotaRule::Census);
    needs_field.yearly_cap = std::num::NonZeroU32::new(1);
    needs_field.tiers.industry_field = Some("食品".to_owned());
    bare.set_rules(&name("01"), needs_field).unwrap();
    assert_eq!(code(&bare, with(&["01"])), "pool.column_missing");
}

/// Guards that stopping works in every long step and leaves nothing behind.
#[test]
fn every_long_step_can_be_stopped() {
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let stop = &mut |_: u64, _: u64| std::ops::ControlFlow::Break(());
    assert!(PreparedDraw::new(&plan, &directory, setting(Suite::Sha256), stop).is_err());
    let prepared = || PreparedDraw::new(&plan, &directory, setting(Suite::Sha256), &mut ()).unwrap();
    let (committed, revealed) = sources(Suite::Sha256);
    assert!(prepared().commit(committed.clone(), stop).is_err());
    let draw = prepared().commit(committed, &mut ()).unwrap().reveal(revealed).unwrap();
    assert!(draw.draw(stop).is_err());
    let record = ceremony(Coordination::Independent, Suite::Sha256).record.to_json();
    let plan = plan.to_json();
    let evidence = Evidence::new(&plan, &directory);
    assert!(verify(&record, &evidence, stop).is_err());
}

/// Guards that a ceremony with one secret alone says so in the report, in both languages.
#[test]
fn an_unwitnessed_ceremony_says_so() {
    let (plan, directory) = (plan(Coordination::Independent), salted());
    let secret = || Secret::new("甲", &"1".repeat(64)).unwrap();
    let alone = vec![SourceCommitment::secret(Suite::Sha256, "甲", &secret())];
    let record = PreparedDraw::new(&plan, &directory, setting(Suite::Sha256), &mut ())
        .unwrap()
        .commit(Sources::new(alone, Witness::Unwitnessed).unwrap(), &mut ())
        .unwrap()
        .reveal(vec![Source::secret("甲", secret())])
        .unwrap()
        .draw(&mut ())
        .unwrap();
    let plan = plan.to_json();
    let evidence = Evidence::new(&plan, &directory);
    let report = verify(&record.to_json(), &evidence, &mut ()).unwrap();
    assert!(report.holds() && report.to_string().contains("unwitnessed") && report.zh().contains("无人见证"));
    assert_eq!(
        report.not_done().map(|check| check.name).collect::<Vec<_>>(),
        [CheckName::RecordDigest, CheckName::Amendments]
    );
}

/// Guards the report as text: how it ended, each check on a line of its own, what differs below it, and which attempt it was.
#[test]
fn a_report_says_what_was_checked_and_what_differs() {
    let ceremony = ceremony(Coordination::Independent, Suite::Sha256);
    let mut forged = ceremony.record.clone();
    forged.draws[0].tiers[0].drawn.clear();
    let forged = ceremony.verify(&forged.to_json());
    let honest = ceremony.verify(&ceremony.record.to_json());
    assert!(!forged.holds() && honest.holds());
    for (report, heading, heading_zh) in
        [(forged, "does not hold", "发现不符"), (honest, "nothing amiss", "未发现不符")]
    {
        let mut en = format!("verification: {heading}\n");
        let mut zh = format!("核验报告：{heading_zh}\n");
        for check in &report.checks {
            let (mark, mark_zh) = match check.status {
                CheckStatus::Passed => ("passed", "通过"),
                CheckStatus::Failed => ("FAILED", "不符"),
                CheckStatus::NotDone => ("not done", "未核"),
            };
            en += &format!("  [{mark}] {}: {}\n", check.name.code(), check.name.en());
            zh += &format!("  [{mark_zh}] {}：{}\n", check.name.code(), check.name.zh());
            if check.status == CheckStatus::Failed {
                for Compared { what, expected, found } in &check.shown {
                    en += &format!("      {what}: expected {expected}, found {found}\n");
                    zh += &format!("      {what}：应为{expected}，实为{found}\n");
                }
            }
        }
        assert_eq!(report.to_string(), en + "  attempt 1, after 0 void\n");
        assert_eq!(report.zh(), zh + "  本记录为第1次抽取，此前作废0次\n");
    }
}
