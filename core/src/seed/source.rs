//! Sources as they are committed and as they are revealed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Secret, Seed, SeedError};
use crate::beacon::{BeaconRound, Network};
use crate::digest::{Digest, Suite};
use crate::document::stated;

/// The least entropy of a seed, in bits.
const LEAST_BITS: u32 = 128;

/// A source as it is committed (随机源), before anyone can know its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[doc(alias = "随机源")]
pub enum SourceCommitment {
    /// A secret that someone holds.
    Secret {
        /// Who holds it.
        label: String,
        /// Its commitment.
        commitment: Digest,
    },
    /// A round of a beacon that is not due yet.
    Beacon {
        /// The network.
        network: Network,
        /// The number of the round, from 1.
        round: u64,
    },
    /// A public text that does not exist yet, such as lottery numbers.
    Public {
        /// What and when.
        label: String,
        /// How many bits the operator credits it with.
        bits: u32,
    },
}

impl SourceCommitment {
    /// The commitment of a secret.
    pub fn secret(suite: Suite, label: &str, secret: &Secret) -> Self {
        Self::Secret { label: label.to_owned(), commitment: secret.commitment(suite, label) }
    }

    /// The commitment to use a public text.
    pub fn public(label: &str, bits: u32) -> Self {
        Self::Public { label: label.to_owned(), bits }
    }

    /// The commitment to use a round of a beacon.
    pub fn beacon(network: Network, round: u64) -> Self {
        Self::Beacon { network, round }
    }

    /// The label.
    pub fn label(&self) -> String {
        match self {
            Self::Secret { label, .. } | Self::Public { label, .. } => label.clone(),
            Self::Beacon { network, round } => beacon_label(*network, *round),
        }
    }

    fn bits(&self) -> u32 {
        match self {
            Self::Secret { .. } | Self::Beacon { .. } => 256,
            Self::Public { bits, .. } => *bits,
        }
    }
}

/// A source as it is revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[doc(alias = "随机源")]
pub enum Source {
    /// A secret, opened.
    Secret {
        /// Who held it.
        label: String,
        /// The secret.
        value: Secret,
    },
    /// A round of a beacon.
    Beacon {
        /// The network and the round, `quicknet:123`.
        label: String,
        /// Its randomness.
        value: Digest,
        /// Its signature, in hexadecimal.
        signature: String,
        /// The signature of the round before, where the network is chained.
        #[serde(deserialize_with = "stated")]
        previous_signature: Option<String>,
    },
    /// A public text, verbatim.
    Public {
        /// What and when.
        label: String,
        /// The text.
        value: String,
    },
}

impl Source {
    /// A secret, opened.
    pub fn secret(label: &str, secret: Secret) -> Self {
        Self::Secret { label: label.to_owned(), value: secret }
    }

    /// A round of a beacon, which was checked.
    pub fn beacon(round: &BeaconRound) -> Self {
        Self::Beacon {
            label: beacon_label(round.network(), round.round()),
            value: round.randomness(),
            signature: round.signature().to_owned(),
            previous_signature: round.previous_signature().map(str::to_owned),
        }
    }

    /// A public text, verbatim.
    pub fn public(label: &str, text: &str) -> Self {
        Self::Public { label: label.to_owned(), value: text.to_owned() }
    }

    /// The label.
    pub fn label(&self) -> &str {
        match self {
            Self::Secret { label, .. } | Self::Beacon { label, .. } | Self::Public { label, .. } => label,
        }
    }

    /// Its line in the hashed text.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Secret { label, value } => format!("secret\t{label}\t{}\n", value.reveal()),
            Self::Beacon { label, value, .. } => format!("beacon\t{label}\t{value}\n"),
            Self::Public { label, value } => format!("public\t{label}\t{value}\n"),
        }
    }

    /// Whether it is what was committed.
    ///
    /// # Errors
    ///
    /// What differs.
    pub fn opens(&self, suite: Suite, committed: &SourceCommitment) -> Result<(), SeedError> {
        let label = self.label();
        check_text("label", label, label)?;
        if label != committed.label() {
            return Err(self.not_as(committed));
        }
        match (self, committed) {
            (Self::Secret { value, .. }, SourceCommitment::Secret { commitment, .. }) => {
                let opens = value.commitment(suite, label) == *commitment;
                if opens { Ok(()) } else { Err(SeedError::SecretSwapped { label: label.to_owned() }) }
            }
            (
                Self::Beacon { value, signature, previous_signature, .. },
                SourceCommitment::Beacon { network, round },
            ) => {
                let published = BeaconRound::new(*network, *round, signature, previous_signature.as_deref())?;
                published.with_randomness(value)?;
                Ok(())
            }
            (Self::Public { value, .. }, SourceCommitment::Public { .. }) => {
                check_text("value", label, value)
            }
            _ => Err(self.not_as(committed)),
        }
    }

    fn not_as(&self, committed: &SourceCommitment) -> SeedError {
        SeedError::NotAsCommitted { committed: committed.label(), revealed: self.label().to_owned() }
    }
}

