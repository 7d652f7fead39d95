//! The teams in force: those of the record, as amendments leave them (specification, section 8.5).

use std::collections::{BTreeMap, BTreeSet};

use super::demands::Demands;
use super::start::order;
use super::visits;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::record::{AmendmentChange, AssignmentRecord, DrawRecord};
use crate::target::TargetDirectory;
use crate::team::SlotNeed;
use crate::verify::check::Comparison;

/// The teams that visit, after some amendments.
pub(in crate::verify) struct TeamsInForce<'a> {
    record: &'a DrawRecord,
    demands: Demands<'a>,
    /// What the places in the team of a draw's task ask for, by draw id.
    needs: BTreeMap<&'a str, Vec<SlotNeed>>,
    visits: Vec<Visit>,
}

struct Visit {
    draws: Vec<String>,
    target: String,
    places: Vec<(SlotNeed, Option<usize>)>,
    /// Who left the team, for good.
    left: BTreeSet<usize>,
}

impl Visit {
    fn place_of(&self, inspector: usize) -> Option<usize> {
        self.places.iter().position(|(_, holder)| *holder == Some(inspector))
    }
}

impl<'a> TeamsInForce<'a> {
    /// The teams of the record.
    pub(in crate::verify) fn assigned(
        record: &'a DrawRecord,
        assignment: &AssignmentRecord,
        plan: &'a InspectionPlan,
        targets: &'a TargetDirectory,
        inspectors: &'a InspectorDirectory,
    ) -> Self {
        let teams = visits::teams(record, plan);
        let needs =
            teams.iter().map(|(draw, team)| (draw.draw.as_str(), visits::places(std::iter::once(*team))));
        let visits = assignment.visits.iter().map(|visit| Visit {
            draws: visit.draws.clone(),
            target: visit.target.clone(),
            places: visit
                .slots
                .iter()
                .map(|slot| (slot.need.clone(), slot.inspector.as_deref().and_then(|id| inspectors.find(id))))
                .collect(),
            left: BTreeSet::new(),
        });
        let demands = Demands::new(inspectors, targets, &teams);
        Self { record, needs: needs.collect(), visits: visits.collect(), demands }
    }

    /// Makes the change of an amendment, and checks that whoever follows on a team is the one to follow.
    pub(in crate::verify) fn change(
        &mut self,
        comparison: &mut Comparison,
        number: u64,
        change: &AmendmentChange,
    ) {
        match change {
            AmendmentChange::Replacement { draw, out, next, .. } => {
                self.go_out(draw, out);
                next.iter().for_each(|target| self.come_in(draw, target));
            }
            AmendmentChange::Supplement { draw, next, .. } => {
                next.iter().for_each(|target| self.come_in(draw, target));
            }
            AmendmentChange::Recusal { draw, target, inspector, successor, .. } => {
                if self.needs.contains_key(draw.as_str()) {
                    let expected = self.recuse(draw, target, inspector.as_str());
                    let found = if expected.is_some() { "on the team" } else { "not on the team" };
                    let who = inspector.as_str();
                    comparison.equal(format_args!("amendment {number}: {who}"), &"on the team", &found);
                    let successor = successor.as_ref().map(|successor| successor.as_str());
                    let what = format_args!("amendment {number}: successor of {who}");
                    comparison.equal_option(what, expected.flatten(), successor);
                }
            }
        }
    }

    /// Who follows an inspector on the team that visits a target for a draw, if anybody does; none if the inspector is not on it.
    fn recuse(&mut self, draw: &str, target: &str, inspector: &str) -> Option<Option<&'a str>> {
        let inspectors = self.demands.inspectors;
        let leaving = inspectors.find(inspector)?;
        let visit = self.visits.iter().position(|visit| {
            visit.target == target
                && visit.draws.iter().any(|of| of == draw)
                && visit.place_of(leaving).is_some()
        })?;
        let place = self.visits.get(visit)?.place_of(leaving)?;
        let of_visit = self.visits.get_mut(visit)?;
        of_visit.left.insert(leaving);
        of_visit.places.get_mut(place)?.1 = None;
        let successor = self.first(draw, self.visits.get(visit)?, place);
        self.visits.get_mut(visit)?.places.get_mut(place)?.1 = successor;
        Some(successor.and_then(|number| inspectors.get(number)).map(|successor| successor.id()))
    }

    /// A target is not visited for a draw any more.
    fn go_out(&mut self, draw: &str, target: &str) {
        for visit in self.visits.iter_mut().filter(|visit| visit.target == target) {
            visit.draws.retain(|of| of != draw);
        }
        self.visits.retain(|visit| !visit.draws.is_empty());
    }

    /// A target is visited for a draw, by a team of its own.
    fn come_in(&mut self, draw: &str, target: &str) {
        let Some(needs) = self.needs.get(draw) else { return };
        let mut visit = Visit {
            draws: vec![draw.to_owned()],
            target: target.to_owned(),
            places: needs.iter().map(|need| (need.clone(), None)).collect(),
            left: BTreeSet::new(),
        };
        for place in 0..visit.places.len() {
            let first = self.first(draw, &visit, place);
            visit.places.get_mut(place).into_iter().for_each(|(_, holder)| *holder = first);
        }
        self.visits.push(visit);
    }

    /// The first in order for a place of a visit who is admissible, neither on the team nor ever was, and has room.
    fn first(&self, draw: &str, visit: &Visit, place: usize) -> Option<usize> {
        let (need, _) = visit.places.get(place)?;
        let order = order(self.record, draw, &visit.target)?;
        let given = self.given();
        let inspectors = self.demands.inspectors.iter().zip(given).enumerate();
        let possible = inspectors.filter(|(number, (inspector, given))| {
            visit.place_of(*number).is_none()
                && !visit.left.contains(number)
                && inspector.room().is_none_or(|room| *given < u64::from(room))
                && self.demands.reason(&visit.draws, &visit.target, need, *number).is_none()
        });
        let ranked = possible.map(|(number, (inspector, _))| {
            let mut hasher = order.clone();
            hasher.update(inspector.id().as_bytes());
            (hasher.finish(), number)
        });
        ranked.min().map(|(_, number)| number)
    }

    /// How many visits in force each inspector has.
    fn given(&self) -> Vec<u64> {
        let mut given = vec![0; self.demands.inspectors.len()];
        for (_, holder) in self.visits.iter().flat_map(|visit| &visit.places) {
            holder.and_then(|holder| given.get_mut(holder)).into_iter().for_each(|given| *given += 1);
        }
        given
    }
}
