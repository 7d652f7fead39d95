/** All tasks at one glance: what each would draw, or what it still lacks; and which one is being set. */

import { h, type Child } from '../page/elements.ts';
import { grouped, percent } from '../page/numbers.ts';
import { say } from '../page/speech.ts';
import { table } from '../page/table.ts';
import type { Draft } from './draft.ts';
import { totals } from './quotas.ts';
import type { Task } from './told.ts';

/** The table of tasks; `onchoose` is told which one is to be set. */
export function overview(draft: Draft, chosen: string | undefined, onchoose: (name: string) => void): HTMLElement {
  const choose = (task: Task) => {
    const current = task.name === chosen;
    return h(
      'button',
      {
        type: 'button',
        class: 'choose',
        'aria-pressed': String(current),
        onclick: () => onchoose(task.name),
        'data-task': task.name,
      },
      current ? say('正在设置', 'Open') : say('设置', 'Set'),
      h('span', { class: 'visually-hidden' }, say(`任务${task.number}`, ` task ${task.number}`)),
    );
  };
  const row = (task: Task): Child[] => [
    String(task.number),
    task.title,
    task.ratio.text,
    ...outcomeCells(draft, task),
    choose(task),
  ];
  const drawn = draft.tasks.reduce((sum, task) => sum + totals(draft.quotas(task.name)?.tiers ?? []).drawn, 0);
  return table({
    caption: say('各任务抽取数', 'What each task draws'),
    head: [
      say('序号', 'No.'),
      say('抽查任务', 'Task'),
      say('公布的比例', 'As published'),
      say('对象数', 'Pool'),
      say('抽取数', 'Drawn'),
      say('实际比例', 'Realised'),
      say('设置', 'Set'),
    ],
    rows: draft.tasks.map(row),
    foot: [say('合计', 'All'), '', '', '', grouped(drawn), '', ''],
    numbers: [3, 4, 5],
    class: 'overview',
  });
}

function outcomeCells(draft: Draft, task: Task): Child[] {
  const lacking = !task.selector
    ? say('待定选取条件', 'no selector yet')
    : !task.rules
      ? say('待定规则', 'no rules yet')
      : undefined;
  if (lacking) return [h('span', { class: 'lacking' }, lacking), '—', '—'];
  const outcome = draft.outcome(task.name);
  if (!outcome) return ['…', '…', '…'];
  if ('error' in outcome) return [h('span', { class: 'lacking' }, say('有误', 'a fault')), '—', '—'];
  const { pool, drawn, realised } = totals(outcome.quotas.tiers);
  return [grouped(pool), grouped(drawn), percent(realised)];
}
