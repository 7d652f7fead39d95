/** Rows as CSV text (RFC 4180), and which row of the table begins on which line. */

export interface Csv {
  readonly csv: string;
  /** The row, from 1, that each line, from 1, belongs to; null where they are the same. */
  readonly rowsOfLines: readonly number[] | null;
}

/** The rows up to the last with a value, all of the same width. */
export function csvOf(rows: readonly (readonly string[])[]): Csv {
  const full = rows.slice(0, rows.findLastIndex((row) => row.some(Boolean)) + 1);
  const width = full.reduce((widest, row) => Math.max(widest, row.findLastIndex(Boolean) + 1), 0);
  const lines = full.map((row) => Array.from({ length: width }, (_, place) => quoted(row[place] ?? '')).join(','));
  return { csv: lines.map((line) => `${line}\n`).join(''), rowsOfLines: rowsOfLines(lines) };
}

/** The cells of a text that was copied from a table: tabs between them, a row on each line. */
export function cellsOf(text: string): string[][] {
  return text.split(/\r?\n/).map((row) => row.split('\t'));
}

export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function rowsOfLines(texts: readonly string[]): number[] | null {
  if (!texts.some((text) => text.includes('\n'))) return null;
  return texts.flatMap((text, place) => text.split('\n').map(() => place + 1));
}
