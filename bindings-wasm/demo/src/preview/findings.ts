/** What is doubtful in a plan: each doubt once, with all its places. */

import type { OpenFile } from '../files/open.ts';
import { h, type Child } from '../page/elements.ts';
import { say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { planColumn } from '../page/terms.ts';
import type { Finding } from './told.ts';

export function findingsView(findings: readonly Finding[], file: OpenFile): HTMLElement {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const doubt = `${finding.column} ${finding.zh}`;
    places.set(doubt, [...(places.get(doubt) ?? []), finding]);
  }
  const row = (found: readonly Finding[]): Child[] => {
    const [{ column = null, zh = '', en = '' } = {}] = found;
    return [column === null ? say('全表', 'the table') : planColumn(column), { zh, en }, placesOf(found, file)];
  };
  return h(
    'details',
    { open: true },
    h(
      'summary',
      {},
      say(
        `疑点${findings.length}处：只报告，不猜测，由机关决定`,
        `${findings.length} findings: reported, never guessed; the authority decides`,
      ),
    ),
    table({
      caption: say('计划中的疑点', 'Findings in the plan'),
      head: [say('列', 'Column'), say('疑点', 'Finding'), say('任务（行）', 'Task (row)')],
      rows: [...places.values()].map(row),
      class: 'findings',
    }),
  );
}

/** `1（第2行）、3（第4行）`. */
function placesOf(found: readonly Finding[], file: OpenFile): Words {
  const of = (finding: Finding, row: (line: number) => string) => {
    const line = finding.row === null ? '' : row(file.rowOfLine(finding.row));
    return finding.task === null ? line : `${finding.task}${line && `（${line}）`}`;
  };
  return {
    zh: found.map((finding) => of(finding, (line) => `第${line}行`)).join('、') || '—',
    en:
      found
        .map((finding) =>
          of(finding, (line) => `row ${line}`)
            .replace('（', ' (')
            .replace('）', ')'),
        )
        .join(', ') || '—',
  };
}
