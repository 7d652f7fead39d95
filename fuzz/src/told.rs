//! What every error owes its reader.

use double_random::{BadRows, Explain};

/// Whether an error has a code of its room and says something in both languages.
pub(crate) fn is_told(error: &impl Explain) {
    let (code, zh, en) = (error.code(), error.zh(), error.en());
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    assert!(code.split_once('.').is_some_and(|(room, what)| word(room) && word(what)), "{code}");
    assert!(zh.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter)), "{code}: {zh}");
    assert!(en.bytes().any(|byte| byte.is_ascii_lowercase()), "{code}: {en}");
}

/// The numbers of the bad rows, rising; none is beyond the last row there is.
pub(crate) fn bad_rows<E: Explain>(bad: &BadRows<E>, last: usize) -> Vec<u64> {
    is_told(bad);
    let rows: Vec<u64> = bad.rows().iter().map(|fault| fault.row).collect();
    assert!(!rows.is_empty() && rows.is_sorted() && rows[0] >= 1, "{bad}");
    assert!(rows.iter().all(|row| *row <= last as u64), "{bad}\nof {last} rows");
    bad.rows().iter().for_each(|fault| is_told(&fault.error));
    rows
}
