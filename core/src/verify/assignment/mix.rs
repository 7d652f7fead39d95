//! The teams follow from the start by the moves of the mix stream.

use std::num::NonZeroU64;
use std::ops::Range;

use super::Named;
use super::filling::Filling;
use super::ground::Ground;
use crate::digest::Digest;
use crate::progress::{Interrupted, Watch, watched};
use crate::stream::MixStream;
use crate::verify::check::{Check, CheckName, Comparison};

/// So many moves are tried for each filled place.
const MOVES: usize = 64;

pub(super) fn check(
    named: &Named<'_>,
    key: Option<&Digest>,
    start: &Filling<'_>,
    end: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::AssignmentMix);
    let Some(key) = key.filter(|_| start.is_one()) else {
        comparison.differ("start", "a filling", "none");
        return Ok(comparison.finish());
    };
    let mut teams = Teams::new(start);
    teams.mix(&mut MixStream::new(key), watch)?;
    for (place, inspector) in teams.places.iter().zip(&teams.holders) {
        let (expected, found) = (named.inspector(Some(*inspector)), named.inspector(end.holder(*place)));
        comparison.equal(named.place(*place), &expected, &found);
    }
    comparison.holds("filled places");
    Ok(comparison.finish())
}

/// The filled places, numbered from 0, and who has them now.
pub(super) struct Teams<'a> {
    ground: &'a Ground,
    pub(super) places: Vec<usize>,
    pub(super) holders: Vec<usize>,
    /// The numbers of the filled places of each visit.
    visits: Vec<Range<usize>>,
    /// The visits of each inspector that this assignment gives.
    given: Vec<u64>,
    /// The sum of the squares of all loads.
    squares: u128,
}

/// A place, by its number, and who gets it.
type Given = (usize, usize);

impl<'a> Teams<'a> {
    pub(super) fn new(start: &Filling<'a>) -> Self {
        let ground = start.ground;
        let filled = (0..ground.places.len()).filter_map(|place| Some((place, start.holder(place)?)));
        let (places, holders): (Vec<usize>, Vec<usize>) = filled.unzip();
        let number = |place: usize| places.partition_point(|filled| *filled < place);
        let visits = ground.visits().iter().map(|of| number(of.start)..number(of.end)).collect();
        let given = (0..ground.inspectors.len()).map(|inspector| start.held_by(inspector).len() as u64);
        Self { ground, visits, given: given.collect(), squares: start.squares(), places, holders }
    }

    /// Tries all moves.
    pub(super) fn mix(&mut self, stream: &mut MixStream, watch: &mut dyn Watch) -> Result<(), Interrupted> {
        let (places, inspectors) = (self.holders.len(), self.given.len());
        let count = |number: usize| NonZeroU64::new(number as u64);
        let (Some(places), Some(inspectors)) = (count(places), count(inspectors)) else { return Ok(()) };
        watched(MOVES * self.holders.len(), watch, |_| {
            if let Some(gives) = self.next_move(stream, places, inspectors) {
                self.try_move(&gives);
            }
        })
    }

    /// The next move of the stream; none if the places it names are not different ones.
    fn next_move(
        &self,
        stream: &mut MixStream,
        places: NonZeroU64,
        inspectors: NonZeroU64,
    ) -> Option<Vec<Given>> {
        const KINDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(2);
        let kind = stream.below(KINDS);
        let mut below = |bound| usize::try_from(stream.below(bound)).unwrap_or(usize::MAX);
        match kind {
            0 => {
                let (a, b) = (below(places), below(places));
                let swap = vec![(a, self.holder(b)?), (b, self.holder(a)?)];
                (a != b).then_some(swap)
            }
            1 => {
                let (a, b, c) = (below(places), below(places), below(places));
                let ring = vec![(a, self.holder(b)?), (b, self.holder(c)?), (c, self.holder(a)?)];
                (a != b && b != c && c != a).then_some(ring)
            }
            _ => {
                let (a, inspector) = (below(places), below(inspectors));
                (self.holder(a)? != inspector).then(|| vec![(a, inspector)])
            }
        }
    }

    fn holder(&self, number: usize) -> Option<usize> {
        self.holders.get(number).copied()
    }

    /// Makes a move, and takes it back unless it leaves a filling whose loads have the same sum of squares.
    fn try_move(&mut self, gives: &[Given]) {
        let back: Vec<Given> = gives.iter().filter_map(|(at, _)| Some((*at, self.holder(*at)?))).collect();
        let before = self.squares;
        self.give(gives);
        if self.squares != before || !gives.iter().all(|given| self.fits(*given)) {
            self.give(&back);
        }
    }

    fn give(&mut self, gives: &[Given]) {
        for (at, inspector) in gives {
            if let Some(holder) = self.holders.get_mut(*at) {
                let from = std::mem::replace(holder, *inspector);
                self.recount(from, |given| given.saturating_sub(1));
                self.recount(*inspector, |given| given.saturating_add(1));
            }
        }
    }

    /// Changes the number of visits that an inspector is given, and the sum of squares with it.
    fn recount(&mut self, inspector: usize, change: impl Fn(u64) -> u64) {
        if let (Some(given), Some(workload)) =
            (self.given.get_mut(inspector), self.ground.inspectors.get(inspector))
        {
            let square = |given: u64| u128::from(workload.load + given).pow(2);
            let changed = change(*given);
            self.squares = self.squares + square(changed) - square(*given);
            *given = changed;
        }
    }

    /// Whether a place may be held by this inspector: admissible, with no other place of the visit, not beyond the room.
    fn fits(&self, (at, inspector): Given) -> bool {
        let fits = || {
            let place = self.ground.places.get(*self.places.get(at)?)?;
            let team = self.holders.get(self.visits.get(place.visit)?.clone())?;
            let once = team.iter().filter(|holder| **holder == inspector).count() == 1;
            let (room, given) = (self.ground.inspectors.get(inspector)?.room, *self.given.get(inspector)?);
            Some(place.admissible.contains(inspector) && once && room.is_none_or(|room| given <= room))
        };
        fits().unwrap_or(false)
    }
}
