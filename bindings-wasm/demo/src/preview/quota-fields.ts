/** The fields of each way to say how many are drawn. */

import { h } from '../page/elements.ts';
import { field, group, line, setting, whole } from '../page/fields.ts';
import { say, type Words } from '../page/speech.ts';
import { TIERS, tierWords, type Tier } from '../page/terms.ts';
import type { PerTier, QuotaRule } from './told.ts';

/** A ratio from 0 to 1 as the core reads it; of a fraction, its form alone. */
const RATIO = [
  '0*([0-9]{1,2}(\\.[0-9]+)?|100(\\.0+)?)%',
  '0*([0-9]{1,3}(\\.[0-9]+)?|1000(\\.0+)?)‰',
  '0+(\\.[0-9]+)?|0*1(\\.0+)?',
  '[0-9]+/[0-9]+',
].join('|');

const WEIGHTS = say('权重（低、一般、较高、高，不得递减）', 'Weights (A to D, never falling)');
const MINIMUMS = say('各等级最低数', 'The least number of each tier');

export function quotaFields(quota: QuotaRule, change: (quota: QuotaRule) => void): HTMLElement {
  if (quota === 'census') return h('p', { class: 'hint' }, say('对象全部抽取', 'every target of the pool is drawn'));
  if ('progressive' in quota) {
    const { ratio, weights, minimum, tier_minimums } = quota.progressive;
    const set = setting(quota.progressive, (progressive) => change({ progressive }));
    return h(
      'div',
      {},
      field(
        say('总比例', 'Ratio'),
        ratioLine(ratio, (to) => set({ ratio: to })),
        RATIO_HINT,
      ),
      perTier(
        WEIGHTS,
        weights,
        (value, to) => whole(value, 1, to),
        (to) => set({ weights: to }),
      ),
      field(
        say('总数最低', 'The least number in all'),
        whole(minimum, 0, (to) => set({ minimum: to })),
      ),
      perTier(
        MINIMUMS,
        tier_minimums,
        (value, to) => whole(value, 0, to),
        (to) => set({ tier_minimums: to }),
      ),
    );
  }
  if ('per_tier' in quota) {
    const { ratios, minimums } = quota.per_tier;
    const set = setting(quota.per_tier, (per_tier) => change({ per_tier }));
    return h(
      'div',
      {},
      perTier(say('各等级比例', 'The ratio of each tier'), ratios, ratioLine, (to) => set({ ratios: to }), RATIO_HINT),
      perTier(
        MINIMUMS,
        minimums,
        (value, to) => whole(value, 0, to),
        (to) => set({ minimums: to }),
      ),
    );
  }
  if ('count' in quota) {
    const { total, weights } = quota.count;
    const set = setting(quota.count, (count) => change({ count }));
    return h(
      'div',
      {},
      field(
        say('总数', 'Number in all'),
        whole(total, 0, (to) => set({ total: to })),
      ),
      perTier(
        WEIGHTS,
        weights,
        (value, to) => whole(value, 1, to),
        (to) => set({ weights: to }),
      ),
    );
  }
  const { counts } = quota.count_per_tier;
  return perTier(
    say('各等级抽取数', 'The number of each tier'),
    counts,
    (value, to) => whole(value, 0, to),
    (to) => {
      change({ count_per_tier: { counts: to } });
    },
  );
}

const RATIO_HINT = say('写作 3%、1.5‰ 或 1/30，不超过 100%', 'as 3%, 1.5‰ or 1/30, no more than 100%');

function ratioLine(value: string, change: (value: string) => void): HTMLInputElement {
  return line(value, change, RATIO, { class: 'short' });
}

/** A control for each tier, in one row. */
function perTier<T>(
  legend: Words,
  values: PerTier<T>,
  control: (value: T, change: (value: T) => void) => HTMLElement,
  change: (values: PerTier<T>) => void,
  hint?: Words,
): HTMLElement {
  const now = [...values] as [T, T, T, T];
  const cell = (tier: Tier, place: number) =>
    field(
      tierWords(tier),
      control(now[place] as T, (value) => {
        now[place] = value;
        change([...now]);
      }),
    );
  return group(legend, h('div', { class: 'tiers' }, TIERS.map(cell)), hint && h('p', { class: 'hint' }, hint));
}
