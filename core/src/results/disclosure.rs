//! What the national disclosure system shows (specification of results, section 10).

use std::num::NonZeroU32;

use serde::Serialize;

use super::entry::numbered;
use super::outcome::words;
use super::{Due, ItemAnswer, Outcome, Standing};
use crate::date::Date;
use crate::id::Name;
use crate::plan::DrawScope;
use crate::publish::{Disclosure, ShownTarget};
use crate::table::sheet_line;

/// The results as they are disclosed (抽查结果公示): plan, task, type, authority, day and the result of each item. Neither tier
/// nor inspector, note or person is in it, and individuals are masked unless asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "抽查结果公示")]
pub struct ResultsDisclosure<'s> {
    /// The name of the plan.
    pub plan: &'s Name,
    /// Its title.
    pub title: Option<&'s str>,
    /// The day.
    pub as_of: Date,
    /// The tasks, in the order of the draws.
    pub tasks: Vec<DisclosedTask<'s>>,
}

/// A task as it is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisclosedTask<'s> {
    /// Its name.
    pub task: &'s Name,
    /// Its number in the plan.
    pub number: u32,
    /// Its title.
    pub title: &'s str,
    /// Whether it is aimed (抽查类型).
    #[serde(rename = "type")]
    pub scope: DrawScope,
    /// Who inspects (抽查机关).
    pub authority: Option<&'s str>,
    /// What was found, in the order of the ids as shown, so that the order tells nothing.
    pub results: Vec<DisclosedResult<'s>>,
}

/// A result as it is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DisclosedResult<'s> {
    /// The target; masked, only the ends of its id.
    pub id: String,
    /// Its name; masked, only the first character.
    pub name: Option<String>,
    /// The last day of the visit (抽查完成日期).
    pub date: Date,
    /// Who entered the result.
    pub agency: &'s str,
    /// What was found.
    pub outcomes: Vec<Outcome>,
    /// What was found of each item.
    pub items: Vec<DisclosedItem<'s>>,
    /// When it was published.
    pub published: Option<Date>,
}

/// What was found of an item, as it is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DisclosedItem<'s> {
    /// Its place in the task, from 1.
    pub item: NonZeroU32,
    /// Its text.
    pub text: &'s str,
    /// The answer.
    pub answer: ItemAnswer,
    /// What the platform shows of it.
    pub outcome: Option<Outcome>,
}

impl Standing<'_> {
    /// The results in force as they are disclosed; of `disclosure` only the individuals matter, as tiers never appear.
    pub fn disclosure(&self, disclosure: Disclosure) -> ResultsDisclosure<'_> {
        let plan = self.case.plan;
        let tasks = self.draws().iter().map(|drawn| {
            let task = drawn.task;
            let results = self.dues_of(drawn).iter().filter_map(|due| self.disclosed(due, disclosure));
            let mut results: Vec<DisclosedResult<'_>> = results.collect();
            results.sort();
            DisclosedTask {
                task: task.name(),
                number: task.number(),
                title: task.title(),
                scope: task.scope(),
                authority: self.case.authority(task),
                results,
            }
        });
        ResultsDisclosure {
            plan: plan.name(),
            title: plan.title(),
            as_of: self.day(),
            tasks: tasks.collect(),
        }
    }

    fn disclosed<'s>(&'s self, due: &'s Due<'_>, disclosure: Disclosure) -> Option<DisclosedResult<'s>> {
        let (_, entry) = due.in_force()?;
        // Who is on the list is in the directory that the list was made from.
        let target = self.case.targets.of_id(&due.target)?;
        let ShownTarget { id, name, .. } = ShownTarget::new(&target, disclosure);
        let items = numbered(due.task).filter_map(|(place, item)| {
            let found = entry.items.get(place)?;
            Some(DisclosedItem {
                item: place,
                text: &item.text,
                answer: found.answer,
                outcome: found.outcome,
            })
        });
        Some(DisclosedResult {
            id,
            name,
            date: entry.visited.to(),
            agency: entry.agency.as_str(),
            outcomes: entry.outcomes.iter().collect(),
            items: items.collect(),
            published: due.published(),
        })
    }
}

impl ResultsDisclosure<'_> {
    /// The results as CSV with the headings of the disclosure system, a row for each item; one for a result without items.
    pub fn to_csv(&self) -> String {
        let heading = [
            "抽查计划编号",
            "抽查计划名称",
            "抽查任务编号",
            "抽查任务名称",
            "抽查类型",
            "抽查机关",
            "检查对象标识",
            "检查对象名称",
            "抽查完成日期",
            "检查结果",
            "抽查事项",
            "事项检查情况",
            "事项检查结果",
            "公示日期",
        ];
        let mut text = sheet_line(heading.into_iter().map(str::to_owned));
        for task in &self.tasks {
            for result in &task.results {
                let items = result.items.iter().map(|item| {
                    let outcome = item.outcome.map(Outcome::word).unwrap_or_default();
                    [item.text.to_owned(), item.answer.word().to_owned(), outcome.to_owned()]
                });
                let items = if result.items.is_empty() { vec![Default::default()] } else { items.collect() };
                text += &items.into_iter().map(|item| self.row(task, result, item)).collect::<String>();
            }
        }
        text
    }

    fn row(&self, task: &DisclosedTask<'_>, result: &DisclosedResult<'_>, item: [String; 3]) -> String {
        let scope = match task.scope {
            DrawScope::Directed => "定向",
            DrawScope::Undirected => "不定向",
        };
        let before = [
            self.plan.to_string(),
            self.title.unwrap_or_default().to_owned(),
            task.task.to_string(),
            task.title.to_owned(),
            scope.to_owned(),
            task.authority.unwrap_or_default().to_owned(),
            result.id.clone(),
            result.name.clone().unwrap_or_default(),
            result.date.to_string(),
            words(result.outcomes.iter().copied()),
        ];
        let published = result.published.map(|day| day.to_string()).unwrap_or_default();
        sheet_line(before.into_iter().chain(item).chain([published]))
    }
}
