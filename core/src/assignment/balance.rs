//! Step 2: the least sum of squared loads.

use fixedbitset::FixedBitSet;

use super::Progress;
use super::filling::Filling;
use super::search::{Origin, Search};
use crate::progress::Interrupted;

/// Passes visits on until no chain of moves makes the sum of squares smaller.
///
/// Whoever has most is looked at first. If none of them can pass a visit on to somebody with at least two less, then they and
/// everyone their chains reach are settled: all of those have as many, or one less, or no room, and chains that begin elsewhere gain
/// nothing from leading to them.
///
/// Source: cost-reducing paths, Harvey, Ladner, Lovász, Tamir, "Semi-matchings for bipartite graphs and load balancing",
/// Journal of Algorithms 59 (2006).
pub(super) fn balance(filling: &mut Filling<'_>, progress: &mut Progress<'_>) -> Result<(), Interrupted> {
    let mut search = Search::new(filling.problem);
    let mut unsettled = FixedBitSet::with_capacity(filling.problem.inspectors.len());
    unsettled.insert_range(..);
    while let Some(most) = unsettled.ones().map(|inspector| filling.load(inspector)).max() {
        search.begin(&unsettled, 0);
        for inspector in unsettled.ones().filter(|inspector| filling.load(*inspector) == most) {
            search.reach(filling, inspector, Origin::Root);
        }
        let wanted = |inspector| filling.has_room(inspector) && filling.load(inspector) + 2 <= most;
        match search.run(filling, wanted) {
            Some(chain) => filling.follow(&chain),
            None => search.remove_reached_from(&mut unsettled),
        }
        progress.report()?;
    }
    Ok(())
}
