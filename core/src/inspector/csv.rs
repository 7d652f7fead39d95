//! Directories of inspectors read from CSV files and written to them.

use std::io::{self, Read, Write};

use super::builder::Builder;
use super::{Inspector, InspectorColumn, InspectorColumns, InspectorDirectory, InspectorError};
use crate::rows::{BadRow, BadRows};
use crate::table::{CsvFile, CsvOptions, write_csv};

impl InspectorDirectory {
    /// The directory in a CSV file (人员名录库导入), read as
    /// [`TargetDirectory::read_csv`](crate::TargetDirectory::read_csv) reads a directory of targets; faults name rows as a
    /// spreadsheet counts them.
    ///
    /// ```
    /// use double_random::{CsvOptions, InspectorDirectory};
    ///
    /// let file = "姓名,执法证号,所属部门,组长\n张三,14050001,市场监管局,是\n";
    /// let directory = InspectorDirectory::read_csv(file.as_bytes(), &CsvOptions::default())?;
    /// assert_eq!(directory.columns().names().collect::<Vec<_>>(), ["id", "name", "agency", "leader"]);
    /// assert!(directory.get(0).unwrap().is_leader());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row, as [`InspectorDirectory::from_rows`] says; headings that cannot be columns;
    /// text that is not UTF-8. Quotes that do not pair and a reader that fails end the reading, as nothing after them can
    /// be trusted.
    pub fn read_csv(reader: impl Read, options: &CsvOptions) -> Result<Self, BadRows<InspectorError>> {
        let opened = CsvFile::open(reader, options, InspectorColumn::under);
        let opened = opened.and_then(|file| Ok((InspectorColumns::new(file.columns())?, file)));
        let (columns, file) =
            opened.map_err(|error| BadRows::one(BadRow { row: 1, column: None, error }.wrap()))?;

        let mut builder = Builder::new(columns, options.profile());
        file.each_row(|row, fields| match fields {
            Ok(fields) => builder.push(row, fields),
            Err(faults) => builder.refuse(faults),
        });
        builder.finish()
    }

    /// Writes the directory as a CSV file that reads back as the same directory: UTF-8, its columns by name, its rows in
    /// the order of their ids.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write_csv(&self, writer: impl Write) -> io::Result<()> {
        write_csv(writer, self.columns().names(), self.iter().map(Inspector::row_text))
    }
}
