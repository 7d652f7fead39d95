//! Ids that JavaScript hands over piece by piece: a copy of the whole would be memory to be had from the system, and for engines a
//! reason to collect garbage.

use std::ops::Range;
use std::sync::OnceLock;

use double_random::{IdColumn, IdPieces, PackedIds, SamplingError};
use js_sys::{Array, Function, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::fault::Refused;

/// Calls a function with the number of a row, from 0, and of the row after the last, and gets the text of these rows, and one offset
/// more than they are: where each id begins, and where the last one ends, counted from the first row's beginning or from that of all.
pub(crate) struct Brought<'a> {
    rows: usize,
    bring: &'a Function,
    refused: OnceLock<Refused>,
}

impl<'a> Brought<'a> {
    pub(crate) fn new(rows: usize, bring: &'a Function) -> Self {
        Self { rows, bring, refused: OnceLock::new() }
    }

    /// What was made of the ids, unless one was refused or the function threw something.
    pub(crate) fn unless_refused<T>(self, result: T) -> Result<T, Refused> {
        self.refused.into_inner().map_or(Ok(result), Err)
    }

    fn piece(&self, rows: Range<usize>) -> Result<Piece, Refused> {
        let [from, to] = [rows.start, rows.end].map(JsValue::from);
        let brought = self.bring.call2(&JsValue::UNDEFINED, &from, &to).map_err(Refused::thrown)?;
        let brought: Array = brought.unchecked_into();
        let text = brought.get(0).unchecked_into::<Uint8Array>().to_vec();
        let mut offsets = brought.get(1).unchecked_into::<Uint32Array>().to_vec();
        // The first of all rows begins with the text.
        let begin = offsets.first().copied().filter(|_| rows.start > 0).unwrap_or_default();
        offsets.iter_mut().for_each(|offset| *offset = offset.wrapping_sub(begin));
        Piece::read(rows, text, offsets)
    }
}

impl IdPieces for Brought<'_> {
    type Piece = Piece;

    fn total(&self) -> usize {
        self.rows
    }

    fn with_piece<T>(&self, rows: Range<usize>, work: impl FnOnce(&Piece) -> T) -> T {
        let piece = if self.refused.get().is_none() { self.piece(rows) } else { Ok(Piece::default()) };
        work(&piece.unwrap_or_else(|refused| {
            self.refused.get_or_init(|| refused);
            Piece::default()
        }))
    }
}

/// Ids side by side, from some row on.
#[derive(Default)]
pub(crate) struct Piece {
    first: usize,
    text: Vec<u8>,
    offsets: Vec<u32>,
}

impl Piece {
    fn read(rows: Range<usize>, text: Vec<u8>, offsets: Vec<u32>) -> Result<Self, Refused> {
        let packed = str::from_utf8(&text).ok().and_then(|text| PackedIds::new(text, &offsets));
        if packed.is_some_and(|ids| ids.rows() == rows.len()) {
            return Ok(Self { first: rows.start, text, offsets });
        }
        let no_text = |ends: &[u32]| match *ends {
            [from, to] => text.get(from as usize..to as usize).is_some_and(|id| str::from_utf8(id).is_err()),
            _ => false,
        };
        Err(match offsets.windows(2).position(no_text) {
            Some(row) => SamplingError::NotText { row: (rows.start + row) as u64 }.into(),
            None => {
                Refused::request("offsets rise from 0 to the length of the text, one more than there are ids")
            }
        })
    }
}

impl IdColumn for Piece {
    fn rows(&self) -> usize {
        self.first + self.offsets.len().saturating_sub(1)
    }

    #[inline]
    fn id(&self, row: usize) -> &[u8] {
        let offsets = row.checked_sub(self.first).and_then(|row| self.offsets.get(row..)?.first_chunk());
        let Some([start, end]) = offsets else { return &[] };
        self.text.get(*start as usize..*end as usize).unwrap_or_default()
    }
}
