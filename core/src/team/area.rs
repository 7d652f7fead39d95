//! From which area inspectors come.

use serde::{Deserialize, Serialize};

use crate::region::without_zeros;

/// From which area inspectors come, seen from the target (跨区域交叉检查).
///
/// ```
/// use double_random::{AreaLevel, AreaRule};
///
/// let (gaoping, yangcheng) = (Some("140581"), Some("140522"));
/// assert!(AreaRule::Other(AreaLevel::County).met(gaoping, yangcheng));
/// assert!(AreaRule::Same(AreaLevel::City).met(gaoping, yangcheng));
/// assert!(!AreaRule::Other(AreaLevel::County).met(gaoping, None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "跨区域交叉检查")]
pub enum AreaRule {
    /// From anywhere. The default.
    #[default]
    Any,
    /// From the same division of this level.
    Same(AreaLevel),
    /// From another division of this level.
    Other(AreaLevel),
}

impl AreaRule {
    /// Whether an inspector of one region may visit a target of another; the digits as in the directories, none where a field
    /// is empty.
    pub fn met(self, target: Option<&str>, inspector: Option<&str>) -> bool {
        let (level, same) = match self {
            Self::Any => return true,
            Self::Same(level) => (level, true),
            Self::Other(level) => (level, false),
        };
        match (level.of(target), level.of(inspector)) {
            (Some(target), Some(inspector)) => (target == inspector) == same,
            _ => false,
        }
    }
}

/// A level of administrative divisions (行政区划层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "行政区划层级")]
pub enum AreaLevel {
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县级.
    County,
    /// 乡级.
    Township,
    /// 村级.
    Village,
}

impl AreaLevel {
    /// The digits up to this level, if the region has it.
    fn of(self, region: Option<&str>) -> Option<&str> {
        let digits = match self {
            Self::Province => 2,
            Self::City => 4,
            Self::County => 6,
            Self::Township => 9,
            Self::Village => 12,
        };
        without_zeros(region?).get(..digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards section 8.2: both regions must have the level, whatever the length of their codes.
    #[test]
    fn areas_are_compared_at_their_level() {
        use AreaLevel::{City, County, Province, Township, Village};
        for (level, target, inspector, same) in [
            (Province, "140581", "140000", Some(true)),
            (Province, "140581", "410000", Some(false)),
            (City, "140581", "140500", Some(true)),
            (City, "140581", "140000", None),
            (County, "140581", "140581103205", Some(true)),
            (County, "140581", "140522", Some(false)),
            (County, "140581", "140500000", None),
            (Township, "140581103", "140581103205", Some(true)),
            (Township, "140581103", "140581100205", Some(false)),
            (Township, "140581", "140581103", None),
            (Village, "140581103205", "140581103205", Some(true)),
            (Village, "140581103205", "140581103000", None),
        ] {
            for (one, other) in [(target, inspector), (inspector, target)] {
                let met = |rule: AreaRule| rule.met(Some(one), Some(other));
                assert_eq!(met(AreaRule::Same(level)), same == Some(true), "{level:?} {one} {other}");
                assert_eq!(met(AreaRule::Other(level)), same == Some(false), "{level:?} {one} {other}");
            }
            assert!(AreaRule::Any.met(None, None));
            for rule in [AreaRule::Same(level), AreaRule::Other(level)] {
                assert!(
                    !rule.met(None, Some(inspector))
                        && !rule.met(Some(target), None)
                        && !rule.met(None, None)
                );
            }
        }
    }
}
