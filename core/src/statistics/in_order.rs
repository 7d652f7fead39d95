//! Rows put together by what they have in common.

use std::collections::BTreeMap;

/// The rows of each key, in the order in which keys first come.
pub(super) fn in_order<T, K: Ord + Copy>(
    rows: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<(K, Vec<T>)> {
    let mut places = BTreeMap::new();
    let mut together: Vec<(K, Vec<T>)> = Vec::new();
    for row in rows {
        let key = key(&row);
        let place = *places.entry(key).or_insert(together.len());
        match together.get_mut(place) {
            Some((_, rows)) => rows.push(row),
            None => together.push((key, vec![row])),
        }
    }
    together
}
