//! Who draws and who inspects.

use std::str::FromStr;

use serde::Serialize;

use super::{PlanError, text};

/// A level of administration (层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "层级")]
pub enum Level {
    /// 国.
    State,
    /// 省.
    Province,
    /// 市.
    City,
    /// 县 or 区.
    County,
    /// 所, 乡 or 镇.
    Township,
}

impl Level {
    fn of(word: &str) -> Option<Self> {
        match word {
            "国" => Some(Self::State),
            "省" => Some(Self::Province),
            "市" => Some(Self::City),
            "县" | "区" => Some(Self::County),
            "所" | "乡" | "镇" => Some(Self::Township),
            _ => None,
        }
    }
}

/// Who draws and who inspects (抽查检查模式): `【县抽县查】 某某局发起并实施检查`.
///
/// ```
/// use double_random::{InspectionMode, Level};
///
/// let mode: InspectionMode = "【市抽县查】 某某局发起".parse()?;
/// assert_eq!((mode.draws, mode.inspects), (Level::City, Level::County));
/// assert!(mode.initiates && !mode.carries_out);
/// # Ok::<(), double_random::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[doc(alias = "抽查检查模式")]
pub struct InspectionMode {
    /// The level that draws.
    pub draws: Level,
    /// The level that inspects.
    pub inspects: Level,
    /// The authority, if one is named.
    pub authority: Option<String>,
    /// Whether that authority initiates the inspection (发起).
    pub initiates: bool,
    /// Whether that authority carries it out (实施检查).
    pub carries_out: bool,
}

impl FromStr for InspectionMode {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        read(&text::plain(text)).ok_or_else(|| PlanError::ModeNotUnderstood { text: text.to_owned() })
    }
}

fn read(plain: &str) -> Option<InspectionMode> {
    let (levels, rest) = plain.strip_prefix('【')?.split_once('】')?;
    let (draws, inspects) = levels.strip_suffix('查')?.split_once('抽')?;
    let (authority, initiates, carries_out) = role(rest)?;
    Some(InspectionMode {
        draws: Level::of(draws)?,
        inspects: Level::of(inspects)?,
        authority: authority.map(str::to_owned),
        initiates,
        carries_out,
    })
}

/// The authority, whether it initiates, and whether it carries out.
fn role(text: &str) -> Option<(Option<&str>, bool, bool)> {
    if text.is_empty() {
        return Some((None, false, false));
    }
    let roles = [("发起并实施检查", true, true), ("发起", true, false), ("实施检查", false, true)];
    let (authority, initiates, carries_out) =
        roles.into_iter().find_map(|(words, initiates, carries_out)| {
            text.strip_suffix(words).map(|authority| (authority, initiates, carries_out))
        })?;
    (!authority.is_empty()).then_some((Some(authority), initiates, carries_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards levels and roles, and that an unknown one is refused.
    #[test]
    fn modes_are_read() {
        let mode: InspectionMode = "【县抽县查】 高平市市场监管局发起并实施检查".parse().unwrap();
        assert_eq!((mode.draws, mode.inspects), (Level::County, Level::County));
        assert_eq!(mode.authority.as_deref(), Some("高平市市场监管局"));
        assert!(mode.initiates && mode.carries_out);
        let bare: InspectionMode = "【省抽所查】".parse().unwrap();
        assert_eq!((bare.draws, bare.inspects, bare.authority), (Level::Province, Level::Township, None));
        for bad in [
            "",
            "县抽县查",
            "【县抽】某局发起",
            "【村抽县查】某局发起",
            "【县抽县查】某局",
            "【县抽县查】发起",
        ] {
            assert!(bad.parse::<InspectionMode>().is_err(), "{bad}");
        }
    }
}
