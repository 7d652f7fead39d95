/** The figures of a year of inspections: rates with what they are made of, goals, tasks, agencies, problems per tier. */

import { h, type Child } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { tierWords } from '../page/terms.ts';
import { RATES, type Figures, type Progress, type Rate, type RateName, type Stratum } from './progress-told.ts';

const NAMES: Record<RateName, Words> = {
  completion: say('完成率', 'Completion'),
  entered: say('录入率', 'Entered'),
  on_time: say('按时录入率', 'Entered on time'),
  publication: say('公示率', 'Published'),
  publication_on_time: say('按时公示率', 'Published on time'),
  application_by_target: say('分级应用率（按户次）', 'Tiers applied, by target'),
  application_by_task: say('分级应用率（按任务）', 'Tiers applied, by task'),
};

/** What each rate is a share of; what was entered late counts as not done. */
const MEANINGS: Record<RateName, Words> = {
  completion: say('按时录入／应检查', 'entered on time / due'),
  entered: say('已录入／应检查', 'entered / due'),
  on_time: say('按时录入／已录入', 'entered on time / entered'),
  publication: say('已公示／已录入', 'published / entered'),
  publication_on_time: say('按时公示／已录入', 'published on time / entered'),
  application_by_target: say('有自身等级／应检查', 'with a tier of its own / due'),
  application_by_task: say('规则区分等级的抽取／全部抽取', 'draws that tell tiers apart / all draws'),
};

/** The tables of the figures; the mark stands over each. */
export function figuresView(told: Progress, mark: Words | undefined): HTMLElement {
  const marked = mark ? { mark } : {};
  return h(
    'div',
    { class: 'figures' },
    table({ ...overallTable(told), ...marked }),
    table({
      caption: say('各项任务', 'Task by task'),
      ...groups(
        say('任务', 'Task'),
        told.tasks.map((task) => [same(`${task.task} ${task.title}`), task]),
      ),
      ...marked,
    }),
    table({
      caption: say('各负责部门', 'Agency by agency'),
      ...groups(
        say('部门', 'Agency'),
        told.agencies.map((of) => [of.agency === null ? say('未指明', 'not said') : same(of.agency), of]),
      ),
      ...marked,
    }),
    table({ ...problemsTable(told), ...marked }),
    h(
      'details',
      {},
      h('summary', {}, say('各项任务、各等级的问题发现率及区间', 'Problems of each task and tier, with intervals')),
      table({ ...intervalsTable(told), ...marked }),
    ),
  );
}

function overallTable({ overall, goals }: Progress) {
  const names: readonly RateName[] = [...RATES, 'application_by_task'];
  const row = (name: RateName): Child[] => {
    const [rate, goal] = [overall[name], goals[name]];
    return [
      [NAMES[name], h('small', { class: 'meaning' }, MEANINGS[name])],
      grouped(rate.numerator),
      grouped(rate.denominator),
      rate.percent ?? '—',
      goal?.goal ?? '—',
      goal ? met(goal.met) : '—',
    ];
  };
  return {
    caption: say(`总体：应检查${grouped(overall.due)}户次`, `Overall: ${grouped(overall.due)} inspections due`),
    head: [
      say('指标', 'Rate'),
      say('分子', 'Numerator'),
      say('分母', 'Denominator'),
      say('比率', 'Share'),
      say('目标', 'Goal'),
      say('结论', 'Met'),
    ],
    rows: names.map(row),
    numbers: [1, 2, 3, 4],
    class: 'overall',
  };
}

function met(reached: boolean | null): Child {
  if (reached === null) return say('无从计算', 'nothing to count');
  return reached
    ? h('span', { class: 'met' }, say('✓ 达到', '✓ met'))
    : h('span', { class: 'missed' }, say('✗ 未达到', '✗ not met'));
}

function groups(first: Words, rows: readonly (readonly [Words, Figures])[]) {
  return {
    head: [first, say('应检查', 'Due'), ...RATES.map((name) => NAMES[name])],
    rows: rows.map(([name, figures]) => [name, grouped(figures.due), ...RATES.map((rate) => share(figures[rate]))]),
    numbers: [1, 2, 3, 4, 5, 6, 7],
    class: 'groups',
  };
}

/** `93.75%` over `15/16`. */
function share({ numerator, denominator, percent }: Rate): Child {
  return [percent ?? '—', h('small', { class: 'meaning' }, `${grouped(numerator)}/${grouped(denominator)}`)];
}

const PROBLEM_HEAD = [say('有结果', 'With a result'), say('有问题', 'With a problem'), say('发现率', 'Share')];

function problemsTable({ overall }: Progress) {
  return {
    caption: say('各等级的问题发现率', 'The share of problems of each tier'),
    head: [say('风险等级', 'Tier'), ...PROBLEM_HEAD],
    rows: overall.problems.map((rate) => [tierWords(rate.tier), ...problemCells(rate)]),
    numbers: [1, 2, 3],
  };
}

function problemCells({ numerator, denominator, percent }: Rate): Child[] {
  return [grouped(denominator), grouped(numerator), percent ?? '—'];
}

/** The share of problems that the whole pool of a task may have, tier by tier. */
function intervalsTable({ tasks }: Progress) {
  const level = tasks[0]?.estimate.level ?? '';
  const rows = tasks.flatMap(({ task, title, problems, estimate }) =>
    estimate.strata.map((stratum): Child[] => {
      const rate = problems.find(({ tier }) => tier === stratum.stratum);
      return [
        same(`${task} ${title}`),
        tierWords(stratum.stratum),
        grouped(stratum.pool),
        ...(rate ? problemCells(rate) : ['—', '—', '—']),
        interval(stratum),
      ];
    }),
  );
  return {
    caption: say(
      `各项任务、各等级的问题发现率；区间为全部抽查对象中问题所占份额的${level}置信区间`,
      `Problems of each task and tier; the interval is for the share in the whole pool, at ${level}`,
    ),
    head: [
      say('任务', 'Task'),
      say('风险等级', 'Tier'),
      say('抽查对象', 'Pool'),
      ...PROBLEM_HEAD,
      say('区间', 'Interval'),
    ],
    rows,
    numbers: [2, 3, 4, 5, 6],
    class: 'groups',
  };
}

/** Rounded outwards, so that the interval shown holds the one that was worked out. */
function interval({ interval: { low, high } }: Stratum): string {
  const hundredths = (count: number) => (count / 100).toFixed(2);
  return `${hundredths(Math.floor(low * 10_000))}%–${hundredths(Math.ceil(high * 10_000))}%`;
}
