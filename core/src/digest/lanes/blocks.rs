//! One block for each lane.

use super::LANES;

/// A block of 64 bytes for each of as many hashes: for each of its eight words, most significant byte first, that word of
/// each block.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Blocks {
    words: [[u64; LANES]; 8],
    /// So many words, and the last one, may be other than zero.
    used: usize,
}

/// The longest text that fits one block with its padding.
pub(crate) const ONE_BLOCK: usize = 55;

impl Blocks {
    /// Blocks of zeros.
    pub(crate) fn new() -> Self {
        Self { words: [[0; LANES]; 8], used: 0 }
    }

    /// One word of each block; none where all are zero.
    #[inline(always)]
    pub(super) fn words(&self, at: usize) -> Option<&[u64; LANES]> {
        (at < self.used || at == 7).then_some(&self.words[at])
    }

    /// Lays out the last block of each hash: its last text, a one bit, zeros, and the length of all in bits, where `before`
    /// bytes stood in the blocks before it. Both suites pad alike (FIPS 180-4, 5.1.1; GB/T 32905-2016, 5.2). False, and
    /// nothing of use laid out, where a text is longer than [`ONE_BLOCK`].
    #[inline]
    pub(crate) fn lay_out(&mut self, before: usize, texts: &[&[u8]; LANES]) -> bool {
        let length = texts[0].len();
        let differing = texts.iter().fold(0, |differing, text| differing | text.len() ^ length);
        if differing == 0 {
            self.lay_out_equal(texts, length);
            self.words[7] = [bits(before + length); LANES];
            return length <= ONE_BLOCK;
        }
        self.lay_out_any(texts);
        for (place, text) in self.words[7].iter_mut().zip(texts) {
            *place = bits(before + text.len());
        }
        texts.iter().all(|text| text.len() <= ONE_BLOCK)
    }

    /// The number, from 0, of the last block of a text.
    pub(super) fn last_of(text: &[u8]) -> usize {
        (text.len() + 8) / 64
    }

    /// Lays out the block with this number of each text; it says nothing where a text has ended before.
    pub(super) fn lay_out_nth(&mut self, number: usize, texts: &[&[u8]; LANES]) {
        self.used = 8;
        for (lane, text) in texts.iter().enumerate() {
            let words = text.as_chunks().0;
            for (at, place) in self.words.iter_mut().enumerate() {
                place[lane] = match words.get(8 * number + at) {
                    Some(word) => u64::from_be_bytes(*word),
                    None if 8 * number + at == words.len() => end(text),
                    None => 0,
                };
            }
            if number == Self::last_of(text) {
                self.words[7][lane] = bits(text.len());
            }
        }
    }

    /// Most directories have ids of one length, and a loop that need not ask for it is twice as fast.
    #[inline]
    fn lay_out_equal(&mut self, texts: &[&[u8]; LANES], length: usize) {
        match length / 8 {
            0 => self.lay_out_words::<0>(texts),
            1 => self.lay_out_words::<1>(texts),
            2 => self.lay_out_words::<2>(texts),
            3 => self.lay_out_words::<3>(texts),
            4 => self.lay_out_words::<4>(texts),
            5 => self.lay_out_words::<5>(texts),
            _ => self.lay_out_words::<6>(texts),
        }
    }

    #[inline]
    fn lay_out_words<const WHOLE: usize>(&mut self, texts: &[&[u8]; LANES]) {
        self.used = WHOLE + 1;
        let beyond = 8 * (7 - texts[0].len() % 8);
        for (lane, text) in texts.iter().enumerate() {
            let Some(words) = text.as_chunks().0.first_chunk::<WHOLE>() else { continue };
            for (place, word) in self.words.iter_mut().zip(words) {
                place[lane] = u64::from_be_bytes(*word);
            }
            self.words[WHOLE][lane] = (last(text) << 8 | 0x80) << beyond;
        }
    }

    fn lay_out_any(&mut self, texts: &[&[u8]; LANES]) {
        let longest = texts.iter().map(|text| text.len()).max().unwrap_or_default();
        self.used = longest / 8 + 1;
        for (lane, text) in texts.iter().enumerate() {
            let (whole, _) = text.as_chunks();
            for (at, place) in self.words.iter_mut().take(self.used).enumerate() {
                place[lane] = match whole.get(at) {
                    Some(word) => u64::from_be_bytes(*word),
                    None if at == whole.len() => end(text),
                    None => 0,
                };
            }
        }
    }
}

fn bits(bytes: usize) -> u64 {
    8 * bytes as u64
}

/// The word with what is left of a text after its whole words, and the one bit after it.
#[inline]
fn end(text: &[u8]) -> u64 {
    (last(text) << 8 | 0x80) << (8 * (7 - text.len() % 8))
}

/// The last eight bytes, or all where there are fewer.
#[inline]
fn last(text: &[u8]) -> u64 {
    match text.last_chunk() {
        Some(last) => u64::from_be_bytes(*last),
        None => text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}
