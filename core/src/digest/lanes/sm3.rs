//! SM3 (GB/T 32905-2016, 5.3) in every lane.

use fearless_simd::prelude::*;

use super::groups::Compression;
use super::registers::{Word, rotate};

pub(super) struct Sm3;

impl Compression for Sm3 {
    #[inline(always)]
    fn rounds<S: Simd, const GROUPS: usize>(
        simd: S,
        [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h]: [Word<S, GROUPS>; 8],
        mut w: [Word<S, GROUPS>; 16],
    ) -> [Word<S, GROUPS>; 8] {
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
        [a, b, c, d, e, f, g, h]
    }

    #[inline(always)]
    fn join<S: Simd>(before: S::u32s, after: S::u32s) -> S::u32s {
        before ^ after
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
