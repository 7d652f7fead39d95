//! The record: everything needed to repeat the draw.

use serde::{Deserialize, Serialize};

use super::{AssignmentRecord, Commitment, RecordFormat};
use crate::digest::Digest;
use crate::document::{self, stated};
use crate::id::Name;
use crate::risk::RiskTier;
use crate::seed::Source;

/// The record of a ceremony (抽取记录): the commitment, the sources with their values, and what was drawn.
///
/// Its digest may be published at once; the record itself only after the visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽取记录")]
#[doc(alias = "随机抽取")]
pub struct DrawRecord {
    /// Always the same.
    pub format: RecordFormat,
    /// Name and version of the software that drew.
    pub software: String,
    /// The digest of the commitment document.
    pub commitment_digest: Digest,
    /// The commitment, whole.
    pub commitment: Commitment,
    /// The sources, revealed, in their order.
    pub sources: Vec<Source>,
    /// The seed.
    pub seed: Digest,
    /// The draws, in the order of the commitment.
    pub draws: Vec<TaskDraw>,
    /// Where the plan asks for merged visits: each target once, with the tasks that drew it (进一次门、查多项事).
    #[serde(deserialize_with = "stated")]
    #[doc(alias = "进一次门、查多项事")]
    pub visits: Option<Vec<Visit>>,
    /// Who makes the visits, where the commitment names a directory of inspectors.
    #[serde(deserialize_with = "stated")]
    pub assignment: Option<AssignmentRecord>,
}

/// What one task drew (任务抽取结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "任务抽取结果")]
pub struct TaskDraw {
    /// The draw id.
    pub draw: String,
    /// Its keys.
    pub keys: DrawKeys,
    /// The tiers, from A to D.
    pub tiers: Vec<TierDraw>,
}

/// The keys of one draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawKeys {
    /// For the tickets of targets.
    pub ticket: Digest,
    /// For the order of inspectors.
    pub order: Digest,
    /// For the mixing of assignments.
    pub mix: Digest,
}

/// What one task drew in one tier (等级抽取结果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "等级抽取结果")]
pub struct TierDraw {
    /// The tier.
    pub tier: RiskTier,
    /// The ticket of the last drawn target (截止签号); none where nothing is drawn.
    #[serde(deserialize_with = "stated")]
    #[doc(alias = "截止签号")]
    pub cut_off: Option<Digest>,
    /// The drawn, in order.
    pub drawn: Vec<RankedTarget>,
    /// The first of the reserve, in order (备选).
    #[doc(alias = "备选")]
    pub reserve: Vec<RankedTarget>,
}

/// A target with its place in the order of its tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedTarget {
    /// Its place, from 1, counted through the drawn and on through the reserve.
    pub rank: u64,
    /// Its id.
    pub id: String,
    /// Its ticket (签号).
    #[doc(alias = "签号")]
    pub ticket: Digest,
}

/// A visit to one target on behalf of one or more tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "进一次门、查多项事")]
pub struct Visit {
    /// The target.
    pub id: String,
    /// The tasks that drew it, in the order of the draws.
    pub tasks: Vec<Name>,
}

document::kept_as_json!(DrawRecord, "a record");

impl DrawRecord {
    /// The digest of the document, in its own suite: what `sha256sum record.json` prints.
    pub fn digest(&self) -> Digest {
        self.commitment.suite.hash(self.to_json().as_bytes())
    }

    /// The draw of a task, if the ceremony drew it.
    pub fn draw_of(&self, task: &Name) -> Option<&TaskDraw> {
        let drawn = self.commitment.draws.iter().zip(&self.draws);
        drawn.filter(|(committed, _)| committed.task == *task).map(|(_, draw)| draw).next()
    }
}

impl TaskDraw {
    /// All drawn targets with their tiers, from A to D, each tier in the order of tickets.
    pub fn drawn(&self) -> impl Iterator<Item = (RiskTier, &RankedTarget)> {
        self.tiers.iter().flat_map(|tier| tier.drawn.iter().map(|target| (tier.tier, target)))
    }
}
