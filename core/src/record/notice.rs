//! What everyone may read: the notice before the draw and the digest after it.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{DrawDigestFormat, NoticeFormat};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document::{self, stated};
use crate::id::Name;
use crate::risk::PerTier;
use crate::seed::Witness;

/// The notice before the draw (抽取公告): that it takes place, from which sources, how many of how many. Section 6.8 of the
/// specification. It holds no id, no target's tier and no seed.
///
/// ```
/// # fn example(
/// #     committed: double_random::CommittedDraw<'_>, plan: double_random::InspectionPlan,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::Notice;
///
/// let notice = Notice::of(committed.commitment(), &plan)?;
/// assert_eq!(Notice::from_json(&notice.to_json())?, notice);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽取公告")]
pub struct Notice {
    /// Always the same.
    pub format: NoticeFormat,
    /// The hash function of the draw.
    pub suite: Suite,
    /// The plan's name.
    pub plan: Name,
    /// The plan's title.
    #[serde(deserialize_with = "stated")]
    pub title: Option<String>,
    /// Which attempt it is.
    pub attempt: NonZeroU32,
    /// The digest of the void of the attempt before.
    #[serde(deserialize_with = "stated")]
    pub previous: Option<Digest>,
    /// The day on which pools are determined.
    pub as_of: Date,
    /// The digest of the commitment.
    pub commitment_digest: Digest,
    /// Whether anyone but one holder of a secret takes part.
    pub witness: Witness,
    /// The labels of the sources, in their order.
    pub sources: Vec<String>,
    /// The tasks, in the order of the draws.
    pub tasks: Vec<NoticedTask>,
}

/// One task of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticedTask {
    /// The draw id.
    pub draw: String,
    /// The task's title.
    pub title: String,
    /// Targets in the pool, of all tiers.
    pub pool: u64,
    /// How many will be drawn, of all tiers.
    pub drawn: u64,
}

/// The digest after the draw (抽取摘要): what everyone may know before the visits, and what receipts are held against. Section
/// 6.8 of the specification. It holds no id, no target's tier and no seed.
///
/// ```
/// # fn example(record: double_random::DrawRecord) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::DrawDigest;
///
/// let digest = DrawDigest::of(&record);
/// assert_eq!(DrawDigest::from_json(&digest.to_json())?.record_digest, record.digest());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽取摘要")]
pub struct DrawDigest {
    /// Always the same.
    pub format: DrawDigestFormat,
    /// The hash function of the draw.
    pub suite: Suite,
    /// The plan's name.
    pub plan: Name,
    /// Which attempt it is.
    pub attempt: NonZeroU32,
    /// The digest of the commitment.
    pub commitment_digest: Digest,
    /// The digest of the record.
    pub record_digest: Digest,
    /// The draws, in the order of the commitment.
    pub draws: Vec<DigestedDraw>,
}

/// One draw of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DigestedDraw {
    /// The draw id.
    pub draw: String,
    /// How many were drawn, of all tiers.
    pub drawn: u64,
    /// The ticket of the last drawn of each tier, from A to D; none where nobody was drawn.
    pub cut_offs: PerTier<Option<Digest>>,
}

document::kept_as_json!(Notice, "a notice");

impl Notice {
    /// The digest of the document, in its own suite.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }
}

document::kept_as_json!(DrawDigest, "a digest");

impl DrawDigest {
    /// The digest of the document, in its own suite.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }
}
