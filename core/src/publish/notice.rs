//! Notice and digest.

use super::{PublishError, check_plan};
use crate::id::Name;
use crate::plan::InspectionPlan;
use crate::record::{
    Commitment, DigestedDraw, DrawCommitment, DrawDigest, DrawDigestFormat, DrawRecord, Notice, NoticeFormat,
    NoticedTask, TaskDraw,
};
use crate::risk::PerTier;
use crate::seed::SourceCommitment;

impl Notice {
    /// The notice of a draw with this commitment.
    ///
    /// # Errors
    ///
    /// When the plan is not the committed one, or lacks a task of the commitment.
    pub fn of(commitment: &Commitment, plan: &InspectionPlan) -> Result<Self, PublishError> {
        check_plan(commitment, plan)?;
        let tasks = commitment.draws.iter().map(|draw| noticed(draw, plan)).collect::<Result<_, _>>()?;
        Ok(Self {
            format: NoticeFormat::V1,
            suite: commitment.suite,
            plan: commitment.plan.name.clone(),
            title: plan.title().map(str::to_owned),
            attempt: commitment.attempt,
            previous: commitment.previous,
            as_of: commitment.as_of,
            commitment_digest: commitment.digest(),
            witness: commitment.witness,
            sources: commitment.sources.iter().map(SourceCommitment::label).collect(),
            tasks,
        })
    }
}

fn noticed(draw: &DrawCommitment, plan: &InspectionPlan) -> Result<NoticedTask, PublishError> {
    let missing = |task: &Name| PublishError::TaskNotInPlan { task: task.clone() };
    let task = plan.task(&draw.task).ok_or_else(|| missing(&draw.task))?;
    Ok(NoticedTask {
        draw: draw.draw.clone(),
        title: task.title().to_owned(),
        pool: draw.tiers.iter().map(|tier| tier.pool).fold(0, u64::saturating_add),
        drawn: draw.tiers.iter().map(|tier| tier.quota).fold(0, u64::saturating_add),
    })
}

impl DrawDigest {
    /// The digest of this record.
    pub fn of(record: &DrawRecord) -> Self {
        let commitment = &record.commitment;
        Self {
            format: DrawDigestFormat::V1,
            suite: commitment.suite,
            plan: commitment.plan.name.clone(),
            attempt: commitment.attempt,
            commitment_digest: commitment.digest(),
            record_digest: record.digest(),
            draws: record.draws.iter().map(digested).collect(),
        }
    }
}

fn digested(draw: &TaskDraw) -> DigestedDraw {
    let of = |wanted| draw.tiers.iter().find(|tier| tier.tier == wanted).and_then(|tier| tier.cut_off);
    DigestedDraw {
        draw: draw.draw.clone(),
        drawn: draw.drawn().count() as u64,
        cut_offs: PerTier::from_fn(of),
    }
}
