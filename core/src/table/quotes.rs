//! Quotes of a CSV file, looked at before the parser, which would silently read over broken ones.

use std::io::{self, Read};

/// Passes a CSV file on up to the place where a quoted field goes on after its closing quote, or never ends.
pub(super) struct PairedQuotes<R> {
    input: R,
    state: State,
    /// How many bytes of the byte order mark went by.
    mark: usize,
    broken: bool,
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

impl<R> PairedQuotes<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, state: State::FieldStart, mark: 0, broken: false }
    }

    /// Whether reading failed because of quotes.
    pub(super) fn are_broken(&self) -> bool {
        self.broken
    }

    /// How many of these bytes come before the quotes break.
    fn follow(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
            if BYTE_ORDER_MARK.get(self.mark) == Some(byte) {
                self.mark += 1;
                continue;
            }
            self.mark = BYTE_ORDER_MARK.len();
            match self.state.after(*byte) {
                Some(state) => self.state = state,
                None => {
                    self.broken = true;
                    return place;
                }
            }
        }
        bytes.len()
    }
}

impl<R: Read> Read for PairedQuotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "broken quotes");
        if self.broken {
            return Err(broken());
        }
        let bytes = self.input.read(buffer)?;
        let sound = self.follow(buffer.get(..bytes).unwrap_or_default());
        self.broken |= bytes == 0 && self.state == State::Quoted;
        if sound == 0 && self.broken { Err(broken()) } else { Ok(sound) }
    }
}
