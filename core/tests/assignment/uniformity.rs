//! How evenly the random moves spread over all balanced assignments, measured against enumeration. The seeds are frozen, so the figures
//! are the same on every run.

use std::collections::BTreeMap;

use crate::brute_force::{self, Holders};
use crate::instance::{Choices, Instance};
use double_random::Suite;

/// What a measurement found.
#[derive(Debug)]
struct Spread {
    /// How many balanced assignments there are, and how many were reached.
    balanced: usize,
    reached: usize,
    /// Total variation distance between the frequencies and the uniform distribution, in parts of what chance alone gives.
    distance: f64,
    /// Chi-square for uniformity, less its degrees of freedom, in standard deviations.
    excess: f64,
}

fn instance(inspectors: &[(u32, Option<u32>)], visits: &[&[&[usize]]]) -> Instance {
    let slots = |visit: &&[&[usize]]| visit.iter().map(|slot| slot.to_vec()).collect();
    Instance {
        suite: Suite::Sha256,
        order_key: Suite::Sha256.hash(b"order"),
        mix_key: Suite::Sha256.hash(b"mix"),
        inspectors: inspectors.to_vec(),
        visits: visits.iter().map(slots).collect(),
    }
}

/// Always the same start, and a mix key for each run: two hundred times as many runs as there are balanced assignments.
fn measure(instance: &Instance) -> Spread {
    let filled = brute_force::filled(instance);
    let balanced = brute_force::balanced(instance, &filled);
    let runs = 200 * balanced.len();
    let mut seen: BTreeMap<Holders, f64> = balanced.iter().map(|holders| (holders.clone(), 0.0)).collect();
    let problem = instance.problem();
    for run in 0..runs {
        let key = instance.suite.hash(format!("run {run}").as_bytes());
        let teams = problem.assign(&key, &mut ()).unwrap().teams.concat();
        *seen.get_mut(&teams).expect("a balanced assignment") += 1.0;
    }
    let (count, runs) = (balanced.len() as f64, runs as f64);
    let expected = runs / count;
    let distance: f64 = seen.values().map(|times| (times - expected).abs()).sum::<f64>() / (2.0 * runs);
    let by_chance = ((count - 1.0) / (2.0 * std::f64::consts::PI * runs)).sqrt();
    let chi_square: f64 = seen.values().map(|times| (times - expected).powi(2) / expected).sum();
    Spread {
        balanced: balanced.len(),
        reached: seen.values().filter(|times| **times > 0.0).count(),
        distance: distance / by_chance,
        excess: (chi_square - (count - 1.0)) / (2.0 * (count - 1.0)).sqrt(),
    }
}

const ALL: &[usize] = &[0, 1, 2, 3];

/// Guards the claim of the specification as far as it goes: on these problems every balanced assignment is reached, and the distance
/// from uniform is what chance gives in so many runs. The shapes: free choice, room exactly as large as demand, a
/// specialist in each visit, unequal loads, everyone recused from somebody, a place that must stay open.
#[test]
fn all_balanced_assignments_come_up_alike() {
    let free = vec![(0, None); 4];
    let any: &[&[usize]] = &[ALL, ALL];
    let cases = [
        ("free choice", instance(&free, &[any, any, any])),
        ("tight", instance(&[(0, Some(2)), (0, Some(1)), (0, Some(2)), (0, Some(1))], &[any, any, any])),
        ("specialists", instance(&free, &[&[&[0, 1], ALL], &[&[1, 2], ALL], &[&[0, 3], ALL]])),
        ("unequal loads", instance(&[(0, None), (1, None), (3, None), (2, None)], &[any, any, any, any])),
        (
            "conflicts",
            instance(
                &free,
                &[&[&[0, 1, 2], &[0, 1, 2]], &[&[1, 2, 3], &[1, 2, 3]], &[&[0, 2, 3], &[0, 2, 3]]],
            ),
        ),
        ("open", instance(&free, &[any, &[&[0], &[0]], any])),
    ];
    for (name, instance) in cases {
        let spread = measure(&instance);
        assert_eq!(spread.reached, spread.balanced, "{name}");
        assert!(spread.distance < 1.25 && spread.excess.abs() < 3.0, "{name}: {spread:?}");
    }
}

/// Whether one move leads from one assignment to the other, both being balanced.
fn one_move_apart(one: &Holders, other: &Holders) -> bool {
    let differ: Vec<usize> = (0..one.len()).filter(|slot| one[*slot] != other[*slot]).collect();
    let rotated =
        |by: usize| (0..differ.len()).all(|at| other[differ[at]] == one[differ[(at + by) % differ.len()]]);
    match differ.len() {
        1 => true,
        2 => rotated(1),
        3 => rotated(1) || rotated(2),
        _ => false,
    }
}

/// Guards what is said about the reach of the moves: on random problems with narrow choices they lead from any balanced assignment to
/// any other nearly always, and not always.
#[test]
fn the_moves_nearly_always_reach_everything() {
    let mut choices = Choices::new("reach");
    let (mut problems, mut connected) = (0, 0);
    for number in 0..4000 {
        let instance = choices.instance(&number.to_string(), 5, 6, 3);
        if instance.slots().len() > 7 {
            continue;
        }
        let balanced = brute_force::balanced(&instance, &brute_force::filled(&instance));
        if !(2..=300).contains(&balanced.len()) {
            continue;
        }
        let mut unreached: Vec<&Holders> = balanced.iter().skip(1).collect();
        let mut reached = vec![&balanced[0]];
        while let Some(from) = reached.pop() {
            let (next, rest) = unreached.into_iter().partition(|to| one_move_apart(from, to));
            reached.extend::<Vec<_>>(next);
            unreached = rest;
        }
        problems += 1;
        connected += u32::from(unreached.is_empty());
    }
    assert_eq!((connected, problems), (1215, 1219));
}

/// Guards that inspectors who differ in nothing but their ids are chosen alike: over 2,000 frozen seeds each of six holds each slot about
/// as often as every other, at the start already.
#[test]
fn equals_are_treated_alike() {
    let everyone: &[usize] = &[0, 1, 2, 3, 4, 5];
    let mut problem = instance(&[(0, None); 6], &[&[everyone; 3], &[everyone; 2], &[everyone; 2]]);
    let runs = 2000;
    let mut times = vec![[[0_u32; 6]; 7]; 2];
    for run in 0..runs {
        problem.order_key = Suite::Sha256.hash(format!("order {run}").as_bytes());
        problem.mix_key = Suite::Sha256.hash(format!("mix {run}").as_bytes());
        let assignment = problem.assign();
        for (step, teams) in [&assignment.start, &assignment.teams].into_iter().enumerate() {
            for (slot, holder) in teams.concat().into_iter().enumerate() {
                times[step][slot][holder.unwrap()] += 1;
            }
        }
    }
    let expected = f64::from(runs) / 6.0;
    for slot in times.concat() {
        let chi_square: f64 =
            slot.iter().map(|times| (f64::from(*times) - expected).powi(2) / expected).sum();
        // The 0.9999 quantile of chi-square with five degrees of freedom.
        assert!(chi_square < 25.74, "{slot:?}");
    }
}
