//! The chain of amendments: each follows the one before, is allowed, and takes whoever is next, on the list and on the teams.
//!
//! Who is next is found by counting: the first that comes on the list of a tier after `n` others must be the one with exactly
//! `n` tickets of its pool below its own.

use std::collections::{BTreeMap, BTreeSet};

use super::assignment::Afterwards;
use super::check::{Check, CheckName, Comparison};
use super::pool::Recount;
use super::{Evidence, selection};
use crate::digest::Digest;
use crate::plan::InspectionPlan;
use crate::progress::{Interrupted, Watch, watched};
use crate::record::{Amendment, AmendmentChange, DrawRecord, TaskDraw};
use crate::risk::RiskTier;
use crate::target::TargetDirectory;

/// Checks the amendments, the first first.
pub(super) fn check(
    record: &DrawRecord,
    plan: Option<&InspectionPlan>,
    pools: &Recount,
    evidence: &Evidence<'_>,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::Amendments);
    let Some(plan) = plan else { return Ok(comparison.finish()) };
    let (digest, mut previous) = (record.digest(), None);
    let mut lists = Lists::drawn(record);
    let mut teams = evidence
        .inspectors
        .and_then(|inspectors| Afterwards::new(record, plan, evidence.targets, inspectors));
    for (number, text) in (1_u64..).zip(evidence.amendments) {
        match Amendment::from_json(text) {
            Ok(amendment) => {
                link(&mut comparison, record, digest, number, previous, &amendment);
                reason(&mut comparison, record, plan, number, &amendment.change);
                if let Some(teams) = &mut teams {
                    teams.change(&mut comparison, number, &amendment.change);
                } else if record.assignment.is_some() {
                    // Without the inspectors nobody can say who steps in.
                    return Ok(Comparison::new(CheckName::Amendments).finish());
                }
                lists.change(&mut comparison, number, amendment.change);
            }
            Err(error) => {
                comparison.differ(
                    format_args!("amendment {number}"),
                    "an amendment in the one layout",
                    error,
                );
            }
        }
        previous = Some(record.commitment.suite.hash(text.as_bytes()));
    }
    for (at, draw) in record.draws.iter().enumerate() {
        if let Some(tiers) = pools.tiers_of(at) {
            lists.in_order(&mut comparison, record, draw, tiers, evidence.targets, watch)?;
        }
    }
    Ok(comparison.finish())
}

fn link(
    comparison: &mut Comparison,
    record: &DrawRecord,
    digest: Digest,
    number: u64,
    previous: Option<Digest>,
    amendment: &Amendment,
) {
    let what = |member: &str| format!("amendment {number}: {member}");
    comparison.equal(what("suite"), &record.commitment.suite, &amendment.suite);
    comparison.equal(what("record_digest"), &digest, &amendment.record_digest);
    comparison.equal(what("number"), &number, &amendment.number.get().into());
    comparison.equal_option(what("previous"), previous, amendment.previous);
}

/// A replacement is for a reason that the task's rules name.
fn reason(
    comparison: &mut Comparison,
    record: &DrawRecord,
    plan: &InspectionPlan,
    number: u64,
    change: &AmendmentChange,
) {
    let AmendmentChange::Replacement { draw, reason, .. } = change else { return };
    let committed = record.commitment.draws.iter().find(|committed| committed.draw == *draw);
    let rules = committed.and_then(|committed| plan.task(&committed.task)?.rules());
    let allowed = rules.is_some_and(|rules| rules.replacement_reasons.contains(reason));
    let found = if allowed { "allowed" } else { "not allowed" };
    comparison.equal(format_args!("amendment {number}: reason {}", reason.code()), &"allowed", &found);
}

/// The lists of all tiers, by draw and tier.
struct Lists(BTreeMap<(String, RiskTier), TierList>);

#[derive(Default)]
struct TierList {
    on: BTreeSet<String>,
    /// How many ever were on the list.
    ever: u64,
    entered: Vec<Entered>,
}

/// Somebody who comes on the list, or nobody, because the order is said to be at its end.
struct Entered {
    number: u64,
    id: Option<String>,
    /// How many were on the list before.
    before: u64,
}

impl Lists {
    fn drawn(record: &DrawRecord) -> Self {
        let mut lists = BTreeMap::new();
        for draw in &record.draws {
            for tier in &draw.tiers {
                let on: BTreeSet<String> = tier.drawn.iter().map(|target| target.id.clone()).collect();
                let list = TierList { ever: tier.drawn.len() as u64, on, entered: Vec::new() };
                lists.insert((draw.draw.clone(), tier.tier), list);
            }
        }
        Self(lists)
    }

