//! What an assignment is made of, as numbers: places in teams, and inspectors who may take them.

use std::ops::Range;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

/// A place in a team.
#[derive(Debug)]
pub(super) struct Place {
    /// Whose team.
    pub(super) visit: usize,
    /// The inspectors who may take it. Places that admit the same inspectors share one set.
    pub(super) admissible: Rc<FixedBitSet>,
}

/// What an inspector has to do, and how much more is allowed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Workload {
    /// Visits of this year so far.
    pub(super) load: u64,
    /// How many more may be assigned; none for any number.
    pub(super) room: Option<u64>,
}

/// The places of all visits and the inspectors of the directory, each numbered from 0 in their order.
#[derive(Debug, Default)]
pub(super) struct Ground {
    pub(super) places: Vec<Place>,
    pub(super) inspectors: Vec<Workload>,
    visits: Vec<Range<usize>>,
}

impl Ground {
    /// These inspectors and no visit yet.
    pub(super) fn new(inspectors: Vec<Workload>) -> Self {
        Self { inspectors, ..Self::default() }
    }

    /// Adds a visit with places for which these are admissible.
    pub(super) fn push_visit(&mut self, places: impl IntoIterator<Item = Rc<FixedBitSet>>) {
        let (visit, first) = (self.visits.len(), self.places.len());
        self.places.extend(places.into_iter().map(|admissible| Place { visit, admissible }));
        self.visits.push(first..self.places.len());
    }

    /// The places of each visit.
    pub(super) fn visits(&self) -> &[Range<usize>] {
        &self.visits
    }

    /// The places of one visit.
    pub(super) fn places_of(&self, visit: usize) -> Range<usize> {
        self.visits.get(visit).cloned().unwrap_or_default()
    }
}
