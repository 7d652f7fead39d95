//! From rows to a directory.

use std::mem::take;

use super::check::{Checked, read_row};
use super::storage::{Arena, Entry, Intake};
use super::warnings::Signs;
use super::{Column, Columns, DirectoryWarnings, InspectionTarget, TargetDirectory, TargetError};
use crate::id::IdProfile;
use crate::rows::{BadRow, BadRows, Faults};
use crate::table::{Fields, RowBuffer, RowText, TableError};

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
    intake: Intake,
    warnings: DirectoryWarnings,
    faults: Faults<TargetError>,
    next_row: u64,
    buffer: RowBuffer,
}

impl TargetDirectoryBuilder {
    pub(super) fn new(columns: Columns, profile: IdProfile) -> Self {
        Self::over(columns, profile, Arena::default(), Vec::new())
    }

    /// A builder that already holds these rows.
    pub(super) fn over(columns: Columns, profile: IdProfile, arena: Arena, entries: Vec<Entry>) -> Self {
        let next_row = entries.iter().map(|entry| entry.row).max().unwrap_or(0).saturating_add(1);
        let mut warnings = DirectoryWarnings::default();
        for entry in &entries {
            let target = InspectionTarget { entry, arena: &arena, columns: &columns };
            let mut signs = Signs::NONE;
            signs.look_at_id(target.id());
            signs.look_at_name(target.name().unwrap_or_default());
            warnings.look_at(entry.row, target.id(), signs);
        }
        let (faults, buffer) = (Faults::default(), RowBuffer::default());
        Self { columns, profile, intake: Intake::after(arena, entries), warnings, faults, next_row, buffer }
    }

    /// Takes the fields of a row in the order of the columns. Its number is one more than that of the row before; the
    /// first is row 1.
    pub fn push(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        self.push_numbered(self.next_row, fields);
    }

    /// Takes the fields of a row that has this number in the user's own file.
    pub fn push_numbered(&mut self, row: u64, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut buffer = take(&mut self.buffer);
        self.push_text(row, buffer.set(fields));
        self.buffer = buffer;
    }

    /// Takes a row of a file.
    pub(super) fn push_read(&mut self, row: u64, fields: Fields<'_>) {
        let mut buffer = take(&mut self.buffer);
        self.push_text(row, fields.row_text(&mut buffer));
        self.buffer = buffer;
    }

    fn push_text(&mut self, row: u64, text: RowText<'_>) {
        let faults = &mut self.faults;
        let Checked { facts, signs } = read_row(&self.columns, self.profile, text, |column, error| {
            faults.push(fault(row, column, error));
        });
        // A row that is bad elsewhere still has its id, which may be a duplicate.
        if facts.id_bytes > 0 {
            match self.intake.keep(row, text.as_str(), facts) {
                Some(()) => {
                    let id = text.as_str().get(..usize::from(facts.id_bytes)).unwrap_or_default();
                    self.warnings.look_at(row, id, signs);
                }
                None => {
                    let bytes = text.as_str().len();
                    faults.push(fault(row, None, TableError::RowTooLong { bytes }.into()));
                }
            }
        }
        self.next_row = row.saturating_add(1);
    }

    /// A builder for rows of so many bytes, to be handed to another.
    pub(super) fn part(columns: Columns, profile: IdProfile, bytes: usize) -> Self {
        let mut part = Self::new(columns, profile);
        part.intake.reserve(bytes);
        part
    }

    /// The part with all that can be done before others are known.
    pub(super) fn closed(mut self) -> Self {
        self.intake.close();
        self
    }

    /// Takes what a part took, its rows numbered from there on.
    pub(super) fn absorb(&mut self, part: Self, row: u64) {
        self.faults.absorb(part.faults, row);
        self.warnings.absorb(part.warnings, row);
        let bytes = part.intake.bytes();
        if self.intake.absorb(part.intake, row).is_none() {
            self.faults.push(fault(row, None, TableError::RowTooLong { bytes }.into()));
        }
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
    pub fn finish(self) -> Result<TargetDirectory, BadRows<TargetError>> {
        let Self { columns, profile, intake, warnings, mut faults, .. } = self;
        let (arena, entries, twice) = intake.finish();
        faults.absorb(twice, 0);
        faults.unless_none(())?;
        Ok(TargetDirectory::from_sorted(columns, profile, arena, entries, warnings))
    }
}

fn fault(row: u64, column: Option<&Column>, error: TargetError) -> BadRow<TargetError> {
    BadRow { row, column: column.map(|column| column.name().to_owned()), error }
}
