//! The two hashes, asked of the libraries and not of the crate.

use double_random::Suite;
use sha2::Digest as _;

/// The hash of these parts, one after the other.
pub(crate) fn hash(suite: Suite, parts: &[&[u8]]) -> [u8; 32] {
    let bytes = parts.concat();
    match suite {
        Suite::Sha256 => sha2::Sha256::digest(bytes).into(),
        Suite::Sm3 => sm3::Sm3::digest(bytes).into(),
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The suite that a choice of two stands for.
pub(crate) fn suite(first: bool) -> Suite {
    Suite::ALL[usize::from(first)]
}
