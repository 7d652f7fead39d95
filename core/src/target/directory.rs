//! The directory of inspection targets.

use std::fmt;

use super::storage::{Arena, Entry};
use super::{Columns, DirectoryWarnings, InspectionTarget, TargetDirectoryBuilder, TargetError};
use crate::id::IdProfile;
use crate::rows::BadRows;
use crate::salt::SaltKey;

/// A directory of inspection targets (检查对象名录库): rows with distinct ids, sorted by the bytes of the id.
///
/// A directory that exists is valid: whatever is wrong with a row was refused when it was built.
///
/// Source: section 2 of the draw specification.
///
/// ```
/// use double_random::{Columns, Explain, IdProfile, TargetDirectory};
///
/// let columns = Columns::new(["id", "name", "tier"])?;
/// let rows = [["B-2", "乙店", "高"], ["A-1", "甲店", ""]];
/// let directory = TargetDirectory::from_rows(columns.clone(), IdProfile::Ascii, rows)?;
/// assert_eq!(directory.get(0).unwrap().name(), Some("甲店"));
/// assert_eq!(directory.find("B-2"), Some(1));
///
/// let bad = [["A-1", "", "E"], ["A-1", "", "B"]];
/// let faults = TargetDirectory::from_rows(columns, IdProfile::Ascii, bad).unwrap_err();
/// assert_eq!(faults.rows()[0].error.code(), "risk.not_a_tier");
/// assert_eq!(faults.rows()[1].error.en(), "`A-1` stands in row 1 and again in row 2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[doc(alias = "检查对象名录库")]
pub struct TargetDirectory {
    columns: Columns,
    profile: IdProfile,
    arena: Arena,
    entries: Vec<Entry>,
    warnings: DirectoryWarnings,
    salt_key: Option<SaltKey>,
}

impl TargetDirectory {
    /// A builder for rows with these columns and ids of this profile.
    pub fn builder(columns: Columns, profile: IdProfile) -> TargetDirectoryBuilder {
        TargetDirectoryBuilder::new(columns, profile)
    }

    /// The directory of these rows, counted from 1.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row, as [`TargetDirectoryBuilder::finish`] says.
    pub fn from_rows<R: IntoIterator<Item: AsRef<str>>>(
        columns: Columns,
        profile: IdProfile,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, BadRows<TargetError>> {
        let mut builder = Self::builder(columns, profile);
        rows.into_iter().for_each(|row| builder.push(row));
        builder.finish()
    }

    /// The directory of entries that are sorted by id, with what is to be said of them.
    pub(super) fn from_sorted(
        columns: Columns,
        profile: IdProfile,
        arena: Arena,
        entries: Vec<Entry>,
        warnings: DirectoryWarnings,
    ) -> Self {
        Self { columns, profile, arena, entries, warnings, salt_key: None }
    }

    /// The same directory, to be committed with salts from this key (加盐), so that the proof of one row gives no hint of
    /// the rows beside it.
    #[doc(alias = "加盐")]
    pub fn salted(self, key: SaltKey) -> Self {
        Self { salt_key: Some(key), ..self }
    }

    /// The key of its salts, if it is salted.
    pub fn salt_key(&self) -> Option<&SaltKey> {
        self.salt_key.as_ref()
    }

    /// How many targets there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The columns.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The profile of the ids.
    pub fn profile(&self) -> IdProfile {
        self.profile
    }

    /// The target in this place of the order by id, from 0.
    pub fn get(&self, index: usize) -> Option<InspectionTarget<'_>> {
        self.entries.get(index).map(|entry| self.view(entry))
    }

    /// All targets in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = InspectionTarget<'_>> + DoubleEndedIterator + Clone {
        self.entries.iter().map(|entry| self.view(entry))
    }

    /// The place of the target with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.search(id).ok()
    }

    /// The target with this id.
    pub(crate) fn of_id(&self, id: &str) -> Option<InspectionTarget<'_>> {
        self.get(self.find(id)?)
    }

    /// The place of the target with this id, or else the place where it would stand.
    pub(crate) fn search(&self, id: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| self.arena.id(entry).cmp(id))
    }

    /// What should be looked at though it is not wrong.
    pub fn warnings(&self) -> &DirectoryWarnings {
        &self.warnings
    }

    /// A builder that shares the rows of this directory whose ids are to be kept, and numbers new ones after them.
    pub(super) fn rebuild(&self, keep: impl Fn(&str) -> bool) -> TargetDirectoryBuilder {
        let mut kept = self.entries.clone();
        kept.retain(|entry| keep(self.arena.id(entry)));
        TargetDirectoryBuilder::over(self.columns.clone(), self.profile, self.arena.clone(), kept)
    }

    fn view<'a>(&'a self, entry: &'a Entry) -> InspectionTarget<'a> {
        InspectionTarget { entry, arena: &self.arena, columns: &self.columns }
    }
}

/// The same columns, profile, rows and salt key; not where the rows once stood in a file.
impl PartialEq for TargetDirectory {
    fn eq(&self, other: &Self) -> bool {
        let texts = |directory: &Self, of: &Self| {
            directory.iter().zip(of.iter()).all(|(one, two)| one.row_text() == two.row_text())
        };
        (&self.columns, self.profile, &self.salt_key, self.len())
            == (&other.columns, other.profile, &other.salt_key, other.len())
            && texts(self, other)
    }
}

impl Eq for TargetDirectory {}

/// The shape without the rows, of which there may be millions.
impl fmt::Debug for TargetDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TargetDirectory")
            .field("rows", &self.len())
            .field("columns", &self.columns.names().collect::<Vec<_>>())
            .field("profile", &self.profile)
            .field("salted", &self.salt_key.is_some())
            .finish()
    }
}
