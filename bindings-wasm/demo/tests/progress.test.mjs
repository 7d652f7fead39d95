/** What follows the visits, in the room of the check: figures as of a day from a ledger of results. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { open } from 'double-random';

import { browser, opened } from './browser.mjs';
import { ceremony } from './ceremony.mjs';
import { exampleFiles, handed } from './example.mjs';
import { year } from './year.mjs';

const HOLIDAYS = new URL('../../../core/examples/data/cn-holidays-2023-2026.csv', import.meta.url);
const RATES = ['completion', 'entered', 'on_time', 'publication', 'publication_on_time', 'application_by_target'];

let chromium;
let engine;
let holidays;
let small;
let entered;
before(async () => {
  [chromium, engine, holidays, small] = await Promise.all([browser(), open(), readFile(HOLIDAYS, 'utf8'), ceremony()]);
  entered = await year(small, holidays);
});
after(() => chromium.close());

const grouped = (count) => count.toLocaleString('en');
const share = ({ percent, numerator, denominator }) => `${percent ?? '—'}${grouped(numerator)}/${grouped(denominator)}`;
const groupCells = (figures) => [grouped(figures.due), ...RATES.map((name) => share(figures[name]))];

/** The cells of a table below a caption, folded or not. */
function cells(page, caption) {
  return page
    .locator('#check .progress table', { hasText: caption })
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' '))));
}

/** The room with these files handed in and its figures asked for. */
async function worked(files, day) {
  const visit = await opened(chromium.context, 'check');
  await visit.page.locator('#check input[type=file]').setInputFiles(files);
  await visit.page.locator('#check .progress').waitFor();
  await again(visit.page, day);
  return visit;
}

async function again(page, day) {
  await page.getByLabel('截至').fill(day);
  await page.getByRole('button', { name: '计算进展', exact: true }).click();
  await page.locator('#check .progress .figures, #check .progress .fault').waitFor();
}

/** What the core says itself of files as they were handed in, or its error. */
async function core(files, day) {
  const text = (start) => files.filter(({ name }) => name.startsWith(start)).map(({ buffer }) => buffer.toString());
  const [[record], [plan], [results], [csv], [key], [staff], [own]] = [
    'record',
    'plan',
    'results',
    'targets',
    'salt-key',
    'inspectors',
    'holidays',
  ].map(text);
  const targets = await engine.readTargets(csv, key ? { saltKey: key.trim() } : {});
  const inspectors = staff && (await engine.readInspectors(staff));
  const amendments = text('amendment').sort((one, other) => JSON.parse(one).number - JSON.parse(other).number);
  const request = {
    do: 'progress',
    cases: [{ record, plan, amendments, results }],
    as_of: day,
    holidays: own ?? holidays,
  };
  try {
    return await engine.ask(request, { targets, ...(inspectors && { inspectors }) });
  } finally {
    targets.close();
    inspectors?.close();
  }
}

/** That every table shows what the core said. */
async function assertFigures(page, told, { overall, tasks, agencies, problems, intervals }) {
  const goal = (name) => told.goals[name]?.goal ?? '—';
  assert.deepEqual(
    (await cells(page, overall)).map((row) => row.slice(1, 5)),
    [...RATES, 'application_by_task'].map((name) => {
      const { numerator, denominator, percent } = told.overall[name];
      return [grouped(numerator), grouped(denominator), percent ?? '—', goal(name)];
    }),
  );
  assert.deepEqual(
    await cells(page, tasks),
    told.tasks.map((task) => [`${task.task} ${task.title}`.replace(/\s+/g, ' '), ...groupCells(task)]),
  );
  assert.deepEqual(
    (await cells(page, agencies)).map((row) => row.slice(1)),
    told.agencies.map(groupCells),
  );
  assert.deepEqual(
    (await cells(page, problems)).map((row) => row.slice(1)),
    told.overall.problems.map(({ numerator, denominator, percent }) => [
      grouped(denominator),
      grouped(numerator),
      percent ?? '—',
    ]),
  );
  const shown = await cells(page, intervals);
  const strata = told.tasks.flatMap(({ estimate }) => estimate.strata);
  assert.equal(shown.length, strata.length);
  for (const [place, { pool, drawn, interval }] of strata.entries()) {
    assert.deepEqual(shown[place].slice(2, 4), [grouped(pool), grouped(drawn)]);
    const [low, high] = shown[place][6].split('–').map((text) => Number(text.replace('%', '')) / 100);
    assert.ok(low <= interval.low && interval.low - low < 1e-4 && interval.high <= high && high - interval.high < 1e-4);
  }
}

