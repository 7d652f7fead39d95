//! Who can be reached from a place by handing places on.

use fixedbitset::FixedBitSet;

use super::filling::Filling;
use super::ground::Ground;

/// A search through chains of the kind: this place could go to her, who would then give up that place of hers, which could
/// go to him, …
///
/// What was found stays found, so that many searches together pass over everything once.
pub(super) struct Search {
    inspectors: FixedBitSet,
    places: FixedBitSet,
    waiting: Vec<usize>,
}

impl Search {
    pub(super) fn new(ground: &Ground) -> Self {
        Self {
            inspectors: FixedBitSet::with_capacity(ground.inspectors.len()),
            places: FixedBitSet::with_capacity(ground.places.len()),
            waiting: Vec::new(),
        }
    }

    /// Who could take a place, at once or if others move; those alone whom no search has found before.
    pub(super) fn who_could_take(&mut self, filling: &Filling<'_>, place: usize) -> Vec<usize> {
        self.wait(place);
        self.follow(filling)
    }

    /// Who could take over a visit of an inspector, in the same way.
    pub(super) fn who_could_relieve(&mut self, filling: &Filling<'_>, inspector: usize) -> Vec<usize> {
        if !self.inspectors.put(inspector) {
            filling.held_by(inspector).iter().for_each(|place| self.wait(*place));
        }
        self.follow(filling)
    }

    fn wait(&mut self, place: usize) {
        if !self.places.put(place) {
            self.waiting.push(place);
        }
    }

    fn follow(&mut self, filling: &Filling<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        while let Some(place) = self.waiting.pop() {
            let Some(place) = filling.ground.places.get(place) else { continue };
            let mut candidates = FixedBitSet::clone(&place.admissible);
            candidates.difference_with(&self.inspectors);
            for candidate in candidates.ones() {
                match filling.place_in(place.visit, candidate) {
                    // Nobody takes two places of a visit: the other one must go to somebody else.
                    Some(other) => self.wait(other),
                    None => {
                        self.inspectors.insert(candidate);
                        found.push(candidate);
                        filling.held_by(candidate).iter().for_each(|place| self.wait(*place));
                    }
                }
            }
        }
        found
    }
}
