//! Exact fractions: how a ratio is written, read and rounded.
//!
//! Nothing that decides a draw is a floating-point number: 7 % of 100 is 7, not 7.000000000000001 rounded up to 8.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::message::{catalogue, refused};

catalogue! {
    /// Why a text is not a ratio.
    pub enum RatioError {
        /// Not in any of the notations.
        NotARatio { /** The text. */ text: String }
            = "ratio.not_a_ratio",
            en: "`{text}` is not a ratio; write it as `3%`, `0.1%` or `1/3`",
            zh: "`{text}`不是比例；请写作`3%`、`0.1%`或`1/3`";
        /// More than the whole.
        AboveOne { /** The text. */ text: String }
            = "ratio.above_one",
            en: "`{text}` is more than the whole",
            zh: "`{text}`超过了全部";
        /// More digits than a ratio can hold.
        TooPrecise { /** The text. */ text: String }
            = "ratio.too_precise",
            en: "`{text}` has too many digits; a ratio holds up to 12 in each part",
            zh: "`{text}`位数过多；比例的每一部分最多12位";
    }
}

/// An exact fraction that is not negative, always in lowest terms.
///
/// ```
/// use double_random::Fraction;
///
/// let ideal = Fraction::new(9, 7).unwrap();
/// assert_eq!((ideal.floor(), ideal.ceil(), ideal.to_string()), (1, 2, "9/7".to_owned()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u128,
    denominator: u128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// The whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced; none if the denominator is zero.
    pub fn new(numerator: u128, denominator: u128) -> Option<Self> {
        let divisor = greatest_common_divisor(numerator, denominator);
        (denominator > 0).then(|| Self {
            numerator: numerator / divisor.max(1),
            denominator: denominator / divisor.max(1),
        })
    }

    /// A whole number.
    pub fn whole(number: u64) -> Self {
        Self { numerator: u128::from(number), denominator: 1 }
    }

    /// The numerator in lowest terms.
    pub fn numerator(self) -> u128 {
        self.numerator
    }

    /// The denominator in lowest terms; never zero.
    pub fn denominator(self) -> u128 {
        self.denominator
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// The greatest whole number not above it.
    pub fn floor(self) -> u128 {
        self.numerator / self.denominator
    }

    /// The least whole number not below it.
    pub fn ceil(self) -> u128 {
        self.numerator.div_ceil(self.denominator)
    }

    /// The whole number that the rounding names.
    pub fn round(self, rounding: Rounding) -> u128 {
        match rounding {
            Rounding::Up => self.ceil(),
            Rounding::Down => self.floor(),
            Rounding::HalfUp => {
                let rest = self.numerator % self.denominator;
                self.floor() + u128::from(rest >= self.denominator - rest)
            }
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares exactly without multiplying, which could overflow: whole parts first, then the rests turned over.
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut turned) = (*self, *other, false);
        loop {
            let whole = a.floor().cmp(&b.floor());
            let (rest_a, rest_b) = (a.numerator % a.denominator, b.numerator % b.denominator);
            let decided = match (whole, rest_a, rest_b) {
                (Ordering::Equal, 0, 0) => Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, ..) => {
                    a = Self { numerator: a.denominator, denominator: rest_a };
                    b = Self { numerator: b.denominator, denominator: rest_b };
                    turned = !turned;
                    continue;
                }
                (decided, ..) => decided,
            };
            return if turned { decided.reverse() } else { decided };
        }
    }
}

/// `9/7`, or `372` when whole.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Fraction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
        let fraction = whole_number(numerator)
            .zip(whole_number(denominator))
            .and_then(|(numerator, denominator)| Self::new(numerator, denominator))
            .filter(|fraction| fraction.to_string() == text);
        fraction.ok_or_else(|| serde::de::Error::custom(format_args!("`{text}` is not a reduced fraction")))
    }
}

