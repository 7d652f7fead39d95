//! Misprints that show when the rows of a plan are compared.

use std::collections::BTreeMap;

use super::{InspectionTask, PlanDoubt, text};

/// The most characters of a cell that is compared with the others, so that no plan takes long; none has a sentence as long.
const LONGEST: usize = 1000;

/// What the rows of a plan say about tiers, and how many say it in these words.
///
/// An authority writes the same sentence into nearly every row, so one that differs in a single character is suspect.
pub(super) struct Policies(BTreeMap<String, usize>);

impl Policies {
    pub(super) fn of(tasks: &[InspectionTask]) -> Self {
        let mut rows = BTreeMap::new();
        for task in tasks {
            let cell = text::plain(&task.published().tiers);
            if cell.chars().count() <= LONGEST {
                *rows.entry(cell).or_default() += 1;
            }
        }
        Self(rows)
    }

    /// The doubt about a cell that at least as many other rows have with one character changed.
    pub(super) fn misprint(&self, cell: &str) -> Option<PlanDoubt> {
        let cell = text::plain(cell);
        let rows = self.0.get(&cell)?;
        let mut others = self.0.iter().filter(|(other, _)| text::differ_in_one_character(&cell, other));
        let (other, _) = others.find(|(_, others)| rows <= others)?;
        let (found, elsewhere) = around_difference(&cell, other);
        Some(PlanDoubt::Misprint { found, elsewhere })
    }
}

/// Two characters on each side of the one in which the texts differ.
fn around_difference(one: &str, other: &str) -> (String, String) {
    let place = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let start = place.saturating_sub(2);
    let around = |text: &str| text.chars().skip(start).take(place + 3 - start).collect();
    (around(one), around(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards which spelling is suspect: the rarer one, both where neither is rarer, none without a neighbour.
    #[test]
    fn the_rarer_spelling_is_suspect() {
        let policies = |rows: &[(&str, usize)]| {
            Policies(rows.iter().map(|(cell, rows)| ((*cell).to_owned(), *rows)).collect())
        };
        let uneven = policies(&[("按风险抽查", 3), ("按风管抽查", 2), ("全部", 1)]);
        let misprint =
            PlanDoubt::Misprint { found: "按风管抽查".into(), elsewhere: "按风险抽查".into() };
        assert_eq!(uneven.misprint("按风管抽查"), Some(misprint));
        assert_eq!((uneven.misprint("按风险抽查"), uneven.misprint("全部")), (None, None));
        let even = policies(&[("按风险", 1), ("按风管", 1)]);
        assert!(even.misprint("按风险").is_some() && even.misprint("按风管").is_some());
    }
}
