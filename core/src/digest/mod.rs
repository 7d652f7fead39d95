//! The two hash suites, digests and their hexadecimal form.

mod lanes;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use sha2::digest::common::hazmat::SerializableState as _;

pub use lanes::HashPath;
pub(crate) use lanes::{Blocks, LANES, ONE_BLOCK, Prefixes, Texts, at_most};

use crate::message::{catalogue, read_from};

catalogue! {
    /// Why a text is not a digest.
    pub enum DigestError {
        /// Not 64 lower-case hexadecimal characters.
        NotHex { /** The text. */ text: String }
            = "digest.not_hex",
            en: "`{text}` is not 64 lower-case hexadecimal characters",
            zh: "`{text}`不是64位小写十六进制字符";
    }
}

/// The hash function of a draw (哈希算法); one for the whole draw, named in every hashed text.
///
/// ```
/// use double_random::Suite;
///
/// assert!(Suite::Sha256.hash(b"abc").to_string().starts_with("ba7816bf"));
/// assert!(Suite::Sm3.hash(b"abc").to_string().starts_with("66c7f0f4"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "哈希算法")]
pub enum Suite {
    /// SHA-256 (FIPS 180-4). The default.
    #[default]
    Sha256,
    /// SM3 (GB/T 32905-2016), 国密杂凑算法.
    #[doc(alias = "国密")]
    Sm3,
}

impl Suite {
    /// Both suites.
    pub const ALL: [Self; 2] = [Self::Sha256, Self::Sm3];

    /// The name that hashed texts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sm3 => "sm3",
        }
    }

    /// The hash of these bytes.
    pub fn hash(self, bytes: &[u8]) -> Digest {
        let mut hasher = self.hasher();
        hasher.update(bytes);
        hasher.finish()
    }

    /// A hasher that takes its bytes in pieces.
    pub fn hasher(self) -> Hasher {
        match self {
            Self::Sha256 => Hasher::Sha256(sha2::Sha256::new()),
            Self::Sm3 => Hasher::Sm3(sm3::Sm3::new()),
        }
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A hash under way, of either suite.
#[derive(Debug, Clone)]
pub enum Hasher {
    /// SHA-256.
    Sha256(sha2::Sha256),
    /// SM3.
    Sm3(sm3::Sm3),
}

impl Hasher {
    /// Takes more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hasher) => hasher.update(bytes),
            Self::Sm3(hasher) => hasher.update(bytes),
        }
    }

    /// The state after the whole blocks taken.
    pub(crate) fn state(&self) -> [u32; 8] {
        let (sha256, sm3);
        let words: &[u8] = match self {
            Self::Sha256(hasher) => {
                sha256 = hasher.serialize();
                &sha256
            }
            Self::Sm3(hasher) => {
                sm3 = hasher.serialize();
                &sm3
            }
        };
        let mut state = [0; 8];
        for (word, bytes) in state.iter_mut().zip(words.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        state
    }

    /// The digest of all bytes taken.
    pub fn finish(self) -> Digest {
        match self {
            Self::Sha256(hasher) => Digest(hasher.finalize().into()),
            Self::Sm3(hasher) => Digest(hasher.finalize().into()),
        }
    }
}

/// A hash value of 32 bytes (哈希值), shown and written as 64 lower-case hexadecimal characters.
///
/// ```
/// use double_random::{Digest, Suite};
///
/// let digest = Suite::Sha256.hash(b"");
/// assert_eq!(digest.to_string().parse::<Digest>()?, digest);
/// # Ok::<(), double_random::DigestError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
#[doc(alias = "哈希值")]
pub struct Digest([u8; 32]);

read_from!(Digest, String);

impl Digest {
    /// The digest with these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its 64 hexadecimal characters, as bytes.
    pub fn hex(&self) -> [u8; 64] {
        // By reckoning and not by a table, so that it is done for many bytes at once.
        let digit = |half: u8| half + if half < 10 { b'0' } else { b'a' - 10 };
        let mut text = [0; 64];
        for (pair, byte) in text.as_chunks_mut().0.iter_mut().zip(self.0) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        text
    }

    /// The digest of these words.
    pub(crate) fn from_words(words: [u32; 8]) -> Self {
        let mut bytes = [0; 32];
        for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
            *place = word.to_be_bytes();
        }
        Self(bytes)
    }

    /// Its eight words, in the order that digests sort by.
    pub(crate) fn words(&self) -> [u32; 8] {
        let mut words = [0; 8];
        for (word, bytes) in words.iter_mut().zip(self.0.as_chunks().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        words
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.hex()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        from_hex(text)
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or_else(|| DigestError::NotHex { text: text.to_owned() })
    }
}

/// The bytes of lower-case hexadecimal.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let value = |character: u8| match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    };
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some((value(*high)? << 4) | value(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that a digest has one spelling: upper case, odd and wrong lengths are refused.
    #[test]
    fn a_digest_has_one_spelling() {
        let digest = Suite::Sm3.hash(b"abc");
        let text = digest.to_string();
        assert_eq!(text.as_bytes(), digest.hex());
        for bad in [
            text.to_uppercase(),
            text.chars().skip(1).collect(),
            text.clone() + "00",
            String::new(),
            "高".repeat(64),
        ] {
            assert!(bad.parse::<Digest>().is_err(), "{bad}");
        }
    }
}
