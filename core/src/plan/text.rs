//! Small questions about Chinese text.

use crate::ratio::half_width;

/// The lines of a file, without a byte order mark before and line ends after them, even such as a program wrote twice over (`\r\r\n`).
pub(super) fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.strip_prefix('\u{FEFF}').unwrap_or(file).split('\n').map(|line| line.trim_end_matches('\r'))
}

/// The text without white space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The text without white space and with half-width digits and signs, to compare what people typed either way.
pub(super) fn plain(text: &str) -> String {
    squeezed(text).chars().map(half_width).collect()
}

/// The text after the first of these beginnings that it has; the whole text if it has none.
pub(super) fn after_any<'a>(text: &'a str, beginnings: &[&str]) -> &'a str {
    beginnings.iter().find_map(|beginning| text.strip_prefix(beginning)).unwrap_or(text)
}

/// The text with every one of these words taken out, in this order.
pub(super) fn without(text: &str, words: &[&str]) -> String {
    words.iter().fold(text.to_owned(), |text, word| text.replace(word, ""))
}

/// Whether two texts of one length differ in exactly one character.
pub(super) fn differ_in_one_character(one: &str, other: &str) -> bool {
    one.chars().count() == other.chars().count()
        && one.chars().zip(other.chars()).filter(|(a, b)| a != b).count() == 1
}

/// A number written in ASCII digits, of at most 9 of them.
pub(super) fn number(digits: &str) -> Option<u32> {
    let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
