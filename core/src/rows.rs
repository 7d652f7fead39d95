//! A bad table reports all of its bad rows at once, with the row numbers of the user's own file.

use std::fmt;

use serde_json::{Value, json};

use crate::message::{Explain, param, told_at};

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

/// How many faults of a table are told one by one: more than anybody mends by hand, and no more than memory bears where each of
/// a million rows is bad.
const TOLD: usize = 10_000;

/// Gathers what is wrong with a table: its first faults, and how many there are.
#[derive(Clone)]
pub(crate) struct Faults<E> {
    first: Vec<BadRow<E>>,
    count: u64,
}

impl<E> Default for Faults<E> {
    fn default() -> Self {
        Self { first: Vec::new(), count: 0 }
    }
}

impl<E> Faults<E> {
    /// Notes a fault, in whatever order they are found.
    pub(crate) fn push(&mut self, fault: BadRow<E>) {
        self.count += 1;
        self.first.push(fault);
        self.bound();
    }

    /// Notes what is wrong with the field of a row; by itself, so that what reads fields stays short.
    #[cold]
    pub(crate) fn note(&mut self, row: u64, column: &str, error: E) {
        self.push(BadRow { row, column: Some(column.to_owned()), error });
    }

    /// Notes those of a part of the table, whose rows are numbered from there on.
    pub(crate) fn absorb(&mut self, part: Self, row: u64) {
        self.count += part.count;
        self.first.extend(part.first.into_iter().map(|fault| BadRow { row: fault.row + row, ..fault }));
        self.bound();
    }

    /// Forgets those that are not told, once there are many.
    fn bound(&mut self) {
        if self.first.len() >= 2 * TOLD {
            self.keep_first();
        }
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// All of them, or the value if there are none.
    pub(crate) fn unless_none<T>(mut self, value: T) -> Result<T, BadRows<E>> {
        if self.count == 0 {
            return Ok(value);
        }
        self.keep_first();
        Err(BadRows { first: self.first, count: self.count })
    }

    fn keep_first(&mut self) {
        self.first.sort_by_key(|fault| fault.row);
        self.first.truncate(TOLD);
    }
}

impl<E> Extend<BadRow<E>> for Faults<E> {
    fn extend<I: IntoIterator<Item = BadRow<E>>>(&mut self, faults: I) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }
}

impl<E> FromIterator<BadRow<E>> for Faults<E> {
    fn from_iter<I: IntoIterator<Item = BadRow<E>>>(faults: I) -> Self {
        let mut gathered = Self::default();
        gathered.extend(faults);
        gathered
    }
}

/// All that is wrong with a table, in the order of its rows; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRows<E> {
    first: Vec<BadRow<E>>,
    count: u64,
}

impl<E> BadRows<E> {
    /// A table that one fault keeps from being read at all.
    pub(crate) fn one(fault: BadRow<E>) -> Self {
        Self { first: vec![fault], count: 1 }
    }

    /// The faults in the order of their rows, but no more than the first 10 000.
    pub fn rows(&self) -> &[BadRow<E>] {
        &self.first
    }

    /// How many faults there are in all.
    pub fn count(&self) -> u64 {
        self.count
    }
}

/// A long table shows its first faults and says how many there are; the rest is in [`BadRows::rows`].
const SHOWN: usize = 20;

impl<E: Explain> BadRows<E> {
    fn lines(&self, line: impl Fn(&BadRow<E>) -> String) -> String {
        self.first.iter().take(SHOWN).map(|fault| format!("\n{}", line(fault))).collect()
    }
}

impl<E: Explain> fmt::Display for BadRows<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines(|fault| match &fault.column {
            Some(column) => format!("row {}, column {column}: {}", fault.row, fault.error),
            None => format!("row {}: {}", fault.row, fault.error),
        });
        write!(f, "the table has {} faults{lines}", self.count)
    }
}

impl<E: Explain> std::error::Error for BadRows<E> {}

impl<E: Explain> Explain for BadRows<E> {
    fn code(&self) -> &'static str {
        "table.bad_rows"
    }

    /// `count`: how many faults there are; `rows`: the first 10 000 of them, a list of `{row, column, code, params, zh, en}`.
    fn params(&self) -> Vec<(&'static str, Value)> {
        let row =
            |fault: &BadRow<E>| told_at(json!({ "row": fault.row, "column": fault.column }), &fault.error);
        let rows: Vec<Value> = self.first.iter().map(row).collect();
        vec![("count", param(&self.count)), ("rows", param(&rows))]
    }

    fn zh(&self) -> String {
        let lines = self.lines(|fault| match &fault.column {
            Some(column) => format!("第{}行“{column}”列：{}", fault.row, fault.error.zh()),
            None => format!("第{}行：{}", fault.row, fault.error.zh()),
        });
        format!("表中有{}处错误{lines}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards memory against a table without a good row: the first faults are told, whatever the order they are found in, and
    /// all are counted.
    #[test]
    fn the_first_faults_are_told_and_all_are_counted() {
        let last = 5 * TOLD as u64;
        let fault =
            |row| BadRow { row, column: None, error: crate::RiskError::NotATier { text: "E".into() } };
        let faults: Faults<_> = (1..=last).rev().map(fault).collect();
        assert!(faults.first.len() <= 2 * TOLD);
        let bad = faults.unless_none(()).unwrap_err();
        assert_eq!((bad.count(), bad.rows().len()), (last, TOLD));
        assert!(bad.rows().iter().map(|fault| fault.row).eq(1..=TOLD as u64));
        assert!(bad.to_string().starts_with("the table has 50000 faults\nrow 1: "));
        assert_eq!(bad.params()[0], ("count", 50_000.into()));
    }
}
