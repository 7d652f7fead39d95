/** The ways in which a task can say how many are drawn. */

import type { Option } from '../page/fields.ts';
import { say } from '../page/speech.ts';
import type { PerTier, QuotaRule } from './told.ts';

export type QuotaKind = 'progressive' | 'per_tier' | 'count' | 'count_per_tier' | 'census';

export const QUOTA_KINDS: readonly Option<QuotaKind>[] = [
  { value: 'progressive', words: say('总比例，随风险分别递加', 'one ratio, rising with risk') },
  { value: 'per_tier', words: say('各等级分别定比例', 'a ratio for each tier') },
  { value: 'count', words: say('总数，随风险分别递加', 'a number in all, rising with risk') },
  { value: 'count_per_tier', words: say('各等级分别定数', 'a number for each tier') },
  { value: 'census', words: say('全覆盖', 'all of them') },
];

export function kindOf(quota: QuotaRule): QuotaKind {
  return quota === 'census' ? quota : (Object.keys(quota)[0] as QuotaKind);
}

/** The overall ratio of a rule that has one. */
export function ratioOf(quota: QuotaRule): string | undefined {
  return quota !== 'census' && 'progressive' in quota ? quota.progressive.ratio : undefined;
}

const NONE: PerTier<number> = [0, 0, 0, 0];
const RISING: PerTier<number> = [1, 2, 4, 8];

/** A rule of this kind to start from; the ratio is the one last seen. */
export function quotaOf(kind: QuotaKind, ratio = '5%'): QuotaRule {
  switch (kind) {
    case 'progressive':
      return { progressive: { ratio, weights: RISING, minimum: 1, tier_minimums: NONE } };
    case 'per_tier':
      return { per_tier: { ratios: [ratio, ratio, ratio, ratio], minimums: NONE } };
    case 'count':
      return { count: { total: 20, weights: RISING } };
    case 'count_per_tier':
      return { count_per_tier: { counts: [5, 5, 5, 5] } };
    case 'census':
      return 'census';
  }
}
