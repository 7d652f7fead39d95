//! Who has which place, as far as that is stated.

use super::ground::Ground;

/// Inspectors in places, some of which may be open.
#[derive(Debug)]
pub(super) struct Filling<'a> {
    pub(super) ground: &'a Ground,
    /// For each place who has it.
    holders: Vec<Option<usize>>,
    /// For each inspector their places.
    held: Vec<Vec<usize>>,
}

impl<'a> Filling<'a> {
    /// Every place open.
    pub(super) fn empty(ground: &'a Ground) -> Self {
        Self {
            ground,
            holders: vec![None; ground.places.len()],
            held: vec![Vec::new(); ground.inspectors.len()],
        }
    }

    /// These inspectors in the places, by number. A number that nobody has stands for somebody unknown.
    pub(super) fn new(ground: &'a Ground, holders: &[Option<usize>]) -> Self {
        let mut filling = Self::empty(ground);
        for (place, holder) in holders.iter().enumerate() {
            holder.iter().for_each(|inspector| filling.give(place, *inspector));
        }
        filling
    }

    /// Gives an open place to an inspector.
    pub(super) fn give(&mut self, place: usize, inspector: usize) {
        if let Some(holder) = self.holders.get_mut(place) {
            *holder = Some(inspector);
        }
        if let Some(held) = self.held.get_mut(inspector) {
            held.push(place);
        }
    }

    /// Who has a place; none if it is open.
    pub(super) fn holder(&self, place: usize) -> Option<usize> {
        self.holders.get(place).copied().flatten()
    }

    /// The places of an inspector.
    pub(super) fn held_by(&self, inspector: usize) -> &[usize] {
        self.held.get(inspector).map_or(&[], Vec::as_slice)
    }

    /// The place of an inspector in the team of a visit.
    pub(super) fn place_in(&self, visit: usize, inspector: usize) -> Option<usize> {
        self.ground.places_of(visit).find(|place| self.holder(*place) == Some(inspector))
    }

    /// The visits of an inspector, those of the year so far and those of this assignment.
    pub(super) fn load(&self, inspector: usize) -> u64 {
        let before = self.ground.inspectors.get(inspector).map_or(0, |workload| workload.load);
        before + self.held_by(inspector).len() as u64
    }

    /// Whether one more visit is allowed.
    pub(super) fn has_room(&self, inspector: usize) -> bool {
        self.room(inspector).is_none_or(|room| (self.held_by(inspector).len() as u64) < room)
    }

    /// How many visits were allowed before this assignment; none for any number.
    pub(super) fn room(&self, inspector: usize) -> Option<u64> {
        self.ground.inspectors.get(inspector).and_then(|workload| workload.room)
    }

    /// Whether this is a filling as the specification means it: everyone is admissible, nobody has two places of a visit or more
    /// visits than room.
    pub(super) fn is_one(&self) -> bool {
        let mut places = self.ground.places.iter().zip(&self.holders);
        places.all(|(place, holder)| holder.is_none_or(|holder| place.admissible.contains(holder)))
            && self.twice().next().is_none()
            && !(0..self.held.len()).any(|inspector| self.is_over(inspector))
    }

    /// Whether there are more visits than room.
    pub(super) fn is_over(&self, inspector: usize) -> bool {
        self.room(inspector).is_some_and(|room| self.held_by(inspector).len() as u64 > room)
    }

    /// The places whose holder has another one of the same visit before it.
    pub(super) fn twice(&self) -> impl Iterator<Item = usize> {
        let places = self.ground.places.iter().zip(&self.holders).enumerate();
        places.filter_map(|(at, (place, holder))| {
            let holder = holder.filter(|holder| *holder < self.held.len())?;
            (self.place_in(place.visit, holder) != Some(at)).then_some(at)
        })
    }

    /// The sum of the squares of all loads.
    pub(super) fn squares(&self) -> u128 {
        (0..self.held.len()).map(|inspector| u128::from(self.load(inspector)).pow(2)).sum()
    }
}
