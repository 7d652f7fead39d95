//! The ledger: whoever enters first, whatever is merged first, it is the same, and nothing is lost or decided by order.

use double_random::{Explain, LedgerEntry, Outcome, ResultEntry, ResultsLedger, VisitState};
use proptest::prelude::*;

use crate::ceremony::day;
use crate::ground::{Ground, JOINT, LEAD, entered, found, line};

/// Results of every drawn target, some with a publication and a hand-over, as entries.
fn many(ground: &mut Ground) -> Vec<LedgerEntry> {
    for (at, target) in ground.drawn(JOINT).into_iter().enumerate() {
        let outcome = Outcome::ALL[at % Outcome::ALL.len()];
        let entry = found(&[outcome], ground.result(JOINT, &target, &format!("2025-08-{:02}", at % 28 + 1)));
        let result = ground.ledger.enter(LedgerEntry::Result(entry));
        if at % 2 == 0 {
            ground.publish(result, LEAD, "2025-09-01");
        }
        if at % 3 == 0 {
            ground.hand_over(result, LEAD, "2025-09-02");
        }
    }
    let entries = ground.ledger.entries().map(|(_, entry)| entry.clone()).collect();
    ground.ledger = ResultsLedger::of(&ground.record);
    entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Guards that no order of entries and no way of merging ledgers changes or loses anything.
    #[test]
    fn no_order_loses_an_entry(order in Just((0..64).collect::<Vec<usize>>()).prop_shuffle(), parts in prop::collection::vec(0_usize..3, 64)) {
        let mut ground = Ground::new();
        let entries = many(&mut ground);
        let mut whole = ground.ledger.clone();
        entries.iter().for_each(|entry| _ = whole.enter(entry.clone()));
        let mut ledgers = [0, 1, 2].map(|_| ground.ledger.clone());
        for at in order {
            if let Some(entry) = entries.get(at) {
                ledgers[parts[at]].enter(entry.clone());
                // Who enters the same again, anywhere, enters nothing.
                ledgers[(parts[at] + at) % 3].enter(entry.clone());
            }
        }
        let [one, two, three] = &ledgers;
        let merged = |order: [&ResultsLedger; 3]| {
            let mut merged = order[0].clone();
            merged.merge(order[1]).unwrap();
            merged.merge(order[2]).unwrap();
            merged.to_json()
        };
        prop_assert!(entries.len() <= 64);
        prop_assert_eq!(merged([one, two, three]), whole.to_json());
        prop_assert_eq!(merged([three, one, two]), whole.to_json());
        prop_assert_eq!(ResultsLedger::from_json(&whole.to_json()).unwrap(), whole);
    }
}

/// Guards the one layout: entries, outcomes, items and corrected digests have one order in a document.
#[test]
fn a_ledger_has_one_layout() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let first = ground.enter(JOINT, &target, "2025-08-04");
    let outcomes = [Outcome::Pending, Outcome::NotDisclosed];
    let entry = entered("2025-08-05", found(&outcomes, ground.result(JOINT, &target, "2025-08-04")));
    ground.ledger.enter(LedgerEntry::Result(ResultEntry { corrects: [first].into(), ..entry }));
    let text = ground.ledger.to_json();
    let code = |text: &str| ResultsLedger::from_json(text).unwrap_err().code();
    let turned = text
        .replace("\"not_disclosed\",\n          \"pending\"", "\"pending\",\n          \"not_disclosed\"");
    assert_ne!(turned, text);
    assert_eq!(code(&turned), "document.other_layout");
    // The same entry under a later day would stand behind the other.
    assert_eq!(
        code(&text.replacen("\"day\": \"2025-08-04\"", "\"day\": \"2025-08-06\"", 1)),
        "document.other_layout"
    );
    assert_eq!(code(&text.replace("\"pending\"", "\"no_problem\"")), "document.bad_value");
    assert_eq!(code(&text.replace("      \"note\": null,\n", "")), "document.malformed");
    assert_eq!(code(&text.replace("1 results", "1 record")), "document.malformed");
}

/// Guards that ledgers of different records are not mixed up.
#[test]
fn ledgers_of_other_records_do_not_merge() {
    let ground = Ground::new();
    let text = ground.ledger.to_json();
    let other = text.replace(&ground.record.digest().to_string(), &"0".repeat(64));
    let other = ResultsLedger::from_json(&other).unwrap();
    assert_eq!(ground.ledger.clone().merge(&other).unwrap_err().code(), "results.other_record");
    let case = double_random::ResultsCase { results: &other, ..ground.case() };
    assert_eq!(case.as_of(day("2025-12-31"), &mut ()).unwrap_err().code(), "results.other_record");
}

/// Guards rival corrections: they are shown and nobody decides, until a result corrects both; the inspection stays entered on time.
#[test]
fn rival_corrections_are_a_conflict() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let first = ground.enter(JOINT, &target, "2025-08-04");
    let correction = |ground: &Ground, outcome, corrects: &[double_random::Digest], on: &str| {
        let entry = entered(on, found(&[outcome], ground.result(JOINT, &target, "2025-08-04")));
        LedgerEntry::Result(ResultEntry { corrects: corrects.iter().copied().collect(), ..entry })
    };
    let entry = correction(&ground, Outcome::Pending, &[first], "2025-08-06");
    let one = ground.ledger.enter(entry);
    let state = |ground: &Ground| {
        let assessment = ground.assessed("2025-12-31");
        let overview = double_random::ResultsOverview::of(&assessment);
        let visit =
            overview.visits.iter().find(|visit| visit.target == target && visit.draw == JOINT).unwrap();
        let conflicts = double_random::Progress::of(&assessment).conflicts.len();
        (visit.state, visit.result, visit.on_time, visit.history.len(), conflicts)
    };
    assert_eq!(state(&ground), (VisitState::InForce, Some(one), Some(true), 2, 0));
    let entry = correction(&ground, Outcome::Concealed, &[first], "2025-08-07");
    let two = ground.ledger.enter(entry);
    assert_eq!(state(&ground), (VisitState::Conflict, None, Some(true), 3, 1));
    let entry = correction(&ground, Outcome::Concealed, &[one, two], "2025-08-08");
    let three = ground.ledger.enter(entry);
    assert_eq!(state(&ground), (VisitState::InForce, Some(three), Some(true), 4, 0));
    assert_eq!(ground.codes(), [] as [&str; 0]);
}

/// Guards that a correction by an agency that may not enter corrects nothing.
#[test]
fn a_stranger_corrects_nothing() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let first = ground.enter(JOINT, &target, "2025-08-04");
    let entry = found(&[Outcome::Pending], ground.result(JOINT, &target, "2025-08-04"));
    let entry = ResultEntry { agency: line("某县市场监管局"), corrects: [first].into(), ..entry };
    ground.ledger.enter(LedgerEntry::Result(entry));
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let due = standing.dues().iter().find(|due| due.first().is_some()).unwrap();
    assert_eq!(due.in_force().map(|(digest, _)| digest), Some(first));
    assert_eq!(ground.codes(), ["results.other_agency"]);
}
