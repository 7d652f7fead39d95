//! The loads are the true ones, and no assignment of the same places is more even.

use std::cmp::Reverse;

use super::Named;
use super::filling::Filling;
use super::search::Search;
use crate::progress::{Interrupted, Watch, watched};
use crate::record::InspectorLoad;
use crate::verify::check::{Check, CheckName, Comparison};

pub(super) fn check(
    named: &Named<'_>,
    loads: &[InspectorLoad],
    start: &Filling<'_>,
    end: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::AssignmentBalance);
    let inspectors = &named.ground.inspectors;
    comparison.equal("number of loads", &inspectors.len(), &loads.len());
    for ((at, workload), stated) in inspectors.iter().enumerate().zip(loads) {
        let id = named.inspector(Some(at));
        comparison.equal(format_args!("loads[{at}].inspector"), &id, &stated.inspector.as_str());
        comparison.equal(format_args!("load of {id} before"), &workload.load, &stated.before);
        comparison.equal(format_args!("load of {id} after"), &end.load(at), &stated.after);
    }
    comparison.equal("sum of the squares of all loads", &start.squares(), &end.squares());
    if let Some((from, to)) = uneven(start, watch)? {
        let (from_id, to_id) = (named.inspector(Some(from)), named.inspector(Some(to)));
        let most = start.load(to) + 1;
        let what = format_args!("load of {from_id}, a visit of whom can be handed on to {to_id}");
        comparison.differ(what, format_args!("at most {most}"), start.load(from));
    }
    Ok(comparison.finish())
}

/// Two inspectors of whom the first has at least two visits more than the second, although one could be handed on from the
/// first to the second, others moving as they must.
///
/// Whoever is reached was not reached from a higher load, so the difference is the greatest there is.
pub(super) fn uneven(
    filling: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<Option<(usize, usize)>, Interrupted> {
    let mut inspectors: Vec<usize> = (0..filling.ground.inspectors.len()).collect();
    inspectors.sort_by_key(|inspector| Reverse(filling.load(*inspector)));
    let (mut search, mut from, mut pair) = (Search::new(filling.ground), inspectors.iter(), None);
    watched(inspectors.len(), watch, |_| {
        let Some(from) = from.next().filter(|_| pair.is_none()) else { return };
        let less = |to: &usize| filling.has_room(*to) && filling.load(*to) + 2 <= filling.load(*from);
        pair = search.who_could_relieve(filling, *from).into_iter().find(less).map(|to| (*from, to));
    })?;
    Ok(pair)
}
