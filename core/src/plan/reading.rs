//! From rows of cells to a plan with its findings.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts::Title;
use super::whole::check_count;
use super::{
    Finding, InspectionPlan, InspectionTask, PlanColumn, PlanDoubt, PlanError, PublishedTask, task, text,
};
use crate::date::Date;
use crate::id::Name;
use crate::rows::{BadRow, BadRows, Faults};
use crate::rule::Coordination;

/// What the published table does not say about its plan (抽查计划).
///
/// Title and authority are read from the table where it has a title; what is said here goes before, and a
/// contradiction is a finding.
///
/// ```
/// use double_random::PlanHead;
///
/// let mut head = PlanHead::new("GP2025".parse()?, 2025);
/// head.deadline = Some("2025-11-30".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanHead {
    /// The name that draw ids use.
    pub name: Name,
    /// The year it is for.
    pub year: u16,
    /// The title.
    pub title: Option<String>,
    /// The authority that published it.
    pub authority: Option<String>,
    /// The day by which all tasks must be done.
    pub deadline: Option<Date>,
}

impl PlanHead {
    /// A plan of this name for this year, of which nothing more is known.
    pub fn new(name: Name, year: u16) -> Self {
        Self { name, year, title: None, authority: None, deadline: None }
    }
}

/// A plan as it was read, with what is doubtful in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReading {
    /// The plan.
    pub plan: InspectionPlan,
    /// What is doubtful: what concerns the whole first, then in the order of the rows.
    pub findings: Vec<Finding>,
}

impl InspectionPlan {
    /// Reads rows that a program hands over; the first is row 1.
    ///
    /// # Errors
    ///
    /// All rows with a cell that is empty or not understood, and repeated numbers.
    pub fn read_rows(
        rows: impl IntoIterator<Item = PublishedTask>,
        head: &PlanHead,
    ) -> Result<PlanReading, BadRows<PlanError>> {
        Table { rows: (1..).zip(rows).collect(), ..Table::default() }.read(head)
    }
}

/// What a reader found in a file.
#[derive(Default)]
pub(super) struct Table {
    /// Rows with their lines.
    pub(super) rows: Vec<(u64, PublishedTask)>,
    /// The first line that is a title.
    pub(super) title: Option<(u64, String)>,
    /// What is wrong already.
    pub(super) faults: Faults<PlanError>,
    /// What only the file shows.
    pub(super) findings: Vec<Finding>,
}

impl Table {
    pub(super) fn read(mut self, head: &PlanHead) -> Result<PlanReading, BadRows<PlanError>> {
        let rows = std::mem::take(&mut self.rows);
        let mut tasks = Vec::new();
        let mut lines = BTreeMap::new();
        for (line, task) in self.tasks(rows, head.year) {
            lines.insert(task.number(), line);
            tasks.push(task);
        }
        if self.faults.count() == 0 {
            let miscounted = check_count(tasks.len()).err();
            self.faults.extend(miscounted.map(|error| BadRow { row: 1, column: None, error }));
        }
        let tasks = std::mem::take(&mut self.faults).unless_none(tasks)?;
        Ok(self.finish(tasks, &lines, head))
    }

    /// The tasks with their lines; whatever is wrong goes to the faults.
    fn tasks(&mut self, rows: Vec<(u64, PublishedTask)>, year: u16) -> Vec<(u64, InspectionTask)> {
        let mut tasks = Vec::new();
        let mut numbers = BTreeSet::new();
        for (line, row) in rows {
            let bad = |(column, error): (PlanColumn, PlanError)| BadRow {
                row: line,
                column: Some(column.heading().to_owned()),
                error,
            };
            // Also in a row with other faults, so that nobody has to come back for this one.
            let number = task::read_number(&row.number).map(|(number, _)| number);
            let repeated = number.ok().filter(|number| !numbers.insert(*number));
            let repeated = repeated.map(|number| (PlanColumn::Number, PlanError::RepeatedNumber { number }));
            self.faults.extend(repeated.map(bad));
            match InspectionTask::read(row, year) {
                Ok(task) => tasks.push((line, task)),
                Err(faults) => self.faults.extend(faults.into_iter().map(bad)),
            }
        }
        tasks
    }

    fn finish(self, tasks: Vec<InspectionTask>, lines: &BTreeMap<u32, u64>, head: &PlanHead) -> PlanReading {
        let Self { title: found, mut findings, .. } = self;
        if let (Some((line, found)), Some(expected)) = (&found, &head.title) {
            findings.extend(title_differs(*line, found, expected));
        }
        let title = head.title.clone().or(found.map(|(_, title)| title));
        let named = title.as_deref().and_then(Title::read).map(|title| title.authority);
        let named = named.filter(|authority| !authority.is_empty()).map(str::to_owned);
        let plan = InspectionPlan {
            name: head.name.clone(),
            authority: head.authority.clone().or(named),
            title,
            year: head.year,
            deadline: head.deadline,
            coordination: Coordination::default(),
            tasks,
        };
        let row = |task: Option<u32>| task.and_then(|task| lines.get(&task).copied());
        findings
            .extend(plan.findings().into_iter().map(|finding| Finding { row: row(finding.task), ..finding }));
        findings.sort_by_key(|finding| finding.row);
        PlanReading { plan, findings }
    }
}

/// The finding that a title line is not the title known before.
pub(super) fn title_differs(line: u64, found: &str, expected: &str) -> Option<Finding> {
    let differs = text::squeezed(found) != text::squeezed(expected);
    differs.then(|| Finding {
        row: Some(line),
        task: None,
        column: None,
        doubt: PlanDoubt::TitleDiffers { found: found.to_owned(), expected: expected.to_owned() },
    })
}
