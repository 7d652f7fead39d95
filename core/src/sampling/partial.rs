//! The draw of one part of a population, to be merged with the draws of the others.

use serde::{Deserialize, Serialize};

use super::candidates::{limit, spare};
use super::stratified::{Smallest, smallest, smallest_not_above};
use super::{IdColumn, SampleSize, SamplingError, StratumDraw, TicketKey};
use crate::digest::{Digest, Suite};
use crate::progress::Watch;
use crate::risk::{PerTier, RiskTier};

/// The smallest tickets of each tier in one part of a population.
///
/// Parts must not overlap. It holds its ids, so it can be sent from one machine to another (serde); what is no such draw, a list cut
/// short or a ticket of another key, is refused when it is read. One part can hold as many as the whole draw; where it is known how
/// large the whole is, [`of_pool`](Self::of_pool) makes parts that do not, and of which a list that was cut short does not show.
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
#[serde(try_from = "Written")]
pub struct PartialDraw {
    suite: Suite,
    key: Digest,
    size: SampleSize,
    /// The largest first word of a ticket that was looked for, in each tier.
    limits: PerTier<u32>,
    /// Targets seen, in each tier.
    seen: PerTier<u64>,
    /// The smallest, in order of (ticket, id).
    entries: PerTier<Vec<PartialEntry>>,
}

/// A partial draw as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    suite: Suite,
    key: Digest,
    size: SampleSize,
    limits: PerTier<u32>,
    seen: PerTier<u64>,
    entries: PerTier<Vec<PartialEntry>>,
}

impl TryFrom<Written> for PartialDraw {
    type Error = SamplingError;

