//! The published text: a line for each row, a tab between cells.

use super::table::Sorter;
use super::{InspectionPlan, PlanError, PlanHead, PlanReading, text};
use crate::rows::BadRows;

impl InspectionPlan {
    /// Reads a plan as it was published (抽查计划表): one line for each row, cells between tabs, page breaks with title
    /// and headings repeated.
    ///
    /// Blank lines, form feeds, a byte order mark and both kinds of line end are fine; headings count after taking white
    /// space out. Rows are numbered by the lines of the text.
    ///
    /// # Errors
    ///
    /// All lines that are no row of the table or have a cell that is empty or not understood.
    pub fn read_published(text: &str, head: &PlanHead) -> Result<PlanReading, BadRows<PlanError>> {
        let mut sorter = Sorter::default();
        for (number, line) in (1..).zip(text::lines(text)) {
            for part in line.split('\u{C}') {
                sorter.take(number, part.split('\t').map(str::to_owned).collect());
            }
        }
        sorter.finish().read(head)
    }
}
