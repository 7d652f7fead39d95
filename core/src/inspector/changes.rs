//! A directory of inspectors as it stood on a day.

use super::check::read_row;
use super::{InspectorDirectory, InspectorError};
use crate::date::Date;
use crate::rows::BadRows;
use crate::table::{Changeable, DirectoryChange, RowBuffer, changed_rows};

impl InspectorDirectory {
    /// The directory as of a day: with all changes up to and including that day (取得执法资格、调动、退休), applied by day and,
    /// within a day, in the order given. This directory itself stays as it is.
    ///
    /// ```
    /// use double_random::{Change, DirectoryChange, IdProfile, InspectorColumns, InspectorDirectory, InspectorStatus};
    ///
    /// let columns = InspectorColumns::new(["id", "status", "certificates"])?;
    /// let rows = [["P-1", "在岗", "14050001=2023-01-01/2027-12-31"], ["P-2", "在岗", ""]];
    /// let directory = InspectorDirectory::from_rows(columns, IdProfile::Ascii, rows)?;
    ///
    /// let set = |id: &str, column: &str, value: &str| Change::Set { id: id.into(), column: column.into(), value: value.into() };
    /// let changes = [
    ///     // One inspector is transferred, the other gets a certificate.
    ///     DirectoryChange { day: "2025-03-01".parse()?, what: set("P-1", "status", "调离") },
    ///     DirectoryChange { day: "2025-05-20".parse()?, what: set("P-2", "certificates", "14050002=2025-05-20/2030-05-19") },
    /// ];
    /// let march = directory.as_of(&changes, "2025-03-01".parse()?)?;
    /// assert_eq!(march.get(0).unwrap().status(), Some(InspectorStatus::Transferred));
    /// assert!(march.get(1).unwrap().certificates().is_empty());
    /// let june = directory.as_of(&changes, "2025-06-01".parse()?)?;
    /// assert_eq!(june.get(1).unwrap().certificates()[0].number, "14050002");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every change that cannot be made, with its position in `changes`, from 1, as the row: an inspector added who is
    /// there, or changed who is not; an unknown column; a value that does not fit its column.
    pub fn as_of(&self, changes: &[DirectoryChange], day: Date) -> Result<Self, BadRows<InspectorError>> {
        let changed = changed_rows(self, changes, day)?;
        let kept = self.iter().filter(|inspector| !changed.contains_key(inspector.id()));
        let kept = kept.map(|inspector| inspector.row_text().split('\t').map(str::to_owned).collect());
        let rows: Vec<Vec<String>> = kept.chain(changed.values().flatten().cloned()).collect();
        Self::from_rows(self.columns().clone(), self.profile(), rows)
    }
}

impl Changeable for InspectorDirectory {
    type Error = InspectorError;

    fn place_of(&self, column: &str) -> Option<usize> {
        self.columns().place_of(column)
    }

    fn row_text(&self, id: &str) -> Option<&str> {
        self.get(self.find(id)?).map(|inspector| inspector.row_text())
    }

    fn check(&self, fields: &[String], fault: &mut dyn FnMut(Option<&str>, InspectorError)) {
        read_row(self.columns(), self.profile(), RowBuffer::default().set(fields), |column, error| {
            fault(column.map(|column| column.name()), error);
        });
    }
}
