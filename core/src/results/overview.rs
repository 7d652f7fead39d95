//! Results by visit, by item and by target (specification of results, section 11).

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use serde::{Serialize, Serializer};

use super::assessment::Assessed;
use super::case::DrawnTask;
use super::entry::numbered;
use super::outcome::words;
use super::{Assessment, Due, ItemAnswer, Outcome, Outcomes, ResultEntry};
use crate::date::Date;
use crate::digest::Digest;
use crate::plan::InspectionItem;
use crate::table::sheet_line;

/// What was found (抽查结果), by visit, by item and by target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "抽查结果")]
pub struct ResultsOverview<'s> {
    /// The day.
    pub as_of: Date,
    /// Each inspection that is due.
    pub visits: Vec<VisitResult<'s>>,
    /// Each item of each draw's task.
    pub items: Vec<ItemCounts<'s>>,
    /// Each target, by id.
    pub targets: Vec<TargetOutcomes<'s>>,
}

/// Whether there is a result (录入状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "录入状态")]
pub enum VisitState {
    /// None yet (未录入).
    Due,
    /// One is in force (已录入).
    InForce,
    /// Several stand that do not correct each other (结果冲突).
    Conflict,
}

/// What was found at one visit for one draw (检查结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "检查结果")]
pub struct VisitResult<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The target.
    pub target: &'s str,
    /// The responsible agency.
    pub agency: Option<&'s str>,
    /// Whether there is a result.
    pub state: VisitState,
    /// Until when it is to be entered.
    pub deadline: Date,
    /// When it was first entered.
    pub entered: Option<Date>,
    /// Whether that was on time.
    pub on_time: Option<bool>,
    /// When it was published.
    pub published: Option<Date>,
    /// The digest of the result in force.
    pub result: Option<Digest>,
    /// What it found.
    pub outcomes: Option<&'s Outcomes>,
    /// All results that count, the earlier versions included.
    pub history: Vec<Digest>,
}

/// How often an item was answered how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemCounts<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The place of the item in the task, from 1.
    pub item: NonZeroU32,
    /// Its text.
    pub text: &'s str,
    /// How often each answer was given.
    #[serde(serialize_with = "by_code_of_answer")]
    pub answers: BTreeMap<ItemAnswer, u64>,
    /// How often each outcome that occurs.
    #[serde(serialize_with = "by_code_of_outcome")]
    pub outcomes: BTreeMap<Outcome, u64>,
}

fn by_code_of_answer<S: Serializer>(
    counts: &BTreeMap<ItemAnswer, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(answer, count)| (answer.code(), count)))
}

fn by_code_of_outcome<S: Serializer>(
    counts: &BTreeMap<Outcome, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(outcome, count)| (outcome.code(), count)))
}

/// What was found of one target, whoever drew it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetOutcomes<'s> {
    /// The target.
    pub target: &'s str,
    /// The draws that it is due for.
    pub draws: Vec<&'s str>,
    /// All outcomes of the results in force.
    pub outcomes: BTreeSet<Outcome>,
}

impl<'s> ResultsOverview<'s> {
    /// What was found.
    pub fn of(assessment: &'s Assessment<'_>) -> Self {
        let draws =
            assessment.cases().iter().flat_map(|case| case.standing.draws().iter().map(move |of| (case, of)));
        let items = draws.flat_map(|(case, drawn)| items(drawn, case.standing.dues_of(drawn)));
        Self {
            as_of: assessment.day(),
            visits: assessment.assessed().map(visit).collect(),
            items: items.collect(),
            targets: targets(assessment),
        }
    }

    /// The visits as CSV with Chinese headings.
    pub fn to_csv(&self) -> String {
        let heading = [
            "抽查任务",
            "检查对象标识",
            "负责部门",
            "状态",
            "录入期限",
            "录入日期",
            "是否按时",
            "公示日期",
            "检查结果",
        ];
        let mut text = sheet_line(heading.into_iter().map(str::to_owned));
        for visit in &self.visits {
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let on_time = match visit.on_time {
                Some(true) => "是",
                Some(false) => "否",
                None => "",
            };
            text += &sheet_line([
                visit.draw.to_owned(),
                visit.target.to_owned(),
                visit.agency.unwrap_or_default().to_owned(),
                visit.state.zh().to_owned(),
                visit.deadline.to_string(),
                day(visit.entered),
                on_time.to_owned(),
                day(visit.published),
                visit.outcomes.map(|found| words(found.iter())).unwrap_or_default(),
            ]);
        }
        text
    }
}

impl VisitState {
    fn of(due: &Due<'_>) -> Self {
        match (due.first(), due.in_force()) {
            (None, _) => Self::Due,
            (Some(_), Some(_)) => Self::InForce,
            (Some(_), None) => Self::Conflict,
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::Due => "未录入",
            Self::InForce => "已录入",
            Self::Conflict => "结果冲突",
        }
    }
}

fn visit<'s>(assessed: Assessed<'s, '_>) -> VisitResult<'s> {
    let due = assessed.due;
    let (draw, target) = due.key();
    let in_force = due.in_force();
    VisitResult {
        draw,
        target,
        agency: due.agency(),
        state: VisitState::of(due),
        deadline: assessed.entry_deadline(),
        entered: due.first().map(|first| first.day),
        on_time: assessed.is_on_time(),
        published: due.published(),
        result: in_force.map(|(digest, _)| digest),
        outcomes: in_force.map(|(_, entry)| &entry.outcomes),
        history: due.history().iter().map(|(digest, _)| *digest).collect(),
    }
}

fn items<'s>(drawn: &'s DrawnTask<'_>, dues: &'s [Due<'_>]) -> Vec<ItemCounts<'s>> {
    let in_force: Vec<&ResultEntry> =
        dues.iter().filter_map(|due| due.in_force()).map(|(_, entry)| entry).collect();
    let counted = |(item, of_task): (NonZeroU32, &'s InspectionItem)| {
        let mut counts = ItemCounts {
            draw: &drawn.committed.draw,
            item,
            text: &of_task.text,
            answers: ItemAnswer::ALL.iter().map(|answer| (*answer, 0)).collect(),
            outcomes: BTreeMap::new(),
        };
        for found in in_force.iter().filter_map(|entry| entry.items.get(item)) {
            *counts.answers.entry(found.answer).or_default() += 1;
            if let Some(outcome) = found.outcome {
                *counts.outcomes.entry(outcome).or_default() += 1;
            }
        }
        counts
    };
    numbered(drawn.task).map(counted).collect()
}

fn targets<'s>(assessment: &'s Assessment<'_>) -> Vec<TargetOutcomes<'s>> {
    let mut targets: BTreeMap<&str, TargetOutcomes<'s>> = BTreeMap::new();
    for due in assessment.assessed().map(|assessed| assessed.due) {
        let (draw, target) = due.key();
        let empty = || TargetOutcomes { target, draws: Vec::new(), outcomes: BTreeSet::new() };
        let of = targets.entry(target).or_insert_with(empty);
        of.draws.push(draw);
        of.outcomes.extend(due.in_force().iter().flat_map(|(_, entry)| entry.outcomes.iter()));
    }
    targets.into_values().collect()
}
