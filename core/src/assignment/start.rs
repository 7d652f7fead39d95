//! Step 3: the first balanced assignment in order.

use std::cmp::Ordering;

use fixedbitset::FixedBitSet;

use super::filling::Filling;
use super::order::{rank, rank_prefixes};
use super::problem::VisitToFill;
use super::search::{Origin, Search};
use super::{AssignmentProblem, Progress};
use crate::progress::Interrupted;

/// Gives each filled slot in turn to the first in order with whom the rest can still be filled and balanced.
pub(super) fn first_in_order(
    filling: &mut Filling<'_>,
    progress: &mut Progress<'_>,
) -> Result<(), Interrupted> {
    let problem = filling.problem;
    let (mut search, mut circles) = (Search::new(problem), Circles::new(problem));
    for visit in &problem.visits {
        let order = Order::new(problem, visit);
        for slot in visit.slots.clone() {
            if let Some(holder) = filling.holder(slot) {
                put_in_order(filling, slot, holder, &order, &mut circles, &mut search);
            }
            progress.step()?;
        }
    }
    Ok(())
}

/// The slots before this one stay as they are; those after it may change.
fn put_in_order(
    filling: &mut Filling<'_>,
    slot: usize,
    holder: usize,
    order: &Order<'_>,
    circles: &mut Circles,
    search: &mut Search,
) {
    let team = filling.problem.visit_of(slot);
    let place = |inspector: usize| team.clone().find(|other| filling.holder(*other) == Some(inspector));
    let before = |inspector: &usize| order.compare(*inspector, holder) == Ordering::Less;
    let mut candidates: Vec<(usize, Option<usize>)> = filling
        .problem
        .set(slot)
        .ones()
        .filter(before)
        .map(|inspector| (inspector, place(inspector)))
        .filter(|(_, place)| place.is_none_or(|place| place > slot))
        .collect();
    let chain = loop {
        candidates.retain(|(inspector, place)| match place {
            None => circles.of_inspector[*inspector] == circles.of_slot[slot],
            Some(place) => circles.of_slot[*place] == circles.of_slot[slot],
        });
        let first =
            candidates.iter().enumerate().min_by(|(_, (one, _)), (_, (two, _))| order.compare(*one, *two));
        let Some((at, (inspector, place))) = first.map(|(at, candidate)| (at, *candidate)) else {
            break None;
        };
        search.begin(circles.inspectors_with(slot), slot + 1);
        let chain = match place {
            None => search.run_home_from(filling, slot, inspector),
            Some(place) => {
                search.need(place, Origin::Slot(slot));
                search.run_home(filling, slot)
            }
        };
        if chain.is_some() {
            break chain;
        }
        candidates.swap_remove(at);
        circles.part(slot, search);
    };
    if let Some(chain) = chain {
        filling.follow(&chain);
    }
}

/// Which inspectors and slots may still lie on one circle of moves that keeps the balance.
///
/// What lies on a circle does so whatever balanced assignment one begins with, as long as the same slots stay as they are; and
/// keeping more slots only breaks circles. So what a search reached that could not lead back to its slot never lies on one with it
/// again. A vain search parts the candidate from the slot's holder, or, seldom, from slots of the same visit alone, so there
/// are hardly more of them than inspectors.
#[derive(Debug)]
struct Circles {
    /// The inspectors of each part.
    inspectors: Vec<FixedBitSet>,
    /// The part of each inspector and of each slot.
    of_inspector: Vec<usize>,
    of_slot: Vec<usize>,
}

impl Circles {
    fn new(problem: &AssignmentProblem) -> Self {
        let mut all = FixedBitSet::with_capacity(problem.inspectors.len());
        all.insert_range(..);
        let (of_inspector, of_slot) = (vec![0; problem.inspectors.len()], vec![0; problem.slots()]);
        Self { inspectors: vec![all], of_inspector, of_slot }
    }

    fn inspectors_with(&self, slot: usize) -> &FixedBitSet {
        &self.inspectors[self.of_slot[slot]]
    }

    /// Parts what a vain search for the slot reached from the slot.
    fn part(&mut self, slot: usize, search: &Search) {
        let (part, new) = (self.of_slot[slot], self.inspectors.len());
        let mut reached = self.inspectors[part].clone();
        search.remove_reached_from(&mut self.inspectors[part]);
        reached.difference_with(&self.inspectors[part]);
        reached.ones().for_each(|inspector| self.of_inspector[inspector] = new);
        for needed in search.needed() {
            if self.of_slot[*needed] == part {
                self.of_slot[*needed] = new;
            }
        }
        self.inspectors.push(reached);
    }
}

/// The order of inspectors at one visit.
struct Order<'a> {
    problem: &'a AssignmentProblem,
    visit: &'a VisitToFill,
    /// The first eight bytes of each hash; 0 for who is not admissible at all.
    prefixes: Vec<u64>,
}

impl<'a> Order<'a> {
    fn new(problem: &'a AssignmentProblem, visit: &'a VisitToFill) -> Self {
        let mut admissible = FixedBitSet::with_capacity(problem.inspectors.len());
        visit.slots.clone().for_each(|slot| admissible.union_with(problem.set(slot)));
        let mut prefixes = vec![0; problem.inspectors.len()];
        let id = |number: usize| problem.inspectors[number].id.as_str();
        let ids: Vec<&str> = admissible.ones().map(id).collect();
        let ranks = rank_prefixes(&visit.order, &visit.target, &ids);
        admissible.ones().zip(ranks).for_each(|(number, prefix)| prefixes[number] = prefix);
        Self { problem, visit, prefixes }
    }

    fn compare(&self, one: usize, other: usize) -> Ordering {
        let id = |inspector: usize| self.problem.inspectors[inspector].id.as_str();
        let whole = |inspector| rank(&self.visit.order, &self.visit.target, id(inspector));
        // Numbers are in the order of ids.
        let ties = || (whole(one), one).cmp(&(whole(other), other));
        self.prefixes[one].cmp(&self.prefixes[other]).then_with(ties)
    }
}
