//! The order of a tier, as far as it was needed.

use super::AmendError;
use crate::plan::InspectionTask;
use crate::pool::Pool;
use crate::progress::Watch;
use crate::record::{CommittedDirectory, CommittedTier, DrawRecord, TaskDraw};
use crate::risk::{PerTier, RiskTier};
use crate::sampling::{SampleSize, TicketKey, stratified_draw};
use crate::target::TargetDirectory;

/// Where an order is worked out from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) record: &'a DrawRecord,
    pub(super) directory: &'a TargetDirectory,
}

/// The ids of a tier in order: those the record lists, and more of them once they are asked for.
#[derive(Debug, Default)]
pub(super) struct Order {
    known: Vec<String>,
    /// How long it is in all.
    pool: u64,
}

impl Order {
    pub(super) fn listed(committed: &CommittedTier, draw: &TaskDraw) -> Self {
        let tiers = draw.tiers.iter().filter(|tier| tier.tier == committed.tier);
        let listed = tiers.flat_map(|tier| tier.drawn.iter().chain(&tier.reserve));
        Self { known: listed.map(|target| target.id.clone()).collect(), pool: committed.pool }
    }

    /// The `count` ids after the first `from`, or as many as there are.
    pub(super) fn after(&self, from: usize, count: u64) -> &[String] {
        let rest = self.known.get(from..).unwrap_or_default();
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        rest.get(..count).unwrap_or(rest)
    }

    /// Makes sure that the first `wanted` are known, or all where there are fewer.
    ///
    /// Twice as many are worked out, so that a long row of replacements passes over the directory few times.
    pub(super) fn reach(
        &mut self,
        wanted: u64,
        ground: Ground<'_>,
        of: (&InspectionTask, &TaskDraw, RiskTier),
        watch: &mut dyn Watch,
    ) -> Result<(), AmendError> {
        if self.known.len() as u64 >= wanted.min(self.pool) {
            return Ok(());
        }
        self.known = first_of(wanted.saturating_mul(2).min(self.pool), ground, of, watch)?;
        Ok(())
    }
}

/// The first `count` of a tier's order, from the directory.
fn first_of(
    count: u64,
    Ground { record, directory }: Ground<'_>,
    (task, draw, tier): (&InspectionTask, &TaskDraw, RiskTier),
    watch: &mut dyn Watch,
) -> Result<Vec<String>, AmendError> {
    let commitment = &record.commitment;
    if CommittedDirectory::of(directory, commitment.suite, watch)? != commitment.targets {
        return Err(AmendError::NotOfTheRecord { what: "directory".to_owned() });
    }
    let (Some(selector), Some(rules)) = (task.selector(), task.rules()) else {
        return Err(AmendError::NotOfTheRecord { what: "plan".to_owned() });
    };
    let pool = Pool::new(directory, task.name(), selector, rules, commitment.as_of, watch)?;
    let key = TicketKey::new(commitment.suite, &draw.keys.ticket);
    let mut drawn = PerTier::default();
    drawn[tier] = count;
    let size = SampleSize { drawn, reserve: 0 };
    let only = |row: usize| pool.tier(row).filter(|own| *own == tier);
    let strata = stratified_draw(&key, directory, only, &size, watch)?;
    let ids = strata[tier].drawn.iter().filter_map(|row| directory.get(*row));
    Ok(ids.map(|target| target.id().to_owned()).collect())
}
