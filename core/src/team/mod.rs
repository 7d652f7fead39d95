//! Who is sent on a visit: how many, what is asked of them, from which area, and when (specification, 6.1 and 8.1).

mod area;
mod error;
mod slot;

pub use area::{AreaLevel, AreaRule};
pub use error::TeamError;
pub use slot::{SlotGroup, SlotNeed, slots_of_visit};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::Window;
use crate::message::read_from;

/// Who is sent on a visit of a task (检查组).
///
/// ```
/// use double_random::{AreaLevel, AreaRule, SlotGroup, SlotNeed, TeamRule, Window};
///
/// let window = Window::new("2025-07-01".parse()?, "2025-11-30".parse()?)?;
/// let leader = SlotGroup { count: 1, need: SlotNeed { leader: true, ..SlotNeed::default() } };
/// let team = TeamRule::new(2, window)?.with_slots(vec![leader])?.with_area(AreaRule::Other(AreaLevel::County));
/// assert_eq!(team.size(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "Written")]
#[doc(alias = "检查组")]
pub struct TeamRule {
    size: u32,
    slots: Vec<SlotGroup>,
    area: AreaRule,
    window: Window,
}

read_from!(TeamRule, Written);

impl TeamRule {
    /// So many inspectors from anywhere, of whom nothing is asked, at some time in the window.
    ///
    /// # Errors
    ///
    /// When they are fewer than 2 or more than 100.
    pub fn new(size: u32, window: Window) -> Result<Self, TeamError> {
        if !(2..=100).contains(&size) {
            return Err(TeamError::BadSize { size });
        }
        Ok(Self { size, slots: Vec::new(), area: AreaRule::Any, window })
    }

    /// The same team, of which this is asked (部门联合抽查: an entry for each agency, 发起部门 first).
    ///
    /// # Errors
    ///
    /// When an entry is for nobody or asks for nothing, two ask for the same, a text is empty, has white space around it or
    /// holds a control character, or the counts do not fit the size: at most that many, and exactly that many where an agency is
    /// asked for.
    #[doc(alias = "部门联合抽查")]
    pub fn with_slots(self, slots: Vec<SlotGroup>) -> Result<Self, TeamError> {
        let mut needs = BTreeSet::new();
        for SlotGroup { count, need } in &slots {
            if *count == 0 || need.is_plain() {
                return Err(TeamError::EmptyEntry {});
            }
            need.check()?;
            if !needs.insert(need) {
                return Err(TeamError::AskedTwice { need: need.clone() });
            }
        }
        let (size, places) = (self.size, slots.iter().map(|group| u64::from(group.count)).sum());
        if places > u64::from(size) {
            return Err(TeamError::TooManyPlaces { places, size });
        }
        if places < u64::from(size) && needs.iter().any(|need| need.agency.is_some()) {
            return Err(TeamError::AgenciesLeavePlaces { places, size });
        }
        Ok(Self { slots, ..self })
    }

    /// The same team, from this area (跨区域交叉检查).
    #[doc(alias = "跨区域交叉检查")]
    pub fn with_area(self, area: AreaRule) -> Self {
        Self { area, ..self }
    }

    /// How many inspectors, from 2 to 100.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// The places that ask for something, as entered.
    pub fn slots(&self) -> &[SlotGroup] {
        &self.slots
    }

    /// From which area, seen from the target.
    pub fn area(&self) -> AreaRule {
        self.area
    }

    /// When the visits take place.
    pub fn window(&self) -> Window {
        self.window
    }
}

/// A team as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    size: u32,
    slots: Vec<SlotGroup>,
    area: AreaRule,
    window: Window,
}

impl TryFrom<Written> for TeamRule {
    type Error = TeamError;

    fn try_from(written: Written) -> Result<Self, TeamError> {
        let team = Self::new(written.size, written.window)?.with_slots(written.slots)?;
        Ok(team.with_area(written.area))
    }
}

