//! From rows to a directory.

use std::sync::Arc;

use super::check::read_row;
use super::{Inspector, InspectorColumn, InspectorColumns, InspectorDirectory, InspectorError};
use crate::id::IdProfile;
use crate::rows::{BadRow, BadRows, Faults};
use crate::table::{RowBuffer, TableError};

/// Takes the rows of a directory one by one, in any order, and reports every bad row at the end.
pub(super) struct Builder {
    columns: Arc<InspectorColumns>,
    profile: IdProfile,
    /// Each row that has an id, with its number.
    rows: Vec<(u64, Inspector)>,
    faults: Faults<InspectorError>,
}

impl Builder {
    pub(super) fn new(columns: InspectorColumns, profile: IdProfile) -> Self {
        Self { columns: Arc::new(columns), profile, rows: Vec::new(), faults: Faults::default() }
    }

    /// Takes the fields of a row that has this number in the user's own file.
    pub(super) fn push(&mut self, row: u64, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        let (columns, faults, mut text) = (Arc::clone(&self.columns), &mut self.faults, RowBuffer::default());
        let facts = read_row(&columns, self.profile, text.set(fields), |column, error| {
            faults.push(fault(row, column, error));
        });
        let inspector = Inspector { columns, text: text.into_string(), facts };
        // A row that is bad elsewhere still has its id, which may be a duplicate.
        if self.profile.check(inspector.id()).is_ok() {
            self.rows.push((row, inspector));
        }
    }

    /// Notes the faults of a row that could not be taken.
    pub(super) fn refuse(&mut self, faults: Vec<BadRow<TableError>>) {
        self.faults.extend(faults.into_iter().map(BadRow::wrap));
    }

    /// The directory of all rows taken, sorted by the bytes of the id.
    pub(super) fn finish(mut self) -> Result<InspectorDirectory, BadRows<InspectorError>> {
        self.rows.sort_by(|(row, one), (other_row, other)| one.id().cmp(other.id()).then(row.cmp(other_row)));
        for same in self.rows.chunk_by(|(_, one), (_, other)| one.id() == other.id()) {
            let [(first, _), more @ ..] = same else { continue };
            for (again, inspector) in more {
                let id = inspector.id().to_owned();
                let error = TableError::DuplicateId { id, first: *first, again: *again };
                self.faults.push(fault(*again, Some(&InspectorColumn::Id), error.into()));
            }
        }
        self.faults.unless_none(())?;
        let inspectors = self.rows.into_iter().map(|(_, inspector)| inspector).collect();
        Ok(InspectorDirectory::from_sorted(self.columns, self.profile, inspectors))
    }
}

fn fault(row: u64, column: Option<&InspectorColumn>, error: InspectorError) -> BadRow<InspectorError> {
    BadRow { row, column: column.map(|column| column.name().to_owned()), error }
}
