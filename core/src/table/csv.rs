//! CSV files: rows read and written.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::mem::take;
use std::slice;

use super::TableError;
use super::blocks::Blocks;
use super::guard::BYTE_ORDER_MARK;
use super::records::{Records, tabbed};
use super::rows::{RowBuffer, RowText};
use crate::id::IdProfile;
use crate::parts::{on_each, threads};
use crate::rows::BadRow;

/// How a CSV file is to be read (名录库导入): which ids it holds, and what its headings mean.
///
/// Known without being told are the standard names and the official Chinese headings.
///
/// ```
/// use double_random::{CsvOptions, IdProfile, TargetDirectory};
///
/// let file = "企业名称,许可证号,登记状态\n甲店,JY114,存续\n";
/// let options = CsvOptions::new(IdProfile::Ascii).heading("许可证号", "id");
/// let directory = TargetDirectory::read_csv(file.as_bytes(), &options)?;
/// assert_eq!(directory.columns().names().collect::<Vec<_>>(), ["id", "name", "status"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "名录库导入")]
pub struct CsvOptions {
    profile: IdProfile,
    headings: BTreeMap<String, String>,
}

impl CsvOptions {
    /// Ids of this profile.
    pub fn new(profile: IdProfile) -> Self {
        Self { profile, headings: BTreeMap::new() }
    }

    /// Reads the column under this heading as the column with this name, whatever the heading would mean otherwise.
    pub fn heading(mut self, heading: &str, column: &str) -> Self {
        self.headings.insert(heading.to_owned(), column.to_owned());
        self
    }

    /// The columns that stand under these headings, the id first, each with its place; `meaning` says which columns the
    /// official headings stand for.
    pub(crate) fn columns<'a>(
        &self,
        headings: impl IntoIterator<Item = &'a str>,
        meaning: impl Fn(&str) -> &str,
    ) -> Vec<(String, usize)> {
        let column = |heading: &str| {
            let told = self.headings.get(heading).map(String::as_str);
            told.unwrap_or_else(|| meaning(heading)).to_owned()
        };
        let mut columns: Vec<_> = headings.into_iter().map(column).zip(0..).collect();
        columns.sort_by_key(|(name, _)| name != "id");
        columns
    }

    /// Which ids the file holds.
    pub(crate) fn profile(&self) -> IdProfile {
        self.profile
    }
}

/// A CSV file whose headings have been read: the columns it has, the id first, and then its rows.
pub(crate) struct CsvFile<R> {
    blocks: Blocks<R>,
    /// What follows the headings in their block.
    first: Vec<u8>,
    /// The number of the next row.
    row: u64,
    /// Each column with its place in the file.
    columns: Vec<(String, usize)>,
}

/// The rows of a part of a file, one by one.
pub(crate) struct Rows<'a> {
    records: Records<'a>,
    columns: &'a [(String, usize)],
    /// The number of the next row.
    row: u64,
    in_order: bool,
}

/// The fields of a row in the order of the columns.
pub(crate) struct Fields<'a> {
    /// The row as it stands in the file.
    row: RowText<'a>,
    /// Whether the columns stand there in their order.
    in_order: bool,
    columns: slice::Iter<'a, (String, usize)>,
}

impl<'a> Fields<'a> {
    /// The text of the row, written to `buffer` if it does not stand in the file.
    pub(crate) fn row_text<'b>(self, buffer: &'b mut RowBuffer) -> RowText<'b>
    where
        'a: 'b,
    {
        if self.in_order { self.row } else { buffer.set(self) }
    }
}

/// A row, or all that keeps it from being read.
pub(crate) type Row<'a> = Result<Fields<'a>, Vec<BadRow<TableError>>>;

impl<'a> Iterator for Fields<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (_, place) = self.columns.next()?;
        Some(self.row.field(*place))
    }
}

impl<R: Read> CsvFile<R> {
    /// Reads the headings; `meaning` says which columns the official ones stand for.
    pub(crate) fn open(
        reader: R,
        options: &CsvOptions,
        meaning: impl Fn(&str) -> &str,
    ) -> Result<Self, TableError> {
        let mut blocks = Blocks::new(reader);
        let mut at_start = true;
        while let Some(block) = blocks.next_block() {
            let unmarked = block.strip_prefix(BYTE_ORDER_MARK).filter(|_| at_start);
            at_start = false;
            let mut records = Records::new(unmarked.unwrap_or(&block), None);
            if records.advance() {
                let text = records.text().ok_or(TableError::NotUtf8 {})?;
                let headings = records.fields().iter().filter_map(|field| text.get(field.clone()));
                let columns = options.columns(headings, meaning);
                let first = records.rest().to_vec();
                return Ok(Self { blocks, first, row: 2, columns });
            }
        }
        match blocks.fault() {
            Some(fault) => Err(fault),
            None => Ok(Self { blocks, first: Vec::new(), row: 2, columns: Vec::new() }),
        }
    }

