//! Reading a row, field by field.

use memchr::memchr_iter;

use super::TableError;
use crate::legible::code_point;

/// The text of a row, and where its fields end.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowText {
    text: String,
    ends: Vec<usize>,
}

impl RowText {
    /// The fields, joined by tabs.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_string(self) -> String {
        self.text
    }

    fn set(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        self.text.clear();
        self.ends.clear();
        for field in fields {
            if !self.ends.is_empty() {
                self.text.push('\t');
            }
            self.text.push_str(field.as_ref());
            self.ends.push(self.text.len());
        }
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let field = self.text.get(start..*end).unwrap_or_default();
            start = end + 1;
            field
        })
    }

    /// Whether the only control characters are the tabs between fields. May say no where they are, but never yes where they
    /// are not: C2 begins a few other characters too.
    fn is_plain(&self) -> bool {
        // Without an early end, many bytes are looked at at once.
        let may = |byte: u8| ((byte < b' ') & (byte != b'\t')) | (byte == 0x7F) | (byte == 0xC2);
        let other = self.text.bytes().fold(false, |any, byte| any | may(byte));
        !other && memchr_iter(b'\t', self.text.as_bytes()).count() < self.ends.len().max(1)
    }
}

/// Checks what makes a row a row of a table with these columns, hands each field with its column to `read`, writes the
/// text of the row and reports each fault with its column.
pub(crate) fn read_row<C, E: From<TableError>>(
    columns: &[C],
    fields: impl IntoIterator<Item = impl AsRef<str>>,
    text: &mut RowText,
    mut read: impl FnMut(&C, &str) -> Result<(), E>,
    mut fault: impl FnMut(Option<&C>, E),
) {
    text.set(fields);
    let plain = text.is_plain();
    for (column, field) in columns.iter().zip(text.fields()) {
        let controlled = if plain { Ok(()) } else { no_control(field) };
        let fine = controlled.map_err(E::from).and_then(|()| read(column, field));
        fine.unwrap_or_else(|error| fault(Some(column), error));
    }
    let (found, expected) = (text.ends.len(), columns.len());
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
                let (mut text, mut faults) = (RowText::default(), Vec::new());
                let fault = |column: Option<&usize>, error: TableError| faults.push((column.copied(), error));
                read_row(&[0, 1, 2], &row, &mut text, |_, _| Ok(()), fault);
                let found: Vec<_> = faults.iter().map(|(column, _)| *column).collect();
                let expected = if character.is_control() { vec![Some(place)] } else { Vec::new() };
                assert_eq!(found, expected, "{character:?} in {place}");
                assert_eq!(text.as_str(), row.join("\t"));
            }
        }
    }
}
