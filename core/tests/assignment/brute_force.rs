//! The four steps by trying everything, from the words of the specification.

use double_random::MixStream;

use crate::instance::Instance;

/// Who holds each slot; none of a slot that is not filled.
pub(crate) type Holders = Vec<Option<usize>>;

/// All fillings of the slots that are to be filled.
pub(crate) fn fillings(instance: &Instance, filled: &[bool]) -> Vec<Holders> {
    let slots = instance.slots();
    let mut all = vec![Vec::new()];
    for (at, (visit, slot)) in slots.iter().enumerate() {
        let mut longer = Vec::new();
        for begun in all {
            let choices: Vec<Option<usize>> = match filled[at] {
                true => instance.visits[*visit][*slot].iter().copied().map(Some).collect(),
                false => vec![None],
            };
            for choice in choices {
                let holders: Holders = [&begun[..], &[choice]].concat();
                if choice.is_none_or(|inspector| fits(instance, &slots, &holders, inspector)) {
                    longer.push(holders);
                }
            }
        }
        all = longer;
    }
    all
}

/// Whether the holder of the last slot has no other one of the visit, and not more visits than room.
fn fits(instance: &Instance, slots: &[(usize, usize)], holders: &Holders, inspector: usize) -> bool {
    let (last, before) = holders.split_last().unwrap();
    let visit = slots[before.len()].0;
    let twice = before.iter().zip(slots).any(|(holder, (of, _))| holder == last && *of == visit);
    let visits = holders.iter().filter(|holder| **holder == Some(inspector)).count();
    !twice && visits <= instance.room(inspector)
}

/// Which slots are filled: step 1.
pub(crate) fn filled(instance: &Instance) -> Vec<bool> {
    let slots = instance.slots().len();
    let mut filled = vec![false; slots];
    for slot in 0..slots {
        filled[slot] = true;
        filled[slot] = !fillings(instance, &filled).is_empty();
    }
    filled
}

pub(crate) fn sum_of_squares(instance: &Instance, holders: &Holders) -> u64 {
    let visits = |inspector| holders.iter().filter(|holder| **holder == Some(inspector)).count() as u64;
    let load = |(inspector, (load, _)): (usize, &(u32, _))| u64::from(*load) + visits(inspector);
    instance.inspectors.iter().enumerate().map(load).map(|load| load * load).sum()
}

/// The fillings with the least sum of squares: step 2.
pub(crate) fn balanced(instance: &Instance, filled: &[bool]) -> Vec<Holders> {
    let all = fillings(instance, filled);
    let least = all.iter().map(|holders| sum_of_squares(instance, holders)).min().unwrap();
    all.into_iter().filter(|holders| sum_of_squares(instance, holders) == least).collect()
}

/// The first in order of them: step 3.
pub(crate) fn first(instance: &Instance, balanced: &[Holders]) -> Holders {
    let slots = instance.slots();
    let key = |holders: &&Holders| -> Vec<_> {
        let ranked = holders.iter().zip(&slots);
        ranked.map(|(holder, (visit, _))| holder.map(|inspector| instance.rank(*visit, inspector))).collect()
    };
    balanced.iter().min_by_key(key).unwrap().clone()
}

/// The moves of the mix stream: step 4.
pub(crate) fn mixed(instance: &Instance, start: &Holders) -> Holders {
    let slots = instance.slots();
    let numbered: Vec<usize> = (0..slots.len()).filter(|slot| start[*slot].is_some()).collect();
    let (n, m) = (numbered.len(), instance.inspectors.len());
    let mut stream = MixStream::new(&instance.mix_key);
    let mut below = |bound: usize| stream.below((bound as u64).try_into().unwrap()) as usize;
    let mut holders = start.clone();
    for _ in 0..64 * n {
        let mut moved = holders.clone();
        let named = match below(3) {
            0 => {
                let named = vec![numbered[below(n)], numbered[below(n)]];
                moved.swap(named[0], named[1]);
                named
            }
            1 => {
                let named = vec![numbered[below(n)], numbered[below(n)], numbered[below(n)]];
                for at in 0..3 {
                    moved[named[at]] = holders[named[(at + 1) % 3]];
                }
                named
            }
            _ => {
                let named = vec![numbered[below(n)]];
                moved[named[0]] = Some(below(m));
                named
            }
        };
        let differ = named.iter().enumerate().all(|(at, slot)| !named[..at].contains(slot));
        let admissible =
            |slot: &usize| instance.visits[slots[*slot].0][slots[*slot].1].contains(&moved[*slot].unwrap());
        let is_filling = named.iter().all(admissible)
            && (1..=moved.len()).all(|end| {
                let begun = moved[..end].to_vec();
                begun[end - 1].is_none_or(|inspector| fits(instance, &slots, &begun, inspector))
            });
        if differ && is_filling && sum_of_squares(instance, &moved) == sum_of_squares(instance, &holders) {
            holders = moved;
        }
    }
    holders
}