/// How a number of targets that is not whole becomes whole (取整).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "取整")]
pub enum Rounding {
    /// To the next whole number: a published ratio is never undershot. The default.
    #[default]
    Up,
    /// To the nearest whole number, halves up.
    HalfUp,
    /// To the whole number below.
    Down,
}

/// A ratio as plans publish it (抽查比例): an exact fraction from 0 to 1.
///
/// It is written as people write it and kept exact. Read: `3%`, `0.1%`, `5‰`, `1/3`, `0.05`, in at most 32 characters.
/// Shown: as a percentage where that is exact, else as a fraction. Section 1 of the specification.
///
/// ```
/// use double_random::{Ratio, Rounding};
///
/// let ratio: Ratio = "0.1%".parse()?;
/// assert_eq!(ratio.of(12_367).round(Rounding::Up), 13);
/// assert_eq!("7%".parse::<Ratio>()?.of(100).round(Rounding::Up), 7);
/// assert_eq!("1/3".parse::<Ratio>()?.to_string(), "1/3");
/// # Ok::<(), double_random::RatioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "抽查比例")]
pub struct Ratio(Fraction);

impl Ratio {
    /// All of them.
    pub const ALL: Self = Self(Fraction::ONE);

    /// `numerator / denominator`, each of up to 12 digits; none if that is not a ratio.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let fraction = Fraction::new(u128::from(numerator), u128::from(denominator))?;
        let fits = numerator.max(denominator) <= MAX_PART && fraction <= Fraction::ONE;
        fits.then_some(Self(fraction))
    }

    /// This share of `number` targets, exactly. `number` is at most 2^64, so nothing can overflow.
    pub fn of(self, number: u64) -> Fraction {
        // In lowest terms a part has at most 12 digits, so the product stays below 2^104.
        Fraction::new(self.0.numerator * u128::from(number), self.0.denominator).unwrap_or(Fraction::ZERO)
    }

    /// The ratio as a fraction.
    pub fn fraction(self) -> Fraction {
        self.0
    }
}

/// How many characters a written ratio may have.
const LONGEST: usize = 32;

/// Each part of a ratio stays below 10^12, so that no product of a ratio and a count overflows.
const MAX_PART: u64 = 1_000_000_000_000;

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        let (number, divisor) = match (text.strip_suffix('%'), text.strip_suffix('‰')) {
            (Some(number), _) => (number, 100),
            (_, Some(number)) => (number, 1000),
            _ => (text, 1),
        };
        let not_a_ratio = || RatioError::NotARatio { text: text.to_owned() };
        let (numerator, denominator) = match number.split_once('/') {
            Some((numerator, denominator)) if divisor == 1 => {
                digits(numerator).zip(digits(denominator)).ok_or_else(not_a_ratio)?
            }
            Some(_) => return Err(not_a_ratio()),
            None => decimal(number).ok_or_else(not_a_ratio)?,
        };
        let too_precise = || RatioError::TooPrecise { text: text.to_owned() };
        if text.chars().count() > LONGEST {
            return Err(too_precise());
        }
        // Of at most 32 digits each, so neither these nor a thousand times these overflow.
        let numerator = whole_number(&numerator).ok_or_else(too_precise)?;
        let denominator = whole_number(&denominator).ok_or_else(too_precise)?;
        let fraction = Fraction::new(numerator, denominator * divisor).ok_or_else(not_a_ratio)?;
        if fraction > Fraction::ONE {
            return Err(RatioError::AboveOne { text: text.to_owned() });
        }
        let fits = fraction.denominator <= u128::from(MAX_PART);
        fits.then_some(Self(fraction)).ok_or_else(too_precise)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fraction { numerator, denominator } = self.0;
        // Exact with up to eight decimals of a percentage, or not a percentage at all.
        const SCALE: u128 = 10_000_000_000;
        if !SCALE.is_multiple_of(denominator) {
            return fmt::Display::fmt(&self.0, f);
        }
        let scaled = numerator * (SCALE / denominator);
        let (whole, rest) = (scaled / 100_000_000, scaled % 100_000_000);
        match rest {
            0 => write!(f, "{whole}%"),
            _ => write!(f, "{whole}.{}%", format!("{rest:08}").trim_end_matches('0')),
        }
    }
}

