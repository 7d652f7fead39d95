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
    evenness(&mut comparison, named, end, watch)?;
    Ok(comparison.finish())
}

/// Notes inspectors whose loads could be more even.
pub(super) fn evenness(
    comparison: &mut Comparison,
    named: &Named<'_>,
    filling: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<(), Interrupted> {
    if !filling.is_one() {
        comparison.differ("teams", "a filling", "none");
    } else if let Some((from, to)) = uneven(filling, watch)? {
        let what = format!(
            "load of {}, a visit of whom can be handed on to {}",
            named.inspector(Some(from)),
            named.inspector(Some(to))
        );
        comparison.differ(what, format_args!("at most {}", filling.load(to) + 1), filling.load(from));
    }
    Ok(())
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
