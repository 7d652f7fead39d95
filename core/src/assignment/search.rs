//! Chains of moves: who could take a slot, what they would give up for it, who could take that, and so on.
//!
//! This is breadth-first search in the residual graph of a flow from slots over (visit, inspector) to inspectors, so that what is
//! not found is not there.

use fixedbitset::FixedBitSet;

use super::AssignmentProblem;
use super::filling::Filling;

/// How a slot came to need somebody, or an inspector to have a visit more or less.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// The search began here.
    Root,
    /// This slot takes its holder, or the inspector.
    Slot(usize),
    /// This inspector has a visit more and its holder, or the inspector, one less: a step on the same level of loads.
    Level(usize),
}

/// A search, with the room it needs; one serves for many searches.
#[derive(Debug)]
pub(super) struct Search {
    /// Inspectors that may be reached and were not yet.
    left: FixedBitSet,
    reached_by: Vec<Origin>,
    /// Slots before this one stay as they are.
    first_movable: usize,
    /// In which search a slot was last needed.
    needed_in: Vec<u32>,
    search: u32,
    needed_by: Vec<Origin>,
    /// The slots that need somebody, in the order they came up.
    queue: Vec<usize>,
    /// Inspectors from which a step on the level may still be tried, and the levels that were.
    steps: Vec<usize>,
    levels: Vec<u64>,
    team: Vec<usize>,
    found: Vec<usize>,
}

/// Who gets which slot.
pub(super) type Chain = Vec<(usize, usize)>;

