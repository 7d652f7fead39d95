//! How plans write ratio, number and frequency in one cell, and the rules that follow.

use std::str::FromStr;

use serde::Serialize;

use super::{PlanError, TierPolicy, text};
use crate::ratio::{Fraction, Ratio};
use crate::risk::PerTier;
use crate::rule::{FrequencyRule, QuotaRule, RuleSet};

/// A published ratio or number (抽查比例/数量), with the frequency written beside it.
///
/// ```
/// use double_random::{Amount, Bound, RatioNotation};
///
/// let notation: RatioNotation = "抽查比例不低于3%;抽查1次".parse()?;
/// assert_eq!(notation.amount, Amount::Ratio("3%".parse().unwrap()));
/// assert_eq!(notation.bound, Bound::AtLeast);
/// assert_eq!(notation.frequency.unwrap().times, 1);
/// # Ok::<(), double_random::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[doc(alias = "抽查比例/数量")]
pub struct RatioNotation {
    /// The cell, verbatim.
    pub text: String,
    /// How many.
    pub amount: Amount,
    /// Whether that is the number or the least number.
    pub bound: Bound,
    /// Whether it is a sum over several agencies (之和).
    pub summed: bool,
    /// How often, if the cell says so.
    pub frequency: Option<StatedFrequency>,
    /// What stands in brackets, if it is not a number.
    pub remark: Option<String>,
}

/// How many targets a plan asks for (抽查数量).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "抽查数量")]
pub enum Amount {
    /// A share of the pool (比例).
    Ratio(Ratio),
    /// A number (数量).
    Count(u32),
    /// Both, which need not agree.
    Both {
        /// The share.
        ratio: Ratio,
        /// The number.
        count: u32,
    },
}

/// Whether a stated number is meant exactly or as the least (不低于).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Exactly.
    #[default]
    Exactly,
    /// At least.
    #[doc(alias = "不低于")]
    AtLeast,
}

/// A frequency as a plan states it (抽查频次).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[doc(alias = "抽查频次")]
pub struct StatedFrequency {
    /// How often.
    pub times: u32,
    /// Whether exactly or at least so often.
    pub bound: Bound,
    /// In which time.
    pub period: Period,
}

/// The time in which a stated frequency counts (频次周期).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "频次周期")]
pub enum Period {
    /// A calendar year (次/年, 本年度).
    Year,
    /// The plan; the cell names no time (抽查1次, `=1`).
    Plan,
}

impl RatioNotation {
    /// The rules that follow from this notation and the task's tier policy, where nothing about the total is left to guess.
    ///
    /// - A ratio of 100% is a census. Any other ratio, or a number, is spread over the tiers: with the default weights
    ///   1:2:4:8 where the policy lets the ratio rise with risk or a regulation counts credit risk, with equal weights
    ///   where the policy names no tiers. That the plan states neither steps nor field is a finding.
    /// - A lower bound is drawn exactly; that too is a finding.
    /// - A frequency of so many times a year becomes a [`FrequencyRule`]; one without a time, or a lower bound, does not.
    ///
    /// None where both ratio and number are given, where the ratio is a sum over agencies, or where the policy is
    /// [`TierPolicy::Other`].
    pub fn rules(&self, policy: &TierPolicy) -> Option<RuleSet> {
        let weights = policy.weights().filter(|_| !self.summed)?;
        let quota = match self.amount {
            Amount::Ratio(Ratio::ALL) => QuotaRule::Census,
            Amount::Ratio(ratio) => {
                QuotaRule::Progressive { ratio, weights, minimum: 1, tier_minimums: PerTier::default() }
            }
            Amount::Count(count) => QuotaRule::Count { total: count.into(), weights },
            Amount::Both { .. } => return None,
        };
        let frequency = self.frequency.and_then(StatedFrequency::rule);
        Some(RuleSet { frequency, ..RuleSet::new(quota) })
    }
}

impl StatedFrequency {
    /// The rule it amounts to; none if it names no time or only a lower bound.
    pub(super) fn rule(self) -> Option<FrequencyRule> {
        match (self.period, self.bound) {
            (Period::Year, Bound::Exactly) => FrequencyRule::new(self.times, 1).ok(),
            _ => None,
        }
    }
}

impl FromStr for RatioNotation {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        let mut reading = Reading::default();
        let (outside, brackets) = brackets(text).ok_or_else(|| not_understood(text, text))?;
        for part in outside.iter().flat_map(|part| part.split(SEPARATORS)).map(str::trim) {
            if !part.is_empty() {
                reading.take(part, text)?;
            }
        }
        for inner in brackets {
            match Part::read(&text::plain(inner)) {
                Some(_) => reading.take(inner, text)?,
                None => put(&mut reading.remark, inner.trim().to_owned(), inner, text)?,
            }
        }
        reading.finish(text)
    }
}

const SEPARATORS: [char; 7] = [';', '；', ',', '，', '、', '|', '｜'];

/// What stands outside brackets and what inside; none if they do not pair.
fn brackets(text: &str) -> Option<(Vec<&str>, Vec<&str>)> {
    let (open, close) = (['(', '（'], [')', '）']);
    let mut pieces = text.split(open);
    let (mut outside, mut inside) = (vec![pieces.next().filter(|first| !first.contains(close))?], Vec::new());
    for piece in pieces {
        let (inner, after) = piece.split_once(close).filter(|(_, after)| !after.contains(close))?;
        inside.push(inner);
        outside.push(after);
    }
    Some((outside, inside))
}

