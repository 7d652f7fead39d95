//! The commitment: published before the randomness exists.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{CommitmentFormat, CommittedDirectory};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document::{self, stated};
use crate::id::Name;
use crate::pool::Exclusions;
use crate::quota::Quotas;
use crate::ratio::Fraction;
use crate::risk::RiskTier;
use crate::rule::Coordination;
use crate::seed::{SourceCommitment, Witness};

/// What is fixed and published before the randomness exists (抽取承诺): from what, by which rule and from which sources will
/// be drawn. It holds no id of a target, no seed and no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽取承诺")]
pub struct Commitment {
    /// Always the same.
    pub format: CommitmentFormat,
    /// The hash function of the whole draw.
    pub suite: Suite,
    /// The plan.
    pub plan: CommittedPlan,
    /// Whether the tasks share tickets.
    pub coordination: Coordination,
    /// Which attempt this is (抽取次数), from 1.
    #[doc(alias = "抽取次数")]
    pub attempt: NonZeroU32,
    /// The digest of the void of the attempt before.
    #[serde(deserialize_with = "stated")]
    pub previous: Option<Digest>,
    /// The day on which pools are determined.
    pub as_of: Date,
    /// When it is published, in seconds of Unix time; needed where a beacon takes part.
    #[serde(deserialize_with = "stated")]
    pub committed_at: Option<u64>,
    /// The directory of targets.
    pub targets: CommittedDirectory,
    /// The directory of inspectors (执法检查人员名录库); none where no inspectors are assigned. It is not salted.
    #[serde(deserialize_with = "stated")]
    #[doc(alias = "执法检查人员名录库")]
    pub inspectors: Option<CommittedDirectory>,
    /// The sources of the seed, in order.
    pub sources: Vec<SourceCommitment>,
    /// Whether anyone but one holder of a secret takes part.
    pub witness: Witness,
    /// The draws, in the order in which the ceremony names its tasks.
    pub draws: Vec<DrawCommitment>,
}

/// The plan that is committed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommittedPlan {
    /// Its name.
    pub name: Name,
    /// The digest of its document.
    pub digest: Digest,
}

/// One task's draw, as committed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawCommitment {
    /// The draw id, `<plan>/<task>/<attempt>`.
    pub draw: String,
    /// The task's name.
    pub task: Name,
    /// How many targets of the directory are left out, by reason.
    pub exclusions: Exclusions,
    /// How many pool targets have no tier of their own (未分类).
    pub not_classified: u64,
    /// The tiers, from A to D.
    pub tiers: Vec<CommittedTier>,
    /// Pairs of tiers whose order whole numbers turned round, the lower first.
    pub inversions: Vec<(RiskTier, RiskTier)>,
    /// How many reserves of each tier the record lists.
    pub reserve: u32,
}

/// The numbers of one tier, as committed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommittedTier {
    /// The tier.
    pub tier: RiskTier,
    /// Targets in the pool.
    pub pool: u64,
    /// What the rule asks for, exactly.
    pub ideal: Fraction,
    /// How many are drawn.
    pub quota: u64,
    /// How many of them only because of a minimum for this tier.
    pub added: u64,
    /// The share that is drawn (实际抽查比例); none of an empty pool.
    #[serde(deserialize_with = "stated")]
    pub realised: Option<Fraction>,
}

impl CommittedTier {
    /// The tiers of these quotas, from A to D.
    pub(crate) fn all_of(quotas: &Quotas) -> Vec<Self> {
        let tier = |(tier, numbers): (RiskTier, &crate::quota::TierQuota)| Self {
            tier,
            pool: numbers.pool,
            ideal: numbers.ideal,
            quota: numbers.quota,
            added: numbers.added,
            realised: numbers.realised(),
        };
        quotas.iter().map(tier).collect()
    }
}

document::kept_as_json!(Commitment, "a commitment");

impl Commitment {
    /// The digest of the document, in its own suite: what `sha256sum commitment.json` prints.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }
}
