//! One pass over columns: the stratified draw.

use super::candidates::{Candidate, candidates, count, not_above, spare};
use super::{IdColumn, IdPieces, SampleSize, SamplingError, TicketKey};
use crate::digest::{Digest, LANES, Prefixes};
use crate::parts::on_each;
use crate::progress::Watch;
use crate::risk::{PerTier, RiskTier};

/// What was drawn in one tier: rows, from 0, in the order of their tickets.
///
/// Tickets are not kept: [`TicketKey::ticket`] makes them again for the few that are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StratumDraw {
    /// The drawn.
    pub drawn: Vec<usize>,
    /// The next ones, for replacements.
    pub reserve: Vec<usize>,
}

/// Draws the targets with the smallest tickets of each tier, in one pass over the rows.
///
/// `tier` gives the tier of a row, or none where the row is not in the pool. Ids are taken to differ; one that is drawn or reserved
/// and comes twice is an error. The result does not depend on the order of the rows. Memory: 24 bytes for each drawn
/// or reserved target.
///
/// ```
/// use double_random::{PerTier, RiskTier, SampleSize, Suite, TicketKey, stratified_draw};
///
/// let ids = ["140581-0001", "140581-0002", "140581-0003"];
/// let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"for this example only"));
/// let size = SampleSize { drawn: PerTier([0, 1, 0, 0]), reserve: 1 };
/// let strata = stratified_draw(&key, &ids[..], |_| Some(RiskTier::B), &size, &mut ())?;
/// let (drawn, next) = (ids[strata[RiskTier::B].drawn[0]], ids[strata[RiskTier::B].reserve[0]]);
/// assert!(key.ticket(drawn.as_bytes()) < key.ticket(next.as_bytes()));
/// # Ok::<(), double_random::SamplingError>(())
/// ```
///
/// # Errors
///
/// When a tier has fewer targets than are to be drawn, when an id comes twice, and when `watch` stops the work.
pub fn stratified_draw<I: IdPieces + Sync + ?Sized>(
    key: &TicketKey,
    ids: &I,
    tier: impl Fn(usize) -> Option<RiskTier> + Sync,
    size: &SampleSize,
    watch: &mut dyn Watch,
) -> Result<PerTier<StratumDraw>, SamplingError> {
    let Smallest { pool, strata } =
        smallest(ids, tier, size, watch, || key.together().into_prefixes(), |id| key.ticket(id), spare)?;
    for (tier, found) in pool.iter() {
        let (wanted, found) = (size.drawn[tier], *found);
        if found < wanted {
            return Err(SamplingError::PoolTooSmall { tier, wanted, found });
        }
    }
    Ok(strata)
}

/// What was found in the pool of a draw.
pub(super) struct Smallest {
    /// How many targets each tier has.
    pub(super) pool: PerTier<u64>,
    pub(super) strata: PerTier<StratumDraw>,
}

/// As [`stratified_draw`], but content with fewer; how tickets are made, and how many more than are wanted are looked for at
/// first, are parameters so that tests can force ties and another look.
pub(super) fn smallest<I: IdPieces + Sync + ?Sized, P: FnMut(&[&[u8]; LANES], &mut Prefixes)>(
    ids: &I,
    tier: impl Fn(usize) -> Option<RiskTier> + Sync,
    size: &SampleSize,
    watch: &mut dyn Watch,
    prefixes: impl Fn() -> P + Sync,
    ticket: impl Fn(&[u8]) -> Digest + Sync,
    spare: impl Fn(usize) -> usize,
) -> Result<Smallest, SamplingError> {
    let pool = count(ids.total(), &tier);
    let wanted =
        PerTier::from_fn(|tier| size.kept(tier).min(usize::try_from(pool[tier]).unwrap_or(usize::MAX)));
    let found = candidates(ids, &tier, &pool, &wanted, spare, watch, &prefixes)?;
    Ok(Smallest { pool, strata: all_in_order(found, ids, size, &ticket)? })
}

/// As [`smallest`], but of those alone whose tickets are not above the limit of their tier.
pub(super) fn smallest_not_above<C: IdColumn + Sync + ?Sized>(
    key: &TicketKey,
    ids: &C,
    tier: impl Fn(usize) -> Option<RiskTier> + Sync,
    size: &SampleSize,
    limits: &PerTier<u32>,
    watch: &mut dyn Watch,
) -> Result<Smallest, SamplingError> {
    let limits = PerTier::from_fn(|tier| (size.kept(tier) > 0).then_some(limits[tier]));
    let mut found = PerTier::default();
    not_above(ids, &tier, &limits, watch, &|| key.together().into_prefixes(), &mut found)?;
    let strata = all_in_order(found, ids, size, &|id| key.ticket(id))?;
    Ok(Smallest { pool: count(ids.rows(), &tier), strata })
}

