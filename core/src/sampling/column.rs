//! Where ids are read from.

/// A column of ids that can be read at any row, as bytes: slices of strings, or a directory.
pub trait IdColumn {
    /// How many rows it has.
    fn rows(&self) -> usize;

    /// The id in a row; empty beyond the last.
    fn id(&self, row: usize) -> &[u8];
}

impl<S: AsRef<str>> IdColumn for [S] {
    fn rows(&self) -> usize {
        self.len()
    }

    fn id(&self, row: usize) -> &[u8] {
        self.get(row).map_or(&[], |id| id.as_ref().as_bytes())
    }
}
