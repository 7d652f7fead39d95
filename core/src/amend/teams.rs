//! The teams in force: those of the record, as recusals and changes of the list leave them (specification, section 8.5).

use super::AmendError;
use crate::assignment::{Eligibility, rank};
use crate::digest::Digest;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::record::{AmendmentChange, DrawRecord, TaskDraw};
use crate::sampling::TicketKey;
use crate::target::{InspectionTarget, TargetDirectory};
use crate::team::{SlotNeed, TeamRule, slots_of_visit};

/// A team in force (现行检查组): who visits a target, and for which draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "现行检查组")]
pub struct TeamInForce<'a> {
    /// The draws on whose behalf the visit is made.
    pub draws: &'a [String],
    /// The id of the target.
    pub target: &'a str,
    holders: &'a [Option<usize>],
    inspectors: &'a InspectorDirectory,
}

impl<'a> TeamInForce<'a> {
    /// The ids of the team, a place each; none in a place that is open.
    pub fn inspectors(&self) -> impl Iterator<Item = Option<&'a str>> {
        let inspectors = self.inspectors;
        self.holders.iter().map(move |holder| inspectors.get((*holder)?).map(|inspector| inspector.id()))
    }
}

/// All teams in force.
#[derive(Debug)]
pub(super) struct Teams<'a> {
    inspectors: &'a InspectorDirectory,
    targets: &'a TargetDirectory,
    eligibility: Eligibility<'a>,
    /// The draws whose task has a team, in order.
    staffed: Vec<Staffed<'a>>,
    visits: Vec<Visit>,
    /// How many visits each inspector has, apart from those before the draw.
    loads: Vec<u64>,
}

#[derive(Debug)]
struct Staffed<'a> {
    draw: &'a str,
    team: &'a TeamRule,
    order: TicketKey,
}

#[derive(Debug)]
struct Visit {
    draws: Vec<String>,
    target: String,
    /// The same draws as places in `Teams::staffed`.
    teams: Vec<usize>,
    needs: Vec<SlotNeed>,
    holders: Vec<Option<usize>>,
    /// Who left the team, for good.
    left: Vec<usize>,
}

impl<'a> Teams<'a> {
    /// The teams as assigned; none if the record assigns none.
    pub(super) fn assigned(
        record: &'a DrawRecord,
        plan: &'a InspectionPlan,
        targets: &'a TargetDirectory,
        inspectors: &'a InspectorDirectory,
    ) -> Option<Self> {
        let assignment = record.assignment.as_ref()?;
        let suite = record.commitment.suite;
        let staffed = |(draw, team): (&'a TaskDraw, &'a TeamRule)| Staffed {
            draw: &draw.draw,
            team,
            order: TicketKey::new(suite, &draw.keys.order),
        };
        let staffed: Vec<Staffed<'a>> = record.staffed(plan).into_iter().map(staffed).collect();
        let eligibility = Eligibility::new(inspectors, staffed.iter().map(|staffed| staffed.team).collect());
        let loads = vec![0; inspectors.len()];
        let mut teams = Self { inspectors, targets, eligibility, staffed, visits: Vec::new(), loads };
        for visit in &assignment.visits {
            let holder = |slot: &crate::record::AssignedSlot| inspectors.find(slot.inspector.as_deref()?);
            let places = (0..).zip(&teams.staffed);
            teams.enter(Visit {
                draws: visit.draws.clone(),
                target: visit.target.clone(),
                teams: places
                    .filter(|(_, of)| visit.draws.iter().any(|draw| draw == of.draw))
                    .map(|(at, _)| at)
                    .collect(),
                needs: visit.slots.iter().map(|slot| slot.need.clone()).collect(),
                holders: visit.slots.iter().map(holder).collect(),
                left: Vec::new(),
            });
        }
        Some(teams)
    }