/// In each tier as many as are kept.
fn all_in_order<I: IdPieces + Sync + ?Sized>(
    found: PerTier<Vec<Candidate>>,
    ids: &I,
    size: &SampleSize,
    ticket: &(impl Fn(&[u8]) -> Digest + Sync),
) -> Result<PerTier<StratumDraw>, SamplingError> {
    let tiers: Vec<_> = RiskTier::ALL.into_iter().zip(found.0).collect();
    let ordered = on_each(tiers, |(tier, candidates)| {
        in_order(candidates, ids, size.kept(tier), size.drawn[tier], ticket)
    });
    let mut strata = PerTier::default();
    for (tier, stratum) in RiskTier::ALL.into_iter().zip(ordered) {
        strata[tier] = stratum?;
    }
    Ok(strata)
}

/// The `keep` smallest by (ticket, id), the first `drawn` of them drawn.
fn in_order<I: IdPieces + ?Sized>(
    mut candidates: Vec<Candidate>,
    ids: &I,
    keep: usize,
    drawn: u64,
    ticket: impl Fn(&[u8]) -> Digest,
) -> Result<StratumDraw, SamplingError> {
    // Whole tickets are worked out again only where the first eight bytes tie: about once in 2^64 pairs.
    let id = |row: usize| ids.with_piece(row..row + 1, |piece| piece.id(row).to_vec());
    let whole = |row: usize| {
        let id = id(row);
        (ticket(&id), id)
    };
    candidates.sort_unstable_by_key(|candidate| candidate.prefix);
    for tied in candidates.chunk_by_mut(|a, b| a.prefix == b.prefix) {
        tied.sort_by_cached_key(|candidate| whole(candidate.row));
    }
    // Of two alike, one may be the last that is kept and the other the next.
    candidates.truncate(keep.saturating_add(1));
    if let Some(twice) = candidates.windows(2).find_map(|pair| match pair {
        [a, b] if a.prefix == b.prefix => Some(id(a.row)).filter(|twice| *twice == id(b.row)),
        _ => None,
    }) {
        return Err(SamplingError::DuplicateId { id: String::from_utf8_lossy(&twice).into_owned() });
    }
    let mut rows: Vec<usize> = candidates.into_iter().take(keep).map(|candidate| candidate.row).collect();
    let reserve = rows.split_off(rows.len().min(usize::try_from(drawn).unwrap_or(usize::MAX)));
    Ok(StratumDraw { drawn: rows, reserve })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Suite;
    use proptest::prelude::*;
    use std::ops::Range;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn population() -> impl Strategy<Value = Vec<(String, Option<RiskTier>)>> {
        let tier = prop::option::weighted(0.9, prop::sample::select(&RiskTier::ALL[..]));
        prop::collection::btree_map("[0-9A-Z]{1,4}", tier, 0..400).prop_map(|map| map.into_iter().collect())
    }

    proptest! {
        /// Guards the draw against sort-everything, in any order of rows, with whole tickets and with tickets cut to three
        /// bits, where nearly all prefixes tie and only the rest of the ticket, or the id, decides; also where the first look
        /// finds too few.
        #[test]
        fn the_draw_is_the_smallest_by_ticket_then_id(
            population in population().prop_shuffle(), drawn in 0_u64..40, reserve in 0_u32..5,
            cut in prop_oneof![Just(u32::MAX), Just(0xe000_0000), Just(0)], look_again: bool,
        ) {
            let (ids, tiers): (Vec<String>, Vec<Option<RiskTier>>) = population.into_iter().unzip();
            let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"k"));
            let size = SampleSize { drawn: PerTier([drawn; 4]), reserve };
            let short = || {
                let mut prefixes = key.together().into_prefixes();
                move |ids: &[&[u8]; LANES], shortened: &mut Prefixes| {
                    prefixes(ids, shortened);
                    let [first, second] = shortened;
                    first.iter_mut().for_each(|word| *word &= cut);
                    second.iter_mut().for_each(|word| if cut != u32::MAX { *word = 0 });
                }
            };
            // A ticket that agrees with the short prefix: either the real one, or one that is the same for everybody.
            let ticket = |id: &[u8]| if cut == 0 { Digest::from_bytes([0; 32]) } else { key.ticket(id) };
            let spare = |wanted| if look_again { 0 } else { spare(wanted) };
            let Smallest { pool, strata } =
                smallest(&ids[..], |row| tiers[row], &size, &mut (), short, ticket, spare).unwrap();
            prop_assert_eq!(pool.sum() as usize, tiers.iter().flatten().count());
            for (tier, stratum) in strata.iter() {
                let mut all: Vec<(Digest, &str)> = ids.iter().zip(&tiers)
                    .filter(|(_, of)| **of == Some(tier))
                    .map(|(id, _)| (ticket(id.as_bytes()), id.as_str()))
                    .collect();
                all.sort();
                let found: Vec<(Digest, &str)> = stratum.drawn.iter().chain(&stratum.reserve)
                    .map(|row| (ticket(ids[*row].as_bytes()), ids[*row].as_str()))
                    .collect();
                prop_assert_eq!(stratum.drawn.len(), all.len().min(drawn as usize));
                all.truncate(drawn as usize + reserve as usize);
                prop_assert_eq!(found, all);
            }
        }
    }

    /// Ids that are brought, and how often a piece was.
    struct Brought<'a>(&'a [String], AtomicUsize);

    impl IdPieces for Brought<'_> {
        type Piece = [String];

        fn total(&self) -> usize {
            self.0.len()
        }

        fn with_piece<T>(&self, rows: Range<usize>, work: impl FnOnce(&[String]) -> T) -> T {
            self.1.fetch_add(1, Ordering::Relaxed);
            let mut piece = vec![String::new(); self.0.len()];
            piece[rows.clone()].clone_from_slice(&self.0[rows]);
            work(&piece)
        }
    }

    /// Guards that nothing is asked of a piece but its own rows, also where whole tickets decide or an id comes twice.
    #[test]
    fn ids_are_brought_piece_by_piece() {
        let mut ids: Vec<String> = (0..3_000).map(|row| format!("140581-{row}")).collect();
        let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(b"k"));
        let tier = |row: usize| Some(RiskTier::ALL[row % 3]);
        let size = SampleSize { drawn: PerTier([20, 1_000, 0, 0]), reserve: 2 };
        let tied = || |_: &[&[u8]; LANES], prefixes: &mut Prefixes| *prefixes = [[7; LANES]; 2];
        let ticket = |id: &[u8]| key.ticket(id);
        let strata = |smallest: Result<Smallest, SamplingError>| smallest.map(|smallest| smallest.strata);
        for twice in [false, true] {
            if twice {
                ids[301] = ids[1].clone();
            }
            let brought = Brought(&ids, AtomicUsize::new(0));
            let drawn = stratified_draw(&key, &brought, tier, &size, &mut ());
            assert_eq!(drawn, stratified_draw(&key, &ids[..], tier, &size, &mut ()));
            let drawn_of_tied = strata(smallest(&brought, tier, &size, &mut (), tied, ticket, spare));
            assert_eq!(drawn_of_tied, strata(smallest(&ids[..], tier, &size, &mut (), tied, ticket, spare)));
            let twice = twice.then(|| SamplingError::DuplicateId { id: "140581-1".to_owned() });
            assert_eq!((drawn.err(), drawn_of_tied.err()), (twice.clone(), twice));
            assert!(brought.1.into_inner() > 1_000);
        }
    }

    /// Guards each refusal.
    #[test]
    fn bad_draws_are_refused() {
        let key = TicketKey::new(Suite::Sm3, &Suite::Sm3.hash(b"k"));
        let size = SampleSize { drawn: PerTier([2, 0, 0, 0]), reserve: 0 };
        let draw = |ids: &[&str], watch: &mut dyn Watch| {
            stratified_draw(&key, ids, |_| Some(RiskTier::A), &size, watch)
        };
        assert_eq!(
            draw(&["X"], &mut ()),
            Err(SamplingError::PoolTooSmall { tier: RiskTier::A, wanted: 2, found: 1 })
        );
        assert_eq!(draw(&["X", "X"], &mut ()), Err(SamplingError::DuplicateId { id: "X".to_owned() }));
        let stopped = draw(&["X", "Y"], &mut |_, _| std::ops::ControlFlow::Break(()));
        assert_eq!(
            stopped,
            Err(SamplingError::Interrupted(crate::Interrupted::Stopped { done: 2, total: 2 }))
        );
    }
}
