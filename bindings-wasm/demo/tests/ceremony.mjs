/** A small ceremony with everything that can happen around a draw: an attempt declared void, a replacement and a recusal. */

import { open } from 'double-random';

import { exampleFiles } from './example.mjs';
import { handed } from './example.mjs';

const SECRET = { kind: 'secret', label: '信用监管股', value: '1f'.repeat(32) };

/** Its files, as a verifier is handed them. */
export async function ceremony() {
  const engine = await open();
  const { plan: published } = await engine.readPlan({
    form: 'published',
    text: (await exampleFiles())['published.txt'],
    name: 'small-2025',
    year: 2025,
  });
  const { rules } = await engine.rules({ quota: { count: { total: 6, weights: [1, 2, 4, 8] } } });
  const { plan } = await engine.completePlan({ plan: published, tasks: { '01': { selector: { all: [] }, rules } } });
  const csv = `id,tier\n${Array.from({ length: 60 }, (_, at) => `T-${String(at).padStart(3, '0')},${'ABCD'[at % 4]}\n`).join('')}`;
  const targets = await engine.readTargets(csv);

  const { source } = await engine.secret({ suite: 'sm3', label: SECRET.label, value: SECRET.value });
  const setting = (more) => ({ plan, suite: 'sm3', tasks: ['01'], as_of: '2025-07-01', ...more });
  const commit = (more) =>
    engine.commit({ setting: setting(more), sources: [source], witness: 'unwitnessed' }, { targets });
  const first = await commit({ attempt: 1 });
  const voided = await engine.void({
    commitment: first.commitment,
    record_digest: null,
    reason: 'technical_fault',
    explanation: '停电',
    by: '王某',
    day: '2025-07-02',
  });
  const second = await commit({ attempt: 2, previous: voided.digest });
  const drawn = await engine.draw({ commitment: second.commitment, plan, sources: [SECRET] }, { targets });

  const behind = { record: drawn.record, plan };
  const out = JSON.parse(drawn.record).draws[0].tiers[3].drawn[0].id;
  const draw = 'small-2025/01/2';
  const amend = (change, amendments) =>
    engine.amend({ behind: { ...behind, amendments }, change, by: '李某', day: '2025-08-01' }, { targets });
  const replaced = await amend({ replacement: { draw, out, reason: 'deregistered', evidence: '登记系统' } }, []);
  const added = await amend({ supplement: { draw, tier: 'A', count: 1, reason: '专项行动' } }, [replaced.amendment]);
  targets.close();
  return {
    digests: { commitment: second.digest, record: drawn.digest },
    record: drawn.record,
    out,
    files: [
      handed('record.json', drawn.record),
      handed('plan.json', plan),
      handed('targets.csv', csv),
      handed('void-1.json', voided.void),
      handed('amendment-2.json', added.amendment),
      handed('amendment-1.json', replaced.amendment),
    ],
  };
}
