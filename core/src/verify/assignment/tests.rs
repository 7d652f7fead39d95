//! The checks against a count over all assignments, where there are few enough to list.

use std::num::NonZeroU64;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::balance::uneven;
use super::filled::fillable;
use super::filling::Filling;
use super::ground::{Ground, Workload};
use super::mix::Teams;
use super::start::earlier;
use crate::digest::Suite;
use crate::stream::MixStream;

type Holders = Vec<Option<usize>>;

/// Numbers to make cases from.
struct Dice(MixStream);

impl Dice {
    fn new(case: u64) -> Self {
        Self(MixStream::new(&Suite::Sha256.hash(&case.to_be_bytes())))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0.below(NonZeroU64::new(bound as u64).unwrap()) as usize
    }
}

/// Up to five inspectors and up to five places in up to four visits: crowded, scarce and uneven ones.
fn any_ground(dice: &mut Dice) -> Ground {
    let inspectors = 1 + dice.below(5);
    let (loads, likely) = (1 + dice.below(4), 1 + dice.below(4));
    let workload = |dice: &mut Dice| Workload {
        load: dice.below(loads) as u64,
        room: (dice.below(3) > 0).then(|| dice.below(3) as u64),
    };
    let mut ground = Ground::new((0..inspectors).map(|_| workload(dice)).collect());
    while ground.places.len() < 5 && ground.visits().len() < 4 {
        let places = (1 + dice.below(3)).min(5 - ground.places.len());
        let sets: Vec<Rc<FixedBitSet>> = (0..places)
            .map(|_| {
                let mut set = FixedBitSet::with_capacity(inspectors);
                (0..inspectors).for_each(|inspector| set.set(inspector, dice.below(4) < likely));
                Rc::new(set)
            })
            .collect();
        ground.push_visit(sets);
        if dice.below(6) == 0 {
            break;
        }
    }
    ground
}

/// All fillings of any of the places.
fn fillings(ground: &Ground) -> Vec<Holders> {
    let mut all: Vec<Holders> = vec![Vec::new()];
    for place in &ground.places {
        let candidates = || place.admissible.ones().map(Some).chain([None]);
        all = all
            .iter()
            .flat_map(|known| candidates().map(move |next| [&known[..], &[next]].concat()))
            .collect();
    }
    all.retain(|holders| Filling::new(ground, holders).is_one());
    all
}

/// Which places are filled: each that can be together with those before it.
fn filled(ground: &Ground, fillings: &[Holders]) -> Vec<bool> {
    let mut filled: Vec<bool> = Vec::new();
    for place in 0..ground.places.len() {
        let together = |holders: &Holders| {
            holders[place].is_some() && (0..place).all(|before| !filled[before] || holders[before].is_some())
        };
        let can_be = fillings.iter().any(together);
        filled.push(can_be);
    }
    filled
}

/// The fillings of exactly the places that are filled.
fn complete(ground: &Ground) -> Vec<Holders> {
    let mut fillings = fillings(ground);
    let filled = filled(ground, &fillings);
    fillings.retain(|holders| holders.iter().map(Option::is_some).eq(filled.iter().copied()));
    fillings
}

/// Those of them with the least sum of squares.
fn even(ground: &Ground) -> Vec<Holders> {
    let mut complete = complete(ground);
    let squares = |holders: &Holders| Filling::new(ground, holders).squares();
    let least = complete.iter().map(squares).min().unwrap();
    complete.retain(|holders| squares(holders) == least);
    complete
}

fn cases() -> impl Iterator<Item = (Dice, Ground)> {
    (0..400).map(|case| {
        let mut dice = Dice::new(case);
        let ground = any_ground(&mut dice);
        (dice, ground)
    })
}

/// Guards that of each filling of whatever places the first place is named that need not have stayed open, and none of the
/// right one.
#[test]
fn places_left_open_without_need_are_found() {
    let mut open = 0;
    for (_, ground) in cases() {
        let fillings = fillings(&ground);
        let filled = filled(&ground, &fillings);
        open += filled.iter().filter(|filled| !**filled).count();
        for holders in fillings {
            let differs = (0..filled.len()).find(|place| holders[*place].is_some() != filled[*place]);
            let found = fillable(&Filling::new(&ground, &holders), &mut ()).unwrap();
            assert_eq!(found, differs, "{ground:?} {holders:?}");
        }
    }
    assert!(open > 200, "{open}");
}

