//! One place in a team.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assignment::{Eligibility, Shortage, VisitToStaff, rank};
use crate::digest::Suite;
use crate::inspector::InspectorDirectory;
use crate::record::{AssignedSlot, AssignmentRecord};
use crate::refusal::RefusalReason;
use crate::sampling::TicketKey;
use crate::team::{SlotNeed, TeamRule};

/// A place in a team, who got it, and who did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedSlot {
    /// What the place asks for.
    pub need: SlotNeed,
    /// Who was first in order; what is explained here.
    pub start: Option<String>,
    /// Who goes, after the random moves.
    pub inspector: Option<String>,
    /// Everyone earlier in order than the first, in that order; of an open place everyone.
    pub passed_over: Vec<PassedOver>,
    /// Of an open place, what it competes with.
    pub competition: Option<Competition>,
}

/// Somebody who was passed over (未选派人员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "未选派人员")]
pub struct PassedOver {
    /// The inspector.
    pub inspector: String,
    /// Why.
    pub why: WhyNot,
}

/// Why somebody earlier in order did not get a place (未选派原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[doc(alias = "未选派原因")]
pub enum WhyNot {
    /// Not admissible.
    Refused(RefusalReason),
    /// Has a place before this one in the same team.
    OnTheTeam,
    /// Has as many visits as allowed.
    AtCap,
    /// With them here, others of the places could not be filled, or the visits would be spread less evenly.
    NeededElsewhere,
}

/// Why a place is open (缺员原因): the smallest set of places that nobody could fill together, and whom they compete for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "缺员原因")]
#[doc(alias = "人手不足")]
pub struct Competition {
    /// The places, each with its target and its number in the team, from 0; the last is the open one.
    pub places: Vec<(String, usize)>,
    /// Everyone admissible for one of them, with how many of them they could take: together one less than there are.
    pub inspectors: Vec<(String, usize)>,
}

impl Competition {
    pub(super) fn named(
        shortage: &Shortage,
        assignment: &AssignmentRecord,
        inspectors: &InspectorDirectory,
    ) -> Self {
        let place =
            |(visit, slot): &(usize, usize)| Some((assignment.visits.get(*visit)?.target.clone(), *slot));
        let named = |who: &crate::assignment::Competitor| {
            Some((inspectors.get(who.inspector)?.id().to_owned(), who.takes))
        };
        Self {
            places: shortage.slots.iter().filter_map(place).collect(),
            inspectors: shortage.inspectors.iter().filter_map(named).collect(),
        }
    }
}

/// The places of one visit, explained one after the other.
pub(super) struct Slots<'a> {
    inspectors: &'a InspectorDirectory,
    eligibility: Eligibility<'a>,
    visit: &'a VisitToStaff<'a>,
    /// All inspectors in the order of the visit.
    order: Vec<usize>,
    /// How many visits everyone has at the start.
    visits: BTreeMap<&'a str, u64>,
    /// Who has a place before.
    team: Vec<&'a str>,
}

impl<'a> Slots<'a> {
    pub(super) fn new(
        suite: Suite,
        inspectors: &'a InspectorDirectory,
        assignment: &'a AssignmentRecord,
        teams: &[&'a TeamRule],
        visit: &'a VisitToStaff<'a>,
    ) -> Self {
        let key = TicketKey::new(suite, &visit.order_key);
        let mut ranked: Vec<_> = (0..)
            .zip(inspectors.iter())
            .map(|(number, inspector)| (rank(&key, visit.target.id(), inspector.id()), number))
            .collect();
        ranked.sort_unstable();
        let mut visits = BTreeMap::new();
        for holder in
            assignment.visits.iter().flat_map(|visit| &visit.slots).filter_map(|slot| slot.start.as_deref())
        {
            *visits.entry(holder).or_default() += 1;
        }
        Self {
            inspectors,
            eligibility: Eligibility::new(inspectors, teams.to_vec()),
            visit,
            order: ranked.into_iter().map(|(_, number)| number).collect(),
            visits,
            team: Vec::new(),
        }
    }

    /// Explains the next place.
    pub(super) fn explain(&mut self, slot: &'a AssignedSlot) -> ExplainedSlot {
        let start = slot.start.as_deref();
        let ids = self.order.iter().filter_map(|number| Some((*number, self.inspectors.get(*number)?.id())));
        let earlier = ids.take_while(|(_, id)| Some(*id) != start);
        let passed_over = earlier.map(|(number, id)| PassedOver {
            inspector: id.to_owned(),
            why: self.why_not(number, id, &slot.need),
        });
        let passed_over = passed_over.collect();
        self.team.extend(start);
        let (need, start, inspector) = (slot.need.clone(), slot.start.clone(), slot.inspector.clone());
        ExplainedSlot { need, start, inspector, passed_over, competition: None }
    }

    fn why_not(&self, number: usize, id: &str, need: &SlotNeed) -> WhyNot {
        let visits = self.visits.get(id).copied().unwrap_or_default();
        let room = self.inspectors.get(number).and_then(|inspector| inspector.room());
        match self.eligibility.refusal(number, &self.visit.teams, &self.visit.target, need) {
            Some(reason) => WhyNot::Refused(reason),
            None if self.team.contains(&id) => WhyNot::OnTheTeam,
            None if room.is_some_and(|room| visits >= u64::from(room)) => WhyNot::AtCap,
            None => WhyNot::NeededElsewhere,
        }
    }
}
