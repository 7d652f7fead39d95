//! Slots and who holds them; step 1: which can be filled.

use fixedbitset::FixedBitSet;

use super::search::{Chain, Origin, Search};
use super::{AssignmentProblem, Progress};
use crate::progress::Interrupted;

/// An assignment under way: each slot has one admissible inspector or none, nobody has two slots of a visit or more visits than
/// there is room for.
#[derive(Debug, Clone)]
pub(super) struct Filling<'a> {
    pub(super) problem: &'a AssignmentProblem,
    /// Who holds each slot.
    holders: Vec<Option<usize>>,
    /// The slots that each inspector holds, in no order.
    held: Vec<Vec<usize>>,
}

impl<'a> Filling<'a> {
    pub(super) fn empty(problem: &'a AssignmentProblem) -> Self {
        let held = vec![Vec::new(); problem.inspectors.len()];
        Self { problem, holders: vec![None; problem.slots()], held }
    }

    /// Step 1: fills the slots in order; one that cannot be filled together with those before it stays open.
    pub(super) fn of_as_many_as_possible(
        problem: &'a AssignmentProblem,
        progress: &mut Progress<'_>,
    ) -> Result<Self, Interrupted> {
        let mut filling = Self::empty(problem);
        // Inspectors who have no room and can pass nothing on to one who has. That never changes: chains only lead on from them
        // to each other.
        let mut useful = FixedBitSet::with_capacity(problem.inspectors.len());
        useful.insert_range(..);
        let mut search = Search::new(problem);
        for slot in 0..problem.slots() {
            filling.fill(slot, &mut useful, &mut search);
            progress.step()?;
        }
        Ok(filling)
    }

    /// Fills one slot if that can be done, moving others where it must.
    pub(super) fn fill(&mut self, slot: usize, useful: &mut FixedBitSet, search: &mut Search) {
        let free = |inspector: &usize| self.has_room(*inspector) && !self.is_on_team(*inspector, slot);
        let direct = self.problem.set(slot).ones().filter(free).min_by_key(|who| self.load(*who));
        if let Some(inspector) = direct {
            return self.give(slot, inspector);
        }
        search.begin(useful, 0);
        search.need(slot, Origin::Root);
        match search.run(self, |inspector| self.has_room(inspector)) {
            Some(chain) => self.follow(&chain),
            None => search.remove_reached_from(useful),
        }
    }

    pub(super) fn holder(&self, slot: usize) -> Option<usize> {
        self.holders[slot]
    }

    pub(super) fn held(&self, inspector: usize) -> &[usize] {
        &self.held[inspector]
    }

    /// The visits of an inspector, with those before.
    pub(super) fn load(&self, inspector: usize) -> u64 {
        u64::from(self.problem.inspectors[inspector].load) + self.held[inspector].len() as u64
    }

    pub(super) fn has_room(&self, inspector: usize) -> bool {
        self.held[inspector].len() < self.problem.inspectors[inspector].room()
    }

    /// Whether the inspector holds a slot of the visit that `slot` belongs to.
    pub(super) fn is_on_team(&self, inspector: usize, slot: usize) -> bool {
        self.problem.visit_of(slot).any(|other| self.holders[other] == Some(inspector))
    }

    /// Carries out a chain of moves.
    pub(super) fn follow(&mut self, chain: &Chain) {
        chain.iter().for_each(|(slot, _)| self.take(*slot));
        chain.iter().for_each(|(slot, inspector)| self.give(*slot, *inspector));
    }

    fn take(&mut self, slot: usize) {
        if let Some(inspector) = self.holders[slot].take() {
            self.held[inspector].retain(|held| *held != slot);
        }
    }

    fn give(&mut self, slot: usize, inspector: usize) {
        self.holders[slot] = Some(inspector);
        self.held[inspector].push(slot);
    }

    pub(super) fn by_visit(&self) -> Vec<Vec<Option<usize>>> {
        let slots = |range: &std::ops::Range<usize>| self.holders[range.clone()].to_vec();
        self.problem.visits.iter().map(|visit| slots(&visit.slots)).collect()
    }
}