impl From<TeamRule> for Written {
    fn from(team: TeamRule) -> Self {
        let TeamRule { size, slots, area, window } = team;
        Self { size, slots, area, window }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: &str = concat!(
        r#"{"size":3,"slots":[{"count":1,"agency":"市场监管局","qualification":null,"leader":true},"#,
        r#"{"count":2,"agency":"应急管理局","qualification":"特种设备","leader":false}],"#,
        r#""area":{"other":"county"},"window":{"from":"2025-07-01","to":"2025-11-30"}}"#
    );

    fn read(text: &str) -> Result<TeamRule, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Guards the written form that the specification fixes: every member is there and no other.
    #[test]
    fn a_team_is_written_as_the_specification_says() {
        let team = read(TEAM).unwrap();
        assert_eq!(serde_json::to_string(&team).unwrap(), TEAM);
        assert_eq!((team.size(), team.slots().len()), (3, 2));
        for (from, to) in [
            (r#""qualification":null,"#, ""),
            (r#""count":1,"#, r#""count":1,"name":"甲","#),
            (r#""size":3,"#, r#""size":3,"reserve":1,"#),
            (r#""area":{"other":"county"},"#, ""),
            (r#"{"other":"county"}"#, r#"{"other":"country"}"#),
            (r#"{"other":"county"}"#, r#""none""#),
        ] {
            assert!(TEAM.contains(from) && read(&TEAM.replacen(from, to, 1)).is_err(), "{from}");
        }
    }

    /// Guards every condition of section 6.1, by the code of its error, at its edge.
    #[test]
    fn a_team_that_cannot_be_is_refused() {
        let window = read(TEAM).unwrap().window();
        assert_eq!(TeamRule::new(1, window), Err(TeamError::BadSize { size: 1 }));
        assert_eq!(TeamRule::new(101, window), Err(TeamError::BadSize { size: 101 }));
        let pair = TeamRule::new(2, window).unwrap();
        let asking = |need: SlotNeed, count| SlotGroup { count, need };
        let (agency, leader) = (SlotNeed::agency("甲"), SlotNeed::leader());
        let refused = |slots: &[SlotGroup]| pair.clone().with_slots(slots.to_vec()).unwrap_err();
        assert_eq!(refused(&[asking(leader.clone(), 0)]), TeamError::EmptyEntry {});
        assert_eq!(refused(&[asking(SlotNeed::default(), 1)]), TeamError::EmptyEntry {});
        assert_eq!(
            refused(&[asking(leader.clone(), 1), asking(leader.clone(), 1)]),
            TeamError::AskedTwice { need: leader.clone() }
        );
        assert_eq!(refused(&[asking(leader.clone(), 3)]), TeamError::TooManyPlaces { places: 3, size: 2 });
        assert_eq!(
            refused(&[asking(leader.clone(), u32::MAX), asking(agency.clone(), u32::MAX)]),
            TeamError::TooManyPlaces { places: 2 * u64::from(u32::MAX), size: 2 }
        );
        assert_eq!(
            refused(&[asking(agency.clone(), 1)]),
            TeamError::AgenciesLeavePlaces { places: 1, size: 2 }
        );
        for bad in ["", " 甲", "甲\u{3000}", "甲\n乙", "\u{85}"] {
            let text = bad.to_owned();
            assert_eq!(
                refused(&[asking(SlotNeed::agency(bad), 2)]),
                TeamError::BadText { text: text.clone() }
            );
            assert_eq!(refused(&[asking(SlotNeed::qualification(bad), 1)]), TeamError::BadText { text });
        }
        assert!(pair.clone().with_slots(vec![asking(agency, 2)]).is_ok());
        assert!(pair.clone().with_slots(vec![asking(SlotNeed::leader(), 1)]).is_ok());
        assert!(pair.with_slots(Vec::new()).is_ok() && TeamRule::new(100, window).is_ok());
    }
}
