//! The visits and what their places ask for follow from the draws and the plan's teams.

use crate::digest::Digest;
use crate::message::param;
use crate::plan::InspectionPlan;
use crate::record::{AssignedVisit, DrawCommitment, DrawRecord};
use crate::rule::Coordination;
use crate::team::{SlotNeed, TeamRule};
use crate::verify::check::{Check, CheckName, Comparison};

/// The draws whose task has a team, in order.
pub(super) fn teams<'a>(
    record: &'a DrawRecord,
    plan: &'a InspectionPlan,
) -> Vec<(&'a DrawCommitment, &'a TeamRule)> {
    let team = |draw: &'a DrawCommitment| Some((draw, plan.task(&draw.task)?.rules()?.team.as_ref()?));
    record.commitment.draws.iter().filter_map(team).collect()
}

/// A visit as it follows from the draws.
struct Expected<'a> {
    target: &'a str,
    of: Vec<(&'a DrawCommitment, &'a TeamRule)>,
}

pub(super) fn check(record: &DrawRecord, plan: &InspectionPlan, stated: &[AssignedVisit]) -> Check {
    let mut comparison = Comparison::new(CheckName::AssignmentVisits);
    let teams = teams(record, plan);
    let expected = match record.commitment.coordination {
        Coordination::Independent => of_draws(record, &teams),
        Coordination::MergedVisits => of_merged(record, &teams),
    };
    comparison.equal("number of assigned visits", &expected.len(), &stated.len());
    for (at, (expected, stated)) in expected.iter().zip(stated).enumerate() {
        let draws: Vec<&str> = expected.of.iter().map(|(draw, _)| draw.draw.as_str()).collect();
        let line = |target: &str, draws: &str| format!("{target} for {draws}");
        let (expected_line, line) =
            (line(expected.target, &draws.join(" ")), line(&stated.target, &stated.draws.join(" ")));
        comparison.equal(format_args!("assignment.visits[{at}]"), &expected_line, &line);
        let places = places(expected.of.iter().map(|(_, team)| *team));
        let found: Vec<&SlotNeed> = stated.slots.iter().map(|slot| &slot.need).collect();
        let what = format_args!("assignment.visits[{at}].slots");
        comparison.equal(what, &param(&places).to_string(), &param(&found).to_string());
    }
    comparison.finish()
}

/// Each drawn target of each draw, within a draw by ticket.
fn of_draws<'a>(record: &'a DrawRecord, teams: &[(&'a DrawCommitment, &'a TeamRule)]) -> Vec<Expected<'a>> {
    let mut visits = Vec::new();
    for of in teams {
        let draw = record.draws.iter().filter(|draw| draw.draw == of.0.draw);
        let drawn = draw.flat_map(|draw| &draw.tiers).flat_map(|tier| &tier.drawn);
        let mut drawn: Vec<(&Digest, &str)> =
            drawn.map(|target| (&target.ticket, target.id.as_str())).collect();
        drawn.sort_unstable();
        visits.extend(drawn.into_iter().map(|(_, target)| Expected { target, of: vec![*of] }));
    }
    visits
}

/// Each of the record's merged visits, if one of its tasks has a team.
fn of_merged<'a>(record: &'a DrawRecord, teams: &[(&'a DrawCommitment, &'a TeamRule)]) -> Vec<Expected<'a>> {
    let mut visits = Vec::new();
    for visit in record.visits.iter().flatten() {
        let of = visit.tasks.iter().flat_map(|task| teams.iter().filter(move |(draw, _)| draw.task == *task));
        let of: Vec<_> = of.copied().collect();
        if !of.is_empty() {
            visits.push(Expected { target: &visit.id, of });
        }
    }
    visits
}

/// The places of a team for these tasks: for each thing that is asked for as many as any task asks for.
pub(super) fn places<'a>(teams: impl Iterator<Item = &'a TeamRule> + Clone) -> Vec<SlotNeed> {
    let asked: Vec<&SlotNeed> = teams.clone().flat_map(TeamRule::slots).map(|group| &group.need).collect();
    let mut places: Vec<SlotNeed> = Vec::new();
    for need in asked {
        let counts = teams.clone().flat_map(TeamRule::slots).filter(|group| group.need == *need);
        if let Some(most) = counts.map(|group| group.count).max()
            && !places.contains(need)
        {
            (0..most).for_each(|_| places.push(need.clone()));
        }
    }
    let size = teams.map(TeamRule::size).max().unwrap_or_default();
    places.extend((places.len()..size as usize).map(|_| SlotNeed::default()));
    places
}
