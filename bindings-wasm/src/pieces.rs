//! A file that JavaScript hands over piece by piece, so that it is never held as a whole.

use std::io::{self, Read};

use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::fault::Refused;

/// Reads what `next` returns, a `Uint8Array` each time and `undefined` at the end.
pub(crate) struct Pieces<'a> {
    next: &'a Function,
    piece: Vec<u8>,
    read: usize,
    thrown: Option<JsValue>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(next: &'a Function) -> Self {
        Self { next, piece: Vec::new(), read: 0, thrown: None }
    }

    /// What was made of the pieces, unless `next` threw something: then nothing is.
    pub(crate) fn unless_thrown<T, E: Into<Refused>>(self, read: Result<T, E>) -> Result<T, Refused> {
        match self.thrown {
            Some(thrown) => Err(Refused::thrown(thrown)),
            None => read.map_err(Into::into),
        }
    }

    /// The bytes not yet read; none at the end.
    fn rest(&mut self) -> Result<&[u8], JsValue> {
        while self.read == self.piece.len() {
            let next = self.next.call0(&JsValue::UNDEFINED)?;
            if next.is_undefined() {
                return Ok(&[]);
            }
            (self.piece, self.read) = (next.dyn_into::<Uint8Array>()?.to_vec(), 0);
        }
        Ok(self.piece.get(self.read..).unwrap_or_default())
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        let copied = self.rest().map(|mut rest| rest.read(place));
        let copied = copied.map_err(|thrown| {
            self.thrown = Some(thrown);
            io::Error::other("a piece is missing")
        })??;
        self.read += copied;
        Ok(copied)
    }
}
