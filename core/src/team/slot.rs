//! The places of a team and what each asks for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{TeamError, TeamRule};
use crate::document::stated;

/// What a place in a team asks of the inspector who takes it (人员要求).
///
/// ```
/// use double_random::SlotNeed;
///
/// assert!(SlotNeed::default().is_plain());
/// let need = SlotNeed { qualification: Some("特种设备".to_owned()), ..SlotNeed::agency("市场监管局") };
/// assert_eq!(need.to_string(), "市场监管局, 特种设备");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "人员要求")]
pub struct SlotNeed {
    /// The authority that sends the inspector (发起部门, 配合部门).
    #[serde(deserialize_with = "stated")]
    #[doc(alias = "发起部门")]
    #[doc(alias = "配合部门")]
    pub agency: Option<String>,
    /// A specialty, or an item that the inspector may inspect (专业, 抽查事项).
    #[serde(deserialize_with = "stated")]
    #[doc(alias = "专业")]
    pub qualification: Option<String>,
    /// Whether the inspector leads (组长).
    #[doc(alias = "组长")]
    pub leader: bool,
}

impl SlotNeed {
    /// Someone of this agency.
    pub fn agency(agency: &str) -> Self {
        Self { agency: Some(agency.to_owned()), ..Self::default() }
    }

    /// Someone with this qualification.
    pub fn qualification(qualification: &str) -> Self {
        Self { qualification: Some(qualification.to_owned()), ..Self::default() }
    }

    /// Someone who leads.
    pub fn leader() -> Self {
        Self { leader: true, ..Self::default() }
    }

    /// Whether nothing is asked for.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// What is asked for, in Chinese.
    ///
    /// ```
    /// use double_random::SlotNeed;
    ///
    /// let need = SlotNeed { leader: true, ..SlotNeed::qualification("特种设备") };
    /// assert_eq!((need.zh(), SlotNeed::default().zh()), ("特种设备、组长".to_owned(), "不限".to_owned()));
    /// ```
    pub fn zh(&self) -> String {
        if self.is_plain() { "不限".to_owned() } else { self.asked("组长").join("、") }
    }

    /// The words of the plan, and the one for a leader.
    fn asked<'a>(&'a self, leader: &'a str) -> Vec<&'a str> {
        let asked = [self.agency.as_deref(), self.qualification.as_deref(), self.leader.then_some(leader)];
        asked.into_iter().flatten().collect()
    }

    /// Whether the texts have one spelling each.
    pub(super) fn check(&self) -> Result<(), TeamError> {
        for text in self.agency.iter().chain(&self.qualification) {
            if text.is_empty() || text.trim() != text || text.chars().any(char::is_control) {
                return Err(TeamError::BadText { text: text.clone() });
            }
        }
        Ok(())
    }
}

/// What is asked for, separated by commas: the words of the plan, and `leader`.
impl fmt::Display for SlotNeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.asked("leader").join(", "))
    }
}

/// How many places of a team ask for the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct SlotGroup {
    /// How many.
    pub count: u32,
    /// What they ask for; members of the group itself where it is written.
    #[serde(flatten)]
    pub need: SlotNeed,
}

/// A group as it is read: flattened members would let unknown ones pass.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    count: u32,
    #[serde(deserialize_with = "stated")]
    agency: Option<String>,
    #[serde(deserialize_with = "stated")]
    qualification: Option<String>,
    leader: bool,
}

impl From<Written> for SlotGroup {
    fn from(Written { count, agency, qualification, leader }: Written) -> Self {
        Self { count, need: SlotNeed { agency, qualification, leader } }
    }
}

/// The slots of a visit for tasks with these teams: as many of each kind as the task that wants most of them, in the order in
/// which they are first met, then plain ones up to the largest team. So one team covers all tasks of a merged visit.
pub fn slots_of_visit<'a>(teams: impl IntoIterator<Item = &'a TeamRule>) -> Vec<SlotNeed> {
    let (mut groups, mut size) = (Vec::<SlotGroup>::new(), 0);
    for team in teams {
        size = size.max(team.size());
        for asked in team.slots() {
            match groups.iter_mut().find(|group| group.need == asked.need) {
                Some(group) => group.count = group.count.max(asked.count),
                None => groups.push(asked.clone()),
            }
        }
    }
    let asked: u32 = groups.iter().map(|group| group.count).sum();
    groups.push(SlotGroup { count: size.saturating_sub(asked), need: SlotNeed::default() });
    groups.into_iter().flat_map(|SlotGroup { count, need }| (0..count).map(move |_| need.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Window;

    fn team(size: u32, slots: &[(u32, SlotNeed)]) -> TeamRule {
        let window = Window::new("2025-07-01".parse().unwrap(), "2025-11-30".parse().unwrap()).unwrap();
        let slots = slots.iter().cloned().map(|(count, need)| SlotGroup { count, need });
        TeamRule::new(size, window).unwrap().with_slots(slots.collect()).unwrap()
    }

    fn shown(teams: &[TeamRule]) -> Vec<String> {
        slots_of_visit(teams).iter().map(SlotNeed::to_string).collect()
    }

    /// Guards section 8.1: the greatest count of each need, in the order first met, and plain slots up to the largest team.
    #[test]
    fn a_merged_team_covers_all_its_tasks() {
        let (leader, lift) = (SlotNeed::leader(), SlotNeed::qualification("lift"));
        let (plain, led) = (team(2, &[]), team(2, &[(1, leader.clone())]));
        let skilled = team(4, &[(2, lift.clone()), (1, leader.clone())]);
        let joint = team(3, &[(1, SlotNeed::agency("甲")), (2, SlotNeed::agency("乙"))]);
        assert_eq!(shown(&[]), [""; 0]);
        assert_eq!(shown(std::slice::from_ref(&plain)), ["", ""]);
        assert_eq!(shown(&[plain.clone(), led.clone()]), ["leader", ""]);
        assert_eq!(shown(&[skilled.clone(), led.clone()]), ["lift", "lift", "leader", ""]);
        assert_eq!(shown(&[led.clone(), skilled.clone()]), ["leader", "lift", "lift", ""]);
        assert_eq!(shown(&[joint.clone(), plain]), ["甲", "乙", "乙"]);
        assert_eq!(shown(&[led, joint, skilled]), ["leader", "甲", "乙", "乙", "lift", "lift"]);
        assert_eq!(shown(&[team(2, &[(1, lift.clone())]), team(3, &[(2, lift)])]), ["lift", "lift", ""]);
    }
}
