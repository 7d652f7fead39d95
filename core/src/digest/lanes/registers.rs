//! Between memory and vector registers.

use fearless_simd::prelude::*;

use super::{Blocks, LANES, States};

/// One word of as many hashes as `GROUPS` registers have lanes.
pub(super) type Word<S, const GROUPS: usize> = [<S as Simd>::u32s; GROUPS];

/// The lanes that `GROUPS` registers have.
pub(super) const fn width<S: Simd, const GROUPS: usize>() -> usize {
    GROUPS * S::u32s::LEN
}

/// Has the frame of the function that this is inlined into begin with a line of the cache. Compilers do not see to it by
/// themselves, and where what no register has room for lies across two lines, a compression takes more than twice as long.
#[inline(always)]
pub(super) fn align_frame() {
    #[repr(align(64))]
    struct Line {
        _bytes: [u8; 64],
    }
    std::hint::black_box(&Line { _bytes: [0; 64] });
}

/// The sixteen words of the blocks of the lanes from `from` on.
#[inline(always)]
pub(super) fn load_blocks<S: Simd, const GROUPS: usize>(
    simd: S,
    blocks: &Blocks,
    from: usize,
) -> [Word<S, GROUPS>; 16] {
    let mut words = [[S::u32s::splat(simd, 0); GROUPS]; 16];
    for at in 0..8 {
        if let Some(lanes) = blocks.words(at) {
            let mut n = 0;
            while n < GROUPS {
                let (start, half) = (from + n * S::u32s::LEN, S::u64s::LEN);
                let one: S::u32s = S::u64s::from_slice(simd, &lanes[start..start + half]).bitcast();
                let other: S::u32s =
                    S::u64s::from_slice(simd, &lanes[start + half..start + 2 * half]).bitcast();
                let (first, second) = one.deinterleave(other);
                // The more significant half of each word comes first in the block, and first in a register only where numbers
                // begin with it in memory too.
                (words[2 * at][n], words[2 * at + 1][n]) =
                    if cfg!(target_endian = "big") { (first, second) } else { (second, first) };
                n += 1;
            }
        }
    }
    words
}

/// The states of the lanes from `from` on.
#[inline(always)]
pub(super) fn load_states<S: Simd, const GROUPS: usize>(
    simd: S,
    states: &States,
    from: usize,
) -> [Word<S, GROUPS>; 8] {
    let mut words = [[S::u32s::splat(simd, 0); GROUPS]; 8];
    for (word, lanes) in words.iter_mut().zip(states) {
        for (n, register) in word.iter_mut().enumerate() {
            let start = from + n * S::u32s::LEN;
            *register = S::u32s::from_slice(simd, &lanes[start..start + S::u32s::LEN]);
        }
    }
    words
}

/// One state for every lane.
#[inline(always)]
pub(super) fn splat_state<S: Simd, const GROUPS: usize>(simd: S, state: &[u32; 8]) -> [Word<S, GROUPS>; 8] {
    let mut words = [[S::u32s::splat(simd, 0); GROUPS]; 8];
    for (word, value) in words.iter_mut().zip(state) {
        *word = [S::u32s::splat(simd, *value); GROUPS];
    }
    words
}

/// Puts a word of the lanes from `from` on into its place.
#[inline(always)]
pub(super) fn store<S: Simd>(register: S::u32s, lanes: &mut [u32; LANES], start: usize) {
    register.store_slice(&mut lanes[start..start + S::u32s::LEN]);
}

/// Turns each lane left; the compiler knows the pattern where there is one instruction for it.
#[inline(always)]
pub(super) fn rotate<S: Simd, const LEFT: u32>(word: S::u32s) -> S::u32s {
    word << LEFT | word >> (32 - LEFT)
}

/// In which lanes the word is at most the limit.
#[inline(always)]
pub(super) fn at_most<S: Simd>(simd: S, words: &[u32; LANES], limits: &[u32; LANES]) -> u64 {
    let (mut found, mut from) = (0_u64, 0);
    while from < LANES {
        let to = from + S::u32s::LEN;
        let word = S::u32s::from_slice(simd, &words[from..to]);
        let limit = S::u32s::from_slice(simd, &limits[from..to]);
        found |= word.simd_le(limit).to_bitmask() << from;
        from = to;
    }
    found
}
