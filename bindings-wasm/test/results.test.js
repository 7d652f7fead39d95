/** What happens after the visits, in this thread and in a worker alike. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, openWorker } from 'double-random';

import * as demo from './demo.js';

const AS_OF = '2025-10-09';
const HOLIDAYS = demo.HOLIDAYS;

for (const [way, opened] of Object.entries({ open, openWorker })) {
  /** Guards the way from a file of results to figures, disclosure and the next draw, with directories held and brought. */
  test(`${way}: results`, async () => {
    const dr = await opened();
    const targets = await dr.readTargets(demo.CSV);
    const { record, plan } = await demo.hold(dr, { targets });
    const csv = { text: await demo.resultsFile(dr, { record, plan }, { targets }), plan };
    const { results, added } = await dr.enterResults({ record, csv });
    assert.equal(added, 5);

    const asked = { as_of: AS_OF, holidays: HOLIDAYS };
    const held = { record, plan, results };
    const told = await dr.progress({ cases: [held], ...asked }, { targets });
    const { completion, publication, due } = told.overall;
    assert.equal(completion.numerator, 5);
    assert.equal(completion.in.length + completion.out.length, due);
    assert.equal(publication.percent, '0.00%');
    assert.deepEqual(told.overall.problems.map(({ numerator, denominator }) => [numerator, denominator]), [[0, 0], [0, 0], [1, 1], [0, 4]]);
    assert.equal(told.goals.completion.met, false);
    assert.deepEqual(await dr.progress({ cases: [{ ...held, targets: demo.TABLE }], ...asked }), told);
    await assert.rejects(dr.progress({ cases: [held], ...asked }), ({ code }) => code === 'interop.no_targets');
    // The same draw twice: both cases are read, the first from its own directory.
    const twice = { cases: [{ ...held, targets: demo.TABLE }, held], ...asked };
    await assert.rejects(dr.progress(twice, { targets }), ({ code }) => code === 'results.repeated_draw');

    const found = await dr.results({ case: held, ...asked }, { targets });
    assert.deepEqual(found.items[0].answers, { yes: 5, no: 0, not_checked: 0, not_applicable: 0 });
    assert.equal(found.visits.filter(({ state }) => state === 'in_force').length, 5);
    assert.deepEqual(found.findings, told.findings);
    const { disclosure } = await dr.disclosure({ case: held, as_of: AS_OF }, { targets });
    assert.equal(disclosure.tasks[0].results.length, 5);
    const into = { columns: [...demo.TABLE.columns, 'last_inspected'], rows: demo.TABLE.rows.map((row) => [...row, '']) };
    const { changes } = await dr.feedback({ case: held, as_of: AS_OF, into }, { targets });
    assert.deepEqual(changes.map(({ what }) => what.set.value), Array(5).fill('01=2025-08-04'));
    dr.close?.();
  });
}

/** Guards that ledgers of several agencies become one, whatever their order, and that a row of a file is the same entry as its members. */
test('ledgers merge', async () => {
  const dr = await open();
  const targets = await dr.readTargets(demo.CSV);
  const { record, plan } = await demo.hold(dr, { targets });
  const { draws } = await dr.inForce({ record, plan }, { targets });
  const drawn = draws[0].tiers.flatMap(({ targets }) => targets);
  const entry = (target) => ({
    result: {
      draw: draws[0].draw, target, visited: { from: '2025-08-04', to: '2025-08-04' }, inspectors: ['甲', '乙'],
      outcomes: ['no_problem'], items: [{ item: 1, answer: 'yes', outcome: null }],
      agency: '某市市场监管局', by: '王某', day: '2025-08-05', note: null, corrects: [],
    },
  });
  const [one, other] = await Promise.all(
    [2, 5].map((at) => dr.enterResults({ record, entries: [entry(drawn[at])] })),
  );
  const merged = await dr.mergeResults({ results: [one.results, other.results] });
  assert.deepEqual(await dr.mergeResults({ results: [other.results, one.results] }), merged);
  const text = await demo.resultsFile(dr, { record, plan }, { targets });
  const { added } = await dr.enterResults({ record, results: merged.results, csv: { text, plan } });
  assert.equal(added, 3);
  await assert.rejects(dr.mergeResults({ results: [] }), ({ code }) => code === 'interop.bad_request');
});

/** Guards working days, and that a year without a table is not guessed. */
test('working days', async () => {
  const dr = await open();
  const asked = { holidays: HOLIDAYS, from: '2025-09-29', days: 9 };
  assert.deepEqual(await dr.workingDays(asked), { deadline: '2025-10-11' });
  await assert.rejects(dr.workingDays({ ...asked, from: '2026-01-01' }), ({ code }) => code === 'calendar.year_not_covered');
});

/** Guards the group that stands out, the trend over tiers, and counts that cannot be. */
test('warnings', async () => {
  const dr = await open();
  const row = (group, tier, problems) => ({ task: '2025/01', tier, group, inspected: 20, problems });
  const rows = [row('东镇', 'A', 2), row('东镇', 'D', 4), row('西镇', 'A', 9), row('西镇', 'D', 15)];
  const { directed, groups } = await dr.earlyWarning({ rows, level: '99%' });
  assert.deepEqual(directed, ['西镇']);
  assert.deepEqual([groups[0].expected, groups[0].rate, groups[0].stands_out], [15, 0.6, true]);
  const { trend } = await dr.tierTrend({ rows });
  assert.deepEqual([trend.method, trend.tiers[1].problems, trend.concordance > 0.5], ['exact', 19, true]);
  await assert.rejects(dr.earlyWarning({ rows: [row('东镇', 'A', 21)] }), ({ code }) => code === 'table.bad_rows');
});
