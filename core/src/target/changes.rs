//! Dated changes: the directory as it stood on a day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check::read_row;
use super::{Column, Region, TargetDirectory, TargetError};
use crate::date::Date;
use crate::rows::{BadRow, BadRows};

/// A change of the directory on a day (名录库动态调整).
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

/// What changes in a directory (变更).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[doc(alias = "变更")]
pub enum Change {
    /// A target joins (新增).
    Add {
        /// Its fields, in the order of the columns.
        fields: Vec<String>,
    },
    /// One field of a target changes.
    Set {
        /// The target.
        id: String,
        /// The column.
        column: String,
        /// What the field holds from then on.
        value: String,
    },
    /// A target leaves (移出).
    Remove {
        /// The target.
        id: String,
        /// Why, for whoever reads the changes.
        reason: String,
    },
    /// A target moves to another division (迁移).
    Move {
        /// The target.
        id: String,
        /// Where to.
        region: Region,
    },
}

impl TargetDirectory {
    /// The directory as of a day: with all changes up to and including that day, applied by day and, within a day, in the
    /// order given. This directory itself stays as it is, and its rows are shared, not copied. A salt key is kept.
    ///
    /// ```
    /// use double_random::{Change, Columns, DirectoryChange, IdProfile, TargetDirectory};
    ///
    /// let columns = Columns::new(["id", "status"])?;
    /// let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, [["A-1", "存续"]])?;
    /// let what = Change::Set { id: "A-1".into(), column: "status".into(), value: "注销".into() };
    /// let changes = [DirectoryChange { day: "2025-03-01".parse()?, what }];
    /// assert_eq!(directory.as_of(&changes, "2025-02-28".parse()?)?, directory);
    /// let march = directory.as_of(&changes, "2025-03-01".parse()?)?;
    /// assert_eq!(march.get(0).unwrap().row_text(), "A-1\t注销");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every change that cannot be made, with its position in `changes`, from 1, as the row: a target added that is there,
    /// or changed that is not; an unknown column; a value that does not fit its column.
    pub fn as_of(&self, changes: &[DirectoryChange], day: Date) -> Result<Self, BadRows<TargetError>> {
        let mut due: Vec<_> = (1..).zip(changes).filter(|(_, change)| change.day <= day).collect();
        due.sort_by_key(|(_, change)| change.day);
        let mut edit = Edit { directory: self, rows: BTreeMap::new(), faults: Vec::new() };
        for (position, change) in due {
            edit.apply(position, &change.what);
        }
        edit.finish()
    }
}

/// Changes under way over a directory.
struct Edit<'a> {
    directory: &'a TargetDirectory,
    /// The fields of each row that was touched; none if it was removed.
    rows: BTreeMap<String, Option<Vec<String>>>,
    faults: Vec<BadRow<TargetError>>,
}

impl Edit<'_> {
    fn apply(&mut self, position: u64, change: &Change) {
        match change {
            Change::Add { fields } => self.add(position, fields),
            Change::Set { id, column, value } => self.set(position, id, column, value),
            Change::Move { id, region } => self.set(position, id, Column::Region.name(), region.as_str()),
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
            self.fault(position, Some("id"), TargetError::AlreadyThere { id: id.clone() });
        } else {
            self.put(position, id, fields.to_vec());
        }
    }

    fn set(&mut self, position: u64, id: &str, column: &str, value: &str) {
        let fields = self.fields_of(position, id);
        match (self.directory.columns().place_of(column), fields) {
            (None, _) => {
                let name = column.to_owned();
                self.fault(position, Some(column), TargetError::UnknownColumn { name });
            }
            (Some(0), _) => self.fault(position, Some(column), TargetError::FixedId { id: id.to_owned() }),
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
        let before = self.faults.len();
        let (columns, profile) = (self.directory.columns(), self.directory.profile());
        read_row(columns, profile, &fields, &mut String::new(), |column, error| {
            let column = column.map(|column| column.name().to_owned());
            self.faults.push(BadRow { row: position, column, error });
        });
        if self.faults.len() == before {
            self.rows.insert(id, Some(fields));
        }
    }

    /// The fields of a row as they stand.
    fn current(&self, id: &str) -> Option<Vec<String>> {
        match self.rows.get(id) {
            Some(touched) => touched.clone(),
            None => {
                let target = self.directory.get(self.directory.find(id)?)?;
                Some(target.row_text().split('\t').map(str::to_owned).collect())
            }
        }
    }

    /// The fields of a row that must be there.
    fn fields_of(&mut self, position: u64, id: &str) -> Option<Vec<String>> {
        let fields = self.current(id);
        if fields.is_none() {
            self.fault(position, Some("id"), TargetError::NotThere { id: id.to_owned() });
        }
        fields
    }

    fn fault(&mut self, row: u64, column: Option<&str>, error: TargetError) {
        self.faults.push(BadRow { row, column: column.map(str::to_owned), error });
    }

    fn finish(self) -> Result<TargetDirectory, BadRows<TargetError>> {
        BadRows::unless_none(self.faults, ())?;
        let mut builder = self.directory.rebuild(|id| !self.rows.contains_key(id));
        self.rows.values().flatten().for_each(|fields| builder.push(fields));
        let directory = builder.finish()?;
        Ok(match self.directory.salt_key() {
            Some(key) => directory.salted(key.clone()),
            None => directory,
        })
    }
}
