//! Lines of CSV that people open in a spreadsheet.
//!
//! A spreadsheet takes a cell that begins in a certain way for a formula, which may do anything (CSV injection). Such a cell gets
//! an apostrophe in front, and so does one that already has apostrophes there: taking one away gives the cell back, whatever it was.

/// Lines of these cells.
pub(crate) fn sheet_text(rows: &[Vec<String>]) -> String {
    rows.iter().map(sheet_line).collect()
}

/// A line of these cells, ended by LF.
pub(crate) fn sheet_line(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    cells.into_iter().map(|cell| quoted(&guarded(cell.as_ref()))).collect::<Vec<_>>().join(",") + "\n"
}

/// The beginnings of a formula: those that OWASP names, and their full-width forms, which some versions take for them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// Whether a text would be a formula but for the apostrophes in front. A negative number is only a number.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(FORMULA) && !text.strip_prefix('-').is_some_and(is_number)
}

/// A number that a spreadsheet shows as it is written: leading zeros would be lost.
fn is_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals) && (whole == "0" || !whole.starts_with('0'))
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell of a sheet as it was before it was guarded.
pub(crate) fn without_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|inner| is_formula(inner)).unwrap_or(cell)
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards whoever opens a list: each beginning of a formula, behind apostrophes too, and nothing else, gets an apostrophe.
    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1+1", "'-1+1"),
            ("-A", "'-A"),
            ("@A1", "'@A1"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A1", "'＠A1"),
            ("'=1", "''=1"),
            ("-0.5", "-0.5"),
            ("-17", "-17"),
            ("-017", "'-017"),
            ("-1.2.3", "'-1.2.3"),
            ("a=1", "a=1"),
            ("'90s", "'90s"),
            ("1,\"2\"", "\"1,\"\"2\"\"\""),
            ("", ""),
        ] {
            assert_eq!(sheet_line([cell, "a"]), format!("{expected},a\n"));
        }
    }

    proptest::proptest! {
        /// Guards the data: a guarded cell begins no formula, and gives back exactly what it was.
        #[test]
        fn a_guarded_cell_gives_back_what_it_was(cell in "'{0,3}[=+@＝－\t\ra-]?[0-9]?.*") {
            let safe = guarded(&cell);
            proptest::prop_assert!(!safe.starts_with(FORMULA) || safe.strip_prefix('-').is_some_and(is_number));
            proptest::prop_assert_eq!(without_guard(&safe), &cell);
        }
    }
}
