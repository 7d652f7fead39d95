//! Quotes of a CSV file, looked at before the parser, which would silently read over broken ones.

use std::io::{self, Read};

use memchr::memchr;

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

/// Whether a field ends before this byte.
fn separates(byte: u8) -> bool {
    matches!(byte, b',' | b'\r' | b'\n')
}

impl State {
    /// After bytes none of which is a quote; none where the first of them may not stand there.
    fn after_plain(self, bytes: &[u8]) -> Option<Self> {
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Some(self) };
        match self {
            Self::Quoted => Some(self),
            Self::MaybeClosed if !separates(*first) => None,
            _ if separates(*last) => Some(Self::FieldStart),
            _ => Some(Self::Plain),
        }
    }

    fn after_quote(self) -> Self {
        match self {
            Self::Quoted => Self::MaybeClosed,
            Self::MaybeClosed | Self::FieldStart => Self::Quoted,
            Self::Plain => Self::Plain,
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
        let mark = BYTE_ORDER_MARK.iter().skip(self.mark);
        let mut from = mark.zip(bytes).take_while(|(mark, byte)| mark == byte).count();
        self.mark = if from == bytes.len() { self.mark + from } else { BYTE_ORDER_MARK.len() };
        while let Some(rest) = bytes.get(from..) {
            let quote = memchr(b'"', rest);
            let plain = rest.get(..quote.unwrap_or(rest.len())).unwrap_or_default();
            let Some(state) = self.state.after_plain(plain) else {
                self.broken = true;
                return from;
            };
            self.state = if quote.is_some() { state.after_quote() } else { state };
            from += plain.len() + 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, byte by byte: how many bytes pass, and whether reading ends in an error.
    fn by_definition(file: &[u8]) -> (usize, bool) {
        let mut state = State::FieldStart;
        let marked = BYTE_ORDER_MARK.iter().zip(file).take_while(|(mark, byte)| mark == byte).count();
        for (place, byte) in file.iter().enumerate().skip(marked) {
            state = match (state, byte) {
                (State::Quoted, b'"') => State::MaybeClosed,
                (State::Quoted, _) | (State::MaybeClosed | State::FieldStart, b'"') => State::Quoted,
                (_, b',' | b'\r' | b'\n') => State::FieldStart,
                (State::MaybeClosed, _) => return (place, true),
                _ => State::Plain,
            };
        }
        (file.len(), state == State::Quoted)
    }

    proptest! {
        /// Guards that going from quote to quote finds what going byte by byte finds, however the file comes in pieces.
        #[test]
        fn quotes_are_followed_from_one_to_the_next(
            mark in 0_usize..=3, text in "[\",\r\nab]{0,40}", piece in 1_usize..20,
        ) {
            let file = [&BYTE_ORDER_MARK[..mark], text.as_bytes()].concat();
            let (mut paired, mut passed) = (PairedQuotes::new(&file[..]), 0);
            let broken = loop {
                match paired.read(&mut vec![0; piece]) {
                    Ok(0) => break false,
                    Ok(bytes) => passed += bytes,
                    Err(_) => break true,
                }
            };
            prop_assert_eq!((passed, broken), by_definition(&file));
            prop_assert_eq!(broken, paired.are_broken());
        }
    }
}
