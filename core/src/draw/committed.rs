//! Committed: everything is fixed but the randomness.

use super::{PreparedDraw, RevealedDraw};
use crate::record::Commitment;
use crate::seed::{SeedError, Source, Sources};

/// A draw whose commitment can be published.
#[derive(Debug)]
pub struct CommittedDraw<'a> {
    pub(super) prepared: PreparedDraw<'a>,
    pub(super) sources: Sources,
    pub(super) commitment: Commitment,
}

impl<'a> CommittedDraw<'a> {
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
