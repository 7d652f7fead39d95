//! The rows of a block of a CSV file.

use std::io::{Chain, Read};
use std::ops::Range;

use csv::ByteRecord;
use memchr::{memchr, memchr_iter, memchr2};
use simdutf8::basic::from_utf8;

/// Goes through a block of whole rows whose quotes were found to pair.
pub(super) struct Records<'a> {
    /// What is left of the block.
    rest: Rest<'a>,
    /// The row, its fields joined by tabs, unless it is a line of the block.
    joined: Vec<u8>,
    line: &'a str,
    /// Where its fields lie in it.
    fields: Vec<Range<usize>>,
}

/// Two ways of going through a block.
enum Rest<'a> {
    /// From line to line, where each is a row with tabs between its fields.
    Lines(&'a str),
    /// From record to record, by a parser.
    Records { block: &'a [u8], parser: Box<Parser<'a>>, record: ByteRecord },
}

type Parser<'a> = csv::Reader<Chain<&'static [u8], &'a [u8]>>;

/// Stands before a block, or the parser would take what it begins with for a byte order mark.
const ROW_BEFORE: &[u8] = b"x\n";

/// A block with tabs for commas, if there is nothing in it but commas between fields and line breaks between rows: neither a quote nor
/// a control character.
pub(super) fn tabbed(block: &[u8]) -> Option<Vec<u8>> {
    if memchr(b'"', block).is_some() || has_controls(block) {
        return None;
    }
    Some(block.iter().map(|byte| if *byte == b',' { b'\t' } else { *byte }).collect())
}

/// Whether a text has a control character that is no line break. C2 80 to C2 9F are those beyond ASCII.
fn has_controls(text: &[u8]) -> bool {
    let ascii = |byte: u8| ((byte < b' ') & (byte != b'\n') & (byte != b'\r')) | (byte == 0x7F);
    let beyond = |byte: u8, next: u8| (byte == 0xC2) & (next < 0xA0);
    let following = text.get(1..).unwrap_or_default();
    // Without an early end, many bytes are looked at at once.
    let pairs = text.iter().zip(following);
    pairs.fold(false, |any, (byte, next)| any | ascii(*byte) | beyond(*byte, *next))
        || text.last().is_some_and(|last| ascii(*last))
}

impl<'a> Records<'a> {
    /// The rows of this block, of which this is [`tabbed`].
    pub(super) fn new(block: &'a [u8], tabbed: Option<&'a [u8]>) -> Self {
        let lines = tabbed.and_then(|tabbed| from_utf8(tabbed).ok());
        let rest = match lines {
            Some(lines) => Rest::Lines(lines),
            None => Rest::records(block),
        };
        Self { rest, joined: Vec::new(), line: "", fields: Vec::new() }
    }

    /// Goes on to the next row, if there is one. A line with nothing on it is none.
    pub(super) fn advance(&mut self) -> bool {
        self.fields.clear();
        match &mut self.rest {
            Rest::Lines(rest) => {
                let rest = rest.trim_start_matches(['\r', '\n']);
                let end = memchr2(b'\r', b'\n', rest.as_bytes()).unwrap_or(rest.len());
                let (line, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
                (self.line, self.rest) = (line, Rest::Lines(rest));
                let mut start = 0;
                for tab in memchr_iter(b'\t', line.as_bytes()) {
                    self.fields.push(start..tab);
                    start = tab + 1;
                }
                self.fields.push(start..line.len());
                !line.is_empty()
            }
            Rest::Records { parser, record, .. } => {
                // What is in memory can be read.
                let found = parser.read_byte_record(record).unwrap_or_default();
                self.joined.clear();
                for field in record.iter().filter(|_| found) {
                    if !self.fields.is_empty() {
                        self.joined.push(b'\t');
                    }
                    let start = self.joined.len();
                    self.joined.extend_from_slice(field);
                    self.fields.push(start..self.joined.len());
                }
                found
            }
        }
    }

    /// What is left of the block after the row.
    pub(super) fn rest(&self) -> &'a [u8] {
        match &self.rest {
            Rest::Lines(rest) => rest.as_bytes(),
            Rest::Records { block, parser, .. } => {
                let read = usize::try_from(parser.position().byte()).unwrap_or(usize::MAX);
                block.get(read.saturating_sub(ROW_BEFORE.len())..).unwrap_or_default()
            }
        }
    }

