//! Tables for a terminal, in which a Chinese character is two columns wide.

use double_random::{Fraction, Rounding};

/// A table: the first `left` columns flush left, the others flush right.
pub(crate) fn table<const N: usize>(left: usize, rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let line = |row: &[String; N]| {
        let mut line = String::from("  ");
        for (place, (cell, widest)) in row.iter().zip(widths).enumerate() {
            let blank = " ".repeat(widest - width(cell));
            line += &if place < left { format!("  {cell}{blank}") } else { format!("  {blank}{cell}") };
        }
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

/// How many columns of a terminal a text takes: wide and full-width characters take two (Unicode, UAX 11).
fn width(text: &str) -> usize {
    let wide = |character| matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}');
    text.chars().map(|character| if wide(character) { 2 } else { 1 }).sum()
}

/// A share as a percentage with two decimals, rounded half up from the exact fraction.
pub(crate) fn percent(share: Fraction) -> String {
    format!("{}%", hundredths(share, 10_000))
}

/// A number with two decimals, rounded half up from the exact fraction.
pub(crate) fn decimal(number: Fraction) -> String {
    hundredths(number, 100)
}

/// `scale` times the number, in hundredths. Shares and counts of a county are far from what a product could overflow.
fn hundredths(number: Fraction, scale: u128) -> String {
    let scaled = Fraction::new(number.numerator().saturating_mul(scale), number.denominator());
    let scaled = scaled.map_or(0, |scaled| scaled.round(Rounding::HalfUp));
    format!("{}.{:02}", scaled / 100, scaled % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the alignment of Chinese beside Latin text.
    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        let rows = [["等级", "抽取"], ["A", "7"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(1, &rows), "    等级  抽取\n    A        7\n");
    }

    /// Guards the rounding of what is shown.
    #[test]
    fn shares_are_shown_with_two_decimals() {
        let share = |n, d| percent(Fraction::new(n, d).unwrap());
        assert_eq!(
            [share(1, 3), share(2, 3), share(1, 1), share(1, 20_000)],
            ["33.33%", "66.67%", "100.00%", "0.01%"]
        );
        assert_eq!(decimal(Fraction::new(9, 7).unwrap()), "1.29");
    }
}
