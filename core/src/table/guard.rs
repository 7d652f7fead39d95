//! A CSV file looked at before the parser, which would silently read over broken quotes and hold whatever stands in one row.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memrchr2, memrchr3};

use super::TableError;

/// The most bytes of a field: what a cell of a spreadsheet holds, 32 767 characters of up to four bytes.
const LONGEST_FIELD: usize = 128 * 1024;

/// The most fields of a row: as many as a sheet of a spreadsheet has columns.
const MOST_FIELDS: usize = 16_384;

/// Passes a CSV file on up to the place where a quoted field goes on after its closing quote or never ends, or a field or a row
/// becomes too long. One row is the most that the parser holds, so this bounds what it takes, however large the file.
pub(crate) struct Guarded<R> {
    input: R,
    /// Whether the beginning of the file went by.
    begun: bool,
    state: State,
    /// Bytes of the field and fields of the row so far.
    length: usize,
    fields: usize,
    /// Bytes since the last row ended.
    row_bytes: usize,
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

pub(super) const BYTE_ORDER_MARK: &[u8; 3] = b"\xEF\xBB\xBF";

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
        Self {
            input,
            begun: false,
            state: State::FieldStart,
            length: 0,
            fields: 1,
            row_bytes: 0,
            fault: None,
        }
    }

    /// How many of the bytes that were passed on come after the end of a row, a line break that stands in no quotes.
    pub(super) fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    /// What is wrong with the file, if reading failed because of that.
    pub(crate) fn fault(&self) -> Option<TableError> {
        self.fault.clone()
    }

    /// How many of these bytes come before the fault.
    fn follow(&mut self, bytes: &[u8]) -> usize {
        // Where no limit is in reach, what lies between two quotes is gone through as a whole.
        let commas = memchr_iter(b',', bytes).count();
        if self.length + bytes.len() > LONGEST_FIELD || self.fields + commas > MOST_FIELDS {
            return self.follow_each(bytes);
        }
        let mut from = 0;
        while let Some(rest) = bytes.get(from..) {
            let quote = memchr(b'"', rest);
            let (between, after) = rest.split_at(quote.unwrap_or(rest.len()));
            self.pass(between);
            if self.fault.is_some() {
                return from;
            }
            from += between.len();
            let Some(quote) = after.first() else { break };
            self.fault = self.step(*quote).err();
            from += 1;
        }
        bytes.len()
    }

    /// Goes through bytes of which none is a quote and none is beyond a limit; a fault can only be at the first.
    fn pass(&mut self, bytes: &[u8]) {
        let Some(first) = bytes.first() else { return };
        if self.state == State::Quoted {
            self.length += bytes.len();
            self.row_bytes += bytes.len();
            return;
        }
        self.state = match self.state.after(*first) {
            Some(state) => state,
            None => {
                self.fault = Some(TableError::BrokenQuotes {});
                return;
            }
        };
        let Some(separator) = memrchr3(b',', b'\r', b'\n', bytes) else {
            self.length += bytes.len();
            self.row_bytes += bytes.len();
            return;
        };
        self.length = bytes.len() - separator - 1;
        self.state = if self.length == 0 { State::FieldStart } else { State::Plain };
        let commas = |bytes: &[u8]| memchr_iter(b',', bytes).count();
        (self.fields, self.row_bytes) =
            match memrchr2(b'\r', b'\n', bytes).and_then(|end| bytes.get(end + 1..)) {
                Some(row) => (1 + commas(row), row.len()),
                None => (self.fields + commas(bytes), self.row_bytes + bytes.len()),
            };
    }

    fn follow_each(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
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
        let row_ended = self.state == State::FieldStart && byte != b',';
        self.row_bytes = if row_ended { 0 } else { self.row_bytes + 1 };
        Ok(())
    }
}

impl<R: Read> Guarded<R> {
    /// Reads more bytes than a byte order mark has, if the file has them: the parser knows the mark only in one piece with what
    /// follows.
    fn begin(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest @ [_, ..]) = buffer.get_mut(filled..)
            && filled <= BYTE_ORDER_MARK.len()
        {
            match self.input.read(rest)? {
                0 => break,
                more => filled += more,
            }
        }
        Ok(filled)
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stopped = || io::Error::new(io::ErrorKind::InvalidData, "stopped by the guard");
        if self.fault.is_some() {
            return Err(stopped());
        }
        let bytes = if self.begun { self.input.read(buffer)? } else { self.begin(buffer)? };
        let read = buffer.get(..bytes).unwrap_or_default();
        let marked = if self.begun { None } else { read.strip_prefix(BYTE_ORDER_MARK) };
        self.begun = true;
        let sound = match marked {
            Some(text) => {
                self.row_bytes = BYTE_ORDER_MARK.len();
                BYTE_ORDER_MARK.len() + self.follow(text)
            }
            None => self.follow(read),
        };
        if bytes == 0 && self.state == State::Quoted {
            self.fault = Some(TableError::BrokenQuotes {});
        }
        if sound == 0 && self.fault.is_some() { Err(stopped()) } else { Ok(sound) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Guards that going from quote to quote finds what going byte by byte finds, and leaves the same state.
        #[test]
        fn quotes_are_followed_from_one_to_the_next(
            parts in prop::collection::vec("[\",\r\nab]{0,12}", 1..6), quoted: bool, fields in MOST_FIELDS - 9..MOST_FIELDS,
        ) {
            let mut leaps = Guarded::new(&b""[..]);
            leaps.fields = fields;
            if quoted {
                leaps.state = State::Quoted;
            }
            let mut steps = Guarded { input: &b""[..], fault: None, ..leaps };
            for part in parts {
                prop_assert_eq!(leaps.follow(part.as_bytes()), steps.follow_each(part.as_bytes()));
                prop_assert_eq!(leaps.fault(), steps.fault());
                if leaps.fault.is_some() {
                    break;
                }
                prop_assert!(leaps.state == steps.state, "{part}");
                let counts = |guarded: &Guarded<_>| (guarded.length, guarded.fields, guarded.row_bytes);
                prop_assert_eq!(counts(&leaps), counts(&steps));
            }
        }
    }

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
