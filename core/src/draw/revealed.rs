//! Revealed: the seed exists, and so does the result; it only has to be worked out.

use std::collections::BTreeMap;

use super::staffing::Drawn;
use super::{DrawError, PreparedDraw};
use crate::digest::Digest;
use crate::id::Name;
use crate::progress::Watch;
use crate::record::{Commitment, DrawRecord, RecordFormat, TaskDraw, Visit};
use crate::rule::Coordination;
use crate::seed::{Seed, Source};

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
            draws.push(self.prepared.draw_task(task, &committed.draw, &self.seed, watch)?);
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
