/** One task being set: who is in range and how many are drawn, and at once what that comes to. */

import { h, refill } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { faultBox } from '../page/faults.ts';
import { say } from '../page/speech.ts';
import type { Decision, Draft } from './draft.ts';
import { quotasView } from './quotas.ts';
import { rulesForm } from './rules.ts';
import { selectorForm } from './selector.ts';
import type { Rules, Task } from './told.ts';

export interface TaskPanel {
  readonly element: HTMLElement;
  /** Shows the numbers anew. */
  readonly show: () => void;
}

/** The panel of a task; `onchange` is told what was decided. */
export async function taskPanel(
  draft: Draft,
  task: Task,
  onchange: (decision: Decision) => Promise<void>,
): Promise<TaskPanel> {
  const numbers = h('div', { class: 'numbers', 'aria-live': 'polite' });
  const show = () => refill(numbers, numbersView(draft, task.name));
  const decide = async (decision: Decision) => {
    try {
      await onchange(decision);
      if (decision.rules) start?.remove();
    } catch (error) {
      refill(numbers, faultBox(error));
    }
  };
  const rules = task.rules ?? (await usualRules());
  const start = task.rules
    ? null
    : h('button', { type: 'button', onclick: () => decide({ rules }) }, say('采用以下规则', 'Use the rules below'));
  show();
  const form = h(
    'div',
    { class: 'settings' },
    h('h5', {}, say('抽查对象范围', 'Who is in range')),
    h('p', { class: 'published' }, say('计划写明：', 'The plan says: '), h('q', {}, task.range)),
    selectorForm(task.selector, (selector) => void decide({ selector })),
    h('h5', {}, say('抽查比例与规则', 'Ratio and rules')),
    h('p', { class: 'published' }, say('计划写明：', 'The plan says: '), h('q', {}, task.ratio.text)),
    start,
    rulesForm(rules, (changed) => void decide({ rules: changed })),
  );
  const heading = h('h4', { tabindex: -1 }, say(`任务${task.number}：`, `Task ${task.number}: `), task.title);
  return {
    element: h('article', { class: 'task' }, heading, h('div', { class: 'task-columns' }, form, numbers)),
    show,
  };
}

function numbersView(draft: Draft, name: string): HTMLElement {
  const outcome = draft.outcome(name);
  if (outcome) return 'error' in outcome ? faultBox(outcome.error) : quotasView(outcome.quotas);
  return h(
    'p',
    { class: 'hint' },
    say('选取条件和规则都确定后，这里显示抽取数。', 'The numbers stand here once selector and rules are both settled.'),
  );
}

async function usualRules(): Promise<Rules> {
  const quota = { progressive: { ratio: '5%', weights: [1, 2, 4, 8], minimum: 1, tier_minimums: [0, 0, 0, 0] } };
  return (await ask<{ rules: Rules }>({ do: 'rules', quota })).rules;
}
