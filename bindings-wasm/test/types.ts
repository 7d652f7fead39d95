/** What the types allow and what they do not; it is compiled and never run. */

import { type DoubleRandom, DoubleRandomError, type Directory, open, openWorker } from 'double-random';

export async function allowed(file: File): Promise<number> {
  const dr = await openWorker({ worker: () => new Worker('worker.js'), wasm: new Uint8Array(8) });
  const { signal } = new AbortController();
  const targets: Directory = await dr.readTargets(file, { encoding: 'gbk', signal });
  const { tasks } = await dr.preview({ plan: '', tasks: ['01'], as_of: '2025-07-01' }, { targets, signal });
  const drawn: number = tasks[0]!.tiers.reduce((sum, { quota }) => sum + quota, 0);
  const report = await dr.verify({ record: '', plan: '' }, { targets, onProgress: (done: number) => void done });
  const failed = report.report.checks.filter(({ status }) => status === 'failed');
  const here: DoubleRandom = await open({ wasm: { simd: new URL('file:///'), scalar: fetch('') } });
  const strata = await here.stratifiedDraw({
    ids: { bytes: new Uint8Array(), offsets: new Uint32Array(1) },
    tiers: new Uint8Array(),
    numbers: [0, 0, 0, 0],
    key: '',
  });
  const rows: Uint32Array = strata.A.drawn;
  const { overall, tasks: done } = await dr.progress(
    { cases: [{ record: '', plan: '', results: '' }], as_of: '2025-10-09', holidays: '', parameters: { goals: { completion: '95%' } } },
    { targets, signal },
  );
  const late: [string, string][] = done.flatMap(({ completion }) => completion.out);
  const apart: string[] = overall.application_by_task.in;
  const warned: string[] = (await here.earlyWarning({ rows: [], level: '99%' })).directed;
  await here.readInspectors({ columns: ['id'], rows: [['P-1']] });
  return drawn + failed.length + rows.length + late.length + apart.length + warned.length + (await here.ask({ do: 'any', member: 1 })).number;
}

export function told(error: unknown): string {
  if (!(error instanceof DoubleRandomError)) throw error;
  const english: string = error.message;
  return `${error.code} ${english} ${error.messageZh} ${Object.keys(error.params).length}`;
}

export async function refused(dr: DoubleRandom): Promise<void> {
  // @ts-expect-error a request has its members
  await dr.verify({ plan: '' });
  // @ts-expect-error and no others
  await dr.hash({ suite: 'sha256', text: '', salt: '' });
  // @ts-expect-error there are two suites
  await dr.hash({ suite: 'md5', text: '' });
  // @ts-expect-error tiers are bytes
  await dr.stratifiedDraw({ ids: [], tiers: ['A'], numbers: [0, 0, 0, 0], key: '' });
  // @ts-expect-error four numbers
  await dr.stratifiedDraw({ ids: [], tiers: new Uint8Array(), numbers: [0], key: '' });
  // @ts-expect-error inspectors are not salted
  await dr.readInspectors('', { saltKey: '' });
  // @ts-expect-error nothing is no union
  await dr.mergeResults({ results: [] });
  // @ts-expect-error words stand for outcomes that there are
  await dr.enterResults({ record: '', csv: { text: '', plan: '', words: { outcomes: { 1: 'fine' } } } });
  // @ts-expect-error a path is no source
  await dr.readTargets(new URL('file:///targets.csv'));
  // @ts-expect-error only a worker is closed
  dr.close();
}
