//! The assignment of inspectors, held against trying everything.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "test data is known, and a test fails by panicking"
)]

mod brute_force;
mod instance;
mod uniformity;

use std::ops::ControlFlow;

use brute_force::Holders;
use double_random::{Assignment, AssignmentProblem, Candidate, Explain, Suite};
use instance::Choices;

fn flat(visits: &[Vec<Option<usize>>]) -> Holders {
    visits.concat()
}

/// Guards the four steps on thousands of small problems: a slot is open only if it must be, the sum of squares is the least, the start
/// is the first in order of all balanced assignments, the moves are those of the specification.
#[test]
fn every_step_is_what_trying_everything_finds() {
    let mut choices = Choices::new("every step");
    let (mut with_open, mut with_choice) = (0, 0);
    for number in 0..5000 {
        let instance = choices.instance(&number.to_string(), 5, 6, 3);
        if instance.slots().len() > 7 {
            continue;
        }
        let Assignment { start, teams, loads } = instance.assign();
        let filled = brute_force::filled(&instance);
        let open: Vec<bool> = flat(&start).iter().map(Option::is_some).collect();
        assert_eq!(open, filled, "{instance:?}");
        let balanced = brute_force::balanced(&instance, &filled);
        let first = brute_force::first(&instance, &balanced);
        assert_eq!(flat(&start), first, "{instance:?}");
        assert_eq!(flat(&teams), brute_force::mixed(&instance, &first), "{instance:?}");
        assert!(balanced.contains(&flat(&teams)));
        let squares: u64 = loads.iter().map(|load| load * load).sum();
        assert_eq!(squares, brute_force::sum_of_squares(&instance, &first));
        with_open += u32::from(filled.contains(&false));
        with_choice += u32::from(balanced.len() > 1);
    }
    assert!(with_open > 500 && with_choice > 1000, "{with_open} {with_choice}");
}

/// Guards the shortage: no smaller set of the slots up to the open one lacks a filling, no other as small does, and what everyone
/// can take is one less than the slots.
#[test]
fn a_shortage_is_the_one_smallest_set() {
    let mut choices = Choices::new("shortage");
    let mut seen = 0;
    for number in 0..1500 {
        let instance = choices.instance(&number.to_string(), 4, 4, 3);
        let slots = instance.slots();
        if slots.len() > 7 {
            continue;
        }
        let (problem, filled) = (instance.problem(), brute_force::filled(&instance));
        for (open, (visit, slot)) in slots.iter().enumerate() {
            let shortage = problem.shortage(*visit, *slot);
            assert_eq!(shortage.is_none(), filled[open]);
            let Some(shortage) = shortage else { continue };
            let takes: usize = shortage.inspectors.iter().map(|competitor| competitor.takes).sum();
            assert_eq!(takes + 1, shortage.slots.len());
            let named: Vec<bool> = slots.iter().map(|slot| shortage.slots.contains(slot)).collect();
            assert!(named[open] && brute_force::fillings(&instance, &named).is_empty());
            for set in 0..1_u32 << open {
                let chosen: Vec<bool> = (0..slots.len())
                    .map(|slot| slot == open || slot < open && filled[slot] && set >> slot & 1 == 1)
                    .collect();
                let size = chosen.iter().filter(|chosen| **chosen).count();
                if size <= shortage.slots.len() && chosen != named {
                    assert!(!brute_force::fillings(&instance, &chosen).is_empty(), "{instance:?}");
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

/// Guards the start where there is too much to try everything: nobody earlier in order could hold a slot, with the slots before it as
/// they are, without leaving a slot open or a greater sum of squares.
#[test]
fn nobody_earlier_could_have_had_a_slot() {
    let mut choices = Choices::new("earlier");
    let squares = |loads: &[u64]| loads.iter().map(|load| load * load).sum::<u64>();
    let mut tried = 0;
    for number in 0..150 {
        let mut instance = choices.instance(&number.to_string(), 14, 9, 3);
        let whole = instance.assign();
        let open = |assignment: &Assignment| -> Vec<bool> {
            flat(&assignment.start).iter().map(Option::is_none).collect()
        };
        for (visit, slot) in instance.slots() {
            let Some(holder) = whole.start[visit][slot] else {
                instance.visits[visit][slot].clear();
                continue;
            };
            let rank = instance.rank(visit, holder);
            for earlier in instance.visits[visit][slot].clone() {
                if instance.rank(visit, earlier) < rank {
                    let mut other = instance.clone();
                    other.visits[visit][slot] = vec![earlier];
                    let other = other.assign();
                    assert!(open(&other) != open(&whole) || squares(&other.loads) > squares(&whole.loads));
                    tried += 1;
                }
            }
            instance.visits[visit][slot] = vec![holder];
        }
    }
    assert!(tried > 1500, "{tried}");
}

/// Guards that the order in which problems list what is the same does not matter, and that nothing is kept between runs.
#[test]
fn the_same_problem_has_the_same_answer() {
    let mut choices = Choices::new("same");
    for number in 0..50 {
        let instance = choices.instance(&number.to_string(), 30, 12, 4);
        assert_eq!(instance.assign(), instance.assign());
    }
}

/// Guards the bounds of what a problem may be.
#[test]
fn what_is_no_problem_is_refused() {
    let candidate = |id: &str| Candidate { id: id.to_owned(), load: 0, cap: None };
    let new =
        |ids: &[&str]| AssignmentProblem::new(Suite::Sha256, ids.iter().map(|id| candidate(id)).collect());
    assert_eq!(new(&["B", "A"]).unwrap_err().code(), "assignment.out_of_order");
    assert_eq!(new(&["A", "A"]).unwrap_err().code(), "assignment.out_of_order");
    let key = Suite::Sha256.hash(b"key");
    for numbers in [vec![2], vec![1, 0], vec![0, 0]] {
        let refused = new(&["A", "B"]).unwrap().push_visit(&key, "T", &[vec![0], numbers]);
        assert_eq!(refused.unwrap_err().code(), "assignment.no_such_inspector");
    }
    let mut empty = new(&[]).unwrap();
    empty.push_visit(&key, "T", &[vec![], vec![]]).unwrap();
    let assignment = empty.assign(&key, &mut ()).unwrap();
    assert_eq!(assignment.teams, [[None, None]]);
    assert_eq!(new(&["A"]).unwrap().assign(&key, &mut ()).unwrap().loads, [0]);
}

/// Guards that a long assignment says how far it is, comes to its end, and stops when told to.
#[test]
fn an_assignment_can_be_watched_and_stopped() {
    let instance = Choices::new("watched").instance("watched", 200, 30, 3);
    let mut reports = Vec::new();
    let mut watch = |done, total| {
        reports.push((done, total));
        ControlFlow::Continue(())
    };
    instance.problem().assign(&instance.mix_key, &mut watch).unwrap();
    assert!(reports.is_sorted() && reports.len() > 10);
    let total = 3 * instance.slots().len() as u64;
    assert_eq!(reports.last(), Some(&(total, total)));
    for stop_at in [0, total / 2, total] {
        let mut stop =
            |done, _| if done >= stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let stopped = instance.problem().assign(&instance.mix_key, &mut stop).unwrap_err();
        assert_eq!(stopped.code(), "progress.interrupted");
    }
}
