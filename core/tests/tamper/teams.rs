//! Edits of who is sent: of the assignment in a record, and of the directory of inspectors.

use std::collections::BTreeSet;

use double_random::{
    AssignedSlot, AssignmentRecord, CheckName, CheckStatus, Coordination, DrawRecord, Evidence, IdProfile,
    InspectorColumns, InspectorDirectory, PreparedDraw, SlotGroup, SlotNeed, Suite, TeamRule,
    VerificationReport, Window, verify,
};

use super::common::ceremony::{day, name, salted, setting, sources};
use super::{Ceremony, every_edit_is_found, failed};

const COLUMNS: [&str; 7] = ["id", "name", "specialties", "leader", "load", "cap", "recusals"];

/// Ten inspectors. Those who lead or know food may only make four visits of the year, so that some places stay open.
fn rows() -> Vec<[String; 7]> {
    let row = |at: usize| {
        let specialty = if at % 3 == 1 { "食品" } else { "" };
        let leader = if at.is_multiple_of(3) { "是" } else { "否" };
        let recusal = if at % 4 == 3 { "owner:重点=利害关系" } else { "" };
        let (load, cap) = (at % 3, if at % 3 == 2 { "" } else { "4" });
        [
            format!("P{at}"),
            format!("人员{at}"),
            specialty.into(),
            leader.into(),
            load.to_string(),
            cap.into(),
            recusal.into(),
        ]
    };
    (0..10).map(row).collect()
}

fn inspectors(rows: &[[String; 7]]) -> InspectorDirectory {
    InspectorDirectory::from_rows(InspectorColumns::new(COLUMNS).unwrap(), IdProfile::Ascii, rows).unwrap()
}

/// The ceremony of the other edits, with a leader and two more for the first task, and a specialist and two more for the second.
fn staffed(coordination: Coordination, suite: Suite) -> Ceremony {
    let (mut plan, directory, inspectors) = (super::plan(coordination), salted(), inspectors(&rows()));
    let window = Window::new(day("2025-07-01"), day("2025-11-30")).unwrap();
    for (task, need) in [("01", SlotNeed::leader()), ("02", SlotNeed::qualification("食品"))] {
        let mut rules = plan.task(&name(task)).unwrap().rules().unwrap().clone();
        let team = TeamRule::new(3, window).unwrap().with_slots(vec![SlotGroup { count: 1, need }]);
        rules.team = Some(team.unwrap());
        plan.set_rules(&name(task), rules).unwrap();
    }
    let (committed, revealed) = sources(suite);
    let prepared = PreparedDraw::new(&plan, &directory, setting(suite), &mut ()).unwrap();
    let draw = prepared.with_inspectors(&inspectors).unwrap().commit(committed, &mut ()).unwrap();
    let commitment_digest = draw.commitment().digest();
    let record = draw.reveal(revealed).unwrap().draw(&mut ()).unwrap();
    let inspectors = Some(inspectors);
    Ceremony { plan: plan.to_json(), directory, inspectors, record, commitment_digest }
}

fn assignment(record: &mut DrawRecord) -> &mut AssignmentRecord {
    record.assignment.as_mut().unwrap()
}

/// Every slot, in order.
fn slots(record: &mut DrawRecord) -> Vec<&mut AssignedSlot> {
    assignment(record).visits.iter_mut().flat_map(|visit| &mut visit.slots).collect()
}

/// The checks that fail after an edit, but for the published digest, which every edit changes.
fn found(ceremony: &Ceremony, edit: impl FnOnce(&mut DrawRecord)) -> BTreeSet<&'static str> {
    let mut record = ceremony.record.clone();
    edit(&mut record);
    let report = ceremony.verify(&record.to_json());
    let mut found = failed(&report);
    assert!(found.remove("record.digest"), "{report}");
    found
}

const NINE: [CheckName; 9] = [
    CheckName::InspectorsShape,
    CheckName::InspectorsRoot,
    CheckName::InspectorsDigest,
    CheckName::AssignmentVisits,
    CheckName::AssignmentEligibility,
    CheckName::AssignmentFilled,
    CheckName::AssignmentBalance,
    CheckName::AssignmentStart,
    CheckName::AssignmentMix,
];

