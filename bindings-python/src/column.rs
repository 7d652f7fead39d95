//! Columns of Arrow data, read as text where they lie.

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayAccessor, ArrayRef, GenericStringArray, LargeStringArray, OffsetSizeTrait, StringArray,
    StringViewArray,
};
use arrow_schema::{ArrowError, DataType};
use double_random::IdColumn;

/// A column of text in one or more pieces; what is null is empty.
///
/// Plain and large strings and string views are read in place. Dictionaries become views of their words; numbers, days and
/// truth values are written out.
#[derive(Clone)]
pub(crate) struct TextColumn {
    pieces: Vec<Piece>,
    /// The row with which each piece ends.
    ends: Vec<usize>,
}

#[derive(Clone)]
enum Piece {
    Plain(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
}

impl Piece {
    fn read(array: &ArrayRef) -> Result<Self, ArrowError> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Plain(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            DataType::Dictionary(..) => {
                Self::View(arrow_cast::cast(array, &DataType::Utf8View)?.as_string_view().clone())
            }
            nested if nested.is_nested() => {
                return Err(ArrowError::CastError(format!("a column of {nested} has no text")));
            }
            _ => Self::Large(arrow_cast::cast(array, &DataType::LargeUtf8)?.as_string().clone()),
        })
    }

    fn get(&self, row: usize) -> &str {
        match self {
            Self::Plain(array) if array.is_valid(row) => array.value(row),
            Self::Large(array) if array.is_valid(row) => array.value(row),
            Self::View(array) if array.is_valid(row) => array.value(row),
            _ => "",
        }
    }

    fn fetch<'a>(&'a self, start: usize, rows: &[usize], texts: &mut [&'a [u8]]) {
        match self {
            Self::Plain(array) => fetch_packed(array, start, rows, texts),
            Self::Large(array) => fetch_packed(array, start, rows, texts),
            Self::View(array) => fetch(array, start, rows, texts),
        }
    }
}

/// The texts of an array from this row on.
fn texts<'a, A: ArrayAccessor<Item = &'a str>>(array: A, from: usize) -> impl Iterator<Item = &'a str> {
    (from..array.len()).map(move |row| if array.is_valid(row) { array.value(row) } else { "" })
}

/// The texts of these rows of an array that starts with row `start`.
fn fetch<'a, A: ArrayAccessor<Item = &'a str>>(
    array: A,
    start: usize,
    rows: &[usize],
    texts: &mut [&'a [u8]],
) {
    for (row, text) in rows.iter().zip(texts) {
        let row = row - start;
        *text = if array.is_valid(row) { array.value(row).as_bytes() } else { &[] };
    }
}

/// The same of texts that lie end to end: of rows that rise by one each, all offsets are side by side.
fn fetch_packed<'a, O: OffsetSizeTrait>(
    array: &'a GenericStringArray<O>,
    start: usize,
    rows: &[usize],
    texts: &mut [&'a [u8]],
) {
    if array.null_count() == 0
        && let (Some(first), Some(last)) = (rows.first(), rows.last())
        && last - first + 1 == rows.len()
        && let Some(offsets) = array.value_offsets().get(first - start..last - start + 2)
    {
        for (pair, text) in offsets.windows(2).zip(texts) {
            if let [from, to] = pair {
                *text = array.value_data().get(from.as_usize()..to.as_usize()).unwrap_or_default();
            }
        }
    } else {
        fetch(array, start, rows, texts);
    }
}

impl TextColumn {
    /// The column in these pieces.
    ///
    /// # Errors
    ///
    /// On a type that has no text: lists, structures, bytes.
    pub(crate) fn read(pieces: &[ArrayRef]) -> Result<Self, ArrowError> {
        let mut end = 0;
        let ends = pieces.iter().map(|piece| {
            end += piece.len();
            end
        });
        Ok(Self { ends: ends.collect(), pieces: pieces.iter().map(Piece::read).collect::<Result<_, _>>()? })
    }

    /// The text in a row; empty beyond the last.
    pub(crate) fn get(&self, row: usize) -> &str {
        let (at, start) = self.place(row);
        self.pieces.get(at).map_or("", |piece| piece.get(row - start))
    }

    /// The piece that a row is in, and the row it starts with.
    fn place(&self, row: usize) -> (usize, usize) {
        let at = self.ends.partition_point(|end| *end <= row);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        (at, start)
    }

    /// All texts, in order.
    pub(crate) fn iter(&self) -> Texts<'_> {
        Texts { column: self, row: 0 }
    }
}

/// The texts of a column from a row on.
pub(crate) struct Texts<'a> {
    column: &'a TextColumn,
    row: usize,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let row = self.row;
        (row < self.column.rows()).then(|| {
            self.row += 1;
            self.column.get(row)
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let rows = self.column.rows().saturating_sub(self.row);
        (rows, Some(rows))
    }

    /// Looks once for each piece and not for each row.
    fn fold<B, F: FnMut(B, &'a str) -> B>(self, init: B, mut fold: F) -> B {
        let (at, start) = self.column.place(self.row);
        let (mut from, mut folded) = (self.row - start, init);
        for piece in self.column.pieces.iter().skip(at) {
            folded = match piece {
                Piece::Plain(array) => texts(array, from).fold(folded, &mut fold),
                Piece::Large(array) => texts(array, from).fold(folded, &mut fold),
                Piece::View(array) => texts(array, from).fold(folded, &mut fold),
            };
            from = 0;
        }
        folded
    }
}

impl IdColumn for TextColumn {
    fn rows(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    fn id(&self, row: usize) -> &[u8] {
        self.get(row).as_bytes()
    }

    fn fetch<'a>(&'a self, rows: &[usize], ids: &mut [&'a [u8]]) {
        let (mut rows, mut ids) = (rows, ids);
        while let Some(first) = rows.first() {
            let (at, start) = self.place(*first);
            let (Some(piece), Some(end)) = (self.pieces.get(at), self.ends.get(at)) else {
                return ids.fill(&[]);
            };
            let here = rows.partition_point(|row| row < end).min(ids.len());
            let (now, later) = rows.split_at(here);
            let (places, others) = ids.split_at_mut(here);
            piece.fetch(start, now, places);
            (rows, ids) = (later, others);
        }
    }
}