/// Guards that a filling is called uneven if and only if another of the same places has a smaller sum of squares.
#[test]
fn uneven_loads_are_found() {
    let mut wrong = 0;
    for (_, ground) in cases() {
        let even = even(&ground);
        for holders in complete(&ground) {
            let found = uneven(&Filling::new(&ground, &holders), &mut ()).unwrap();
            assert_eq!(found.is_none(), even.contains(&holders), "{ground:?} {holders:?} {found:?}");
            wrong += usize::from(found.is_some());
        }
    }
    assert!(wrong > 1000, "{wrong}");
}

/// Guards that of each even filling every place is named that could go to somebody earlier while those before it stay, with
/// the earliest; so of the first filling, and of it alone, none is.
#[test]
fn fillings_that_are_not_the_first_are_found() {
    let (mut wrong, mut within_a_visit) = (0, 0);
    for (mut dice, ground) in cases() {
        let even = even(&ground);
        let ranks: Vec<Vec<usize>> = (0..ground.visits().len())
            .map(|_| (0..ground.inspectors.len()).map(|_| dice.below(1000)).collect())
            .collect();
        let rank = |visit: usize, inspector: usize| (ranks[visit][inspector], inspector);
        let mut firsts = 0;
        for holders in &even {
            let mut expected = Vec::new();
            for (place, holder) in holders.iter().enumerate() {
                let Some(holder) = holder else { continue };
                let visit = ground.places[place].visit;
                let same_before = even.iter().filter(|other| other[..place] == holders[..place]);
                let first =
                    same_before.filter_map(|other| other[place]).min_by_key(|other| rank(visit, *other));
                if let Some(first) = first.filter(|first| rank(visit, *first) < rank(visit, *holder)) {
                    expected.push((place, first));
                    let later = place + 1..ground.places_of(visit).end;
                    within_a_visit += usize::from(holders[later].contains(&Some(first)));
                }
            }
            let found = earlier(&Filling::new(&ground, holders), rank, &mut ()).unwrap();
            assert_eq!(found, expected, "{ground:?} {holders:?}");
            wrong += usize::from(!found.is_empty());
            firsts += usize::from(found.is_empty());
        }
        assert_eq!(firsts, 1);
    }
    assert!(wrong > 1000 && within_a_visit > 200, "{wrong} {within_a_visit}");
}

/// Guards the replay of moves against the sentences of section 8.3, taken one by one with everything recounted each time.
#[test]
fn moves_are_replayed_as_the_specification_says() {
    let mut moved = 0;
    for (mut dice, ground) in cases() {
        let even = even(&ground);
        let mut holders = even[dice.below(even.len())].clone();
        let key = Suite::Sm3.hash(&dice.below(1000).to_be_bytes());
        let start = Filling::new(&ground, &holders);
        let mut teams = Teams::new(&start);
        teams.mix(&mut MixStream::new(&key), &mut ()).unwrap();

        let before = holders.clone();
        let filled: Vec<usize> = (0..holders.len()).filter(|place| holders[*place].is_some()).collect();
        let (places, inspectors) = (filled.len(), ground.inspectors.len());
        let mut stream = Dice(MixStream::new(&key));
        for _ in 0..64 * places {
            let mut next = holders.clone();
            let different = match stream.below(3) {
                0 => {
                    let (a, b) = (filled[stream.below(places)], filled[stream.below(places)]);
                    next.swap(a, b);
                    a != b
                }
                1 => {
                    let [a, b, c] = [(); 3].map(|()| filled[stream.below(places)]);
                    (next[a], next[b], next[c]) = (holders[b], holders[c], holders[a]);
                    a != b && b != c && a != c
                }
                _ => {
                    let (a, inspector) = (filled[stream.below(places)], stream.below(inspectors));
                    next[a] = Some(inspector);
                    holders[a] != Some(inspector)
                }
            };
            if different && even.contains(&next) {
                moved += usize::from(next != holders);
                holders = next;
            }
        }
        let found: Holders = (0..before.len())
            .map(|place| {
                teams.places.iter().position(|filled| *filled == place).map(|number| teams.holders[number])
            })
            .collect();
        assert_eq!(found, holders);
    }
    assert!(moved > 4_000, "{moved}");
}
