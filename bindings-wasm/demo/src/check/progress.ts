/** After the visits (进展情况): the figures of a ledger of results as of a day, asked of the engine. */

import { textOf } from '../files/open.ts';
import { asset } from '../page/assets.ts';
import { h, refill } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { Fault } from '../page/fault.ts';
import { field, line } from '../page/fields.ts';
import { save } from '../page/save.ts';
import { same, say, type Words } from '../page/speech.ts';
import { work, type Watch } from '../page/work.ts';
import { withDirectories } from './directories.ts';
import type { Evidence } from './evidence.ts';
import { figuresView } from './figures.ts';
import { openCases } from './open-cases.ts';
import type { Progress } from './progress-told.ts';
import { assertComplete } from './verify.ts';

export interface ProgressStep {
  readonly element: HTMLElement;
  /** Shows the step if there is a ledger, without figures: they were of what was handed in before. */
  readonly refresh: () => void;
  readonly run: (day?: string) => Promise<void>;
}

/** The step for what was handed in; `simulated` says whether its ledger is made up. */
export function progressStep(evidence: Evidence, simulated: () => boolean): ProgressStep {
  const result = h('div', { class: 'result' });
  const calendar = h('p', { class: 'hint' });
  const day = line(new Intl.DateTimeFormat('sv-SE').format(new Date()), () => {}, '[0-9]{4}-[0-9]{2}-[0-9]{2}', {
    class: 'short',
    inputmode: 'numeric',
  });

  // Counts what makes figures under way worthless.
  let age = 0;
  const run = async (asOf?: string) => {
    const started = (age += 1);
    if (asOf) day.value = asOf;
    const told = await work(result, say('正在计算进展', 'Working out the figures'), (watch) =>
      progress(evidence, day.value, watch),
    );
    if (!told || started !== age) return;
    refill(result, progressView(told, simulated()));
    result.querySelector<HTMLElement>('h4')?.focus();
  };
  const refresh = () => {
    age += 1;
    element.hidden = !evidence.find('results');
    refill(calendar, calendarWords(evidence));
    refill(result);
  };
  const element = h(
    'div',
    { class: 'progress', hidden: true },
    h('h3', {}, say('检查之后：录入、公示、移交', 'After the visits: entry, publication, hand-over')),
    h(
      'p',
      { class: 'hint' },
      say(
        '按结果登记簿计算截至某日的进展。内容含个体和风险等级，供机关内部使用，不用于公示。',
        'The figures of the ledger of results as of a day. They name individuals and show tiers: for the agencies, not for publication.',
      ),
    ),
    calendar,
    h(
      'div',
      { class: 'inline' },
      field(say('截至', 'As of'), day, say('如2025-12-31', 'as 2025-12-31')),
      h(
        'button',
        { type: 'button', class: 'main', onclick: () => void run() },
        say('计算进展', 'Work out the figures'),
      ),
    ),
    result,
  );
  return { element, refresh, run };
}

function calendarWords(evidence: Evidence): Words {
  const own = evidence.find('holidays');
  if (own)
    return say(`工作日按放入的节假日表计算：${own.name}`, `Working days by the table of holidays put in: ${own.name}`);
  return say(
    '工作日按本页所附的中国2023年至2026年节假日表计算；放入另一份节假日表（date,day,name）即改用该表。',
    'Working days by the table of holidays of China, 2023 to 2026, in this page; put in another (date,day,name) to use that.',
  );
}

async function progress(evidence: Evidence, day: string, watch: Watch): Promise<Progress> {
  assertComplete(evidence);
  if (!isDay(day)) throw noDay(day);
  const [record = '', plan, results] = await Promise.all([
    evidence.text('record'),
    evidence.text('plan'),
    evidence.text('results'),
  ]);
  const amendments = await evidence.texts('amendment', 'number');
  const holidays = await holidayTable(evidence);
  const request = { do: 'progress', cases: [{ record, plan, amendments, results }], as_of: day, holidays };
  return withDirectories(evidence, record, watch, (held) => ask<Progress>(request, held, watch));
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${text}T`);
}

function noDay(text: string): Fault {
  return new Fault(
    'page.no_day',
    say(`\`${text}\`不是日期；请写作2025-12-31`, `\`${text}\` is not a day; write it as 2025-12-31`),
  );
}

/** The table that was handed in, or that in the page. */
async function holidayTable(evidence: Evidence): Promise<string> {
  const own = evidence.find('holidays');
  return own ? textOf(own) : (await asset('holidays')).text();
}

const SIMULATED = say('模拟的演示数据，非真实检查结果', 'Simulated for demonstration: no real results');

function progressView(told: Progress, simulated: boolean): HTMLElement {
  const mark = simulated ? SIMULATED : undefined;
  const prefix = simulated ? '模拟-simulated-' : '';
  const saveFigures = () => save(`${prefix}进展-progress.csv`, 'text/csv', `\uFEFF${told.csv}`);
  return h(
    'div',
    { class: 'figures-report' },
    h('h4', { tabindex: -1 }, say('截至', 'As of '), same(told.as_of)),
    mark && h('p', { class: 'trial-mark' }, mark),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', onclick: saveFigures }, say('指标保存为CSV', 'Save the figures as CSV')),
      h('button', { type: 'button', onclick: () => window.print() }, say('打印', 'Print')),
    ),
    figuresView(told, mark),
    h('h4', {}, say('逾期、移交和疑点', 'Late, handed over, doubtful')),
    openCases(told, mark, prefix),
  );
}
