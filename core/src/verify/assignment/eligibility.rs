//! The refusals are as recounted, and everyone named is admissible.

use super::Named;
use super::demands::Demands;
use crate::record::AssignmentRecord;
use crate::refusal::{RefusalReason, Refusals};
use crate::verify::check::{Check, CheckName, Comparison};

pub(super) fn check(
    named: &Named<'_>,
    assignment: &AssignmentRecord,
    recounted: &Refusals,
    demands: &Demands<'_>,
) -> Check {
    let mut comparison = Comparison::new(CheckName::AssignmentEligibility);
    for column in demands.missing_columns() {
        comparison.differ(format_args!("column {column}"), "there, as it is asked for", "missing");
    }
    for reason in RefusalReason::ALL {
        let what = format_args!("refused as {}", reason.code());
        comparison.equal(what, &recounted.count(reason), &assignment.refusals.count(reason));
    }
    let slots = assignment.visits.iter().flat_map(|visit| visit.slots.iter().map(move |slot| (visit, slot)));
    for (place, (visit, slot)) in slots.enumerate() {
        for (when, id) in [("start", &slot.start), ("inspector", &slot.inspector)] {
            let Some(id) = id else { continue };
            let what = format_args!("{}: {when} {id}", named.place(place));
            let reason = |number| demands.reason(&visit.draws, &visit.target, &slot.need, number);
            match named.directory.find(id).map(reason) {
                None => comparison.differ(what, "an inspector of the directory", "none"),
                Some(Some(reason)) => comparison.differ(what, "admissible", reason.code()),
                Some(None) => comparison.equal(what, &"admissible", &"admissible"),
            }
        }
    }
    comparison.finish()
}
