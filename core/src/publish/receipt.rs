//! Receipts.

use super::{ProvenDirectory, PublishError, check_plan};
use crate::digest::Digest;
use crate::plan::InspectionPlan;
use crate::pool;
use crate::record::{
    DrawCommitment, DrawRecord, ProvenRow, Receipt, ReceiptDraw, ReceiptFormat, ReceiptOutcome, TaskDraw,
};
use crate::risk::RiskTier;
use crate::sampling::TicketKey;
use crate::target::InspectionTarget;

/// Receipts of one record (个体核验凭证): what they have in common is worked out once, so each costs little more than its path.
///
/// It repeats what the record says; that the record is true is for [`verify`](crate::verify()) to find out.
///
/// ```
/// # fn example(
/// #     proven: double_random::ProvenDirectory<'_>, record: double_random::DrawRecord, plan: double_random::InspectionPlan,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// let receipts = proven.receipts(&record, &plan)?;
/// for (_, drawn) in record.draws.iter().flat_map(|draw| draw.drawn()) {
///     let document = receipts.of(&drawn.id)?.to_json(); // to be handed to that target alone, after the visits
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Receipts<'a> {
    proven: &'a ProvenDirectory<'a>,
    record: &'a DrawRecord,
    record_digest: Digest,
    plan: &'a InspectionPlan,
}

impl<'a> ProvenDirectory<'a> {
    /// The receipts of this record.
    ///
    /// # Errors
    ///
    /// When record or plan are not those of the commitment.
    pub fn receipts(
        &'a self,
        record: &'a DrawRecord,
        plan: &'a InspectionPlan,
    ) -> Result<Receipts<'a>, PublishError> {
        self.check_record(record)?;
        check_plan(self.commitment, plan)?;
        Ok(Receipts { proven: self, record, record_digest: record.digest(), plan })
    }

    pub(super) fn check_record(&self, record: &DrawRecord) -> Result<(), PublishError> {
        if record.commitment == *self.commitment { Ok(()) } else { Err(PublishError::RecordDiffers {}) }
    }
}

impl Receipts<'_> {
    /// The receipt of the target with this id.
    ///
    /// # Errors
    ///
    /// When the target is not in the directory, and when the plan lacks a task of the record.
    pub fn of(&self, id: &str) -> Result<Receipt, PublishError> {
        let Self { proven, record, record_digest, .. } = *self;
        let missing = || PublishError::NotInDirectory { id: id.to_owned() };
        let place = proven.directory.find(id).ok_or_else(missing)?;
        let target = proven.directory.get(place).ok_or_else(missing)?;
        let ProvenRow { row, salt, index, path } = proven.row(place).ok_or_else(missing)?;
        let draws = record.commitment.draws.iter().zip(&record.draws);
        let draws = draws.map(|(committed, draw)| self.draw(committed, draw, &target));
        Ok(Receipt {
            format: ReceiptFormat::V1,
            record_digest,
            commitment: record.commitment.clone(),
            sources: record.sources.clone(),
            seed: record.seed,
            id: id.to_owned(),
            row,
            salt,
            index,
            path,
            draws: draws.collect::<Result<_, _>>()?,
        })
    }

    fn draw(
        &self,
        committed: &DrawCommitment,
        draw: &TaskDraw,
        target: &InspectionTarget<'_>,
    ) -> Result<ReceiptDraw, PublishError> {
        let (commitment, id) = (&self.record.commitment, target.id());
        let task = self.plan.task(&committed.task);
        let Some((selector, rules)) = task.and_then(|task| task.selector().zip(task.rules())) else {
            return Err(PublishError::TaskNotInPlan { task: committed.task.clone() });
        };
        let mut case = ReceiptDraw {
            draw: draw.draw.clone(),
            key: draw.keys.ticket,
            ticket: TicketKey::new(commitment.suite, &draw.keys.ticket).ticket(id.as_bytes()),
            outcome: ReceiptOutcome::Excluded,
            reason: pool::excluded(target, &committed.task, selector, rules, commitment.as_of),
            tier: None,
            rank: None,
            cut_off: None,
        };
        if case.reason.is_none() {
            let tier = rules.tiers.own_tier(target).unwrap_or(rules.tiers.not_classified);
            place_in_tier(&mut case, draw, tier, id);
        }
        Ok(case)
    }
}

/// Fills in what became of a target that was in the pool of this tier.
fn place_in_tier(case: &mut ReceiptDraw, draw: &TaskDraw, name: RiskTier, id: &str) {
    let Some(tier) = draw.tiers.iter().find(|tier| tier.tier == name) else { return };
    let drawn = tier.drawn.iter().find(|target| target.id == id);
    let reserve = tier.reserve.iter().find(|target| target.id == id);
    case.outcome = match (drawn, reserve) {
        (Some(_), _) => ReceiptOutcome::Drawn,
        (None, Some(_)) => ReceiptOutcome::Reserve,
        (None, None) => ReceiptOutcome::NotDrawn,
    };
    case.tier = Some(name);
    case.rank = drawn.or(reserve).map(|target| target.rank);
    case.cut_off = tier.cut_off;
}
