//! Each finding, by an entry that is wrong in one way.

use std::num::NonZeroU32;

use double_random::{
    Closing, Digest, Explain, InspectedBy, ItemAnswer, ItemResult, ItemResults, LedgerEntry, Outcome,
    Registration, ReplacementReason, ResultEntry, Suite, TakenOver, Window,
};

use crate::ceremony::day;
use crate::ground::{Ground, JOINT, LEAD, OTHER, PLAIN, STATION, entered, found, line};

fn item(item: u32, answer: ItemAnswer, outcome: Option<Outcome>) -> ItemResults {
    ItemResults::new([ItemResult { item: NonZeroU32::new(item).unwrap(), answer, outcome }]).unwrap()
}

fn edited(edit: impl FnOnce(&Ground, ResultEntry) -> ResultEntry) -> Vec<&'static str> {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let entry = ground.result(JOINT, &target, "2025-08-04");
    let entry = edit(&ground, entry);
    ground.ledger.enter(LedgerEntry::Result(entry));
    ground.codes()
}

/// Guards that a faultless entry has no finding, and each way of being wrong its own.
#[test]
fn each_fault_of_a_result_is_found() {
    assert_eq!(edited(|_, entry| entry), [] as [&str; 0]);
    let nobody = edited(|_, entry| ResultEntry { draw: line("test-2025/01/2"), ..entry });
    assert_eq!(nobody, ["results.unknown_draw"]);
    let not_drawn = edited(|_, entry| ResultEntry { target: line("140581-9999"), ..entry });
    assert_eq!(not_drawn, ["results.not_on_the_list"]);
    let stranger = edited(|_, entry| ResultEntry { agency: line("某县市场监管局"), ..entry });
    assert_eq!(stranger, ["results.other_agency"]);
    let cooperating = edited(|_, entry| ResultEntry { agency: line(OTHER), ..entry });
    assert_eq!(cooperating, [] as [&str; 0]);

    let by = |ids: &[&str]| InspectedBy::new(ids.iter().map(|id| line(id)).collect()).unwrap();
    let other_team = edited(|_, entry| ResultEntry { inspectors: by(&["张三", "李四"]), ..entry });
    assert_eq!(other_team, ["results.not_on_the_team"; 2]);
    let alone = edited(|_, entry| {
        let first = entry.inspectors.iter().next().unwrap().to_owned();
        ResultEntry { inspectors: by(&[&first]), ..entry }
    });
    assert_eq!(alone, ["results.too_few_inspectors"]);

    let missing = edited(|_, entry| ResultEntry { items: ItemResults::default(), ..entry });
    assert_eq!(missing, ["results.missing_item"]);
    for nothing_inspected in
        [Outcome::Unreachable, Outcome::Uncooperative, Outcome::NoActivity, Outcome::Revoked]
    {
        let outcomes =
            |entry| found(&[nothing_inspected], ResultEntry { items: ItemResults::default(), ..entry });
        assert_eq!(edited(|_, entry| outcomes(entry)), [] as [&str; 0], "{nothing_inspected:?}");
    }
    let unknown = edited(|_, entry| ResultEntry { items: item(2, ItemAnswer::Yes, None), ..entry });
    assert_eq!(unknown, ["results.unknown_item", "results.missing_item"]);
    let answered_no = edited(|_, entry| ResultEntry { items: item(1, ItemAnswer::No, None), ..entry });
    assert_eq!(answered_no, ["results.contradiction"]);
    let problem = Some(Outcome::Concealed);
    let shown = edited(|_, entry| ResultEntry { items: item(1, ItemAnswer::NotChecked, problem), ..entry });
    assert_eq!(shown, ["results.contradiction"]);

    let visited = |from, to| Window::new(day(from), day(to)).unwrap();
    let early = edited(|_, entry| ResultEntry { visited: visited("2025-06-30", "2025-07-01"), ..entry });
    assert_eq!(early, ["results.outside_window", "results.entered_late"]);
    let before = edited(|_, entry| ResultEntry { visited: visited("2025-08-04", "2025-08-05"), ..entry });
    assert_eq!(before, ["results.entered_before_visit"]);
    // 20 working days after 4 August are 1 September.
    assert_eq!(edited(|_, entry| entered("2025-09-01", entry)), [] as [&str; 0]);
    assert_eq!(edited(|_, entry| entered("2025-09-02", entry)), ["results.entered_late"]);
}