fn codes(checks: &[CheckName]) -> BTreeSet<&'static str> {
    checks.iter().map(|check| check.code()).collect()
}

/// Guards honest records with teams, some of whose places are open and some filled by others than at the start.
#[test]
fn honest_teams_hold() {
    for suite in Suite::ALL {
        for coordination in [Coordination::Independent, Coordination::MergedVisits] {
            let ceremony = staffed(coordination, suite);
            let report = ceremony.verify(&ceremony.record.to_json());
            assert!(report.holds(), "{report}");
            let not_done: Vec<CheckName> = report.not_done().map(|check| check.name).collect();
            assert_eq!(not_done, [CheckName::Amendments]);
            let mut record = ceremony.record.clone();
            let slots = slots(&mut record);
            assert!(slots.iter().any(|slot| slot.start.is_none()));
            assert!(slots.iter().any(|slot| slot.start != slot.inspector));
        }
    }
}

/// Guards each member of an assignment, and of a record that has one, in turn.
#[test]
fn every_single_edit_beside_teams_is_found_by_the_right_check() {
    assert!(every_edit_is_found(&staffed(Coordination::MergedVisits, Suite::Sm3)) > 700);
}

/// Guards each place against everyone else: whoever is named instead is not admissible, or there twice or too often, or else not the
/// first in order, or not who the moves lead to.
#[test]
fn anyone_else_in_a_place_is_found() {
    let ceremony = staffed(Coordination::MergedVisits, Suite::Sha256);
    let mut at_each = BTreeSet::new();
    let places = slots(&mut ceremony.record.clone()).len();
    for place in (0..places).step_by(2) {
        for row in rows() {
            let other = Some(row[0].clone());
            let honest = slots(&mut ceremony.record.clone())[place].clone();
            for at_start in [true, false] {
                if other == (if at_start { &honest.start } else { &honest.inspector }).clone() {
                    continue;
                }
                let found = found(&ceremony, |record| {
                    let mut slots = slots(record);
                    if at_start {
                        slots[place].start.clone_from(&other);
                    } else {
                        slots[place].inspector.clone_from(&other);
                    }
                });
                let first = CheckName::RECORD.iter().find(|check| found.contains(check.code())).unwrap();
                let right = if at_start { CheckName::AssignmentStart } else { CheckName::AssignmentBalance };
                let right = [
                    CheckName::AssignmentEligibility,
                    CheckName::AssignmentFilled,
                    right,
                    CheckName::AssignmentMix,
                ];
                assert!(right.contains(first), "{place} {other:?}: {found:?}");
                at_each.insert(*first);
            }
        }
    }
    assert!(at_each.contains(&CheckName::AssignmentEligibility) && at_each.len() >= 3, "{at_each:?}");
}

