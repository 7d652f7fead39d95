//! How hashes are worked out on this machine.

use fearless_simd::{Level, dispatch};

use super::groups::Compression;
#[cfg(target_arch = "x86_64")]
use super::sha_ni;
use super::sha256::Sha256;
use super::sm3::Sm3;
use super::{Blocks, LANES, Prefixes, States, groups, registers};
use crate::digest::Suite;

/// How many hashes are worked out at once; what differs is the time they take.
///
/// Not part of the interface: benches and tests choose one, everyone else gets the fastest there is.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub enum HashPath {
    /// SHA-256 one after the other, by the library for one.
    OneByOne,
    /// SHA-256 two at a time, with the instructions that x86 has for it.
    ShaInstructions,
    /// As many at a time as vector registers have lanes.
    Lanes(Level),
}

impl HashPath {
    /// The fastest here.
    pub fn fastest(suite: Suite) -> Self {
        let level = Level::new();
        match suite {
            Suite::Sha256 if level.is_fallback() => Self::OneByOne,
            Suite::Sha256 => faster_than(level).unwrap_or(Self::Lanes(level)),
            Suite::Sm3 => Self::Lanes(level),
        }
    }

    /// All there are here.
    pub fn all(suite: Suite) -> Vec<Self> {
        let level = Level::new();
        let mut all = vec![Self::Lanes(level)];
        #[cfg(target_arch = "x86_64")]
        {
            let less = [
                level.as_avx2().map(Level::Avx2),
                level.as_sse4_2().map(Level::Sse4_2),
                level.as_sse2().map(Level::Sse2),
            ];
            all.extend(less.into_iter().flatten().map(Self::Lanes));
            // The first of these may be the fastest again.
            all.dedup_by_key(|path| path.name());
        }
        if suite == Suite::Sha256 {
            all.push(Self::OneByOne);
            #[cfg(target_arch = "x86_64")]
            all.extend(sha_ni::are_here().then_some(Self::ShaInstructions));
        }
        all
    }

    /// What it is called in benches.
    pub fn name(self) -> String {
        let name = match self {
            Self::Lanes(level) => format!("{level:?}"),
            one_or_two => format!("{one_or_two:?}"),
        };
        name.chars().take_while(|character| *character != '(').collect()
    }

    /// The first two words after the compression of one block in every lane, all from one state.
    #[inline]
    pub(crate) fn prefixes(self, suite: Suite, before: &[u32; 8], blocks: &Blocks, after: &mut Prefixes) {
        match self {
            Self::Lanes(level) => {
                let prefixes = match suite {
                    Suite::Sha256 => suite_prefixes::<Sha256>,
                    Suite::Sm3 => suite_prefixes::<Sm3>,
                };
                prefixes(level, before, blocks, after);
            }
            _ => {
                let mut whole = [[0; LANES]; 8];
                self.compress(suite, &before.map(|word| [word; LANES]), blocks, &mut whole);
                [after[0], after[1], ..] = whole;
            }
        }
    }

    /// The compression of one block in every lane.
    #[inline]
    pub(crate) fn compress(self, suite: Suite, before: &States, blocks: &Blocks, after: &mut States) {
        match (suite, self) {
            (Suite::Sha256, Self::OneByOne) => one_by_one(before, blocks, after),
            #[cfg(target_arch = "x86_64")]
            (Suite::Sha256, Self::ShaInstructions) if sha_ni::compress(before, blocks, after) => {}
            (_, Self::Lanes(level)) => in_lanes(level, suite, before, blocks, after),
            _ => in_lanes(Level::baseline(), suite, before, blocks, after),
        }
    }
}

fn one_by_one(before: &States, blocks: &Blocks, after: &mut States) {
    for lane in 0..LANES {
        let (mut state, mut block) = (before.each_ref().map(|word| word[lane]), [0; 64]);
        for (at, bytes) in block.as_chunks_mut().0.iter_mut().enumerate() {
            *bytes = blocks.words(at).map_or(0, |words| words[lane]).to_be_bytes();
        }
        sha2::block_api::compress256(&mut state, &[block]);
        after.iter_mut().zip(state).for_each(|(lanes, word)| lanes[lane] = word);
    }
}

