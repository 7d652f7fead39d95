//! A directory as its owner has it: a CSV file.

use std::io::Read;

use double_random::{Columns, CsvOptions, IdProfile, TargetDirectory};

use crate::Population;

/// The columns of the file.
pub const COLUMNS: [&str; 6] = ["id", "kind", "name", "region", "tier", "status"];

/// A CSV file of targets in no order of their ids, with names in Chinese, as directories have them.
pub struct DirectoryFile {
    /// The file.
    pub text: String,
}

impl DirectoryFile {
    /// A file of so many targets.
    pub fn new(targets: u32) -> Self {
        let population = Population::new(targets);
        let mut text = COLUMNS.join(",");
        for (number, (id, tier)) in population.ids().into_iter().zip(&population.tiers).enumerate() {
            let tier = tier.letter();
            text += &format!("\n{id},企业,高平市第{number}号商店,140581100,{tier},存续");
        }
        Self { text }
    }

    /// Its rows, as slices of its text.
    pub fn rows<'a>(&'a self) -> Vec<[&'a str; COLUMNS.len()]> {
        let row = |line: &'a str| {
            let mut fields = line.split(',');
            std::array::from_fn(|_| fields.next().expect("a field for each column"))
        };
        self.text.lines().skip(1).map(row).collect()
    }

    /// The directory in it.
    pub fn directory(&self) -> TargetDirectory {
        let options = CsvOptions::new(IdProfile::Ascii);
        TargetDirectory::read_csv(self.text.as_bytes(), &options).expect("the file is sound")
    }

    /// The directory of its rows.
    pub fn build(rows: &[[&str; COLUMNS.len()]]) -> TargetDirectory {
        let columns = Columns::new(COLUMNS).expect("known columns");
        TargetDirectory::from_rows(columns, IdProfile::Ascii, rows).expect("the rows are sound")
    }
}

/// The bare parser over a file: how many bytes its fields have.
pub fn parse(file: impl Read) -> usize {
    let mut reader = csv::Reader::from_reader(file);
    let (mut record, mut bytes) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
        bytes += record.as_slice().len();
    }
    bytes
}
