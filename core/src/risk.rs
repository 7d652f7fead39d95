//! Risk tiers, and how a credit tier and an industry tier become one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::message::catalogue;
use crate::rows::{BadRows, Faults};

catalogue! {
    /// Why a text is not a tier.
    pub enum RiskError {
        /// No known name of a tier.
        NotATier { /** The text. */ text: String }
            = "risk.not_a_tier",
            en: "`{text}` is not a risk tier; write A, B, C or D, or 低, 一般, 较高, 高",
            zh: "`{text}`不是风险等级；请写A、B、C、D，或低、一般、较高、高";
    }
}

/// A risk tier (风险等级), ordered from low to high risk.
///
/// A target without one is *not classified* (未分类); that is `Option::<RiskTier>::None`, not a fifth tier.
///
/// Source: the notice of the State Administration for Market Regulation on enterprise credit-risk classification
/// (国市监信规〔2022〕6号) sorts enterprises into these four classes.
///
/// ```
/// use double_random::RiskTier;
///
/// assert_eq!("较高风险".parse(), Ok(RiskTier::C));
/// assert!(RiskTier::D > RiskTier::A);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[doc(alias = "风险等级")]
pub enum RiskTier {
    /// Low risk, 低风险.
    #[doc(alias = "低风险")]
    A,
    /// General risk, 一般风险.
    #[doc(alias = "一般风险")]
    B,
    /// Elevated risk, 较高风险.
    #[doc(alias = "较高风险")]
    C,
    /// High risk, 高风险.
    #[doc(alias = "高风险")]
    D,
}

impl RiskTier {
    /// All tiers, from low to high.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The tiers in a column of a table (风险等级列); an empty field has none.
    ///
    /// ```
    /// use double_random::RiskTier;
    ///
    /// assert_eq!(RiskTier::read_column("tier", ["高", "", "B"])?, [Some(RiskTier::D), None, Some(RiskTier::B)]);
    /// assert_eq!(RiskTier::read_column("tier", ["E", "", "F"]).unwrap_err().rows().len(), 2);
    /// # Ok::<(), double_random::BadRows<double_random::RiskError>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All fields that are no tier, rows counted from 1 and the column under its name.
    #[doc(alias = "风险等级列")]
    pub fn read_column<'a>(
        column: &str,
        fields: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Option<Self>>, BadRows<RiskError>> {
        let fields = fields.into_iter();
        let (mut tiers, mut faults) = (Vec::with_capacity(fields.size_hint().0), Faults::default());
        // Not a loop: a column in pieces goes through each of them by itself.
        fields.for_each(|field| {
            tiers.push(match Self::lettered(field) {
                None if !field.is_empty() => {
                    let row = tiers.len() as u64 + 1;
                    Self::named(field).map_err(|error| faults.note(row, column, error)).ok()
                }
                lettered => lettered,
            });
        });
        faults.unless_none(tiers)
    }

    /// The place in [`RiskTier::ALL`], from 0.
    pub fn index(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
            Self::C => 2,
            Self::D => 3,
        }
    }

    /// The tier with this letter: columns of many millions hold little else.
    #[inline]
    fn lettered(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| text == tier.letter())
    }

    /// The tier with this Chinese name, in full or without 风险.
    #[cold]
    fn named(text: &str) -> Result<Self, RiskError> {
        let named = |tier: &Self| text == tier.zh() || Some(text) == tier.zh().strip_suffix("风险");
        Self::ALL.into_iter().find(named).ok_or_else(|| RiskError::NotATier { text: text.to_owned() })
    }

    /// The letter.
    #[inline]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The official Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::A => "低风险",
            Self::B => "一般风险",
            Self::C => "较高风险",
            Self::D => "高风险",
        }
    }
}

impl FromStr for RiskTier {
    type Err = RiskError;

    fn from_str(text: &str) -> Result<Self, RiskError> {
        Self::lettered(text).map_or_else(|| Self::named(text), Ok)
    }
}

impl fmt::Display for RiskTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}

/// One value for each tier, written as a list of four from A to D.
///
/// ```
/// use double_random::{PerTier, RiskTier};
///
/// let weights = PerTier([1, 2, 4, 8]);
/// assert_eq!(weights[RiskTier::C], 4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PerTier<T>(pub [T; 4]);

