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

#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress_here(before: &States, blocks: &Blocks, after: &mut States) {
    for lane in (0..LANES).step_by(TOGETHER) {
        let (mut abef, mut cdgh, mut w) = (
            [_mm_setzero_si128(); TOGETHER],
            [_mm_setzero_si128(); TOGETHER],
            [[_mm_setzero_si128(); TOGETHER]; 4],
        );
        for n in 0..TOGETHER {
            let state = |word: usize| before[word][lane + n].cast_signed();
            abef[n] = _mm_set_epi32(state(0), state(1), state(4), state(5));
            cdgh[n] = _mm_set_epi32(state(2), state(3), state(6), state(7));
            for (four, at) in w.iter_mut().zip([0, 2, 4, 6]) {
                let half = |at: usize| blocks.word(at, lane + n).rotate_left(32).cast_signed();
                four[n] = _mm_set_epi64x(half(at + 1), half(at));
            }
        }
        let (first, second) = (abef, cdgh);
        for four in 0..16 {
            for n in 0..TOGETHER {
                if four >= 4 {
                    let [oldest, old, new, newest] = [0, 1, 2, 3].map(|back| w[(four + back) % 4][n]);
                    let sum =
                        _mm_add_epi32(_mm_sha256msg1_epu32(oldest, old), _mm_alignr_epi8::<4>(newest, new));
                    w[four % 4][n] = _mm_sha256msg2_epu32(sum, newest);
                }
                let constants = |at: usize| CONSTANTS[4 * four + at].cast_signed();
                let constants = _mm_set_epi32(constants(3), constants(2), constants(1), constants(0));
                let added = _mm_add_epi32(w[four % 4][n], constants);
                cdgh[n] = _mm_sha256rnds2_epu32(cdgh[n], abef[n], added);
                abef[n] = _mm_sha256rnds2_epu32(abef[n], cdgh[n], _mm_shuffle_epi32::<0x0e>(added));
            }
        }
        for n in 0..TOGETHER {
            let (abef, cdgh) = (_mm_add_epi32(abef[n], first[n]), _mm_add_epi32(cdgh[n], second[n]));
            let words = [
                _mm_extract_epi32::<3>(abef),
                _mm_extract_epi32::<2>(abef),
                _mm_extract_epi32::<3>(cdgh),
                _mm_extract_epi32::<2>(cdgh),
                _mm_extract_epi32::<1>(abef),
                _mm_extract_epi32::<0>(abef),
                _mm_extract_epi32::<1>(cdgh),
                _mm_extract_epi32::<0>(cdgh),
            ];
            for (lanes, word) in after.iter_mut().zip(words) {
                lanes[lane + n] = word.cast_unsigned();
            }
        }
    }
}

/// So many hashes at a time.
const TOGETHER: usize = 2;
