//! The entries of a ledger (specification of results, section 3).

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{ItemAnswer, Outcome, ResultsError};
use crate::date::{Date, Window};
use crate::digest::{Digest, Suite};
use crate::document::{self, stated};
use crate::message::read_from;
use crate::plan::{InspectionItem, InspectionTask};
use crate::record::Line;

/// What is entered after a visit (登记事项): entries are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "结果登记簿")]
pub enum LedgerEntry {
    /// What a visit found (抽查结果).
    Result(ResultEntry),
    /// That a result was made public (公示).
    Publication(Publication),
    /// That a case was handed to the local station (移交).
    HandOver(HandOver),
    /// That the station has it (接收).
    TakenOver(TakenOver),
    /// How it ended (办结).
    Closing(Closing),
}

impl LedgerEntry {
    /// When it was entered.
    pub fn day(&self) -> Date {
        match self {
            Self::Result(entry) => entry.day,
            Self::Publication(entry) => entry.day,
            Self::HandOver(entry) => entry.day,
            Self::TakenOver(entry) => entry.day,
            Self::Closing(entry) => entry.day,
        }
    }

    /// What other entries name it by: the hash of the entry laid out as a document.
    pub fn digest(&self, suite: Suite) -> Digest {
        suite.hash(document::write(self).as_bytes())
    }
}

/// The result of one draw's visit to one target (抽查结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽查结果")]
pub struct ResultEntry {
    /// The draw id.
    pub draw: Line,
    /// The id of the target.
    pub target: Line,
    /// The first and the last day of the visit (检查起止日期).
    pub visited: Window,
    /// Who inspected (检查人员).
    pub inspectors: InspectedBy,
    /// What was found of the target as a whole.
    pub outcomes: Outcomes,
    /// What was found of each item.
    pub items: ItemResults,
    /// The agency that entered it (录入部门).
    #[doc(alias = "录入部门")]
    pub agency: Line,
    /// Who entered it (录入人).
    #[doc(alias = "录入人")]
    #[doc(alias = "录入")]
    pub by: Line,
    /// When it was entered (录入日期).
    #[doc(alias = "录入日期")]
    pub day: Date,
    /// Anything else.
    #[serde(deserialize_with = "stated")]
    pub note: Option<Line>,
    /// The results that it replaces (更正); several where it settles which of them holds.
    #[doc(alias = "更正")]
    pub corrects: BTreeSet<Digest>,
}

/// That a result was made public (公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "公示")]
pub struct Publication {
    /// The digest of the result.
    pub result: Digest,
    /// Where.
    #[serde(rename = "where")]
    pub place: Line,
    /// The agency that made it public.
    pub agency: Line,
    /// Who did.
    pub by: Line,
    /// When.
    pub day: Date,
}

/// That a case was handed to the local station (移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "移交")]
pub struct HandOver {
    /// The digest of the result that it follows from.
    pub result: Digest,
    /// The agency that hands over.
    pub from: Line,
    /// The station that is to take over (属地市场监管所).
    #[doc(alias = "属地市场监管所")]
    pub to: Line,
    /// What is to be done.
    pub matter: Line,
    /// Who handed over.
    pub by: Line,
    /// When.
    pub day: Date,
}

/// The receipt of a hand-over (接收).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "接收")]
pub struct TakenOver {
    /// The digest of the hand-over.
    pub hand_over: Digest,
    /// The station that took over.
    pub agency: Line,
    /// Who did.
    pub by: Line,
    /// When.
    pub day: Date,
}

/// The end of a hand-over (办结).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "办结")]
pub struct Closing {
    /// The digest of the hand-over.
    pub hand_over: Digest,
    /// The station that closed it.
    pub agency: Line,
    /// How it ended.
    pub how: Line,
    /// Who closed it.
    pub by: Line,
    /// When.
    pub day: Date,
}

/// The outcomes of one visit: one, or several problems.
///
/// ```
/// use double_random::{Outcome, Outcomes};
///
/// assert!(Outcomes::new([Outcome::Concealed, Outcome::NotDisclosed]).is_ok());
/// assert!(Outcomes::new([Outcome::NoProblem, Outcome::Pending]).is_err());
/// # assert!(Outcomes::new([]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "BTreeSet<Outcome>")]
pub struct Outcomes(BTreeSet<Outcome>);

read_from!(Outcomes, BTreeSet<Outcome>);

