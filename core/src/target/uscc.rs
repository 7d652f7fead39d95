//! The check character of the unified social credit code.

/// What the check character says of a unified social credit code (统一社会信用代码).
///
/// Source: GB 32100-2015, appendix A. The 18th character makes the weighted sum of all a multiple of 31, so any one
/// wrong character and any two neighbours that changed places come to light.
///
/// ```
/// use double_random::CreditCodeCheck;
///
/// assert_eq!(CreditCodeCheck::of("91152201078377449P"), CreditCodeCheck::Holds);
/// assert_eq!(CreditCodeCheck::of("91152201078377494P"), CreditCodeCheck::Fails);
/// assert_eq!(CreditCodeCheck::of("LICENCE-7"), CreditCodeCheck::OtherShape);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "统一社会信用代码")]
pub enum CreditCodeCheck {
    /// The check character fits.
    Holds,
    /// It does not fit: some character is wrong.
    Fails,
    /// Not 18 characters of the code's alphabet: another kind of id, which has no check character here.
    OtherShape,
}

/// The powers of 3 modulo 31; the check character itself weighs 1.
const WEIGHTS: [u32; 18] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];

/// The value of a character of the code's alphabet: digits and letters in order, of which I, O, S, V and Z are left out.
fn value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'H' => byte - b'A' + 10,
        b'J'..=b'N' => byte - b'J' + 18,
        b'P'..=b'R' => byte - b'P' + 23,
        b'T' | b'U' => byte - b'T' + 26,
        b'W'..=b'Y' => byte - b'W' + 28,
        _ => return None,
    };
    Some(value.into())
}

impl CreditCodeCheck {
    /// What it says of this id.
    pub fn of(id: &str) -> Self {
        if id.len() != WEIGHTS.len() {
            return Self::OtherShape;
        }
        let mut sum = 0;
        for (byte, weight) in id.bytes().zip(WEIGHTS) {
            let Some(value) = value(byte) else { return Self::OtherShape };
            sum += value * weight;
        }
        if sum % 31 == 0 { Self::Holds } else { Self::Fails }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// Guards the values: those of the alphabet are its places, and no other character has one.
    #[test]
    fn the_alphabet_is_in_order() {
        for byte in 0..=u8::MAX {
            let place = ALPHABET.iter().position(|known| *known == byte);
            assert_eq!(value(byte).map(|value| value as usize), place, "{byte}");
        }
    }

    fn codes() -> impl Iterator<Item = &'static str> {
        include_str!("../../tests/data/uscc-valid.txt").lines()
    }

    /// Guards against false alarms: codes of real organisations hold.
    #[test]
    fn real_codes_hold() {
        assert_eq!(codes().count(), 200);
        for code in codes() {
            assert_eq!(CreditCodeCheck::of(code), CreditCodeCheck::Holds, "{code}");
        }
    }

    /// Guards codes that begin with a letter (those of farmers' cooperatives begin with N): one check character fits.
    #[test]
    fn codes_may_begin_with_a_letter() {
        for first in ["A", "N", "Y"] {
            let code = |last: &u8| format!("{first}2140581MA0000001{}", char::from(*last));
            let holds = |last: &&u8| CreditCodeCheck::of(&code(last)) == CreditCodeCheck::Holds;
            assert_eq!(ALPHABET.iter().filter(holds).count(), 1, "{first}");
        }
    }

    /// Guards the point of the check: every slip of one character or of two neighbours is noticed.
    #[test]
    fn every_slip_is_noticed() {
        for code in codes() {
            let bytes = code.as_bytes();
            for at in 0..bytes.len() {
                for other in ALPHABET.iter().filter(|other| **other != bytes[at]) {
                    let mut slip = bytes.to_vec();
                    slip[at] = *other;
                    let slip = String::from_utf8(slip).unwrap();
                    assert_eq!(CreditCodeCheck::of(&slip), CreditCodeCheck::Fails, "{code} {slip}");
                }
            }
            for at in 1..bytes.len() {
                let mut slip = bytes.to_vec();
                slip.swap(at - 1, at);
                let expected = if slip == bytes { CreditCodeCheck::Holds } else { CreditCodeCheck::Fails };
                assert_eq!(CreditCodeCheck::of(&String::from_utf8(slip).unwrap()), expected, "{code} {at}");
            }
        }
    }

    /// Guards that other ids are never called wrong.
    #[test]
    fn other_ids_are_left_alone() {
        for id in ["", "91152201078377449", "9115220107837744SP", "高平高平高平", "911522010783774490P"]
        {
            assert_eq!(CreditCodeCheck::of(id), CreditCodeCheck::OtherShape, "{id}");
        }
    }
}
