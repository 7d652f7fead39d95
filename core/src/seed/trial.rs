//! The number that stands in for a seed in a trial.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::SeedError;

/// The number of a trial (试抽号): 0 to 4 294 967 295. With it a trial can be repeated, and no seed or secret fits into it.
///
/// ```
/// use double_random::TrialNumber;
///
/// let number: TrialNumber = "7".parse()?;
/// assert_eq!(number, TrialNumber::from(7));
/// assert!("1f".repeat(32).parse::<TrialNumber>().is_err());
/// # Ok::<(), double_random::SeedError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[doc(alias = "试抽号")]
pub struct TrialNumber(u32);

impl From<u32> for TrialNumber {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl FromStr for TrialNumber {
    type Err = SeedError;

    /// Reads decimal digits. The error does not repeat the text, which may be a secret.
    fn from_str(text: &str) -> Result<Self, SeedError> {
        let number = text.parse().map(Self).map_err(|_| SeedError::NotATrial {})?;
        if number.to_string() == text { Ok(number) } else { Err(SeedError::NotATrial {}) }
    }
}

impl fmt::Display for TrialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for TrialNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that one number has one spelling, and that nothing of the size of a secret is a number or repeated.
    #[test]
    fn a_number_and_nothing_else() {
        for good in ["0", "7", "4294967295"] {
            assert_eq!(good.parse::<TrialNumber>().unwrap().to_string(), good);
        }
        for bad in ["", "-1", "+1", "01", " 1", "1.0", "4294967296", "１", &"1".repeat(64)] {
            let error = bad.parse::<TrialNumber>().unwrap_err();
            assert_eq!(error, SeedError::NotATrial {});
        }
    }
}
