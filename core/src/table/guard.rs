//! A CSV file looked at before the parser, which would silently read over broken quotes and hold whatever stands in one row.

use std::io::{self, Read};

use super::TableError;

/// The most bytes of a field: what a cell of a spreadsheet holds, 32 767 characters of up to four bytes.
const LONGEST_FIELD: usize = 128 * 1024;

/// The most fields of a row: as many as a sheet of a spreadsheet has columns.
const MOST_FIELDS: usize = 16_384;

/// Passes a CSV file on up to the place where a quoted field goes on after its closing quote or never ends, or a field or a row
/// becomes too long. One row is the most that the parser holds, so this bounds what it takes, however large the file.
pub(crate) struct Guarded<R> {
    input: R,
    state: State,
    /// How many bytes of the byte order mark went by.
    mark: usize,
    /// Bytes of the field and fields of the row so far.
    length: usize,
    fields: usize,
    fault: Option<TableError>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote in a quoted field: its end, or the first of two that stand for one.
    MaybeClosed,
}

const BYTE_ORDER_MARK: &[u8; 3] = b"\xEF\xBB\xBF";

impl State {
    fn after(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Quoted, b'"') => Some(Self::MaybeClosed),
            (Self::Quoted, _) | (Self::MaybeClosed | Self::FieldStart, b'"') => Some(Self::Quoted),
            (_, b',' | b'\r' | b'\n') => Some(Self::FieldStart),
            (Self::MaybeClosed, _) => None,
            _ => Some(Self::Plain),
        }
    }
}

impl<R> Guarded<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, state: State::FieldStart, mark: 0, length: 0, fields: 1, fault: None }
    }

    /// What is wrong with the file, if reading failed because of that.
    pub(crate) fn fault(&self) -> Option<TableError> {
        self.fault.clone()
    }

    /// How many of these bytes come before the fault.
    fn follow(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
            if BYTE_ORDER_MARK.get(self.mark) == Some(byte) {
                self.mark += 1;
                continue;
            }
            self.mark = BYTE_ORDER_MARK.len();
            self.fault = self.step(*byte).err();
            if self.fault.is_some() {
                return place;
            }
        }
        bytes.len()
    }

    fn step(&mut self, byte: u8) -> Result<(), TableError> {
        self.state = self.state.after(byte).ok_or(TableError::BrokenQuotes {})?;
        self.length += 1;
        if self.state == State::FieldStart {
            self.length = 0;
            self.fields = if byte == b',' { self.fields + 1 } else { 1 };
        }
        if self.length > LONGEST_FIELD {
            return Err(TableError::FieldTooLong { allowed: LONGEST_FIELD });
        }
        if self.fields > MOST_FIELDS {
            return Err(TableError::TooManyFields { allowed: MOST_FIELDS });
        }
        Ok(())
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stopped = || io::Error::new(io::ErrorKind::InvalidData, "stopped by the guard");
        if self.fault.is_some() {
            return Err(stopped());
        }
        let bytes = self.input.read(buffer)?;
        let sound = self.follow(buffer.get(..bytes).unwrap_or_default());
        if bytes == 0 && self.state == State::Quoted {
            self.fault = Some(TableError::BrokenQuotes {});
        }
        if sound == 0 && self.fault.is_some() { Err(stopped()) } else { Ok(sound) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a file is passed on, and what ends it.
    fn passed(file: &str) -> (usize, Option<TableError>) {
        let mut guarded = Guarded::new(file.as_bytes());
        let mut read = Vec::new();
        assert_eq!(guarded.read_to_end(&mut read).is_err(), guarded.fault().is_some());
        (read.len(), guarded.fault())
    }

    /// Guards both limits at the edge and one beyond, in fields that are quoted and fields that are not.
    #[test]
    fn long_fields_and_rows_end_the_file() {
        let (longest, most) = ("x".repeat(LONGEST_FIELD), ",".repeat(MOST_FIELDS - 1));
        for fine in [format!("{longest},{longest}\n{longest}"), format!("{most}\n{most}\r\n{most}")] {
            assert_eq!(passed(&fine), (fine.len(), None));
        }
        let too_long = Some(TableError::FieldTooLong { allowed: LONGEST_FIELD });
        assert_eq!(passed(&format!("a,{longest}x")), (LONGEST_FIELD + 2, too_long.clone()));
        assert_eq!(passed(&format!("a,\"{longest}")), (LONGEST_FIELD + 2, too_long));
        let too_many = Some(TableError::TooManyFields { allowed: MOST_FIELDS });
        assert_eq!(passed(&format!("a\n{most},")), (MOST_FIELDS + 1, too_many));
    }
}
