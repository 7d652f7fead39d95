/** What went wrong, as the page shows it: in both languages, with row and column where there are any. */

import { h, type Child } from './elements.ts';
import type { BadRow, Fault } from './fault.ts';
import { same, say, type Words } from './speech.ts';
import { table } from './table.ts';

/** More bad rows than anyone reads at once. */
const SHOWN = 100;

/** A box that says what went wrong; screen readers read it at once. */
export function faultBox(error: unknown): HTMLElement {
  const words = wordsOf(error);
  const rows = badRows(error);
  const first = (text: string) => (rows.length ? (text.split('\n')[0] ?? '') : text);
  const text = h('p', { class: 'fault-text' }, { zh: first(words.zh), en: first(words.en) });
  return h(
    'div',
    { class: 'fault', role: 'alert' },
    text,
    rows.length ? badRowsTable(rows, countOf(error) ?? rows.length) : null,
  );
}

export function wordsOf(error: unknown): Words {
  if (!(error instanceof Error)) return same(String(error));
  const zh = (error as Partial<Fault>).messageZh;
  return { zh: zh ?? `程序出错：${error.message}`, en: zh ? error.message : `the program failed: ${error.message}` };
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as Partial<Fault>).code : undefined;
}

function badRows(error: unknown): readonly BadRow[] {
  const rows = error instanceof Error ? (error as Partial<Fault>).params?.['rows'] : undefined;
  return Array.isArray(rows) ? (rows as BadRow[]) : [];
}

/** How many faults there are, of which the core tells no more than ten thousand one by one. */
function countOf(error: unknown): number | undefined {
  const count = error instanceof Error ? (error as Partial<Fault>).params?.['count'] : undefined;
  return typeof count === 'number' ? count : undefined;
}

function badRowsTable(rows: readonly BadRow[], count: number): Child {
  const shown = rows
    .slice(0, SHOWN)
    .map((bad): Child[] => [String(bad.row), bad.column ?? '—', { zh: bad.zh, en: bad.en }]);
  const more = count - shown.length;
  return [
    table({
      caption: say('错误所在', 'Where the faults are'),
      head: [say('行', 'Row'), say('列', 'Column'), say('问题', 'What is wrong')],
      rows: shown,
    }),
    more > 0 && h('p', {}, say(`另有${more}处未列出`, `${more} more are not listed`)),
  ];
}
