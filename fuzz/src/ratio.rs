//! Ratios, against long division and the words of section 1 of the specification; and the cells that hold them.

use double_random::Ratio;
use num_rational::Ratio as Rational;

use crate::notation;
use crate::told::is_told;

/// A text is a ratio if and only if it is one by the specification, is read as that fraction, and is shown in the one form
/// that documents have, which reads back as itself. As a cell of a plan it is read as [`notation`] says.
pub fn ratio(data: &[u8]) {
    notation::as_spelled(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    notation::as_typed(text);
    match (text.parse::<Ratio>(), defined(text)) {
        (Ok(ratio), Some(defined)) => {
            let fraction = ratio.fraction();
            assert_eq!((fraction.numerator(), fraction.denominator()), defined.into_raw(), "{text}");
            assert_eq!(ratio.to_string(), shown(defined), "{text}");
            assert_eq!(ratio.to_string().parse(), Ok(ratio), "{text}");
        }
        (Err(error), None) => is_told(&error),
        (read, defined) => panic!("`{text}` is read as {read:?} and is {defined:?}"),
    }
}

/// The fraction that the text is. It has at most 32 characters, so nothing here exceeds 10^35.
fn defined(text: &str) -> Option<Rational<u128>> {
    if text.chars().count() > 32 {
        return None;
    }
    let signs = [('%', 100), ('‰', 1000)];
    let signed = signs.into_iter().find_map(|(sign, scale)| Some((text.strip_suffix(sign)?, scale)));
    let (written, scale) = signed.unwrap_or((text, 1));
    let (numerator, denominator) = if let Some((numerator, denominator)) = written.split_once('/') {
        (integer(numerator)?, Some(integer(denominator)?).filter(|_| scale == 1)?)
    } else if let Some((whole, part)) = written.split_once('.') {
        integer(whole)?;
        integer(part)?;
        (integer(&written.replace('.', ""))?, 10_u128.pow(part.len() as u32))
    } else {
        (integer(written)?, 1)
    };
    if denominator == 0 || numerator > denominator * scale {
        return None;
    }
    let reduced = Rational::new(numerator, denominator * scale);
    (*reduced.denom() <= 10_u128.pow(12)).then_some(reduced)
}

/// One or more ASCII digits.
fn integer(digits: &str) -> Option<u128> {
    let digit = |value: u128, digit: char| Some(value * 10 + u128::from(digit.to_digit(10)?));
    if digits.is_empty() { None } else { digits.chars().try_fold(0, digit) }
}

/// A percentage by long division, where it comes out within eight decimals; else the fraction.
fn shown(ratio: Rational<u128>) -> String {
    let (numerator, denominator) = ratio.into_raw();
    let (mut rest, mut decimals) = (numerator * 100 % denominator, String::new());
    while rest > 0 && decimals.len() < 8 {
        decimals += &(rest * 10 / denominator).to_string();
        rest = rest * 10 % denominator;
    }
    let whole = numerator * 100 / denominator;
    match (rest, decimals.is_empty()) {
        (0, true) => format!("{whole}%"),
        (0, false) => format!("{whole}.{decimals}%"),
        _ => ratio.to_string(),
    }
}
