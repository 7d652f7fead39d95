//! Quotes of a CSV file, looked at before the parser, which would silently read over broken ones.

use std::io::{self, Read};

/// Passes a CSV file on up to the place where a quoted field goes on after its closing quote, or never ends.
pub(super) struct PairedQuotes<R> {
    input: R,
    state: State,
    /// Whether the beginning of the file went by.
    begun: bool,
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
        Self { input, state: State::FieldStart, begun: false, broken: false }
    }

    /// Whether reading failed because of quotes.
    pub(super) fn are_broken(&self) -> bool {
        self.broken
    }

    /// How many of these bytes come before the quotes break.
    fn follow(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
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

impl<R: Read> PairedQuotes<R> {
    /// Reads more bytes than a byte order mark has, if the file has them: the parser knows the mark only in one piece with what follows.
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

impl<R: Read> Read for PairedQuotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "broken quotes");
        if self.broken {
            return Err(broken());
        }
        let bytes = if self.begun { self.input.read(buffer)? } else { self.begin(buffer)? };
        let read = buffer.get(..bytes).unwrap_or_default();
        let marked = if self.begun { None } else { read.strip_prefix(BYTE_ORDER_MARK) };
        self.begun = true;
        let sound = match marked {
            Some(text) => BYTE_ORDER_MARK.len() + self.follow(text),
            None => self.follow(read),
        };
        self.broken |= bytes == 0 && self.state == State::Quoted;
        if sound == 0 && self.broken { Err(broken()) } else { Ok(sound) }
    }
}
