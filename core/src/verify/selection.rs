//! Tickets, selections, cut-offs and visits.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::check::{Check, CheckName, Comparison};
use super::pool::Recount;
use crate::digest::{Digest, Suite, Texts};
use crate::id::Name;
use crate::parts::in_pieces;
use crate::progress::{Interrupted, Watch};
use crate::record::{CommittedTier, DrawRecord, RankedTarget, TaskDraw, TierDraw};
use crate::risk::RiskTier;
use crate::rule::Coordination;
use crate::target::TargetDirectory;

/// A ticket, hashed whole.
pub(super) fn ticket(suite: Suite, key: &Digest, id: &str) -> Digest {
    suite.hash(&[&key.hex(), id.as_bytes()].concat())
}

fn listed(tier: &TierDraw) -> impl Iterator<Item = &RankedTarget> {
    tier.drawn.iter().chain(&tier.reserve)
}

pub(super) fn tickets(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::Tickets);
    for draw in &record.draws {
        for target in draw.tiers.iter().flat_map(listed) {
            let expected = ticket(record.commitment.suite, &draw.keys.ticket, &target.id);
            comparison.equal(
                format_args!("{}: ticket of {}", draw.draw, target.id),
                &expected,
                &target.ticket,
            );
        }
    }
    comparison.finish()
}

pub(super) fn selection(
    record: &DrawRecord,
    pools: &Recount,
    directory: &TargetDirectory,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::Selection);
    for (at, (draw, committed)) in record.draws.iter().zip(&record.commitment.draws).enumerate() {
        let Some(tiers) = pools.tiers_of(at) else { continue };
        let letters: String = draw.tiers.iter().map(|tier| tier.tier.letter()).collect();
        comparison.equal(format_args!("{}: tiers", draw.draw), &"ABCD".to_owned(), &letters);
        let smallest = Smallest::find(record.commitment.suite, draw, tiers, directory, watch)?;
        for stated in &committed.tiers {
            if let Some(tier) = draw.tiers.iter().find(|tier| tier.tier == stated.tier) {
                lists(&mut comparison, &draw.draw, tier, stated, committed.reserve);
                members(&mut comparison, &draw.draw, tier, &smallest, tiers);
            }
        }
        nobody_passed_over(&mut comparison, draw, &smallest, tiers);
    }
    Ok(comparison.finish())
}

/// Lengths, ranks and order of the two lists.
fn lists(comparison: &mut Comparison, draw: &str, tier: &TierDraw, stated: &CommittedTier, reserve: u32) {
    let name = tier.tier;
    comparison.equal(format_args!("{draw}: drawn in tier {name}"), &stated.quota, &(tier.drawn.len() as u64));
    let reserve = stated.pool.saturating_sub(stated.quota).min(reserve.into());
    comparison.equal(format_args!("{draw}: reserve of tier {name}"), &reserve, &(tier.reserve.len() as u64));
    for (expected, target) in (1_u64..).zip(listed(tier)) {
        comparison.equal(format_args!("{draw}: rank of {}", target.id), &expected, &target.rank);
    }
    let order: Vec<(&Digest, &str)> =
        listed(tier).map(|target| (&target.ticket, target.id.as_str())).collect();
    for pair in order.windows(2) {
        if let [(first, id), (second, next)] = pair
            && (first, id) >= (second, next)
        {
            comparison.differ(
                format_args!("{draw}: order in tier {name}"),
                format_args!("{next} before {id}"),
                "turned",
            );
        }
    }
}

/// Who has to be listed, by their tickets.
struct Smallest<'a> {
    directory: &'a TargetDirectory,
    /// Everyone in the pool whose ticket does not lie above the last listed one of the tier, with the row.
    rows: BTreeMap<&'a str, usize>,
}

