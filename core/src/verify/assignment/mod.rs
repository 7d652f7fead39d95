//! The assignment of inspectors, recomputed without the code that assigns: places and who is admissible for them are found
//! anew, and instead of looking for the best assignment each check shows that none is better than the stated one.

mod admissible;
mod afterwards;
mod balance;
mod demands;
mod directory;
mod eligibility;
mod filled;
mod filling;
mod ground;
mod leads;
mod mix;
mod search;
mod start;
#[cfg(test)]
mod tests;
mod visits;

pub(super) use afterwards::Afterwards;

use super::Evidence;
use super::check::{Check, CheckName, Comparison};
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::{Interrupted, Watch};
use crate::record::{AssignedSlot, AssignedVisit, AssignmentRecord, DrawRecord};
use demands::Demands;
use filling::Filling;
use ground::Ground;

/// What numbers stand for.
struct Named<'a> {
    ground: &'a Ground,
    visits: &'a [AssignedVisit],
    directory: &'a InspectorDirectory,
}

impl Named<'_> {
    /// The id of an inspector; none for an open place.
    fn inspector(&self, inspector: Option<usize>) -> &str {
        inspector.and_then(|at| self.directory.get(at)).map_or("none", |inspector| inspector.id())
    }

    /// Who the places name.
    fn filling(&self, of: impl Fn(&AssignedSlot) -> Option<&str>) -> Filling<'_> {
        let nobody = self.directory.len();
        let number = |slot| of(slot).map(|id| self.directory.find(id).unwrap_or(nobody));
        let slots = self.visits.iter().flat_map(|visit| &visit.slots);
        Filling::new(self.ground, &slots.map(number).collect::<Vec<_>>())
    }

    /// The target of a place and the number of the place in its team, from 1.
    fn place(&self, place: usize) -> String {
        let visit = self.ground.places.get(place).map_or(0, |place| place.visit);
        let number = place.saturating_sub(self.ground.places_of(visit).start) + 1;
        format!("{}, place {number}", self.visits.get(visit).map_or("", |visit| &visit.target))
    }
}

/// The checks of the directory of inspectors.
const OF_DIRECTORY: [CheckName; 3] =
    [CheckName::InspectorsShape, CheckName::InspectorsRoot, CheckName::InspectorsDigest];

/// The checks of the assignment.
const OF_ASSIGNMENT: [CheckName; 6] = [
    CheckName::AssignmentVisits,
    CheckName::AssignmentEligibility,
    CheckName::AssignmentFilled,
    CheckName::AssignmentBalance,
    CheckName::AssignmentStart,
    CheckName::AssignmentMix,
];

pub(super) fn check(
    record: &DrawRecord,
    plan: Option<&InspectionPlan>,
    evidence: &Evidence<'_>,
    watch: &mut dyn Watch,
) -> Result<Vec<Check>, Interrupted> {
    let commitment = &record.commitment;
    let Some(committed) = &commitment.inspectors else {
        return Ok(all(|name| without_directory(name, record)));
    };
    let Some(directory) = evidence.inspectors else { return Ok(all(not_done)) };
    let mut checks = directory::checks(committed, directory, commitment.suite, watch)?.to_vec();
    let of_assignment = match (&record.assignment, plan) {
        (None, _) => OF_ASSIGNMENT.map(without_assignment),
        (Some(_), None) => OF_ASSIGNMENT.map(not_done),
        (Some(stated), Some(plan)) => recomputed(record, stated, plan, directory, evidence, watch)?,
    };
    checks.extend(of_assignment);
    Ok(checks)
}

/// All nine checks alike.
fn all(check: impl Fn(CheckName) -> Check) -> Vec<Check> {
    OF_DIRECTORY.into_iter().chain(OF_ASSIGNMENT).map(check).collect()
}

fn not_done(name: CheckName) -> Check {
    Comparison::new(name).finish()
}

/// A check where no directory of inspectors is committed to: there is to be no assignment.
fn without_directory(name: CheckName, record: &DrawRecord) -> Check {
    let stated = |has: bool| if has { "an assignment" } else { "no assignment" };
    let mut comparison = Comparison::new(name);
    comparison.equal("assignment", &stated(false), &stated(record.assignment.is_some()));
    comparison.finish()
}

/// A check of an assignment that there is to be.
fn without_assignment(name: CheckName) -> Check {
    let mut comparison = Comparison::new(name);
    comparison.differ("assignment", "an assignment", "no assignment");
    comparison.finish()
}

fn recomputed(
    record: &DrawRecord,
    stated: &AssignmentRecord,
    plan: &InspectionPlan,
    directory: &InspectorDirectory,
    evidence: &Evidence<'_>,
    watch: &mut dyn Watch,
) -> Result<[Check; 6], Interrupted> {
    let demands = Demands::new(directory, evidence.targets, &visits::teams(record, plan));
    let (ground, refusals) = admissible::ground(&demands, &stated.visits, watch)?;
    let named = Named { ground: &ground, visits: &stated.visits, directory };
    let start = named.filling(|slot| slot.start.as_deref());
    let end = named.filling(|slot| slot.inspector.as_deref());
    let mix_key = record.draws.first().map(|draw| &draw.keys.mix);
    Ok([
        visits::check(record, plan, &stated.visits),
        eligibility::check(&named, stated, &refusals, &demands),
        filled::check(&named, &start, &end, watch)?,
        balance::check(&named, &stated.loads, &end, watch)?,
        start::check(&named, record, &start, watch)?,
        mix::check(&named, mix_key, &start, &end, watch)?,
    ])
}
