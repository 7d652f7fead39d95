//! What the next draw reads (specification of results, section 9).

use std::collections::{BTreeMap, BTreeSet};

use super::{Outcome, ResultsError, Standing};
use crate::date::Date;
use crate::table::{Change, DirectoryChange, TableError};
use crate::target::{Column, TargetDirectory};

/// The inspections that were made, as changes of a directory (检查记录回写名录库): frequency and yearly cap of the next draw read them.
///
/// ```
/// # fn example(
/// #     standing: double_random::Standing<'_>, directory: double_random::TargetDirectory,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// let feedback = standing.feedback(&directory)?;
/// let next_year = directory.as_of(&feedback.changes, "2026-01-01".parse()?)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "检查记录回写名录库")]
pub struct Feedback {
    /// What changes, by day.
    pub changes: Vec<DirectoryChange>,
    /// Inspected targets that the directory does not have (any more).
    pub not_in_directory: BTreeSet<String>,
}

impl Standing<'_> {
    /// When targets were last inspected, and under which task, as changes of this directory: of those whose result in force
    /// says that they were inspected.
    ///
    /// # Errors
    ///
    /// When the directory has no column `last_inspected`.
    pub fn feedback(&self, directory: &TargetDirectory) -> Result<Feedback, ResultsError> {
        let column = Column::LastInspected;
        if !directory.columns().has(&column) {
            return Err(TableError::UnknownColumn { name: column.name().to_owned() }.into());
        }
        let (mut changes, mut not_in_directory) = (Vec::new(), BTreeSet::new());
        let mut fields: BTreeMap<&str, String> = BTreeMap::new();
        for Inspected { day, target, task, visited } in self.inspected() {
            let Some(row) = directory.of_id(target) else {
                not_in_directory.insert(target.to_owned());
                continue;
            };
            let before = || row.field(column.name()).unwrap_or_default().to_owned();
            let field = fields.entry(target).or_insert_with(before);
            let piece = format!("{task}={visited}");
            if crate::table::pieces(field).any(|known| known == piece) {
                continue;
            }
            if !field.is_empty() {
                field.push(';');
            }
            field.push_str(&piece);
            let (id, column, value) = (target.to_owned(), column.name().to_owned(), field.clone());
            changes.push(DirectoryChange { day, what: Change::Set { id, column, value } });
        }
        Ok(Feedback { changes, not_in_directory })
    }

    /// The inspections that were made, by the day they became known.
    fn inspected(&self) -> BTreeSet<Inspected<'_>> {
        let inspected = self.dues().iter().filter(|due| due.found(Outcome::is_inspected));
        inspected
            .filter_map(|due| {
                let (_, entry) = due.in_force()?;
                let (target, task) = (due.target.as_str(), due.task.name().as_str());
                Some(Inspected { day: entry.day, target, task, visited: entry.visited.to() })
            })
            .collect()
    }
}

/// An inspection that was made.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Inspected<'s> {
    /// When it became known.
    day: Date,
    target: &'s str,
    task: &'s str,
    visited: Date,
}
