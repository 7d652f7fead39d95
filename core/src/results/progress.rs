//! How far a plan is: figures by task, by agency and overall, and what is still open (specification of results, section 7).

use std::collections::BTreeMap;

use serde::Serialize;

use super::assessment::{Assessed, AssessedCase};
use super::case::DrawnTask;
use super::{
    Assessment, Figures, GoalsMet, HandedOver, MissingHandOver, Rate, ResultFinding, ResultsParameters,
};
use crate::date::Date;
use crate::digest::Digest;
use crate::id::Name;
use crate::table::sheet_line;

/// How far a plan is on a day (进展情况): every figure with the list behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "进展情况")]
pub struct Progress<'s> {
    /// The day.
    pub as_of: Date,
    /// What was held to what.
    pub parameters: &'s ResultsParameters,
    /// All that is due.
    pub overall: Overall<'s>,
    /// What the plan wants to reach.
    pub goals: GoalsMet,
    /// Each draw.
    pub tasks: Vec<TaskFigures<'s>>,
    /// Each responsible agency; those without one last.
    pub agencies: Vec<AgencyFigures<'s>>,
    /// What is late (逾期).
    #[doc(alias = "逾期")]
    pub overdue: Vec<Overdue<'s>>,
    /// What was handed over (移交).
    pub hand_overs: Vec<HandedOver<'s>>,
    /// What was not, though it needs a follow-up.
    pub missing_hand_overs: Vec<MissingHandOver<'s>>,
    /// Who could not be reached (无法联系).
    pub unreachable: Vec<Unreachable<'s>>,
    /// Of what several results stand.
    pub conflicts: Vec<Conflict<'s>>,
    /// What is wrong with the entries.
    #[serde(skip)]
    pub findings: Vec<ResultFinding>,
}

/// All that is due (合计).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overall<'s> {
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures<'s>,
    /// Draws whose rules tell tiers apart, of all draws (分级应用率，按任务).
    #[doc(alias = "分级应用率")]
    pub application_by_task: Rate<&'s str>,
}

/// The figures of one draw (任务统计指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "任务统计指标")]
pub struct TaskFigures<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The task.
    pub task: &'s Name,
    /// Its number in the plan.
    pub number: u32,
    /// Its title.
    pub title: &'s str,
    /// Whether its rules tell tiers apart.
    pub tells_tiers_apart: bool,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures<'s>,
    /// How many targets each tier has, as committed, from A to D.
    #[serde(skip)]
    pub pools: Vec<u64>,
}

/// The figures of one agency (部门统计指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "部门统计指标")]
pub struct AgencyFigures<'s> {
    /// The agency; none where nobody knows.
    pub agency: Option<&'s str>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures<'s>,
}

/// What an inspection is late for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OverdueFor {
    /// Its entry (逾期未录入).
    Entry,
    /// Its publication (逾期未公示).
    Publication,
}

/// An inspection that is late (逾期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "逾期")]
pub struct Overdue<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The target.
    pub target: &'s str,
    /// The responsible agency.
    pub agency: Option<&'s str>,
    /// What for.
    pub what: OverdueFor,
    /// Until when it should have been done.
    pub deadline: Date,
    /// How many days ago that was.
    pub days: u32,
}

/// A target that could not be reached, and what follows (无法联系).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "无法联系")]
pub struct Unreachable<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The target.
    pub target: &'s str,
    /// The responsible agency.
    pub agency: Option<&'s str>,
    /// The last day of the visit.
    pub visited: Date,
    /// Until when it is to be entered in the list of abnormal operations (列入经营异常名录).
    #[doc(alias = "列入经营异常名录")]
    pub deadline: Date,
    /// When its hand-over was closed.
    pub done: Option<Date>,
    /// How many days late that was, or has become.
    pub days: u32,
}

/// Several results of one visit that do not correct each other (录入冲突).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "录入冲突")]
pub struct Conflict<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The target.
    pub target: &'s str,
    /// The responsible agency.
    pub agency: Option<&'s str>,
    /// The digests of the results.
    pub results: Vec<Digest>,
}

impl<'s> Progress<'s> {
    /// How far it is.
    pub fn of(assessment: &'s Assessment<'_>) -> Self {
        let figures = Figures::of(assessment.assessed());
        let by_task = applied(assessment);
        let day = assessment.day();
        Self {
            as_of: day,
            parameters: assessment.parameters(),
            goals: GoalsMet::of(&assessment.parameters().goals, &figures, &by_task),
            overall: Overall { figures, application_by_task: by_task },
            tasks: assessment.cases().iter().flat_map(tasks).collect(),
            agencies: agencies(assessment),
            overdue: assessment.assessed().filter_map(|assessed| overdue(assessed, day)).collect(),
            hand_overs: assessment.hand_overs(),
            missing_hand_overs: assessment.missing_hand_overs(),
            unreachable: assessment.cases().iter().flat_map(|case| unreachable(case, day)).collect(),
            conflicts: assessment.assessed().filter_map(conflict).collect(),
            findings: assessment.findings(),
        }
    }

