//! Rates, each with the list behind it (specification of results, section 7).

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::assessment::Assessed;
use super::{Outcome, OutcomeClass};
use crate::ratio::{Fraction, Ratio};
use crate::risk::RiskTier;

/// A share with what it is made of (率): what counts for it, and what else it is a share of.
///
/// Nothing is rounded but what [`Rate::percent`] shows, which is rounded down: nothing looks reached that is not. A rate over nothing is none.
///
/// ```
/// use double_random::Rate;
///
/// let rate = Rate { counted: vec!["A"; 29_999], others: vec!["B"] };
/// assert_eq!((rate.numerator(), rate.denominator()), (29_999, 30_000));
/// assert_eq!(rate.percent().as_deref(), Some("99.99%"));
/// assert_eq!(Rate::<&str>::default().percent(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate<T> {
    /// What counts, in order.
    pub counted: Vec<T>,
    /// What does not, in order.
    pub others: Vec<T>,
}

impl<T> Default for Rate<T> {
    fn default() -> Self {
        Self { counted: Vec::new(), others: Vec::new() }
    }
}

impl<T> Rate<T> {
    /// Puts one more where it belongs.
    pub(super) fn add(&mut self, one: T, counts: bool) {
        if counts { self.counted.push(one) } else { self.others.push(one) }
    }

    /// How many count.
    pub fn numerator(&self) -> usize {
        self.counted.len()
    }

    /// Of how many.
    pub fn denominator(&self) -> usize {
        self.counted.len() + self.others.len()
    }

    /// The share, exactly; none over nothing.
    pub fn fraction(&self) -> Option<Fraction> {
        Fraction::new(self.numerator() as u128, self.denominator() as u128)
    }

    /// The share in hundredths of a percent, rounded down.
    pub fn percent(&self) -> Option<String> {
        let hundredths = (self.numerator() as u128 * 10_000).checked_div(self.denominator() as u128)?;
        Some(format!("{}.{:02}%", hundredths / 100, hundredths % 100))
    }

    /// Whether the share is not less than this; none over nothing.
    pub fn reaches(&self, goal: Ratio) -> Option<bool> {
        self.fraction().map(|share| share >= goal.fraction())
    }
}

impl<T: Serialize> Serialize for Rate<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Rate", 6)?;
        written.serialize_field("numerator", &self.numerator())?;
        written.serialize_field("denominator", &self.denominator())?;
        written.serialize_field("ratio", &self.fraction())?;
        written.serialize_field("percent", &self.percent())?;
        written.serialize_field("in", &self.counted)?;
        written.serialize_field("out", &self.others)?;
        written.end()
    }
}

/// The figures of a group of inspections that are due (统计指标).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[doc(alias = "统计指标")]
pub struct Figures<'s> {
    /// How many are due.
    pub due: usize,
    /// Entered on time, of all (完成率): what was entered late counts as not done.
    #[doc(alias = "完成率")]
    pub completion: Rate<(&'s str, &'s str)>,
    /// Entered at all, of all (录入率).
    #[doc(alias = "录入率")]
    pub entered: Rate<(&'s str, &'s str)>,
    /// Entered on time, of those entered (按时录入率).
    #[doc(alias = "按时录入率")]
    pub on_time: Rate<(&'s str, &'s str)>,
    /// Published, of those entered (公示率).
    #[doc(alias = "公示率")]
    pub publication: Rate<(&'s str, &'s str)>,
    /// Published on time, of those entered (按时公示率).
    #[doc(alias = "按时公示率")]
    pub publication_on_time: Rate<(&'s str, &'s str)>,
    /// With a tier of their own, of all (分级应用率，按户次).
    #[doc(alias = "分级应用率")]
    pub application_by_target: Rate<(&'s str, &'s str)>,
    /// With a problem, of those inspected, tier by tier (问题发现率).
    pub problems: [TierProblems<'s>; 4],
}

/// The share of problems of a tier (问题发现率).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[doc(alias = "问题发现率")]
pub struct TierProblems<'s> {
    /// The tier.
    pub tier: RiskTier,
    /// With a problem, of those whose result says whether there is one.
    #[serde(flatten)]
    pub rate: Rate<(&'s str, &'s str)>,
}

impl<'s> Figures<'s> {
    /// The figures of these.
    pub(super) fn of<'a: 's>(group: impl Iterator<Item = Assessed<'s, 'a>>) -> Self {
        let mut figures = Self {
            due: 0,
            completion: Rate::default(),
            entered: Rate::default(),
            on_time: Rate::default(),
            publication: Rate::default(),
            publication_on_time: Rate::default(),
            application_by_target: Rate::default(),
            problems: RiskTier::ALL.map(|tier| TierProblems { tier, rate: Rate::default() }),
        };
        group.for_each(|assessed| figures.count(assessed));
        figures
    }

    fn count<'a: 's>(&mut self, assessed: Assessed<'s, 'a>) {
        let due = assessed.due;
        let key = due.key();
        self.due += 1;
        self.entered.add(key, assessed.is_on_time().is_some());
        self.completion.add(key, assessed.is_on_time() == Some(true));
        self.application_by_target.add(key, due.own_tier);
        if let Some(on_time) = assessed.is_on_time() {
            self.on_time.add(key, on_time);
            self.publication.add(key, due.published().is_some());
            self.publication_on_time.add(key, assessed.is_published_on_time());
        }
        let told =
            due.found(|outcome| matches!(outcome.class(), OutcomeClass::Clear | OutcomeClass::Problem));
        if let Some(tier) = self.problems.iter_mut().find(|of| of.tier == due.tier).filter(|_| told) {
            tier.rate.add(key, due.found(Outcome::is_problem));
        }
    }
}
