//! One inspector of a directory.

use std::fmt;
use std::sync::Arc;

use super::check::Facts;
use super::{Certificate, InspectorColumn, InspectorColumns, InspectorStatus, Recusal};
use crate::date::Window;
use crate::table::pieces;

/// An inspector of a directory (执法检查人员).
///
/// What the directory has no column for, and what the row leaves empty, is none.
///
/// ```
/// use double_random::{IdProfile, InspectorColumns, InspectorDirectory, Relation};
///
/// let columns = InspectorColumns::new(["id", "specialties", "items", "load", "cap", "recusals"])?;
/// let rows = [["14050001", "食品；特种设备", "登记事项检查", "7", "30", "owner:王某=配偶"]];
/// let directory = InspectorDirectory::from_rows(columns, IdProfile::Ascii, rows)?;
/// let inspector = directory.get(0).unwrap();
/// assert!(inspector.has_qualification("特种设备") && inspector.has_qualification("登记事项检查"));
/// assert_eq!((inspector.load(), inspector.room()), (7, Some(23)));
/// assert_eq!(inspector.recusals()[0].relation, Relation::Spouse);
/// assert_eq!((inspector.field("items"), inspector.name()), (Some("登记事项检查"), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "执法检查人员")]
pub struct Inspector {
    pub(super) columns: Arc<InspectorColumns>,
    pub(super) text: String,
    pub(super) facts: Facts,
}

impl Inspector {
    /// The id.
    pub fn id(&self) -> &str {
        self.text.split('\t').next().unwrap_or_default()
    }

    /// The fields as entered, joined by tabs: what the commitment hashes.
    pub fn row_text(&self) -> &str {
        &self.text
    }

    /// The name (姓名).
    pub fn name(&self) -> Option<&str> {
        self.filled(&InspectorColumn::Name)
    }

    /// The authority that sends the inspector (部门).
    pub fn agency(&self) -> Option<&str> {
        self.filled(&InspectorColumn::Agency)
    }

    /// Where in that authority the inspector works (科室、所).
    pub fn unit(&self) -> Option<&str> {
        self.filled(&InspectorColumn::Unit)
    }

    /// The administrative division, as digits (行政区划).
    pub fn region(&self) -> Option<&str> {
        self.filled(&InspectorColumn::Region)
    }

    /// The certificates, in the order of the row (执法证件).
    pub fn certificates(&self) -> &[Certificate] {
        &self.facts.certificates
    }

    /// The specialties (专业).
    #[doc(alias = "专业")]
    pub fn specialties(&self) -> impl Iterator<Item = &str> {
        self.pieces(&InspectorColumn::Specialties)
    }

    /// The items that the inspector may inspect (可检查事项).
    #[doc(alias = "可检查事项")]
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.pieces(&InspectorColumn::Items)
    }

    /// Whether this is among the specialties or the items.
    pub fn has_qualification(&self, qualification: &str) -> bool {
        self.specialties().chain(self.items()).any(|known| known == qualification)
    }

    /// Whether the inspector may lead a team (组长).
    #[doc(alias = "组长")]
    pub fn is_leader(&self) -> bool {
        self.facts.leader
    }

    /// Whether the inspector is in service; none only if the directory does not say so of any.
    pub fn status(&self) -> Option<InspectorStatus> {
        self.facts.status
    }

    /// The days of leave, each from the first to the last (休假).
    #[doc(alias = "休假")]
    pub fn leave(&self) -> &[Window] {
        &self.facts.leave
    }

    /// The visits of this year so far (已检查次数); 0 if the row does not say.
    #[doc(alias = "已检查次数")]
    pub fn load(&self) -> u32 {
        self.facts.load
    }

    /// The most visits of a year (检查次数上限); none for any number.
    #[doc(alias = "检查次数上限")]
    pub fn cap(&self) -> Option<u32> {
        self.facts.cap
    }

    /// How many more visits the cap leaves, which is none if there were more already; `None` for any number.
    pub fn room(&self) -> Option<u32> {
        self.cap().map(|cap| cap.saturating_sub(self.load()))
    }

    /// Whom the inspector keeps away from (回避).
    pub fn recusals(&self) -> &[Recusal] {
        &self.facts.recusals
    }

    /// The field in the column with this name as entered; none if the directory has no such column.
    pub fn field(&self, column: &str) -> Option<&str> {
        self.text.split('\t').nth(self.columns.place_of(column)?)
    }

    fn filled(&self, column: &InspectorColumn) -> Option<&str> {
        self.field(column.name()).filter(|field| !field.is_empty())
    }

    fn pieces(&self, column: &InspectorColumn) -> impl Iterator<Item = &str> {
        pieces(self.filled(column).unwrap_or_default())
    }
}

impl fmt::Debug for Inspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.columns.names().zip(self.text.split('\t'))).finish()
    }
}
