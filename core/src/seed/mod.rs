//! Where the randomness comes from: sources, their commitments, the seed and the keys made from it.

mod keys;
mod secret;
mod source;
mod trial;

pub use keys::{Purpose, Seed};
pub use secret::Secret;
pub use source::{Source, SourceCommitment, Sources, Witness};
pub use trial::TrialNumber;

use crate::beacon::{BeaconError, Network};
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
        /// A round of a network that has ended, or that no network will have.
        NoSuchRound { /** The network. */ network: Network, /** The round. */ round: u64 }
            = "seed.no_such_round",
            en: "the network `{network}` will not publish a round {round}",
            zh: "网络`{network}`不会发布第{round}轮";
        /// A beacon without the moment of the commitment.
        NoCommitmentTime { /** The source's label. */ label: String }
            = "seed.no_commitment_time",
            en: "with the beacon `{label}` the commitment must say when it is published",
            zh: "采用信标`{label}`时，承诺必须注明公布时间";
        /// A round that was due before the commitment.
        RoundTooEarly { /** The source's label. */ label: String, /** When it is due. */ due: u64, /** When was committed. */ committed_at: u64 }
            = "seed.round_too_early",
            en: "the round `{label}` is due at {due}, not after the commitment at {committed_at} (seconds of Unix time), so it could be known",
            zh: "轮次`{label}`于{due}发布，不晚于承诺时间{committed_at}（Unix秒），可能已被知晓";
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
        /// Something else where the number of a trial was expected. It is not repeated: it may be a secret.
        NotATrial {}
            = "seed.not_a_trial",
            en: "a trial takes a whole number from 0 to 4294967295; a seed or a secret has no place in it",
            zh: "试抽只接受0至4294967295的整数；种子和秘密值不得用于试抽";
    }
    wraps {
        /// A beacon round that is not to be trusted.
        Beacon(BeaconError),
    }
}
