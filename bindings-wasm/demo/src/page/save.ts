/** Files that the user saves from the page. */

import { quoted } from '../files/csv.ts';

/** Offers a text for saving under this name. */
export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A table as CSV with a byte order mark, by which spreadsheets know UTF-8. */
export function csvForSpreadsheets(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(harmless).join(',')}\n`).join('')}`;
}

/** A cell that no spreadsheet takes for a formula, by the rule of the core (`table/sheet.rs`): an apostrophe more, which can be taken away. */
function harmless(cell: string): string {
  const formula = /^'*[=+\-@＝＋－＠\t\r]/.test(cell) && !/^'*-(0|[1-9]\d*)(\.\d+)?$/.test(cell);
  return quoted(formula ? `'${cell}` : cell);
}
