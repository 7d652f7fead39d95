//! Who is in a task's range, as a rule a machine can apply.
//!
//! The published range (抽查对象范围) is a sentence; the selector beside it says the same exactly. It is part of the
//! plan, so it is committed before the randomness exists.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::region::Region;
use crate::target::{Column, Industry, InspectionTarget, TargetKind, TargetStatus};

/// Which targets a task is about (抽查对象范围).
///
/// A list inside a leaf means "any of these".
///
/// ```
/// use double_random::{Selector, TargetKind};
///
/// let selector = Selector::all([
///     Selector::Kind(vec![TargetKind::Enterprise]),
///     Selector::Region(vec!["140581".parse()?]),
///     Selector::not(Selector::Label(vec!["包容审慎".to_owned()])),
/// ]);
/// let json = serde_json::to_string(&selector).unwrap();
/// assert_eq!(json, r#"{"all":[{"kind":["enterprise"]},{"region":["140581"]},{"not":{"label":["包容审慎"]}}]}"#);
/// # Ok::<(), double_random::RegionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "抽查对象范围")]
pub enum Selector {
    /// Every one of these holds; of an empty list: always.
    All(Vec<Selector>),
    /// At least one of these holds; of an empty list: never.
    Any(Vec<Selector>),
    /// This does not hold.
    Not(Box<Selector>),
    /// The target's kind is one of these.
    Kind(Vec<TargetKind>),
    /// The target's status is one of these.
    Status(Vec<TargetStatus>),
    /// The target carries one of these labels (个性化标注).
    Label(Vec<String>),
    /// The target lies in one of these divisions.
    Region(Vec<Region>),
    /// The target's industry is, or is part of, one of these.
    Industry(Vec<Industry>),
}

impl Selector {
    /// Every target of the directory.
    pub fn everything() -> Self {
        Self::All(Vec::new())
    }

    /// Those that all of these take.
    pub fn all(selectors: impl IntoIterator<Item = Self>) -> Self {
        Self::All(selectors.into_iter().collect())
    }

    /// Those that at least one of these takes.
    pub fn any(selectors: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(selectors.into_iter().collect())
    }

    /// Those that this one does not take.
    #[expect(clippy::should_implement_trait, reason = "a name beside `all` and `any`, not an operator")]
    pub fn not(selector: Self) -> Self {
        Self::Not(Box::new(selector))
    }

    /// Those that carry this label.
    pub fn label(label: &str) -> Self {
        Self::Label(vec![label.to_owned()])
    }

