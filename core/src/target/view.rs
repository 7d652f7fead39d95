//! One target of a directory.

use std::fmt;

use memchr::memchr_iter;

use super::storage::{Arena, Entry};
use super::{Column, Columns, TargetKind, TargetStatus};
use crate::date::Date;
use crate::risk::RiskTier;
use crate::table::pieces;

/// A target of a directory (检查对象): a view of its row, which costs nothing to copy.
///
/// What the directory has no column for, and what its row leaves empty, is none.
///
/// ```
/// use double_random::{Columns, IdProfile, RiskTier, TargetDirectory};
///
/// let columns = Columns::new(["id", "tier", "labels", "contact"])?;
/// let rows = [["91152201078377449P", "较高", "重点；食品", "王"]];
/// let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, rows)?;
/// let target = directory.get(0).unwrap();
/// assert_eq!(target.credit_tier(), Some(RiskTier::C));
/// assert_eq!(target.labels().collect::<Vec<_>>(), ["重点", "食品"]);
/// assert_eq!((target.field("contact"), target.name()), (Some("王"), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
#[doc(alias = "检查对象")]
pub struct InspectionTarget<'a> {
    pub(super) entry: &'a Entry,
    /// Where its text lies, which is fetched only when something is asked that the entry does not know.
    pub(super) arena: &'a Arena,
    pub(super) columns: &'a Columns,
}

impl<'a> InspectionTarget<'a> {
    /// The id.
    pub fn id(&self) -> &'a str {
        self.arena.id(self.entry)
    }

    /// The fields as entered, joined by tabs: what the commitment hashes.
    pub fn row_text(&self) -> &'a str {
        self.arena.text(self.entry)
    }

    /// What it is.
    pub fn kind(&self) -> Option<TargetKind> {
        self.entry.facts.kind
    }

    /// Its name.
    pub fn name(&self) -> Option<&'a str> {
        self.filled(&Column::Name)
    }

    /// Its administrative division, as digits.
    pub fn region(&self) -> Option<&'a str> {
        self.filled(&Column::Region)
    }

    /// Its industry, as entered.
    pub fn industry(&self) -> Option<&'a str> {
        self.filled(&Column::Industry)
    }

    /// Its credit-risk tier (信用风险等级).
    #[doc(alias = "信用风险等级")]
    pub fn credit_tier(&self) -> Option<RiskTier> {
        self.entry.facts.tier
    }

    /// Its tier in one field of supervision (行业风险等级), such as 食品.
    #[doc(alias = "行业风险等级")]
    pub fn industry_tier(&self, field: &str) -> Option<RiskTier> {
        let mut tiers = self.pieces(&Column::IndustryTiers).filter_map(|piece| piece.split_once('='));
        tiers.find(|(of, _)| *of == field).and_then(|(_, tier)| tier.parse().ok())
    }

    /// Its labels (个性化标注).
    #[doc(alias = "个性化标注")]
    pub fn labels(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.pieces(&Column::Labels)
    }

    /// Whether it is still there; none only if the directory does not say so of any target.
    pub fn status(&self) -> Option<TargetStatus> {
        self.entry.facts.status
    }

    /// The tasks it was inspected under, each with its day.
    pub fn last_inspected(&self) -> impl Iterator<Item = (&'a str, Date)> + use<'a> {
        self.pieces(&Column::LastInspected).filter_map(|piece| {
            let (task, day) = piece.split_once('=')?;
            Some((task, day.parse().ok()?))
        })
    }

    /// The field in the column with this name as entered; none if the directory has no such column.
    pub fn field(&self, column: &str) -> Option<&'a str> {
        self.field_at(self.columns.place_of(column)?)
    }

    fn field_at(&self, place: usize) -> Option<&'a str> {
        let text = self.row_text();
        let mut tabs = memchr_iter(b'\t', text.as_bytes());
        let start = match place.checked_sub(1) {
            None => 0,
            Some(before) => tabs.nth(before)? + 1,
        };
        text.get(start..tabs.next().unwrap_or(text.len()))
    }

    fn filled(&self, column: &Column) -> Option<&'a str> {
        let place = self.columns.as_slice().iter().position(|known| known == column)?;
        self.field_at(place).filter(|field| !field.is_empty())
    }

    fn pieces(&self, column: &Column) -> impl Iterator<Item = &'a str> + use<'a> {
        pieces(self.filled(column).unwrap_or_default())
    }
}

impl fmt::Debug for InspectionTarget<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.columns.names().zip(self.row_text().split('\t'))).finish()
    }
}
