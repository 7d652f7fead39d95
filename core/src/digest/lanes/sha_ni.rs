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
    let mut lane = 0;
    while lane < LANES {
        let ((mut abef, mut cdgh), (mut other_abef, mut other_cdgh)) =
            (load(before, lane), load(before, lane + 1));
        let (start, other_start) = ((abef, cdgh), (other_abef, other_cdgh));
        let [mut w0, mut w1, mut w2, mut w3] = load_block(blocks, lane);
        let [mut v0, mut v1, mut v2, mut v3] = load_block(blocks, lane + 1);
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
        store(add(start, (abef, cdgh)), after, lane);
        store(add(other_start, (other_abef, other_cdgh)), after, lane + 1);
        lane += 2;
    }
}

/// A state as the instructions want it: words 0, 1, 4 and 5 from the top down, and 2, 3, 6 and 7.
type State = (__m128i, __m128i);

#[inline]
#[target_feature(enable = "sse4.1")]
fn load(states: &States, lane: usize) -> State {
    let [a, b, c, d, e, f, g, h] = states;
    let four = |w: &[u32; LANES], x: &[u32; LANES], y: &[u32; LANES], z: &[u32; LANES]| {
        _mm_set_epi32(
            w[lane].cast_signed(),
            x[lane].cast_signed(),
            y[lane].cast_signed(),
            z[lane].cast_signed(),
        )
    };
    (four(a, b, e, f), four(c, d, g, h))
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn load_block(blocks: &Blocks, lane: usize) -> [__m128i; 4] {
    let half = |at: usize| blocks.word(at, lane).rotate_left(32).cast_signed();
    [
        _mm_set_epi64x(half(1), half(0)),
        _mm_set_epi64x(half(3), half(2)),
        _mm_set_epi64x(half(5), half(4)),
        _mm_set_epi64x(half(7), half(6)),
    ]
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
fn store((abef, cdgh): State, states: &mut States, lane: usize) {
    let [a, b, c, d, e, f, g, h] = states;
    a[lane] = _mm_extract_epi32::<3>(abef).cast_unsigned();
    b[lane] = _mm_extract_epi32::<2>(abef).cast_unsigned();
    c[lane] = _mm_extract_epi32::<3>(cdgh).cast_unsigned();
    d[lane] = _mm_extract_epi32::<2>(cdgh).cast_unsigned();
    e[lane] = _mm_extract_epi32::<1>(abef).cast_unsigned();
    f[lane] = _mm_extract_epi32::<0>(abef).cast_unsigned();
    g[lane] = _mm_extract_epi32::<1>(cdgh).cast_unsigned();
    h[lane] = _mm_extract_epi32::<0>(cdgh).cast_unsigned();
}
