//! Where the rows of a directory lie in memory.

use std::sync::Arc;

use super::check::Facts;

/// The texts of rows, in chunks that are never moved: growing copies nothing, and a changed directory shares the chunks
/// of the one it came from.
#[derive(Clone, Default)]
pub(super) struct Arena {
    chunks: Vec<Arc<String>>,
    bytes: usize,
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

/// The sizes of chunks: a small directory stays small, and a large one never holds much more than its text.
const SMALLEST_CHUNK: usize = 4 << 10;
const LARGEST_CHUNK: usize = 1 << 20;

impl Arena {
    /// Keeps the text of one row; none if it is too long to be addressed.
    pub(super) fn keep(&mut self, row: u64, text: &str, facts: Facts) -> Option<Entry> {
        let bytes = u32::try_from(text.len()).ok()?;
        let room = |chunk: &String| chunk.capacity() - chunk.len() >= text.len();
        if !self.chunks.last_mut().and_then(Arc::get_mut).is_some_and(|chunk| room(chunk)) {
            let size = (self.bytes / 8).clamp(SMALLEST_CHUNK, LARGEST_CHUNK).max(text.len());
            self.chunks.push(Arc::new(String::with_capacity(size)));
        }
        let chunk_number = u32::try_from(self.chunks.len() - 1).ok()?;
        let chunk = self.chunks.last_mut().and_then(Arc::get_mut)?;
        let start = u32::try_from(chunk.len()).ok()?;
        chunk.push_str(text);
        self.bytes += text.len();
        Some(Entry { row, chunk: chunk_number, start, bytes, facts })
    }

    /// The text of a row that this arena keeps.
    pub(super) fn text(&self, entry: &Entry) -> &str {
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let start = at(entry.start);
        let chunk = self.chunks.get(at(entry.chunk));
        chunk.and_then(|chunk| chunk.get(start..start + at(entry.bytes))).unwrap_or_default()
    }

    /// The id of a row that this arena keeps.
    pub(super) fn id(&self, entry: &Entry) -> &str {
        self.text(entry).get(..usize::from(entry.facts.id_bytes)).unwrap_or_default()
    }
}

/// Makes room for one more row. Growth by an eighth keeps the peak low where doubling would hold the index three times.
pub(super) fn grow(entries: &mut Vec<Entry>) {
    if entries.len() == entries.capacity() {
        entries.reserve_exact((entries.len() / 8).max(16));
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

    /// Guards that texts of any length come back whole, and that a copy and its original never write into each other.
    #[test]
    fn texts_come_back_whole() {
        let texts = [1, 0, 4000, 200, 5000, 3, 70_000].map(|length| "高".repeat(length));
        let mut arena = Arena::default();
        let entries = texts.each_ref().map(|text| arena.keep(1, text, Facts::default()).unwrap());
        let mut copy = arena.clone();
        let other = copy.keep(2, "other", Facts::default()).unwrap();
        let one = arena.keep(2, "one", Facts::default()).unwrap();
        assert_eq!((copy.text(&other), arena.text(&one)), ("other", "one"));
        for (text, entry) in texts.iter().zip(&entries) {
            assert!(arena.text(entry) == text && copy.text(entry) == text);
        }
    }
}
