//! The columns of a directory: those that carry meaning there, and any others.

use std::collections::BTreeSet;

use super::TableError;

/// Whether columns with these names can be those of a directory.
pub(crate) fn check_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), TableError> {
    let mut seen = BTreeSet::new();
    let mut first = None;
    for name in names {
        let fits = |character: char| !character.is_whitespace() && !character.is_control();
        if !(1..=64).contains(&name.len()) || !name.chars().all(fits) {
            return Err(TableError::BadColumnName { name: name.to_owned() });
        }
        if !seen.insert(name) {
            return Err(TableError::RepeatedColumn { name: name.to_owned() });
        }
        first = first.or(Some(name));
    }
    if first == Some("id") { Ok(()) } else { Err(TableError::NoIdColumn {}) }
}

/// Declares the columns that carry meaning in a kind of directory, each with its name and the official headings it has in
/// files, and the list of columns of such a directory.
macro_rules! columns {
    (
        $(#[$column_meta:meta])*
        pub enum $column:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $name:literal, $($heading:literal)|+ ; )*
        }

        $(#[$meta:meta])*
        pub struct $columns:ident;
    ) => {
        $(#[$column_meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $column {
            $( $(#[$variant_meta])* $variant, )*
            /// Kept and committed, but not interpreted.
            Other(String),
        }

        impl $column {
            /// The name that the directory declares it with.
            pub fn name(&self) -> &str {
                match self {
                    $( Self::$variant => $name, )*
                    Self::Other(name) => name,
                }
            }

            /// The name of the column that an official heading stands for; any other heading stands for itself.
            pub(crate) fn under(heading: &str) -> &str {
                match heading {
                    $( $($heading)|+ => $name, )*
                    other => other,
                }
            }
        }

        impl From<&str> for $column {
            fn from(name: &str) -> Self {
                match name {
                    $( $name => Self::$variant, )*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $column {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $columns(Vec<$column>);

        impl $columns {
            /// The columns with these names.
            ///
            /// # Errors
            ///
            /// When the first is not `id`, a name comes twice, or a name is not 1 to 64 bytes without white space and
            /// control characters.
            pub fn new(
                names: impl IntoIterator<Item = impl AsRef<str>>,
            ) -> Result<Self, $crate::table::TableError> {
                let columns: Vec<$column> =
                    names.into_iter().map(|name| $column::from(name.as_ref())).collect();
                $crate::table::check_names(columns.iter().map($column::name))?;
                Ok(Self(columns))
            }

            /// The columns of a table with these headings, the id first, and the place of each among the headings, which mean
            /// what they mean in a CSV file.
            ///
            /// # Errors
            ///
            /// When the headings cannot be columns, as [`Self::new`] says.
            pub fn under<'a>(
                headings: impl IntoIterator<Item = &'a str>,
                options: &$crate::table::CsvOptions,
            ) -> Result<(Self, Vec<usize>), $crate::table::TableError> {
                let (names, places): (Vec<_>, Vec<_>) =
                    options.columns(headings, $column::under).into_iter().unzip();
                Ok((Self::new(names)?, places))
            }

            /// The names, in order.
            pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
                self.0.iter().map($column::name)
            }

            /// The columns, in order.
            pub fn as_slice(&self) -> &[$column] {
                &self.0
            }

            /// How many there are; at least one.
            #[expect(clippy::len_without_is_empty, reason = "there is always the id")]
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// Whether this column is among them.
            pub fn has(&self, column: &$column) -> bool {
                self.0.contains(column)
            }

            /// The place of the column with this name, from 0.
            pub fn place_of(&self, name: &str) -> Option<usize> {
                self.names().position(|known| known == name)
            }
        }
    };
}

pub(crate) use columns;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    /// Guards what the directory digest relies on: names joined by one space can be told apart again.
    #[test]
    fn only_plain_distinct_names_are_columns() {
        let (longest, long) = ("x".repeat(64), "x".repeat(65));
        for (names, expected) in [
            (&["id"][..], "ok"),
            (&["id", &longest], "ok"),
            (&["id", &long], "table.bad_column_name"),
            (&["id", ""], "table.bad_column_name"),
            (&["id", "a b"], "table.bad_column_name"),
            (&["id", "a\u{3000}b"], "table.bad_column_name"),
            (&["id", "a\u{7F}"], "table.bad_column_name"),
            (&["id", "a", "a"], "table.repeated_column"),
            (&["id", "id"], "table.repeated_column"),
            (&["name", "id"], "table.no_id_column"),
            (&[], "table.no_id_column"),
        ] {
            let checked = check_names(names.iter().copied());
            assert_eq!(checked.map_or_else(|error| error.code(), |()| "ok"), expected, "{names:?}");
        }
    }
}
