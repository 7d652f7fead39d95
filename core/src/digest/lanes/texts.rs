//! Texts of any length, one in each lane.

use super::{Blocks, HashPath, LANES};
use crate::digest::{Digest, Suite};

/// Texts one after the other.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// A longer text is hashed alone: the other lanes would wait for it.
const LONG: usize = 1024;

impl Texts {
    /// Takes one more text, in parts.
    pub(crate) fn push<const N: usize>(&mut self, parts: [&[u8]; N]) {
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part));
        self.ends.push(self.bytes.len());
    }

    /// The hash of each.
    pub(crate) fn hash(&self, suite: Suite) -> Vec<Digest> {
        let (mut digests, mut start) = (Vec::with_capacity(self.ends.len()), 0);
        for ends in self.ends.chunks(LANES) {
            let mut group = [&[][..]; LANES];
            for (text, end) in group.iter_mut().zip(ends) {
                *text = &self.bytes[start..*end];
                start = *end;
            }
            digests.extend(hash_group(suite, &group).into_iter().take(ends.len()));
        }
        digests
    }
}

fn hash_group(suite: Suite, texts: &[&[u8]; LANES]) -> [Digest; LANES] {
    let path = HashPath::fastest(suite);
    let short = texts.map(|text| if text.len() <= LONG { text } else { &[] });
    let last = short.map(Blocks::last_of);
    let mut states = suite.hasher().state().map(|word| [word; LANES]);
    let (mut blocks, mut after) = (Blocks::new(), states);
    let mut digests = [Digest::from_bytes([0; 32]); LANES];
    for number in 0..=last.iter().copied().max().unwrap_or_default() {
        blocks.lay_out_nth(number, &short);
        path.compress(suite, &states, &blocks, &mut after);
        for lane in (0..LANES).filter(|lane| last[*lane] == number) {
            digests[lane] = Digest::from_words(after.each_ref().map(|word| word[lane]));
        }
        states = after;
    }
    for (digest, text) in digests.iter_mut().zip(texts).filter(|(_, text)| text.len() > LONG) {
        *digest = suite.hash(text);
    }
    digests
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards texts of every length around the ends of blocks, alike and mixed, and one that is hashed alone.
    #[test]
    fn texts_hashed_together_have_the_same_hashes() {
        let text: Vec<u8> = (0..2000_u32).map(|at| (at % 251) as u8).collect();
        let lengths = (0..200).chain((0..90).map(|at| at * 77 % 193)).chain([1023, 1024, 1025, 2000, 0, 64]);
        let texts: Vec<&[u8]> = lengths.map(|length| &text[..length]).collect();
        for suite in Suite::ALL {
            let mut together = Texts::default();
            texts.iter().for_each(|text| together.push([&text[..text.len() / 3], &text[text.len() / 3..]]));
            let alone: Vec<Digest> = texts.iter().map(|text| suite.hash(text)).collect();
            assert_eq!(together.hash(suite), alone);
        }
    }
}
