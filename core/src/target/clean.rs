//! Tidying rows before they become a directory, with a note of every change.

use serde::Serialize;

use super::pieces::check_labels;
use super::{Column, Columns};
use crate::ratio::half_width;
use crate::table::pieces;

/// A field that cleaning changed (数据清洗记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "数据清洗记录")]
pub struct CleanedField {
    /// The row as the user's file counts.
    pub row: u64,
    /// The column.
    pub column: String,
    /// The field as entered.
    pub before: String,
    /// The field as it goes into the directory.
    pub after: String,
}

/// Cleans rows before a directory is built from them (数据清洗), and notes every change.
///
/// A directory itself never repairs anything, because each spelling of an id is another ticket. Cleaning is a step of its
/// own that comes before the commitment, and whose changes can be shown to anyone:
///
/// - white space at the ends of a field, and around the pieces of a list, goes, and so do empty pieces;
/// - in every column with a meaning but names and labels, full-width letters, digits and signs become half-width;
/// - ids become upper case.
///
/// Two ids that become the same are refused as duplicates when the directory is built.
///
/// ```
/// use double_random::{Cleaning, Columns, IdProfile, TargetDirectory};
///
/// let columns = Columns::new(["id", "name"])?;
/// let mut cleaning = Cleaning::new(columns.clone());
/// let mut builder = TargetDirectory::builder(columns, IdProfile::Ascii);
/// builder.push(cleaning.clean(1, [" ｊｙ114", "甲（店）"]));
/// assert_eq!(builder.finish()?.get(0).unwrap().row_text(), "JY114\t甲（店）");
/// assert_eq!(cleaning.changes().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "数据清洗")]
pub struct Cleaning {
    columns: Columns,
    changes: Vec<CleanedField>,
}

impl Cleaning {
    /// A cleaning of rows with these columns.
    pub fn new(columns: Columns) -> Self {
        Self { columns, changes: Vec::new() }
    }

    /// The fields of a row, cleaned; those beyond the columns are left as they are.
    pub fn clean(&mut self, row: u64, fields: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
        let mut columns = self.columns.as_slice().iter();
        let mut cleaned = Vec::with_capacity(self.columns.len());
        for field in fields {
            let before = field.as_ref();
            let Some(column) = columns.next() else {
                cleaned.push(before.to_owned());
                continue;
            };
            let after = tidy(column, before);
            if after != before {
                let (column, before) = (column.name().to_owned(), before.to_owned());
                self.changes.push(CleanedField { row, column, before, after: after.clone() });
            }
            cleaned.push(after);
        }
        cleaned
    }

    /// Every change so far.
    pub fn changes(&self) -> &[CleanedField] {
        &self.changes
    }

    /// Every change.
    pub fn into_changes(self) -> Vec<CleanedField> {
        self.changes
    }
}

fn tidy(column: &Column, field: &str) -> String {
    let field = field.trim();
    let narrow = || field.chars().map(half_width).collect::<String>();
    match column {
        Column::Id => narrow().to_ascii_uppercase(),
        Column::Kind | Column::Region | Column::Industry | Column::Tier | Column::Status => narrow(),
        Column::IndustryTiers | Column::LastInspected => tidy_pieces(&narrow()),
        Column::Labels => tidy_pieces(field),
        Column::Name | Column::Other(_) => field.to_owned(),
    }
}

/// A list without empty pieces and white space round pieces; one that has neither stays as it is.
fn tidy_pieces(field: &str) -> String {
    if check_labels(field).is_ok() {
        return field.to_owned();
    }
    let trimmed = pieces(field).map(str::trim).filter(|piece| !piece.is_empty());
    trimmed.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards what cleaning touches and what it leaves: names and labels keep their characters, and all is noted.
    #[test]
    fn cleaning_changes_little_and_notes_it_all() {
        let names = ["id", "name", "tier", "industry_tiers", "labels", "status", "note"];
        let mut cleaning = Cleaning::new(Columns::new(names).unwrap());
        let fields = ["\u{3000}ａ-1 ", "甲（店） ", "Ａ", "食品＝高； 医疗=低；", "Ａ ；b", "存续", "ａ"];
        let cleaned = cleaning.clean(7, fields);
        assert_eq!(cleaned, ["A-1", "甲（店）", "A", "食品=高;医疗=低", "Ａ;b", "存续", "ａ"]);
        let noted: Vec<_> = cleaning.changes().iter().map(|change| change.column.as_str()).collect();
        assert_eq!(noted, ["id", "name", "tier", "industry_tiers", "labels"]);
        let first = &cleaning.changes()[0];
        assert_eq!((first.row, first.before.as_str(), first.after.as_str()), (7, "\u{3000}ａ-1 ", "A-1"));
    }

    proptest::proptest! {
        /// Guards that cleaning is done once: clean rows come through untouched.
        #[test]
        fn cleaning_twice_changes_nothing_more(fields in proptest::collection::vec(".*", 0..12)) {
            let names = ["id", "name", "tier", "industry_tiers", "labels", "last_inspected", "note"];
            let columns = Columns::new(names).unwrap();
            let cleaned = Cleaning::new(columns.clone()).clean(1, fields);
            let mut again = Cleaning::new(columns);
            proptest::prop_assert_eq!(&again.clean(1, &cleaned), &cleaned);
            proptest::prop_assert!(again.changes().is_empty());
        }
    }
}
