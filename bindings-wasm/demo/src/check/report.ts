/** A verification report, step by step: what each asks, what was expected and found, and how to do it by hand. */

import { h, type Child } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { save } from '../page/save.ts';
import { join, languageNow, same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { codeWords } from '../page/terms.ts';

interface Compared {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

export interface Check {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'not_done';
  readonly compared: number;
  readonly differing: number;
  readonly shown: readonly Compared[];
  readonly zh: string;
  readonly en: string;
  readonly by_hand_zh: string;
  readonly by_hand_en: string;
}

export interface Verified {
  readonly holds: boolean;
  readonly report: {
    readonly checks: readonly Check[];
    readonly witness: 'witnessed' | 'unwitnessed' | null;
    readonly attempt?: number | null;
    readonly plain_zh?: string;
    readonly plain_en?: string;
  };
  readonly zh: string;
  readonly en: string;
}

const MARKS = { passed: '✓', failed: '✗', not_done: '○' };

/** The verdict on what was checked, in one box. */
export function verdict({ holds, report }: Verified, what: Words): HTMLElement {
  const count = (status: Check['status']) => report.checks.filter((check) => check.status === status).length;
  const [passed, failed, open] = [count('passed'), count('failed'), count('not_done')];
  const words = join(
    what,
    holds ? say('核验未发现不符', ': nothing amiss was found') : say('核验发现不符', ': something is amiss'),
  );
  return h(
    'div',
    { class: `verdict ${holds ? 'good' : 'bad'}` },
    h('p', { class: 'verdict-words' }, h('span', { 'aria-hidden': 'true' }, holds ? '✓ ' : '✗ '), words),
    h(
      'p',
      {},
      say(`通过${passed}项，不符${failed}项，未核${open}项`, `${passed} passed, ${failed} failed, ${open} not done`),
    ),
    open > 0 &&
      h(
        'p',
        { class: 'hint' },
        say(
          '“未核”是缺少材料，不等于通过。',
          'Not done means that something was not handed in; it is not the same as passed.',
        ),
      ),
    report.witness === 'unwitnessed' &&
      h(
        'p',
        { class: 'warning' },
        say(
          '本次抽取无人见证：只有一个秘密值，其持有人可事先反复试算。',
          'This draw was unwitnessed: one secret alone, whose holder could have tried many.',
        ),
      ),
  );
}

/** All steps; those that failed are open. */
export function steps(verified: Verified, name: string): HTMLElement {
  const list = h('ol', { class: 'steps' }, verified.report.checks.map(step));
  const all = (open: boolean) => () => {
    for (const details of list.querySelectorAll('details')) details.open = open;
  };
  const saveText = () => save(`${name}.txt`, 'text/plain', languageNow() === 'zh' ? verified.zh : verified.en);
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', onclick: all(true) }, say('全部展开', 'Open all')),
      h('button', { type: 'button', onclick: all(false) }, say('全部收起', 'Close all')),
      h('button', { type: 'button', onclick: saveText }, say('保存报告', 'Save the report')),
      h('button', { type: 'button', onclick: () => window.print() }, say('打印', 'Print')),
    ),
    list,
  );
}

function step(check: Check): HTMLElement {
  const { status, shown, compared, differing } = check;
  const counted =
    status === 'not_done'
      ? say('未核：没有提供所需材料，或材料无法读取', 'not done: what it needs was not handed in or could not be read')
      : say(
          `核对${grouped(compared)}处，不符${grouped(differing)}处`,
          `${grouped(compared)} compared, ${grouped(differing)} differ`,
        );
  return h(
    'li',
    { class: `step ${status}`, 'data-check': check.name },
    h(
      'details',
      { open: status === 'failed' },
      h(
        'summary',
        {},
        h('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[status]),
        h('span', { class: 'status' }, codeWords(status)),
        h('span', { class: 'asks' }, { zh: check.zh, en: check.en }),
      ),
      h('p', { class: 'counted' }, counted, h('code', {}, check.name)),
      shown.length > 0 && comparedTable(check),
      differing > shown.length &&
        h('p', {}, say(`只列出前${shown.length}处`, `only the first ${shown.length} are listed`)),
      byHand(check),
    ),
  );
}

function comparedTable({ shown, zh, en }: Check): HTMLElement {
  const row = ({ what, expected, found }: Compared): Child[] => [
    same(what),
    h('code', {}, expected),
    h('code', {}, found),
  ];
  return table({
    caption: { zh: `应为与实为：${zh}`, en: `Expected and found: ${en}` },
    head: [say('核对内容', 'What'), say('应为', 'Expected'), say('实为', 'Found')],
    rows: shown.map(row),
    class: 'compared',
  });
}

function byHand({ by_hand_zh: zh, by_hand_en: en }: Check): Child {
  const words: Words = { zh, en };
  return h(
    'div',
    { class: 'by-hand' },
    h('span', { class: 'by-hand-title' }, say('手工核验：', 'By hand: ')),
    h('code', {}, words),
  );
}
