//! An attempt that did not lead to a list in force.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{Commitment, Line, VoidFormat};
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::document::{self, stated};
use crate::id::Name;

/// Why an attempt is void (作废原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[doc(alias = "作废原因")]
pub enum VoidReason {
    /// A source was not revealed, 随机源缺失.
    SourceMissing,
    /// A source is not what was committed, 随机源与承诺不符.
    SourceDiffers,
    /// The plan was wrong, 计划有误.
    WrongPlan,
    /// The directory was wrong, 名录库有误.
    WrongDirectory,
    /// The machinery failed, 技术故障.
    TechnicalFault,
    /// Something else, told in the explanation.
    Other,
}

impl VoidReason {
    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::SourceMissing => "随机源缺失",
            Self::SourceDiffers => "随机源与承诺不符",
            Self::WrongPlan => "计划有误",
            Self::WrongDirectory => "名录库有误",
            Self::TechnicalFault => "技术故障",
            Self::Other => "其他",
        }
    }
}

/// The declaration that an attempt is void (抽取作废). The next attempt's commitment carries its digest, so no attempt can be
/// left out of the record. Section 6.4 of the specification.
///
/// ```
/// # fn example(committed: double_random::CommittedDraw<'_>) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{VoidReason, VoidedAttempt};
///
/// let commitment = committed.commitment().clone();
/// let voided = VoidedAttempt::of(
///     &commitment,
///     None,
///     VoidReason::SourceMissing,
///     "纪检监察组未按时揭示".parse()?,
///     "王某，信用监管股".parse()?,
///     "2025-07-02".parse()?,
/// );
/// let previous = Some(voided.digest()); // for the setting of the next attempt
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "作废")]
pub struct VoidedAttempt {
    /// Always the same.
    pub format: VoidFormat,
    /// The hash function of the attempt.
    pub suite: Suite,
    /// The plan's name.
    pub plan: Name,
    /// The tasks that were to be drawn.
    pub tasks: Vec<Name>,
    /// Which attempt it was.
    pub attempt: NonZeroU32,
    /// The digest of the void of the attempt before.
    #[serde(deserialize_with = "stated")]
    pub previous: Option<Digest>,
    /// The digest of the attempt's commitment.
    pub commitment_digest: Digest,
    /// The digest of its record, if it had been drawn.
    #[serde(deserialize_with = "stated")]
    pub record_digest: Option<Digest>,
    /// Why.
    pub reason: VoidReason,
    /// Why, in words.
    pub explanation: Line,
    /// Who declares it void.
    pub by: Line,
    /// When.
    pub day: Date,
}

document::kept_as_json!(VoidedAttempt, "a void");

impl VoidedAttempt {
    /// Declares the attempt with this commitment void; `record` is its record's digest, if it had been drawn.
    pub fn of(
        commitment: &Commitment,
        record: Option<Digest>,
        reason: VoidReason,
        explanation: Line,
        by: Line,
        day: Date,
    ) -> Self {
        Self {
            format: VoidFormat::V1,
            suite: commitment.suite,
            plan: commitment.plan.name.clone(),
            tasks: commitment.draws.iter().map(|draw| draw.task.clone()).collect(),
            attempt: commitment.attempt,
            previous: commitment.previous,
            commitment_digest: commitment.digest(),
            record_digest: record,
            reason,
            explanation,
            by,
            day,
        }
    }

    /// The digest of the document, in its own suite.
    pub fn digest(&self) -> Digest {
        self.suite.hash(self.to_json().as_bytes())
    }
}