/// Guards that a late visit wins no time: the deadline counts from the end of the window (31 October), and the plan's own day is the last.
#[test]
fn late_visits_win_no_time() {
    let visited = |on, entry| ResultEntry { visited: Window::new(day(on), day(on)).unwrap(), ..entry };
    let late = edited(|_, entry| entered("2025-12-01", visited("2025-11-30", entry)));
    assert_eq!(late, ["results.outside_window", "results.entered_late"]);
    let last = edited(|_, entry| entered("2025-11-28", visited("2025-10-31", entry)));
    assert_eq!(last, [] as [&str; 0]);

    let mut ground = Ground::new();
    let target = ground.drawn(PLAIN)[0].clone();
    let entry = ground.result(PLAIN, &target, "2025-11-28");
    ground.ledger.enter(LedgerEntry::Result(entered("2025-12-16", entry)));
    let findings = ground.assessed("2025-12-31").findings();
    assert_eq!(
        findings[0].doubt.en(),
        "entered on 2025-12-16, after 2025-12-15; the inspection counts as not done"
    );
}

/// Guards corrections: of what is not there, of another visit, of a later entry.
#[test]
fn corrections_that_do_not_fit_are_found() {
    let nothing = Suite::Sha256.hash(b"");
    let correcting = |result: Digest, entry: ResultEntry| ResultEntry { corrects: [result].into(), ..entry };
    assert_eq!(edited(|_, entry| correcting(nothing, entry)), ["results.corrects_unknown"]);

    let mut ground = Ground::new();
    let [one, two] = [0, 1].map(|at| ground.drawn(JOINT)[at].clone());
    let first = ground.enter(JOINT, &one, "2025-08-04");
    let other = correcting(first, ground.result(JOINT, &two, "2025-08-05"));
    ground.ledger.enter(LedgerEntry::Result(other));
    assert_eq!(ground.codes(), ["results.corrects_other"]);

    let mut ground = Ground::new();
    let later = ground.enter(JOINT, &one, "2025-08-06");
    let earlier = correcting(later, ground.result(JOINT, &one, "2025-08-05"));
    ground.ledger.enter(LedgerEntry::Result(earlier));
    assert_eq!(ground.codes(), ["results.corrects_later"]);
}

/// Guards what becomes of a replaced target: its result, which may be why it was replaced, stays in the ledger and does not count; who stands in
/// is due.
#[test]
fn a_replaced_target_is_not_due() {
    let mut ground = Ground::new();
    let out = ground.drawn(JOINT)[0].clone();
    let gone = found(&[Outcome::Deregistered], ground.result(JOINT, &out, "2025-08-04"));
    ground.ledger.enter(LedgerEntry::Result(gone));
    let registration = Registration { by: line("王某"), day: day("2025-08-10") };
    let evidence = line("准予注销登记通知书");
    let amendment = ground
        .list()
        .replace(JOINT, &out, ReplacementReason::Deregistered, evidence, registration, &mut ())
        .unwrap();
    ground.amendments = vec![amendment];
    let due = |as_of: &str| -> Vec<String> {
        let standing = ground.case().as_of(day(as_of), &mut ()).unwrap();
        standing.dues().iter().filter(|due| due.draw == JOINT).map(|due| due.target.clone()).collect()
    };
    let (before, after) = (due("2025-08-09"), due("2025-08-10"));
    assert!(before.contains(&out) && !after.contains(&out));
    assert_eq!(before.len(), after.len());
    assert_eq!(ground.codes(), ["results.taken_off_the_list"]);
    assert_eq!(ground.ledger.entries().len(), 1);
}

/// Guards publications: of nothing, by another agency, before the entry, late.
#[test]
fn each_fault_of_a_publication_is_found() {
    let published = |agency: &str, on: &str| {
        let mut ground = Ground::new();
        let target = ground.drawn(JOINT)[0].clone();
        let result = ground.enter(JOINT, &target, "2025-08-04");
        ground.publish(result, agency, on);
        ground.codes()
    };
    assert_eq!(published(LEAD, "2025-09-01"), [] as [&str; 0]);
    assert_eq!(published(LEAD, "2025-09-02"), ["results.published_late"]);
    assert_eq!(published(LEAD, "2025-08-01"), ["results.published_before_entry"]);
    assert_eq!(published("某县市场监管局", "2025-08-05"), ["results.published_by_other"]);
    let mut ground = Ground::new();
    ground.publish(Suite::Sha256.hash(b""), LEAD, "2025-08-04");
    assert_eq!(ground.codes(), ["results.publication_of_unknown"]);
}

