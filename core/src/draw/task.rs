//! One task, drawn with a seed.

use super::{DrawError, PreparedDraw, PreparedTask};
use crate::progress::Watch;
use crate::record::{DrawKeys, RankedTarget, TaskDraw, TierDraw};
use crate::risk::RiskTier;
use crate::rule::Coordination;
use crate::sampling::{IdColumn, SampleSize, StratumDraw, TicketKey, stratified_draw};
use crate::seed::{Purpose, Seed};
use crate::target::TargetDirectory;

impl PreparedDraw<'_> {
    /// The draw of this id, for one of the tasks.
    pub(super) fn draw_task(
        &self,
        task: &PreparedTask<'_>,
        draw: &str,
        seed: &Seed,
        watch: &mut dyn Watch,
    ) -> Result<TaskDraw, DrawError> {
        let scope = match self.plan.coordination() {
            Coordination::Independent => draw,
            Coordination::MergedVisits => self.plan.name().as_str(),
        };
        let key = |purpose| seed.key(purpose, scope);
        let keys =
            DrawKeys { ticket: key(Purpose::Ticket), order: key(Purpose::Order), mix: key(Purpose::Mix) };
        let tickets = TicketKey::new(self.setting.suite, &keys.ticket);
        let size = SampleSize { drawn: task.quotas().numbers(), reserve: task.rules().reserve };
        let pool = task.pool();
        let strata = stratified_draw(&tickets, self.directory, |row| pool.tier(row), &size, watch)?;
        let tiers = strata.iter().map(|(tier, stratum)| self.tier_draw(tier, stratum, &tickets)).collect();
        Ok(TaskDraw { draw: draw.to_owned(), keys, tiers })
    }

    fn tier_draw(&self, tier: RiskTier, stratum: &StratumDraw, tickets: &TicketKey) -> TierDraw {
        let mut ranks = 1..;
        let mut ranked = |rows: &[usize]| -> Vec<RankedTarget> {
            let targets = rows.iter().filter_map(|row| self.directory.get(*row));
            let ranked = targets.zip(ranks.by_ref()).map(|(target, rank)| {
                let id = target.id();
                RankedTarget { rank, id: id.to_owned(), ticket: tickets.ticket(id.as_bytes()) }
            });
            ranked.collect()
        };
        let (drawn, reserve) = (ranked(&stratum.drawn), ranked(&stratum.reserve));
        TierDraw { tier, cut_off: drawn.last().map(|last| last.ticket), drawn, reserve }
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
