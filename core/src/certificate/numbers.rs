//! Numbers as a reader wants them: exact arithmetic, shown with two decimals.

use crate::ratio::{Fraction, Rounding};

/// A share as a percentage with two decimals, rounded half up; as the fraction it is where that cannot be reckoned.
pub(super) fn percent(share: Fraction) -> String {
    hundredths(share, 10_000).map_or_else(|| share.to_string(), |text| format!("{text}%"))
}

/// A number with two decimals, rounded half up; a whole one as it is.
pub(super) fn decimal(number: Fraction) -> String {
    match hundredths(number, 100) {
        Some(text) if !number.is_whole() => text,
        _ => number.to_string(),
    }
}

/// `scale` times the number, in hundredths; none if that is beyond reckoning, as only an untrue record makes it.
fn hundredths(number: Fraction, scale: u128) -> Option<String> {
    let scaled = Fraction::new(number.numerator().checked_mul(scale)?, number.denominator())?;
    let scaled = scaled.round(Rounding::HalfUp);
    Some(format!("{}.{:02}", scaled / 100, scaled % 100))
}

/// A moment of Unix time, `2025-07-01 00:00:00 UTC`. Days are counted in years that begin in March, so that the leap day is the
/// last of its year, and in eras of 400 years, each of 146 097 days.
pub(super) fn utc(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months + 2) / 5 + 1;
    let month = if months < 10 { months + 3 } else { months - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the rounding of what is shown, and that a hostile fraction stops nothing.
    #[test]
    fn fractions_are_shown_with_two_decimals() {
        let of = |n, d| Fraction::new(n, d).unwrap();
        let shares = [of(1, 3), of(2, 3), of(1, 1), of(1, 20_000), of(u128::MAX, 2)].map(percent);
        assert_eq!(shares, ["33.33%", "66.67%", "100.00%", "0.01%", &format!("{}/2", u128::MAX)]);
        assert_eq!([of(9, 7), of(12, 1)].map(decimal), ["1.29", "12"]);
    }

    /// Guards the calendar at its edges; the values are those of `date --utc`.
    #[test]
    fn moments_are_shown_in_universal_time() {
        for (seconds, shown) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (951_782_399, "2000-02-28 23:59:59 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (951_868_800, "2000-03-01 00:00:00 UTC"),
            (1_692_803_367, "2023-08-23 15:09:27 UTC"),
            (4_107_542_400, "2100-03-01 00:00:00 UTC"),
        ] {
            assert_eq!(utc(seconds), shown);
        }
        assert!(utc(u64::MAX).ends_with("UTC"));
    }
}
