//! A trial: what a draw may look like, from a throw-away seed.

use super::{DrawError, PreparedDraw};
use crate::id::Name;
use crate::progress::Watch;
use crate::record::{RankedTarget, TaskDraw, TierDraw};
use crate::risk::RiskTier;
use crate::seed::{Seed, TrialNumber};

/// What a draw may look like (试抽). It binds nobody and proves nothing: it has no keys and no tickets, and is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "试抽")]
pub struct TrialDraw {
    /// What repeats the trial.
    pub number: TrialNumber,
    /// The tasks, in the order of the ceremony.
    pub tasks: Vec<TrialTask>,
}

/// One task of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialTask {
    /// The task.
    pub task: Name,
    /// The drawn: tier and id, tier by tier, in their order within it.
    pub drawn: Vec<(RiskTier, String)>,
    /// The reserve (备选), likewise.
    pub reserve: Vec<(RiskTier, String)>,
}

impl PreparedDraw<'_> {
    /// Draws the tasks with the throw-away seed of this number (试抽), so that an official sees what rules would draw before
    /// anything is real. No real seed can be handed in, and no real draw can come out as this one does, but by chance.
    ///
    /// ```
    /// # fn example(prepared: &double_random::PreparedDraw<'_>) -> Result<(), Box<dyn std::error::Error>> {
    /// let trial = prepared.trial("7".parse()?, &mut ())?;
    /// for task in &trial.tasks {
    ///     println!("{}: {} drawn in this trial", task.task, task.drawn.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    #[doc(alias = "试抽")]
    pub fn trial(&self, number: TrialNumber, watch: &mut dyn Watch) -> Result<TrialDraw, DrawError> {
        let seed = Seed::of_trial(self.setting.suite, number);
        let mut tasks = Vec::with_capacity(self.tasks.len());
        for prepared in &self.tasks {
            let task = prepared.task().name().clone();
            let drawn = self.draw_task(prepared, &self.draw_id(&task).to_string(), &seed, watch)?;
            tasks.push(TrialTask::of(task, drawn));
        }
        Ok(TrialDraw { number, tasks })
    }
}

impl TrialTask {
    fn of(task: Name, draw: TaskDraw) -> Self {
        let (mut drawn, mut reserve) = (Vec::new(), Vec::new());
        for TierDraw { tier, drawn: chosen, reserve: next, .. } in draw.tiers {
            let of_tier = |ranked: Vec<RankedTarget>| ranked.into_iter().map(move |target| (tier, target.id));
            drawn.extend(of_tier(chosen));
            reserve.extend(of_tier(next));
        }
        Self { task, drawn, reserve }
    }
}
