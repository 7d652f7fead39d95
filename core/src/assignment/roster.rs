//! From drawn targets to visits with slots, and from directories to who is admissible for them.

use super::AssignmentProblem;
use super::eligibility::{Eligibility, Outcome};
use crate::digest::{Digest, Suite};
use crate::id::Name;
use crate::inspector::{InspectorColumn, InspectorDirectory};
use crate::message::catalogue;
use crate::progress::{Interrupted, Watch, watched};
use crate::refusal::Refusals;
use crate::sampling::TicketKey;
use crate::target::{Column, InspectionTarget, TargetDirectory};
use crate::team::{AreaRule, SlotNeed, TeamRule, slots_of_visit};

catalogue! {
    /// Why teams cannot be assigned from a directory.
    pub enum StaffError {
        /// A team asks for a column that a directory does not have.
        ColumnMissing {
            /** The task. */ task: Name,
            /** `targets` or `inspectors`. */ directory: String,
            /** The column; one of several where any will do. */ column: String,
        }
            = "staff.column_missing",
            en: "the team of task {task} asks for the column `{column}`, which the directory of {directory} does not have",
            zh: "任务{task}的检查组需要`{column}`列，但{directory}名录库没有这一列";
    }
}

/// Checks that both directories have the columns that the team of a task asks for.
pub(crate) fn check_columns(
    task: &Name,
    team: &TeamRule,
    targets: &TargetDirectory,
    inspectors: &InspectorDirectory,
) -> Result<(), StaffError> {
    use InspectorColumn::{Agency, Items, Leader, Region, Specialties};
    let needs = || team.slots().iter().map(|group| &group.need);
    let has = |column| inspectors.columns().has(column);
    let (by_area, agency) = (team.area() != AreaRule::Any, needs().any(|need| need.agency.is_some()));
    let (leader, qualification) =
        (needs().any(|need| need.leader), needs().any(|need| need.qualification.is_some()));
    let missing = [
        (by_area && !targets.columns().has(&Column::Region), "targets", "region"),
        (by_area && !has(&Region), "inspectors", "region"),
        (agency && !has(&Agency), "inspectors", "agency"),
        (leader && !has(&Leader), "inspectors", "leader"),
        (qualification && !has(&Specialties) && !has(&Items), "inspectors", "specialties"),
    ];
    match missing.into_iter().find(|(missing, _, _)| *missing) {
        None => Ok(()),
        Some((_, directory, column)) => {
            let (directory, column) = (directory.to_owned(), column.to_owned());
            Err(StaffError::ColumnMissing { task: task.clone(), directory, column })
        }
    }
}

/// A visit to a target (检查), on behalf of tasks with teams.
#[derive(Debug, Clone)]
pub(crate) struct VisitToStaff<'a> {
    pub(crate) target: InspectionTarget<'a>,
    /// The tasks, by the places of their teams in the roster's list.
    pub(crate) teams: Vec<usize>,
    /// The key of the order of inspectors.
    pub(crate) order_key: Digest,
}

/// All visits with their slots, and who is admissible for each.
#[derive(Debug)]
pub(crate) struct Roster {
    pub(crate) problem: AssignmentProblem,
    pub(crate) refusals: Refusals,
    /// What each slot of each visit asks for.
    pub(crate) needs: Vec<Vec<SlotNeed>>,
}

impl Roster {
    /// The roster of these visits, in their order.
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    pub(crate) fn new(
        suite: Suite,
        inspectors: &InspectorDirectory,
        teams: &[&TeamRule],
        visits: &[VisitToStaff<'_>],
        watch: &mut dyn Watch,
    ) -> Result<Self, Interrupted> {
        let mut eligibility = Eligibility::new(inspectors, teams.to_vec());
        let problem = AssignmentProblem::of(suite, inspectors);
        let mut roster = Self { problem, refusals: Refusals::default(), needs: Vec::new() };
        watched(visits.len(), watch, |number| {
            let VisitToStaff { target, teams: places, order_key } = &visits[number];
            let needs = slots_of_visit(places.iter().map(|place| teams[*place]));
            let outcome = |need: &SlotNeed| eligibility.of_slot(places, target, need);
            let outcomes: Vec<Outcome> = needs.iter().map(outcome).collect();
            outcomes.iter().for_each(|outcome| roster.refusals += outcome.refusals);
            let sets = outcomes.into_iter().map(|outcome| outcome.admissible).collect();
            roster.problem.push(TicketKey::new(suite, order_key), target.id(), sets);
            roster.needs.push(needs);
        })?;
        Ok(roster)
    }
}