/** The lists as the core tells them, in the order of the columns. */
const LISTS = {
  '逾期-overdue': ({ overdue }) =>
    overdue.map(({ draw, target, agency, deadline, days }) => [draw, target, agency, deadline, days]),
  '移交-hand-overs': ({ hand_overs }) =>
    hand_overs.map((of) => [of.draw, of.target, of.from, of.to, of.handed_over, of.taken_over, of.closed, of.days]),
  '应移交未移交-missing-hand-overs': ({ missing_hand_overs }) =>
    missing_hand_overs.map(({ draw, target, agency }) => [draw, target, agency]),
  '无法联系-unreachable': ({ unreachable }) =>
    unreachable.map((of) => [of.draw, of.target, of.agency, of.visited, of.deadline, of.done, of.days]),
  '结果冲突-conflicts': ({ conflicts }) =>
    conflicts.map(({ draw, target, agency, results }) => [draw, target, agency, results.join(' ')]),
};

/** The columns that hold words of the page's language. */
const SPOKEN = { '逾期-overdue': 3, '移交-hand-overs': 4, '应移交未移交-missing-hand-overs': 3 };

async function assertLists(page, told, language) {
  const rows = (name) =>
    page
      .locator(`#check [data-list="${name}"] tbody tr`)
      .evaluateAll((found) => found.map((row) => [...row.cells].map((cell) => cell.textContent)));
  for (const [name, of] of Object.entries(LISTS)) {
    const shown = (await rows(name)).map((row) => row.filter((_, place) => place !== SPOKEN[name]));
    const expected = of(told).map((row) =>
      row.map((cell) => (typeof cell === 'number' ? grouped(cell) : (cell ?? '—'))),
    );
    assert.deepEqual(shown, expected.slice(0, 100), name);
  }
  const findings = told.findings.map(({ about, code, ...of }) => [
    about?.draw ?? '—',
    about?.target ?? '—',
    of[language],
    code,
  ]);
  assert.deepEqual(await rows('登记簿疑点-findings'), findings.slice(0, 100));
}

const ZH = {
  overall: '总体',
  tasks: '各项任务',
  agencies: '各负责部门',
  problems: '各等级的问题发现率',
  intervals: '区间为全部',
};
const EN = {
  overall: 'Overall',
  tasks: 'Task by task',
  agencies: 'Agency by agency',
  problems: 'The share of problems of each',
  intervals: 'the interval is for',
};

/** Guards that the page decides nothing: every figure and list of the simulated year is the core's, in both languages, and is marked. */
test('the simulated year of the example is shown as the core works it out', async () => {
  const example = await exampleFiles();
  const told = await core(
    Object.entries(example).map(([name, text]) => handed(name, text)),
    '2025-12-31',
  );
  const { page, strayed, problems } = await opened(chromium.context, 'check');
  await page.locator('#check .example').click();
  await page.locator('#check .verdict').waitFor();
  assert.match(await page.locator('#check .progress .trial-mark').innerText(), /模拟的演示数据，非真实检查结果/);
  const tables = await page.locator('#check .progress table').count();
  assert.equal(await page.locator('#check .progress .table-mark').count(), tables);
  await assertFigures(page, told, ZH);
  await assertLists(page, told, 'zh');
  await page.locator('#language').click();
  assert.match(await page.locator('#check .progress .trial-mark').innerText(), /no real results/);
  await assertFigures(page, told, EN);
  await assertLists(page, told, 'en');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the figures as CSV' }).click(),
  ]);
  assert.match(download.suggestedFilename(), /simulated/);
  assert.equal(await readFile(await download.path(), 'utf8'), `\uFEFF${told.csv}`);
  assert.deepEqual([strayed, problems], [[], []]);
  await page.close();
});