/// Guards forgeries that keep every number right: two who change places, a place left open on purpose, a visit taken from one
/// inspector and given to another.
#[test]
fn consistent_forgeries_are_found() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let mut honest = ceremony.record.clone();
    let honest: Vec<AssignedSlot> = slots(&mut honest).into_iter().map(|slot| slot.clone()).collect();
    let plain = |at: &usize| honest[*at].need.is_plain() && honest[*at].inspector.is_some();
    let plain: Vec<usize> = (0..honest.len()).filter(plain).collect();

    let mut only_by_mix = 0;
    for (one, other) in plain.iter().flat_map(|one| plain.iter().map(move |other| (*one, *other))) {
        if one < other && honest[one].inspector != honest[other].inspector {
            let found = found(&ceremony, |record| {
                let mut slots = slots(record);
                let swapped = slots[other].inspector.take();
                slots[other].inspector = std::mem::replace(&mut slots[one].inspector, swapped);
            });
            assert!(found.contains("assignment.mix"));
            only_by_mix += usize::from(found.len() == 1);
        }
    }
    assert!(only_by_mix > 5, "{only_by_mix}");

    let change_load = |record: &mut DrawRecord, id: &str, change: i64| {
        let loads = &mut assignment(record).loads;
        let load = loads.iter_mut().find(|load| load.inspector == id).unwrap();
        load.after = load.after.checked_add_signed(change).unwrap();
    };
    let left_open = found(&ceremony, |record| {
        let slot = slots(record).remove(plain[0]);
        let id = slot.inspector.take().unwrap();
        slot.start = None;
        change_load(record, &id, -1);
    });
    assert!(left_open.contains("assignment.filled"), "{left_open:?}");

    let given_away = found(&ceremony, |record| {
        let slot = assignment(record).visits.iter_mut().find_map(|visit| {
            let on_the_team =
                |slot: &AssignedSlot| [&slot.start, &slot.inspector].contains(&&Some("P2".into()));
            let without = !visit.slots.iter().any(on_the_team);
            visit.slots.iter_mut().rfind(|slot| without && slot.need.is_plain())
        });
        let slot = slot.unwrap();
        let from = slot.inspector.replace("P2".to_owned()).unwrap();
        slot.start.clone_from(&slot.inspector);
        change_load(record, &from, -1);
        change_load(record, "P2", 1);
    });
    assert!(given_away.is_superset(&codes(&[CheckName::AssignmentBalance, CheckName::AssignmentStart])));
    assert!(!given_away.contains("assignment.filled"), "{given_away:?}");
}

/// Guards that a check which fails names the place, the target and the number in its team from 1, and that strangers are called no
/// inspectors rather than one who is there twice.
#[test]
fn a_place_is_named_by_target_and_number() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let visits = ceremony.record.assignment.as_ref().unwrap().visits.len();
    for (visit, place) in [(0, 0), (visits - 1, 1)] {
        let mut record = ceremony.record.clone();
        let edited = &mut assignment(&mut record).visits[visit];
        edited.slots[place].inspector.replace("nobody".to_owned()).unwrap();
        edited.slots[2].inspector = Some("somebody".to_owned());
        let named = format!("{}, place {}", edited.target, place + 1);
        let report = ceremony.verify(&record.to_json());
        let mix = report.checks.iter().find(|check| check.name == CheckName::AssignmentMix).unwrap();
        assert!(mix.shown.iter().any(|shown| shown.what == named), "{named}: {report}");
        assert!(!report.to_string().contains("nobody twice in a team"), "{report}");
    }
}

/// Guards elements of the lists: a visit, a slot, a draw of a visit or a load left out or given twice.
#[test]
fn dropped_and_repeated_elements_of_an_assignment_are_found() {
    let ceremony = staffed(Coordination::MergedVisits, Suite::Sm3);
    let visits = |edit: fn(&mut AssignmentRecord)| found(&ceremony, |record| edit(assignment(record)));
    for edit in [
        |assigned: &mut AssignmentRecord| drop(assigned.visits.remove(0)),
        |assigned: &mut AssignmentRecord| assigned.visits.insert(0, assigned.visits[0].clone()),
        |assigned: &mut AssignmentRecord| assigned.visits.swap(0, 1),
        |assigned: &mut AssignmentRecord| drop(assigned.visits[0].slots.remove(0)),
        |assigned: &mut AssignmentRecord| drop(assigned.visits[0].draws.remove(0)),
    ] {
        assert!(visits(edit).contains("assignment.visits"));
    }
    for edit in [
        |assigned: &mut AssignmentRecord| drop(assigned.loads.remove(0)),
        |assigned: &mut AssignmentRecord| assigned.loads.push(assigned.loads[0].clone()),
        |assigned: &mut AssignmentRecord| assigned.loads.swap(0, 1),
    ] {
        assert_eq!(visits(edit), BTreeSet::from(["assignment.balance"]));
    }
}

fn against(ceremony: &Ceremony, inspectors: Option<&InspectorDirectory>) -> VerificationReport {
    let evidence = Evidence { inspectors, ..Evidence::new(&ceremony.plan, &ceremony.directory) };
    verify(&ceremony.record.to_json(), &evidence, &mut ()).unwrap()
}

