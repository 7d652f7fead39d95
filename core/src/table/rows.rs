//! Reading a row, field by field.

use super::TableError;

/// Checks what makes a row a row of a table with these columns, hands each field with its column to `read`, writes the
/// text of the row and reports each fault with its column.
pub(crate) fn read_row<C, E: From<TableError>>(
    columns: &[C],
    fields: impl IntoIterator<Item = impl AsRef<str>>,
    text: &mut String,
    mut read: impl FnMut(&C, &str) -> Result<(), E>,
    mut fault: impl FnMut(Option<&C>, E),
) {
    let mut found = 0;
    text.clear();
    for field in fields {
        let field = field.as_ref();
        if found > 0 {
            text.push('\t');
        }
        text.push_str(field);
        if let Some(column) = columns.get(found) {
            let fine = no_control(field).map_err(E::from).and_then(|()| read(column, field));
            fine.unwrap_or_else(|error| fault(Some(column), error));
        }
        found += 1;
    }
    if found != columns.len() {
        fault(None, TableError::WrongNumberOfFields { found, expected: columns.len() }.into());
    }
}

fn no_control(field: &str) -> Result<(), TableError> {
    match field.chars().enumerate().find(|(_, character)| character.is_control()) {
        Some((at, character)) => Err(TableError::ControlCharacter {
            character: format!("U+{:04X}", u32::from(character)),
            place: at + 1,
        }),
        None => Ok(()),
    }
}
