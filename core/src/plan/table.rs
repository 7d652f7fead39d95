//! What each line of a published table is: nothing, a title, headings or a task.

use super::doubts::Title;
use super::reading::{Table, title_differs};
use super::{Finding, PlanColumn, PlanDoubt, PlanError, PublishedTask, text};
use crate::rows::BadRow;

/// Takes the lines of a file in order and sorts them into a [`Table`].
#[derive(Default)]
pub(super) struct Sorter {
    table: Table,
    /// The columns in the order of the last good headings.
    layout: Option<Vec<PlanColumn>>,
    /// The first page's headings, which later ones are compared with.
    first: Vec<(PlanColumn, String)>,
    /// Whether a row without headings before it has been reported; once is enough.
    lost: bool,
}

impl Sorter {
    pub(super) fn finish(self) -> Table {
        self.table
    }

    pub(super) fn fault(&mut self, line: u64, error: PlanError) {
        self.table.faults.push(BadRow { row: line, column: None, error });
    }

    pub(super) fn take(&mut self, line: u64, cells: Vec<String>) {
        let mut filled = cells.iter().filter(|cell| !text::squeezed(cell).is_empty());
        let (first, single) = (filled.next(), filled.next().is_none());
        match first {
            None => {}
            Some(first) if single && is_title(first) => self.title(line, first.trim()),
            Some(first) if text::squeezed(first) == PlanColumn::Number.heading() => {
                self.headings(line, &cells);
            }
            Some(_) => self.row(line, cells, single),
        }
    }

    fn title(&mut self, line: u64, found: &str) {
        match &self.table.title {
            Some((_, expected)) => self.table.findings.extend(title_differs(line, found, expected)),
            None => self.table.title = Some((line, found.to_owned())),
        }
    }

    /// Headings that cannot be used are reported, and the rows below are read by those before, to find all that is wrong.
    fn headings(&mut self, line: u64, cells: &[String]) {
        let mut layout = Vec::new();
        let mut faults = Vec::new();
        for heading in cells {
            match PlanColumn::of_heading(heading) {
                None => faults.push(PlanError::UnknownHeading { heading: heading.clone() }),
                Some(column) if layout.contains(&column) => {
                    faults.push(PlanError::RepeatedHeading { heading: heading.clone() });
                }
                Some(column) => layout.push(column),
            }
        }
        let missing = PlanColumn::ALL.into_iter().filter(|column| !layout.contains(column));
        faults
            .extend(missing.map(|column| PlanError::MissingColumn { heading: column.heading().to_owned() }));
        if faults.is_empty() {
            self.compare(line, layout.iter().copied().zip(cells.iter().cloned()).collect());
            self.layout = Some(layout);
        }
        self.lost |= !faults.is_empty();
        faults.into_iter().for_each(|error| self.fault(line, error));
    }

    fn compare(&mut self, line: u64, headings: Vec<(PlanColumn, String)>) {
        if self.first.is_empty() {
            self.first = headings;
            return;
        }
        for (column, found) in headings {
            let first = self.first.iter().find(|(other, _)| *other == column);
            let differs = first.filter(|(_, expected)| text::plain(expected) != text::plain(&found));
            self.table.findings.extend(differs.map(|(_, expected)| Finding {
                row: Some(line),
                task: None,
                column: Some(column),
                doubt: PlanDoubt::HeadingDiffers { found, expected: expected.clone() },
            }));
        }
    }

    fn row(&mut self, line: u64, cells: Vec<String>, single: bool) {
        match &self.layout {
            Some(layout) if cells.len() == layout.len() => {
                let row = PublishedTask::from_cells(layout.iter().copied().zip(cells));
                self.table.rows.push((line, row));
            }
            Some(layout) => {
                let error = PlanError::WrongCells { found: cells.len(), expected: layout.len() };
                self.fault(line, error);
            }
            // Above the first headings stand notes such as 附件1.
            None if single || self.lost => {}
            None => {
                self.lost = true;
                self.fault(line, PlanError::NoHeading {});
            }
        }
    }
}

/// Whether a line by itself is a title: it speaks of a plan or of a year, as no broken row of a table does.
fn is_title(line: &str) -> bool {
    let numbered = line.trim_start().starts_with(|first: char| first.is_ascii_digit());
    Title::read(line.trim()).is_some() || (line.contains("计划") && !numbered)
}
