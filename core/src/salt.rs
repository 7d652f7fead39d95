//! The key that keeps the rows of a committed directory from being guessed.

use std::fmt;
use std::str::FromStr;

use crate::message::catalogue;

catalogue! {
    /// Why a text is not a salt key. The text itself is not repeated: it may be most of a secret.
    pub enum SaltError {
        /// Not 64 lower-case hexadecimal characters.
        NotAKey {}
            = "salt.not_a_key",
            en: "the salt key is not 64 lower-case hexadecimal characters",
            zh: "盐值密钥不是64位小写十六进制字符";
    }
}

/// The operator's secret key of a salted directory (盐值密钥): 64 lower-case hexadecimal characters.
///
/// Each row is committed with a salt made from it, so that a published proof of one row does not let its reader test
/// guesses of the rows beside it. It is never shown, not even when debugging.
///
/// ```
/// use double_random::SaltKey;
///
/// let key: SaltKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".parse()?;
/// assert_eq!(format!("{key:?}"), "SaltKey(hidden)");
/// # Ok::<(), double_random::SaltError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "盐值")]
pub struct SaltKey(String);

impl SaltKey {
    /// The 64 characters.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for SaltKey {
    type Err = SaltError;

    fn from_str(text: &str) -> Result<Self, SaltError> {
        let hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if hex && text.len() == 64 { Ok(Self(text.to_owned())) } else { Err(SaltError::NotAKey {}) }
    }
}

impl fmt::Debug for SaltKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SaltKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that a key has one spelling, and that neither key nor near-key shows up in a message.
    #[test]
    fn a_key_has_one_spelling_and_stays_hidden() {
        let text = "5ec4e7".repeat(11).chars().take(64).collect::<String>();
        let key: SaltKey = text.parse().unwrap();
        assert_eq!(key.reveal(), text);
        assert!(!format!("{key:?}").contains("5ec4e7"));
        for bad in [text.to_uppercase(), text.clone() + "0", String::new(), text.replace('5', "g")] {
            let error = bad.parse::<SaltKey>().unwrap_err();
            assert!(!error.to_string().contains("ec4e7"), "{bad}");
        }
    }
}
