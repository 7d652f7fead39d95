/** What is late, handed over, missing, in conflict or doubtful: each a list to read, and to save whole. */

import { h, type Child } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { csvForSpreadsheets, save } from '../page/save.ts';
import { languageNow, same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { outcomeWords } from './outcomes.ts';
import type { HandOver, Progress } from './progress-told.ts';

/** More rows than anyone reads at once; the saved file has all. */
const SHOWN = 100;

interface Listing {
  readonly name: string;
  readonly title: Words;
  readonly head: readonly Words[];
  readonly rows: readonly (readonly Words[])[];
  readonly numbers?: readonly number[];
}

/** All lists; the mark stands over each, and the prefix before the names of saved files. */
export function openCases(told: Progress, mark: Words | undefined, prefix: string): HTMLElement {
  return h(
    'div',
    { class: 'open-cases' },
    listings(told).map((listing) => listingView(listing, mark, prefix)),
  );
}

const DRAW = say('抽取编号', 'Draw');
const TARGET = say('检查对象', 'Target');
const AGENCY = say('负责部门', 'Agency');
const DEADLINE = say('期限', 'Deadline');

function listings(told: Progress): Listing[] {
  return [
    {
      name: '逾期-overdue',
      title: say('逾期', 'Overdue'),
      head: [DRAW, TARGET, AGENCY, say('事项', 'What'), DEADLINE, say('逾期天数', 'Days late')],
      rows: told.overdue.map(({ draw, target, agency, what, deadline, days }) => [
        same(draw),
        same(target),
        maybe(agency),
        what === 'entry' ? say('未录入', 'not entered') : say('未公示', 'not published'),
        same(deadline),
        same(grouped(days)),
      ]),
      numbers: [5],
    },
    {
      name: '移交-hand-overs',
      title: handOverTitle(told.hand_overs),
      head: [
        DRAW,
        TARGET,
        say('移交部门', 'From'),
        say('接收部门', 'To'),
        say('状态', 'State'),
        say('移交日期', 'Handed over'),
        say('接收日期', 'Taken over'),
        say('办结日期', 'Closed'),
        say('天数', 'Days'),
      ],
      rows: told.hand_overs.map((of) => [
        maybe(of.draw),
        maybe(of.target),
        same(of.from),
        same(of.to),
        STATES[of.state],
        same(of.handed_over),
        maybe(of.taken_over),
        maybe(of.closed),
        same(grouped(of.days)),
      ]),
      numbers: [8],
    },
    {
      name: '应移交未移交-missing-hand-overs',
      title: say('应移交而未移交', 'Not handed over, though they need a follow-up'),
      head: [DRAW, TARGET, AGENCY, say('检查结果', 'Outcomes')],
      rows: told.missing_hand_overs.map(({ draw, target, agency, outcomes }) => [
        same(draw),
        same(target),
        maybe(agency),
        outcomeWords(outcomes),
      ]),
    },
    {
      name: '无法联系-unreachable',
      title: say('通过登记的住所（经营场所）无法联系', 'Could not be reached'),
      head: [
        DRAW,
        TARGET,
        AGENCY,
        say('检查日期', 'Visited'),
        say('列入经营异常名录期限', 'To be listed as abnormal by'),
        say('办结日期', 'Done'),
        say('逾期天数', 'Days late'),
      ],
      rows: told.unreachable.map((of) => [
        same(of.draw),
        same(of.target),
        maybe(of.agency),
        same(of.visited),
        same(of.deadline),
        maybe(of.done),
        same(grouped(of.days)),
      ]),
      numbers: [6],
    },
    {
      name: '结果冲突-conflicts',
      title: say('结果冲突：有几个结果，都未被更正', 'In conflict: several results, none of them corrected'),
      head: [DRAW, TARGET, AGENCY, say('各结果的摘要', 'Digests of the results')],
      rows: told.conflicts.map(({ draw, target, agency, results }) => [
        same(draw),
        same(target),
        maybe(agency),
        same(results.join(' ')),
      ]),
    },
    {
      name: '登记簿疑点-findings',
      title: say('登记簿中的疑点：只报告，不拒收', 'Findings in the ledger: reported, never refused'),
      head: [DRAW, TARGET, say('疑点', 'Finding'), say('代码', 'Code')],
      rows: told.findings.map(({ about, code, zh, en }) => [
        maybe(about?.draw),
        maybe(about?.target),
        { zh, en },
        same(code),
      ]),
    },
  ];
}

const STATES: Record<HandOver['state'], Words> = {
  handed_over: say('已移交，未接收', 'handed over'),
  taken_over: say('已接收，未办结', 'taken over'),
  closed: say('已办结', 'closed'),
};

function handOverTitle(all: readonly HandOver[]): Words {
  const closed = all.filter(({ state }) => state === 'closed').length;
  const open = all.length - closed;
  return say(
    `移交：未办结${grouped(open)}件，已办结${grouped(closed)}件`,
    `Hand-overs: ${grouped(open)} open, ${grouped(closed)} closed`,
  );
}

function maybe(text: string | null | undefined): Words {
  return same(text ?? '—');
}

function listingView(listing: Listing, mark: Words | undefined, prefix: string): Child {
  const { name, title, head, rows, numbers = [] } = listing;
  const counted = { zh: `${title.zh}（${grouped(rows.length)}）`, en: `${title.en} (${grouped(rows.length)})` };
  if (!rows.length) return h('p', { class: 'none', 'data-list': name }, counted);
  const saveAll = () => {
    const texts = [head, ...rows].map((row) => row.map((words) => words[languageNow()]));
    save(`${prefix}${name}.csv`, 'text/csv', csvForSpreadsheets(texts));
  };
  const more = rows.length - SHOWN;
  return h(
    'details',
    { 'data-list': name, open: rows.length <= 10 },
    h('summary', {}, counted),
    table({ caption: title, head, rows: rows.slice(0, SHOWN), numbers, class: 'listing', ...(mark && { mark }) }),
    more > 0 && h('p', {}, say(`另有${grouped(more)}行，见保存的文件`, `${grouped(more)} more are in the saved file`)),
    h(
      'button',
      { type: 'button', onclick: saveAll },
      say('保存为CSV', 'Save as CSV'),
      h('span', { class: 'visually-hidden' }, ' ', title),
    ),
  );
}
