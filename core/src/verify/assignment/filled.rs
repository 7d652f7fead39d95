//! Who is in a team is there once and within bounds, and a place is open only if it cannot be filled.

use super::Named;
use super::filling::Filling;
use super::ground::Ground;
use super::search::Search;
use crate::progress::{Interrupted, Watch, watched};
use crate::verify::check::{Check, CheckName, Comparison};

pub(super) fn check(
    named: &Named<'_>,
    start: &Filling<'_>,
    end: &Filling<'_>,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let mut comparison = Comparison::new(CheckName::AssignmentFilled);
    for (when, filling) in [("start", start), ("inspector", end)] {
        let what = if filling.is_one() { "a filling" } else { "no filling" };
        comparison.equal(format_args!("teams by {when}"), &"a filling", &what);
        for place in filling.twice() {
            let id = named.inspector(filling.holder(place));
            comparison.differ(format_args!("{}: {when}", named.place(place)), "nobody twice in a team", id);
        }
        for inspector in (0..named.ground.inspectors.len()).filter(|inspector| filling.is_over(*inspector)) {
            let (room, held) =
                (filling.room(inspector).unwrap_or_default(), filling.held_by(inspector).len());
            let what = format_args!("visits of {} by {when}", named.inspector(Some(inspector)));
            comparison.differ(what, format_args!("at most {room}"), held);
        }
    }
    let open = |filling: &Filling<'_>, place| if filling.holder(place).is_some() { "filled" } else { "open" };
    for place in 0..named.ground.places.len() {
        let what = format_args!("{}: in the end", named.place(place));
        comparison.equal(what, &open(start, place), &open(end, place));
    }
    if let Some(filling) = [start, end].into_iter().find(|filling| filling.is_one())
        && let Some(place) = fillable(filling, watch)?
    {
        comparison.differ(named.place(place), "filled, as it can be together with those before it", "open");
    }
    comparison.holds("open places that can be filled");
    Ok(comparison.finish())
}

/// The first open place that could be filled together with all filled ones before it.
///
/// Who is found from a place that stays open has no room. They never get any, since places are only added, and a place that is
/// added later goes to nobody among them. So what was found in vain need not be searched again.
pub(super) fn fillable(filling: &Filling<'_>, watch: &mut dyn Watch) -> Result<Option<usize>, Interrupted> {
    let ground: &Ground = filling.ground;
    let (mut before, mut search, mut found) = (Filling::empty(ground), Search::new(ground), None);
    watched(ground.places.len(), watch, |place| match filling.holder(place) {
        Some(inspector) => before.give(place, inspector),
        None if found.is_some() => {}
        None => {
            let reached = search.who_could_take(&before, place);
            found = reached.into_iter().any(|inspector| before.has_room(inspector)).then_some(place);
        }
    })?;
    Ok(found)
}
