//! The document of a plan: what was published and what the operator decided.

use serde::{Deserialize, Serialize};

use super::{InspectionPlan, InspectionTask, PublishedTask};
use crate::date::Date;
use crate::document::stated;
use crate::id::Name;
use crate::rule::{Coordination, RuleSet};
use crate::selector::Selector;

#[derive(Serialize, Deserialize)]
enum Format {
    #[serde(rename = "double-random/1 plan")]
    Plan,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a plan")]
pub(super) struct PlanDocument {
    format: Format,
    name: Name,
    #[serde(deserialize_with = "stated")]
    title: Option<String>,
    #[serde(deserialize_with = "stated")]
    authority: Option<String>,
    year: u16,
    #[serde(deserialize_with = "stated")]
    deadline: Option<Date>,
    coordination: Coordination,
    tasks: Vec<TaskDocument>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a task")]
struct TaskDocument {
    name: Name,
    published: PublishedTask,
    #[serde(deserialize_with = "stated")]
    selector: Option<Selector>,
    #[serde(deserialize_with = "stated")]
    rules: Option<RuleSet>,
}

impl From<InspectionPlan> for PlanDocument {
    fn from(plan: InspectionPlan) -> Self {
        let task = |task: InspectionTask| TaskDocument {
            name: task.name().clone(),
            published: task.published().clone(),
            selector: task.selector().cloned(),
            rules: task.rules().cloned(),
        };
        Self {
            format: Format::Plan,
            name: plan.name,
            title: plan.title,
            authority: plan.authority,
            year: plan.year,
            deadline: plan.deadline,
            coordination: plan.coordination,
            tasks: plan.tasks.into_iter().map(task).collect(),
        }
    }
}

impl TryFrom<PlanDocument> for InspectionPlan {
    type Error = String;

    fn try_from(document: PlanDocument) -> Result<Self, String> {
        let year = document.year;
        let tasks = document.tasks.into_iter().map(|task| task.read(year)).collect::<Result<_, _>>()?;
        let plan = Self {
            name: document.name,
            title: document.title,
            authority: document.authority,
            year,
            deadline: document.deadline,
            coordination: document.coordination,
            tasks,
        };
        plan.checked().map_err(|error| error.to_string())
    }
}

impl TaskDocument {
    fn read(self, year: u16) -> Result<InspectionTask, String> {
        let name = self.name.clone();
        let task = InspectionTask::read(self.published, year).map_err(|faults| {
            let told: Vec<_> = faults
                .iter()
                .map(|(column, error)| format!("column {}: {error}", column.heading()))
                .collect();
            format!("task `{name}`, {}", told.join("; "))
        })?;
        task.completed(self.name, self.selector, self.rules)
            .map_err(|error| format!("task `{name}`: {error}"))
    }
}