impl Search {
    pub(super) fn new(problem: &AssignmentProblem) -> Self {
        let (inspectors, slots) = (problem.inspectors.len(), problem.slots());
        Self {
            left: FixedBitSet::with_capacity(inspectors),
            reached_by: vec![Origin::Root; inspectors],
            first_movable: 0,
            needed_in: vec![0; slots],
            search: 0,
            needed_by: vec![Origin::Root; slots],
            queue: Vec::new(),
            steps: Vec::new(),
            levels: Vec::new(),
            team: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Begins a search among these inspectors that leaves the slots before `first_movable` as they are.
    pub(super) fn begin(&mut self, among: &FixedBitSet, first_movable: usize) {
        self.left.clone_from(among);
        self.first_movable = first_movable;
        self.search += 1;
        self.queue.clear();
        self.steps.clear();
        self.levels.clear();
    }

    /// This slot needs somebody.
    pub(super) fn need(&mut self, slot: usize, origin: Origin) {
        self.needed_in[slot] = self.search;
        self.needed_by[slot] = origin;
        self.queue.push(slot);
    }

    fn is_needed(&self, slot: usize) -> bool {
        self.needed_in[slot] == self.search
    }

    /// This inspector has a visit too many, and could give up any slot that may move.
    pub(super) fn reach(&mut self, filling: &Filling<'_>, inspector: usize, origin: Origin) {
        self.left.remove(inspector);
        self.reached_by[inspector] = origin;
        self.steps.push(inspector);
        for slot in filling.held(inspector) {
            if *slot >= self.first_movable && !self.is_needed(*slot) {
                self.need(*slot, origin);
            }
        }
    }

    /// A chain that ends at an inspector who is `wanted`; none if there is none.
    pub(super) fn run(&mut self, filling: &Filling<'_>, wanted: impl Fn(usize) -> bool) -> Option<Chain> {
        let mut next = 0;
        while let Some(slot) = self.queue.get(next).copied() {
            next += 1;
            if let Some((slot, inspector)) = self.spread(filling, slot, None, &wanted) {
                return Some(self.chain(filling, slot, inspector));
            }
        }
        None
    }

    /// A chain that leads back to `home`, whose holder it takes off, without a change of the sum of squares; none if there is none.
    /// The search has begun with whoever is to take `home`.
    pub(super) fn run_home(&mut self, filling: &Filling<'_>, home: usize) -> Option<Chain> {
        let holder = filling.holder(home)?;
        let level = filling.load(holder);
        // One visit more for this inspector and one less for the holder: they change places.
        let closes = |inspector: usize| filling.has_room(inspector) && filling.load(inspector) + 1 == level;
        self.needed_by[home] = Origin::Root;
        let mut next = 0;
        loop {
            while let Some(slot) = self.queue.get(next).copied() {
                next += 1;
                let wanted = |inspector| inspector == holder || closes(inspector);
                if let Some((slot, inspector)) = self.spread(filling, slot, Some(home), &wanted) {
                    return Some(self.chain(filling, slot, inspector));
                }
            }
            self.step_on_a_level(filling)?;
        }
    }

    /// As [`Search::run_home`], where `inspector`, who is not on the team, takes `home`.
    pub(super) fn run_home_from(
        &mut self,
        filling: &Filling<'_>,
        home: usize,
        inspector: usize,
    ) -> Option<Chain> {
        self.reach(filling, inspector, Origin::Slot(home));
        let level = filling.holder(home).map(|holder| filling.load(holder));
        if filling.has_room(inspector) && Some(filling.load(inspector) + 1) == level {
            return Some(vec![(home, inspector)]);
        }
        self.run_home(filling, home)
    }

    /// Everyone who could take this slot is reached; the first of them who is wanted, with the slot to take.
    fn spread(
        &mut self,
        filling: &Filling<'_>,
        slot: usize,
        home: Option<usize>,
        wanted: &impl Fn(usize) -> bool,
    ) -> Option<(usize, usize)> {
        let set = filling.problem.set(slot);
        self.team.clear();
        for other in filling.problem.visit_of(slot) {
            let Some(holder) = filling.holder(other) else { continue };
            self.team.push(holder);
            // Somebody on the same team could change over to this slot, and leave their own.
            if other != slot && set.contains(holder) {
                if home == Some(other) {
                    return Some((slot, holder));
                }
                if other >= self.first_movable && !self.is_needed(other) {
                    self.need(other, Origin::Slot(slot));
                }
            }
        }
        let mut found = std::mem::take(&mut self.found);
        in_both(set, &self.left, &mut found);
        let mut met = None;
        for inspector in found.iter().copied() {
            if self.team.contains(&inspector) {
                continue;
            }
            self.reach(filling, inspector, Origin::Slot(slot));
            if wanted(inspector) {
                met = Some((slot, inspector));
                break;
            }
        }
        self.found = found;
        met
    }

    /// An inspector with a visit more changes places with everyone who had one more already: the sum of squares is the same.
    fn step_on_a_level(&mut self, filling: &Filling<'_>) -> Option<()> {
        let inspector = self.steps.pop()?;
        let level = filling.load(inspector);
        if filling.has_room(inspector) && !self.levels.contains(&level) {
            self.levels.push(level);
            let above = self.left.ones().filter(|other| filling.load(*other) == level + 1);
            for other in above.collect::<Vec<_>>() {
                self.reach(filling, other, Origin::Level(inspector));
            }
        }
        Some(())
    }

    /// The chain whose last move gives `slot` to `inspector`.
    fn chain(&self, filling: &Filling<'_>, mut slot: usize, mut inspector: usize) -> Chain {
        let mut chain = Vec::new();
        loop {
            chain.push((slot, inspector));
            let origin = match self.needed_by[slot] {
                Origin::Level(before) => {
                    inspector = before;
                    self.reached_by[before]
                }
                origin => {
                    if let Some(holder) = filling.holder(slot) {
                        inspector = holder;
                    }
                    origin
                }
            };
            match origin {
                Origin::Slot(before) => slot = before,
                // No chain takes two steps on levels: one of two would have made the sum of squares smaller before.
                Origin::Root | Origin::Level(_) => return chain,
            }
        }
    }

    /// Leaves only those of the inspectors searched whom the search did not reach.
    pub(super) fn remove_reached_from(&self, among: &mut FixedBitSet) {
        among.clone_from(&self.left);
    }

    /// The slots that came up.
    pub(super) fn needed(&self) -> &[usize] {
        &self.queue
    }
}

/// The numbers that are in both sets, ascending.
fn in_both(one: &FixedBitSet, other: &FixedBitSet, numbers: &mut Vec<usize>) {
    numbers.clear();
    let words = one.as_slice().iter().zip(other.as_slice());
    for (first, (one, other)) in (0..).step_by(usize::BITS as usize).zip(words) {
        let mut bits = one & other;
        while bits != 0 {
            numbers.push(first + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}
