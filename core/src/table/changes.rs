//! Dated changes: the rows of a directory as they stood on a day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TableError;
use crate::date::Date;
use crate::region::Region;
use crate::rows::{BadRow, BadRows, Faults};

/// A change of a directory on a day (名录库动态调整).
///
/// ```
/// use double_random::DirectoryChange;
///
/// let text = r#"{"day":"2025-03-01","what":{"remove":{"id":"A-1","reason":"注销"}}}"#;
/// let change: DirectoryChange = serde_json::from_str(text)?;
/// assert_eq!(serde_json::to_string(&change)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "名录库动态调整")]
pub struct DirectoryChange {
    /// The first day on which it holds.
    pub day: Date,
    /// What changes.
    pub what: Change,
}

/// What changes in a directory of targets or inspectors (变更).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[doc(alias = "变更")]
pub enum Change {
    /// A target or inspector joins (新增).
    Add {
        /// Its fields, in the order of the columns.
        fields: Vec<String>,
    },
    /// One of its fields changes.
    Set {
        /// Who it is.
        id: String,
        /// The column.
        column: String,
        /// What the field holds from then on.
        value: String,
    },
    /// It leaves (移出).
    Remove {
        /// Who it is.
        id: String,
        /// Why, for whoever reads the changes.
        reason: String,
    },
    /// It moves to another division (迁移).
    Move {
        /// Who it is.
        id: String,
        /// Where to.
        region: Region,
    },
}

/// A directory, as far as changes of its rows need to know it.
pub(crate) trait Changeable {
    /// What can be wrong with a row.
    type Error: From<TableError>;

    /// The place of the column with this name, from 0.
    fn place_of(&self, column: &str) -> Option<usize>;

    /// The text of the row with this id.
    fn row_text(&self, id: &str) -> Option<&str>;

    /// Hands each fault of a row to `fault`, with the name of its column.
    fn check(&self, fields: &[String], fault: &mut dyn FnMut(Option<&str>, Self::Error));
}

/// The rows that are other than in the directory, by id: the fields of each; none if it is gone.
pub(crate) type ChangedRows = BTreeMap<String, Option<Vec<String>>>;

/// What is other as of a day: with all changes up to and including that day, applied by day and, within a day, in the order
/// given. Faults bear the position of their change, from 1, as the row.
pub(crate) fn changed_rows<D: Changeable>(
    directory: &D,
    changes: &[DirectoryChange],
    day: Date,
) -> Result<ChangedRows, BadRows<D::Error>> {
    let mut due: Vec<_> = (1..).zip(changes).filter(|(_, change)| change.day <= day).collect();
    due.sort_by_key(|(_, change)| change.day);
    let mut edit = Edit { directory, rows: BTreeMap::new(), faults: Faults::default() };
    for (position, change) in due {
        edit.apply(position, &change.what);
    }
    edit.faults.unless_none(edit.rows)
}

/// Changes under way over a directory.
struct Edit<'a, D: Changeable> {
    directory: &'a D,
    rows: ChangedRows,
    faults: Faults<D::Error>,
}

impl<D: Changeable> Edit<'_, D> {
    fn apply(&mut self, position: u64, change: &Change) {
        match change {
            Change::Add { fields } => self.add(position, fields),
            Change::Set { id, column, value } => self.set(position, id, column, value),
            Change::Move { id, region } => self.set(position, id, "region", region.as_str()),
            Change::Remove { id, .. } => {
                if self.fields_of(position, id).is_some() {
                    self.rows.insert(id.clone(), None);
                }
            }
        }
    }

    fn add(&mut self, position: u64, fields: &[String]) {
        let id = fields.first().cloned().unwrap_or_default();
        if self.current(&id).is_some() {
            self.fault(position, "id", TableError::AlreadyThere { id });
        } else {
            self.put(position, id, fields.to_vec());
        }
    }

    fn set(&mut self, position: u64, id: &str, column: &str, value: &str) {
        let fields = self.fields_of(position, id);
        match (self.directory.place_of(column), fields) {
            (None, _) => self.fault(position, column, TableError::UnknownColumn { name: column.to_owned() }),
            (Some(0), _) => self.fault(position, column, TableError::FixedId { id: id.to_owned() }),
            (_, None) => {}
            (Some(place), Some(mut fields)) => {
                if let Some(field) = fields.get_mut(place) {
                    value.clone_into(field);
                }
                self.put(position, id.to_owned(), fields);
            }
        }
    }

    /// Puts a row in place, unless something is wrong with it.
    fn put(&mut self, position: u64, id: String, fields: Vec<String>) {
        let before = self.faults.count();
        self.directory.check(&fields, &mut |column, error| {
            self.faults.push(BadRow { row: position, column: column.map(str::to_owned), error });
        });
        if self.faults.count() == before {
            self.rows.insert(id, Some(fields));
        }
    }

    /// The fields of a row as they stand.
    fn current(&self, id: &str) -> Option<Vec<String>> {
        match self.rows.get(id) {
            Some(touched) => touched.clone(),
            None => Some(self.directory.row_text(id)?.split('\t').map(str::to_owned).collect()),
        }
    }

    /// The fields of a row that must be there.
    fn fields_of(&mut self, position: u64, id: &str) -> Option<Vec<String>> {
        let fields = self.current(id);
        if fields.is_none() {
            self.fault(position, "id", TableError::NotThere { id: id.to_owned() });
        }
        fields
    }

    fn fault(&mut self, row: u64, column: &str, error: TableError) {
        self.faults.note(row, column, error.into());
    }
}
