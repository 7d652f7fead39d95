//! The draw of one part of a population, to be merged with the draws of the others.

use serde::{Deserialize, Serialize};

use super::candidates::{limit, spare};
use super::run::{PartialEntry, Run};
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
    entries: PerTier<Run>,
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
    entries: PerTier<Run>,
}

impl TryFrom<Written> for PartialDraw {
    type Error = SamplingError;

    fn try_from(written: Written) -> Result<Self, SamplingError> {
        let Written { suite, key, size, limits, seen, entries } = written;
        let tickets = TicketKey::new(suite, &key);
        for (tier, listed) in entries.iter() {
            let (found, most) = (listed.len() as u64, seen[tier].min(size.kept(tier) as u64));
            let all = found <= most && (found == most || limits[tier] < u32::MAX);
            let in_order = listed.iter().is_sorted_by(|one, next| one < next);
            let of_the_key = |of: &PartialEntry| *of.ticket == tickets.ticket(of.id.as_bytes());
            let not_above = |of: &PartialEntry| of.ticket.words()[0] <= limits[tier];
            if !all || !in_order || !listed.iter().all(|of| of_the_key(&of) && not_above(&of)) {
                return Err(SamplingError::NotAPartialDraw { tier });
            }
        }
        Ok(Self { suite, key, size, limits, seen, entries })
    }
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
        let mut entries = PerTier::<Run>::default();
        for (tier, StratumDraw { drawn, reserve }) in found.strata.iter() {
            entries[tier] = Run::with_capacity(drawn.len() + reserve.len(), 0);
            for rows in drawn.chunks(TOGETHER).chain(reserve.chunks(TOGETHER)) {
                for (row, ticket) in rows.iter().zip(key.tickets(ids, rows)) {
                    let id = str::from_utf8(ids.id(*row));
                    let id = id.map_err(|_| SamplingError::NotText { row: *row as u64 })?;
                    entries[tier].push(PartialEntry { ticket: &ticket, id });
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
        self.merge_all([&other])
    }

    /// The draw of this part and all others together, as [`merge`](Self::merge) makes it of two; all at once is quicker than one
    /// after the other, which goes through what was merged before again and again.
    ///
    /// # Errors
    ///
    /// As [`merge`](Self::merge).
    pub fn merge_all<'a>(
        &'a self,
        others: impl IntoIterator<Item = &'a Self>,
    ) -> Result<Self, SamplingError> {
        let Self { suite, key, size, .. } = *self;
        let parts: Vec<&Self> = std::iter::once(self).chain(others).collect();
        if parts.iter().any(|part| (part.suite, part.key, part.size) != (suite, key, size)) {
            return Err(SamplingError::DoNotBelongTogether {});
        }
        // Of what lies above the limit of one part, that part says nothing.
        let limits =
            PerTier::from_fn(|tier| parts.iter().map(|part| part.limits[tier]).min().unwrap_or(u32::MAX));
        let (mut seen, mut entries) = (PerTier::<u64>::default(), PerTier::<Run>::default());
        for tier in RiskTier::ALL {
            let runs: Vec<&Run> = parts.iter().map(|part| &part.entries[tier]).collect();
            entries[tier] = Run::merged(&runs, size.kept(tier), limits[tier])
                .map_err(|id| SamplingError::DuplicateId { id })?;
            seen[tier] = (parts.iter())
                .try_fold(0_u64, |seen, part| seen.checked_add(part.seen[tier]))
                .ok_or(SamplingError::TooManySeen {})?;
        }
        Ok(Self { suite, key, size, limits, seen, entries })
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
    pub fn drawn(
        &self,
        tier: RiskTier,
    ) -> Result<impl ExactSizeIterator<Item = PartialEntry<'_>> + Clone, SamplingError> {
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
        match usize::try_from(wanted) {
            Ok(drawn) if drawn <= entries.len() => Ok(entries.iter().take(drawn)),
            _ => Err(SamplingError::PoolTooSmall { tier, wanted, found: seen }),
        }
    }

    /// The reserve of a tier, in order; to be asked once all parts are merged, after [`drawn`](Self::drawn).
    pub fn reserve(&self, tier: RiskTier) -> impl ExactSizeIterator<Item = PartialEntry<'_>> + Clone {
        self.entries[tier].iter().skip(usize::try_from(self.size.drawn[tier]).unwrap_or(usize::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The drawn of a tier, and the reserve.
    fn listed(part: &PartialDraw, tier: RiskTier) -> Result<[Vec<PartialEntry<'_>>; 2], SamplingError> {
        Ok([part.drawn(tier)?.collect(), part.reserve(tier).collect()])
    }

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
            let parts: Vec<_> = (0..5).map(|number| draw(&part(number).collect::<Vec<_>>())).collect();
            let at_once = draw(&[]).merge_all(&parts);
            prop_assert_eq!(at_once.as_ref(), Ok(&whole));
            prop_assert_eq!(whole.seen().sum() as usize, ids.len());
            for (tier, entries) in whole.entries.iter() {
                if let Ok(drawn) = whole.drawn(tier) {
                    prop_assert_eq!(drawn.len() as u64, size.drawn[tier]);
                    prop_assert!(drawn.chain(whole.reserve(tier)).eq(entries.iter()));
                }
            }
            for tier in RiskTier::ALL {
                let merged = merged(&of_pool);
                prop_assert_eq!(listed(&merged, tier), listed(&whole, tier));
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
        assert_eq!(listed(&merged, RiskTier::A), listed(&whole, RiskTier::A));
        assert_eq!(listed(&merged, RiskTier::A).unwrap().map(|list| list.len()), [1000, 10]);

        let too_few = |part: &PartialDraw| {
            matches!(
                listed(part, RiskTier::A),
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
        // A part of a pool may hold fewer than the draw, but not more than it has seen.
        let key = TicketKey::new(Suite::Sm3, &Suite::Sm3.hash(b"k"));
        let size = SampleSize { drawn: PerTier([100, 0, 0, 0]), reserve: 0 };
        let (many, pool) =
            ((0..1000).map(|number| number.to_string()).collect::<Vec<_>>(), [10_000, 0, 0, 0]);
        let part_of_pool =
            PartialDraw::of_pool(&key, &many[..], |_| Some(RiskTier::A), size, &PerTier(pool), &mut ())
                .unwrap();
        let found = part_of_pool.entries[RiskTier::A].len();
        assert!((1..100).contains(&found), "{found}");
        let mut written = serde_json::to_value(&part_of_pool).unwrap();
        assert_eq!(read(&written), Ok(part_of_pool));
        written["seen"][0] = (found - 1).into();
        assert_eq!(read(&written), Err(SamplingError::NotAPartialDraw { tier: RiskTier::A }));

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
            listed(&part(b"k", 2), RiskTier::A),
            Err(SamplingError::PoolTooSmall { tier: RiskTier::A, wanted: 2, found: 1 })
        );
    }
}
