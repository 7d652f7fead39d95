//! The targets that may be drawn: all whose tickets are small enough.

use std::ops::Range;

use super::{IdColumn, IdPieces};
use crate::digest::{LANES, Prefixes, at_most};
use crate::parts::in_parts;
use crate::progress::{Interrupted, Watch, watched_ranges};
use crate::risk::{PerTier, RiskTier};

/// A target that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The first eight bytes of its ticket.
    pub(super) prefix: u64,
    pub(super) row: usize,
}

/// How many targets each tier has.
pub(super) fn count(rows: usize, tier: &(impl Fn(usize) -> Option<RiskTier> + Sync)) -> PerTier<u64> {
    let mut counts = PerTier::<u64>::default();
    for part in in_parts(0..rows, |part| count_part(part, tier)) {
        part.iter().for_each(|(tier, count)| counts[tier] += count);
    }
    counts
}

/// Four counters of sixteen bits in one register: counting in memory would wait for itself whenever a tier comes twice.
fn count_part(rows: Range<usize>, tier: impl Fn(usize) -> Option<RiskTier>) -> PerTier<u64> {
    let mut counts = PerTier::<u64>::default();
    let mut from = rows.start;
    while from < rows.end {
        let to = rows.end.min(from + usize::from(u16::MAX));
        let packed = count_few(from..to, &tier);
        RiskTier::ALL.iter().for_each(|tier| counts[*tier] += packed >> (16 * tier.index()) & 0xffff);
        from = to;
    }
    counts
}

/// No part of the loop around it: an engine that compiles while it runs can then go on with better code.
#[inline(never)]
fn count_few(rows: Range<usize>, tier: &impl Fn(usize) -> Option<RiskTier>) -> u64 {
    rows.fold(0, |sum, row| sum + tier(row).map_or(0, |tier| 1 << (16 * tier.index())))
}

/// In each tier the `wanted` targets with the smallest tickets, all that tie with them, and few others; `pool` is how many
/// the tier has, at least as many.
///
/// Tickets are as good as evenly spread, so what to look for is known before the first is made: a limit a little above the
/// share that is wanted. It is wide enough but for one draw in a thousand million; then the tier is gone through again.
pub(super) fn candidates<I: IdPieces + Sync + ?Sized, P: FnMut(&[&[u8]; LANES], &mut Prefixes)>(
    ids: &I,
    tier: &(impl Fn(usize) -> Option<RiskTier> + Sync),
    pool: &PerTier<u64>,
    wanted: &PerTier<usize>,
    spare: impl Fn(usize) -> usize,
    watch: &mut dyn Watch,
    prefixes: &(impl Fn() -> P + Sync),
) -> Result<PerTier<Vec<Candidate>>, Interrupted> {
    let mut spare = PerTier::from_fn(|tier| spare(wanted[tier]));
    let mut found = PerTier::<Vec<Candidate>>::default();
    loop {
        let limits = PerTier::from_fn(|tier| {
            (found[tier].len() < wanted[tier]).then(|| limit(wanted[tier] + spare[tier], pool[tier]))
        });
        for (tier, _) in limits.iter().filter(|(_, limit)| limit.is_some()) {
            let all = usize::try_from(pool[tier]).unwrap_or(usize::MAX);
            found[tier] = Vec::with_capacity(all.min(wanted[tier] + 2 * spare[tier]));
        }
        not_above(ids, tier, &limits, watch, prefixes, &mut found)?;
        if found.iter().all(|(tier, found)| found.len() >= wanted[tier]) {
            return Ok(found);
        }
        spare = PerTier::from_fn(|tier| 4 * spare[tier].max(1));
    }
}

/// Finds the targets whose tickets are not above the limit of their tier; none of a tier without a limit.
pub(super) fn not_above<I: IdPieces + Sync + ?Sized, P: FnMut(&[&[u8]; LANES], &mut Prefixes)>(
    ids: &I,
    tier: &(impl Fn(usize) -> Option<RiskTier> + Sync),
    limits: &PerTier<Option<u32>>,
    watch: &mut dyn Watch,
    prefixes: &(impl Fn() -> P + Sync),
    found: &mut PerTier<Vec<Candidate>>,
) -> Result<(), Interrupted> {
    let part = |rows: Range<usize>| {
        ids.with_piece(rows.clone(), |piece| collect(piece, tier, limits, rows, prefixes()))
    };
    watched_ranges(BETWEEN_REPORTS, ids.total(), watch, |rows| {
        for part in in_parts(rows, part) {
            for (tier, more) in RiskTier::ALL.into_iter().zip(part.0) {
                found[tier].extend(more);
            }
        }
    })
}

/// So many rows between two reports: few enough to stop within milliseconds, enough for threads to share. On WebAssembly, which has
/// no threads, so few that an engine which compiles while it runs soon goes on with better code.
const BETWEEN_REPORTS: usize = if cfg!(target_family = "wasm") { 1 << 13 } else { 1 << 18 };

/// Six standard deviations of how many lie below a limit.
pub(super) fn spare(wanted: usize) -> usize {
    6 * wanted.isqrt() + 32
}

