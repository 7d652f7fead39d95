//! What the next draw learns.

use double_random::{DrawSetting, Explain, LedgerEntry, Outcome, PreparedDraw, RiskTier};

use crate::ceremony::{day, name};
use crate::ground::{Ground, PLAIN, found};

/// Guards the way back into the directory: who was inspected under the second task, which may come once a year, is not in its next pool; who could not be
/// reached is, and so is everyone next year.
#[test]
fn the_next_draw_reads_what_was_inspected() {
    let mut ground = Ground::new();
    let drawn = ground.drawn(PLAIN);
    ground.enter(PLAIN, &drawn[0], "2025-08-04");
    let away = found(&[Outcome::Unreachable], ground.result(PLAIN, &drawn[1], "2025-08-04"));
    ground.ledger.enter(LedgerEntry::Result(away));
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let feedback = standing.feedback(&ground.targets).unwrap();
    assert_eq!(feedback.changes.len(), 1);

    let tier = |as_of: &str, target: &str| -> Option<RiskTier> {
        let directory = ground.targets.as_of(&feedback.changes, day(as_of)).unwrap();
        let setting = DrawSetting::first_attempt([name("02")], day(as_of));
        let prepared = PreparedDraw::new(&ground.plan, &directory, setting, &mut ()).unwrap();
        prepared.tasks()[0].pool().tier(directory.find(target).unwrap())
    };
    assert!(tier("2025-08-03", &drawn[0]).is_some());
    assert_eq!(tier("2025-09-01", &drawn[0]), None);
    assert!(tier("2025-09-01", &drawn[1]).is_some());
    assert!(tier("2026-01-01", &drawn[0]).is_some());

    // What is written back already is not written twice.
    let again = ground.targets.as_of(&feedback.changes, day("2025-12-31")).unwrap();
    assert_eq!(standing.feedback(&again).unwrap().changes, []);
}

/// Guards that pieces that were there stay, that several join in order, and that a target that left is told.
#[test]
fn changes_add_to_what_is_there() {
    let mut ground = Ground::new();
    let cooperative = ground.drawn("test-2025/03/1");
    let before = |id: &str| {
        let row = ground.targets.get(ground.targets.find(id).unwrap()).unwrap();
        row.field("last_inspected").unwrap().to_owned()
    };
    let target = cooperative.iter().find(|id| !before(id).is_empty()).unwrap().clone();
    let there = before(&target);
    ground.enter("test-2025/03/1", &target, "2025-08-04");
    let gone = cooperative.iter().find(|id| **id != target).unwrap().clone();
    ground.enter("test-2025/03/1", &gone, "2025-08-05");
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let removed = double_random::DirectoryChange {
        day: day("2025-09-01"),
        what: double_random::Change::Remove { id: gone.clone(), reason: "注销".to_owned() },
    };
    let directory = ground.targets.as_of(&[removed], day("2025-12-31")).unwrap();
    let feedback = standing.feedback(&directory).unwrap();
    let changed = directory.as_of(&feedback.changes, day("2025-08-04")).unwrap();
    let row = changed.get(changed.find(&target).unwrap()).unwrap();
    assert_eq!(row.field("last_inspected"), Some(format!("{there};03=2025-08-04").as_str()));
    assert_eq!(feedback.not_in_directory.into_iter().collect::<Vec<_>>(), [gone]);
}

/// Guards that a directory without the column is not taken for one without inspections.
#[test]
fn a_directory_without_the_column_is_an_error() {
    let ground = Ground::new();
    let columns = double_random::Columns::new(["id"]).unwrap();
    let rows: [[&str; 1]; 0] = [];
    let bare = double_random::TargetDirectory::from_rows(columns, Default::default(), rows).unwrap();
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    assert_eq!(standing.feedback(&bare).unwrap_err().code(), "table.unknown_column");
}