    /// The figures as CSV with Chinese headings: a row for each task, each agency, and all.
    pub fn to_csv(&self) -> String {
        let heading = [
            "分组",
            "名称",
            "应检查",
            "按时录入",
            "完成率",
            "已录入",
            "录入率",
            "按时录入率",
            "已公示",
            "公示率",
            "按时公示",
            "按时公示率",
            "按自身等级抽取",
            "分级应用率",
        ];
        let mut text = sheet_line(heading.into_iter().map(str::to_owned));
        for task in &self.tasks {
            text += &sheet_row("任务", &format!("{} {}", task.task, task.title), &task.figures);
        }
        for agency in &self.agencies {
            text += &sheet_row("部门", agency.agency.unwrap_or("未指明"), &agency.figures);
        }
        text + &sheet_row("合计", "", &self.overall.figures)
    }
}

fn sheet_row(group: &str, name: &str, figures: &Figures<'_>) -> String {
    fn percent<T>(rate: &Rate<T>) -> String {
        rate.percent().unwrap_or_else(|| "—".to_owned())
    }
    let number = |number: usize| number.to_string();
    sheet_line([
        group.to_owned(),
        name.to_owned(),
        number(figures.due),
        number(figures.completion.numerator()),
        percent(&figures.completion),
        number(figures.entered.numerator()),
        percent(&figures.entered),
        percent(&figures.on_time),
        number(figures.publication.numerator()),
        percent(&figures.publication),
        number(figures.publication_on_time.numerator()),
        percent(&figures.publication_on_time),
        number(figures.application_by_target.numerator()),
        percent(&figures.application_by_target),
    ])
}

fn tells_tiers_apart(drawn: &DrawnTask<'_>) -> bool {
    drawn.task.rules().is_some_and(|rules| rules.quota.tells_tiers_apart())
}

/// The draws whose rules tell tiers apart, of all draws.
fn applied<'s>(assessment: &'s Assessment<'_>) -> Rate<&'s str> {
    let mut rate = Rate::default();
    for drawn in assessment.cases().iter().flat_map(|case| case.standing.draws()) {
        rate.add(drawn.committed.draw.as_str(), tells_tiers_apart(drawn));
    }
    rate
}

fn tasks<'s>(case: &'s AssessedCase<'_>) -> Vec<TaskFigures<'s>> {
    let mut tasks = Vec::new();
    for drawn in case.standing.draws() {
        tasks.push(TaskFigures {
            draw: &drawn.committed.draw,
            task: &drawn.committed.task,
            number: drawn.task.number(),
            title: drawn.task.title(),
            tells_tiers_apart: tells_tiers_apart(drawn),
            figures: Figures::of(case.of_draw(drawn)),
            pools: drawn.committed.tiers.iter().map(|tier| tier.pool).collect(),
        });
    }
    tasks
}

fn agencies<'s>(assessment: &'s Assessment<'_>) -> Vec<AgencyFigures<'s>> {
    let mut groups: BTreeMap<Option<&str>, Vec<Assessed<'s, '_>>> = BTreeMap::new();
    for assessed in assessment.assessed() {
        groups.entry(assessed.due.agency()).or_default().push(assessed);
    }
    // Without an agency comes first in the map and last in the list.
    let nobody = groups.remove(&None).map(|group| (None, group));
    let of = |(agency, group): (_, Vec<_>)| AgencyFigures { agency, figures: Figures::of(group.into_iter()) };
    groups.into_iter().chain(nobody).map(of).collect()
}

fn overdue<'s>(assessed: Assessed<'s, '_>, day: Date) -> Option<Overdue<'s>> {
    let (draw, target) = assessed.due.key();
    let (what, deadline) = match (assessed.publication_deadline(), assessed.due.published()) {
        (None, _) => (OverdueFor::Entry, assessed.entry_deadline()),
        (Some(deadline), None) => (OverdueFor::Publication, deadline),
        (Some(_), Some(_)) => return None,
    };
    let days = day.days_after(deadline).filter(|days| *days > 0)?;
    Some(Overdue { draw, target, agency: assessed.due.agency(), what, deadline, days })
}

fn unreachable<'s>(case: &'s AssessedCase<'_>, day: Date) -> Vec<Unreachable<'s>> {
    let closed = case.standing.closed_by_result();
    let told = |assessed: Assessed<'s, '_>| {
        let due = assessed.due;
        let ((draw, target), deadline) = (due.key(), assessed.follow_up_deadline()?);
        let done = due.history.iter().filter_map(|(digest, _)| closed.get(digest).copied()).min();
        let days = done.unwrap_or(day).days_after(deadline).unwrap_or_default();
        Some(Unreachable {
            draw,
            target,
            agency: due.agency(),
            visited: due.unreachable()?,
            deadline,
            done,
            days,
        })
    };
    case.assessed().filter_map(told).collect()
}

fn conflict<'s>(assessed: Assessed<'s, '_>) -> Option<Conflict<'s>> {
    let due = assessed.due;
    let (draw, target) = due.key();
    let results = || due.not_corrected().map(|(digest, _)| digest).collect();
    due.is_in_conflict().then(|| Conflict { draw, target, agency: due.agency(), results: results() })
}
