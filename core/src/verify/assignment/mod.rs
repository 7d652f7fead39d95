//! The assignment of inspectors, recomputed without the code that assigns: places and who is admissible for them are found
//! anew, and instead of looking for the best assignment each check shows that none is better than the stated one.

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

    /// The inspectors that the places name, by number; none if one of them is not in the directory.
    fn numbers(&self, of: impl Fn(&AssignedSlot) -> Option<&str>) -> Option<Vec<Option<usize>>> {
        let slots = self.visits.iter().flat_map(|visit| &visit.slots);
        slots.map(|slot| of(slot).map_or(Some(None), |id| self.directory.find(id).map(Some))).collect()
    }

    /// The target of a place and the number of the place in its team, from 1.
    fn place(&self, place: usize) -> String {
        let visit = self.ground.places.get(place).map_or(0, |place| place.visit);
        let number = place.saturating_sub(self.ground.places_of(visit).start) + 1;
        format!("{}, place {number}", self.visits.get(visit).map_or("", |visit| &visit.target))
    }
}

/// The checks of inspectors and assignment, in their order.
const CHECKS: [CheckName; 9] = [
    CheckName::InspectorsShape,
    CheckName::InspectorsRoot,
    CheckName::InspectorsDigest,
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
    let (commitment, assignment) = (&record.commitment, record.assignment.as_ref());
    let done = match (&commitment.inspectors, evidence.inspectors) {
        (None, _) if assignment.is_none() => CHECKS.map(nobody_asked_for).to_vec(),
        (None, _) => CHECKS.map(|name| wrongly(name, "no assignment", "an assignment")).to_vec(),
        (Some(_), None) => Vec::new(),
        (Some(committed), Some(directory)) => {
            let mut done = directory::checks(committed, directory, commitment.suite, watch)?.to_vec();
            match (assignment, plan) {
                (None, _) => {
                    let of_assignment = CHECKS.into_iter().skip(done.len());
                    done.extend(of_assignment.map(|name| wrongly(name, "an assignment", "no assignment")));
                }
                (Some(_), None) => {}
                (Some(stated), Some(plan)) => {
                    done.extend(of_assignment(record, stated, plan, directory, evidence, watch)?);
                }
            }
            done
        }
    };
    let of_name = |name| done.iter().find(|check| check.name == name).cloned();
    Ok(CHECKS.map(|name| of_name(name).unwrap_or_else(|| Comparison::new(name).finish())).to_vec())
}

/// A check where no inspectors are assigned.
fn nobody_asked_for(name: CheckName) -> Check {
    let mut comparison = Comparison::new(name);
    comparison.holds("inspectors");
    comparison.finish()
}

/// An assignment where there is to be none, or none where there is to be one.
fn wrongly(name: CheckName, expected: &str, found: &str) -> Check {
    let mut comparison = Comparison::new(name);
    comparison.differ("assignment", expected, found);
    comparison.finish()
}

/// The checks that can be done: those of the numbers only where everyone named is in the directory, and those that compare
/// with other assignments only where the start is one.
fn of_assignment(
    record: &DrawRecord,
    stated: &AssignmentRecord,
    plan: &InspectionPlan,
    directory: &InspectorDirectory,
    evidence: &Evidence<'_>,
    watch: &mut dyn Watch,
) -> Result<Vec<Check>, Interrupted> {
    let mut done = vec![visits::check(record, plan, &stated.visits)];
    let mut demands = Demands::new(directory, evidence.targets, &visits::teams(record, plan));
    let (ground, refusals) = demands.ground(&stated.visits, watch)?;
    let named = Named { ground: &ground, visits: &stated.visits, directory };
    done.push(eligibility::check(&named, stated, &refusals, &mut demands));
    let start = named.numbers(|slot| slot.start.as_deref());
    let end = named.numbers(|slot| slot.inspector.as_deref());
    if let (Some(start), Some(end)) = (start, end) {
        let (start, end) = (Filling::new(&ground, &start), Filling::new(&ground, &end));
        done.push(filled::check(&named, &start, &end, watch)?);
        if start.stands() {
            done.push(balance::check(&named, &stated.loads, &start, &end, watch)?);
            done.push(start::check(&named, record, &start, watch)?);
            let key = record.draws.first().map(|draw| &draw.keys.mix);
            done.push(mix::check(&named, key, &start, &end, watch)?);
        }
    }
    Ok(done)
}