/// Guards that a correction of what was published must be published as well, and only the first publication can be late.
#[test]
fn a_correction_is_published_too() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let first = ground.enter(JOINT, &target, "2025-08-04");
    ground.publish(first, LEAD, "2025-08-05");
    let entry = found(&[Outcome::OrderedToCorrect], ground.result(JOINT, &target, "2025-08-04"));
    let entry = ResultEntry { corrects: [first].into(), ..entered("2025-10-20", entry) };
    let second = ground.ledger.enter(LedgerEntry::Result(entry));
    assert_eq!(ground.codes(), ["results.correction_unpublished"]);
    ground.publish(second, LEAD, "2025-10-20");
    assert_eq!(ground.codes(), [] as [&str; 0]);

    // What was corrected before anything was published need not be.
    let mut ground = Ground::new();
    let first = ground.enter(JOINT, &target, "2025-08-04");
    let entry = ResultEntry { corrects: [first].into(), ..ground.result(JOINT, &target, "2025-08-04") };
    let second = ground.ledger.enter(LedgerEntry::Result(entry));
    ground.publish(second, LEAD, "2025-08-05");
    assert_eq!(ground.codes(), [] as [&str; 0]);
}

/// Guards each step of a hand-over: out of order, by another station, twice, of nothing.
#[test]
fn each_fault_of_a_hand_over_is_found() {
    let nothing = Suite::Sha256.hash(b"");
    let step = |receipts: &[(&str, &str)], closings: &[(&str, &str)]| {
        let mut ground = Ground::new();
        let target = ground.drawn(JOINT)[0].clone();
        let entry = found(&[Outcome::Pending], ground.result(JOINT, &target, "2025-08-04"));
        let result = ground.ledger.enter(LedgerEntry::Result(entry));
        let hand_over = ground.hand_over(result, LEAD, "2025-08-06");
        for (agency, on) in receipts {
            let (agency, by, day) = (line(agency), line("赵某"), day(on));
            ground.ledger.enter(LedgerEntry::TakenOver(TakenOver { hand_over, agency, by, day }));
        }
        for (agency, on) in closings {
            let (agency, by, day, how) = (line(agency), line("赵某"), day(on), line("已列入"));
            ground.ledger.enter(LedgerEntry::Closing(Closing { hand_over, agency, how, by, day }));
        }
        ground.codes()
    };
    assert_eq!(step(&[(STATION, "2025-08-06")], &[(STATION, "2025-08-06")]), [] as [&str; 0]);
    assert_eq!(step(&[("某市西城市场监管所", "2025-08-07")], &[]), ["results.taken_over_by_other"]);
    assert_eq!(step(&[(STATION, "2025-08-05")], &[]), ["results.step_before_hand_over"]);
    assert_eq!(
        step(&[(STATION, "2025-08-07")], &[("某市西城市场监管所", "2025-08-08")]),
        ["results.closed_by_other"]
    );
    assert_eq!(step(&[], &[(STATION, "2025-08-08")]), ["results.closed_before_taken_over"]);
    assert_eq!(
        step(&[(STATION, "2025-08-09")], &[(STATION, "2025-08-08")]),
        ["results.closed_before_taken_over"]
    );
    assert_eq!(step(&[(STATION, "2025-08-07"), (STATION, "2025-08-09")], &[]), ["results.step_repeated"]);

    let mut ground = Ground::new();
    ground.hand_over(nothing, LEAD, "2025-08-06");
    let (agency, by, day) = (line(STATION), line("赵某"), day("2025-08-07"));
    ground.ledger.enter(LedgerEntry::TakenOver(TakenOver { hand_over: nothing, agency, by, day }));
    assert_eq!(ground.codes(), ["results.hand_over_of_unknown", "results.hand_over_unknown"]);
    assert!(ground.assessed("2025-12-31").findings().iter().all(|finding| finding.about.is_none()));

    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let result = ground.enter(JOINT, &target, "2025-08-04");
    ground.hand_over(result, "某县市场监管局", "2025-08-01");
    assert_eq!(ground.codes(), ["results.handed_over_by_other", "results.handed_over_before_entry"]);
    let about = Some((JOINT.to_owned(), target));
    assert!(ground.assessed("2025-12-31").findings().iter().all(|finding| finding.about == about));
}
