//! Who visits whom, as the record states it (specification, section 8.4).

use serde::{Deserialize, Serialize};

use super::{DrawRecord, TaskDraw};
use crate::document::stated;
use crate::plan::InspectionPlan;
use crate::refusal::Refusals;
use crate::team::{SlotNeed, TeamRule};

/// The inspectors assigned to the visits of a ceremony (检查人员选派).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "检查人员选派")]
pub struct AssignmentRecord {
    /// How many pairs of a slot and an inspector were refused, by reason.
    pub refusals: Refusals,
    /// The visits, in order, with their teams.
    pub visits: Vec<AssignedVisit>,
    /// What each inspector of the directory has to do, by id.
    pub loads: Vec<InspectorLoad>,
}

/// A visit and the team that makes it (检查组).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "检查组")]
pub struct AssignedVisit {
    /// The draws on whose behalf it is made: of its tasks those that have a team.
    pub draws: Vec<String>,
    /// The id of the target.
    pub target: String,
    /// The places in the team, in order.
    pub slots: Vec<AssignedSlot>,
}

/// A place in a team and who takes it; nobody where it is open (缺员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
#[doc(alias = "缺员")]
pub struct AssignedSlot {
    /// What the place asks for; members of the slot itself where it is written.
    #[serde(flatten)]
    pub need: SlotNeed,
    /// Who took it before the teams were mixed.
    pub start: Option<String>,
    /// Who takes it.
    pub inspector: Option<String>,
}

/// A slot as it is read: flattened members would let unknown ones pass.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(deserialize_with = "stated")]
    agency: Option<String>,
    #[serde(deserialize_with = "stated")]
    qualification: Option<String>,
    leader: bool,
    #[serde(deserialize_with = "stated")]
    start: Option<String>,
    #[serde(deserialize_with = "stated")]
    inspector: Option<String>,
}

impl From<Written> for AssignedSlot {
    fn from(Written { agency, qualification, leader, start, inspector }: Written) -> Self {
        Self { need: SlotNeed { agency, qualification, leader }, start, inspector }
    }
}

/// How many visits of the year an inspector has (检查任务量).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "检查任务量")]
pub struct InspectorLoad {
    /// The id of the inspector.
    pub inspector: String,
    /// Before this assignment, as the directory says.
    pub before: u64,
    /// With it.
    pub after: u64,
}

impl AssignedVisit {
    /// The ids of those who visit; an open slot adds nobody.
    pub fn inspectors(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().filter_map(|slot| slot.inspector.as_deref())
    }
}

impl DrawRecord {
    /// Who visits a target on behalf of a draw, as assigned in the record; none where nobody was to be.
    pub fn team_of(&self, draw: &str, target: &str) -> Option<&AssignedVisit> {
        let visits = &self.assignment.as_ref()?.visits;
        visits.iter().find(|visit| visit.target == target && visit.draws.iter().any(|of| of == draw))
    }

    /// The draws whose task has a team under this plan, in order.
    pub(crate) fn staffed<'a>(&'a self, plan: &'a InspectionPlan) -> Vec<(&'a TaskDraw, &'a TeamRule)> {
        let drawn = self.commitment.draws.iter().zip(&self.draws);
        let staffed = drawn.filter_map(|(committed, draw)| {
            Some((draw, plan.task(&committed.task)?.rules()?.team.as_ref()?))
        });
        staffed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSIGNMENT: &str = concat!(
        r#"{"refusals":{"not_in_service":1,"on_leave":0,"certificate_not_valid":0,"recused":0,"other_area":0,"#,
        r#""other_agency":0,"not_leader":0,"not_qualified":2},"visits":[{"draws":["p/01/1"],"target":"T1","slots":["#,
        r#"{"agency":null,"qualification":"电梯","leader":true,"start":"甲","inspector":"乙"},"#,
        r#"{"agency":null,"qualification":null,"leader":false,"start":null,"inspector":null}]}],"#,
        r#""loads":[{"inspector":"乙","before":4,"after":5}]}"#
    );

    /// Guards the written form of section 8.4: flat slots, every member stated, no other one read.
    #[test]
    fn an_assignment_is_written_as_the_specification_says() {
        let assignment: AssignmentRecord = serde_json::from_str(ASSIGNMENT).unwrap();
        assert_eq!(serde_json::to_string(&assignment).unwrap(), ASSIGNMENT);
        let visit = &assignment.visits[0];
        assert_eq!(visit.inspectors().collect::<Vec<_>>(), ["乙"]);
        assert_eq!(visit.slots[0].need.qualification.as_deref(), Some("电梯"));
        for member in [
            r#""agency":null,"#,
            r#""qualification":"电梯","#,
            r#""start":"甲","#,
            r#","inspector":"乙""#,
            r#""leader":true,"#,
        ] {
            let without = ASSIGNMENT.replacen(member, "", 1);
            assert!(
                without != ASSIGNMENT && serde_json::from_str::<AssignmentRecord>(&without).is_err(),
                "{member}"
            );
        }
        let unknown = ASSIGNMENT.replacen(r#""start":"甲""#, r#""start":"甲","note":"""#, 1);
        assert!(serde_json::from_str::<AssignmentRecord>(&unknown).is_err());
    }
}
