/** What a record says of itself: whose plan, which attempt, which sources, how many were drawn; attempts before, changes after. */

import { h, type Child } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { codeWords } from '../page/terms.ts';

interface Tier {
  readonly pool: number;
  readonly quota: number;
}

interface RecordDocument {
  readonly commitment: {
    readonly suite: string;
    readonly plan: { readonly name: string };
    readonly attempt: number;
    readonly as_of: string;
    readonly targets: { readonly rows: number };
    readonly inspectors: { readonly rows: number } | null;
    readonly draws: readonly { readonly draw: string; readonly tiers: readonly Tier[] }[];
  };
  readonly sources: readonly { readonly kind: string; readonly label: string; readonly value: string }[];
  readonly seed: string;
}

const SOURCES: Record<string, Words> = {
  secret: say('秘密值', 'secret'),
  beacon: say('drand信标', 'drand beacon'),
  public: say('公开文本', 'public text'),
};

/** The facts of a record that follows its layout. */
export function recordFacts(text: string): HTMLElement {
  const { commitment, sources, seed } = JSON.parse(text) as RecordDocument;
  const fact = (name: Words, value: Child) => [h('dt', {}, name), h('dd', {}, value)];
  const inspectors = commitment.inspectors;
  return h(
    'div',
    {},
    h(
      'dl',
      { class: 'facts' },
      fact(say('计划', 'Plan'), commitment.plan.name),
      fact(say('第几次抽取', 'Attempt'), String(commitment.attempt)),
      fact(say('基准日', 'The day'), commitment.as_of),
      fact(say('散列算法', 'Hash'), commitment.suite === 'sm3' ? 'SM3（GB/T 32905）' : 'SHA-256'),
      fact(say('检查对象名录库', 'Targets'), grouped(commitment.targets.rows)),
      inspectors && fact(say('检查人员名录库', 'Inspectors'), grouped(inspectors.rows)),
      fact(say('种子', 'Seed'), h('code', {}, seed)),
    ),
    table({
      caption: say('随机源', 'Sources of randomness'),
      head: [say('名称', 'Name'), say('种类', 'Kind'), say('揭示的值', 'Revealed value')],
      rows: sources.map(({ kind, label, value }) => [label, SOURCES[kind] ?? same(kind), h('code', {}, value)]),
    }),
    table({
      caption: say('各项抽取', 'The draws'),
      head: [say('抽取编号', 'Draw'), say('对象数', 'Pool'), say('抽取数', 'Drawn')],
      rows: commitment.draws.map(({ draw, tiers }) => [
        draw,
        grouped(sum(tiers, 'pool')),
        grouped(sum(tiers, 'quota')),
      ]),
      numbers: [1, 2],
    }),
  );
}

function sum(tiers: readonly Tier[], member: keyof Tier): number {
  return tiers.reduce((total, tier) => total + tier[member], 0);
}

interface VoidDocument {
  readonly attempt: number;
  readonly reason: string;
  readonly explanation: string;
  readonly by: string;
  readonly day: string;
}

/** The attempts that came to nothing. */
export function attemptsTable(texts: readonly string[]): HTMLElement | null {
  if (!texts.length) return null;
  const row = ({ attempt, day, reason, explanation, by }: VoidDocument): Child[] => [
    String(attempt),
    day,
    codeWords(reason),
    explanation,
    by,
  ];
  return table({
    caption: say('此前作废的抽取', 'Attempts declared void'),
    head: [
      say('第几次', 'Attempt'),
      say('日期', 'Day'),
      say('原因', 'Reason'),
      say('说明', 'Explanation'),
      say('声明人', 'By'),
    ],
    rows: texts.map((text) => cells(text, row)),
  });
}

type Change =
  | { readonly replacement: { draw: string; out: string; in: string | null; reason: string; evidence: string } }
  | { readonly supplement: { draw: string; in: readonly string[]; reason: string } }
  | { readonly recusal: { draw: string; target: string; inspector: string; successor: string | null; reason: string } };

interface AmendmentDocument {
  readonly number: number;
  readonly day: string;
  readonly by: string;
  readonly change: Change;
}

/** The changes after the draw. */
export function amendmentsTable(texts: readonly string[]): HTMLElement | null {
  if (!texts.length) return null;
  const row = ({ number, day, by, change }: AmendmentDocument): Child[] => [
    String(number),
    day,
    ...changeCells(change),
    by,
  ];
  return table({
    caption: say('抽取后的变更', 'Changes after the draw'),
    head: [
      say('序号', 'No.'),
      say('日期', 'Day'),
      say('变更', 'Change'),
      say('退出', 'Out'),
      say('进入', 'In'),
      say('原因', 'Reason'),
      say('登记人', 'By'),
    ],
    rows: texts.map((text) => cells(text, row)),
  });
}

function changeCells(change: Change): Child[] {
  const nobody = say('无人可补', 'nobody');
  if ('replacement' in change) {
    const { out, in: into, reason, evidence } = change.replacement;
    return [say('补抽', 'replacement'), out, into ?? nobody, [codeWords(reason), `（${evidence}）`]];
  }
  if ('supplement' in change) {
    return [say('增抽', 'supplement'), '—', change.supplement.in.join('、'), change.supplement.reason];
  }
  const { inspector, successor, target, reason } = change.recusal;
  return [[say('回避：', 'recusal: '), target], inspector, successor ?? nobody, reason];
}

/** A row of a document that may not follow its layout; the report says what is wrong with it. */
function cells<T>(text: string, row: (found: T) => Child[]): Child[] {
  try {
    return row(JSON.parse(text) as T);
  } catch {
    return [say('无法读取', 'cannot be read')];
  }
}
