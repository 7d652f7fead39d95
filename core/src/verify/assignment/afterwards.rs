//! The teams as amendments change them, followed on the record's own words: who steps in is the first in order of those who may.

use std::collections::BTreeMap;

use super::demands::Demands;
use super::visits::{places, teams};
use crate::digest::Digest;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::record::{AmendmentChange, AssignedSlot, AssignedVisit, DrawRecord};
use crate::target::TargetDirectory;
use crate::team::TeamRule;
use crate::verify::check::Comparison;

/// The teams after some amendments.
pub(in crate::verify) struct Afterwards<'a> {
    record: &'a DrawRecord,
    inspectors: &'a InspectorDirectory,
    teams: BTreeMap<&'a str, &'a TeamRule>,
    demands: Demands<'a>,
    visits: Vec<Followed>,
    visits_of: BTreeMap<String, u64>,
}

struct Followed {
    visit: AssignedVisit,
    /// Who left this team.
    left: Vec<String>,
}

impl<'a> Afterwards<'a> {
    /// The teams as the record has them; none without an assignment.
    pub(in crate::verify) fn new(
        record: &'a DrawRecord,
        plan: &'a InspectionPlan,
        targets: &'a TargetDirectory,
        inspectors: &'a InspectorDirectory,
    ) -> Option<Self> {
        let assigned = record.assignment.as_ref()?;
        let staffed = teams(record, plan);
        let mut afterwards = Self {
            record,
            inspectors,
            demands: Demands::new(inspectors, targets, &staffed),
            teams: staffed.iter().map(|(draw, team)| (draw.draw.as_str(), *team)).collect(),
            visits: Vec::new(),
            visits_of: BTreeMap::new(),
        };
        assigned.visits.iter().for_each(|visit| afterwards.begin(visit.clone()));
        Some(afterwards)
    }

    /// Whether the task of a draw sends a team.
    pub(in crate::verify) fn are_about(&self, draw: &str) -> bool {
        self.teams.contains_key(draw)
    }

    /// Follows a change, and compares whom it names with whom it must name.
    pub(in crate::verify) fn change(
        &mut self,
        comparison: &mut Comparison,
        number: u64,
        change: &AmendmentChange,
    ) {
        match change {
            AmendmentChange::Replacement { draw, out, next, .. } => {
                self.end(draw, out);
                next.iter().for_each(|target| self.join(draw, target));
            }
            AmendmentChange::Supplement { draw, next, .. } => {
                next.iter().for_each(|target| self.join(draw, target));
            }
            AmendmentChange::Recusal { draw, target, inspector, successor, .. } if self.are_about(draw) => {
                let (leaving, named) = (inspector.as_str(), successor.as_ref().map(|line| line.as_str()));
                let Some((at, slot)) = self.place_of(draw, target, leaving) else {
                    comparison.differ(
                        format_args!("amendment {number}: {leaving}"),
                        "on the team",
                        "not on the team",
                    );
                    return;
                };
                let next = self.visits.get(at).and_then(|followed| self.first(followed, slot));
                comparison.equal(
                    format_args!("amendment {number}: successor"),
                    &next.as_deref().unwrap_or("none"),
                    &named.unwrap_or("none"),
                );
                self.hand_over(at, slot, named.map(str::to_owned));
            }
            AmendmentChange::Recusal { .. } => {}
        }
    }

    fn begin(&mut self, visit: AssignedVisit) {
        for inspector in visit.inspectors() {
            *self.visits_of.entry(inspector.to_owned()).or_default() += 1;
        }
        self.visits.push(Followed { visit, left: Vec::new() });
    }

    /// A target that came on the list of a draw: each place in turn to the first in order.
    fn join(&mut self, draw: &str, target: &str) {
        let Some(team) = self.teams.get(draw) else { return };
        let open = |need| AssignedSlot { need, start: None, inspector: None };
        let slots = places([*team].into_iter()).into_iter().map(open).collect();
        let visit = AssignedVisit { draws: vec![draw.to_owned()], target: target.to_owned(), slots };
        let mut followed = Followed { visit, left: Vec::new() };
        for at in 0..followed.visit.slots.len() {
            let first = self.first(&followed, at);
            if let Some(slot) = followed.visit.slots.get_mut(at) {
                slot.inspector = first;
            }
        }
        self.begin(followed.visit);
    }

    /// A target that went off the list of a draw.
    fn end(&mut self, draw: &str, target: &str) {
        for followed in self.visits.iter_mut().filter(|followed| followed.visit.target == target) {
            let visit = &mut followed.visit;
            let Some(at) = visit.draws.iter().position(|of| of == draw) else { continue };
            visit.draws.remove(at);
            if visit.draws.is_empty() {
                visit.inspectors().for_each(|inspector| take_one(&mut self.visits_of, inspector));
            }
        }
    }

    fn place_of(&self, draw: &str, target: &str, inspector: &str) -> Option<(usize, usize)> {
        let holds = |slot: &AssignedSlot| slot.inspector.as_deref() == Some(inspector);
        self.visits.iter().enumerate().find_map(|(at, Followed { visit, .. })| {
            let of = visit.target == target && visit.draws.iter().any(|of| of == draw);
            Some((at, visit.slots.iter().position(holds).filter(|_| of)?))
        })
    }

    fn hand_over(&mut self, at: usize, slot: usize, successor: Option<String>) {
        let Some(followed) = self.visits.get_mut(at) else { return };
        let Some(slot) = followed.visit.slots.get_mut(slot) else { return };
        if let Some(next) = &successor {
            *self.visits_of.entry(next.clone()).or_default() += 1;
        }
        if let Some(before) = std::mem::replace(&mut slot.inspector, successor) {
            take_one(&mut self.visits_of, &before);
            followed.left.push(before);
        }
    }

    /// The first in order who may take a place and is free to.
    fn first(&self, Followed { visit, left }: &Followed, slot: usize) -> Option<String> {
        let (need, draw) = (&visit.slots.get(slot)?.need, visit.draws.first()?);
        let key = &self.record.draws.iter().find(|of| of.draw == *draw)?.keys.order;
        let suite = self.record.commitment.suite;
        let hash = |id: &str| -> Digest { suite.hash(format!("{key}{}\n{id}", visit.target).as_bytes()) };
        let free = |id: &str, room: Option<u32>| {
            let visits = self.visits_of.get(id).copied().unwrap_or_default();
            room.is_none_or(|room| visits < room.into())
                && visit.inspectors().all(|member| member != id)
                && left.iter().all(|gone| gone != id)
        };
        let possible = self.inspectors.iter().enumerate().filter(|(number, one)| {
            free(one.id(), one.room())
                && self.demands.reason(&visit.draws, &visit.target, need, *number).is_none()
        });
        possible.map(|(_, one)| (hash(one.id()), one.id())).min().map(|(_, id)| id.to_owned())
    }
}

fn take_one(visits: &mut BTreeMap<String, u64>, inspector: &str) {
    if let Some(visits) = visits.get_mut(inspector) {
        *visits = visits.saturating_sub(1);
    }
}
