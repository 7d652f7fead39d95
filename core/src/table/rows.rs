//! Reading a row, field by field.

use std::ops::Range;

use memchr::memchr_iter;

use super::TableError;
use crate::legible::code_point;

/// The text of a row: its fields, joined by tabs.
#[derive(Clone, Copy)]
pub(crate) struct RowText<'a> {
    text: &'a str,
    /// Where its fields lie in it.
    fields: &'a [Range<usize>],
    /// Whether it is known that no field has a control character.
    known_plain: bool,
}

/// Where the text of a row is put together.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowBuffer {
    text: String,
    fields: Vec<Range<usize>>,
}

impl RowBuffer {
    /// The text of a row with these fields.
    pub(crate) fn set(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) -> RowText<'_> {
        self.text.clear();
        self.fields.clear();
        for field in fields {
            if !self.fields.is_empty() {
                self.text.push('\t');
            }
            let start = self.text.len();
            self.text.push_str(field.as_ref());
            self.fields.push(start..self.text.len());
        }
        RowText::new(&self.text, &self.fields, false)
    }

    pub(crate) fn into_string(self) -> String {
        self.text
    }
}

impl<'a> RowText<'a> {
    pub(super) fn new(text: &'a str, fields: &'a [Range<usize>], known_plain: bool) -> Self {
        Self { text, fields, known_plain }
    }

    /// The fields, joined by tabs.
    pub(crate) fn as_str(&self) -> &'a str {
        self.text
    }

    /// The field in this place; empty if there is none.
    pub(super) fn field(&self, place: usize) -> &'a str {
        self.fields.get(place).and_then(|field| self.text.get(field.clone())).unwrap_or_default()
    }

    fn fields(&self) -> impl Iterator<Item = &'a str> {
        self.fields.iter().map(|field| self.text.get(field.clone()).unwrap_or_default())
    }

    /// Whether the only control characters are the tabs between fields. May say no where they are, but never yes where they
    /// are not: C2 begins a few other characters too.
    fn is_plain(&self) -> bool {
        if self.known_plain {
            return true;
        }
        // Without an early end, many bytes are looked at at once.
        let may = |byte: u8| ((byte < b' ') & (byte != b'\t')) | (byte == 0x7F) | (byte == 0xC2);
        let other = self.text.bytes().fold(false, |any, byte| any | may(byte));
        !other && memchr_iter(b'\t', self.text.as_bytes()).count() < self.fields.len().max(1)
    }
}

/// Checks what makes a row a row of a table with these columns, hands each field with its column to `read` and reports each fault
/// with its column.
pub(crate) fn read_row<C, E: From<TableError>>(
    columns: &[C],
    row: RowText<'_>,
    mut read: impl FnMut(&C, &str) -> Result<(), E>,
    mut fault: impl FnMut(Option<&C>, E),
) {
    let plain = row.is_plain();
    for (column, field) in columns.iter().zip(row.fields()) {
        let controlled = if plain { Ok(()) } else { no_control(field) };
        let fine = controlled.map_err(E::from).and_then(|()| read(column, field));
        fine.unwrap_or_else(|error| fault(Some(column), error));
    }
    let (found, expected) = (row.fields.len(), columns.len());
    if found != expected {
        fault(None, TableError::WrongNumberOfFields { found, expected }.into());
    }
}

fn no_control(field: &str) -> Result<(), TableError> {
    match field.chars().enumerate().find(|(_, character)| character.is_control()) {
        Some((at, character)) => {
            Err(TableError::ControlCharacter { character: code_point(character), place: at + 1 })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the look at the whole row: every control character is found in whatever field it stands, a tab too, and nothing
    /// else is taken for one.
    #[test]
    fn every_control_character_is_found() {
        for character in ('\0'..='\u{2FF}').chain(['高', '\u{10FFFF}']) {
            for place in 0..3 {
                let mut row = ["高平", "", "A-1"].map(str::to_owned);
                row[place].push(character);
                let (mut buffer, mut faults) = (RowBuffer::default(), Vec::new());
                let fault = |column: Option<&usize>, error: TableError| faults.push((column.copied(), error));
                let text = buffer.set(&row);
                read_row(&[0, 1, 2], text, |_, _| Ok(()), fault);
                let found: Vec<_> = faults.iter().map(|(column, _)| *column).collect();
                let expected = if character.is_control() { vec![Some(place)] } else { Vec::new() };
                assert_eq!(found, expected, "{character:?} in {place}");
                assert_eq!(text.as_str(), row.join("\t"));
            }
        }
    }
}
