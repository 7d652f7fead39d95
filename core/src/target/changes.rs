//! A directory of targets as it stood on a day.

use super::check::read_row;
use super::{TargetDirectory, TargetError};
use crate::date::Date;
use crate::rows::BadRows;
use crate::table::{Changeable, DirectoryChange, RowBuffer, changed_rows};

impl TargetDirectory {
    /// The directory as of a day: with all changes up to and including that day, applied by day and, within a day, in the
    /// order given. This directory itself stays as it is, and its rows are shared, not copied. A salt key is kept.
    ///
    /// ```
    /// use double_random::{Change, Columns, DirectoryChange, IdProfile, TargetDirectory};
    ///
    /// let columns = Columns::new(["id", "status"])?;
    /// let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, [["A-1", "存续"]])?;
    /// let what = Change::Set { id: "A-1".into(), column: "status".into(), value: "注销".into() };
    /// let changes = [DirectoryChange { day: "2025-03-01".parse()?, what }];
    /// assert_eq!(directory.as_of(&changes, "2025-02-28".parse()?)?, directory);
    /// let march = directory.as_of(&changes, "2025-03-01".parse()?)?;
    /// assert_eq!(march.get(0).unwrap().row_text(), "A-1\t注销");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every change that cannot be made, with its position in `changes`, from 1, as the row: a target added that is there,
    /// or changed that is not; an unknown column; a value that does not fit its column.
    pub fn as_of(&self, changes: &[DirectoryChange], day: Date) -> Result<Self, BadRows<TargetError>> {
        let changed = changed_rows(self, changes, day)?;
        let mut builder = self.rebuild(|id| !changed.contains_key(id));
        changed.values().flatten().for_each(|fields| builder.push(fields));
        let directory = builder.finish()?;
        Ok(match self.salt_key() {
            Some(key) => directory.salted(key.clone()),
            None => directory,
        })
    }
}

impl Changeable for TargetDirectory {
    type Error = TargetError;

    fn place_of(&self, column: &str) -> Option<usize> {
        self.columns().place_of(column)
    }

    fn row_text(&self, id: &str) -> Option<&str> {
        self.get(self.find(id)?).map(|target| target.row_text())
    }

    fn check(&self, fields: &[String], fault: &mut dyn FnMut(Option<&str>, TargetError)) {
        read_row(self.columns(), self.profile(), RowBuffer::default().set(fields), |column, error| {
            fault(column.map(|column| column.name()), error);
        });
    }
}