/// Guards that an edited row, a moved number, another column and a missing row of the directory of inspectors are told apart.
#[test]
fn edited_directories_of_inspectors_are_told_apart() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let edited = |at: usize, column: usize, field: &str| {
        let mut rows = rows();
        rows[at][column] = field.to_owned();
        failed(&against(&ceremony, Some(&inspectors(&rows))))
    };
    assert!(edited(3, 1, "人员3").is_empty());
    assert_eq!(edited(3, 1, "改名"), BTreeSet::from(["inspectors.root"]));
    assert!(edited(3, 3, "否").is_superset(&BTreeSet::from(["inspectors.root", "assignment.eligibility"])));
    assert!(edited(3, 4, "5").is_superset(&BTreeSet::from(["inspectors.root", "assignment.balance"])));
    assert!(edited(3, 5, "1").is_superset(&BTreeSet::from(["inspectors.root", "assignment.filled"])));

    let fewer = failed(&against(&ceremony, Some(&inspectors(&rows()[..9]))));
    assert!(fewer.is_superset(&BTreeSet::from(["inspectors.shape", "inspectors.root"])), "{fewer:?}");

    let narrow = rows().into_iter().map(|[id, name, specialties, leader, load, cap, _]: [String; 7]| {
        [id, name, specialties, leader, load, cap]
    });
    let columns = InspectorColumns::new(&COLUMNS[..6]).unwrap();
    let narrow = InspectorDirectory::from_rows(columns, IdProfile::Ascii, narrow).unwrap();
    assert!(failed(&against(&ceremony, Some(&narrow))).contains("inspectors.shape"));
}

/// Guards that a column which a team asks for is missed, even where nobody would be refused for it.
#[test]
fn a_missing_column_is_found() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let columns = InspectorColumns::new(["id", "name"]).unwrap();
    let bare = InspectorDirectory::from_rows(columns, IdProfile::Ascii, [["P0", "人员0"]]).unwrap();
    let report = against(&ceremony, Some(&bare));
    assert!(report.to_string().contains("column `leader`"), "{report}");
    assert!(report.to_string().contains("column `specialties` or `items`"), "{report}");
}

/// Guards that nothing is called passed without the inspectors, and that commitment and assignment come together or not at all.
#[test]
fn inspectors_and_assignment_come_together() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let alone = against(&ceremony, None);
    let of = |report: &VerificationReport, status| -> Vec<CheckName> {
        report.checks.iter().filter(|check| check.status == status).map(|check| check.name).collect()
    };
    assert!(alone.holds());
    let nine: Vec<CheckName> =
        of(&alone, CheckStatus::NotDone).into_iter().filter(|check| NINE.contains(check)).collect();
    assert_eq!(nine, NINE);

    let unassigned = found(&ceremony, |record| record.assignment = None);
    assert_eq!(unassigned, codes(&NINE[3..]));
    let uncommitted = found(&ceremony, |record| record.commitment.inspectors = None);
    assert_eq!(uncommitted, &codes(&NINE) | &BTreeSet::from(["commitment.digest"]));
}

/// Guards the long steps of the checks of an assignment: each report of how far they are can stop them.
#[test]
fn verifying_teams_can_be_stopped() {
    let ceremony = staffed(Coordination::Independent, Suite::Sha256);
    let record = ceremony.record.to_json();
    let inspectors = ceremony.inspectors.as_ref();
    let evidence = Evidence { inspectors, ..Evidence::new(&ceremony.plan, &ceremony.directory) };
    let mut reports = 0;
    let mut count = |_: u64, _: u64| {
        reports += 1;
        std::ops::ControlFlow::Continue(())
    };
    assert!(verify(&record, &evidence, &mut count).is_ok());
    for last in 0..reports {
        let mut left = last;
        let mut stop = |_: u64, _: u64| {
            left -= 1;
            if left < 0 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        };
        assert!(verify(&record, &evidence, &mut stop).is_err());
    }
    assert!(reports >= 10, "{reports}");
}
