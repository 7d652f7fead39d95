//! Why this inspector and not another (派组说明): for each slot of a visit everyone who stands earlier in order, with the reason
//! why they were passed over.
//!
//! The start of an assignment is the first in order of all that fill and balance as well as can be. So whoever stands earlier than its
//! choice and is admissible could only have been had at the cost of the rest; nothing needs to be assigned again to say so.

mod slot;
mod words;

pub use slot::{Competition, ExplainedSlot, PassedOver, WhyNot};

use crate::assignment::{Roster, VisitToStaff};
use crate::inspector::InspectorDirectory;
use crate::message::catalogue;
use crate::plan::InspectionPlan;
use crate::progress::{Interrupted, Watch};
use crate::record::{AssignedVisit, AssignmentRecord, CommittedDirectory, DrawRecord};
use crate::target::TargetDirectory;
use crate::team::TeamRule;
use slot::Slots;

catalogue! {
    /// Why a team cannot be explained.
    pub enum ExplainError {
        /// Something that is not what the record was made from.
        NotOfTheRecord { /** `plan`, `targets` or `inspectors`. */ what: String }
            = "explain.not_of_the_record",
            en: "the {what} handed in are not those that the record was made from",
            zh: "所提供的{what}不是抽取记录所依据的";
        /// A visit that the record does not have.
        NoSuchVisit { /** The draw id. */ draw: String, /** The target. */ target: String }
            = "explain.no_such_visit",
            en: "no team was assigned to visit `{target}` for {draw}",
            zh: "没有为{draw}中的`{target}`选派检查组";
    }
    wraps {
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}

/// Why the team of a visit is who it is (派组说明).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[doc(alias = "派组说明")]
pub struct Explanation {
    /// The draws on whose behalf the visit is made.
    pub draws: Vec<String>,
    /// The target.
    pub target: String,
    /// The places in the team, in order.
    pub slots: Vec<ExplainedSlot>,
}

/// Explains the team that visits a target for a draw, place by place. The record is taken to be true: that is for
/// [`verify`](crate::verify()).
///
/// It names inspectors and what is known of them, so it is not for publication.
///
/// ```
/// # fn example(record: &double_random::DrawRecord, plan: &double_random::InspectionPlan, targets: &double_random::TargetDirectory,
/// #     inspectors: &double_random::InspectorDirectory) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::explain;
///
/// let explanation = explain(record, plan, targets, inspectors, "demo-2025/01/1", "91140581724645568X", &mut ())?;
/// println!("{explanation}");
/// for passed_over in &explanation.slots[0].passed_over {
///     println!("{}: {}", passed_over.inspector, passed_over.why.zh());
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// When plan or directories are not those of the record, it assigns no such team, or `watch` stops the work.
#[doc(alias = "派组说明")]
pub fn explain(
    record: &DrawRecord,
    plan: &InspectionPlan,
    targets: &TargetDirectory,
    inspectors: &InspectorDirectory,
    draw: &str,
    target: &str,
    watch: &mut dyn Watch,
) -> Result<Explanation, ExplainError> {
    check_sources(record, plan, targets, inspectors, watch)?;
    let missing = || ExplainError::NoSuchVisit { draw: draw.to_owned(), target: target.to_owned() };
    let assignment = record.assignment.as_ref().ok_or_else(missing)?;
    let is_it = |visit: &AssignedVisit| visit.target == target && visit.draws.iter().any(|of| of == draw);
    let number = assignment.visits.iter().position(is_it).ok_or_else(missing)?;
    let visit = assignment.visits.get(number).ok_or_else(missing)?;

    let staffed = Staffed::of(record, plan);
    let to_staff = staffed.visit(targets, visit).ok_or_else(missing)?;
    let mut slots = Slots::new(record.commitment.suite, inspectors, assignment, &staffed.teams, &to_staff);
    let mut explained: Vec<ExplainedSlot> = visit.slots.iter().map(|slot| slots.explain(slot)).collect();
    if explained.iter().any(|slot| slot.start.is_none()) {
        let roster = staffed.roster(record, assignment, targets, inspectors, watch)?;
        for (place, slot) in explained.iter_mut().enumerate().filter(|(_, slot)| slot.start.is_none()) {
            slot.competition = roster
                .problem
                .shortage(number, place)
                .map(|shortage| Competition::named(&shortage, assignment, inspectors));
        }
    }
    Ok(Explanation { draws: visit.draws.clone(), target: target.to_owned(), slots: explained })
}

fn check_sources(
    record: &DrawRecord,
    plan: &InspectionPlan,
    targets: &TargetDirectory,
    inspectors: &InspectorDirectory,
    watch: &mut dyn Watch,
) -> Result<(), ExplainError> {
    let commitment = &record.commitment;
    let suite = commitment.suite;
    let differs = |what: &str| Err(ExplainError::NotOfTheRecord { what: what.to_owned() });
    if plan.digest(suite) != commitment.plan.digest {
        return differs("plan");
    }
    if CommittedDirectory::of(targets, suite, watch)? != commitment.targets {
        return differs("targets");
    }
    if Some(CommittedDirectory::of_inspectors(inspectors, suite, watch)?) != commitment.inspectors {
        return differs("inspectors");
    }
    Ok(())
}

/// The draws of a record whose task has a team.
struct Staffed<'a> {
    draws: Vec<&'a crate::record::TaskDraw>,
    teams: Vec<&'a TeamRule>,
}

impl<'a> Staffed<'a> {
    fn of(record: &'a DrawRecord, plan: &'a InspectionPlan) -> Self {
        let drawn = record.commitment.draws.iter().zip(&record.draws);
        let staffed = drawn.filter_map(|(committed, draw)| {
            let team = plan.task(&committed.task)?.rules()?.team.as_ref()?;
            Some((draw, team))
        });
        let (draws, teams) = staffed.unzip();
        Self { draws, teams }
    }

    fn visit<'t>(&self, targets: &'t TargetDirectory, visit: &AssignedVisit) -> Option<VisitToStaff<'t>> {
        let places = (0..).zip(&self.draws).filter(|(_, draw)| visit.draws.contains(&draw.draw));
        let teams: Vec<usize> = places.map(|(place, _)| place).collect();
        let order_key = self.draws.get(*teams.first()?)?.keys.order;
        Some(VisitToStaff { target: targets.get(targets.find(&visit.target)?)?, teams, order_key })
    }

    fn roster(
        &self,
        record: &DrawRecord,
        assignment: &AssignmentRecord,
        targets: &TargetDirectory,
        inspectors: &InspectorDirectory,
        watch: &mut dyn Watch,
    ) -> Result<Roster, Interrupted> {
        let visits: Vec<_> =
            assignment.visits.iter().filter_map(|visit| self.visit(targets, visit)).collect();
        Roster::new(record.commitment.suite, inspectors, &self.teams, &visits, watch)
    }
}
