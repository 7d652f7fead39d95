//! A CSV file in blocks of whole rows, each of which can be read by itself.

use std::io::Read;
use std::mem::take;

use super::TableError;
use super::guard::Guarded;

/// So many bytes are asked for at once.
const BUFFER: usize = 1 << 16;

/// Once a block has more bytes than these it ends with its last whole row: it is a megabyte with what is asked for last.
const BLOCK: usize = (1 << 20) - BUFFER;

/// Cuts a file where rows end.
pub(super) struct Blocks<R> {
    file: Guarded<R>,
    buffer: usize,
    block: usize,
    /// What was read beyond the last block.
    rest: Vec<u8>,
    ended: bool,
    /// Why the file cannot be read on.
    fault: Option<TableError>,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(file: R) -> Self {
        Self::of_size(file, BUFFER, BLOCK)
    }

    fn of_size(file: R, buffer: usize, block: usize) -> Self {
        Self { file: Guarded::new(file), buffer, block, rest: Vec::new(), ended: false, fault: None }
    }

    /// The next block; none at the end of the file, which may be a fault.
    pub(super) fn next_block(&mut self) -> Option<Vec<u8>> {
        let mut block = take(&mut self.rest);
        while !self.ended {
            self.read_on(&mut block);
            if let Some(end) = self.rows_end(&block).filter(|_| block.len() > self.block && !self.ended) {
                self.rest.reserve_exact(self.block + 2 * self.buffer);
                self.rest.extend(block.drain(end..));
                break;
            }
        }
        (!block.is_empty()).then_some(block)
    }

    /// What is wrong with the file, which ends there.
    pub(super) fn fault(&mut self) -> Option<TableError> {
        self.fault.take()
    }

    /// Reads some more; where that fails, the row that has begun is lost.
    fn read_on(&mut self, block: &mut Vec<u8>) {
        let known = block.len();
        block.resize(known + self.buffer, 0);
        let read = self.file.read(block.get_mut(known..).unwrap_or_default());
        block.truncate(known + read.as_ref().map_or(0, |bytes| *bytes));
        self.ended = !matches!(read, Ok(1..));
        if let Err(error) = read {
            let unreadable = || TableError::Unreadable { reason: error.to_string() };
            self.fault = Some(self.file.fault().unwrap_or_else(unreadable));
            block.truncate(self.rows_end(block).unwrap_or(0));
        }
    }

    /// Where the last whole row of a block ends of which all has been read, if it has one.
    fn rows_end(&self, block: &[u8]) -> Option<usize> {
        block.len().checked_sub(self.file.row_bytes()).filter(|end| *end > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All blocks of a file, and its fault.
    fn blocks(file: &[u8], buffer: usize, block: usize) -> (Vec<Vec<u8>>, Option<TableError>) {
        let mut blocks = Blocks::of_size(file, buffer, block);
        let all = std::iter::from_fn(|| blocks.next_block()).collect();
        (all, blocks.fault())
    }

    proptest! {
        /// Guards that a file is cut where rows end and nowhere else, and that nothing of it is lost but the row in which a fault is,
        /// whatever the sizes of blocks and buffers.
        #[test]
        fn blocks_are_whole_rows(
            file in "(\u{FEFF})?[\",\r\na]{0,40}", buffer in 4_usize..9, block in 0_usize..20
        ) {
            let (whole, fault) = blocks(file.as_bytes(), 64, 64);
            let (cut, cut_fault) = blocks(file.as_bytes(), buffer, block);
            prop_assert_eq!(cut.concat(), whole.concat());
            prop_assert_eq!(&cut_fault, &fault);
            prop_assert!(file.as_bytes().starts_with(&whole.concat()));
            prop_assert!(fault.is_some() || file.len() == whole.concat().len());
            let (last, before) = cut.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
            let ended = if fault.is_some() { last } else { None };
            for block in before.iter().chain(ended) {
                prop_assert!(matches!(block.last(), Some(b'\r' | b'\n')), "{block:?}");
                prop_assert_eq!(blocks(block, 64, 64).1, None, "whole rows, quotes and all");
            }
        }
    }

    /// Guards that a file is cut at all: rows that fill a block are not held with what comes after.
    #[test]
    fn blocks_are_no_longer_than_they_must_be() {
        let (cut, _) = blocks(b"aaaa\nbbbb\ncccc\n\"d\nd\"\ne", 4, 8);
        assert_eq!(cut, [&b"aaaa\nbbbb\n"[..], b"cccc\n", b"\"d\nd\"\ne"]);
    }
}
