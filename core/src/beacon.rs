//! Rounds of a public randomness beacon (drand), checked offline: the caller hands the round in.
//!
//! A drand network publishes a round every few seconds. Its randomness is the SHA-256 of a threshold signature that no minority of
//! its members can foresee or choose, so whoever has the network's public key can check a round without trusting who passed it on.
//! Source: drand's specification, "Cryptography" and "Beacon"; BLS signatures of RFC 9380 and the IETF draft on BLS.

use std::fmt;
use std::str::FromStr;

use drand_verify::{G1Pubkey, G2PubkeyFastnet, G2PubkeyRfc, Pubkey, derive_randomness};
use serde::{Deserialize, Serialize};

use crate::digest::{Digest, from_hex};
use crate::message::catalogue;

catalogue! {
    /// Why a round is not to be trusted.
    pub enum BeaconError {
        /// A network whose key is not known here.
        UnknownNetwork { /** The name. */ name: String }
            = "beacon.unknown_network",
            en: "`{name}` is not a known beacon network; use `quicknet` or `default`",
            zh: "`{name}`不是已知的随机信标网络；请用`quicknet`或`default`";
        /// A text that is not the hexadecimal of a signature.
        NotHex { /** `signature` or `previous_signature`. */ part: String }
            = "beacon.not_hex",
            en: "the {part} of the round is not lower-case hexadecimal",
            zh: "该轮的{part}不是小写十六进制";
        /// A previous signature where the network has none, or none where it has one.
        WrongChaining { /** The network. */ network: Network }
            = "beacon.wrong_chaining",
            en: "rounds of `{network}` come with a previous signature if and only if the network is chained",
            zh: "只有链式网络的轮次才带有上一轮签名，`{network}`不符";
        /// A signature that is not the network's for this round.
        BadSignature { /** The network. */ network: Network, /** The round. */ round: u64 }
            = "beacon.bad_signature",
            en: "the signature is not that of `{network}` for round {round}",
            zh: "该签名不是`{network}`第{round}轮的签名";
        /// Randomness that does not follow from the signature.
        BadRandomness { /** The network. */ network: Network, /** The round. */ round: u64 }
            = "beacon.bad_randomness",
            en: "the randomness of round {round} of `{network}` is not the SHA-256 of its signature",
            zh: "`{network}`第{round}轮的随机数不是其签名的SHA-256";
    }
}

/// A drand network whose public key is known here (随机信标网络).
///
/// ```
/// use double_random::Network;
///
/// let quicknet: Network = "quicknet".parse()?;
/// assert_eq!(quicknet.time_of(1), Some(1_692_803_367));
/// assert_eq!(quicknet.first_round_after(1_692_803_367), 2);
/// # Ok::<(), double_random::BeaconError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[doc(alias = "随机信标")]
pub enum Network {
    /// The League of Entropy's main network: chained, a round every 30 seconds.
    Default,
    /// The League of Entropy's quicknet: unchained, a round every 3 seconds.
    Quicknet,
    /// An earlier unchained network, retired; its rounds can be checked but no longer committed to.
    Fastnet,
}

struct Parameters {
    name: &'static str,
    public_key: &'static str,
    genesis: u64,
    period: u64,
    chained: bool,
}

impl Network {
    /// All networks.
    pub const ALL: [Self; 3] = [Self::Default, Self::Quicknet, Self::Fastnet];

    fn parameters(self) -> Parameters {
        match self {
            Self::Default => Parameters {
                name: "default",
                public_key: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
                genesis: 1_595_431_050,
                period: 30,
                chained: true,
            },
            Self::Quicknet => Parameters {
                name: "quicknet",
                public_key: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
                genesis: 1_692_803_367,
                period: 3,
                chained: false,
            },
            Self::Fastnet => Parameters {
                name: "fastnet",
                public_key: "a0b862a7527fee3a731bcb59280ab6abd62d5c0b6ea03dc4ddf6612fdfc9d01f01c31542541771903475eb1ec6615f8d0df0b8b6dce385811d6dcf8cbefb8759e5e616a3dfd054c928940766d9a5b9db91e3b697e5d70a975181e007f87fca5e",
                genesis: 1_677_685_200,
                period: 3,
                chained: false,
            },
        }
    }

