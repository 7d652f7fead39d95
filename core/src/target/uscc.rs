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

/// The characters of the code's alphabet in the order of their values: digits and letters, of which I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What stands for the value of a character that is not in the alphabet.
const NONE: u8 = 0x80;

/// The value of each byte as a character of the alphabet.
const VALUES: [u8; 256] = {
    let (mut values, mut value) = ([NONE; 256], 0);
    while value < ALPHABET.len() {
        #[expect(clippy::indexing_slicing, reason = "the compiler does it")]
        #[expect(clippy::cast_possible_truncation, reason = "there are 31")]
        {
            values[ALPHABET[value] as usize] = value as u8;
        }
        value += 1;
    }
    values
};

impl CreditCodeCheck {
    /// What it says of this id.
    pub fn of(id: &str) -> Self {
        let Ok(id) = <&[u8; WEIGHTS.len()]>::try_from(id.as_bytes()) else { return Self::OtherShape };
        let values = id.map(|byte| VALUES.get(usize::from(byte)).copied().unwrap_or(NONE));
        if values.iter().fold(0, |any, value| any | value) & NONE != 0 {
            return Self::OtherShape;
        }
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| u32::from(*value) * weight).sum();
        if sum.is_multiple_of(31) { Self::Holds } else { Self::Fails }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IdProfile;

    /// Guards the values: those of the alphabet are its places, and no other character has one.
    #[test]
    fn the_alphabet_is_in_order() {
        for byte in 0..=u8::MAX {
            let place = ALPHABET.iter().position(|known| *known == byte);
            assert_eq!(VALUES[usize::from(byte)], place.map_or(NONE, |place| place as u8), "{byte}");
        }
    }

    /// Guards that an id in the shape of a code need not be looked at again.
    #[test]
    fn the_alphabet_fits_every_profile() {
        let alphabet = str::from_utf8(ALPHABET).unwrap();
        assert!([IdProfile::Ascii, IdProfile::Text].iter().all(|profile| profile.check(alphabet).is_ok()));
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
