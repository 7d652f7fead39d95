//! Where the randomness comes from: sources, their commitments, the seed and the keys made from it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Suite};
use crate::message::catalogue;

catalogue! {
    /// What is wrong with the sources of a draw.
    pub enum SeedError {
        /// A label or value that cannot stand in a hashed line.
        BadText { /** `label` or `value`. */ part: String, /** The source's label. */ label: String }
            = "seed.bad_text",
            en: "the {part} of source `{label}` is empty or holds a control character",
            zh: "随机源`{label}`的{part}为空或含有控制字符";
        /// Two sources with one label.
        DuplicateLabel { /** The label. */ label: String }
            = "seed.duplicate_label",
            en: "two sources are called `{label}`",
            zh: "有两个随机源都叫`{label}`";
        /// A secret that is not 64 hexadecimal characters. The secret itself is not repeated.
        BadSecret { /** The source's label. */ label: String }
            = "seed.bad_secret",
            en: "the secret of `{label}` is not 64 lower-case hexadecimal characters",
            zh: "`{label}`的秘密值不是64位小写十六进制字符";
        /// A public source that adds nothing, so that the others would be alone.
        NoBits { /** The source's label. */ label: String }
            = "seed.no_bits",
            en: "the public source `{label}` is credited with 0 bits; leave it out or credit it with what it adds",
            zh: "公开随机源`{label}`申报为0比特；请删去或据实申报";
        /// Less than 128 bits in all.
        TooLittleEntropy { /** Bits in all. */ bits: u32 }
            = "seed.too_little_entropy",
            en: "the sources add up to {bits} bits; a seed needs at least 128",
            zh: "各随机源合计{bits}比特；种子至少需要128比特";
        /// One secret alone, without saying so.
        NotWitnessed {}
            = "seed.not_witnessed",
            en: "one secret alone is not witnessed: whoever holds it could try many; add a source or ask for `unwitnessed`",
            zh: "仅有一个秘密值即无人见证：持有者可反复试算；请增加随机源，或明示采用`unwitnessed`";
        /// Called unwitnessed though others take part.
        Witnessed {}
            = "seed.witnessed",
            en: "the sources are more than one secret, so the ceremony is not `unwitnessed`",
            zh: "随机源不止一个秘密值，不得称为`unwitnessed`";
        /// A different number of sources than committed.
        WrongCount { /** How many were committed. */ committed: usize, /** How many were revealed. */ revealed: usize }
            = "seed.wrong_count",
            en: "{committed} sources were committed and {revealed} revealed; a source that is missing voids the attempt",
            zh: "承诺了{committed}个随机源，揭示了{revealed}个；缺少随机源则本次抽取作废";
        /// A source that is not the one committed at its place.
        NotAsCommitted { /** The label committed. */ committed: String, /** The label revealed. */ revealed: String }
            = "seed.not_as_committed",
            en: "where source `{committed}` was committed, `{revealed}` was revealed with another kind or label",
            zh: "承诺的随机源是`{committed}`，揭示的`{revealed}`种类或名称不同";
        /// A secret that does not open its commitment.
        SecretSwapped { /** The source's label. */ label: String }
            = "seed.secret_swapped",
            en: "the secret of `{label}` is not the one that was committed",
            zh: "`{label}`的秘密值与承诺不符";
    }
}

/// The least entropy of a seed, in bits.
const LEAST_BITS: u32 = 128;

/// A secret of 64 lower-case hexadecimal characters; never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
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

    /// The label.
    pub fn label(&self) -> &str {
        match self {
            Self::Secret { label, .. } | Self::Public { label, .. } => label,
        }
    }

    fn bits(&self) -> u32 {
        match self {
            Self::Secret { .. } => 256,
            Self::Public { bits, .. } => *bits,
        }
    }
}

/// A source as it is revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A secret, opened.
    Secret {
        /// Who held it.
        label: String,
        /// The secret.
        #[serde(with = "secret_text")]
        value: Secret,
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

    /// A public text, verbatim.
    pub fn public(label: &str, text: &str) -> Self {
        Self::Public { label: label.to_owned(), value: text.to_owned() }
    }

    /// The label.
    pub fn label(&self) -> &str {
        match self {
            Self::Secret { label, .. } | Self::Public { label, .. } => label,
        }
    }

    /// Its line in the hashed text.
    fn line(&self) -> String {
        match self {
            Self::Secret { label, value } => format!("secret\t{label}\t{}\n", value.0),
            Self::Public { label, value } => format!("public\t{label}\t{value}\n"),
        }
    }

    /// Whether it is what was committed.
    ///
    /// # Errors
    ///
    /// What differs.
    pub fn opens(&self, suite: Suite, committed: &SourceCommitment) -> Result<(), SeedError> {
        check_text("label", self.label(), self.label())?;
        match (self, committed) {
            (Self::Secret { label, value }, SourceCommitment::Secret { label: expected, commitment })
                if label == expected =>
            {
                let opens = value.commitment(suite, label) == *commitment;
                if opens { Ok(()) } else { Err(SeedError::SecretSwapped { label: label.clone() }) }
            }
            (Self::Public { label, value }, SourceCommitment::Public { label: expected, .. })
                if label == expected =>
            {
                check_text("value", label, value)
            }
            _ => Err(SeedError::NotAsCommitted {
                committed: committed.label().to_owned(),
                revealed: self.label().to_owned(),
            }),
        }
    }
}

/// A secret as it is written in a record, after the reveal.
mod secret_text {
    use super::Secret;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
        secret.0.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        Deserialize::deserialize(deserializer).map(Secret)
    }
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

/// The sources of a ceremony in their order, known to be enough.
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
            check_text("label", commitment.label(), commitment.label())?;
            if !labels.insert(commitment.label()) {
                return Err(SeedError::DuplicateLabel { label: commitment.label().to_owned() });
            }
            if commitment.bits() == 0 {
                return Err(SeedError::NoBits { label: commitment.label().to_owned() });
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

/// The seed of a ceremony (种子).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "种子")]
pub struct Seed {
    suite: Suite,
    digest: Digest,
}

impl Seed {
    /// The hash of these sources.
    pub(crate) fn of(suite: Suite, sources: &[Source]) -> Self {
        let mut text = format!("double-random/1 seed {suite}\n");
        text.extend(sources.iter().map(Source::line));
        Self { suite, digest: suite.hash(text.as_bytes()) }
    }

    /// The seed as a digest.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The key for a purpose within a scope: a draw id, or the plan's name for merged visits.
    pub fn key(&self, purpose: Purpose, scope: &str) -> Digest {
        let Self { suite, digest } = self;
        let text = format!("double-random/1 key {suite}\n{}\n{scope}\n{digest}\n", purpose.name());
        suite.hash(text.as_bytes())
    }
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Tickets of targets.
    Ticket,
    /// The order of inspectors.
    Order,
    /// The mixing of assignments.
    Mix,
}

impl Purpose {
    /// The name in the hashed text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Order => "order",
            Self::Mix => "mix",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

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

    /// Guards that a secret does not leak through messages or logs.
    #[test]
    fn a_secret_is_not_shown() {
        assert!(!format!("{:?}", Source::secret("甲", secret("1"))).contains("1111"));
        let error = Secret::new("甲", "12345").unwrap_err();
        assert!(!error.en().contains("12345") && !error.zh().contains("12345"));
    }
}
