//! Work in as many parts as there are threads.

use std::ops::Range;

/// Does the work on each part of these rows, and gives what it gives, in the order of the parts.
#[cfg(feature = "rayon")]
pub(crate) fn in_parts<T: Send>(rows: Range<usize>, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    use rayon::prelude::*;

    let parts = rayon::current_num_threads();
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

/// Does the work on pieces of these rows, each of so many, and gives what it gives, in the order of the pieces.
pub(crate) fn in_pieces<T: Send>(
    rows: Range<usize>,
    length: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let piece = |number: usize| {
        let from = rows.start + number * length;
        work(from..rows.end.min(from + length))
    };
    let parts = in_parts(0..rows.len().div_ceil(length), |part| part.map(&piece).collect::<Vec<_>>());
    parts.into_iter().flatten().collect()
}
