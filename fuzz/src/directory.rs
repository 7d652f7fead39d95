//! Directories read from CSV files.

use std::fmt::Debug;
use std::io::{self, Read};

use double_random::{
    BadRows, CsvOptions, Explain, IdProfile, Inspector, InspectorDirectory, TargetDirectory,
};

use crate::csv::{Record, line, records};
use crate::told::bad_rows;

/// A file is read the same in pieces of any sizes, with the very fields that its records have, sorted by id, and is
/// read the same when written again; or all of its bad rows are named: those alone are bad, and without them the file
/// is read.
pub fn directory(data: &[u8]) {
    for profile in [IdProfile::Ascii, IdProfile::Text] {
        let options = CsvOptions::new(profile);
        as_file(&Targets(options.clone()), data);
        as_file(&Cleaned(options.clone()), data);
        as_file(&Inspectors(options), data);
    }
}

/// A kind of directory, as far as it is a table.
trait Kind {
    type Directory: Debug + PartialEq;
    type Error: Debug + Explain + PartialEq;

    fn read(&self, reader: impl Read) -> Result<Self::Directory, BadRows<Self::Error>>;
    fn texts(directory: &Self::Directory) -> Vec<String>;
    fn write(directory: &Self::Directory) -> Vec<u8>;
    /// Whether fields stay as they were entered.
    const VERBATIM: bool;
}

struct Targets(CsvOptions);

impl Kind for Targets {
    type Directory = TargetDirectory;
    type Error = double_random::TargetError;
    const VERBATIM: bool = true;

    fn read(&self, reader: impl Read) -> Result<TargetDirectory, BadRows<Self::Error>> {
        TargetDirectory::read_csv(reader, &self.0)
    }

    fn texts(directory: &TargetDirectory) -> Vec<String> {
        directory.iter().map(|target| target.row_text().to_owned()).collect()
    }

    fn write(directory: &TargetDirectory) -> Vec<u8> {
        let mut file = Vec::new();
        directory.write_csv(&mut file).expect("memory takes what is written");
        file
    }
}

/// Targets whose fields are cleaned first; what is clean needs no more cleaning.
struct Cleaned(CsvOptions);

impl Kind for Cleaned {
    type Directory = TargetDirectory;
    type Error = double_random::TargetError;
    const VERBATIM: bool = false;

    fn read(&self, reader: impl Read) -> Result<TargetDirectory, BadRows<Self::Error>> {
        let (directory, _) = TargetDirectory::read_csv_cleaned(reader, &self.0)?;
        let (again, changes) = TargetDirectory::read_csv_cleaned(&Targets::write(&directory)[..], &self.0)?;
        assert!(again == directory && changes.is_empty(), "{changes:?}");
        Ok(directory)
    }

    fn texts(directory: &TargetDirectory) -> Vec<String> {
        Targets::texts(directory)
    }

    fn write(directory: &TargetDirectory) -> Vec<u8> {
        Targets::write(directory)
    }
}

struct Inspectors(CsvOptions);

impl Kind for Inspectors {
    type Directory = InspectorDirectory;
    type Error = double_random::InspectorError;
    const VERBATIM: bool = true;

    fn read(&self, reader: impl Read) -> Result<InspectorDirectory, BadRows<Self::Error>> {
        InspectorDirectory::read_csv(reader, &self.0)
    }

    fn texts(directory: &InspectorDirectory) -> Vec<String> {
        directory.iter().map(Inspector::row_text).map(str::to_owned).collect()
    }

    fn write(directory: &InspectorDirectory) -> Vec<u8> {
        let mut file = Vec::new();
        directory.write_csv(&mut file).expect("memory takes what is written");
        file
    }
}

fn as_file<K: Kind>(kind: &K, data: &[u8]) {
    let read = kind.read(data);
    assert_eq!(kind.read(Pieces { rest: data, sizes: data.iter().cycle() }), read);
    let (records, paired) = records(data);
    match read {
        Ok(directory) => {
            assert!(paired);
            let texts = K::texts(&directory);
            let id = |text: &String| text.split('\t').next().unwrap_or_default().as_bytes().to_vec();
            assert!(texts.windows(2).all(|pair| id(&pair[0]) < id(&pair[1])), "{texts:?}");
            assert_eq!(texts.len() + 1, records.len());
            assert!(!K::VERBATIM || is_verbatim(&records, texts));
            assert_eq!(kind.read(&K::write(&directory)[..]), Ok(directory));
        }
        Err(bad) => {
            let rows = bad_rows(&bad, (records.len() + usize::from(!paired)).max(1));
            let repeats = bad.rows().iter().filter(|fault| fault.error.code() == "table.duplicate_id");
            let repeats: Vec<u64> = repeats.map(|fault| fault.row).collect();
            if rows[0] > 1 {
                only_these_are_bad(kind, &records, &rows, &repeats);
            }
        }
    }
}

/// Whether the texts are the records, the id first.
fn is_verbatim(records: &[Record], mut texts: Vec<String>) -> bool {
    let (headings, rows) = records.split_first().expect("headings");
    texts.sort();
    (0..headings.len()).any(|id| {
        let id_first = |row: &Record| {
            let others = row.iter().enumerate().filter(|(place, _)| *place != id).map(|(_, field)| field);
            let fields: Vec<&[u8]> = std::iter::once(&row[id]).chain(others).map(Vec::as_slice).collect();
            fields.join(&b'\t')
        };
        let mut expected: Vec<Vec<u8>> =
            rows.iter().filter(|row| row.len() == headings.len()).map(id_first).collect();
        expected.sort();
        expected.iter().map(Vec::as_slice).eq(texts.iter().map(String::as_bytes))
    })
}

/// Without the named rows the file is read; and each of them by itself is bad, unless it is one that repeats an id.
fn only_these_are_bad<K: Kind>(kind: &K, records: &[Record], bad: &[u64], repeats: &[u64]) {
    let (headings, rows) = records.split_first().expect("headings");
    let mut good = line(headings);
    for (row, fields) in (2..).zip(rows) {
        if !bad.contains(&row) {
            good.extend(line(fields));
        } else if !repeats.contains(&row) {
            assert!(kind.read(&[line(headings), line(fields)].concat()[..]).is_err(), "{row} of {rows:?}");
        }
    }
    let read = kind.read(&good[..]);
    assert!(read.is_ok(), "{read:?}\n{}", String::from_utf8_lossy(&good));
}

/// Hands over a file a few bytes at a time.
struct Pieces<'a, S> {
    rest: &'a [u8],
    sizes: S,
}

impl<'a, S: Iterator<Item = &'a u8>> Read for Pieces<'a, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes.next().map_or(1, |size| 1 + usize::from(size % 7));
        let (piece, rest) = self.rest.split_at(size.min(buffer.len()).min(self.rest.len()));
        buffer[..piece.len()].copy_from_slice(piece);
        self.rest = rest;
        Ok(piece.len())
    }
}
