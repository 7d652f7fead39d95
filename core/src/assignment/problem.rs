//! What is to be assigned.

use std::collections::BTreeMap;
use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::AssignmentError;
use crate::digest::{Digest, Suite};
use crate::inspector::{Inspector, InspectorDirectory};
use crate::sampling::TicketKey;

/// An inspector (候选人员), as far as an assignment asks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "候选人员")]
pub struct Candidate {
    /// The id.
    pub id: String,
    /// Visits before this assignment (已检查次数).
    pub load: u32,
    /// The most visits, with those before (检查次数上限); none where there is no limit.
    pub cap: Option<u32>,
}

impl Candidate {
    /// How many more visits there is room for.
    pub(super) fn room(&self) -> usize {
        let more = |cap: u32| usize::try_from(cap.saturating_sub(self.load)).unwrap_or(usize::MAX);
        self.cap.map_or(usize::MAX, more)
    }
}

/// Visits, their slots, and who is admissible for each; see [`AssignmentProblem::assign`].
#[derive(Debug, Clone)]
#[doc(alias = "随机选派")]
pub struct AssignmentProblem {
    suite: Suite,
    pub(super) inspectors: Vec<Candidate>,
    /// The different sets of admissible inspectors.
    pub(super) sets: Vec<FixedBitSet>,
    numbers_of_sets: BTreeMap<FixedBitSet, usize>,
    pub(super) visits: Vec<VisitToFill>,
    pub(super) slots: Vec<Slot>,
}

#[derive(Debug, Clone)]
pub(super) struct VisitToFill {
    pub(super) order: TicketKey,
    pub(super) target: String,
    pub(super) slots: Range<usize>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) visit: usize,
    pub(super) set: usize,
}

impl AssignmentProblem {
    /// A problem for these inspectors, without visits yet.
    ///
    /// # Errors
    ///
    /// When the inspectors are not sorted by the bytes of their ids, or one comes twice.
    pub fn new(suite: Suite, inspectors: Vec<Candidate>) -> Result<Self, AssignmentError> {
        let ids = || inspectors.iter().map(|inspector| &inspector.id);
        if let Some((_, id)) = ids().zip(ids().skip(1)).find(|(one, next)| one >= next) {
            return Err(AssignmentError::OutOfOrder { id: id.clone() });
        }
        Ok(Self::over(suite, inspectors))
    }

    /// A problem for the inspectors of a directory, without visits yet.
    pub(crate) fn of(suite: Suite, inspectors: &InspectorDirectory) -> Self {
        let candidate = |inspector: &Inspector| Candidate {
            id: inspector.id().to_owned(),
            load: inspector.load(),
            cap: inspector.cap(),
        };
        Self::over(suite, inspectors.iter().map(candidate).collect())
    }

    fn over(suite: Suite, inspectors: Vec<Candidate>) -> Self {
        let (sets, numbers_of_sets) = Default::default();
        Self { suite, inspectors, sets, numbers_of_sets, visits: Vec::new(), slots: Vec::new() }
    }

    /// The next visit: the key of its draw's order, its target, and for each slot the numbers of those admissible, ascending.
    ///
    /// # Errors
    ///
    /// When a number is no inspector's or not greater than the one before.
    pub fn push_visit(
        &mut self,
        order_key: &Digest,
        target: &str,
        slots: &[Vec<usize>],
    ) -> Result<(), AssignmentError> {
        let visit = self.visits.len();
        let mut sets = Vec::with_capacity(slots.len());
        for (slot, numbers) in slots.iter().enumerate() {
            let mut set = FixedBitSet::with_capacity(self.inspectors.len());
            let mut least = 0;
            for number in numbers.iter().copied() {
                if number < least || number >= self.inspectors.len() {
                    return Err(AssignmentError::NoSuchInspector { visit, slot, number });
                }
                set.insert(number);
                least = number + 1;
            }
            sets.push(set);
        }
        self.push(TicketKey::new(self.suite, order_key), target, sets);
        Ok(())
    }

    /// The next visit, with sets that have a bit for each inspector.
    pub(crate) fn push(&mut self, order: TicketKey, target: &str, sets: Vec<FixedBitSet>) {
        let (visit, first) = (self.visits.len(), self.slots.len());
        for set in sets {
            let new = self.sets.len();
            let number = *self.numbers_of_sets.entry(set.clone()).or_insert(new);
            if number == new {
                self.sets.push(set);
            }
            self.slots.push(Slot { visit, set: number });
        }
        self.visits.push(VisitToFill { order, target: target.to_owned(), slots: first..self.slots.len() });
    }

    /// How many slots all visits have.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn set(&self, slot: usize) -> &FixedBitSet {
        &self.sets[self.slots[slot].set]
    }

    /// The slots of the visit that a slot belongs to.
    pub(super) fn visit_of(&self, slot: usize) -> Range<usize> {
        self.visits[self.slots[slot].visit].slots.clone()
    }

    /// The loads when these teams go, with those before.
    pub(super) fn loads_of(&self, teams: &[Vec<Option<usize>>]) -> Vec<u64> {
        let mut loads: Vec<u64> = self.inspectors.iter().map(|inspector| inspector.load.into()).collect();
        teams.iter().flatten().flatten().for_each(|inspector| loads[*inspector] += 1);
        loads
    }
}
