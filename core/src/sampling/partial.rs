//! The draw of one part of a population, to be merged with the draws of the others.

use serde::{Deserialize, Serialize};

use super::candidates::spare;
use super::stratified::{Smallest, smallest};
use super::{IdColumn, SampleSize, SamplingError, TicketKey};
use crate::digest::{Digest, Suite};
use crate::progress::Watch;
use crate::risk::{PerTier, RiskTier};

/// The smallest tickets of each tier in one part of a population.
///
/// Parts must not overlap. It holds its ids, so it can be sent from one machine to another (serde).
///
/// ```
/// use double_random::{PartialDraw, PerTier, RiskTier, SampleSize, Suite, TicketKey};
///
/// let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"for this example only"));
/// let size = SampleSize { drawn: PerTier([0, 1, 0, 0]), reserve: 1 };
/// let part = |ids: &[&str]| PartialDraw::new(&key, ids, |_| Some(RiskTier::B), size, &mut ());
///
/// let merged = part(&["140581-0001"])?.merge(part(&["140581-0002", "140581-0003"])?)?;
/// assert_eq!(merged, part(&["140581-0003", "140581-0001", "140581-0002"])?);
/// assert_eq!(merged.drawn(RiskTier::B)?.len(), 1);
/// # Ok::<(), double_random::SamplingError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialDraw {
    suite: Suite,
    key: Digest,
    size: SampleSize,
    /// Targets seen, in each tier.
    seen: PerTier<u64>,
    /// The smallest, in order of (ticket, id).
    entries: PerTier<Vec<PartialEntry>>,
}

/// A target that may be drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialEntry {
    /// Its ticket.
    pub ticket: Digest,
    /// Its id.
    pub id: String,
}

impl PartialDraw {
    /// The draw of one part; the parameters are those of [`stratified_draw`](super::stratified_draw).
    ///
    /// # Errors
    ///
    /// When an id comes twice or is not text, and when `watch` stops the work.
    pub fn new<C: IdColumn + Sync + ?Sized>(
        key: &TicketKey,
        ids: &C,
        tier: impl Fn(usize) -> Option<RiskTier> + Sync,
        size: SampleSize,
        watch: &mut dyn Watch,
    ) -> Result<Self, SamplingError> {
        let prefixes = || key.together().into_prefixes();
        let Smallest { pool, strata } =
            smallest(ids, tier, &size, watch, prefixes, |id| key.ticket(id), spare)?;
        let mut entries = PerTier::<Vec<PartialEntry>>::default();
        for (tier, stratum) in strata.iter() {
            for row in stratum.drawn.iter().chain(&stratum.reserve) {
                let id = String::from_utf8(ids.id(*row).to_vec())
                    .map_err(|_| SamplingError::NotText { row: *row as u64 })?;
                entries[tier].push(PartialEntry { ticket: key.ticket(id.as_bytes()), id });
            }
        }
        Ok(Self { suite: key.suite(), key: key.key(), size, seen: pool, entries })
    }

    /// The draw of both parts together; the order of merging does not matter.
    ///
    /// # Errors
    ///
    /// When the two were made with different keys or sizes, and when one target is in both.
    pub fn merge(self, other: Self) -> Result<Self, SamplingError> {
        if (self.suite, self.key, self.size) != (other.suite, other.key, other.size) {
            return Err(SamplingError::DoNotBelongTogether {});
        }
        let mut entries = self.entries;
        for (tier, more) in RiskTier::ALL.into_iter().zip(other.entries.0) {
            let both = &mut entries[tier];
            both.extend(more);
            // Two runs in order: the standard sort finds and merges them in one pass.
            both.sort();
            if let Some([twice, _]) = both.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
                return Err(SamplingError::DuplicateId { id: twice.id.clone() });
            }
            both.truncate(self.size.kept(tier));
        }
        let seen = PerTier::from_fn(|tier| self.seen[tier] + other.seen[tier]);
        Ok(Self { seen, entries, ..self })
    }

    /// How many targets of each tier were seen.
    pub fn seen(&self) -> PerTier<u64> {
        self.seen
    }

    /// The drawn of a tier, in order; to be asked once all parts are merged.
    ///
    /// # Errors
    ///
    /// When fewer were seen than are to be drawn.
    pub fn drawn(&self, tier: RiskTier) -> Result<&[PartialEntry], SamplingError> {
        let (wanted, found) = (self.size.drawn[tier], self.seen[tier]);
        let entries = usize::try_from(wanted).ok().and_then(|wanted| self.entries[tier].get(..wanted));
        entries.ok_or(SamplingError::PoolTooSmall { tier, wanted, found })
    }

    /// The reserve of a tier, in order; to be asked once all parts are merged.
    pub fn reserve(&self, tier: RiskTier) -> &[PartialEntry] {
        let from = usize::try_from(self.size.drawn[tier]).unwrap_or(usize::MAX);
        self.entries[tier].get(from..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Guards merging: any partitioning, in any order, gives the draw of the whole, the drawn first and then the reserve.
        #[test]
        fn parts_merge_into_the_whole(
            ids in prop::collection::btree_set("[0-9A-Z]{1,4}", 0..300),
            parts in prop::collection::vec(0_usize..5, 300),
            drawn in 0_u64..30,
        ) {
            let key = TicketKey::new(Suite::Sm3, &Suite::Sm3.hash(b"k"));
            let size = SampleSize { drawn: PerTier([drawn, 3, 0, drawn]), reserve: 2 };
            let tier = |id: &str| RiskTier::ALL[id.len() - 1];
            let draw = |ids: &[&String]| PartialDraw::new(&key, ids, |row| Some(tier(ids[row])), size, &mut ()).unwrap();
            let all: Vec<&String> = ids.iter().collect();
            let merged = (0..5).rev()
                .map(|part| draw(&all.iter().zip(&parts).filter(|(_, of)| **of == part).map(|(id, _)| *id).collect::<Vec<_>>()))
                .reduce(|a, b| a.merge(b).unwrap());
            let whole = draw(&all);
            prop_assert_eq!(whole.seen().sum() as usize, ids.len());
            for (tier, entries) in whole.entries.iter() {
                if let Ok(drawn) = whole.drawn(tier) {
                    prop_assert_eq!(drawn.len() as u64, size.drawn[tier]);
                    prop_assert_eq!(&[drawn, whole.reserve(tier)].concat(), entries);
                }
            }
            prop_assert_eq!(merged, Some(whole));
        }
    }

    /// Guards that parts which overlap, or do not belong together, are not merged in silence.
    #[test]
    fn parts_that_do_not_fit_are_refused() {
        let part = |key: &[u8], drawn: u64| {
            let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(key));
            let size = SampleSize { drawn: PerTier([drawn, 0, 0, 0]), reserve: 0 };
            PartialDraw::new(&key, &["X"][..], |_| Some(RiskTier::A), size, &mut ()).unwrap()
        };
        assert_eq!(
            part(b"k", 1).merge(part(b"k", 1)),
            Err(SamplingError::DuplicateId { id: "X".to_owned() })
        );
        assert_eq!(part(b"k", 1).merge(part(b"l", 1)), Err(SamplingError::DoNotBelongTogether {}));
        assert_eq!(part(b"k", 1).merge(part(b"k", 2)), Err(SamplingError::DoNotBelongTogether {}));
        assert_eq!(
            part(b"k", 2).drawn(RiskTier::A),
            Err(SamplingError::PoolTooSmall { tier: RiskTier::A, wanted: 2, found: 1 })
        );
    }
}
