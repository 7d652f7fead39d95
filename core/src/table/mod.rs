//! What directories have in common, whatever stands in their rows: columns, CSV files, lists in a field, dated changes.

mod blocks;
mod changes;
mod columns;
mod csv;
mod error;
mod guard;
mod pieces;
mod records;
mod rows;
mod sheet;
mod words;

pub use changes::{Change, DirectoryChange};
pub(crate) use changes::{Changeable, changed_rows};
pub(crate) use columns::{check_names, columns};
pub use csv::CsvOptions;
pub(crate) use csv::{CsvFile, Fields, Rows, write_csv};
pub use error::TableError;
pub(crate) use guard::Guarded;
pub(crate) use pieces::{check_pieces, pieces};
pub(crate) use rows::{RowBuffer, RowText, read_row};
pub(crate) use sheet::{sheet_line, sheet_text, without_guard};
pub(crate) use words::words;
