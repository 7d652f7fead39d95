//! Who is admissible for each place, found for all inspectors at once.

use std::collections::BTreeMap;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::demands::{Demand, Demands};
use super::ground::{Ground, Workload};
use crate::inspector::Inspector;
use crate::progress::{Interrupted, Watch, watched_every};
use crate::record::AssignedVisit;
use crate::refusal::Refusals;
use crate::team::SlotNeed;

/// Visits between two reports of how far the work is.
const VISITS: usize = 1 << 10;

/// The places of these visits with those who are admissible, and how many are refused for which reason.
pub(super) fn ground(
    demands: &Demands<'_>,
    visits: &[AssignedVisit],
    watch: &mut dyn Watch,
) -> Result<(Ground, Refusals), Interrupted> {
    let workload = |inspector: &Inspector| Workload {
        load: inspector.load().into(),
        room: inspector.room().map(u64::from),
    };
    let mut ground = Ground::new(demands.inspectors.iter().map(workload).collect());
    let (mut sets, mut each) = (Sets::new(demands), visits.iter());
    watched_every(VISITS, visits.len(), watch, |_| {
        if let Some(visit) = each.next() {
            ground.push_visit(visit.slots.iter().map(|slot| sets.admissible(visit, &slot.need)));
        }
    })?;
    Ok((ground, sets.refusals))
}

/// Sets of inspectors, each found once.
struct Sets<'a> {
    demands: &'a Demands<'a>,
    refusals: Refusals,
    /// Who does not meet a demand.
    failing: BTreeMap<Demand<'a>, Rc<FixedBitSet>>,
    /// Who is admissible, by the words of the set.
    admissible: BTreeMap<Vec<usize>, Rc<FixedBitSet>>,
}

impl<'a> Sets<'a> {
    fn new(demands: &'a Demands<'a>) -> Self {
        Self { demands, refusals: Refusals::default(), failing: BTreeMap::new(), admissible: BTreeMap::new() }
    }

    /// Who is admissible for a place; the others are counted as refused.
    fn admissible(&mut self, visit: &'a AssignedVisit, need: &'a SlotNeed) -> Rc<FixedBitSet> {
        let mut left = self.nobody();
        left.insert_range(..);
        for (reason, demand) in self.demands.of_place(&visit.draws, &visit.target, need) {
            let failing = self.failing(demand);
            self.refusals.add(reason, left.intersection_count(&failing) as u64);
            left.difference_with(&failing);
        }
        if let Some(known) = self.admissible.get(left.as_slice()) {
            return Rc::clone(known);
        }
        let set = Rc::new(left);
        self.admissible.insert(set.as_slice().to_vec(), Rc::clone(&set));
        set
    }

    fn failing(&mut self, demand: Demand<'a>) -> Rc<FixedBitSet> {
        if let Some(known) = self.failing.get(&demand) {
            return Rc::clone(known);
        }
        let mut failing = self.nobody();
        if let Demand::NotRecused(target) = demand {
            // Hardly two places ask for the same, so there is no use in keeping it.
            self.demands.keep_away(target).for_each(|inspector| failing.insert(inspector));
            return Rc::new(failing);
        }
        for (at, inspector) in self.demands.inspectors.iter().enumerate() {
            failing.set(at, !self.demands.meets(inspector, demand));
        }
        let failing = Rc::new(failing);
        self.failing.insert(demand, Rc::clone(&failing));
        failing
    }

    fn nobody(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.demands.inspectors.len())
    }
}
