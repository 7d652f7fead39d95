//! SHA-256 (FIPS 180-4, 6.2.2) in every lane.

use fearless_simd::prelude::*;

use super::groups::Compression;
use super::registers::{Word, rotate};

pub(super) struct Sha256;

impl Compression for Sha256 {
    #[inline(always)]
    fn rounds<S: Simd, const GROUPS: usize>(
        simd: S,
        [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h]: [Word<S, GROUPS>; 8],
        mut w: [Word<S, GROUPS>; 16],
    ) -> [Word<S, GROUPS>; 8] {
        macro_rules! round {
            ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $round:expr, $at:expr) => {
                let constant = S::u32s::splat(simd, CONSTANTS[$round + $at]);
                for n in 0..GROUPS {
                    let first =
                        $h[n] + w[$at][n] + constant + sum1::<S>($e[n]) + choice::<S>($e[n], $f[n], $g[n]);
                    let second = sum0::<S>($a[n]) + majority::<S>($a[n], $b[n], $c[n]);
                    $d[n] += first;
                    $h[n] = first + second;
                }
            };
        }
        macro_rules! rounds {
            ($round:expr, $at:expr) => {
                round!(a b c d e f g h, $round, $at);
                round!(h a b c d e f g, $round, $at + 1);
                round!(g h a b c d e f, $round, $at + 2);
                round!(f g h a b c d e, $round, $at + 3);
                round!(e f g h a b c d, $round, $at + 4);
                round!(d e f g h a b c, $round, $at + 5);
                round!(c d e f g h a b, $round, $at + 6);
                round!(b c d e f g h a, $round, $at + 7);
            };
        }
        macro_rules! schedule {
            ($($at:literal)*) => { $(
                for n in 0..GROUPS {
                    w[$at][n] = w[$at][n] + sigma0::<S>(w[($at + 1) % 16][n])
                        + w[($at + 9) % 16][n] + sigma1::<S>(w[($at + 14) % 16][n]);
                }
            )* };
        }
        rounds!(0, 0);
        rounds!(0, 8);
        let mut round = 16;
        while round < 64 {
            schedule!(0 1 2 3 4 5 6 7);
            rounds!(round, 0);
            schedule!(8 9 10 11 12 13 14 15);
            rounds!(round, 8);
            round += 16;
        }
        [a, b, c, d, e, f, g, h]
    }

    #[inline(always)]
    fn join<S: Simd>(before: S::u32s, after: S::u32s) -> S::u32s {
        before + after
    }
}

#[inline(always)]
fn sum0<S: Simd>(x: S::u32s) -> S::u32s {
    rotate::<S, 30>(x) ^ rotate::<S, 19>(x) ^ rotate::<S, 10>(x)
}

#[inline(always)]
fn sum1<S: Simd>(x: S::u32s) -> S::u32s {
    rotate::<S, 26>(x) ^ rotate::<S, 21>(x) ^ rotate::<S, 7>(x)
}

#[inline(always)]
fn sigma0<S: Simd>(x: S::u32s) -> S::u32s {
    rotate::<S, 25>(x) ^ rotate::<S, 14>(x) ^ x >> 3
}

#[inline(always)]
fn sigma1<S: Simd>(x: S::u32s) -> S::u32s {
    rotate::<S, 15>(x) ^ rotate::<S, 13>(x) ^ x >> 10
}

#[inline(always)]
fn choice<S: Simd>(x: S::u32s, y: S::u32s, z: S::u32s) -> S::u32s {
    x & y ^ !x & z
}

/// Each bit as most of the three have it; written so that `x ^ y` serves the next round too.
#[inline(always)]
fn majority<S: Simd>(x: S::u32s, y: S::u32s, z: S::u32s) -> S::u32s {
    y ^ (x ^ y) & (y ^ z)
}

/// FIPS 180-4, 4.2.2.
#[rustfmt::skip]
pub(super) const CONSTANTS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];