    fn try_from(written: Written) -> Result<Self, SamplingError> {
        let Written { suite, key, size, limits, seen, entries } = written;
        let tickets = TicketKey::new(suite, &key);
        for (tier, listed) in entries.iter() {
            let (found, most) = (listed.len() as u64, seen[tier].min(size.kept(tier) as u64));
            let all = found == most || (found < most && limits[tier] < u32::MAX);
            let in_order = listed.is_sorted_by(|one, next| one < next);
            let of_the_key = |of: &PartialEntry| of.ticket == tickets.ticket(of.id.as_bytes());
            let not_above = |of: &PartialEntry| of.ticket.words()[0] <= limits[tier];
            if !all || !in_order || !listed.iter().all(|of| of_the_key(of) && not_above(of)) {
                return Err(SamplingError::NotAPartialDraw { tier });
            }
        }
        Ok(Self { suite, key, size, limits, seen, entries })
    }
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

/// So many tickets are made before their ids are read again, which are then still near.
const TOGETHER: usize = 1024;

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
        let found = smallest(ids, tier, &size, watch, prefixes, |id| key.ticket(id), spare)?;
        Self::of(key, ids, size, PerTier([u32::MAX; 4]), &found)
    }

    /// The draw of one part of a population of which it is known how many targets each tier has in all: of those that cannot be among
    /// the smallest of the whole nothing is kept, so all parts together hold little more than the draw.
    ///
    /// `pool` is those numbers, and must not be too large: parts of which too little is kept are found out when they are asked for
    /// [`drawn`](Self::drawn). With the right numbers that happens by chance too, but for no more than one draw in a thousand million.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn of_pool<C: IdColumn + Sync + ?Sized>(
        key: &TicketKey,
        ids: &C,
        tier: impl Fn(usize) -> Option<RiskTier> + Sync,
        size: SampleSize,
        pool: &PerTier<u64>,
        watch: &mut dyn Watch,
    ) -> Result<Self, SamplingError> {
        let expected = |kept: usize| kept.saturating_add(spare(kept));
        let limits = PerTier::from_fn(|tier| limit(expected(size.kept(tier)), pool[tier]));
        let found = smallest_not_above(key, ids, tier, &size, &limits, watch)?;
        Self::of(key, ids, size, limits, &found)
    }

    /// The part in which these were found.
    fn of<C: IdColumn + ?Sized>(
        key: &TicketKey,
        ids: &C,
        size: SampleSize,
        limits: PerTier<u32>,
        found: &Smallest,
    ) -> Result<Self, SamplingError> {
        let mut entries = PerTier::<Vec<PartialEntry>>::default();
        for (tier, StratumDraw { drawn, reserve }) in found.strata.iter() {
            entries[tier].reserve_exact(drawn.len() + reserve.len());
            for rows in drawn.chunks(TOGETHER).chain(reserve.chunks(TOGETHER)) {
                for (row, ticket) in rows.iter().zip(key.tickets(ids, rows)) {
                    let id = str::from_utf8(ids.id(*row));
                    let id = id.map_err(|_| SamplingError::NotText { row: *row as u64 })?.to_owned();
                    entries[tier].push(PartialEntry { ticket, id });
                }
            }
        }
        Ok(Self { suite: key.suite(), key: key.key(), size, limits, seen: found.pool, entries })
    }

    /// The draw of both parts together; the order of merging does not matter.
    ///
    /// # Errors
    ///
    /// When the two were made with different keys or sizes, when one target is in both, and when they say they have seen more than
    /// can be counted.
    pub fn merge(self, other: Self) -> Result<Self, SamplingError> {
        if (self.suite, self.key, self.size) != (other.suite, other.key, other.size) {
            return Err(SamplingError::DoNotBelongTogether {});
        }
        let limits = PerTier::from_fn(|tier| self.limits[tier].min(other.limits[tier]));
        let mut entries = self.entries;
        for (tier, more) in RiskTier::ALL.into_iter().zip(other.entries.0) {
            let both = &mut entries[tier];
            both.extend(more);
            // Of what lies above the limit of one part, that part says nothing.
            both.retain(|entry| entry.ticket.words()[0] <= limits[tier]);
            // Two runs in order: the standard sort finds and merges them in one pass.
            both.sort();
            if let Some([twice, _]) = both.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
                return Err(SamplingError::DuplicateId { id: twice.id.clone() });
            }
            both.truncate(self.size.kept(tier));
        }
        let mut seen = self.seen;
        for (seen, more) in seen.0.iter_mut().zip(other.seen.0) {
            *seen = seen.checked_add(more).ok_or(SamplingError::TooManySeen {})?;
        }
        Ok(Self { limits, seen, entries, ..self })
    }

    /// How many targets of each tier were seen.
    pub fn seen(&self) -> PerTier<u64> {
        self.seen
    }

    /// The drawn of a tier, in order; to be asked once all parts are merged.
    ///
    /// # Errors
    ///
    /// When fewer were seen than are to be drawn, and when parts [of a pool](Self::of_pool) have kept fewer than the drawn and the
    /// reserve.
    pub fn drawn(&self, tier: RiskTier) -> Result<&[PartialEntry], SamplingError> {
        let (wanted, seen, entries) = (self.size.drawn[tier], self.seen[tier], &self.entries[tier]);
        let kept = self.size.kept(tier).min(usize::try_from(seen).unwrap_or(usize::MAX));
        if entries.len() < kept {
            return Err(SamplingError::TooFewKept {
                tier,
                wanted: kept as u64,
                kept: entries.len() as u64,
                seen,
            });
        }
        let drawn = usize::try_from(wanted).ok().and_then(|wanted| entries.get(..wanted));
        drawn.ok_or(SamplingError::PoolTooSmall { tier, wanted, found: seen })
    }

    /// The reserve of a tier, in order; to be asked once all parts are merged, after [`drawn`](Self::drawn).
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
            let whole = draw(&all);
            let of_pool = |ids: &[&String]| {
                PartialDraw::of_pool(&key, ids, |row| Some(tier(ids[row])), size, &whole.seen(), &mut ()).unwrap()
            };
            let part = |part| all.iter().zip(&parts).filter(move |(_, of)| **of == part).map(|(id, _)| *id);
            let merged = |draw: &dyn Fn(&[&String]) -> PartialDraw| (0..5).rev()
                .map(|number| draw(&part(number).collect::<Vec<_>>()))
                .reduce(|a, b| a.merge(b).unwrap()).unwrap();
            prop_assert_eq!(whole.seen().sum() as usize, ids.len());
            for (tier, entries) in whole.entries.iter() {
                if let Ok(drawn) = whole.drawn(tier) {
                    prop_assert_eq!(drawn.len() as u64, size.drawn[tier]);
                    prop_assert_eq!(&[drawn, whole.reserve(tier)].concat(), entries);
                }
            }
            for tier in RiskTier::ALL {
                let merged = merged(&of_pool);
                prop_assert_eq!(merged.drawn(tier), whole.drawn(tier));
                prop_assert_eq!(merged.reserve(tier), whole.reserve(tier));
            }
            prop_assert_eq!(merged(&draw), whole);
        }
    }

    /// Guards that parts of a pool keep little more than their share of the draw, and that too little is found out: with a pool said to be
    /// larger than it is, and when merged with a part that looked further.
    #[test]
    fn parts_of_a_pool_keep_what_the_whole_may_draw() {
        let ids: Vec<String> = (0..20_000).map(|number| format!("140581-{number:05}")).collect();
        let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"k"));
        let size = SampleSize { drawn: PerTier([1000, 0, 0, 0]), reserve: 10 };
        let part = |ids: &[String], pool: u64| {
            PartialDraw::of_pool(&key, ids, |_| Some(RiskTier::A), size, &PerTier([pool, 0, 0, 0]), &mut ())
                .unwrap()
        };
        let whole = PartialDraw::new(&key, &ids[..], |_| Some(RiskTier::A), size, &mut ()).unwrap();
        let parts = ids.chunks(2000).map(|ids| part(ids, 20_000));
        assert!(parts.clone().all(|part| (60..190).contains(&part.entries[RiskTier::A].len())));
        let merged = parts.reduce(|a, b| a.merge(b).unwrap()).unwrap();
        assert_eq!(merged.drawn(RiskTier::A), whole.drawn(RiskTier::A));
        assert_eq!(merged.reserve(RiskTier::A), whole.reserve(RiskTier::A));

        let too_few = |part: &PartialDraw| {
            matches!(
                part.drawn(RiskTier::A),
                Err(SamplingError::TooFewKept { wanted: 1010, seen: 20_000, kept: 1..1010, .. })
            )
        };
        assert!(too_few(&part(&ids, 40_000)));
        let (some, others) = ids.split_at(10_000);
        let far = PartialDraw::new(&key, some, |_| Some(RiskTier::A), size, &mut ()).unwrap();
        assert!(too_few(&far.clone().merge(part(others, 40_000)).unwrap()));
        assert_eq!(far.clone().merge(part(others, 40_000)), part(others, 40_000).merge(far));
    }

    /// Guards that a part which was cut short, put in another order, given foreign tickets or counts it cannot have is refused when it
    /// is read, and that counts beyond all bounds are an error and no panic.
    #[test]
    fn parts_that_were_altered_are_refused() {
        let ids = ["A-1", "A-2", "A-3", "A-4"];
        let part = |ids: &[&str]| {
            let key = TicketKey::new(Suite::Sm3, &Suite::Sm3.hash(b"k"));
            let size = SampleSize { drawn: PerTier([2, 0, 0, 0]), reserve: 1 };
            PartialDraw::new(&key, ids, |_| Some(RiskTier::A), size, &mut ()).unwrap()
        };
        let read = |part: &serde_json::Value| -> Result<PartialDraw, SamplingError> {
            serde_json::from_value::<Written>(part.clone()).unwrap().try_into()
        };
        let honest = serde_json::to_value(part(&ids)).unwrap();
        assert_eq!(read(&honest).unwrap(), part(&ids));
        for (place, value) in [
            ("/entries/0/1", honest["entries"][0][0].clone()),
            ("/entries/0/2/id", "A-9".into()),
            ("/entries/0/0/ticket", honest["entries"][0][1]["ticket"].clone()),
            ("/entries/0", serde_json::json!([])),
            ("/entries/3", honest["entries"][0].clone()),
            ("/seen/0", 2.into()),
            ("/limits/0", 0.into()),
            ("/seen/1", 1.into()),
            ("/key", "0".repeat(64).into()),
        ] {
            let mut altered = honest.clone();
            *altered.pointer_mut(place).unwrap() = value;
            let refused = read(&altered);
            assert!(matches!(refused, Err(SamplingError::NotAPartialDraw { .. })), "{place}: {refused:?}");
            assert!(serde_json::from_value::<PartialDraw>(altered).is_err());
        }
        let mut boundless = honest.clone();
        boundless["seen"][0] = u64::MAX.into();
        let merged = read(&boundless).unwrap().merge(part(&["B-1"]));
        assert_eq!(merged, Err(SamplingError::TooManySeen {}));
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