    /// The names of the columns, in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// Hands on each row with its number, until there is none or nothing can be read on.
    pub(crate) fn each_row(mut self, mut take: impl FnMut(u64, Row<'_>)) {
        while let Some(block) = self.next_block() {
            let tabbed = tabbed(&block);
            let mut rows = Rows::new(&block, tabbed.as_deref(), &self.columns, self.row);
            while let Some((row, fields)) = rows.next_row() {
                take(row, fields);
            }
            self.row = rows.row;
        }
        if let Some(fault) = self.fault() {
            take(fault.row, Err(vec![fault]));
        }
    }

    /// Has parts of the file read, on as many threads as there are, the rows of each numbered from 0. What comes of a part is handed on
    /// with the number of its first row, in the order of the file.
    ///
    /// What is given is why the file could not be read on, if that is so.
    pub(crate) fn each_part<T: Send>(
        mut self,
        read: impl Fn(&mut Rows<'_>) -> T + Sync,
        mut take: impl FnMut(u64, T),
    ) -> Option<BadRow<TableError>> {
        loop {
            let blocks: Vec<_> = (0..threads()).map_while(|_| self.next_block()).collect();
            if blocks.is_empty() {
                return self.fault();
            }
            let columns = &self.columns;
            let read = |block: Vec<u8>| {
                let tabbed = tabbed(&block);
                let mut rows = Rows::new(&block, tabbed.as_deref(), columns, 0);
                (read(&mut rows), rows.row)
            };
            for (part, rows) in on_each(blocks, read) {
                take(self.row, part);
                self.row += rows;
            }
        }
    }

    fn next_block(&mut self) -> Option<Vec<u8>> {
        let first = take(&mut self.first);
        if first.is_empty() { self.blocks.next_block() } else { Some(first) }
    }

    /// Why the file could not be read on, if that is so.
    fn fault(&mut self) -> Option<BadRow<TableError>> {
        self.blocks.fault().map(|error| BadRow { row: self.row, column: None, error })
    }
}

impl<'a> Rows<'a> {
    fn new(block: &'a [u8], tabbed: Option<&'a [u8]>, columns: &'a [(String, usize)], row: u64) -> Self {
        let in_order = columns.iter().map(|(_, place)| *place).eq(0..columns.len());
        Self { records: Records::new(block, tabbed), columns, row, in_order }
    }

    /// How many bytes are left of them in the file.
    pub(crate) fn bytes(&self) -> usize {
        self.records.rest().len()
    }

    /// The next row with its number, if there is one.
    pub(crate) fn next_row(&mut self) -> Option<(u64, Row<'_>)> {
        let row = self.row;
        self.records.advance().then(|| {
            self.row += 1;
            (row, self.fields(row))
        })
    }

    fn fields(&self, row: u64) -> Row<'_> {
        let fault = |column, error| BadRow { row, column, error };
        let (fields, expected) = (self.records.fields(), self.columns.len());
        if fields.len() != expected {
            let found = fields.len();
            return Err(vec![fault(None, TableError::WrongNumberOfFields { found, expected })]);
        }
        if let Some(text) = self.records.text() {
            let row = RowText::new(text, fields, self.records.are_plain());
            return Ok(Fields { row, in_order: self.in_order, columns: self.columns.iter() });
        }
        let field =
            |place: usize| fields.get(place).and_then(|field| self.records.bytes().get(field.clone()));
        let not_utf8 = |place: &usize| str::from_utf8(field(*place).unwrap_or_default()).is_err();
        let bad = self.columns.iter().filter(|(_, place)| not_utf8(place));
        Err(bad.map(|(name, _)| fault(Some(name.clone()), TableError::NotUtf8 {})).collect())
    }
}

/// Writes a file with these columns and rows, each row given as its text. It is for programs and reads back as it was, so no cell
/// is kept from a spreadsheet, as those of a [`sheet_line`](super::sheet_line) are.
pub(crate) fn write_csv<'a>(
    writer: impl Write,
    columns: impl Iterator<Item = &'a str>,
    texts: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(writer);
    csv.write_record(columns)?;
    for text in texts {
        csv.write_record(text.split('\t'))?;
    }
    csv.flush()
}