    fn change(&mut self, comparison: &mut Comparison, number: u64, change: AmendmentChange) {
        match change {
            AmendmentChange::Replacement { draw, tier, out, next, .. } => {
                let list = self.list(comparison, number, draw, tier);
                let found = if list.on.remove(&out) { "on the list" } else { "not on the list" };
                comparison.equal(format_args!("amendment {number}: {out}"), &"on the list", &found);
                list.enter(number, next);
            }
            AmendmentChange::Supplement { draw, tier, next, .. } => {
                if next.is_empty() {
                    comparison.differ(format_args!("amendment {number}: in"), "one or more", "none");
                }
                let list = self.list(comparison, number, draw, tier);
                next.into_iter().for_each(|id| list.enter(number, Some(id)));
            }
            AmendmentChange::Recusal { draw, target, .. } => {
                let mut lists = self.0.iter().filter(|((of, _), _)| *of == draw);
                let on = lists.any(|(_, list)| list.on.contains(&target));
                let found = if on { "on the list" } else { "not on the list" };
                comparison.equal(format_args!("amendment {number}: {target}"), &"on the list", &found);
            }
        }
    }

    fn list(
        &mut self,
        comparison: &mut Comparison,
        number: u64,
        draw: String,
        tier: RiskTier,
    ) -> &mut TierList {
        let place = (draw, tier);
        if !self.0.contains_key(&place) {
            comparison.differ(format_args!("amendment {number}: draw"), "a draw of the record", &place.0);
        }
        self.0.entry(place).or_default()
    }

    /// Everyone who came on the lists of one draw was the next.
    fn in_order(
        &self,
        comparison: &mut Comparison,
        record: &DrawRecord,
        draw: &TaskDraw,
        tiers: &[Option<RiskTier>],
        directory: &TargetDirectory,
        watch: &mut dyn Watch,
    ) -> Result<(), Interrupted> {
        let ticket = |id: &str| selection::ticket(record.commitment.suite, &draw.keys.ticket, id);
        let lists = self.0.iter().filter(|((of, _), list)| *of == draw.draw && !list.entered.is_empty());
        let mut counts: BTreeMap<RiskTier, Below> =
            lists.clone().map(|((_, tier), list)| (*tier, Below::new(list.ids(), ticket))).collect();
        if counts.is_empty() {
            return Ok(());
        }
        let mut rows = directory.iter().zip(tiers);
        watched(directory.len(), watch, |_| {
            let Some((target, Some(tier))) = rows.next() else { return };
            if let Some(count) = counts.get_mut(tier) {
                count.take((ticket(target.id()), target.id().to_owned()));
            }
        })?;
        for ((_, tier), list) in lists {
            let Some(count) = counts.remove(tier) else { continue };
            let (pool, places) = count.finish();
            for Entered { number, id, before } in &list.entered {
                let Some(id) = id else {
                    let left = pool.saturating_sub(*before);
                    comparison.equal(format_args!("amendment {number}: left in tier {tier}"), &left, &0);
                    continue;
                };
                let own = directory.find(id).and_then(|row| tiers.get(row).copied().flatten());
                let own = own.map_or("not in the pool", RiskTier::letter);
                comparison.equal(format_args!("amendment {number}: tier of {id}"), &own, &tier.letter());
                let place = places.get(id).copied().unwrap_or_default();
                comparison.equal(
                    format_args!("amendment {number}: rank of {id}"),
                    &(before + 1),
                    &(place + 1),
                );
            }
        }
        Ok(())
    }
}

impl TierList {
    fn enter(&mut self, number: u64, id: Option<String>) {
        let before = self.ever;
        if let Some(id) = &id {
            self.on.insert(id.clone());
            self.ever += 1;
        }
        self.entered.push(Entered { number, id, before });
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.entered.iter().filter_map(|entered| entered.id.as_deref())
    }
}

/// Counts, for each of some ids, how many tickets are below its own.
struct Below {
    /// In order, with how many tickets lie between the one before and this one.
    bounds: Vec<((Digest, String), u64)>,
    all: u64,
}

impl Below {
    fn new<'a>(ids: impl Iterator<Item = &'a str>, ticket: impl Fn(&str) -> Digest) -> Self {
        let bounds: BTreeSet<(Digest, String)> = ids.map(|id| (ticket(id), id.to_owned())).collect();
        Self { bounds: bounds.into_iter().map(|bound| (bound, 0)).collect(), all: 0 }
    }

    fn take(&mut self, ticket: (Digest, String)) {
        self.all += 1;
        let at = self.bounds.partition_point(|(bound, _)| *bound <= ticket);
        if let Some((_, count)) = self.bounds.get_mut(at) {
            *count += 1;
        }
    }

    /// How many were counted, and how many of them below each id.
    fn finish(self) -> (u64, BTreeMap<String, u64>) {
        let mut below = 0;
        let places = self.bounds.into_iter().map(|((_, id), count)| {
            below += count;
            (id, below)
        });
        (self.all, places.collect())
    }
}
