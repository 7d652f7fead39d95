//! The columns of a directory of targets.

use std::collections::BTreeSet;
use std::fmt;

use super::TargetError;

/// A column of a directory of targets (名录库列): one of those that carry meaning, or any other.
///
/// Source: section 2.1 of the draw specification.
///
/// ```
/// use double_random::Column;
///
/// assert_eq!(Column::from("status"), Column::Status);
/// assert_eq!(Column::from("legal_person"), Column::Other("legal_person".to_owned()));
/// assert_eq!(Column::LastInspected.name(), "last_inspected");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "列")]
pub enum Column {
    /// The id (统一社会信用代码、注册号或编号).
    Id,
    /// What the target is (对象类型).
    Kind,
    /// Its name (名称).
    Name,
    /// Its administrative division (行政区划).
    Region,
    /// Its industry (行业代码).
    Industry,
    /// Its credit-risk tier (信用风险等级).
    Tier,
    /// Its tier in each field of supervision (行业风险等级).
    IndustryTiers,
    /// Its labels (个性化标注).
    Labels,
    /// Whether it is still there (存续状态).
    Status,
    /// When it was last inspected under which task (最近检查).
    LastInspected,
    /// Kept and committed, but not interpreted.
    Other(String),
}

/// The columns that carry meaning, as they are named.
const STANDARD: [(&str, Column); 10] = [
    ("id", Column::Id),
    ("kind", Column::Kind),
    ("name", Column::Name),
    ("region", Column::Region),
    ("industry", Column::Industry),
    ("tier", Column::Tier),
    ("industry_tiers", Column::IndustryTiers),
    ("labels", Column::Labels),
    ("status", Column::Status),
    ("last_inspected", Column::LastInspected),
];

impl Column {
    /// The name that the directory declares it with.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(name) => name,
            standard => STANDARD.iter().find(|(_, column)| column == standard).map_or("", |(name, _)| name),
        }
    }
}

impl From<&str> for Column {
    fn from(name: &str) -> Self {
        let standard = STANDARD.iter().find(|(standard, _)| *standard == name);
        standard.map_or_else(|| Self::Other(name.to_owned()), |(_, column)| column.clone())
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The columns of a directory in their declared order (名录库列声明); the first is `id`, and no name comes twice.
///
/// ```
/// use double_random::{Column, Columns};
///
/// let columns = Columns::new(["id", "name", "tier", "法定代表人"])?;
/// assert!(columns.has(&Column::Tier) && !columns.has(&Column::Status));
/// assert_eq!(columns.place_of("法定代表人"), Some(3));
/// # Ok::<(), double_random::TargetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "列声明")]
pub struct Columns(Vec<Column>);

impl Columns {
    /// The columns with these names.
    ///
    /// # Errors
    ///
    /// When the first is not `id`, a name comes twice, or a name is not 1 to 64 bytes without white space and control
    /// characters.
    pub fn new(names: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, TargetError> {
        let columns: Vec<Column> = names.into_iter().map(|name| Column::from(name.as_ref())).collect();
        let mut seen = BTreeSet::new();
        for column in &columns {
            let name = column.name();
            let fits = |character: char| !character.is_whitespace() && !character.is_control();
            if !(1..=64).contains(&name.len()) || !name.chars().all(fits) {
                return Err(TargetError::BadColumnName { name: name.to_owned() });
            }
            if !seen.insert(name) {
                return Err(TargetError::RepeatedColumn { name: name.to_owned() });
            }
        }
        if columns.first() != Some(&Column::Id) {
            return Err(TargetError::NoIdColumn {});
        }
        Ok(Self(columns))
    }

    /// The names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(Column::name)
    }

    /// The columns, in order.
    pub fn as_slice(&self) -> &[Column] {
        &self.0
    }

    /// How many there are; at least one.
    #[expect(clippy::len_without_is_empty, reason = "there is always the id")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether this column is among them.
    pub fn has(&self, column: &Column) -> bool {
        self.0.contains(column)
    }

    /// The place of the column with this name, from 0.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.names().position(|known| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Explain;

    fn code(names: &[&str]) -> &'static str {
        Columns::new(names).map_or_else(|error| error.code(), |_| "ok")
    }

    /// Guards what the directory digest relies on: names joined by one space can be told apart again.
    #[test]
    fn only_plain_distinct_names_are_columns() {
        let (longest, long) = ("x".repeat(64), "x".repeat(65));
        for (names, expected) in [
            (&["id"][..], "ok"),
            (&["id", &longest], "ok"),
            (&["id", &long], "target.bad_column_name"),
            (&["id", ""], "target.bad_column_name"),
            (&["id", "a b"], "target.bad_column_name"),
            (&["id", "a\u{3000}b"], "target.bad_column_name"),
            (&["id", "a\u{7F}"], "target.bad_column_name"),
            (&["id", "a", "a"], "target.repeated_column"),
            (&["id", "id"], "target.repeated_column"),
            (&["name", "id"], "target.no_id_column"),
            (&[], "target.no_id_column"),
        ] {
            assert_eq!(code(names), expected, "{names:?}");
        }
    }

    /// Guards that every standard name and column stand for each other.
    #[test]
    fn standard_names_read_back() {
        for (name, column) in STANDARD {
            assert_eq!((Column::from(name), column.name()), (column.clone(), name));
        }
    }
}
