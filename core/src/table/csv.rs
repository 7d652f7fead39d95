//! CSV files: rows read and written.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use csv::ByteRecord;

use super::TableError;
use super::guard::Guarded;
use crate::id::IdProfile;
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

/// A CSV file whose headings have been read: the columns it has, the id first, and then its rows, one by one.
pub(crate) struct CsvFile<R> {
    file: csv::Reader<Guarded<R>>,
    record: ByteRecord,
    /// The number of the next row.
    row: u64,
    /// Each column with its place in the file.
    columns: Vec<(String, usize)>,
    ended: bool,
}

/// The fields of a row in the order of the columns, or all that keeps them from being read.
pub(crate) type Fields<'a> = Result<Vec<&'a str>, Vec<BadRow<TableError>>>;

impl<R: Read> CsvFile<R> {
    /// Reads the headings; `meaning` says which columns the official ones stand for.
    pub(crate) fn open(
        reader: R,
        options: &CsvOptions,
        meaning: impl Fn(&str) -> &str,
    ) -> Result<Self, TableError> {
        let guarded = Guarded::new(reader);
        let file = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(guarded);
        let mut opened = Self { file, record: ByteRecord::new(), row: 2, columns: Vec::new(), ended: false };
        opened.next_record()?;
        let headings: Result<Vec<_>, _> = opened.record.iter().map(str::from_utf8).collect();
        opened.columns = options.columns(headings.map_err(|_| TableError::NotUtf8 {})?, meaning);
        Ok(opened)
    }

    /// The names of the columns, in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// The next row with its number, until there is none or nothing can be read on.
    pub(crate) fn next_row(&mut self) -> Option<(u64, Fields<'_>)> {
        if self.ended {
            return None;
        }
        let row = self.row;
        self.row += 1;
        let fault = |column, error| BadRow { row, column, error };
        match self.next_record() {
            Ok(true) => Some((row, self.fields(fault))),
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                Some((row, Err(vec![fault(None, error)])))
            }
        }
    }

    fn fields(&self, fault: impl Fn(Option<String>, TableError) -> BadRow<TableError>) -> Fields<'_> {
        let (found, expected) = (self.record.len(), self.columns.len());
        if found != expected {
            return Err(vec![fault(None, TableError::WrongNumberOfFields { found, expected })]);
        }
        let mut fields = Vec::with_capacity(expected);
        let mut faults = Vec::new();
        for (name, place) in &self.columns {
            match str::from_utf8(self.record.get(*place).unwrap_or_default()) {
                Ok(field) => fields.push(field),
                Err(_) => faults.push(fault(Some(name.clone()), TableError::NotUtf8 {})),
            }
        }
        if faults.is_empty() { Ok(fields) } else { Err(faults) }
    }

    /// Reads the next record, if there is one.
    fn next_record(&mut self) -> Result<bool, TableError> {
        let read = self.file.read_byte_record(&mut self.record);
        read.map_err(|error| {
            let unreadable = || TableError::Unreadable { reason: io::Error::from(error).to_string() };
            self.file.get_ref().fault().unwrap_or_else(unreadable)
        })
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
