/** What the preview saves and prints. */

import { h } from '../page/elements.ts';
import { csvForSpreadsheets, save } from '../page/save.ts';
import { say } from '../page/speech.ts';
import type { Draft } from './draft.ts';

export function savedNumbers(draft: Draft): HTMLElement {
  return h(
    'div',
    { class: 'actions' },
    h(
      'button',
      { type: 'button', onclick: () => save('预演-preview.csv', 'text/csv', csvOfQuotas(draft)) },
      say('抽取数保存为CSV', 'Save the numbers as CSV'),
    ),
    h(
      'button',
      { type: 'button', onclick: () => draft.plan && save('plan.json', 'application/json', draft.plan.document) },
      say('保存计划文档', 'Save the plan document'),
    ),
    h('button', { type: 'button', onclick: () => window.print() }, say('打印', 'Print')),
  );
}

/** The numbers of all tasks, each row marked as a preview. */
function csvOfQuotas(draft: Draft): string {
  const rows = draft.tasks.flatMap((task) => {
    const tiers = draft.quotas(task.name)?.tiers ?? [];
    return tiers.map((tier) => [
      '预演 preview',
      task.name,
      task.title,
      tier.tier,
      String(tier.pool),
      tier.ideal,
      String(tier.added),
      String(tier.quota),
      tier.realised ?? '',
    ]);
  });
  const head = [
    '说明 note',
    '任务 task',
    '抽查任务名称 title',
    '等级 tier',
    '对象数 pool',
    '理论数 ideal',
    '保底增加 added',
    '抽取数 drawn',
    '实际比例 realised',
  ];
  return csvForSpreadsheets([head, ...rows]);
}