/// The largest first word of a ticket below which so many of a pool are to be expected.
pub(super) fn limit(expected: usize, pool: u64) -> u32 {
    let words = ((expected as u128) << 32).div_ceil(u128::from(pool).max(1));
    u32::try_from(words.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// Those of these rows; no part of the loop around it, as [`count_few`].
#[inline(never)]
fn collect<C: IdColumn + ?Sized>(
    ids: &C,
    tier: &impl Fn(usize) -> Option<RiskTier>,
    limits: &PerTier<Option<u32>>,
    rows: Range<usize>,
    mut prefixes: impl FnMut(&[&[u8]; LANES], &mut Prefixes),
) -> PerTier<Vec<Candidate>> {
    let mut found = PerTier::default();
    let mut waiting = Waiting::default();
    for row in rows {
        if waiting.push(row, tier(row).and_then(|tier| limits[tier])) {
            waiting.offer(ids, tier, &mut prefixes, &mut found);
        }
    }
    waiting.offer(ids, tier, &mut prefixes, &mut found);
    found
}

/// Rows that wait until there are enough of them to be hashed together.
#[repr(align(64))]
struct Waiting<'a> {
    ids: [&'a [u8]; LANES],
    rows: [usize; LANES],
    limits: [u32; LANES],
    prefixes: Prefixes,
    filled: usize,
}

impl Default for Waiting<'_> {
    fn default() -> Self {
        Self { ids: [&[]; LANES], rows: [0; LANES], limits: [0; LANES], prefixes: [[0; LANES]; 2], filled: 0 }
    }
}

impl<'a> Waiting<'a> {
    /// Takes one more if it has a limit, and says whether no more fit.
    ///
    /// A row without one is written too, and the next takes its place: which rows are in a pool is not to be guessed.
    #[inline]
    fn push(&mut self, row: usize, limit: Option<u32>) -> bool {
        let place = self.filled % LANES;
        if let (Some(row_place), Some(limit_place)) = (self.rows.get_mut(place), self.limits.get_mut(place)) {
            (*row_place, *limit_place) = (row, limit.unwrap_or_default());
        }
        self.filled += usize::from(limit.is_some());
        self.filled == LANES
    }

    /// Makes the tickets of all that wait, and keeps those that are small enough.
    fn offer<C: IdColumn + ?Sized>(
        &mut self,
        ids: &'a C,
        tier: &impl Fn(usize) -> Option<RiskTier>,
        prefixes: &mut impl FnMut(&[&[u8]; LANES], &mut Prefixes),
        found: &mut PerTier<Vec<Candidate>>,
    ) {
        let (rows, places) = (self.rows.get(..self.filled), self.ids.get_mut(..self.filled));
        if let (Some(rows), Some(places)) = (rows, places) {
            ids.fetch(rows, places);
        }
        prefixes(&self.ids, &mut self.prefixes);
        let [first, second] = &self.prefixes;
        let mut small = at_most(first, &self.limits);
        while small != 0 {
            let lane = small.trailing_zeros() as usize;
            small &= small - 1;
            if lane >= self.filled {
                break;
            }
            if let (Some(first), Some(second), Some(row)) =
                (first.get(lane), second.get(lane), self.rows.get(lane))
                && let Some(tier) = tier(*row)
            {
                found[tier]
                    .push(Candidate { prefix: u64::from(*first) << 32 | u64::from(*second), row: *row });
            }
        }
        self.filled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Suite;
    use crate::sampling::TicketKey;
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Guards what a draw promises to cost: one look at the rows, lanes that are filled before they are hashed, no candidates in
    /// a tier that wants none and few more than are wanted, each with the first eight bytes of its ticket.
    #[test]
    fn a_draw_costs_one_look_and_memory_of_the_order_of_the_sample() {
        const ROWS: usize = 128 * LANES;
        let ids: Vec<String> = (0..ROWS).map(|row| format!("140581-{row:05}")).collect();
        let tier = |row: usize| Some(if row.is_multiple_of(2) { RiskTier::A } else { RiskTier::D });
        let pool = count(ROWS, &tier);
        let wanted = PerTier([0, 0, 0, 100]);
        for number in 0..20 {
            let key = TicketKey::new(Suite::Sha256, &Suite::Sha256.hash(&[number]));
            let hashed = AtomicUsize::new(0);
            let prefixes = || {
                let (mut prefixes, hashed) = (key.together().into_prefixes(), &hashed);
                move |ids: &[&[u8]; LANES], words: &mut Prefixes| {
                    hashed.fetch_add(LANES, Ordering::Relaxed);
                    prefixes(ids, words);
                }
            };
            let mut looks = 0;
            let mut watch = |_, _| {
                looks += 1;
                ControlFlow::Continue(())
            };
            let found = candidates(&ids[..], &tier, &pool, &wanted, spare, &mut watch, &prefixes).unwrap();
            assert_eq!(looks, 1);
            // Half the rows, and what is empty in the last lanes of each thread's part.
            assert!(hashed.into_inner() <= 8 * ROWS);
            assert!(found[RiskTier::A].is_empty());
            assert!((100..300).contains(&found[RiskTier::D].len()), "{}", found[RiskTier::D].len());
            for Candidate { prefix, row } in &found[RiskTier::D] {
                let [first, second, ..] = key.ticket(ids[*row].as_bytes()).words();
                assert_eq!(*prefix, u64::from(first) << 32 | u64::from(second));
            }
        }
    }

    /// Guards the margin: how many lie below a limit varies by at most the root of how many are expected.
    #[test]
    fn the_margin_is_six_standard_deviations_and_little_more() {
        for wanted in [0, 1, 2, 99, 100, 10_000, 1_000_003] {
            let margin = spare(wanted);
            assert!(margin.pow(2) >= 36 * wanted, "{margin} for {wanted}");
            assert!((margin - 32).pow(2) <= 36 * wanted, "{margin} for {wanted}");
        }
    }
}
