/** What a task would draw: pool, ideal and drawn of each tier, as a table and as charts. */

import { h, type Child } from '../page/elements.ts';
import { decimal, grouped, percent } from '../page/numbers.ts';
import { same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { codeWords, tierWords } from '../page/terms.ts';
import { quotaCharts } from './chart.ts';
import type { TaskQuotas, TierQuota } from './told.ts';

export interface Totals {
  readonly pool: number;
  readonly drawn: number;
  readonly realised: string | null;
}

export function totals(tiers: readonly TierQuota[]): Totals {
  const sum = (of: (tier: TierQuota) => number) => tiers.reduce((total, tier) => total + of(tier), 0);
  const [pool, drawn] = [sum((tier) => tier.pool), sum((tier) => tier.quota)];
  return { pool, drawn, realised: pool ? `${drawn}/${pool}` : null };
}

export function quotasView(quotas: TaskQuotas): HTMLElement {
  return h(
    'div',
    { class: 'quotas' },
    tiersTable(quotas),
    quotaCharts(quotas.tiers),
    h('ul', { class: 'notes' }, notes(quotas)),
  );
}

function tiersTable({ tiers }: TaskQuotas): HTMLElement {
  const { pool, drawn, realised } = totals(tiers);
  const added = tiers.some((tier) => tier.added > 0);
  const row = (tier: TierQuota): Child[] => [
    tierWords(tier.tier),
    grouped(tier.pool),
    ideal(tier.ideal),
    ...(added ? [grouped(tier.added)] : []),
    grouped(tier.quota),
    percent(tier.realised),
  ];
  return table({
    caption: say('各等级抽取数', 'How many of each tier are drawn'),
    head: [
      say('风险等级', 'Tier'),
      say('对象数', 'Pool'),
      say('理论数', 'Ideal'),
      ...(added ? [say('保底增加', 'Added by a minimum')] : []),
      say('抽取数', 'Drawn'),
      say('实际比例', 'Realised'),
    ],
    rows: tiers.map(row),
    foot: [say('合计', 'All'), grouped(pool), '', ...(added ? [''] : []), grouped(drawn), percent(realised)],
    numbers: [1, 2, 3, 4, 5],
  });
}

/** An ideal that is no whole number, with the exact fraction. */
function ideal(fraction: string): Child {
  return fraction.includes('/') ? [decimal(fraction), h('small', {}, ` = ${fraction}`)] : decimal(fraction);
}

function notes({ exclusions, not_classified, inversions }: TaskQuotas): Child[] {
  const excluded = Object.entries(exclusions).filter(([, count]) => count > 0);
  const reason = ([code, count]: [string, number], language: 'zh' | 'en') =>
    `${codeWords(code)[language]} ${grouped(count)}`;
  const list = (language: 'zh' | 'en') => excluded.map((entry) => reason(entry, language));
  const left: Words = {
    zh: `未进入抽取范围：${list('zh').join('；')}`,
    en: `Not in the pool: ${list('en').join('; ')}`,
  };
  const unclassified = say(
    `未分类${grouped(not_classified)}户，按规则指定的等级抽取`,
    `${grouped(not_classified)} not classified, drawn in the tier the rules say`,
  );
  const turned = inversions.map(([lower, higher]) =>
    say(
      `因取整，${tierWords(lower).zh}的实际比例高于${tierWords(higher).zh}`,
      `after rounding, ${tierWords(lower).en} has a higher ratio than ${tierWords(higher).en}`,
    ),
  );
  const lines = [excluded.length ? left : same(''), not_classified ? unclassified : same(''), ...turned];
  return lines.filter((line) => line.zh).map((line) => h('li', {}, line));
}