    /// The name that documents use, drand's beacon id.
    pub fn name(self) -> &'static str {
        self.parameters().name
    }

    /// When a round is due, in seconds of Unix time; none for round 0, which no network has, and for times beyond reckoning.
    pub fn time_of(self, round: u64) -> Option<u64> {
        let Parameters { genesis, period, .. } = self.parameters();
        round.checked_sub(1)?.checked_mul(period)?.checked_add(genesis)
    }

    /// The first round due after this moment, in seconds of Unix time.
    pub fn first_round_after(self, moment: u64) -> u64 {
        let Parameters { genesis, period, .. } = self.parameters();
        moment.checked_sub(genesis).map_or(1, |since| since / period + 2)
    }

    /// Whether rounds can still be committed to.
    pub fn is_running(self) -> bool {
        self != Self::Fastnet
    }

    fn signed(self, round: u64, previous: &[u8], signature: &[u8]) -> bool {
        let key = from_hex(self.parameters().public_key).unwrap_or_default();
        let checked = match self {
            Self::Default => G1Pubkey::from_variable(&key).map(|key| key.verify(round, previous, signature)),
            Self::Quicknet => {
                G2PubkeyRfc::from_variable(&key).map(|key| key.verify(round, previous, signature))
            }
            Self::Fastnet => {
                G2PubkeyFastnet::from_variable(&key).map(|key| key.verify(round, previous, signature))
            }
        };
        matches!(checked, Ok(Ok(true)))
    }
}

impl FromStr for Network {
    type Err = BeaconError;

    fn from_str(name: &str) -> Result<Self, BeaconError> {
        let named = Self::ALL.into_iter().find(|network| network.name() == name);
        named.ok_or_else(|| BeaconError::UnknownNetwork { name: name.to_owned() })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A round as the network publishes it, whose signature was checked (信标轮次).
///
/// ```
/// use double_random::{BeaconRound, Network};
///
/// let signature = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
/// let round = BeaconRound::new(Network::Quicknet, 123, signature, None)?;
/// assert!(round.randomness().to_string().starts_with("fb8f7bc2"));
/// assert!(BeaconRound::new(Network::Quicknet, 124, signature, None).is_err());
/// # Ok::<(), double_random::BeaconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "信标轮次")]
pub struct BeaconRound {
    network: Network,
    round: u64,
    signature: String,
    previous_signature: Option<String>,
    randomness: Digest,
}

impl BeaconRound {
    /// The round, if its signature is the network's.
    ///
    /// `signature` and, for a chained network, `previous_signature` are lower-case hexadecimal, as drand's API gives them.
    ///
    /// # Errors
    ///
    /// When the signature, or whether there is a previous one, does not fit network and round.
    pub fn new(
        network: Network,
        round: u64,
        signature: &str,
        previous_signature: Option<&str>,
    ) -> Result<Self, BeaconError> {
        let not_hex = |part: &str| BeaconError::NotHex { part: part.to_owned() };
        if network.parameters().chained != previous_signature.is_some() {
            return Err(BeaconError::WrongChaining { network });
        }
        let signed = from_hex(signature).ok_or_else(|| not_hex("signature"))?;
        let previous =
            from_hex(previous_signature.unwrap_or_default()).ok_or_else(|| not_hex("previous_signature"))?;
        if !network.signed(round, &previous, &signed) {
            return Err(BeaconError::BadSignature { network, round });
        }
        Ok(Self {
            network,
            round,
            signature: signature.to_owned(),
            previous_signature: previous_signature.map(str::to_owned),
            randomness: Digest::from_bytes(derive_randomness(&signed)),
        })
    }

    /// The round, if this randomness is what was published with it.
    ///
    /// # Errors
    ///
    /// When the randomness is not the SHA-256 of the signature.
    pub fn with_randomness(self, published: &Digest) -> Result<Self, BeaconError> {
        let Self { network, round, randomness, .. } = self;
        if randomness == *published { Ok(self) } else { Err(BeaconError::BadRandomness { network, round }) }
    }

    /// The network.
    pub fn network(&self) -> Network {
        self.network
    }

    /// The number of the round, from 1.
    pub fn round(&self) -> u64 {
        self.round
    }

    /// Its randomness.
    pub fn randomness(&self) -> Digest {
        self.randomness
    }

    /// Its signature, in hexadecimal.
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The signature of the round before, where the network is chained.
    pub fn previous_signature(&self) -> Option<&str> {
        self.previous_signature.as_deref()
    }
}
