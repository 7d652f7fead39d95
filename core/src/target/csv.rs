//! CSV files: directories read and written.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use csv::ByteRecord;

use super::quotes::PairedQuotes;
use super::{CleanedField, Cleaning, Column, Columns, TargetDirectory, TargetError};
use crate::id::IdProfile;
use crate::rows::{BadRow, BadRows};

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

    /// The columns under these headings, the id first, and the place in the file of each.
    fn columns(&self, headings: &ByteRecord) -> Result<(Columns, Vec<usize>), TargetError> {
        let mut names = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            let heading = str::from_utf8(heading).map_err(|_| TargetError::NotUtf8 {})?;
            let told = self.headings.get(heading).map(String::as_str);
            names.push((told.unwrap_or_else(|| meaning(heading)), place));
        }
        names.sort_by_key(|(name, _)| Column::from(*name) != Column::Id);
        let columns = Columns::new(names.iter().map(|(name, _)| name))?;
        Ok((columns, names.into_iter().map(|(_, place)| place).collect()))
    }
}

/// The column that an official heading stands for; any other heading stands for itself.
fn meaning(heading: &str) -> &str {
    match heading {
        "统一社会信用代码" | "注册号" | "编号" => "id",
        "类型" | "对象类型" => "kind",
        "名称" | "企业名称" => "name",
        "行政区划" | "区划代码" => "region",
        "行业代码" => "industry",
        "信用风险等级" => "tier",
        "行业风险等级" => "industry_tiers",
        "标签" | "个性化标注" => "labels",
        "存续状态" | "登记状态" => "status",
        "最近检查" => "last_inspected",
        other => other,
    }
}

impl TargetDirectory {
    /// The directory in a CSV file: UTF-8 with or without a byte order mark, fields separated by commas, the first row
    /// the headings.
    ///
    /// The column of ids may stand anywhere and comes first in the directory; the others keep their order, those without
    /// a meaning under their own heading. Nothing is repaired: see [`TargetDirectory::read_csv_cleaned`].
    ///
    /// Faults name rows as a spreadsheet counts them: the heading is row 1, and a row whose quoted field holds line breaks
    /// is one row. A line with nothing on it is no row: it is passed over and not counted.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any row, as [`TargetDirectoryBuilder::finish`](super::TargetDirectoryBuilder::finish)
    /// says; headings that cannot be columns; text that is not UTF-8. Quotes that do not pair and a reader that fails end
    /// the reading, as nothing after them can be trusted.
    pub fn read_csv(reader: impl Read, options: &CsvOptions) -> Result<Self, BadRows<TargetError>> {
        read(reader, options, false).map(|(directory, _)| directory)
    }

    /// The directory in a CSV file as [`TargetDirectory::read_csv`] reads it, each row [cleaned](Cleaning) first, with all
    /// that was changed in doing so.
    ///
    /// # Errors
    ///
    /// As [`TargetDirectory::read_csv`].
    pub fn read_csv_cleaned(
        reader: impl Read,
        options: &CsvOptions,
    ) -> Result<(Self, Vec<CleanedField>), BadRows<TargetError>> {
        read(reader, options, true)
    }

    /// Writes the directory as a CSV file that reads back as the same directory: UTF-8, its columns by name, its rows in
    /// the order of their ids.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write_csv(&self, writer: impl Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record(self.columns().names())?;
        for target in self.iter() {
            csv.write_record(target.row_text().split('\t'))?;
        }
        csv.flush()
    }
}

/// Reads a file, cleaning its rows or not, and tells what was cleaned.
fn read(
    reader: impl Read,
    options: &CsvOptions,
    clean: bool,
) -> Result<(TargetDirectory, Vec<CleanedField>), BadRows<TargetError>> {
    let paired = PairedQuotes::new(reader);
    let mut file = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(paired);
    let mut record = ByteRecord::new();
    let headings = next_record(&mut file, &mut record).and_then(|_| options.columns(&record));
    let (columns, places) = headings.map_err(|error| BadRows::one(BadRow { row: 1, column: None, error }))?;

    let mut builder = TargetDirectory::builder(columns.clone(), options.profile);
    let mut cleaning = Cleaning::new(columns.clone());
    for row in 2.. {
        match next_record(&mut file, &mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                builder.refuse(row, None, error);
                break;
            }
        }
        if record.len() != places.len() {
            let error = TargetError::WrongNumberOfFields { found: record.len(), expected: places.len() };
            builder.refuse(row, None, error);
            continue;
        }
        let mut fields = Vec::with_capacity(places.len());
        for (place, column) in places.iter().zip(columns.as_slice()) {
            match str::from_utf8(record.get(*place).unwrap_or_default()) {
                Ok(field) => fields.push(field),
                Err(_) => builder.refuse(row, Some(column), TargetError::NotUtf8 {}),
            }
        }
        match clean {
            _ if fields.len() < places.len() => {}
            true => builder.push_numbered(row, cleaning.clean(row, fields)),
            false => builder.push_numbered(row, fields),
        }
    }
    Ok((builder.finish()?, cleaning.into_changes()))
}

/// Reads the next record, if there is one.
fn next_record<R: Read>(
    file: &mut csv::Reader<PairedQuotes<R>>,
    record: &mut ByteRecord,
) -> Result<bool, TargetError> {
    file.read_byte_record(record).map_err(|error| match file.get_ref().are_broken() {
        true => TargetError::BrokenQuotes {},
        false => TargetError::Unreadable { reason: io::Error::from(error).to_string() },
    })
}
