//! Where the rows of a directory lie in memory.

use std::sync::Arc;

use super::TargetError;
use super::check::Facts;
use super::order::{by_id, merged};
use crate::rows::Faults;

/// The texts of rows, in chunks that never change: a changed directory shares the chunks of the one it came from. Within a
/// chunk rows lie in the order of their ids, so whoever goes through a directory goes through each chunk from its beginning to
/// its end, and few rows have to be waited for.
#[derive(Clone, Default)]
pub(super) struct Arena {
    chunks: Vec<Arc<String>>,
}

/// A row: where its text lies, and what was read from it that selection asks for most often.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The row as the user's file counts.
    pub(super) row: u64,
    chunk: u32,
    start: u32,
    bytes: u32,
    pub(super) facts: Facts,
}

impl Entry {
    /// Its text, in that of its chunk.
    fn text<'a>(&self, chunk: &'a str) -> &'a str {
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        chunk.get(at(self.start)..at(self.start) + at(self.bytes)).unwrap_or_default()
    }

    fn id<'a>(&self, chunk: &'a str) -> &'a str {
        self.text(chunk).get(..usize::from(self.facts.id_bytes)).unwrap_or_default()
    }
}

impl Arena {
    fn chunk(&self, entry: &Entry) -> &str {
        let number = usize::try_from(entry.chunk).unwrap_or(usize::MAX);
        self.chunks.get(number).map_or("", |chunk| chunk.as_str())
    }

    /// The text of a row that this arena keeps.
    pub(super) fn text(&self, entry: &Entry) -> &str {
        entry.text(self.chunk(entry))
    }

    /// The id of a row that this arena keeps.
    pub(super) fn id(&self, entry: &Entry) -> &str {
        entry.id(self.chunk(entry))
    }
}

/// Rows on their way into an arena.
#[derive(Clone, Default)]
pub(super) struct Intake {
    arena: Arena,
    /// The texts of the chunk to come, as they came.
    open: String,
    entries: Vec<Entry>,
    /// Where runs of entries end that are in the order of their ids; what comes after the last is not in a chunk yet.
    runs: Vec<usize>,
}

/// The bytes of a chunk, unless one row has more: few enough for a cache, so that putting them in order costs little.
const CHUNK: usize = 1 << 20;

impl Intake {
    /// An intake that goes on where this arena ends, with these of its rows.
    pub(super) fn after(arena: Arena, entries: Vec<Entry>) -> Self {
        Self { arena, open: String::new(), runs: vec![entries.len()], entries }
    }

    /// Makes room for so many bytes, which may be more than there are.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.open.reserve_exact(bytes.min(CHUNK));
    }

    /// How many bytes it took.
    pub(super) fn bytes(&self) -> usize {
        self.arena.chunks.iter().map(|chunk| chunk.len()).sum::<usize>() + self.open.len()
    }

    /// Takes what another took and closed, its rows numbered from there on; nothing if that is too much.
    pub(super) fn absorb(&mut self, mut other: Self, row: u64) -> Option<()> {
        let (chunk, start) = (u32::try_from(self.arena.chunks.len()).ok()?, self.entries.len());
        u32::try_from(start + other.entries.len()).ok()?;
        self.arena.chunks.append(&mut other.arena.chunks);
        self.runs.extend(other.runs.into_iter().map(|end| start + end));
        grow(&mut self.entries, other.entries.len());
        let shifted = |entry: Entry| Entry { row: entry.row + row, chunk: entry.chunk + chunk, ..entry };
        self.entries.extend(other.entries.into_iter().map(shifted));
        Some(())
    }

    /// Keeps one row; none if its text is too long to be addressed, or if there are too many.
    pub(super) fn keep(&mut self, row: u64, text: &str, facts: Facts) -> Option<()> {
        let bytes = u32::try_from(text.len()).ok()?;
        u32::try_from(self.entries.len()).ok()?;
        if self.open.len() + text.len() > CHUNK {
            self.close();
        }
        let chunk = u32::try_from(self.arena.chunks.len()).ok()?;
        let start = u32::try_from(self.open.len()).ok()?;
        self.open.push_str(text);
        grow(&mut self.entries, 1);
        self.entries.push(Entry { row, chunk, start, bytes, facts });
        Some(())
    }

    /// All rows in the order of their ids, and what is wrong with those whose id comes again.
    pub(super) fn finish(mut self) -> (Arena, Vec<Entry>, Faults<TargetError>) {
        self.close();
        let Self { arena, open, entries, runs } = self;
        drop(open);
        let (sorted, faults) = merged(entries, &runs, |entry| arena.id(entry));
        (arena, sorted, faults)
    }

    /// Makes a chunk of what is open, its rows in the order of their ids.
    pub(super) fn close(&mut self) {
        let closed = self.runs.last().copied().unwrap_or(0);
        let Some(open) = self.entries.get_mut(closed..).filter(|open| !open.is_empty()) else { return };
        let mut text = String::with_capacity(self.open.len());
        let mut sorted = by_id(open, |entry| entry.id(&self.open));
        for entry in &mut sorted {
            let row = entry.text(&self.open);
            // What is open can be addressed, and this is as long.
            entry.start = u32::try_from(text.len()).unwrap_or_default();
            text.push_str(row);
        }
        open.iter_mut().zip(sorted).for_each(|(place, entry)| *place = entry);
        self.arena.chunks.push(Arc::new(text));
        self.open.clear();
        self.runs.push(self.entries.len());
    }
}

/// From so many rows on their index grows by an eighth, which keeps the peak low where doubling would hold it three times.
const MANY: usize = 1 << 14;

/// Makes room for so many more rows.
fn grow(entries: &mut Vec<Entry>, more: usize) {
    if entries.capacity() - entries.len() < more && entries.len() >= MANY {
        entries.reserve_exact((entries.len() / 8).max(more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the memory that a row costs beside its text.
    #[test]
    fn an_entry_is_small() {
        assert_eq!(size_of::<Entry>(), 24);
    }

    /// Guards that texts of any length come back whole from whatever chunk they lie in, and that a copy and its original never
    /// write into each other.
    #[test]
    fn texts_come_back_whole() {
        let texts = [1, 0, 400_000, 200, 5000, 3, 70_000].map(|length| "高".repeat(length));
        let facts = |id_bytes| Facts { id_bytes, ..Facts::default() };
        let mut one = Intake::default();
        for (row, text) in (1..).zip(&texts) {
            one.keep(row, &format!("{}{text}", 9 - row), facts(1)).unwrap();
        }
        let mut other = one.clone();
        one.keep(8, "1", facts(1)).unwrap();
        other.keep(8, "0other", facts(1)).unwrap();
        for (intake, eighth) in [(one, "1"), (other, "0other")] {
            let (arena, entries, faults) = intake.finish();
            assert_eq!(faults.count(), 0);
            assert_eq!(arena.chunks.len(), 3, "the long one stands alone");
            let rows: Vec<u64> = entries.iter().map(|entry| entry.row).collect();
            assert_eq!(rows, [8, 7, 6, 5, 4, 3, 2, 1]);
            assert_eq!(arena.text(&entries[0]), eighth);
            for (entry, text) in entries.iter().skip(1).zip(texts.iter().rev()) {
                assert_eq!(arena.text(entry), format!("{}{text}", arena.id(entry)));
            }
        }
    }
}
