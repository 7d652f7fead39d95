//! Secrets that someone holds until the reveal.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::SeedError;
use crate::digest::{Digest, Suite};

/// A secret of 64 lower-case hexadecimal characters; never shown by `Debug`. A record, which is written after the reveal, holds it
/// in the open.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(Digest);

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
