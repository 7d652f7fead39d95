/** What the engine tells of plans and quotas. */

import type { Tier } from '../page/terms.ts';

export type PerTier<T> = readonly [T, T, T, T];

export type QuotaRule =
  | { per_tier: { ratios: PerTier<string>; minimums: PerTier<number> } }
  | { progressive: { ratio: string; weights: PerTier<number>; minimum: number; tier_minimums: PerTier<number> } }
  | { count: { total: number; weights: PerTier<number> } }
  | { count_per_tier: { counts: PerTier<number> } }
  | 'census';

export interface TierRule {
  readonly combination: 'higher' | 'credit_only' | 'industry_only' | { matrix: unknown };
  readonly industry_field: string | null;
  readonly not_classified: Tier;
}

export interface Rules {
  readonly quota: QuotaRule;
  readonly rounding: 'up' | 'half_up' | 'down';
  readonly tiers: TierRule;
  readonly frequency: { times: number; years: number } | null;
  readonly yearly_cap: number | null;
  readonly reserve: number;
  /** What this page does not change. */
  readonly [other: string]: unknown;
}

/** Who is in range; its forms are those of section 3.1 of the specification. */
export type Selector = Record<string, unknown>;

export interface Task {
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly range: string;
  readonly ratio: { readonly text: string };
  readonly selector: Selector | null;
  readonly rules: Rules | null;
}

export interface PlanTold {
  readonly name: string;
  readonly title: string | null;
  readonly authority: string | null;
  readonly year: number;
  readonly tasks: readonly Task[];
}

export interface Finding {
  readonly row: number | null;
  readonly task: number | null;
  readonly column: string | null;
  readonly zh: string;
  readonly en: string;
}

export interface TierQuota {
  readonly tier: Tier;
  readonly pool: number;
  readonly ideal: string;
  readonly quota: number;
  readonly added: number;
  readonly realised: string | null;
}

export interface TaskQuotas {
  readonly task: string;
  readonly exclusions: Readonly<Record<string, number>>;
  readonly not_classified: number;
  readonly tiers: readonly TierQuota[];
  readonly inversions: readonly (readonly [Tier, Tier])[];
}
