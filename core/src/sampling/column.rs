//! Where ids are read from.

use std::ops::Range;

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

/// Ids that a draw reads piece by piece (分批读取的标识), so that it need not hold them all: brought from elsewhere, or a column, which
/// is its own piece.
///
/// ```
/// use double_random::{IdColumn, IdPieces};
///
/// let ids = &["140581-0001", "140581-0002"][..];
/// assert_eq!(ids.total(), 2);
/// ids.with_piece(1..2, |piece| assert_eq!(piece.id(1), b"140581-0002"));
/// ```
#[doc(alias = "分批读取的标识")]
pub trait IdPieces {
    /// What a piece is read from.
    type Piece: IdColumn + ?Sized;

    /// How many rows there are in all.
    fn total(&self) -> usize;

    /// Does the work with a column in which these rows, by their numbers in the whole, have their ids.
    fn with_piece<T>(&self, rows: Range<usize>, work: impl FnOnce(&Self::Piece) -> T) -> T;
}

impl<C: IdColumn + ?Sized> IdPieces for C {
    type Piece = C;

    #[inline]
    fn total(&self) -> usize {
        self.rows()
    }

    #[inline]
    fn with_piece<T>(&self, _: Range<usize>, work: impl FnOnce(&C) -> T) -> T {
        work(self)
    }
}

/// Ids end to end in one text (首尾相连的标识), as a web page or a column of Arrow holds them.
///
/// ```
/// use double_random::{IdColumn, PackedIds};
///
/// let ids = PackedIds::new("140581-1140581-22", &[0, 8, 17]).unwrap();
/// assert_eq!((ids.rows(), ids.id(1)), (2, &b"140581-22"[..]));
/// assert!(PackedIds::new("140581-1", &[0, 9]).is_none());
/// ```
#[derive(Debug, Clone, Copy)]
#[doc(alias = "首尾相连的标识")]
pub struct PackedIds<'a> {
    text: &'a str,
    offsets: &'a [u32],
}

impl<'a> PackedIds<'a> {
    /// The ids of this text: each begins, in bytes, at its offset and ends at the next, as in Arrow. None unless the offsets
    /// never fall, lie between characters, begin at 0 and end with the text.
    #[inline]
    pub fn new(text: &'a str, offsets: &'a [u32]) -> Option<Self> {
        let between =
            |offset: &u32| usize::try_from(*offset).is_ok_and(|offset| text.is_char_boundary(offset));
        let whole = offsets.first() == Some(&0)
            && offsets.last().is_some_and(|last| usize::try_from(*last) == Ok(text.len()));
        (whole && offsets.is_sorted() && offsets.iter().all(between)).then_some(Self { text, offsets })
    }
}

impl IdColumn for PackedIds<'_> {
    fn rows(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    #[inline]
    fn id(&self, row: usize) -> &[u8] {
        let Some([start, end]) = self.offsets.get(row..).and_then(|rest| rest.first_chunk()) else {
            return &[];
        };
        self.text.as_bytes().get(*start as usize..*end as usize).unwrap_or_default()
    }

    #[inline]
    fn fetch<'a>(&'a self, rows: &[usize], ids: &mut [&'a [u8]]) {
        // Rows that rise by one each have their offsets side by side.
        if let (Some(first), Some(last)) = (rows.first(), rows.last())
            && last - first + 1 == rows.len()
            && let Some(offsets) = self.offsets.get(*first..last.saturating_add(2))
        {
            for (pair, id) in offsets.windows(2).zip(ids) {
                if let [start, end] = pair {
                    *id = self.text.as_bytes().get(*start as usize..*end as usize).unwrap_or_default();
                }
            }
        } else {
            rows.iter().zip(ids).for_each(|(row, id)| *id = self.id(*row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards each refusal, and that empty ids and characters of several bytes come back.
    #[test]
    fn offsets_must_fit_the_text() {
        let ids = PackedIds::new("甲乙丙", &[0, 3, 3, 9]).unwrap();
        let texts: Vec<&[u8]> = (0..5).map(|row| ids.id(row)).collect();
        assert_eq!(texts, ["甲".as_bytes(), b"", "乙丙".as_bytes(), b"", b""]);
        assert_eq!(ids.rows(), 3);
        for bad in [&[0, 3, 2, 9][..], &[0, 1, 9], &[0, 3, 6], &[0, 12], &[3, 9], &[0], &[]] {
            assert!(PackedIds::new("甲乙丙", bad).is_none(), "{bad:?}");
        }
        assert_eq!(PackedIds::new("", &[0]).map(|ids| ids.rows()), Some(0));
    }

    /// Guards that many rows read at once are those read one by one, side by side or not.
    #[test]
    fn rows_read_at_once_are_those_read_alone() {
        let ids = PackedIds::new("甲乙丙丁", &[0, 3, 3, 6, 12]).unwrap();
        for rows in [&[][..], &[0], &[2], &[0, 1, 2, 3], &[1, 2], &[0, 2], &[0, 1, 3], &[3, 4]] {
            let mut fetched = [&b"untouched"[..]; 4];
            ids.fetch(rows, &mut fetched[..rows.len()]);
            let alone: Vec<&[u8]> = rows.iter().map(|row| ids.id(*row)).collect();
            assert_eq!(fetched[..rows.len()], alone, "{rows:?}");
        }
    }
}
