//! Lists in one field: pieces separated by `;` or `；`.

use super::TableError;

const SEPARATORS: [char; 2] = [';', '；'];

/// The pieces of a field that has been checked; an empty field has none.
pub(crate) fn pieces(field: &str) -> impl Iterator<Item = &str> {
    field.split(SEPARATORS).filter(|piece| !piece.is_empty())
}

/// Checks that no piece is empty or has white space at its ends, and each piece by itself.
pub(crate) fn check_pieces<'a, E: From<TableError>>(
    field: &'a str,
    mut check: impl FnMut(&'a str) -> Result<(), E>,
) -> Result<(), E> {
    if field.is_empty() {
        return Ok(());
    }
    field.split(SEPARATORS).try_for_each(|piece| {
        if piece.is_empty() || piece.trim() != piece {
            return Err(TableError::BadPieces { text: field.to_owned() }.into());
        }
        check(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the line that the specification draws: a list is read as written or refused, never tidied.
    #[test]
    fn lists_are_read_as_written_or_refused() {
        for (field, expected) in [
            ("", Some(vec![])),
            ("a", Some(vec!["a"])),
            ("包容审慎；重点;a b", Some(vec!["包容审慎", "重点", "a b"])),
            ("a;;b", None),
            ("a；", None),
            (";", None),
            ("a; b", None),
            ("\u{3000}a", None),
        ] {
            let checked = check_pieces::<TableError>(field, |_| Ok(()));
            assert_eq!(checked.ok().map(|()| pieces(field).collect::<Vec<_>>()), expected, "{field}");
        }
    }
}