#[inline]
fn in_lanes(level: Level, suite: Suite, before: &States, blocks: &Blocks, after: &mut States) {
    match suite {
        Suite::Sha256 => suite_in_lanes::<Sha256>(level, before, blocks, after),
        Suite::Sm3 => suite_in_lanes::<Sm3>(level, before, blocks, after),
    }
}

// Never inlined, nor both suites in one function: an engine for WebAssembly keeps the state of a compression in registers only
// where it stands alone.

#[inline(never)]
fn suite_in_lanes<C: Compression>(level: Level, before: &States, blocks: &Blocks, after: &mut States) {
    dispatch!(level, simd => groups::compress::<C, _>(simd, before, blocks, after));
}

/// Called by a pointer, so that it stands alone without being marked as never inlined: what is so marked, the compiler takes as this
/// crate has it. The package for JavaScript has this crate compiled for size, but the draw for speed, and so compiles this again.
fn suite_prefixes<C: Compression>(level: Level, before: &[u32; 8], blocks: &Blocks, after: &mut Prefixes) {
    dispatch!(level, simd => groups::prefixes::<C, _>(simd, before, blocks, after));
}

/// In which lanes the word is at most the limit: a bit for each, the first lane's the least.
#[inline]
pub(crate) fn at_most(words: &[u32; LANES], limits: &[u32; LANES]) -> u64 {
    dispatch!(Level::new(), simd => registers::at_most(simd, words, limits))
}

/// Instructions for SHA-256 do more in the same time than the lanes of any level but AVX-512.
#[cfg(target_arch = "x86_64")]
fn faster_than(level: Level) -> Option<HashPath> {
    (level.as_avx512().is_none() && sha_ni::are_here()).then_some(HashPath::ShaInstructions)
}

/// The library for one hash uses these instructions where there are some.
#[cfg(target_arch = "aarch64")]
fn faster_than(_: Level) -> Option<HashPath> {
    std::arch::is_aarch64_feature_detected!("sha2").then_some(HashPath::OneByOne)
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn faster_than(_: Level) -> Option<HashPath> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that every way does the same in every lane, each of which begins and goes on differently, and that the first
    /// two words alone are those of the whole.
    #[test]
    fn every_path_compresses_alike() {
        let numbers = |seed: u32| seed.wrapping_mul(0x9e37_79b1).rotate_left(13).wrapping_mul(0x85eb_ca77);
        let before: States =
            std::array::from_fn(|word| std::array::from_fn(|lane| numbers((LANES * word + lane) as u32 + 1)));
        let texts: [[u8; 64]; LANES] = std::array::from_fn(|lane| {
            std::array::from_fn(|at| (numbers((64 * lane + at) as u32) >> 24) as u8)
        });
        let mut blocks = Blocks::new();
        blocks.lay_out_nth(0, &texts.each_ref().map(|text| &text[..]));
        for suite in Suite::ALL {
            let mut found = Vec::new();
            for path in HashPath::all(suite) {
                let mut after = [[0; LANES]; 8];
                path.compress(suite, &before, &blocks, &mut after);
                found.push(after);
            }
            assert!(found.iter().all(|after| *after == found[0]), "{suite}");
            assert_ne!(found[0], before);
            let alike = before.map(|word| word[0]);
            for path in HashPath::all(suite) {
                let (mut whole, mut prefixes) = ([[0; LANES]; 8], [[0; LANES]; 2]);
                path.compress(suite, &alike.map(|word| [word; LANES]), &blocks, &mut whole);
                path.prefixes(suite, &alike, &blocks, &mut prefixes);
                assert_eq!(prefixes, whole[..2], "{suite} {path:?}");
            }
        }
    }
}
