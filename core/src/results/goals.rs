//! What the plan wants to reach, and whether it was.

use serde::Serialize;

use super::{Goals, Rate};
use crate::ratio::Ratio;

/// A goal and whether it was met (目标完成情况); none over nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[doc(alias = "目标完成情况")]
pub struct Goal {
    /// What is to be reached.
    pub goal: Ratio,
    /// Whether it was.
    pub met: Option<bool>,
}

impl Goal {
    fn of<T>(goal: Ratio, rate: &Rate<T>) -> Self {
        Self { goal, met: rate.reaches(goal) }
    }
}

/// The goals of a plan, each with whether it was met (目标完成情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[doc(alias = "目标完成情况")]
pub struct GoalsMet {
    /// Completion (完成率).
    pub completion: Goal,
    /// Publication (公示率).
    pub publication: Goal,
    /// Application of tiers, by drawn target (分级应用率，按户次).
    pub application_by_target: Goal,
    /// Application of tiers, by task (分级应用率，按任务).
    pub application_by_task: Goal,
}

impl GoalsMet {
    /// The goals held against all that is due.
    pub(super) fn of<T>(goals: &Goals, figures: &super::Figures<'_>, by_task: &Rate<T>) -> Self {
        Self {
            completion: Goal::of(goals.completion, &figures.completion),
            publication: Goal::of(goals.publication, &figures.publication),
            application_by_target: Goal::of(goals.application_by_target, &figures.application_by_target),
            application_by_task: Goal::of(goals.application_by_task, by_task),
        }
    }
}
