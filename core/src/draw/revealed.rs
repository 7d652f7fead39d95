//! Revealed: the seed exists, and so does the result; it only has to be worked out.

use std::collections::BTreeMap;

use super::staffing::Drawn;
use super::{DrawError, PreparedDraw, PreparedTask};
use crate::digest::Digest;
use crate::id::Name;
use crate::progress::Watch;
use crate::record::{
    Commitment, DrawKeys, DrawRecord, RankedTarget, RecordFormat, TaskDraw, TierDraw, Visit,
};
use crate::risk::RiskTier;
use crate::rule::Coordination;
use crate::sampling::{IdColumn, SampleSize, StratumDraw, TicketKey, stratified_draw};
use crate::seed::{Purpose, Seed, Source};
use crate::target::TargetDirectory;

/// A draw whose seed is known.
#[derive(Debug)]
pub struct RevealedDraw<'a> {
    pub(super) prepared: PreparedDraw<'a>,
    pub(super) commitment: Commitment,
    pub(super) revealed: Vec<Source>,
    pub(super) seed: Seed,
}

/// Name and version, as records state them.
const SOFTWARE: &str = concat!("double-random ", env!("CARGO_PKG_VERSION"));

impl RevealedDraw<'_> {
    /// Draws, and assigns teams if inspectors were committed to.
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    pub fn draw(self, watch: &mut dyn Watch) -> Result<DrawRecord, DrawError> {
        let mut draws = Vec::with_capacity(self.prepared.tasks.len());
        for (task, committed) in self.prepared.tasks.iter().zip(&self.commitment.draws) {
            draws.push(self.draw_task(task, &committed.draw, watch)?);
        }
        let visits = match self.commitment.coordination {
            Coordination::Independent => None,
            Coordination::MergedVisits => Some(self.visits(&draws)),
        };
        let drawn = Drawn {
            prepared: &self.prepared,
            commitment: &self.commitment,
            draws: &draws,
            visits: visits.as_deref(),
        };
        let assignment = match self.prepared.inspectors {
            None => None,
            Some(inspectors) => Some(drawn.assign(inspectors, watch)?),
        };
        Ok(DrawRecord {
            format: RecordFormat::V1,
            software: SOFTWARE.to_owned(),
            commitment_digest: self.commitment.digest(),
            commitment: self.commitment,
            sources: self.revealed,
            seed: self.seed.digest(),
            draws,
            visits,
            assignment,
        })
    }

    fn draw_task(
        &self,
        task: &PreparedTask<'_>,
        draw: &str,
        watch: &mut dyn Watch,
    ) -> Result<TaskDraw, DrawError> {
        let scope = match self.commitment.coordination {
            Coordination::Independent => draw,
            Coordination::MergedVisits => self.commitment.plan.name.as_str(),
        };
        let key = |purpose| self.seed.key(purpose, scope);
        let keys =
            DrawKeys { ticket: key(Purpose::Ticket), order: key(Purpose::Order), mix: key(Purpose::Mix) };
        let tickets = TicketKey::new(self.commitment.suite, &keys.ticket);
        let size = SampleSize { drawn: task.quotas().numbers(), reserve: task.rules().reserve };
        let pool = task.pool();
        let strata = stratified_draw(&tickets, self.prepared.directory, |row| pool.tier(row), &size, watch)?;
        let tiers = strata.iter().map(|(tier, stratum)| self.tier_draw(tier, stratum, &tickets)).collect();
        Ok(TaskDraw { draw: draw.to_owned(), keys, tiers })
    }

    fn tier_draw(&self, tier: RiskTier, stratum: &StratumDraw, tickets: &TicketKey) -> TierDraw {
        let mut ranks = 1..;
        let mut ranked = |rows: &[usize]| -> Vec<RankedTarget> {
            let targets = rows.iter().filter_map(|row| self.prepared.directory.get(*row));
            let ranked = targets.zip(ranks.by_ref()).map(|(target, rank)| {
                let id = target.id();
                RankedTarget { rank, id: id.to_owned(), ticket: tickets.ticket(id.as_bytes()) }
            });
            ranked.collect()
        };
        let (drawn, reserve) = (ranked(&stratum.drawn), ranked(&stratum.reserve));
        TierDraw { tier, cut_off: drawn.last().map(|last| last.ticket), drawn, reserve }
    }

    /// Each drawn target once, in the order of tickets, which all tasks share.
    fn visits(&self, draws: &[TaskDraw]) -> Vec<Visit> {
        let mut visits: BTreeMap<(Digest, &str), Vec<Name>> = BTreeMap::new();
        for (draw, committed) in draws.iter().zip(&self.commitment.draws) {
            for (_, target) in draw.drawn() {
                visits.entry((target.ticket, &target.id)).or_default().push(committed.task.clone());
            }
        }
        visits.into_iter().map(|((_, id), tasks)| Visit { id: id.to_owned(), tasks }).collect()
    }
}

impl IdColumn for TargetDirectory {
    fn rows(&self) -> usize {
        self.len()
    }

    fn id(&self, row: usize) -> &[u8] {
        self.get(row).map_or(&[], |target| target.id().as_bytes())
    }
}