impl Outcomes {
    /// These outcomes, each once.
    ///
    /// # Errors
    ///
    /// When there is none, or several of which one is no problem.
    pub fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Result<Self, ResultsError> {
        let outcomes: BTreeSet<Outcome> = outcomes.into_iter().collect();
        match outcomes.iter().find(|outcome| !outcome.is_problem()) {
            Some(alone) if outcomes.len() > 1 => Err(ResultsError::stands_alone(*alone)),
            _ if outcomes.is_empty() => Err(ResultsError::NoOutcome {}),
            _ => Ok(Self(outcomes)),
        }
    }

    /// The outcomes, in the order of their table.
    pub fn iter(&self) -> impl Iterator<Item = Outcome> {
        self.0.iter().copied()
    }

    /// Whether one of them is like this.
    pub fn any(&self, is: impl Fn(Outcome) -> bool) -> bool {
        self.iter().any(is)
    }
}

impl TryFrom<BTreeSet<Outcome>> for Outcomes {
    type Error = ResultsError;

    fn try_from(outcomes: BTreeSet<Outcome>) -> Result<Self, ResultsError> {
        Self::new(outcomes)
    }
}

impl From<Outcomes> for BTreeSet<Outcome> {
    fn from(outcomes: Outcomes) -> Self {
        outcomes.0
    }
}

/// Who inspected, in the order given: at least one, each once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "Vec<Line>")]
pub struct InspectedBy(Vec<Line>);

read_from!(InspectedBy, Vec<Line>);

impl InspectedBy {
    /// These inspectors.
    ///
    /// # Errors
    ///
    /// When there is none, or one comes twice.
    pub fn new(inspectors: Vec<Line>) -> Result<Self, ResultsError> {
        let mut seen = BTreeSet::new();
        match inspectors.iter().find(|inspector| !seen.insert(inspector.as_str())) {
            Some(twice) => Err(ResultsError::InspectorTwice { inspector: twice.to_string() }),
            None if inspectors.is_empty() => Err(ResultsError::NoInspector {}),
            None => Ok(Self(inspectors)),
        }
    }

    /// The inspectors.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(Line::as_str)
    }
}

impl TryFrom<Vec<Line>> for InspectedBy {
    type Error = ResultsError;

    fn try_from(inspectors: Vec<Line>) -> Result<Self, ResultsError> {
        Self::new(inspectors)
    }
}

impl From<InspectedBy> for Vec<Line> {
    fn from(inspectors: InspectedBy) -> Self {
        inspectors.0
    }
}

/// What was found of one item of the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "事项检查情况")]
pub struct ItemResult {
    /// The place of the item in the task, from 1.
    pub item: NonZeroU32,
    /// The answer.
    pub answer: ItemAnswer,
    /// What the platform shows of it; none if it shows nothing.
    #[serde(deserialize_with = "stated")]
    pub outcome: Option<Outcome>,
}

impl ItemResult {
    /// Whether it says, by answer or outcome, that something is not as it should be.
    pub fn tells_of_a_problem(&self) -> bool {
        self.answer == ItemAnswer::No || self.outcome.is_some_and(Outcome::is_problem)
    }
}

/// What was found of the items, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(into = "Vec<ItemResult>")]
pub struct ItemResults(BTreeMap<NonZeroU32, ItemResult>);

read_from!(ItemResults, Vec<ItemResult>);

impl ItemResults {
    /// These items, in the order of their places.
    ///
    /// # Errors
    ///
    /// When one comes twice.
    pub fn new(items: impl IntoIterator<Item = ItemResult>) -> Result<Self, ResultsError> {
        let mut results = BTreeMap::new();
        for item in items {
            if results.insert(item.item, item).is_some() {
                return Err(ResultsError::ItemTwice { item: item.item });
            }
        }
        Ok(Self(results))
    }

    /// The items, by their places.
    pub fn iter(&self) -> impl Iterator<Item = &ItemResult> {
        self.0.values()
    }

    /// What was found of the item in this place.
    pub fn get(&self, item: NonZeroU32) -> Option<&ItemResult> {
        self.0.get(&item)
    }
}

/// The items of a task with their places, from 1.
pub(super) fn numbered(task: &InspectionTask) -> impl Iterator<Item = (NonZeroU32, &InspectionItem)> {
    (1..).map_while(NonZeroU32::new).zip(task.items())
}

impl TryFrom<Vec<ItemResult>> for ItemResults {
    type Error = ResultsError;

    fn try_from(items: Vec<ItemResult>) -> Result<Self, ResultsError> {
        Self::new(items)
    }
}

impl From<ItemResults> for Vec<ItemResult> {
    fn from(items: ItemResults) -> Self {
        items.0.into_values().collect()
    }
}