fn beacon_label(network: Network, round: u64) -> String {
    format!("{network}:{round}")
}

/// Whether someone besides one holder of a secret took part (见证).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "见证")]
pub enum Witness {
    /// No single person could have known the seed beforehand.
    Witnessed,
    /// One secret alone: its holder could have tried many. Every report says so.
    Unwitnessed,
}

/// The sources (随机源) of a ceremony in their order, known to be enough.
///
/// ```
/// use double_random::{Explain, Secret, SourceCommitment, Sources, Suite, Witness};
///
/// let suite = Suite::Sha256;
/// let secret = Secret::new("信用监管股", &"1".repeat(64))?;
/// let alone = vec![SourceCommitment::secret(suite, "信用监管股", &secret)];
/// let error = Sources::new(alone.clone(), Witness::Witnessed).unwrap_err();
/// assert_eq!(error.code(), "seed.not_witnessed");
///
/// let witnessed = [alone, vec![SourceCommitment::public("福彩双色球2025088", 24)]].concat();
/// assert!(Sources::new(witnessed, Witness::Witnessed).is_ok());
/// # Ok::<(), double_random::SeedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "随机源")]
pub struct Sources {
    commitments: Vec<SourceCommitment>,
    witness: Witness,
}

impl Sources {
    /// These sources, if they make a seed.
    ///
    /// # Errors
    ///
    /// On labels that do not differ or cannot be hashed, on less than 128 bits, and where `witness` does not tell the truth.
    pub fn new(commitments: Vec<SourceCommitment>, witness: Witness) -> Result<Self, SeedError> {
        let mut labels = BTreeSet::new();
        for commitment in &commitments {
            let label = commitment.label();
            check_text("label", &label, &label)?;
            if commitment.bits() == 0 {
                return Err(SeedError::NoBits { label });
            }
            if let SourceCommitment::Beacon { network, round } = *commitment
                && (!network.is_running() || network.time_of(round).is_none())
            {
                return Err(SeedError::NoSuchRound { network, round });
            }
            if let Some(label) = labels.replace(label) {
                return Err(SeedError::DuplicateLabel { label });
            }
        }
        let bits = commitments.iter().map(SourceCommitment::bits).fold(0, u32::saturating_add);
        if bits < LEAST_BITS {
            return Err(SeedError::TooLittleEntropy { bits });
        }
        let alone = matches!(commitments.as_slice(), [SourceCommitment::Secret { .. }]);
        match witness {
            Witness::Witnessed if alone => Err(SeedError::NotWitnessed {}),
            Witness::Unwitnessed if !alone => Err(SeedError::Witnessed {}),
            _ => Ok(Self { commitments, witness }),
        }
    }

    /// The sources in their order.
    pub fn commitments(&self) -> &[SourceCommitment] {
        &self.commitments
    }

    /// Whether the ceremony is witnessed.
    pub fn witness(&self) -> Witness {
        self.witness
    }

