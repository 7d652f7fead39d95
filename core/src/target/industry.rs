//! Industries.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::TargetError;
use crate::message::read_from;

/// An industry (国民经济行业) of GB/T 4754-2017: a letter, or 2 to 4 digits with or without the letter.
///
/// ```
/// use double_random::Industry;
///
/// let retail: Industry = "F52".parse()?;
/// assert!(retail.contains("5211") && retail.contains("F5211"));
/// assert!("F".parse::<Industry>()?.contains("5211"));
/// assert!("G52".parse::<Industry>().is_err(), "division 52 belongs to letter F");
/// # Ok::<(), double_random::TargetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
#[doc(alias = "国民经济行业")]
pub struct Industry(String);

read_from!(Industry, String);

/// Each letter of GB/T 4754-2017 with its last division; the first follows the letter before.
const LAST_DIVISION: [(char, u8); 20] = [
    ('A', 5),
    ('B', 12),
    ('C', 43),
    ('D', 46),
    ('E', 50),
    ('F', 52),
    ('G', 60),
    ('H', 62),
    ('I', 65),
    ('J', 69),
    ('K', 70),
    ('L', 72),
    ('M', 75),
    ('N', 79),
    ('O', 82),
    ('P', 83),
    ('Q', 85),
    ('R', 90),
    ('S', 96),
    ('T', 97),
];

/// The letter that division `division` belongs to.
fn letter_of(division: u8) -> Option<char> {
    let place = LAST_DIVISION.partition_point(|(_, last)| *last < division);
    LAST_DIVISION.get(place).filter(|_| division > 0).map(|(letter, _)| *letter)
}

/// The letter and the digits of a code; either may be missing, but the letter always fits the digits.
fn parts(text: &str) -> Option<(char, &str)> {
    let written = text.chars().next().filter(char::is_ascii_uppercase);
    let digits = text.get(usize::from(written.is_some())..)?;
    if digits.is_empty() {
        return LAST_DIVISION
            .iter()
            .find(|(letter, _)| Some(*letter) == written)
            .map(|(letter, _)| (*letter, digits));
    }
    let plain = (2..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let letter = letter_of(digits.get(..2).filter(|_| plain)?.parse().ok()?)?;
    written.is_none_or(|written| written == letter).then_some((letter, digits))
}

impl Industry {
    /// Whether `text` is written as an industry.
    pub(crate) fn check(text: &str) -> Result<(), TargetError> {
        parts(text).map(|_| ()).ok_or_else(|| TargetError::NotAnIndustry { text: text.to_owned() })
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the industry with this code is this one or part of it; a text that is no code is in none.
    pub fn contains(&self, code: &str) -> bool {
        match (parts(&self.0), parts(code)) {
            (Some((letter, "")), Some((inner, _))) => letter == inner,
            (Some((_, digits)), Some((_, inner))) => inner.starts_with(digits),
            _ => false,
        }
    }
}

impl FromStr for Industry {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        Self::check(text)?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Industry {
    type Error = TargetError;

    fn try_from(text: String) -> Result<Self, TargetError> {
        text.parse()
    }
}

impl From<Industry> for String {
    fn from(industry: Industry) -> Self {
        industry.0
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the table of letters at its seams, and that a section never counts as part of one of its divisions.
    #[test]
    fn industries_nest() {
        for (outer, inner, expected) in [
            ("A", "05", true),
            ("B", "05", false),
            ("B", "0600", true),
            ("T", "97", true),
            ("52", "F52", true),
            ("52", "F", false),
            ("F5211", "F521", false),
            ("H62", "H6210", true),
            ("H62", "", false),
        ] {
            assert_eq!(outer.parse::<Industry>().unwrap().contains(inner), expected, "{outer} {inner}");
        }
        for bad in ["", "U", "f52", "00", "98", "5", "52111", "F5", "A52", "５２"] {
            assert!(bad.parse::<Industry>().is_err(), "{bad}");
        }
    }
}
