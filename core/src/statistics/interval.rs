//! Intervals and how sure they are.

use serde::Serialize;

use super::StatisticsError;
use super::counts::to_float;
use crate::ratio::{Fraction, Ratio};

/// How often an interval is to hold the truth (置信水平): between 0 and 1, both left out; 95 % unless said otherwise.
///
/// ```
/// use double_random::ConfidenceLevel;
///
/// assert!(ConfidenceLevel::new("99%".parse()?).is_ok());
/// assert!(ConfidenceLevel::new("100%".parse()?).is_err());
/// # Ok::<(), double_random::RatioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "置信水平")]
pub struct ConfidenceLevel(Ratio);

impl ConfidenceLevel {
    /// This level.
    ///
    /// # Errors
    ///
    /// When it is 0 or 1.
    pub fn new(level: Ratio) -> Result<Self, StatisticsError> {
        let inside = level.fraction() > Fraction::ZERO && level.fraction() < Fraction::ONE;
        if inside { Ok(Self(level)) } else { Err(StatisticsError::BadLevel { level }) }
    }

    /// The level as a ratio.
    pub fn ratio(self) -> Ratio {
        self.0
    }

    /// What is left for each of the two sides.
    pub(super) fn each_tail(self) -> f64 {
        let level = self.0.fraction();
        let rest = Fraction::new(level.denominator() - level.numerator(), 2 * level.denominator());
        rest.map_or(0.0, to_float)
    }

    /// What is left in all.
    pub(super) fn rest(self) -> f64 {
        2.0 * self.each_tail()
    }
}

impl Default for ConfidenceLevel {
    fn default() -> Self {
        Self(Ratio::new(19, 20).unwrap_or(Ratio::ALL))
    }
}

/// A confidence interval for a share (置信区间), both ends from 0 to 1 and both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[doc(alias = "置信区间")]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// What is known when nothing was looked at.
    pub(super) const ALL: Self = Self { low: 0.0, high: 1.0 };

    /// Whether it holds this share.
    pub fn contains(&self, share: f64) -> bool {
        self.low <= share && share <= self.high
    }
}
