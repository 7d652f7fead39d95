//! What looks wrong in a directory without making it wrong.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{CreditCodeCheck, TargetDirectory};
use crate::legible::{deceives, is_garbled};

/// What a directory should be looked at for (名录库提示). Counted and shown, never a filter: a target with a doubtful code
/// is drawn like any other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[doc(alias = "名录库提示")]
pub struct DirectoryWarnings {
    /// Ids in the shape of a unified social credit code, whose check character was looked at.
    pub codes_checked: u64,
    /// Those of them whose check character does not fit.
    pub codes_failed: Flagged,
    /// Ids in another shape, which were not looked at.
    pub codes_of_other_shape: u64,
    /// Names with a character that does not show or that turns the writing direction, so that the name reads as another.
    pub deceptive_names: Flagged,
    /// Names that lost characters on the way through wrong encodings (乱码), as far as that shows. Nobody finds the place by such
    /// a name, and it is published; the draw itself goes by the id.
    #[doc(alias = "乱码")]
    pub garbled_names: Flagged,
}

/// How many rows are meant, and the first few of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Flagged {
    /// How many.
    pub count: u64,
    /// The first of them, in the order of the user's rows.
    pub first: Vec<FlaggedRow>,
}

/// A row that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlaggedRow {
    /// The row as the user's file counts.
    pub row: u64,
    /// The id in it.
    pub id: String,
}

/// How many rows of a kind are named.
const NAMED: usize = 5;

impl DirectoryWarnings {
    pub(super) fn of(directory: &TargetDirectory) -> Self {
        let mut warnings = Self::default();
        let (mut codes, mut names, mut garbled) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (row, target) in directory.numbered() {
            match CreditCodeCheck::of(target.id()) {
                CreditCodeCheck::Holds => warnings.codes_checked += 1,
                CreditCodeCheck::Fails => {
                    warnings.codes_checked += 1;
                    warnings.codes_failed.count += 1;
                    name_early(&mut codes, row, target.id());
                }
                CreditCodeCheck::OtherShape => warnings.codes_of_other_shape += 1,
            }
            if target.name().is_some_and(|name| name.chars().any(deceives)) {
                warnings.deceptive_names.count += 1;
                name_early(&mut names, row, target.id());
            }
            if target.name().is_some_and(is_garbled) {
                warnings.garbled_names.count += 1;
                name_early(&mut garbled, row, target.id());
            }
        }
        warnings.codes_failed.first = named(codes);
        warnings.deceptive_names.first = named(names);
        warnings.garbled_names.first = named(garbled);
        warnings
    }
}

/// Keeps the earliest rows, whatever the order they are met in.
fn name_early<'a>(rows: &mut BTreeSet<(u64, &'a str)>, row: u64, id: &'a str) {
    rows.insert((row, id));
    if rows.len() > NAMED {
        rows.pop_last();
    }
}

fn named(rows: BTreeSet<(u64, &str)>) -> Vec<FlaggedRow> {
    rows.into_iter().map(|(row, id)| FlaggedRow { row, id: id.to_owned() }).collect()
}
