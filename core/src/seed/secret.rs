//! Secrets that someone holds until the reveal.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::SeedError;
use crate::digest::{Digest, Suite};

/// A secret (秘密值) of 64 lower-case hexadecimal characters; never shown by `Debug`. A record, which is written after the reveal, holds it
/// in the open.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[doc(alias = "秘密值")]
pub struct Secret(Digest);

/// A text that is no secret may still be one with a slip of the pen, so the error does not repeat it.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let characters: Result<String, _> = Deserialize::deserialize(deserializer);
        let secret = characters.ok().and_then(|characters| characters.parse().ok());
        secret.map(Self).ok_or_else(|| D::Error::custom("a secret is 64 lower-case hexadecimal characters"))
    }
}

impl Secret {
    /// The secret with these characters, drawn by its holder from a good generator and kept until the reveal.
    ///
    /// # Errors
    ///
    /// When they are not 64 lower-case hexadecimal characters; `label` names the holder in the message.
    pub fn new(label: &str, characters: &str) -> Result<Self, SeedError> {
        characters.parse().map(Self).map_err(|_| SeedError::BadSecret { label: label.to_owned() })
    }

    /// The 64 characters.
    pub fn reveal(&self) -> String {
        self.0.to_string()
    }

    /// What its holder publishes before the draw: `H` of a text with label and secret.
    pub fn commitment(&self, suite: Suite, label: &str) -> Digest {
        suite.hash(format!("double-random/1 secret {suite}\n{label}\t{}\n", self.0).as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that a secret read from a document is never repeated in an error.
    #[test]
    fn a_slip_of_the_pen_is_not_repeated() {
        let good = "1f".repeat(32);
        assert_eq!(serde_json::from_str::<Secret>(&format!("\"{good}\"")).unwrap().reveal(), good);
        for slip in [format!("\"{good}0\""), "\"1F1F\"".to_owned(), "1234567".to_owned()] {
            let error = serde_json::from_str::<Secret>(&slip).unwrap_err().to_string();
            assert!(!error.contains(slip.trim_matches('"')), "{error}");
        }
    }
}