    pub(super) fn in_force(&self) -> impl Iterator<Item = TeamInForce<'_>> {
        self.visits.iter().filter(|visit| !visit.draws.is_empty()).map(|visit| TeamInForce {
            draws: &visit.draws,
            target: &visit.target,
            holders: &visit.holders,
            inspectors: self.inspectors,
        })
    }

    /// Whether the task of a draw has a team.
    pub(super) fn has_teams_for(&self, draw: &str) -> bool {
        self.staffed.iter().any(|staffed| staffed.draw == draw)
    }

    /// Who takes the place of an inspector who cannot visit a target; nobody, if there is none.
    pub(super) fn successor(
        &self,
        draw: &str,
        target: &str,
        inspector: &str,
    ) -> Result<Option<&'a str>, AmendError> {
        let (visit, slot) = self.place_of(draw, target, inspector)?;
        let next = self.visits.get(visit).and_then(|visit| self.first_in_order(visit, slot));
        Ok(next.and_then(|next| self.inspectors.get(next)).map(|next| next.id()))
    }

    /// Applies a change that was found to be allowed.
    pub(super) fn apply(&mut self, change: &AmendmentChange) -> Result<(), AmendError> {
        match change {
            AmendmentChange::Replacement { draw, out, next, .. } => {
                self.leave(draw, out);
                next.iter().for_each(|target| self.join(draw, target));
            }
            AmendmentChange::Supplement { draw, next, .. } => {
                next.iter().for_each(|target| self.join(draw, target));
            }
            AmendmentChange::Recusal { draw, target, inspector, successor, .. } => {
                if self.has_teams_for(draw) {
                    let successor = successor.as_ref().and_then(|id| self.inspectors.find(id.as_str()));
                    let (visit, slot) = self.place_of(draw, target, inspector.as_str())?;
                    self.hand_over(visit, slot, successor);
                }
            }
        }
        Ok(())
    }

    /// The visit and the slot in which an inspector visits a target.
    fn place_of(&self, draw: &str, target: &str, inspector: &str) -> Result<(usize, usize), AmendError> {
        let (draw, target) = (draw.to_owned(), target.to_owned());
        let visits = || (0..).zip(&self.visits);
        let of = |visit: &Visit| visit.target == target && visit.draws.contains(&draw);
        let number = self.inspectors.find(inspector);
        let place = visits().filter(|(_, visit)| of(visit)).find_map(|(at, visit)| {
            let slot = visit.holders.iter().position(|holder| number.is_some() && *holder == number)?;
            Some((at, slot))
        });
        let inspector = inspector.to_owned();
        place.ok_or(AmendError::NotOnTheTeam { draw, target, inspector })
    }

    /// A visit begins to count.
    fn enter(&mut self, visit: Visit) {
        visit.holders.iter().flatten().for_each(|holder| self.add(*holder, 1));
        self.visits.push(visit);
    }

    /// A target that came on the list gets a visit of its own.
    fn join(&mut self, draw: &str, target: &str) {
        let Some(place) = self.staffed.iter().position(|staffed| staffed.draw == draw) else { return };
        let needs = slots_of_visit(self.staffed.get(place).map(|staffed| staffed.team));
        let mut visit = Visit {
            draws: vec![draw.to_owned()],
            target: target.to_owned(),
            teams: vec![place],
            holders: vec![None; needs.len()],
            needs,
            left: Vec::new(),
        };
        for slot in 0..visit.holders.len() {
            let first = self.first_in_order(&visit, slot);
            if let Some(holder) = visit.holders.get_mut(slot) {
                *holder = first;
            }
        }
        self.enter(visit);
    }

    /// A target that went off the list of a draw is not visited for it any more.
    fn leave(&mut self, draw: &str, target: &str) {
        let place = self.staffed.iter().position(|staffed| staffed.draw == draw);
        let mut ended = Vec::new();
        for visit in self.visits.iter_mut().filter(|visit| visit.target == target) {
            let before = visit.draws.len();
            visit.draws.retain(|of| of != draw);
            visit.teams.retain(|of| Some(*of) != place);
            if visit.draws.is_empty() && before > 0 {
                ended.extend(visit.holders.iter().flatten().copied());
            }
        }
        ended.into_iter().for_each(|holder| self.add(holder, -1));
    }

    fn hand_over(&mut self, visit: usize, slot: usize, successor: Option<usize>) {
        let Some(visit) = self.visits.get_mut(visit) else { return };
        let Some(holder) = visit.holders.get_mut(slot) else { return };
        let before = std::mem::replace(holder, successor);
        visit.left.extend(before);
        before.into_iter().for_each(|holder| self.add(holder, -1));
        successor.into_iter().for_each(|holder| self.add(holder, 1));
    }

    fn add(&mut self, inspector: usize, visits: i64) {
        if let Some(load) = self.loads.get_mut(inspector) {
            *load = load.saturating_add_signed(visits);
        }
    }

    /// The first in the order of a visit who is admissible for the slot, is not on the team, did not leave it, and has room. Who is
    /// just leaving is still on the team, and so is not found.
    fn first_in_order(&self, visit: &Visit, slot: usize) -> Option<usize> {
        let target = self.target(&visit.target)?;
        let (need, order) = (visit.needs.get(slot)?, &self.staffed.get(*visit.teams.first()?)?.order);
        let may = |number: &usize| {
            !visit.holders.contains(&Some(*number))
                && !visit.left.contains(number)
                && self.has_room(*number)
                && self.eligibility.refusal(*number, &visit.teams, &target, need).is_none()
        };
        let rank = |number: &usize| -> Option<(Digest, usize)> {
            Some((rank(order, target.id(), self.inspectors.get(*number)?.id()), *number))
        };
        (0..self.inspectors.len()).filter(may).min_by_key(rank)
    }

    fn has_room(&self, inspector: usize) -> bool {
        let room = self.inspectors.get(inspector).and_then(|inspector| inspector.room());
        let visits = self.loads.get(inspector).copied().unwrap_or_default();
        room.is_none_or(|room| visits < u64::from(room))
    }

    fn target(&self, id: &str) -> Option<InspectionTarget<'a>> {
        self.targets.get(self.targets.find(id)?)
    }
}
