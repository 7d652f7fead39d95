/** A trial draw with a throw-away number: it shows what a draw looks like and says everywhere that it is none. */

import { mayBeSecret } from '../files/recognise.ts';
import { h, refill, type Child } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { field } from '../page/fields.ts';
import { grouped } from '../page/numbers.ts';
import { csvForSpreadsheets, save } from '../page/save.ts';
import { languageNow, same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { tierWords, type Tier } from '../page/terms.ts';
import { work } from '../page/work.ts';
import type { Draft } from './draft.ts';
import type { TaskQuotas } from './told.ts';

interface Drawn {
  readonly id: string;
  readonly tier: Tier;
}

interface TrialTask {
  readonly preview: TaskQuotas;
  readonly drawn: readonly Drawn[];
  readonly reserve: readonly Drawn[];
}

interface Trial {
  readonly trial: { readonly number: number; readonly zh: string; readonly en: string };
  readonly tasks: readonly TrialTask[];
}

/** More drawn targets of a task than anyone reads on a screen; the saved files hold all of them. */
const SHOWN = 50;

/** The form of a trial; it draws all tasks that are ready. */
export function trialStep(draft: Draft): HTMLElement {
  const number: HTMLInputElement = h('input', {
    type: 'text',
    inputmode: 'numeric',
    value: '1',
    class: 'short',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const result = h('div', { class: 'result' });
  const draw = async () => {
    const asked = number.value.trim();
    if (mayBeSecret(asked)) number.value = '';
    const drawn = await work(result, say('正在试抽', 'Drawing for trial'), (watch) => trial(draft, asked, watch));
    if (drawn) refill(result, trialView(draft, drawn));
  };
  return h(
    'div',
    {},
    h(
      'p',
      {},
      say(
        '试抽用一个随手填写的号码代替种子，只看抽取大致是什么样。换个号码，名单就不同；正式抽取的种子由公开承诺的随机源产生，不能在此填写。',
        'A trial puts any number in place of the seed, to see what a draw looks like. Another number, another list; a real seed comes from sources committed in public and cannot be given here.',
      ),
    ),
    h(
      'form',
      {
        class: 'inline',
        onsubmit: (event) => {
          event.preventDefault();
          void draw();
        },
      },
      field(
        say('试抽号码', 'Number of the trial'),
        number,
        say('任意整数，如 1、2、3', 'any whole number, such as 1, 2, 3'),
      ),
      h('button', { type: 'submit', class: 'main' }, say('试抽', 'Draw for trial')),
    ),
    result,
  );
}

/** What was typed is handed on as it is: the engine takes a number and refuses anything else. */
async function trial(draft: Draft, asked: string, watch: object): Promise<Trial> {
  const setting = { plan: draft.plan?.document, tasks: draft.ready.map((task) => task.name), as_of: draft.day };
  return ask<Trial>({ do: 'trial', setting, number: asked }, { targets: draft.directory }, watch);
}

function trialView(draft: Draft, drawn: Trial): HTMLElement {
  const mark: Words = drawn.trial;
  const name = `试抽-trial-${drawn.trial.number}`;
  const saved = (ending: string, type: string, content: () => string) => () =>
    save(`${name}.${ending}`, type, content());
  return h(
    'div',
    { class: 'trial' },
    h('p', { class: 'trial-mark' }, mark),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        { type: 'button', onclick: saved('csv', 'text/csv', () => csvOfTrial(draft, drawn)) },
        say('保存为CSV', 'Save as CSV'),
      ),
      h(
        'button',
        { type: 'button', onclick: saved('json', 'application/json', () => jsonOf(drawn)) },
        say('保存为JSON', 'Save as JSON'),
      ),
      h('button', { type: 'button', onclick: () => window.print() }, say('打印', 'Print')),
    ),
    drawn.tasks.map((task, place) => taskView(draft, task, mark, place === 0)),
  );
}

function taskView(
  draft: Draft,
  { preview: { task }, drawn, reserve }: TrialTask,
  mark: Words,
  open: boolean,
): HTMLElement {
  const told = draft.task(task);
  const row = ({ id, tier }: Drawn): Child[] => [h('code', {}, id), tierWords(tier)];
  const more = drawn.length - SHOWN;
  return h(
    'details',
    { open },
    h(
      'summary',
      {},
      say(
        `任务${told?.number ?? task}：试抽${grouped(drawn.length)}户，备选${grouped(reserve.length)}户`,
        `Task ${told?.number ?? task}: ${grouped(drawn.length)} drawn for trial, ${grouped(reserve.length)} in reserve`,
      ),
    ),
    table({
      caption: same(told?.title ?? task),
      mark,
      head: [say('标识', 'Id'), say('风险等级', 'Tier')],
      rows: drawn.slice(0, SHOWN).map(row),
    }),
    more > 0 &&
      h(
        'p',
        { class: 'hint' },
        say(`另有${grouped(more)}户，见保存的文件`, `${grouped(more)} more are in the saved files`),
      ),
  );
}

/** The mark stands in every row, so that no part of the list can go without it. */
function csvOfTrial(draft: Draft, { trial: mark, tasks }: Trial): string {
  const zh = languageNow() === 'zh';
  const head = zh
    ? ['说明', '任务', '抽查任务名称', '结果', '标识', '风险等级']
    : ['note', 'task', 'title', 'outcome', 'id', 'tier'];
  const rows = tasks.flatMap(({ preview: { task }, drawn, reserve }) => {
    const row =
      (outcome: string) =>
      ({ id, tier }: Drawn) => [zh ? mark.zh : mark.en, task, draft.task(task)?.title ?? '', outcome, id, tier];
    return [
      ...drawn.map(row(zh ? '试抽抽中' : 'drawn for trial')),
      ...reserve.map(row(zh ? '试抽备选' : 'reserve for trial')),
    ];
  });
  return csvForSpreadsheets([head, ...rows]);
}

function jsonOf(drawn: Trial): string {
  return `${JSON.stringify(drawn, null, 2)}\n`;
}