    /// Whether every beacon round is due after the commitment is published, at `committed_at` in seconds of Unix time.
    ///
    /// # Errors
    ///
    /// When one is not, or when there is a beacon and no such moment.
    pub fn check_times(&self, committed_at: Option<u64>) -> Result<(), SeedError> {
        for commitment in &self.commitments {
            if let SourceCommitment::Beacon { network, round } = *commitment {
                let label = commitment.label();
                let due = network.time_of(round).ok_or(SeedError::NoSuchRound { network, round })?;
                match committed_at {
                    None => return Err(SeedError::NoCommitmentTime { label }),
                    Some(committed_at) if due <= committed_at => {
                        return Err(SeedError::RoundTooEarly { label, due, committed_at });
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }

    /// The seed of the revealed sources.
    ///
    /// # Errors
    ///
    /// When one is missing, is another, or does not open its commitment; that voids the attempt.
    pub fn reveal(&self, suite: Suite, revealed: &[Source]) -> Result<Seed, SeedError> {
        if revealed.len() != self.commitments.len() {
            let (committed, revealed) = (self.commitments.len(), revealed.len());
            return Err(SeedError::WrongCount { committed, revealed });
        }
        for (source, committed) in revealed.iter().zip(&self.commitments) {
            source.opens(suite, committed)?;
        }
        Ok(Seed::of(suite, revealed))
    }
}

fn check_text(part: &str, label: &str, text: &str) -> Result<(), SeedError> {
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(SeedError::BadText { part: part.to_owned(), label: label.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Explain;

    const SUITE: Suite = Suite::Sha256;

    fn secret(digit: &str) -> Secret {
        Secret::new("甲", &digit.repeat(64)).unwrap()
    }

    fn sources() -> Sources {
        let committed =
            vec![SourceCommitment::secret(SUITE, "甲", &secret("1")), SourceCommitment::public("乙", 8)];
        Sources::new(committed, Witness::Witnessed).unwrap()
    }

    fn reveal(revealed: &[Source]) -> &'static str {
        sources().reveal(SUITE, revealed).map_or_else(|error| error.code(), |_| "ok")
    }

    /// Guards each way in which a reveal can differ from what was committed.
    #[test]
    fn only_what_was_committed_can_be_revealed() {
        let (good, public) = (Source::secret("甲", secret("1")), Source::public("乙", "03 11"));
        assert_eq!(reveal(&[good.clone(), public.clone()]), "ok");
        assert_eq!(reveal(std::slice::from_ref(&good)), "seed.wrong_count");
        assert_eq!(reveal(&[public.clone(), good.clone()]), "seed.not_as_committed");
        assert_eq!(reveal(&[Source::secret("甲", secret("2")), public.clone()]), "seed.secret_swapped");
        assert_eq!(reveal(&[Source::secret("丙", secret("1")), public]), "seed.not_as_committed");
        assert_eq!(reveal(&[good.clone(), Source::public("乙", "03\t11")]), "seed.bad_text");
        assert_eq!(reveal(&[good, Source::public("乙", "")]), "seed.bad_text");
    }

    /// Guards the entropy rule at its edge, and that nobody is called witnessed who is not.
    #[test]
    fn too_little_randomness_is_refused() {
        let code = |committed: Vec<SourceCommitment>, witness| {
            Sources::new(committed, witness).map_or_else(|error| error.code(), |_| "ok")
        };
        let alone = SourceCommitment::secret(SUITE, "甲", &secret("1"));
        assert_eq!(code(vec![], Witness::Witnessed), "seed.too_little_entropy");
        assert_eq!(
            code(vec![SourceCommitment::public("乙", 127)], Witness::Witnessed),
            "seed.too_little_entropy"
        );
        assert_eq!(code(vec![SourceCommitment::public("乙", 128)], Witness::Witnessed), "ok");
        assert_eq!(code(vec![alone.clone()], Witness::Witnessed), "seed.not_witnessed");
        assert_eq!(code(vec![alone.clone()], Witness::Unwitnessed), "ok");
        assert_eq!(
            code(vec![alone.clone(), SourceCommitment::public("乙", 1)], Witness::Unwitnessed),
            "seed.witnessed"
        );
        assert_eq!(
            code(vec![alone.clone(), SourceCommitment::public("乙", 0)], Witness::Witnessed),
            "seed.no_bits"
        );
        assert_eq!(code(vec![alone.clone(), alone], Witness::Witnessed), "seed.duplicate_label");
        assert_eq!(code(vec![SourceCommitment::public("", 128)], Witness::Witnessed), "seed.bad_text");
    }

    /// Guards that a secret does not leak through messages or logs, where it can be seen that there is one.
    #[test]
    fn a_secret_is_not_shown() {
        let shown = format!("{:?}", Source::secret("甲", secret("1")));
        assert!(shown.contains("Secret(hidden)") && !shown.contains("1111"), "{shown}");
        let error = Secret::new("甲", "12345").unwrap_err();
        assert!(!error.en().contains("12345") && !error.zh().contains("12345"));
    }
}
