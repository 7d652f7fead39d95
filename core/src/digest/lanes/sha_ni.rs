//! SHA-256 with the instructions that x86 has for it, two hashes at a time.
//!
//! Each of these instructions waits four cycles for the one before it in its hash, and a processor can begin one every two
//! cycles or sooner: two hashes take little longer than one.

use std::arch::x86_64::*;

use super::sha256::CONSTANTS;
use super::{Blocks, LANES, States};

/// Whether this machine has them.
pub(super) fn are_here() -> bool {
    is_x86_feature_detected!("sha") && is_x86_feature_detected!("sse4.1") && is_x86_feature_detected!("ssse3")
}

/// The compression of one block in every lane; false, and nothing done, on a machine without these instructions.
#[allow(unsafe_code, reason = "the compiler cannot see that the machine was asked for its instructions")]
pub(super) fn compress(before: &States, blocks: &Blocks, after: &mut States) -> bool {
    let here = are_here();
    if here {
        // SAFETY: all that the function asks of its caller is a machine with these instructions, and this one has them.
        unsafe { compress_here(before, blocks, after) };
    }
    here
}

/// Written out, for registers have no numbers: what is in an array is, for these instructions, in memory.
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress_here(before: &States, blocks: &Blocks, after: &mut States) {
    let mut pair = 0;
    while pair < LANES / 2 {
        let ((mut abef, mut cdgh), (mut other_abef, mut other_cdgh)) = load(before, pair);
        let (start, other_start) = ((abef, cdgh), (other_abef, other_cdgh));
        let (mut w0, mut v0) = load_four(blocks, 0, pair);
        let (mut w1, mut v1) = load_four(blocks, 2, pair);
        let (mut w2, mut v2) = load_four(blocks, 4, pair);
        let (mut w3, mut v3) = load_four(blocks, 6, pair);
        macro_rules! four_rounds {
            ($round:literal, $w:ident, $v:ident) => {
                let constants = constants($round);
                let (added, other_added) = (_mm_add_epi32($w, constants), _mm_add_epi32($v, constants));
                cdgh = _mm_sha256rnds2_epu32(cdgh, abef, added);
                other_cdgh = _mm_sha256rnds2_epu32(other_cdgh, other_abef, other_added);
                abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32::<0x0e>(added));
                other_abef =
                    _mm_sha256rnds2_epu32(other_abef, other_cdgh, _mm_shuffle_epi32::<0x0e>(other_added));
            };
        }
        macro_rules! next_words {
            ($oldest:ident $old:ident $new:ident $newest:ident) => {
                let sum =
                    _mm_add_epi32(_mm_sha256msg1_epu32($oldest, $old), _mm_alignr_epi8::<4>($newest, $new));
                $oldest = _mm_sha256msg2_epu32(sum, $newest);
            };
        }
        macro_rules! sixteen_rounds {
            ($round:literal $second:literal $third:literal $last:literal) => {
                next_words!(w0 w1 w2 w3);
                next_words!(v0 v1 v2 v3);
                four_rounds!($round, w0, v0);
                next_words!(w1 w2 w3 w0);
                next_words!(v1 v2 v3 v0);
                four_rounds!($second, w1, v1);
                next_words!(w2 w3 w0 w1);
                next_words!(v2 v3 v0 v1);
                four_rounds!($third, w2, v2);
                next_words!(w3 w0 w1 w2);
                next_words!(v3 v0 v1 v2);
                four_rounds!($last, w3, v3);
            };
        }
        four_rounds!(0, w0, v0);
        four_rounds!(4, w1, v1);
        four_rounds!(8, w2, v2);
        four_rounds!(12, w3, v3);
        sixteen_rounds!(16 20 24 28);
        sixteen_rounds!(32 36 40 44);
        sixteen_rounds!(48 52 56 60);
        store(add(start, (abef, cdgh)), add(other_start, (other_abef, other_cdgh)), after, pair);
        pair += 1;
    }
}

/// A state as the instructions want it: words 0, 1, 4 and 5 from the top down, and 2, 3, 6 and 7.
type State = (__m128i, __m128i);

/// The states of two lanes; a word of one stands beside that word of the other, so both come with one access.
#[inline]
#[target_feature(enable = "sse4.1")]
fn load(states: &States, pair: usize) -> (State, State) {
    let [a, b, c, d, e, f, g, h] = states;
    let ba = _mm_unpacklo_epi32(load_pair(b, pair), load_pair(a, pair));
    let dc = _mm_unpacklo_epi32(load_pair(d, pair), load_pair(c, pair));
    let fe = _mm_unpacklo_epi32(load_pair(f, pair), load_pair(e, pair));
    let hg = _mm_unpacklo_epi32(load_pair(h, pair), load_pair(g, pair));
    (
        (_mm_unpacklo_epi64(fe, ba), _mm_unpacklo_epi64(hg, dc)),
        (_mm_unpackhi_epi64(fe, ba), _mm_unpackhi_epi64(hg, dc)),
    )
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn load_pair(word: &[u32; LANES], pair: usize) -> __m128i {
    let [one, other] = word.as_chunks().0[pair];
    _mm_set_epi32(0, 0, other.cast_signed(), one.cast_signed())
}

/// Four words of the blocks of two lanes: these 64 bits and the next.
#[inline]
#[target_feature(enable = "sse4.1")]
fn load_four(blocks: &Blocks, at: usize, pair: usize) -> (__m128i, __m128i) {
    let (first, second) = (load_two(blocks, at, pair), load_two(blocks, at + 1, pair));
    (_mm_unpacklo_epi64(first, second), _mm_unpackhi_epi64(first, second))
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn load_two(blocks: &Blocks, at: usize, pair: usize) -> __m128i {
    let Some(words) = blocks.words(at) else { return _mm_setzero_si128() };
    let [one, other] = words.as_chunks().0[pair];
    _mm_shuffle_epi32::<0xb1>(_mm_set_epi64x(other.cast_signed(), one.cast_signed()))
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn constants(round: usize) -> __m128i {
    _mm_set_epi32(
        CONSTANTS[round + 3].cast_signed(),
        CONSTANTS[round + 2].cast_signed(),
        CONSTANTS[round + 1].cast_signed(),
        CONSTANTS[round].cast_signed(),
    )
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn add(one: State, other: State) -> State {
    (_mm_add_epi32(one.0, other.0), _mm_add_epi32(one.1, other.1))
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn store(one: State, other: State, states: &mut States, pair: usize) {
    let [a, b, c, d, e, f, g, h] = states;
    store_pairs(_mm_unpackhi_epi32(one.0, other.0), b, a, pair);
    store_pairs(_mm_unpackhi_epi32(one.1, other.1), d, c, pair);
    store_pairs(_mm_unpacklo_epi32(one.0, other.0), f, e, pair);
    store_pairs(_mm_unpacklo_epi32(one.1, other.1), h, g, pair);
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn store_pairs(pairs: __m128i, low: &mut [u32; LANES], high: &mut [u32; LANES], pair: usize) {
    low.as_chunks_mut().0[pair] =
        [_mm_extract_epi32::<0>(pairs).cast_unsigned(), _mm_extract_epi32::<1>(pairs).cast_unsigned()];
    high.as_chunks_mut().0[pair] =
        [_mm_extract_epi32::<2>(pairs).cast_unsigned(), _mm_extract_epi32::<3>(pairs).cast_unsigned()];
}
