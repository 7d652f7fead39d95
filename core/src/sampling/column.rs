//! Where ids are read from.

/// A column of ids that can be read at any row, as bytes: slices of strings, or a directory.
pub trait IdColumn {
    /// How many rows it has.
    fn rows(&self) -> usize;

    /// The id in a row; empty beyond the last.
    fn id(&self, row: usize) -> &[u8];

    /// The ids in these rows, which rise, into as many places. A column that has to look for a row can look once for many.
    fn fetch<'a>(&'a self, rows: &[usize], ids: &mut [&'a [u8]]) {
        for (row, id) in rows.iter().zip(ids) {
            *id = self.id(*row);
        }
    }
}

impl<S: AsRef<str>> IdColumn for [S] {
    fn rows(&self) -> usize {
        self.len()
    }

    fn id(&self, row: usize) -> &[u8] {
        self.get(row).map_or(&[], |id| id.as_ref().as_bytes())
    }
}

/// Ids end to end in one text (首尾相连的标识), as a web page or a column of Arrow holds them.
///
/// ```
/// use double_random::{IdColumn, PackedIds};
///
/// let ids = PackedIds::new("140581-1140581-22", &[8, 17]).unwrap();
/// assert_eq!((ids.rows(), ids.id(1)), (2, &b"140581-22"[..]));
/// assert!(PackedIds::new("140581-1", &[9]).is_none());
/// ```
#[derive(Debug, Clone, Copy)]
#[doc(alias = "首尾相连的标识")]
pub struct PackedIds<'a> {
    text: &'a str,
    ends: &'a [u32],
}

impl<'a> PackedIds<'a> {
    /// The ids of this text, of which each ends, in bytes, where `ends` says; none unless the ends never fall, lie between
    /// characters and reach the end of the text.
    pub fn new(text: &'a str, ends: &'a [u32]) -> Option<Self> {
        let between = |end: &u32| usize::try_from(*end).is_ok_and(|end| text.is_char_boundary(end));
        let last = ends.last().map_or(Ok(0), |last| usize::try_from(*last));
        (ends.is_sorted() && ends.iter().all(between) && last == Ok(text.len()))
            .then_some(Self { text, ends })
    }

    fn end(&self, row: usize) -> Option<usize> {
        self.ends.get(row).and_then(|end| usize::try_from(*end).ok())
    }
}

impl IdColumn for PackedIds<'_> {
    fn rows(&self) -> usize {
        self.ends.len()
    }

    fn id(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.end(before));
        let bytes = start.zip(self.end(row)).and_then(|(start, end)| self.text.as_bytes().get(start..end));
        bytes.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards each refusal, and that empty ids and characters of several bytes come back.
    #[test]
    fn ends_must_fit_the_text() {
        let ids = PackedIds::new("甲乙丙", &[3, 3, 9]).unwrap();
        let texts: Vec<&[u8]> = (0..4).map(|row| ids.id(row)).collect();
        assert_eq!(texts, ["甲".as_bytes(), b"", "乙丙".as_bytes(), b""]);
        for bad in [&[3, 2, 9][..], &[1, 9], &[3, 6], &[12], &[]] {
            assert!(PackedIds::new("甲乙丙", bad).is_none(), "{bad:?}");
        }
        assert_eq!(PackedIds::new("", &[]).map(|ids| ids.rows()), Some(0));
    }
}