    /// Whether it takes this target. An empty field matches nothing.
    ///
    /// Selectors nest as deep as whoever writes them makes them; one read from JSON, at most 128 deep, as `serde_json`
    /// refuses more.
    ///
    /// ```
    /// use double_random::{Columns, IdProfile, Selector, TargetDirectory};
    ///
    /// let columns = Columns::new(["id", "region"])?;
    /// let rows = [["A-1", "140581100"], ["A-2", ""]];
    /// let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, rows)?;
    /// let selector = Selector::Region(vec!["140500".parse()?]);
    /// let taken = directory.iter().filter(|target| selector.takes(target)).map(|target| target.id());
    /// assert_eq!(taken.collect::<Vec<_>>(), ["A-1"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn takes(&self, target: &InspectionTarget<'_>) -> bool {
        match self {
            Self::All(selectors) => selectors.iter().all(|selector| selector.takes(target)),
            Self::Any(selectors) => selectors.iter().any(|selector| selector.takes(target)),
            Self::Not(selector) => !selector.takes(target),
            Self::Kind(kinds) => target.kind().is_some_and(|kind| kinds.contains(&kind)),
            Self::Status(statuses) => target.status().is_some_and(|status| statuses.contains(&status)),
            Self::Label(labels) => target.labels().any(|label| labels.iter().any(|listed| listed == label)),
            Self::Region(regions) => {
                target.region().is_some_and(|code| regions.iter().any(|region| region.contains(code)))
            }
            Self::Industry(industries) => target
                .industry()
                .is_some_and(|code| industries.iter().any(|industry| industry.contains(code))),
        }
    }

    /// The columns it asks for; a directory without one of them cannot answer it.
    ///
    /// ```
    /// use double_random::{Column, Selector};
    ///
    /// let selector = Selector::not(Selector::label("包容审慎"));
    /// assert!(selector.columns().contains(&Column::Labels));
    /// ```
    pub fn columns(&self) -> BTreeSet<Column> {
        let leaf = |column| BTreeSet::from([column]);
        match self {
            Self::All(selectors) | Self::Any(selectors) => selectors.iter().flat_map(Self::columns).collect(),
            Self::Not(selector) => selector.columns(),
            Self::Kind(_) => leaf(Column::Kind),
            Self::Status(_) => leaf(Column::Status),
            Self::Label(_) => leaf(Column::Labels),
            Self::Region(_) => leaf(Column::Region),
            Self::Industry(_) => leaf(Column::Industry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Columns, IdProfile, TargetDirectory};

    /// Which of the rows a selector takes, by the numbers in their ids.
    fn taken(json: &str) -> String {
        let names = ["id", "kind", "region", "industry", "labels", "status"];
        let rows = [
            ["1", "企业", "140581100", "F5211", "重点；食品", "存续"],
            ["2", "individual", "140500", "62", "包容审慎", "注销"],
            ["3", "", "", "", "", "在营"],
        ];
        let columns = Columns::new(names).unwrap();
        let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, rows).unwrap();
        let selector: Selector = serde_json::from_str(json).unwrap();
        directory.iter().filter(|target| selector.takes(target)).map(|target| target.id()).collect()
    }

    /// Guards every line of the table of selectors, above all that an empty field matches nothing.
    #[test]
    fn selectors_take_what_the_specification_says() {
        for (json, expected) in [
            (r#"{"all":[]}"#, "123"),
            (r#"{"any":[]}"#, ""),
            (r#"{"kind":["enterprise","site"]}"#, "1"),
            (r#"{"kind":[]}"#, ""),
            (r#"{"not":{"kind":["enterprise"]}}"#, "23"),
            (r#"{"status":["in_operation"]}"#, "13"),
            (r#"{"label":["食品","包容审慎"]}"#, "12"),
            (r#"{"label":["食"]}"#, ""),
            (r#"{"label":[""]}"#, ""),
            (r#"{"region":["140500"]}"#, "12"),
            (r#"{"region":["140581"]}"#, "1"),
            (r#"{"industry":["F"]}"#, "1"),
            (r#"{"industry":["H62","521"]}"#, "12"),
            (r#"{"all":[{"region":["140000"]},{"not":{"label":["包容审慎"]}}]}"#, "1"),
            (r#"{"any":[{"kind":["enterprise"]},{"status":["in_operation"]}]}"#, "13"),
        ] {
            assert_eq!(taken(json), expected, "{json}");
        }
    }

    /// Guards the stack: what nests too deep is refused by the reader of JSON.
    #[test]
    fn deep_nesting_is_refused() {
        let nested =
            |depth| format!("{}{}{}", r#"{"not":"#.repeat(depth), r#"{"all":[]}"#, "}".repeat(depth));
        assert_eq!(taken(&nested(50)), "123");
        assert!(serde_json::from_str::<Selector>(&nested(100_000)).is_err());
    }

    /// Guards that a leaf is never forgotten when a directory is asked for its columns.
    #[test]
    fn columns_are_gathered_from_every_leaf() {
        let json = r#"{"any":[{"not":{"kind":[]}},{"all":[{"region":[]},{"label":[]}]},{"industry":[]},{"status":[]}]}"#;
        let found = serde_json::from_str::<Selector>(json).unwrap().columns();
        let expected = [Column::Kind, Column::Region, Column::Industry, Column::Labels, Column::Status];
        assert_eq!(found, BTreeSet::from(expected));
    }
}
