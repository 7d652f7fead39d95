//! The plan as a whole.

use std::collections::BTreeSet;

use serde::Serialize;

use super::json::PlanDocument;
use super::misprint::Policies;
use super::overlap::Subject;
use super::{Finding, InspectionTask, PlanError, doubts};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document::{self, DocumentError};
use crate::id::Name;
use crate::message::read_from;
use crate::rule::{Coordination, RuleSet};
use crate::selector::Selector;

/// An inspection plan (抽查计划): 1 to 1000 tasks, each with a name and a number of its own.
///
/// It is read from what was published, by [`InspectionPlan::read_published`] and its siblings, completed by the
/// operator, and then written as the document whose digest a commitment holds.
///
/// ```
/// use double_random::{InspectionPlan, PlanHead, Selector};
///
/// let table = "序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式\n\
///     1,对企业的抽查,不定向,登记事项检查,全市范围内存续的企业,3%; 1次/年,,7月—11月,【县抽县查】某某局发起并实施检查\n";
/// let head = PlanHead::new("GP2025".parse()?, 2025);
/// let mut plan = InspectionPlan::read_csv(table.as_bytes(), &head)?.plan;
///
/// let task = "01".parse()?;
/// plan.set_selector(&task, Selector::everything())?;
/// assert_eq!(plan.task(&task).unwrap().window().to().to_string(), "2025-11-30");
/// assert_eq!(InspectionPlan::from_json(&plan.to_json())?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "PlanDocument")]
#[doc(alias = "抽查计划")]
pub struct InspectionPlan {
    pub(super) name: Name,
    pub(super) title: Option<String>,
    pub(super) authority: Option<String>,
    pub(super) year: u16,
    pub(super) deadline: Option<Date>,
    pub(super) coordination: Coordination,
    pub(super) tasks: Vec<InspectionTask>,
}

read_from!(InspectionPlan, PlanDocument);

/// The most tasks of a plan, many times those of any that was published.
const MOST_TASKS: usize = 1000;

/// Whether a plan may have so many tasks.
pub(super) fn check_count(tasks: usize) -> Result<(), PlanError> {
    match tasks {
        0 => Err(PlanError::NoTasks {}),
        1..=MOST_TASKS => Ok(()),
        found => Err(PlanError::TooManyTasks { found, allowed: MOST_TASKS }),
    }
}

impl InspectionPlan {
    /// The plan, if it has tasks, not too many, and no name or number twice.
    pub(super) fn checked(self) -> Result<Self, PlanError> {
        check_count(self.tasks.len())?;
        let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for task in &self.tasks {
            if !names.insert(task.name()) {
                return Err(PlanError::RepeatedName { name: task.name().to_string() });
            }
            if !numbers.insert(task.number()) {
                return Err(PlanError::RepeatedNumber { number: task.number() });
            }
        }
        Ok(self)
    }

    /// The name that draw ids use.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The title, if the plan or its operator gave one.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The authority that published it, if known.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }

    /// The year it is for.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The day by which all tasks must be done, if there is one.
    pub fn deadline(&self) -> Option<Date> {
        self.deadline
    }

    /// Whether its tasks share one ticket for each target.
    pub fn coordination(&self) -> Coordination {
        self.coordination
    }

    /// Its tasks, in the published order.
    pub fn tasks(&self) -> &[InspectionTask] {
        &self.tasks
    }

    /// The task with this name.
    pub fn task(&self, name: &Name) -> Option<&InspectionTask> {
        self.tasks.iter().find(|task| task.name() == name)
    }

    /// Says whether its tasks share one ticket for each target.
    pub fn set_coordination(&mut self, coordination: Coordination) {
        self.coordination = coordination;
    }

    /// Says which targets a task is about.
    ///
    /// # Errors
    ///
    /// When there is no such task, or the selector is nested too deeply for a document.
    pub fn set_selector(&mut self, task: &Name, selector: Selector) -> Result<(), PlanError> {
        self.task_mut(task)?.set_selector(selector)
    }

    /// Says how many targets a task draws, in place of the rules that were read.
    ///
    /// # Errors
    ///
    /// When there is no such task, or the rules do not fit together or into a document.
    pub fn set_rules(&mut self, task: &Name, rules: RuleSet) -> Result<(), PlanError> {
        self.task_mut(task)?.set_rules(rules)
    }

    fn task_mut(&mut self, name: &Name) -> Result<&mut InspectionTask, PlanError> {
        let found = self.tasks.iter_mut().find(|task| task.name() == name);
        found.ok_or_else(|| PlanError::UnknownTask { name: name.to_string() })
    }

    /// What is doubtful in the plan, whoever read it: first what concerns the whole, then task by task.
    ///
    /// No rows of a file are named here; [`PlanReading::findings`](super::PlanReading::findings) names them and adds
    /// what only the file shows.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = doubts::of_title(self);
        let policies = Policies::of(&self.tasks);
        let mut subjects: Vec<Subject> = Vec::new();
        for task in &self.tasks {
            let subject = Subject::of(task);
            findings.extend(doubts::of_task(self, task, &policies));
            findings.extend(subject.overlaps(&subjects));
            subjects.push(subject);
        }
        findings
    }

    /// The plan's document (specification, section 6.1), whose digest a commitment holds.
    pub fn to_json(&self) -> String {
        document::write(self)
    }

    /// The digest of the document in this suite: what a commitment names the plan by.
    pub fn digest(&self, suite: Suite) -> Digest {
        suite.hash(self.to_json().as_bytes())
    }

    /// The plan that this document holds.
    ///
    /// # Errors
    ///
    /// When the text is no plan, has unknown, missing or repeated members, or is in another layout than the one.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        document::read(text)
    }
}
