/** What followed the visits of the small ceremony: results on time and late, a conflict, hand-overs open, closed and missing. */

import { open } from 'double-random';

import { handed } from './example.mjs';

const DRAW = 'small-2025/01/2';

/** Its files, as a verifier is handed them. */
export async function year({ files }, holidays) {
  const engine = await open();
  const text = (name) => files.find((file) => file.name === name)?.buffer.toString();
  const [record, plan] = [text('record.json'), text('plan.json')];
  const amendments = [text('amendment-1.json'), text('amendment-2.json')];
  const { results: empty } = await engine.ask({ do: 'enter_results', record });
  const targets = await engine.readTargets(text('targets.csv'));
  const { overdue } = await engine.ask(
    { do: 'progress', cases: [{ record, plan, amendments, results: empty }], as_of: '2026-06-30', holidays },
    { targets },
  );
  targets.close();

  const digest = async (entry) =>
    (await engine.ask({ do: 'hash', suite: 'sm3', text: `${JSON.stringify(entry, null, 2)}\n` })).digest;
  const entries = [];
  const enter = async (entry) => {
    entries.push(entry);
    return digest(entry);
  };
  const result = ({ target, agency }, outcomes, more = {}) =>
    enter({
      result: {
        draw: DRAW,
        target,
        visited: { from: '2025-08-04', to: '2025-08-04' },
        inspectors: ['甲', '乙'],
        outcomes,
        items: [],
        agency: agency ?? '某局',
        by: '王某',
        day: '2025-08-05',
        note: null,
        corrects: [],
        ...more,
      },
    });
  const handOver = async (of, to) =>
    enter({ hand_over: { result: of, from: '某局', to, matter: '后续处理', by: '王某', day: '2025-08-06' } });

  const [clear, gone, pending, twice, closed] = overdue;
  const first = await result(clear, ['no_problem']);
  await enter({
    publication: { result: first, where: '公示系统', agency: clear.agency ?? '某局', by: '王某', day: '2025-08-07' },
  });
  await handOver(await result(gone, ['unreachable']), '=1+1');
  await result(pending, ['pending']);
  await result(twice, ['no_problem'], { note: '甲录入' });
  await result(twice, ['no_problem'], { note: '乙录入' });
  const ended = await handOver(await result(closed, ['not_disclosed']), '第一所');
  await enter({ taken_over: { hand_over: ended, agency: '第一所', by: '李某', day: '2025-08-07' } });
  await enter({ closing: { hand_over: ended, agency: '第一所', how: '已改正', by: '李某', day: '2025-08-08' } });
  const { results } = await engine.ask({ do: 'enter_results', record, results: empty, entries });
  return [...files.filter(({ name }) => !name.startsWith('void')), handed('results.json', results)];
}
