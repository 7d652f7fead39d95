//! Teams for what was drawn: the second random.

use super::{DrawError, PreparedDraw};
use crate::assignment::{Roster, VisitToStaff};
use crate::inspector::InspectorDirectory;
use crate::progress::Watch;
use crate::record::{
    AssignedSlot, AssignedVisit, AssignmentRecord, Commitment, InspectorLoad, RankedTarget, TaskDraw, Visit,
};
use crate::target::{InspectionTarget, TargetDirectory};
use crate::team::TeamRule;

/// What was drawn, and by what.
pub(super) struct Drawn<'a> {
    pub(super) prepared: &'a PreparedDraw<'a>,
    pub(super) commitment: &'a Commitment,
    pub(super) draws: &'a [TaskDraw],
    pub(super) visits: Option<&'a [Visit]>,
}

/// A task's draw and the team that its rules ask for.
struct Staffed<'a> {
    draw: &'a TaskDraw,
    team: &'a TeamRule,
}

impl Drawn<'_> {
    /// Teams of these inspectors for all visits of tasks that have one (随机选派); section 8 of the specification.
    pub(super) fn assign(
        &self,
        inspectors: &InspectorDirectory,
        watch: &mut dyn Watch,
    ) -> Result<AssignmentRecord, DrawError> {
        let suite = self.commitment.suite;
        let staffed = self.staffed();
        let teams: Vec<&TeamRule> = staffed.iter().map(|staffed| staffed.team).collect();
        let visits = match self.visits {
            None => self.one_by_one(&staffed),
            Some(visits) => self.merged(visits, &staffed),
        };
        let roster = Roster::new(suite, inspectors, &teams, &visits, watch)?;
        let Some(first) = self.draws.first() else { return Err(DrawError::NoTasks {}) };
        let assignment = roster.problem.assign(&first.keys.mix, watch)?;
        let id = |inspector: Option<usize>| Some(inspectors.get(inspector?)?.id().to_owned());
        let rows = visits.iter().zip(roster.needs).zip(assignment.start.iter().zip(&assignment.teams));
        let assigned = rows.map(|((visit, needs), (start, team))| AssignedVisit {
            draws: visit
                .teams
                .iter()
                .filter_map(|place| staffed.get(*place))
                .map(|of| of.draw.draw.clone())
                .collect(),
            target: visit.target.id().to_owned(),
            slots: needs
                .into_iter()
                .zip(start.iter().zip(team))
                .map(|(need, (start, inspector))| AssignedSlot {
                    need,
                    start: id(*start),
                    inspector: id(*inspector),
                })
                .collect(),
        });
        let load = |(inspector, after): (&crate::inspector::Inspector, &u64)| InspectorLoad {
            inspector: inspector.id().to_owned(),
            before: inspector.load().into(),
            after: *after,
        };
        Ok(AssignmentRecord {
            refusals: roster.refusals,
            visits: assigned.collect(),
            loads: inspectors.iter().zip(&assignment.loads).map(load).collect(),
        })
    }

    /// The draws whose task has a team, in order.
    fn staffed(&self) -> Vec<Staffed<'_>> {
        let tasks = self.prepared.tasks().iter().zip(self.draws);
        tasks.filter_map(|(task, draw)| Some(Staffed { draw, team: task.rules().team.as_ref()? })).collect()
    }

    /// Each drawn target of each draw, in the order of tickets.
    fn one_by_one(&self, staffed: &[Staffed<'_>]) -> Vec<VisitToStaff<'_>> {
        let mut visits = Vec::new();
        for (place, Staffed { draw, .. }) in staffed.iter().enumerate() {
            let mut drawn: Vec<&RankedTarget> = draw.drawn().map(|(_, target)| target).collect();
            drawn.sort_by_key(|target| (target.ticket, &target.id));
            let targets = drawn.into_iter().filter_map(|target| find(self.prepared.directory, &target.id));
            visits.extend(targets.map(|target| VisitToStaff {
                target,
                teams: vec![place],
                order_key: draw.keys.order,
            }));
        }
        visits
    }

    /// Each merged visit that some task has a team for.
    fn merged(&self, visits: &[Visit], staffed: &[Staffed<'_>]) -> Vec<VisitToStaff<'_>> {
        let tasks = self.prepared.tasks().iter().filter(|task| task.rules().team.is_some());
        let tasks: Vec<_> = tasks.map(|task| task.task().name()).collect();
        let visit = |visit: &Visit| {
            let teams: Vec<usize> = (0..)
                .zip(&tasks)
                .filter(|(_, task)| visit.tasks.contains(task))
                .map(|(place, _)| place)
                .collect();
            let first = staffed.get(*teams.first()?)?;
            let target = find(self.prepared.directory, &visit.id)?;
            Some(VisitToStaff { target, teams, order_key: first.draw.keys.order })
        };
        visits.iter().filter_map(visit).collect()
    }
}

fn find<'a>(directory: &'a TargetDirectory, id: &str) -> Option<InspectionTarget<'a>> {
    directory.get(directory.find(id)?)
}