impl<T> PerTier<T> {
    /// The value that `value` gives each tier.
    pub fn from_fn(mut value: impl FnMut(RiskTier) -> T) -> Self {
        Self(RiskTier::ALL.map(&mut value))
    }

    /// Tiers with their values, from A to D.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (RiskTier, &T)> {
        RiskTier::ALL.into_iter().zip(&self.0)
    }
}

impl PerTier<u64> {
    /// The sum over the tiers.
    pub fn sum(&self) -> u64 {
        self.0.iter().sum()
    }
}

// A place in an array and not a match, which becomes a jump that no processor predicts where tiers come in any order.
impl<T> std::ops::Index<RiskTier> for PerTier<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "there are four tiers")]
    fn index(&self, tier: RiskTier) -> &T {
        &self.0[tier as usize]
    }
}

impl<T> std::ops::IndexMut<RiskTier> for PerTier<T> {
    #[expect(clippy::indexing_slicing, reason = "there are four tiers")]
    fn index_mut(&mut self, tier: RiskTier) -> &mut T {
        &mut self.0[tier as usize]
    }
}

/// How the credit tier (信用风险) and the industry tier (行业风险) of a target become the tier it is drawn in.
///
/// ```
/// use double_random::{RiskTier, TierCombination};
///
/// let (credit, industry) = (Some(RiskTier::B), Some(RiskTier::D));
/// assert_eq!(TierCombination::Higher.combine(credit, industry), Some(RiskTier::D));
/// assert_eq!(TierCombination::CreditOnly.combine(credit, industry), Some(RiskTier::B));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TierCombination {
    /// The higher of those that are known. The default.
    #[default]
    Higher,
    /// The credit tier.
    CreditOnly,
    /// The industry tier.
    IndustryOnly,
    /// `matrix[credit][industry]`; where only one is known, that one.
    Matrix(PerTier<PerTier<RiskTier>>),
}

impl TierCombination {
    /// The combined tier; none when nothing it looks at is known.
    pub fn combine(&self, credit: Option<RiskTier>, industry: Option<RiskTier>) -> Option<RiskTier> {
        match self {
            Self::Higher => credit.max(industry),
            Self::CreditOnly => credit,
            Self::IndustryOnly => industry,
            Self::Matrix(matrix) => match (credit, industry) {
                (Some(credit), Some(industry)) => Some(matrix[credit][industry]),
                (known, None) | (None, known) => known,
            },
        }
    }

    /// Whether it needs to know which industry tier is meant.
    pub fn needs_industry_field(&self) -> bool {
        matches!(self, Self::IndustryOnly | Self::Matrix(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards every combination with either tier missing.
    #[test]
    fn a_missing_tier_never_lowers_the_risk() {
        let matrix = TierCombination::Matrix(PerTier::from_fn(|_| PerTier([RiskTier::A; 4])));
        for (combination, expected) in [
            (TierCombination::Higher, [Some(RiskTier::C), Some(RiskTier::B), Some(RiskTier::C), None]),
            (TierCombination::CreditOnly, [Some(RiskTier::B), Some(RiskTier::B), None, None]),
            (TierCombination::IndustryOnly, [Some(RiskTier::C), None, Some(RiskTier::C), None]),
            (matrix, [Some(RiskTier::A), Some(RiskTier::B), Some(RiskTier::C), None]),
        ] {
            let (b, c) = (Some(RiskTier::B), Some(RiskTier::C));
            let found = [(b, c), (b, None), (None, c), (None, None)].map(|(x, y)| combination.combine(x, y));
            assert_eq!(found, expected, "{combination:?}");
        }
    }

    /// Guards the tier words; close ones are refused, not guessed.
    #[test]
    fn tiers_are_read_by_their_official_names() {
        assert_eq!(["A", "一般", "较高", "高风险"].map(str::parse), RiskTier::ALL.map(Ok));
        for bad in ["", "a", "Ａ", "中", "风险", "E", "高 "] {
            assert!(bad.parse::<RiskTier>().is_err(), "{bad}");
        }
    }
}
