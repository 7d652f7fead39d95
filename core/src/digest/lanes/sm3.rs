//! SM3 (GB/T 32905-2016, 5.3) in every lane.

use fearless_simd::prelude::*;

use super::registers::{load_blocks, load_states, rotate, store, width};
use super::{Blocks, LANES, States};

/// The compression of one block in every lane.
#[inline(always)]
pub(super) fn compress<S: Simd>(simd: S, before: &States, blocks: &Blocks, after: &mut States) {
    if S::u32s::LEN > 4 {
        compress_groups::<S, 2>(simd, before, blocks, after);
    } else {
        compress_groups::<S, 1>(simd, before, blocks, after);
    }
}

#[inline(always)]
fn compress_groups<S: Simd, const GROUPS: usize>(
    simd: S,
    before: &States,
    blocks: &Blocks,
    after: &mut States,
) {
    let mut from = 0;
    while from < LANES {
        let mut w = load_blocks::<S, GROUPS>(simd, blocks, from);
        let start = load_states::<S, GROUPS>(simd, before, from);
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = start;
        // Word `at + 4` of the expanded block takes the place of the word twelve before this round's.
        macro_rules! expand {
            ($at:expr) => {
                for n in 0..GROUPS {
                    let mixed =
                        w[($at + 4) % 16][n] ^ w[($at + 11) % 16][n] ^ rotate::<S, 15>(w[($at + 1) % 16][n]);
                    w[($at + 4) % 16][n] =
                        permute1::<S>(mixed) ^ rotate::<S, 7>(w[($at + 7) % 16][n]) ^ w[($at + 14) % 16][n];
                }
            };
        }
        macro_rules! round {
            ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $round:expr, $at:expr, $bool1:ident, $bool2:ident) => {
                let constant = S::u32s::splat(simd, CONSTANTS[$round + $at]);
                for n in 0..GROUPS {
                    let turned = rotate::<S, 12>($a[n]);
                    let first = rotate::<S, 7>(turned + $e[n] + constant);
                    let word = w[$at][n];
                    $d[n] = $bool1::<S>($a[n], $b[n], $c[n])
                        + $d[n]
                        + (first ^ turned)
                        + (word ^ w[($at + 4) % 16][n]);
                    $h[n] = permute0::<S>($bool2::<S>($e[n], $f[n], $g[n]) + $h[n] + first + word);
                    $b[n] = rotate::<S, 9>($b[n]);
                    $f[n] = rotate::<S, 19>($f[n]);
                }
            };
        }
        macro_rules! four {
            ($round:expr, $at:expr, $bool1:ident, $bool2:ident, $($expand:ident)?) => {
                $($expand!($at);)?
                round!(a b c d e f g h, $round, $at, $bool1, $bool2);
                $($expand!($at + 1);)?
                round!(d a b c h e f g, $round, $at + 1, $bool1, $bool2);
                $($expand!($at + 2);)?
                round!(c d a b g h e f, $round, $at + 2, $bool1, $bool2);
                $($expand!($at + 3);)?
                round!(b c d a f g h e, $round, $at + 3, $bool1, $bool2);
            };
        }
        four!(0, 0, parity, parity,);
        four!(0, 4, parity, parity,);
        four!(0, 8, parity, parity,);
        four!(0, 12, parity, parity, expand);
        let mut round = 16;
        while round < 64 {
            four!(round, 0, majority, choice, expand);
            four!(round, 4, majority, choice, expand);
            four!(round, 8, majority, choice, expand);
            four!(round, 12, majority, choice, expand);
            round += 16;
        }
        let end = [a, b, c, d, e, f, g, h];
        for word in 0..8 {
            for n in 0..GROUPS {
                store::<S>(start[word][n] ^ end[word][n], &mut after[word], from + n * S::u32s::LEN);
            }
        }
        from += width::<S, GROUPS>();
    }
}

#[inline(always)]
fn parity<S: Simd>(x: S::u32s, y: S::u32s, z: S::u32s) -> S::u32s {
    x ^ y ^ z
}

#[inline(always)]
fn majority<S: Simd>(x: S::u32s, y: S::u32s, z: S::u32s) -> S::u32s {
    x & y | z & (x | y)
}

#[inline(always)]
fn choice<S: Simd>(x: S::u32s, y: S::u32s, z: S::u32s) -> S::u32s {
    x & y | !x & z
}

#[inline(always)]
fn permute0<S: Simd>(x: S::u32s) -> S::u32s {
    x ^ rotate::<S, 9>(x) ^ rotate::<S, 17>(x)
}

#[inline(always)]
fn permute1<S: Simd>(x: S::u32s) -> S::u32s {
    x ^ rotate::<S, 15>(x) ^ rotate::<S, 23>(x)
}

/// Those of 4.2, each turned as its round turns it.
const CONSTANTS: [u32; 64] = {
    let (mut constants, mut round) = ([0; 64], 0_u32);
    while round < 64 {
        let constant: u32 = if round < 16 { 0x79cc_4519 } else { 0x7a87_9d8a };
        constants[round as usize] = constant.rotate_left(round % 32);
        round += 1;
    }
    constants
};
