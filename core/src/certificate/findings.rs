//! What is doubtful in the plan.

use super::Facts;
use super::html::{Html, both, element, section as titled, table};
use crate::message::Explain;
use crate::plan::{Finding, PlanColumn};

pub(super) fn section(of: &Facts<'_>) -> Html {
    let doubts = gathered(of.plan.findings());
    if doubts.is_empty() {
        let none = both("未发现疑点。", "Nothing doubtful was found.");
        return titled("计划疑点", "Doubts about the plan", [element("p", none)]);
    }
    let head = [both("栏目", "column"), both("疑点", "doubt"), both("任务", "tasks")];
    let rows = doubts.into_iter().map(|(finding, tasks)| {
        let said = both(Html::quoted(&finding.doubt.zh()), Html::quoted(&finding.doubt.en()));
        let column =
            finding.column.map_or_else(|| both("全表", "whole"), |column| PlanColumn::heading(column).into());
        [column, said, tasks.join("、").into()]
    });
    let caption = both("只报告，不猜测，不改动计划", "reported, never guessed, never mended");
    titled("计划疑点", "Doubts about the plan", [table("table class=\"findings\"", caption, head, rows)])
}

/// Each doubt once, with the numbers of all tasks that give rise to it.
fn gathered(findings: Vec<Finding>) -> Vec<(Finding, Vec<String>)> {
    let mut doubts: Vec<(Finding, Vec<String>)> = Vec::new();
    for finding in findings {
        let task = finding.task.map(|task| task.to_string());
        let same = |known: &Finding| known.column == finding.column && known.doubt == finding.doubt;
        match doubts.iter_mut().find(|(known, _)| same(known)) {
            Some((_, tasks)) => tasks.extend(task),
            None => doubts.push((finding, task.into_iter().collect())),
        }
    }
    doubts
}
