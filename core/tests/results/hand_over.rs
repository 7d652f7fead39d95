//! Hand-overs: each case that needs a follow-up is in one state, and none is lost between.

use double_random::{Closing, HandOverState, LedgerEntry, Outcome, Progress, TakenOver};

use crate::ceremony::day;
use crate::ground::{Ground, JOINT, LEAD, STATION, found, line};

/// Guards the way of one case from missing to closed, day by day, and its follow-up deadline.
#[test]
fn a_case_is_in_one_state_each_day() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let entry = found(&[Outcome::Unreachable], ground.result(JOINT, &target, "2025-08-04"));
    let result = ground.ledger.enter(LedgerEntry::Result(entry));
    let hand_over = ground.hand_over(result, LEAD, "2025-08-06");
    let (agency, by) = (line(STATION), line("赵某"));
    let receipt = TakenOver { hand_over, agency: agency.clone(), by: by.clone(), day: day("2025-08-08") };
    ground.ledger.enter(LedgerEntry::TakenOver(receipt));
    let closing =
        Closing { hand_over, agency, how: line("已列入经营异常名录"), by, day: day("2025-08-20") };
    ground.ledger.enter(LedgerEntry::Closing(closing));

    let at = |as_of: &str| {
        let assessment = ground.assessed(as_of);
        let progress = Progress::of(&assessment);
        let states: Vec<_> = progress.hand_overs.iter().map(|one| (one.state, one.days)).collect();
        let follow_up = progress.unreachable.first().map(|one| (one.done, one.days));
        (progress.missing_hand_overs.len(), states, follow_up)
    };
    assert_eq!(at("2025-08-03"), (0, vec![], None));
    assert_eq!(at("2025-08-05"), (1, vec![], Some((None, 0))));
    assert_eq!(at("2025-08-07"), (0, vec![(HandOverState::HandedOver, 1)], Some((None, 0))));
    assert_eq!(at("2025-08-19"), (0, vec![(HandOverState::TakenOver, 13)], Some((None, 1))));
    let closed = (0, vec![(HandOverState::Closed, 14)], Some((Some(day("2025-08-20")), 2)));
    assert_eq!(at("2025-08-20"), closed);
    assert_eq!(at("2025-12-31"), closed);
}

/// Guards which outcomes need a hand-over, and that a correction keeps the one there was.
#[test]
fn what_needs_a_follow_up_is_handed_over() {
    let mut ground = Ground::new();
    let drawn = ground.drawn(JOINT);
    for (target, outcome) in drawn.iter().zip(Outcome::ALL) {
        let entry = found(&[*outcome], ground.result(JOINT, target, "2025-08-04"));
        ground.ledger.enter(LedgerEntry::Result(entry));
    }
    let expected: Vec<&str> = {
        let mut due: Vec<_> =
            drawn.iter().zip(Outcome::ALL).filter(|(_, outcome)| outcome.needs_follow_up()).collect();
        due.sort();
        due.into_iter().map(|(target, _)| target.as_str()).collect()
    };
    assert!(expected.len() >= 3);
    let assessment = ground.assessed("2025-08-05");
    let missing: Vec<&str> = assessment.missing_hand_overs().iter().map(|missing| missing.target).collect();
    assert_eq!(missing, expected);

    let result = ground.ledger.entries().find_map(|(digest, entry)| match entry {
        LedgerEntry::Result(entry) if entry.target.as_str() == expected[0] => Some((digest, entry.clone())),
        _ => None,
    });
    let (digest, entry) = result.unwrap();
    ground.hand_over(digest, LEAD, "2025-08-05");
    let corrected =
        double_random::ResultEntry { corrects: [digest].into(), note: Some(line("更正")), ..entry };
    ground.ledger.enter(LedgerEntry::Result(corrected));
    assert_eq!(ground.assessed("2025-08-05").missing_hand_overs().len(), expected.len() - 1);
}
