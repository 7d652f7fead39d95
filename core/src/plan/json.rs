//! The document of a plan: what was published and what the operator decided.

use serde::{Deserialize, Serialize};

use super::{InspectionPlan, InspectionTask, PlanColumn, PlanError, PublishedTask};
use crate::date::Date;
use crate::document::stated;
use crate::id::Name;
use crate::message::Explain;
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
    type Error = PlanError;

    fn try_from(document: PlanDocument) -> Result<Self, PlanError> {
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
        plan.checked()
    }
}

impl TaskDocument {
    fn read(self, year: u16) -> Result<InspectionTask, PlanError> {
        let task = self.name.to_string();
        let read = InspectionTask::read(self.published, year).map_err(|faults| {
            let en = |(column, error): &Fault| format!("column {}: {}", column.heading(), error.en());
            let zh = |(column, error): &Fault| format!("“{}”列：{}", column.heading(), error.zh());
            (told(&faults, "; ", en), told(&faults, "；", zh))
        });
        let completed = read.and_then(|task| {
            let completed = task.completed(self.name, self.selector, self.rules);
            completed.map_err(|error| (error.en(), error.zh()))
        });
        completed.map_err(|(en, zh)| PlanError::BadTask { task, en, zh })
    }
}

/// What is wrong with a cell.
type Fault = (PlanColumn, PlanError);

fn told(faults: &[Fault], between: &str, sentence: impl Fn(&Fault) -> String) -> String {
    faults.iter().map(sentence).collect::<Vec<_>>().join(between)
}
