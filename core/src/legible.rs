//! Whether what stands in a text can be read (可读性): characters that do not show, and characters that were lost on the way.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Characters that show nothing themselves: controls, writing directions, joiners, unassigned ones.
pub(crate) fn is_hidden(character: char) -> bool {
    use GeneralCategory as Category;
    matches!(
        character.general_category(),
        Category::Control
            | Category::Format
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::PrivateUse
            | Category::Unassigned
    )
}

/// A character by its number, U+ and at least four digits.
pub(crate) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Characters of the Unicode category Cf that hide in a text or turn its direction, so that it reads as another.
pub(crate) fn deceives(character: char) -> bool {
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

/// Whether a text holds such a character.
pub(crate) fn is_deceptive(text: &str) -> bool {
    text.chars().any(deceives)
}

/// Whether a text may be deceptive or garbled: both need characters that begin with certain bytes, and few names have any. Brackets and
/// commas of full width begin with 0xEF too, and 高 with 0xE9.
pub(crate) fn may_be_unreadable(text: &str) -> bool {
    let may = |byte: u8, next: u8| {
        matches!(byte, 0xC2 | 0xC3 | 0xD8 | 0xE1 | 0xF3)
            | (byte == 0xE2) & matches!(next, 0x80 | 0x81)
            | (byte == 0xE9) & (next == 0x94)
            | (byte == 0xEF) & matches!(next, 0xBB | 0xBF)
    };
    // Without an early end and in pieces of one length, the last of which goes over the one before, many bytes are looked at at once.
    let any = |bytes: &[u8; 16], following: &[u8; 16]| {
        bytes.iter().zip(following).fold(false, |any, (byte, next)| any | may(*byte, *next))
    };
    let bytes = text.as_bytes();
    let (Some((_, following)), Some((_, before))) = (bytes.split_first(), bytes.split_last()) else {
        return false;
    };
    match (before.last_chunk(), following.last_chunk()) {
        (Some(last), Some(following_last)) => {
            let chunks = before.as_chunks().0.iter().zip(following.as_chunks().0);
            chunks.fold(any(last, following_last), |found, (bytes, following)| found | any(bytes, following))
        }
        _ => before.iter().zip(following).any(|(byte, next)| may(*byte, *next)),
    }
}

/// What a reader puts where bytes are no character, so that the character is lost.
pub(crate) const REPLACEMENT: char = '\u{FFFD}';

/// Two of these, written as UTF-8 and read as GBK.
const REPLACEMENTS_READ_AS_GBK: &str = "锟斤拷";

/// Whether a text lost characters on its way through wrong encodings (乱码): it holds the character that replaces them, or Chinese
/// of which UTF-8 or GBK was read as Latin letters.
///
/// Chinese whose UTF-8 was read as GBK is Chinese again, rare characters in odd company, and cannot be told without a dictionary.
pub(crate) fn is_garbled(text: &str) -> bool {
    text.contains(REPLACEMENT) || text.contains(REPLACEMENTS_READ_AS_GBK) || holds_bytes(text)
}

/// Whether characters stand in a row that are the bytes of two Chinese ones, each as the character of Windows-1252 that has its
/// number. No word of a Latin script looks like that.
fn holds_bytes(text: &str) -> bool {
    let mut run = [0; 6];
    text.chars().any(|character| {
        run.rotate_left(1);
        let [.., last] = &mut run;
        *last = byte_of(character).unwrap_or(0);
        let [a, b, c, d, e, f] = run;
        // Four times the same is a way of leaving something out, as in ××××.
        let alike = c == d && d == e && e == f;
        (is_utf8([a, b, c]) && is_utf8([d, e, f])) || (is_gbk([c, d]) && is_gbk([e, f]) && !alike)
    })
}

/// A character from U+4000 to U+9FFF.
fn is_utf8(bytes: [u8; 3]) -> bool {
    matches!(bytes, [0xE4..=0xE9, 0x80..=0xBF, 0x80..=0xBF])
}

/// A character of GB 2312.
fn is_gbk(bytes: [u8; 2]) -> bool {
    matches!(bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

/// The byte from 0x80 on that Windows-1252 shows as this character.
fn byte_of(character: char) -> Option<u8> {
    let windows = match character {
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        latin => return u8::try_from(u32::from(latin)).ok().filter(|byte| *byte >= 0x80),
    };
    Some(windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the look at first bytes: no character that hides is passed over because of it, wherever it stands in a name of any length.
    #[test]
    fn every_hidden_character_is_noticed() {
        let hidden: Vec<char> = ('\0'..=char::MAX).filter(|character| deceives(*character)).collect();
        assert_eq!(hidden.len(), 161);
        for character in hidden {
            for (before, after) in (0..40).flat_map(|before| [0, 1, 7, 30].map(|after| (before, after))) {
                let name = format!("{}{character}{}", "x".repeat(before), "x".repeat(after));
                assert!(may_be_unreadable(&name) && is_deceptive(&name), "{before} {character:?} {after}");
            }
        }
        for fine in ["", "x", "高平商店（一）", "高平市北诗镇第一百二十三号综合商店"]
        {
            assert!(!may_be_unreadable(fine), "{fine}");
        }
    }

    /// Guards the ways in which Chinese is lost, and that no text which is merely foreign or rare counts as lost.
    #[test]
    fn lost_characters_are_told_from_rare_ones() {
        for garbled in ["高\u{FFFD}市", "锟斤拷店", "é«˜å¹³å¸‚", "¸ßÆ½ÊÐ", "甲店（é«˜å¹³）"]
        {
            assert!(may_be_unreadable(garbled) && is_garbled(garbled), "{garbled}");
        }
        for fine in [
            "",
            "高平市",
            "龘靐齉",
            "Müller & Söhne",
            "Crème Brûlée",
            "naïve—“café”…",
            "Ærøskøbing",
            "ÅÄÖ",
            "℃½²³",
            "é—…",
            "Häagen-Dazs™",
            "“€”",
            "烘焙坊×咖啡",
            "××××店",
        ] {
            assert!(!is_garbled(fine), "{fine}");
        }
    }

    proptest::proptest! {
        /// Guards the commonest misreading: whatever Chinese it is, from two characters on it is found.
        #[test]
        fn utf8_read_as_latin_is_found(name in "[\u{4E00}-\u{9FA5}]{2,20}") {
            let misread: String = name.bytes().map(char::from).collect();
            proptest::prop_assert!(may_be_unreadable(&misread) && is_garbled(&misread) && !is_garbled(&name));
        }
    }
}
