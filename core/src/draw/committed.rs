//! Committed: everything is fixed but the randomness.

use super::{DrawError, DrawSetting, PreparedDraw, RevealedDraw};
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::Watch;
use crate::record::Commitment;
use crate::seed::{SeedError, Source, Sources};
use crate::target::TargetDirectory;

/// A draw whose commitment can be published.
#[derive(Debug)]
pub struct CommittedDraw<'a> {
    pub(super) prepared: PreparedDraw<'a>,
    pub(super) sources: Sources,
    pub(super) commitment: Commitment,
}

impl<'a> CommittedDraw<'a> {
    /// Takes up a draw again from its published commitment, after a restart: everything is worked out anew and must give the same
    /// commitment.
    ///
    /// ```
    /// # fn example(saved: &str, plan: &double_random::InspectionPlan, targets: &double_random::TargetDirectory)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// use double_random::{Commitment, CommittedDraw};
    ///
    /// let committed = CommittedDraw::resume(Commitment::from_json(saved)?, plan, targets, None, &mut ())?;
    /// assert_eq!(committed.commitment().to_json(), saved);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When plan or directories are not those of the commitment, or it could not have been made from them; and when `watch` stops
    /// the work.
    pub fn resume(
        commitment: Commitment,
        plan: &'a InspectionPlan,
        directory: &'a TargetDirectory,
        inspectors: Option<&'a InspectorDirectory>,
        watch: &mut dyn Watch,
    ) -> Result<Self, DrawError> {
        let setting = DrawSetting {
            suite: commitment.suite,
            tasks: commitment.draws.iter().map(|draw| draw.task.clone()).collect(),
            as_of: commitment.as_of,
            attempt: commitment.attempt,
            previous: commitment.previous,
            committed_at: commitment.committed_at,
        };
        let altered = |what: &str| Err(DrawError::Altered { what: what.to_owned() });
        if commitment.plan.digest != plan.digest(setting.suite) {
            return altered("plan");
        }
        let sources = Sources::new(commitment.sources.clone(), commitment.witness)?;
        let prepared = PreparedDraw::new(plan, directory, setting, watch)?;
        let prepared = match inspectors {
            None => prepared,
            Some(inspectors) => prepared.with_inspectors(inspectors)?,
        };
        let resumed = prepared.commit(sources, watch)?;
        if resumed.commitment.targets != commitment.targets {
            return altered("targets");
        }
        if resumed.commitment.inspectors != commitment.inspectors {
            return altered("inspectors");
        }
        if resumed.commitment.draws != commitment.draws {
            return altered("draws");
        }
        if resumed.commitment != commitment {
            return altered("commitment");
        }
        Ok(resumed)
    }

    /// The commitment, to be published before any source can be known.
    pub fn commitment(&self) -> &Commitment {
        &self.commitment
    }

    /// Takes the values of the sources, in the committed order.
    ///
    /// # Errors
    ///
    /// When a source is missing or is not what was committed. That voids this attempt: the draw is used up, and the next
    /// attempt is a new one.
    pub fn reveal(self, revealed: Vec<Source>) -> Result<RevealedDraw<'a>, SeedError> {
        let seed = self.sources.reveal(self.commitment.suite, &revealed)?;
        Ok(RevealedDraw { prepared: self.prepared, commitment: self.commitment, revealed, seed })
    }
}
