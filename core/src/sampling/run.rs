//! Targets in the order of their tickets, and the merging of several such runs into one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use serde::{Deserialize, Serialize, Serializer};

use crate::digest::Digest;

/// A target that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PartialEntry<'a> {
    /// Its ticket.
    pub ticket: &'a Digest,
    /// Its id.
    pub id: &'a str,
}

/// Entries, one after the other; their ids lie end to end, so that a run is a few pieces of memory however long it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "Vec<Written>")]
pub(super) struct Run {
    tickets: Vec<Digest>,
    ids: String,
    /// Where each id ends.
    ends: Vec<usize>,
}

/// An entry as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    ticket: Digest,
    id: String,
}

impl From<Vec<Written>> for Run {
    fn from(written: Vec<Written>) -> Self {
        let mut run = Self::with_capacity(written.len(), 0);
        written.iter().for_each(|Written { ticket, id }| run.push(PartialEntry { ticket, id }));
        run
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Run {
    pub(super) fn with_capacity(entries: usize, bytes: usize) -> Self {
        Self {
            tickets: Vec::with_capacity(entries),
            ids: String::with_capacity(bytes),
            ends: Vec::with_capacity(entries),
        }
    }

    pub(super) fn push(&mut self, entry: PartialEntry<'_>) {
        self.tickets.push(*entry.ticket);
        self.ids.push_str(entry.id);
        self.ends.push(self.ids.len());
    }

    pub(super) fn len(&self) -> usize {
        self.tickets.len()
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = PartialEntry<'_>> + Clone {
        let mut begin = 0;
        self.tickets.iter().zip(&self.ends).map(move |(ticket, end)| {
            let id = self.ids.get(begin..*end).unwrap_or_default();
            begin = *end;
            PartialEntry { ticket, id }
        })
    }

    /// The `most` smallest of all these runs, of those whose tickets begin with a word not above the limit; or the first id found in
    /// two of them.
    pub(super) fn merged(runs: &[&Self], most: usize, limit: u32) -> Result<Self, String> {
        let all: usize = runs.iter().map(|run| run.len()).sum();
        let bytes: usize = runs.iter().map(|run| run.ids.len()).sum();
        let entries = most.min(all);
        let mut merged = Self::with_capacity(entries, bytes.div_ceil(all.max(1)).saturating_mul(entries));
        let mut rest: Vec<_> = runs.iter().map(|run| run.iter()).collect();
        let heads =
            rest.iter_mut().enumerate().filter_map(|(run, rest)| Some(Reverse(Head::new(rest.next()?, run))));
        let mut heads: BinaryHeap<Reverse<Head>> = heads.collect();
        let mut last = None;
        while let Some(mut top) = heads.peek_mut() {
            let Head { prefix, entry, run } = top.0;
            if last == Some((prefix, entry)) {
                return Err(entry.id.to_owned());
            }
            if merged.len() == most || (prefix >> 32) > u64::from(limit) {
                break;
            }
            merged.push(entry);
            last = Some((prefix, entry));
            match rest.get_mut(run).and_then(Iterator::next) {
                Some(next) => top.0 = Head::new(next, run),
                None => {
                    PeekMut::pop(top);
                }
            }
        }
        Ok(merged)
    }
}

/// The next entry of a run, told from others by the first eight bytes of its ticket nearly always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Head<'a> {
    prefix: u64,
    entry: PartialEntry<'a>,
    run: usize,
}

impl<'a> Head<'a> {
    fn new(entry: PartialEntry<'a>, run: usize) -> Self {
        let [first, second, ..] = entry.ticket.words();
        Self { prefix: u64::from(first) << 32 | u64::from(second), entry, run }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards where a merged run ends: after as many as are kept, and after whoever stands at the limit.
    #[test]
    fn who_stands_at_the_limit_is_kept() {
        let run = |numbers: &[u8]| {
            let mut run = Run::default();
            for number in numbers {
                run.push(PartialEntry {
                    ticket: &Digest::from_bytes([*number; 32]),
                    id: &number.to_string(),
                });
            }
            run
        };
        let (odd, even) = (run(&[1, 3, 5]), run(&[2, 4]));
        for (most, limit, kept) in [
            (9, u32::MAX, &[1, 2, 3, 4, 5][..]),
            (3, u32::MAX, &[1, 2, 3]),
            (9, 0x0404_0404, &[1, 2, 3, 4]),
            (9, 0x0404_0403, &[1, 2, 3]),
            (9, 0, &[]),
        ] {
            assert_eq!(Run::merged(&[&odd, &even], most, limit), Ok(run(kept)), "{most} not above {limit}");
        }
    }
}