    /// Whether it is known that no row has a control character but the tabs that were put between its fields.
    pub(super) fn are_plain(&self) -> bool {
        matches!(self.rest, Rest::Lines(_))
    }

    /// Where the fields of the row lie in it.
    pub(super) fn fields(&self) -> &[Range<usize>] {
        &self.fields
    }

    /// The fields of the row, joined by tabs.
    pub(super) fn bytes(&self) -> &[u8] {
        if self.are_plain() { self.line.as_bytes() } else { &self.joined }
    }

    /// The same as text, if it is UTF-8; as no tab is part of a character, each field of it is.
    pub(super) fn text(&self) -> Option<&str> {
        if self.are_plain() { Some(self.line) } else { str::from_utf8(&self.joined).ok() }
    }
}

impl<'a> Rest<'a> {
    fn records(block: &'a [u8]) -> Self {
        let file = ROW_BEFORE.chain(block);
        let mut parser = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
        let mut record = ByteRecord::new();
        parser.read_byte_record(&mut record).unwrap_or_default();
        Self::Records { block, parser: Box::new(parser), record }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The fields of all rows of a block.
    fn rows(block: &[u8], tabbed: Option<&[u8]>) -> Vec<Vec<Vec<u8>>> {
        let (mut records, mut rows) = (Records::new(block, tabbed), Vec::new());
        while records.advance() {
            let bytes = records.bytes();
            assert_eq!(records.text(), str::from_utf8(bytes).ok());
            rows.push(records.fields().iter().map(|field| bytes[field.clone()].to_vec()).collect::<Vec<_>>());
            assert_eq!(rows.last().unwrap().join(&b'\t'), bytes);
        }
        assert!(records.rest().is_empty());
        rows
    }

    /// The same as the `csv` crate reads them; a row before keeps it from taking what a row begins with for a byte order mark.
    fn known(block: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let file = [b"x\n", block].concat();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&file[..]);
        let rows = reader.byte_records().map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect());
        rows.skip(1).collect()
    }

    proptest! {
        /// Guards the reading of rows against a parser that is not ours, both ways through a block, in bytes that are no text too.
        #[test]
        fn rows_are_what_a_parser_reads(rows_of in prop::collection::vec(
            prop::collection::vec("([a高\u{FEFF}\t ][a高 \"]{0,3})?|\"([a高,\r\n\t]|\"\"){0,5}\"", 1..4), 0..5
        ), end in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n\r"]), last: bool, damaged: Option<prop::sample::Index>) {
            let lines: Vec<String> = rows_of.iter().map(|row| row.join(",")).collect();
            let mut block = (lines.join(end) + if last { end } else { "" }).into_bytes();
            if let Some(at) = damaged.filter(|_| !block.is_empty()) {
                let at = at.index(block.len());
                if !block[at].is_ascii() {
                    block[at] = 0xFF;
                }
            }
            let tabbed = tabbed(&block);
            prop_assert_eq!(rows(&block, tabbed.as_deref()), known(&block));
            prop_assert_eq!(rows(&block, None), known(&block));
        }
    }

    /// Guards the way from line to line, on which no character is looked at again: one control character, or one quote, and it is not gone.
    #[test]
    fn a_block_with_more_than_fields_and_rows_is_not_tabbed() {
        assert_eq!(
            tabbed("高,平\r\n·,\u{A0}\n".as_bytes()).as_deref(),
            Some("高\t平\r\n·\t\u{A0}\n".as_bytes())
        );
        for character in ('\0'..='\u{2FF}').filter(|character| character.is_control() || *character == '"') {
            for block in [format!("{character}a,b"), format!("a{character},b"), format!("a,b{character}")] {
                let breaks = matches!(character, '\r' | '\n');
                assert_eq!(tabbed(block.as_bytes()).is_some(), breaks, "{block:?}");
            }
        }
    }
}
