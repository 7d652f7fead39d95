//! What looks wrong in a directory without making it wrong.

use serde::Serialize;

use super::CreditCodeCheck;
use crate::legible::{is_deceptive, is_garbled, may_be_unreadable};

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
    /// Counts a row, whatever the order in which rows come.
    pub(super) fn look_at(&mut self, row: u64, id: &str, signs: Signs) {
        match signs.code {
            CreditCodeCheck::Holds => self.codes_checked += 1,
            CreditCodeCheck::Fails => {
                self.codes_checked += 1;
                self.codes_failed.flag(row, id);
            }
            CreditCodeCheck::OtherShape => self.codes_of_other_shape += 1,
        }
        if signs.deceptive_name {
            self.deceptive_names.flag(row, id);
        }
        if signs.garbled_name {
            self.garbled_names.flag(row, id);
        }
    }

    /// Counts the rows of a part, which are numbered from there on.
    pub(super) fn absorb(&mut self, part: Self, row: u64) {
        self.codes_checked += part.codes_checked;
        self.codes_of_other_shape += part.codes_of_other_shape;
        self.codes_failed.absorb(part.codes_failed, row);
        self.deceptive_names.absorb(part.deceptive_names, row);
        self.garbled_names.absorb(part.garbled_names, row);
    }
}

impl Flagged {
    fn flag(&mut self, row: u64, id: &str) {
        self.count += 1;
        self.name(row, id);
    }

    fn absorb(&mut self, part: Self, row: u64) {
        self.count += part.count;
        part.first.into_iter().for_each(|flagged| self.name(flagged.row + row, &flagged.id));
    }

    /// Names a row if it is one of the first.
    fn name(&mut self, row: u64, id: &str) {
        let known = |flagged: &FlaggedRow| (flagged.row, flagged.id.as_str()) < (row, id);
        if self.first.len() == NAMED && self.first.last().is_some_and(known) {
            return;
        }
        let place = self.first.partition_point(known);
        self.first.insert(place, FlaggedRow { row, id: id.to_owned() });
        self.first.truncate(NAMED);
    }
}

/// What a row shows that may be worth a look.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    code: CreditCodeCheck,
    deceptive_name: bool,
    garbled_name: bool,
}

impl Signs {
    /// Those of a row of which nothing was looked at yet.
    pub(super) const NONE: Self =
        Self { code: CreditCodeCheck::OtherShape, deceptive_name: false, garbled_name: false };

    /// Looks at an id, and says whether it has the shape of a unified social credit code.
    pub(super) fn look_at_id(&mut self, id: &str) -> bool {
        self.code = CreditCodeCheck::of(id);
        self.code != CreditCodeCheck::OtherShape
    }

    pub(super) fn look_at_name(&mut self, name: &str) {
        if may_be_unreadable(name) {
            (self.deceptive_name, self.garbled_name) = (is_deceptive(name), is_garbled(name));
        }
    }
}
