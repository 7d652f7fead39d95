//! Of all equally even assignments, the start is the first in order.
//!
//! An assignment comes before it if and only if there is a place that could go to an inspector earlier in its order while all
//! places before it stay as they are. Then others move in a ring that ends at the place: each arc of the ring either hands a place
//! on, or gives one visit more to somebody with room and one less to somebody who has one more, which keeps the squares.
//! Places are taken from the last to the first, so that the arcs become more and never fewer.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::filling::Filling;
use super::ground::Place;
use super::leads::Leads;
use super::{Named, balance};
use crate::digest::{Digest, Hasher};
use crate::progress::{Interrupted, Watch, watched_every};
use crate::record::DrawRecord;
use crate::verify::check::{Check, CheckName, Comparison};

/// Visits between two reports of how far the work is.
const VISITS: usize = 1 << 7;

pub(super) fn check(
    named: &Named<'_>,
    record: &DrawRecord,
    start: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::AssignmentStart);
    balance::evenness(&mut comparison, named, start, watch)?;
    let orders: Option<Vec<Hasher>> =
        named.visits.iter().map(|visit| order(record, visit.draws.first()?, &visit.target)).collect();
    let Some(orders) = orders else {
        comparison.differ("draws of the visits", "draws of the record", "others");
        return Ok(comparison.finish());
    };
    if !start.is_one() {
        return Ok(comparison.finish());
    }
    let rank = |visit: usize, inspector: usize| {
        let mut hasher = orders.get(visit).cloned()?;
        hasher.update(named.inspector(Some(inspector)).as_bytes());
        Some((hasher.finish(), inspector))
    };
    for (place, inspector) in earlier(start, rank, watch)? {
        let (first, found) = (named.inspector(Some(inspector)), named.inspector(start.holder(place)));
        comparison.differ(
            named.place(place),
            format_args!("{first}, who is earlier in order and possible"),
            found,
        );
    }
    comparison.holds("places that could go to somebody earlier in order");
    Ok(comparison.finish())
}

/// The hash under way by which inspectors are ordered for a visit; none if there is no such draw.
fn order(record: &DrawRecord, draw: &str, target: &str) -> Option<Hasher> {
    let key: &Digest = &record.draws.iter().find(|of| of.draw == draw)?.keys.order;
    let mut hasher = record.commitment.suite.hasher();
    hasher.update(&key.hex());
    hasher.update(target.as_bytes());
    hasher.update(b"\n");
    Some(hasher)
}

/// The places that could go to somebody earlier by this rank of an inspector for a visit while all before them stay, with the
/// earliest possible.
pub(super) fn earlier<R: Ord + Copy>(
    start: &Filling<'_>,
    rank: impl Fn(usize, usize) -> R,
    watch: &mut dyn Watch,
) -> Result<Vec<(usize, usize)>, Interrupted> {
    let (mut rings, mut found) = (Rings::new(start), Vec::new());
    // The places of a visit share one order.
    let mut known: Vec<Option<(usize, R)>> = vec![None; start.ground.inspectors.len()];
    let mut rank = |visit: usize, inspector: usize| match known.get_mut(inspector) {
        Some(Some((of, rank))) if *of == visit => *rank,
        Some(unknown) => unknown.insert((visit, rank(visit, inspector))).1,
        None => rank(visit, inspector),
    };
    let mut visits = start.ground.visits().iter().enumerate().rev();
    watched_every(VISITS, visits.len(), watch, |_| {
        let Some((visit, places)) = visits.next() else { return };
        rings.begin_visit();
        for place in places.clone().rev() {
            let Some(holder) = start.holder(place) else { continue };
            let ranked = rings.through(place, holder).into_iter().map(|other| (rank(visit, other), other));
            if let Some((first, inspector)) = ranked.min()
                && first < rank(visit, holder)
            {
                found.push((place, inspector));
            }
        }
    })?;
    found.reverse();
    Ok(found)
}

/// The arcs of all rings through the places seen so far. The nodes are the inspectors and, after them, the places of the visit
/// at hand.
struct Rings<'a> {
    start: &'a Filling<'a>,
    leads: Leads,
}

impl<'a> Rings<'a> {
    /// No place seen: the only arcs lead from inspectors with room to those with one visit more.
    fn new(start: &'a Filling<'a>) -> Self {
        let inspectors = start.ground.inspectors.len();
        let largest = start.ground.visits().iter().map(ExactSizeIterator::len).max().unwrap_or_default();
        let mut leads = Leads::new(inspectors + largest);
        let mut with_load: BTreeMap<u64, FixedBitSet> = BTreeMap::new();
        for inspector in 0..inspectors {
            let empty = || FixedBitSet::with_capacity(inspectors);
            with_load.entry(start.load(inspector)).or_insert_with(empty).insert(inspector);
        }
        for inspector in (0..inspectors).filter(|inspector| start.has_room(*inspector)) {
            if let Some(one_more) = with_load.get(&(start.load(inspector) + 1)) {
                leads.lead_to(inspector, one_more);
            }
        }
        Self { start, leads }
    }

    /// Makes way for the places of the next visit.
    fn begin_visit(&mut self) {
        self.leads.renew(self.start.ground.inspectors.len());
    }

    /// Who else could have a place, by a ring through it and the places seen so far; from then on it is one of those.
    ///
    /// An inspector with a later place of the same visit could have this one only if that one went to somebody else, so the
    /// ring goes through that place. Who has an earlier one stays there.
    fn through(&mut self, place: usize, holder: usize) -> Vec<usize> {
        let (start, ground) = (self.start, self.start.ground);
        let Some(Place { visit, admissible }) = ground.places.get(place) else { return Vec::new() };
        let places = ground.places_of(*visit);
        let node = |of: usize| ground.inspectors.len() + of.saturating_sub(places.start);
        let mut free = FixedBitSet::clone(admissible);
        places.clone().filter_map(|any| start.holder(any)).for_each(|busy| free.remove(busy));
        let later: Vec<(usize, usize)> =
            (place..places.end).skip(1).filter_map(|later| Some((later, start.holder(later)?))).collect();

        let admits = |of: usize| ground.places.get(of).is_some_and(|of| of.admissible.contains(holder));
        let here = later.iter().filter(|(later, _)| admits(*later)).map(|(later, _)| node(*later));
        self.leads.lead_from(here.chain([holder]), node(place));

        let exchanged = later.iter().filter(|(_, other)| admissible.contains(*other));
        let exchanged: Vec<(usize, usize)> = exchanged.map(|(later, other)| (node(*later), *other)).collect();
        let mut possible = Vec::new();
        if let Some(ring) = self.leads.onto(node(place)) {
            let mut others = free.clone();
            others.intersect_with(ring);
            possible.extend(others.ones());
            possible
                .extend(exchanged.iter().filter(|(later, _)| ring.contains(*later)).map(|(_, other)| *other));
        }

        free.grow(self.leads.len());
        exchanged.iter().for_each(|(later, _)| free.insert(*later));
        self.leads.lead_to(node(place), &free);
        possible
    }
}