impl Serialize for Ratio {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(refused)
    }
}

/// Full-width digits and signs as their half-width twins (GB 18030 tables pair them one to one).
pub(crate) fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFF01 + u32::from('!')).unwrap_or(character)
        }
        other => other,
    }
}

/// `12.50` as the digits of 1250 and of 100.
fn decimal(text: &str) -> Option<(String, String)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part = digits(part)?;
    let denominator = format!("1{}", "0".repeat(part.len()));
    Some((digits(whole)? + &part, denominator))
}

/// The text, if it is one or more ASCII digits.
fn digits(text: &str) -> Option<String> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

/// A decimal number that fits.
fn whole_number(text: &str) -> Option<u128> {
    digits(text)?.parse().ok()
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the notations that the specification lists.
    #[test]
    fn ratios_are_read_as_people_write_them() {
        for (text, numerator, denominator) in [
            ("3%", 3, 100),
            ("0.1%", 1, 1000),
            ("3.0%", 3, 100),
            ("5‰", 1, 200),
            ("1/3", 1, 3),
            ("0.05", 1, 20),
            ("1", 1, 1),
            ("100%", 1, 1),
            ("0%", 0, 1),
        ] {
            assert_eq!(text.parse(), Ok(Ratio::new(numerator, denominator).unwrap()), "{text}");
        }
    }

    /// Guards against guessing: a text that is not plainly a ratio is refused.
    #[test]
    fn what_is_not_a_ratio_is_refused() {
        for text in [
            "", "%", "3", "101%", "1/0", "1/", "-3%", "3 %", "1/3%", "3％", "１0%", "+1/3", ".5%", "5.%",
            "1e2%", "３/2",
        ] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
        let long = format!("0.{}1%", "0".repeat(40));
        assert_eq!(long.parse::<Ratio>(), Err(RatioError::TooPrecise { text: long.clone() }));
    }

    /// Guards the exact comparison at sizes where cross-multiplying would overflow.
    #[test]
    fn huge_fractions_compare_exactly() {
        let big = u128::MAX / 2;
        let smaller = Fraction::new(big - 1, big).unwrap();
        let larger = Fraction::new(big, big + 1).unwrap();
        assert_eq!((smaller.cmp(&larger), larger.cmp(&smaller)), (Ordering::Less, Ordering::Greater));
        assert!(Fraction::new(1, 2).unwrap() < Fraction::ONE);
    }

    /// Guards the three roundings at and around one half.
    #[test]
    fn rounding_is_exact() {
        let cases = [(5, 2, 3, 3, 2), (9, 4, 3, 2, 2), (11, 4, 3, 3, 2), (4, 2, 2, 2, 2), (0, 5, 0, 0, 0)];
        for (numerator, denominator, up, half_up, down) in cases {
            let fraction = Fraction::new(numerator, denominator).unwrap();
            let rounded = [Rounding::Up, Rounding::HalfUp, Rounding::Down].map(|r| fraction.round(r));
            assert_eq!(rounded, [up, half_up, down], "{fraction}");
        }
    }

    proptest::proptest! {
        /// Guards that a shown ratio reads back as itself, and that order agrees with multiplication.
        #[test]
        fn shown_ratios_read_back(n in 0_u64..5000, d in 1_u64..5000, m in 0_u64..5000, e in 1_u64..5000) {
            if let Some(ratio) = Ratio::new(n, d) {
                proptest::prop_assert_eq!(ratio.to_string().parse(), Ok(ratio));
            }
            let (a, b) = (Fraction::new(n.into(), d.into()).unwrap(), Fraction::new(m.into(), e.into()).unwrap());
            proptest::prop_assert_eq!(a.cmp(&b), (n * e).cmp(&(m * d)));
        }
    }
}
