//! What looks wrong in a directory without making it wrong.

use serde::Serialize;

use super::CreditCodeCheck;

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
    }
}

impl Flagged {
    fn flag(&mut self, row: u64, id: &str) {
        self.count += 1;
        let place = self.first.partition_point(|known| (known.row, known.id.as_str()) < (row, id));
        if place < NAMED {
            self.first.insert(place, FlaggedRow { row, id: id.to_owned() });
            self.first.truncate(NAMED);
        }
    }
}

/// What a row shows that may be worth a look.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    pub(super) code: CreditCodeCheck,
    pub(super) deceptive_name: bool,
}

impl Signs {
    /// Those of a row with this id and this name.
    pub(super) fn of(id: &str, name: &str) -> Self {
        Self { code: CreditCodeCheck::of(id), deceptive_name: deceives(name) }
    }
}

/// Whether a text reads as another than it is.
pub(super) fn deceives(text: &str) -> bool {
    // All such characters begin with one of these bytes, and few names hold one of them.
    let may = |byte: u8| matches!(byte, 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3);
    text.bytes().fold(false, |any, byte| any | may(byte)) && text.chars().any(hides)
}

/// Characters of the Unicode category Cf that hide in a text or turn its direction.
fn hides(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the look at first bytes: no character that hides is passed over because of it.
    #[test]
    fn every_hidden_character_is_noticed() {
        let hidden: Vec<char> = ('\0'..=char::MAX).filter(|character| hides(*character)).collect();
        assert_eq!(hidden.len(), 161);
        for character in hidden {
            assert!(deceives(&format!("高平{character}商店")), "{character:?}");
        }
        assert!(!deceives("高平商店（一）"));
    }
}