impl<'a> Smallest<'a> {
    /// Looks through the whole directory; every ticket is hashed whole.
    fn find(
        suite: Suite,
        draw: &TaskDraw,
        tiers: &[Option<RiskTier>],
        directory: &'a TargetDirectory,
        watch: &mut dyn Watch,
    ) -> Result<Self, Interrupted> {
        let last = |tier: &TierDraw| listed(tier).last().map(|last| (last.ticket, last.id.clone()));
        let bounds: BTreeMap<RiskTier, (Digest, String)> =
            draw.tiers.iter().filter_map(|tier| Some((tier.tier, last(tier)?))).collect();
        let (key, mut rows) = (draw.keys.ticket.hex(), BTreeMap::new());
        let small = |range: Range<usize>| {
            let (mut texts, mut hashed) = (Texts::default(), Vec::with_capacity(range.len()));
            for row in range {
                let bound = tiers.get(row).and_then(|tier| bounds.get(tier.as_ref()?));
                if let (Some(bound), Some(target)) = (bound, directory.get(row)) {
                    texts.push([&key, target.id().as_bytes()]);
                    hashed.push((row, target.id(), bound));
                }
            }
            let own = hashed.into_iter().zip(texts.hash(suite));
            let small = own.filter(|((_, id, (bound, last)), own)| (own, *id) <= (bound, last.as_str()));
            small.map(|((row, id, _), _)| (id, row)).collect::<Vec<_>>()
        };
        in_pieces(directory.len(), watch, small, |piece| rows.extend(piece))?;
        Ok(Self { directory, rows })
    }

    /// The row of an id. Nearly all that are asked for are among the smallest, where they are found sooner.
    fn row_of(&self, id: &str) -> Option<usize> {
        self.rows.get(id).copied().or_else(|| self.directory.find(id))
    }
}

/// Everyone listed is in the pool, in this tier.
fn members(
    comparison: &mut Comparison,
    draw: &str,
    tier: &TierDraw,
    smallest: &Smallest<'_>,
    tiers: &[Option<RiskTier>],
) {
    for target in listed(tier) {
        let row = smallest.row_of(&target.id);
        let found = match row.and_then(|row| tiers.get(row).copied().flatten()) {
            Some(tier) => tier.letter(),
            None => "not in the pool",
        };
        comparison.equal(format_args!("{draw}: tier of {}", target.id), &found, &tier.tier.letter());
    }
}

/// Nobody in the pool has a ticket below the last listed one of the tier without being listed.
fn nobody_passed_over(
    comparison: &mut Comparison,
    draw: &TaskDraw,
    smallest: &Smallest<'_>,
    tiers: &[Option<RiskTier>],
) {
    let members: BTreeSet<&str> =
        draw.tiers.iter().flat_map(listed).map(|target| target.id.as_str()).collect();
    for (id, row) in smallest.rows.iter().filter(|(id, _)| !members.contains(*id)) {
        if let Some(tier) = tiers.get(*row).copied().flatten() {
            let what = format_args!("{}: {id} in tier {tier}", draw.draw);
            comparison.differ(
                what,
                "drawn or in reserve: its ticket is smaller than the last listed",
                "passed over",
            );
        }
    }
}

pub(super) fn cut_off(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::CutOff);
    for (draw, tier) in record.draws.iter().flat_map(|draw| draw.tiers.iter().map(move |tier| (draw, tier))) {
        let expected = tier.drawn.last().map(|last| last.ticket);
        let what = format_args!("{}: cut-off of tier {}", draw.draw, tier.tier);
        comparison.equal_option(what, expected, tier.cut_off);
    }
    comparison.finish()
}

pub(super) fn visits(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::Visits);
    let merged = record.commitment.coordination == Coordination::MergedVisits;
    let Some(visits) = record.visits.as_ref().filter(|_| merged) else {
        let stated = |has: bool| if has { "merged visits" } else { "no merged visits" };
        comparison.equal("visits", &stated(merged), &stated(record.visits.is_some()));
        return comparison.finish();
    };
    let mut expected: Vec<(Digest, &str, Vec<&Name>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (draw, committed) in record.draws.iter().zip(&record.commitment.draws) {
        for target in draw.tiers.iter().flat_map(|tier| &tier.drawn) {
            let place = *places.entry(&target.id).or_insert(expected.len());
            match expected.get_mut(place) {
                Some((.., tasks)) => tasks.push(&committed.task),
                None => expected.push((target.ticket, &target.id, vec![&committed.task])),
            }
        }
    }
    expected.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    comparison.equal("number of visits", &expected.len(), &visits.len());
    let line = |id: &str, tasks: &[&Name]| {
        let tasks: Vec<&str> = tasks.iter().map(|task| task.as_str()).collect();
        format!("{id} for {}", tasks.join(" "))
    };
    for (at, ((_, id, tasks), found)) in expected.iter().zip(visits).enumerate() {
        let found_tasks: Vec<&Name> = found.tasks.iter().collect();
        comparison.equal(format_args!("visits[{at}]"), &line(id, tasks), &line(&found.id, &found_tasks));
    }
    comparison.finish()
}
