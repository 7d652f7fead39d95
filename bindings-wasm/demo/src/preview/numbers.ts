/** Where rules are set and numbers follow at once. */

import { h, refill } from '../page/elements.ts';
import { field, line } from '../page/fields.ts';
import { say } from '../page/speech.ts';
import { work } from '../page/work.ts';
import type { Decision, Draft } from './draft.ts';
import { overview } from './overview.ts';
import { savedNumbers } from './saved.ts';
import { type TaskPanel, taskPanel } from './task.ts';
import { trialStep } from './trial.ts';

export interface NumbersStep {
  readonly element: HTMLElement;
  readonly refresh: () => Promise<void>;
  readonly setDay: (day: string) => void;
}

/** Where tasks are set and numbers shown. */
export function numbersStep(draft: Draft, at: HTMLElement, trialAt: HTMLElement): NumbersStep {
  const busy = h('div', { class: 'busy' });
  const tableAt = h('div', {});
  const panelAt = h('div', {});
  let chosen: string | undefined;
  let panel: TaskPanel | undefined;
  const day = line(
    draft.day,
    (value) => {
      draft.day = value;
      draft.forget();
      void refresh();
    },
    '[0-9]{4}-[0-9]{2}-[0-9]{2}',
    { class: 'short', inputmode: 'numeric' },
  );

  const compute = async () => {
    if (!draft.directory || !draft.ready.length) return;
    await work(busy, say('正在计算抽取数', 'Working out the numbers'), (watch) => draft.compute(watch));
  };
  const showTable = () =>
    refill(tableAt, draft.tasks.length ? overview(draft, chosen, (name) => void choose(name)) : null);
  const decide = async (name: string, decision: Decision) => {
    await draft.decide({ [name]: decision });
    await compute();
    showTable();
    panel?.show();
    showTrial();
  };
  const choose = async (name: string) => {
    chosen = name;
    showTable();
    await showPanel();
    panelAt.querySelector<HTMLElement>('h4')?.focus();
  };
  const showPanel = async () => {
    const task = chosen === undefined ? undefined : draft.task(chosen);
    panel = task && (await taskPanel(draft, task, (decision) => decide(task.name, decision)));
    refill(panelAt, panel?.element);
  };
  const showTrial = () => refill(trialAt, draft.directory && draft.ready.length ? trialStep(draft) : hintOfTrial());
  let turn: Promise<void> = Promise.resolve();
  const refresh = () => (turn = turn.then(showAll));
  const showAll = async () => {
    await draft.settled();
    if (!draft.task(chosen ?? '')) chosen = draft.tasks[0]?.name;
    refill(at, draft.tasks.length ? h('div', {}, tableAt, savedNumbers(draft), panelAt) : hintOfNumbers());
    await compute();
    showTable();
    await showPanel();
    showTrial();
  };
  const setDay = (to: string) => {
    draft.day = day.value = to;
    draft.forget();
  };
  refill(at, hintOfNumbers());
  refill(trialAt, hintOfTrial());
  const dayField = field(
    say('基准日', 'The day'),
    day,
    say('如2025-07-01；频次和年度上限按此日计算', 'as 2025-07-01; frequencies and yearly caps count from it'),
  );
  return { element: h('div', { class: 'inline' }, dayField, busy), refresh, setDay };
}

function hintOfNumbers(): HTMLElement {
  return h('p', { class: 'hint' }, say('先给出计划和名录库。', 'Give a plan and a directory first.'));
}

function hintOfTrial(): HTMLElement {
  return h(
    'p',
    { class: 'hint' },
    say('至少一项任务有了抽取数后，可以试抽。', 'Once a task has its numbers, a trial can be drawn.'),
  );
}
