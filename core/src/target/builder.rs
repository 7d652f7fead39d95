//! From rows to a directory.

use super::check::read_row;
use super::storage::{Arena, Entry, grow};
use super::{Column, Columns, TargetDirectory, TargetError};
use crate::id::IdProfile;
use crate::rows::{BadRow, BadRows, Faults};
use crate::table::TableError;

/// Takes the rows of a directory one by one (名录库建立), in any order and from any source.
///
/// Nothing is refused before [`TargetDirectoryBuilder::finish`], which reports every bad row at once.
///
/// ```
/// use double_random::{Columns, IdProfile, TargetDirectory};
///
/// let mut builder = TargetDirectory::builder(Columns::new(["id", "tier"])?, IdProfile::Ascii);
/// builder.push(["B-2", "D"]);
/// builder.push(["A-1", ""]);
/// let directory = builder.finish()?;
/// assert_eq!(directory.iter().map(|target| target.id()).collect::<Vec<_>>(), ["A-1", "B-2"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TargetDirectoryBuilder {
    columns: Columns,
    profile: IdProfile,
    arena: Arena,
    entries: Vec<Entry>,
    faults: Faults<TargetError>,
    next_row: u64,
    text: String,
}

impl TargetDirectoryBuilder {
    pub(super) fn new(columns: Columns, profile: IdProfile) -> Self {
        Self::over(columns, profile, Arena::default(), Vec::new())
    }

    /// A builder that already holds these rows.
    pub(super) fn over(columns: Columns, profile: IdProfile, arena: Arena, entries: Vec<Entry>) -> Self {
        let next_row = entries.iter().map(|entry| entry.row).max().unwrap_or(0).saturating_add(1);
        Self { columns, profile, arena, entries, faults: Faults::default(), next_row, text: String::new() }
    }

    /// Takes the fields of a row in the order of the columns. Its number is one more than that of the row before; the
    /// first is row 1.
    pub fn push(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        self.push_numbered(self.next_row, fields);
    }

    /// Takes the fields of a row that has this number in the user's own file.
    pub fn push_numbered(&mut self, row: u64, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        let faults = &mut self.faults;
        let facts = read_row(&self.columns, self.profile, fields, &mut self.text, |column, error| {
            faults.push(fault(row, column, error));
        });
        // A row that is bad elsewhere still has its id, which may be a duplicate.
        if facts.id_bytes > 0 {
            match self.arena.keep(row, &self.text, facts) {
                Some(entry) => {
                    grow(&mut self.entries);
                    self.entries.push(entry);
                }
                None => {
                    faults.push(fault(row, None, TableError::RowTooLong { bytes: self.text.len() }.into()));
                }
            }
        }
        self.next_row = row.saturating_add(1);
    }

    /// Notes the faults of a row that could not be taken.
    pub(super) fn refuse(&mut self, faults: Vec<BadRow<TableError>>) {
        self.faults.extend(faults.into_iter().map(BadRow::wrap));
    }

    /// The directory of all rows taken, sorted by the bytes of the id.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row: an id that does not fit the profile or comes twice, a kind, status, tier,
    /// region, industry, list or day that is not one, an empty status, a control character, a wrong number of fields.
    pub fn finish(mut self) -> Result<TargetDirectory, BadRows<TargetError>> {
        let arena = &self.arena;
        // Sorting by ids where they lie would fetch two from far apart at every step. Their beginnings, side by side, settle
        // nearly everything, for 20 bytes a row while it lasts.
        self.entries.sort_by_cached_key(|entry| beginning(arena.id(entry)));
        for alike in self.entries.chunk_by_mut(|a, b| beginning(arena.id(a)) == beginning(arena.id(b))) {
            alike.sort_unstable_by(|a, b| arena.id(a).cmp(arena.id(b)).then(a.row.cmp(&b.row)));
            for same in alike.chunk_by(|a, b| arena.id(a) == arena.id(b)) {
                let [first, more @ ..] = same else { continue };
                for again in more {
                    let id = arena.id(first).to_owned();
                    let error = TableError::DuplicateId { id, first: first.row, again: again.row };
                    self.faults.push(fault(again.row, Some(&Column::Id), error.into()));
                }
            }
        }
        self.faults.unless_none(())?;
        Ok(TargetDirectory::from_sorted(self.columns, self.profile, self.arena, self.entries))
    }
}

/// The first bytes of an id, as many as tell most ids apart, filled up with zeros, which no id holds.
fn beginning(id: &str) -> [u8; 16] {
    let mut beginning = [0; 16];
    beginning.iter_mut().zip(id.bytes()).for_each(|(place, byte)| *place = byte);
    beginning
}

fn fault(row: u64, column: Option<&Column>, error: TargetError) -> BadRow<TargetError> {
    BadRow { row, column: column.map(|column| column.name().to_owned()), error }
}
