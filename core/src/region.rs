//! Administrative divisions.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::message::{catalogue, read_from};

catalogue! {
    /// Why a text is not an administrative division.
    pub enum RegionError {
        /// Not a code of GB/T 2260.
        NotARegion { /** The text. */ text: String }
            = "region.not_a_region",
            en: "`{text}` is not an administrative division code of GB/T 2260; write 6, 9 or 12 digits",
            zh: "`{text}`不是GB/T 2260行政区划代码；请写6、9或12位数字";
    }
}

/// An administrative division (行政区划): 6 digits of GB/T 2260, or 9 or 12 with township and village.
///
/// ```
/// use double_random::Region;
///
/// let gaoping: Region = "140581".parse()?;
/// assert!("140500".parse::<Region>()?.contains(gaoping.as_str()));
/// assert!(!gaoping.contains("140525"));
/// # Ok::<(), double_random::RegionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
#[doc(alias = "行政区划")]
pub struct Region(String);

read_from!(Region, String);

/// Where the levels below the province begin: city, county, township, village.
const LEVELS: [usize; 4] = [2, 4, 6, 9];

impl Region {
    /// Whether `text` is written as a region.
    pub(crate) fn check(text: &str) -> Result<(), RegionError> {
        // Province codes of GB/T 2260 run from 11 (北京) to 82 (澳门).
        let province = text.get(..2).and_then(|digits| digits.parse::<u8>().ok());
        let known = province.is_some_and(|province| (11..=82).contains(&province));
        let plain = matches!(text.len(), 6 | 9 | 12) && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain && known { Ok(()) } else { Err(RegionError::NotARegion { text: text.to_owned() }) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the division with these digits is this one or lies in it: `140500` contains `140581`.
    pub fn contains(&self, digits: &str) -> bool {
        digits.starts_with(without_zeros(&self.0))
    }
}

/// The digits of a region without its levels of zeros at the end.
pub(crate) fn without_zeros(region: &str) -> &str {
    let mut whole = region;
    for level in LEVELS.into_iter().rev() {
        match whole.get(level..) {
            Some(digits) if digits.bytes().all(|digit| digit == b'0') => {
                whole = whole.get(..level).unwrap_or(whole);
            }
            Some(_) => break,
            None => {}
        }
    }
    whole
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        Self::check(text)?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Region {
    type Error = RegionError;

    fn try_from(text: String) -> Result<Self, RegionError> {
        text.parse()
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards levels: a province contains its cities, a county not its neighbour, whatever the length of the code.
    #[test]
    fn divisions_nest() {
        for (outer, inner, expected) in [
            ("140000", "140581", true),
            ("140500", "140581", true),
            ("140581", "140581", true),
            ("140581", "140581001", true),
            ("140581001", "140581", false),
            ("140581000000", "140581103205", true),
            ("140581100", "140581103", false),
            ("150000", "140581", false),
        ] {
            assert_eq!(outer.parse::<Region>().unwrap().contains(inner), expected, "{outer} {inner}");
        }
        for bad in ["", "1405", "14058１", "990000", "000000", "14058X"] {
            assert!(bad.parse::<Region>().is_err(), "{bad}");
        }
    }
}