fn not_understood(part: &str, text: &str) -> PlanError {
    PlanError::RatioNotUnderstood { part: part.to_owned(), text: text.to_owned() }
}

/// What has been read of a cell so far.
#[derive(Default)]
struct Reading {
    ratio: Option<Ratio>,
    count: Option<u32>,
    bound: Bound,
    summed: bool,
    frequency: Option<StatedFrequency>,
    remark: Option<String>,
}

impl Reading {
    fn take(&mut self, part: &str, text: &str) -> Result<(), PlanError> {
        let plain = text::plain(part);
        match Part::read(&plain) {
            Some(Part::Ratio { .. }) if self.ratio.is_some() => {
                Err(PlanError::RatioSeveralClasses { text: text.to_owned() })
            }
            Some(Part::Ratio { ratio, bound, summed }) => {
                self.summed = summed;
                self.bind(bound);
                put(&mut self.ratio, ratio, part, text)
            }
            Some(Part::Count { count, bound }) => {
                self.bind(bound);
                put(&mut self.count, count, part, text)
            }
            Some(Part::Frequency(frequency)) => put(&mut self.frequency, frequency, part, text),
            // A class of targets before the word, as in 三级定点医疗机构抽查比例.
            None if plain.find("抽查比例").is_some_and(|at| at > 0) => {
                Err(PlanError::RatioSeveralClasses { text: text.to_owned() })
            }
            None => Err(not_understood(part, text)),
        }
    }

    fn bind(&mut self, bound: Bound) {
        if bound == Bound::AtLeast {
            self.bound = bound;
        }
    }

    fn finish(self, text: &str) -> Result<RatioNotation, PlanError> {
        let amount = match (self.ratio, self.count) {
            (Some(ratio), Some(count)) => Amount::Both { ratio, count },
            (Some(ratio), None) => Amount::Ratio(ratio),
            (None, Some(count)) => Amount::Count(count),
            (None, None) => return Err(PlanError::RatioNoAmount { text: text.to_owned() }),
        };
        let Self { bound, summed, frequency, remark, .. } = self;
        Ok(RatioNotation { text: text.to_owned(), amount, bound, summed, frequency, remark })
    }
}

/// Fills a place that is empty; what is said twice is refused even if it agrees.
fn put<T>(place: &mut Option<T>, value: T, part: &str, text: &str) -> Result<(), PlanError> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(PlanError::RatioRepeated { part: part.to_owned(), text: text.to_owned() }),
    }
}

/// One part of a cell.
enum Part {
    Ratio { ratio: Ratio, bound: Bound, summed: bool },
    Count { count: u32, bound: Bound },
    Frequency(StatedFrequency),
}

impl Part {
    fn read(plain: &str) -> Option<Self> {
        Self::ratio(plain).or_else(|| Self::count(plain)).or_else(|| Self::frequency(plain))
    }

    /// `抽查比例之和≥20%`, `抽查比例为3%`, `不低于10%`.
    fn ratio(plain: &str) -> Option<Self> {
        let rest = text::after_any(plain, &["抽查比例", "比例"]);
        let (rest, summed) = rest.strip_prefix("之和").map_or((rest, false), |rest| (rest, true));
        let (digits, bound) = bound(text::after_any(rest, &["为"]));
        // A bare number could be anything, so only a written sign makes a ratio.
        let ratio: Ratio = digits.contains(['%', '‰', '/']).then(|| digits.parse().ok()).flatten()?;
        (ratio.fraction() > Fraction::ZERO).then_some(Self::Ratio { ratio, bound, summed })
    }

    /// `20户`, `不少于1家`.
    fn count(plain: &str) -> Option<Self> {
        let (rest, bound) = bound(text::after_any(plain, &["抽查数量", "抽查"]));
        let digits = rest.strip_suffix(['户', '家', '个'])?;
        text::number(digits).filter(|count| *count > 0).map(|count| Self::Count { count, bound })
    }

    /// `1次/年`, `每年1次`, `本年度检查一次`, `抽查1次`, `1次`, `=1`, `>=1`.
    fn frequency(plain: &str) -> Option<Self> {
        let yearly = plain
            .strip_suffix("/年")
            .or_else(|| ["每年", "本年度"].iter().find_map(|word| plain.strip_prefix(word)));
        let (rest, period) = yearly.map_or((plain, Period::Plan), |rest| (rest, Period::Year));
        let (rest, bound) = bound(text::after_any(rest, &["抽查", "检查"]));
        let signed = plain.starts_with(['=', '>', '≥']);
        let times = times(rest.strip_suffix('次').or_else(|| signed.then_some(rest))?)?;
        Some(Self::Frequency(StatedFrequency { times, bound, period }))
    }
}

/// The bound that a text begins with, and the rest.
fn bound(text: &str) -> (&str, Bound) {
    let at_least = ["不低于", "不少于", "至少", "≥", ">="].iter().find_map(|word| text.strip_prefix(word));
    match at_least {
        Some(rest) => (rest, Bound::AtLeast),
        None => (text::after_any(text, &["="]), Bound::Exactly),
    }
}

fn times(text: &str) -> Option<u32> {
    let words = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word = words.iter().zip(1..).find(|(word, _)| **word == text).map(|(_, times)| times);
    let word = word.or_else(|| (text == "两").then_some(2));
    word.or_else(|| text::number(text)).filter(|times| *times > 0)
}
