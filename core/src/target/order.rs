//! Rows in the order of their ids.

use super::storage::Entry;
use super::{Column, TargetError};
use crate::parts::in_parts;
use crate::rows::Faults;
use crate::table::TableError;

/// The bits of a key that hold the place of its entry; those before hold the beginning of its id.
const PLACE: u128 = u32::MAX as u128;

/// The first 16 bytes of an id, which tell most ids apart, filled up with zeros, which no id holds.
fn beginning(id: &str) -> u128 {
    let padded = || {
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(id.bytes()).for_each(|(place, byte)| *place = byte);
        bytes
    };
    u128::from_be_bytes(id.as_bytes().first_chunk().copied().unwrap_or_else(padded))
}

fn place(key: u128) -> usize {
    usize::try_from(key & PLACE).unwrap_or(usize::MAX)
}

/// These entries, of whose ids these are the beginnings, by the bytes of their ids, and what is wrong with those whose id comes again.
///
/// Sorting by ids where they lie would wait for two of them at every step. Their beginnings, side by side, settle nearly everything: 12
/// bytes of each after those bits that all have in common.
fn sorted<'a, 'b>(
    entries: &'b [Entry],
    keys: &'b mut [u128],
    id: impl Fn(&Entry) -> &'a str,
    faults: &mut Faults<TargetError>,
) -> impl Iterator<Item = &'b Entry> {
    let any = keys.first().copied().unwrap_or_default();
    let common = keys.iter().fold(0, |differ, key| differ | (key ^ any)).leading_zeros();
    for (place, key) in (0..).zip(&mut *keys) {
        *key = key.checked_shl(common).unwrap_or(0) & !PLACE | place;
    }
    keys.sort_unstable();
    let id_and_row = |key: &u128| entries.get(place(*key)).map(|entry| (id(entry), entry.row));
    for alike in keys.chunk_by_mut(|a, b| a ^ b <= PLACE).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by_key(id_and_row);
        let mut known = alike.iter().filter_map(id_and_row);
        let Some((mut id, mut first)) = known.next() else { continue };
        for (next, row) in known {
            if next == id {
                let error = TableError::DuplicateId { id: id.to_owned(), first, again: row };
                faults.note(row, Column::Id.name(), error.into());
            } else {
                (id, first) = (next, row);
            }
        }
    }
    keys.iter().filter_map(|key| entries.get(place(*key)))
}

/// These entries by the bytes of their ids; few enough to be sorted at once.
pub(super) fn by_id<'a>(entries: &[Entry], id: impl Fn(&Entry) -> &'a str) -> Vec<Entry> {
    let mut keys: Vec<u128> = entries.iter().map(|entry| beginning(id(entry))).collect();
    sorted(entries, &mut keys, id, &mut Faults::default()).copied().collect()
}

/// One of so many entries is looked at to find where to split them.
const SAMPLED: usize = 1 << 8;

/// So many of those lie between two splits: few enough entries for a cache.
const SAMPLES: usize = 1 << 6;

/// All entries by the bytes of their ids, which are so within each run already, and what is wrong with those whose id comes again.
///
/// What lies between two splits is taken from every run and sorted by itself, where it is near.
pub(super) fn merged<'a>(
    entries: Vec<Entry>,
    runs: &[usize],
    id: impl Fn(&Entry) -> &'a str + Sync,
) -> (Vec<Entry>, Faults<TargetError>) {
    let of = |entry: &Entry| (beginning(id(entry)), id(entry));
    let mut samples: Vec<(u128, &str)> = entries.iter().step_by(SAMPLED).map(of).collect();
    samples.sort_unstable();
    let splits: Vec<(u128, &str)> = samples.into_iter().step_by(SAMPLES).skip(1).collect();
    let starts = [0].into_iter().chain(runs.iter().copied());
    let runs: Vec<&[Entry]> = starts.zip(runs).filter_map(|(start, end)| entries.get(start..*end)).collect();

    // What comes before the split with this number; before the one after the last, everything.
    let before = |run: &[Entry], split: usize| match splits.get(split) {
        Some(split) => run.partition_point(|entry| of(entry) < *split),
        None => run.len(),
    };
    let parts = in_parts(0..splits.len() + 1, |part| {
        let from = |run: &[Entry]| part.start.checked_sub(1).map_or(0, |split| before(run, split));
        let until = |run: &[Entry]| before(run, part.end - 1);
        let mut runs: Vec<&[Entry]> = runs.iter().filter_map(|run| run.get(from(run)..until(run))).collect();
        let mut part_sorted = Vec::with_capacity(runs.iter().map(|run| run.len()).sum());
        let (mut near, mut keys, mut faults) = (Vec::new(), Vec::new(), Faults::default());
        for split in part {
            near.clear();
            keys.clear();
            for run in &mut runs {
                let known = keys.len();
                let here =
                    run.iter().map(of).take_while(|of| splits.get(split).is_none_or(|split| of < split));
                keys.extend(here.map(|(beginning, _)| beginning));
                let (taken, left) = run.split_at(keys.len() - known);
                near.extend_from_slice(taken);
                *run = left;
            }
            part_sorted.extend(sorted(&near, &mut keys, &id, &mut faults).copied());
        }
        (part_sorted, faults)
    });
    drop(runs);
    let all = entries.len();
    drop(entries);
    joined(parts, all)
}

/// One after the other; one alone is not copied.
fn joined(parts: Vec<(Vec<Entry>, Faults<TargetError>)>, all: usize) -> (Vec<Entry>, Faults<TargetError>) {
    let mut parts = parts.into_iter();
    let (mut sorted, mut faults) = parts.next().unwrap_or_default();
    sorted.reserve_exact(all - sorted.len());
    for (more, wrong) in parts {
        sorted.extend_from_slice(&more);
        faults.absorb(wrong, 0);
    }
    (sorted, faults)
}

#[cfg(test)]
mod tests {
    use crate::{Columns, IdProfile, TargetDirectory};

    /// Guards the order where beginnings settle nothing, over more rows than are sorted at once: ids that all begin alike, or that
    /// differ in what comes before the end, and each of a few that comes again.
    #[test]
    fn ids_that_begin_alike_are_sorted_to_their_ends() {
        let rows = 3 * super::SAMPLED * super::SAMPLES;
        let columns = Columns::new(["id"]).unwrap();
        let scattered = |row: usize| row * 7919 % rows;
        for pad in ["", "911405810000000000-", "911405810000000000-911405810000000000-"] {
            let ids: Vec<String> = (0..rows).map(|row| format!("{pad}{:06}", scattered(row))).collect();
            let read = |more: &[&str]| {
                let all = ids.iter().map(String::as_str).chain(more.iter().copied()).map(|id| [id]);
                TargetDirectory::from_rows(columns.clone(), IdProfile::Ascii, all)
            };
            let directory = read(&[]).unwrap();
            assert!(directory.iter().map(|target| target.id()).is_sorted_by(|a, b| a < b), "{pad}");
            assert_eq!(directory.len(), rows);

            let (one, other) = (ids[rows / 3].as_str(), ids[7].as_str());
            let bad = read(&[one, other, one]).unwrap_err();
            let end = rows as u64;
            let told = |id: &str, first: usize, again: u64| {
                format!("`{id}` stands in row {} and again in row {}", first + 1, end + again)
            };
            let expected = [told(one, rows / 3, 1), told(other, 7, 2), told(one, rows / 3, 3)];
            assert!(bad.rows().iter().map(|fault| fault.error.to_string()).eq(expected), "{bad}");
        }
    }
}