/** Guards each state that a case can be in, the day that is chosen, and that no saved cell is a formula. */
test('what is open is shown as of a day', async () => {
  const { page, problems } = await worked(entered, '2025-08-31');
  const told = await core(entered, '2025-08-31');
  assert.deepEqual(
    [told.hand_overs.map(({ state }) => state).sort(), told.missing_hand_overs.length, told.conflicts.length],
    [['closed', 'handed_over'], 1, 1],
  );
  assert.ok(told.unreachable.length === 1 && told.findings.length > 0);
  await assertFigures(page, told, ZH);
  await assertLists(page, told, 'zh');
  assert.equal(await page.locator('#check .trial-mark, #check .progress .table-mark').count(), 0);
  assert.match(await page.locator('[data-list="移交-hand-overs"] summary').innerText(), /未办结1件，已办结1件/);
  assert.match(
    await page.locator('[data-list="应移交未移交-missing-hand-overs"] table').innerText(),
    /发现问题待后续处理/,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-list="移交-hand-overs"]').getByRole('button').click(),
  ]);
  assert.match(await readFile(await download.path(), 'utf8'), /,'=1\+1,/);

  await again(page, '2026-06-30');
  await page.locator('#check .figures-report h4', { hasText: '2026-06-30' }).waitFor();
  const later = await core(entered, '2026-06-30');
  assert.ok(later.overdue.length > told.overdue.length);
  await assertLists(page, later, 'zh');
  assert.deepEqual(problems, []);
  await page.close();
});

/** Guards against figures of what is no ledger of this record, in all ways: the core's own words, in both languages. */
test('a ledger or calendar that is wrong is told, not counted', async () => {
  const ledger = entered.at(-1).buffer.toString();
  const others = entered.slice(0, -1);
  const reversed = JSON.parse(ledger);
  reversed.entries.reverse();
  const wrong = {
    'results.other_record': handed('results.json', ledger.replace(/"record_digest": "../, '"record_digest": "00')),
    layout: handed('results.json', `${JSON.stringify(reversed, null, 2)}\n`),
    broken: handed('results.json', ledger.slice(0, 700)),
    'calendar.year_not_covered': handed('holidays.csv', 'date,day,name\n2024-01-01,off,元旦\n2024-10-01,off,国庆节\n'),
    'table.bad_rows': handed('holidays.csv', '日期,类型\n2025-01-01,也许\n2025-13-01,休\n'),
  };
  for (const [code, file] of Object.entries(wrong)) {
    const files = file.name === 'results.json' ? [...others, file] : [...entered, file];
    const error = await core(files, '2025-08-31').catch((found) => found);
    assert.ok(error instanceof Error, code);
    if (code.includes('.')) assert.equal(error.code, code);
    const { page, problems } = await worked(files, '2025-08-31');
    const first = (text) => text.split('\n')[0];
    const shown = page.locator('#check .progress .fault-text');
    assert.equal(first(await shown.innerText()), first(error.messageZh));
    await page.locator('#language').click();
    assert.equal(first(await shown.innerText()), first(error.message));
    assert.equal(await page.locator('#check .figures').count(), 0);
    assert.deepEqual(problems, []);
    await page.close();
  }
});

/** Guards against results that were changed afterwards: what points to them points nowhere any more, and that is found. */
test('a tampered result is found out', async () => {
  const record = entered.find(({ name }) => name === 'record.json').buffer.toString();
  const { entries } = JSON.parse(entered.at(-1).buffer.toString());
  const published = entries.find(({ result }) => result?.outcomes[0] === 'unreachable');
  published.result.outcomes = ['no_problem'];
  const { results } = await engine.ask({ do: 'enter_results', record, entries });
  const files = [...entered.slice(0, -1), handed('results.json', results)];
  const { page } = await worked(files, '2025-08-31');
  const told = await core(files, '2025-08-31');
  assert.ok(told.findings.some(({ code }) => code === 'results.hand_over_of_unknown'));
  await assertLists(page, told, 'zh');
  await page.close();
});

/** Guards figures of other files: they go as soon as a file comes or goes; what is no day is no day; without a ledger there is no such step. */
test('figures go with the files that they were made of', async () => {
  const { page } = await worked(entered, '2025-08-31');
  await page.locator('#check input[type=file]').setInputFiles([handed('节假日.csv', holidays)]);
  await page.locator('#check .progress', { hasText: '放入的节假日表计算：节假日.csv' }).waitFor();
  assert.equal(await page.locator('#check .figures').count(), 0);
  await page.getByLabel('截至').fill('2025-02-30');
  await page.getByRole('button', { name: '计算进展', exact: true }).click();
  await page.locator('#check .progress .fault', { hasText: '`2025-02-30`不是日期' }).waitFor();
  await page.getByRole('button', { name: '移除 targets.csv' }).click();
  await page.getByRole('button', { name: '计算进展', exact: true }).click();
  await page.locator('#check .progress .fault', { hasText: '还需要：检查对象名录库' }).waitFor();
  await page.getByRole('button', { name: '移除 results.json' }).click();
  await page.locator('#check .progress').waitFor({ state: 'hidden' });
  await page.close();
});
