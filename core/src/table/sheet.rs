//! Lines of CSV that people open in a spreadsheet.

/// A line of these cells, ended by LF.
pub(crate) fn sheet_line(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| harmless(&cell)).collect::<Vec<_>>().join(",") + "\n"
}

/// A cell that no spreadsheet takes for a formula, quoted where CSV needs it.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
