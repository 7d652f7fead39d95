//! Work in as many parts as there are threads.

use std::ops::Range;

use crate::progress::{Interrupted, Watch, watched_ranges};

/// How many threads there are.
#[cfg(feature = "rayon")]
pub(crate) fn threads() -> usize {
    rayon::current_num_threads()
}

/// There is one thread.
#[cfg(not(feature = "rayon"))]
pub(crate) fn threads() -> usize {
    1
}

/// Does the work on each part of these rows, and gives what it gives, in the order of the parts.
#[cfg(feature = "rayon")]
pub(crate) fn in_parts<T: Send>(rows: Range<usize>, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    use rayon::prelude::*;

    let parts = threads();
    let each = rows.len().div_ceil(parts);
    let part = |number: usize| {
        let place = |part: usize| rows.end.min(rows.start + part * each);
        place(number)..place(number + 1)
    };
    (0..parts).into_par_iter().map(|number| work(part(number))).collect()
}

/// Does the work on these rows, which are one part.
#[cfg(not(feature = "rayon"))]
pub(crate) fn in_parts<T: Send>(rows: Range<usize>, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    vec![work(rows)]
}

/// Does the work on each of these, and gives what it gives, in their order.
#[cfg(feature = "rayon")]
pub(crate) fn on_each<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Send + Sync) -> Vec<T> {
    use rayon::prelude::*;

    items.into_par_iter().map(work).collect()
}

/// Does the work on one after the other.
#[cfg(not(feature = "rayon"))]
pub(crate) fn on_each<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Send + Sync) -> Vec<T> {
    items.into_iter().map(work).collect()
}

/// So many rows are hashed together; of a Merkle tree, a full subtree.
pub(crate) const PIECE: usize = 1 << 12;

/// So many rows between two reports: few enough to stop within milliseconds, enough for threads to share.
pub(crate) const BETWEEN_REPORTS: usize = 1 << 17;

/// Does the work on all rows piece by piece, and hands over what it gives, in the order of the pieces.
pub(crate) fn in_pieces<T: Send>(
    rows: usize,
    watch: &mut dyn Watch,
    work: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), Interrupted> {
    watched_ranges(BETWEEN_REPORTS, rows, watch, |range| {
        let piece = |number: usize| {
            let from = range.start + number * PIECE;
            work(from..range.end.min(from + PIECE))
        };
        let parts = in_parts(0..range.len().div_ceil(PIECE), |part| part.map(piece).collect::<Vec<_>>());
        parts.into_iter().flatten().for_each(&mut take);
    })
}
