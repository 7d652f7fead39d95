//! Compressions of all lanes, as many at a time as two registers have.
//!
//! Everything from here down to the rounds is inlined into the one function that is compiled for a set of instructions: what
//! is not, is compiled without them. So there are no closures and no array functions that take some, which the compiler may
//! leave outside.

use fearless_simd::prelude::*;

use super::registers::{Word, align_frame, load_blocks, load_states, splat_state, store, width};
use super::{Blocks, LANES, Prefixes, States};

/// The compression function of a suite.
pub(super) trait Compression {
    /// The state after the rounds.
    fn rounds<S: Simd, const GROUPS: usize>(
        simd: S,
        state: [Word<S, GROUPS>; 8],
        block: [Word<S, GROUPS>; 16],
    ) -> [Word<S, GROUPS>; 8];

    /// A word of the state before the rounds and that word after them, made one.
    fn join<S: Simd>(before: S::u32s, after: S::u32s) -> S::u32s;
}

/// The compression of one block in every lane.
#[inline(always)]
pub(super) fn compress<C: Compression, S: Simd>(
    simd: S,
    before: &States,
    blocks: &Blocks,
    after: &mut States,
) {
    // Two groups keep wide registers busy; where there are but sixteen narrow ones, the second would only crowd them.
    if S::u32s::LEN > 4 {
        compress_groups::<C, S, 2>(simd, before, blocks, after);
    } else {
        compress_groups::<C, S, 1>(simd, before, blocks, after);
    }
}

/// The same, all lanes from one state, for the first two words of each.
#[inline(always)]
pub(super) fn prefixes<C: Compression, S: Simd>(
    simd: S,
    before: &[u32; 8],
    blocks: &Blocks,
    after: &mut Prefixes,
) {
    if S::u32s::LEN > 4 {
        prefixes_of_groups::<C, S, 2>(simd, before, blocks, after);
    } else {
        prefixes_of_groups::<C, S, 1>(simd, before, blocks, after);
    }
}

#[inline(always)]
fn compress_groups<C: Compression, S: Simd, const GROUPS: usize>(
    simd: S,
    before: &States,
    blocks: &Blocks,
    after: &mut States,
) {
    align_frame();
    let mut from = 0;
    while from < LANES {
        let start = load_states::<S, GROUPS>(simd, before, from);
        let end = C::rounds::<S, GROUPS>(simd, start, load_blocks::<S, GROUPS>(simd, blocks, from));
        join_words::<C, S, GROUPS, 8>(start, end, after, from);
        from += width::<S, GROUPS>();
    }
}

#[inline(always)]
fn prefixes_of_groups<C: Compression, S: Simd, const GROUPS: usize>(
    simd: S,
    before: &[u32; 8],
    blocks: &Blocks,
    after: &mut Prefixes,
) {
    align_frame();
    let start = splat_state::<S, GROUPS>(simd, before);
    let mut from = 0;
    while from < LANES {
        let end = C::rounds::<S, GROUPS>(simd, start, load_blocks::<S, GROUPS>(simd, blocks, from));
        join_words::<C, S, GROUPS, 2>(start, end, after, from);
        from += width::<S, GROUPS>();
    }
}

/// The first so many words of the lanes from `from` on.
#[inline(always)]
fn join_words<C: Compression, S: Simd, const GROUPS: usize, const WORDS: usize>(
    before: [Word<S, GROUPS>; 8],
    after: [Word<S, GROUPS>; 8],
    into: &mut [[u32; LANES]; WORDS],
    from: usize,
) {
    for word in 0..WORDS {
        for n in 0..GROUPS {
            let joined = C::join::<S>(before[word][n], after[word][n]);
            store::<S>(joined, &mut into[word], from + n * S::u32s::LEN);
        }
    }
}
