//! A bad table reports all of its bad rows at once, with the row numbers of the user's own file.

use std::fmt;

use serde_json::Value;

use crate::message::{Explain, object, param};

/// One thing wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow<E> {
    /// The row, as the user's file counts: the heading of a CSV file is row 1, the first data row is row 2; where rows
    /// come from a program, the first is row 1.
    pub row: u64,
    /// The column, if the fault lies in one.
    pub column: Option<String>,
    /// What is wrong.
    pub error: E,
}

impl<E> BadRow<E> {
    /// The same fault as an error of a room below.
    pub(crate) fn wrap<F: From<E>>(self) -> BadRow<F> {
        BadRow { row: self.row, column: self.column, error: self.error.into() }
    }
}

/// All that is wrong with a table, in the order of its rows; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRows<E>(Vec<BadRow<E>>);

impl<E> BadRows<E> {
    /// The faults in the order of their rows, or the value if there are none.
    pub(crate) fn unless_none<T>(mut faults: Vec<BadRow<E>>, value: T) -> Result<T, Self> {
        if faults.is_empty() {
            return Ok(value);
        }
        faults.sort_by_key(|fault| fault.row);
        Err(Self(faults))
    }

    /// A table that one fault keeps from being read at all.
    pub(crate) fn one(fault: BadRow<E>) -> Self {
        Self(vec![fault])
    }

    /// The faults, in the order of their rows.
    pub fn rows(&self) -> &[BadRow<E>] {
        &self.0
    }
}

/// A long table shows its first faults and says how many there are; the rest is in [`BadRows::rows`].
const SHOWN: usize = 20;

impl<E: Explain> BadRows<E> {
    fn lines(&self, line: impl Fn(&BadRow<E>) -> String) -> String {
        self.0.iter().take(SHOWN).map(|fault| format!("\n{}", line(fault))).collect()
    }
}

impl<E: Explain> fmt::Display for BadRows<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines(|fault| match &fault.column {
            Some(column) => format!("row {}, column {column}: {}", fault.row, fault.error),
            None => format!("row {}: {}", fault.row, fault.error),
        });
        write!(f, "the table has {} faults{lines}", self.0.len())
    }
}

impl<E: Explain> std::error::Error for BadRows<E> {}

impl<E: Explain> Explain for BadRows<E> {
    fn code(&self) -> &'static str {
        "table.bad_rows"
    }

    /// `rows`: a list of `{row, column, code, params, zh, en}`.
    fn params(&self) -> Vec<(&'static str, Value)> {
        let row = |fault: &BadRow<E>| {
            serde_json::json!({
                "row": fault.row,
                "column": fault.column,
                "code": fault.error.code(),
                "params": object(fault.error.params()),
                "zh": fault.error.zh(),
                "en": fault.error.en(),
            })
        };
        vec![("rows", param(&self.0.iter().map(row).collect::<Vec<_>>()))]
    }

    fn zh(&self) -> String {
        let lines = self.lines(|fault| match &fault.column {
            Some(column) => format!("第{}行“{column}”列：{}", fault.row, fault.error.zh()),
            None => format!("第{}行：{}", fault.row, fault.error.zh()),
        });
        format!("表中有{}处错误{lines}", self.0.len())
    }
}
