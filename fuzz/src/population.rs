//! Targets to draw from, and the draw by its definition: hash everything, sort everything.

use arbitrary::Arbitrary;
use double_random::{Digest, PerTier, RiskTier, SampleSize, Suite, TicketKey};

use crate::hash::{hash, hex, suite};

/// Ids as they come, others that are only numbered, and how many are wanted.
#[derive(Debug, Arbitrary)]
pub(crate) struct Population {
    first_suite: bool,
    key: [u8; 32],
    written: Vec<String>,
    prefix: String,
    numbered: u16,
    /// The tiers of the rows, in turn.
    tiers: Vec<u8>,
    drawn: [u16; 4],
    reserve: u8,
}

/// A kept target: its ticket and its id.
pub(crate) type Kept = (String, String);

impl Population {
    pub(crate) fn suite(&self) -> Suite {
        suite(self.first_suite)
    }

    pub(crate) fn key(&self) -> TicketKey {
        TicketKey::new(self.suite(), &Digest::from_bytes(self.key))
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        let numbered = (0..self.numbered % 1024).map(|number| format!("{}{number}", self.prefix));
        self.written.iter().cloned().chain(numbered).collect()
    }

    pub(crate) fn tier(&self, row: usize) -> Option<RiskTier> {
        let place = row.checked_rem(self.tiers.len()).map_or(row, |at| self.tiers[at].into());
        RiskTier::ALL.get(place % 5).copied()
    }

    pub(crate) fn size(&self) -> SampleSize {
        SampleSize {
            drawn: PerTier(self.drawn.map(|drawn| u64::from(drawn % 256))),
            reserve: self.reserve.into(),
        }
    }

    /// Everyone of each tier with ticket and id, sorted.
    pub(crate) fn sorted(&self, ids: &[String]) -> PerTier<Vec<Kept>> {
        let key = hex(&self.key);
        let mut sorted = PerTier::<Vec<Kept>>::default();
        for (row, id) in ids.iter().enumerate() {
            if let Some(tier) = self.tier(row) {
                let ticket = hex(&hash(self.suite(), &[key.as_bytes(), id.as_bytes()]));
                sorted[tier].push((ticket, id.clone()));
            }
        }
        sorted.0.iter_mut().for_each(|tier| tier.sort());
        sorted
    }

    /// As many of the sorted of a tier as are kept, the drawn and the reserve.
    pub(crate) fn kept<'a>(&self, tier: RiskTier, sorted: &'a [Kept]) -> (&'a [Kept], &'a [Kept]) {
        let size = self.size();
        let drawn = sorted.len().min(size.drawn[tier] as usize);
        let kept = sorted.len().min(drawn + size.reserve as usize);
        (&sorted[..drawn], &sorted[drawn..kept])
    }
}

/// Whether a target stands in the list twice.
pub(crate) fn has_twice(sorted: &[Kept]) -> bool {
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}
