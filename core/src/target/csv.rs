//! Directories of targets read from CSV files and written to them.

use std::io::{self, Read, Write};

use super::{CleanedField, Cleaning, Column, Columns, TargetDirectory, TargetDirectoryBuilder, TargetError};
use crate::rows::{BadRow, BadRows};
use crate::table::{CsvFile, CsvOptions, Rows, write_csv};

impl TargetDirectory {
    /// The directory in a CSV file: UTF-8 with or without a byte order mark, fields separated by commas, the first row
    /// the headings.
    ///
    /// The column of ids may stand anywhere and comes first in the directory; the others keep their order, those without
    /// a meaning under their own heading. Nothing is repaired: see [`TargetDirectory::read_csv_cleaned`].
    ///
    /// Faults name rows as a spreadsheet counts them: the heading is row 1, and a row whose quoted field holds line breaks
    /// is one row. A line with nothing on it is no row: it is passed over and not counted.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row, as [`TargetDirectoryBuilder::finish`](super::TargetDirectoryBuilder::finish)
    /// says; headings that cannot be columns; text that is not UTF-8. Quotes that do not pair and a reader that fails end
    /// the reading, as nothing after them can be trusted.
    pub fn read_csv(reader: impl Read, options: &CsvOptions) -> Result<Self, BadRows<TargetError>> {
        read(reader, options, false).map(|(directory, _)| directory)
    }

    /// The directory in a CSV file as [`TargetDirectory::read_csv`] reads it, each row [cleaned](Cleaning) first, with all
    /// that was changed in doing so.
    ///
    /// # Errors
    ///
    /// As [`TargetDirectory::read_csv`].
    pub fn read_csv_cleaned(
        reader: impl Read,
        options: &CsvOptions,
    ) -> Result<(Self, Vec<CleanedField>), BadRows<TargetError>> {
        read(reader, options, true)
    }

    /// Writes the directory as a CSV file that reads back as the same directory: UTF-8, its columns by name, its rows in
    /// the order of their ids.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write_csv(&self, writer: impl Write) -> io::Result<()> {
        write_csv(writer, self.columns().names(), self.iter().map(|target| target.row_text()))
    }
}

/// Reads a file, cleaning its rows or not, and tells what was cleaned.
fn read(
    reader: impl Read,
    options: &CsvOptions,
    clean: bool,
) -> Result<(TargetDirectory, Vec<CleanedField>), BadRows<TargetError>> {
    let opened = CsvFile::open(reader, options, Column::under);
    let opened = opened.and_then(|file| Ok((Columns::new(file.columns())?, file)));
    let (columns, file) =
        opened.map_err(|error| BadRows::one(BadRow { row: 1, column: None, error }.wrap()))?;

    let mut builder = TargetDirectory::builder(columns.clone(), options.profile());
    let read_part = |rows: &mut Rows<'_>| {
        let mut part = TargetDirectoryBuilder::part(columns.clone(), options.profile(), rows.bytes());
        let mut cleaning = Cleaning::new(columns.clone());
        while let Some((row, fields)) = rows.next_row() {
            match fields {
                Ok(fields) if clean => part.push_numbered(row, cleaning.clean(row, fields)),
                Ok(fields) => part.push_read(row, fields),
                Err(faults) => part.refuse(faults),
            }
        }
        (part.closed(), cleaning.into_changes())
    };
    let mut changes = Vec::new();
    let fault = file.each_part(read_part, |row, (part, cleaned)| {
        builder.absorb(part, row);
        let shifted = |change: CleanedField| CleanedField { row: change.row + row, ..change };
        changes.extend(cleaned.into_iter().map(shifted));
    });
    builder.refuse(fault.into_iter().collect());
    Ok((builder.finish()?, changes))
}
