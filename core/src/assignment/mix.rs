//! Step 4: random moves that keep the sum of squares.

use std::num::NonZeroU64;

use super::Progress;
use super::filling::Filling;
use super::problem::AssignmentProblem;
use crate::digest::Digest;
use crate::progress::Interrupted;
use crate::stream::MixStream;

/// Moves tried for each filled slot.
const MOVES: usize = 64;

/// The teams after the moves, by visit.
pub(super) fn mixed(
    start: &Filling<'_>,
    key: &Digest,
    progress: &mut Progress<'_>,
) -> Result<Vec<Vec<Option<usize>>>, Interrupted> {
    let mut mix = Mix::from(start);
    let mut stream = MixStream::new(key);
    for slot in 0..start.problem.slots() {
        if start.holder(slot).is_some() {
            (0..MOVES).for_each(|_| mix.try_one(&mut stream));
        }
        progress.step()?;
    }
    Ok(mix.by_visit())
}

/// An assignment under random moves.
struct Mix<'a> {
    problem: &'a AssignmentProblem,
    holders: Vec<Option<usize>>,
    /// The slots that take part.
    filled: Vec<usize>,
    loads: Vec<u64>,
    visits: Vec<usize>,
}

impl<'a> From<&Filling<'a>> for Mix<'a> {
    fn from(start: &Filling<'a>) -> Self {
        let (problem, inspectors) = (start.problem, 0..start.problem.inspectors.len());
        let holders: Vec<_> = (0..problem.slots()).map(|slot| start.holder(slot)).collect();
        Self {
            problem,
            filled: (0..problem.slots()).filter(|slot| holders[*slot].is_some()).collect(),
            holders,
            loads: inspectors.clone().map(|inspector| start.load(inspector)).collect(),
            visits: inspectors.map(|inspector| start.held(inspector).len()).collect(),
        }
    }
}

impl Mix<'_> {
    /// Draws one move and does it if it may be done.
    fn try_one(&mut self, stream: &mut MixStream) {
        match below(stream, 3) {
            0 => {
                let [a, b] = [(); 2].map(|()| self.draw_slot(stream));
                if a != b {
                    self.exchange([(a, self.holders[b]), (b, self.holders[a])]);
                }
            }
            1 => {
                let [a, b, c] = [(); 3].map(|()| self.draw_slot(stream));
                if a != b && b != c && c != a {
                    self.exchange([(a, self.holders[b]), (b, self.holders[c]), (c, self.holders[a])]);
                }
            }
            _ => {
                let slot = self.draw_slot(stream);
                let inspector = below(stream, self.problem.inspectors.len());
                self.shift(slot, inspector);
            }
        }
    }

    fn draw_slot(&self, stream: &mut MixStream) -> usize {
        self.filled[below(stream, self.filled.len())]
    }

    /// Slots exchange their inspectors, if all of them fit.
    fn exchange<const N: usize>(&mut self, moves: [(usize, Option<usize>); N]) {
        let admissible = |(slot, inspector): &(usize, Option<usize>)| {
            inspector.is_some_and(|who| self.problem.set(*slot).contains(who))
        };
        if !moves.iter().all(admissible) {
            return;
        }
        let before = moves.map(|(slot, _)| (slot, self.holders[slot]));
        self.put(&moves);
        if !moves.iter().all(|(slot, inspector)| self.is_alone(*slot, *inspector)) {
            self.put(&before);
        }
    }

    /// A slot goes to another inspector, if that fits and the two change places in their loads.
    fn shift(&mut self, slot: usize, inspector: usize) {
        let Some(holder) = self.holders[slot] else { return };
        let fits = self.loads[inspector] + 1 == self.loads[holder]
            && self.visits[inspector] < self.problem.inspectors[inspector].room()
            && self.problem.set(slot).contains(inspector)
            && self.problem.visit_of(slot).all(|other| self.holders[other] != Some(inspector));
        if fits {
            self.holders[slot] = Some(inspector);
            self.loads.swap(inspector, holder);
            self.visits[inspector] += 1;
            self.visits[holder] -= 1;
        }
    }

    fn put(&mut self, moves: &[(usize, Option<usize>)]) {
        for (slot, inspector) in moves {
            self.holders[*slot] = *inspector;
        }
    }

    /// Whether the holder of a slot holds no other one of the visit.
    fn is_alone(&self, slot: usize, inspector: Option<usize>) -> bool {
        self.problem.visit_of(slot).all(|other| other == slot || self.holders[other] != inspector)
    }

    fn by_visit(self) -> Vec<Vec<Option<usize>>> {
        let slots = |visit: &super::problem::VisitToFill| self.holders[visit.slots.clone()].to_vec();
        self.problem.visits.iter().map(slots).collect()
    }
}

/// A number below a bound that is not 0, as the stream draws it.
fn below(stream: &mut MixStream, bound: usize) -> usize {
    let bound = NonZeroU64::new(bound as u64).unwrap_or(NonZeroU64::MIN);
    usize::try_from(stream.below(bound)).unwrap_or_default()
}
