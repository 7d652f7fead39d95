//! The plan as a CSV file.

use csv::{ReaderBuilder, StringRecord};

use super::table::Sorter;
use super::{InspectionPlan, PlanError, PlanHead, PlanReading, text};
use crate::rows::BadRows;
use crate::table::{Guarded, TableError};

impl InspectionPlan {
    /// Reads a plan (抽查计划表) from a CSV file in UTF-8, as a spreadsheet writes it.
    ///
    /// A cell may be broken over several lines within quotes; a title above the headings, blank lines, a byte order mark
    /// and both kinds of line end are fine. Rows are numbered by the line on which they begin.
    ///
    /// # Errors
    ///
    /// All rows that do not fit the table or have a cell that is empty or not understood; a file that is not UTF-8. Quotes that
    /// do not pair end the reading, since rows would be swallowed by a cell.
    pub fn read_csv(file: &[u8], head: &PlanHead) -> Result<PlanReading, BadRows<PlanError>> {
        let mut sorter = Sorter::default();
        let text = match std::str::from_utf8(file) {
            Ok(text) => text::lines(text).collect::<Vec<_>>().join("\n"),
            Err(error) => {
                let good = file.get(..error.valid_up_to()).unwrap_or_default();
                sorter.fault(1 + newlines(good), PlanError::NotUtf8 {});
                return sorter.finish().read(head);
            }
        };
        for (line, record) in records(&text) {
            match record {
                Ok(record) => sorter.take(line, record.iter().map(str::to_owned).collect()),
                Err(error) => sorter.fault(line, error.into()),
            }
        }
        sorter.finish().read(head)
    }
}

/// The records of a text with the lines on which they begin; the last may be what is wrong with its quotes or its size.
fn records(text: &str) -> impl Iterator<Item = (u64, Result<StringRecord, TableError>)> {
    let guarded = Guarded::new(text.as_bytes());
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(guarded);
    let (mut line, mut counted) = (1, 0);
    std::iter::from_fn(move || {
        let start = usize::try_from(reader.position().byte()).ok()?;
        let mut record = StringRecord::new();
        // Reading UTF-8 from memory with rows of any length fails by the guard alone.
        let read = match reader.read_record(&mut record) {
            Ok(true) => Ok(record),
            Ok(false) => return None,
            Err(_) => Err(reader.get_ref().fault()?),
        };
        // The position is where the record before ended, so blank lines in between are still to be counted.
        let blank = text.get(start..)?.bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        line += newlines(text.as_bytes().get(counted..start + blank)?);
        counted = start + blank;
        Some((line, read))
    })
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).map(|_| 1_u64).sum()
}
