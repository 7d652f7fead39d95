//! The directory of inspectors.

use std::sync::Arc;

use super::builder::Builder;
use super::{Inspector, InspectorColumns, InspectorError};
use crate::id::IdProfile;
use crate::rows::BadRows;

/// A directory of inspectors (执法检查人员名录库): rows with distinct ids, sorted by the bytes of the id.
///
/// A directory that exists is valid: whatever is wrong with a row was refused when it was built.
///
/// Source: section 2.2 of the draw specification.
///
/// ```
/// use double_random::{Explain, IdProfile, InspectorColumns, InspectorDirectory, InspectorStatus};
///
/// let columns = InspectorColumns::new(["id", "name", "status", "cap"])?;
/// let rows = [["14050002", "李四", "在岗", "30"], ["14050001", "张三", "调离", ""]];
/// let directory = InspectorDirectory::from_rows(columns.clone(), IdProfile::Ascii, rows)?;
/// assert_eq!(directory.get(0).unwrap().status(), Some(InspectorStatus::Transferred));
/// assert_eq!(directory.find("14050002"), Some(1));
///
/// let bad = [["14050001", "张三", "", "30"], ["14050001", "张三", "在岗", "many"]];
/// let faults = InspectorDirectory::from_rows(columns, IdProfile::Ascii, bad).unwrap_err();
/// assert_eq!(faults.rows()[0].error.code(), "inspector.empty_status");
/// assert_eq!(faults.rows()[1].error.code(), "inspector.not_a_number");
/// assert_eq!(faults.rows()[2].error.en(), "`14050001` stands in row 1 and again in row 2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "执法检查人员名录库")]
pub struct InspectorDirectory {
    columns: Arc<InspectorColumns>,
    profile: IdProfile,
    inspectors: Vec<Inspector>,
}

impl InspectorDirectory {
    /// The directory of these rows, counted from 1.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row: an id that does not fit the profile or comes twice; a region, certificate,
    /// list, status, leave, number or recusal that is not one; a control character; a wrong number of fields.
    pub fn from_rows<R: IntoIterator<Item: AsRef<str>>>(
        columns: InspectorColumns,
        profile: IdProfile,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, BadRows<InspectorError>> {
        let mut builder = Builder::new(columns, profile);
        (1..).zip(rows).for_each(|(number, row)| builder.push(number, row));
        builder.finish()
    }

    /// The directory of inspectors that are sorted by id.
    pub(super) fn from_sorted(
        columns: Arc<InspectorColumns>,
        profile: IdProfile,
        inspectors: Vec<Inspector>,
    ) -> Self {
        Self { columns, profile, inspectors }
    }

    /// How many inspectors there are.
    pub fn len(&self) -> usize {
        self.inspectors.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.inspectors.is_empty()
    }

    /// The columns.
    pub fn columns(&self) -> &InspectorColumns {
        &self.columns
    }

    /// The profile of the ids.
    pub fn profile(&self) -> IdProfile {
        self.profile
    }

    /// The inspector in this place of the order by id, from 0.
    pub fn get(&self, index: usize) -> Option<&Inspector> {
        self.inspectors.get(index)
    }

    /// All inspectors in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Inspector> + DoubleEndedIterator + Clone {
        self.inspectors.iter()
    }

    /// The place of the inspector with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.inspectors.binary_search_by(|inspector| inspector.id().cmp(id)).ok()
    }
}
