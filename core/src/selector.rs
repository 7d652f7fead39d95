//! Who is in a task's range, as a rule a machine can apply.
//!
//! The published range (抽查对象范围) is a sentence; the selector beside it says the same exactly. It is part of the
//! plan, so it is committed before the randomness exists.

use serde::{Deserialize, Serialize};

use crate::target::{Industry, Region, TargetKind, TargetStatus};

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
/// # Ok::<(), double_random::TargetError>(())
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
}
