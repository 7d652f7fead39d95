/** What the engine answers to `progress` (specification of results, section 11), as far as the page shows it. */

import type { Tier } from '../page/terms.ts';

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: string | null;
}

export const RATES = [
  'completion',
  'entered',
  'on_time',
  'publication',
  'publication_on_time',
  'application_by_target',
] as const;

export type RateName = (typeof RATES)[number] | 'application_by_task';

export type Figures = { readonly due: number; readonly problems: readonly (Rate & { readonly tier: Tier })[] } & {
  readonly [name in (typeof RATES)[number]]: Rate;
};

export interface Stratum {
  readonly stratum: Tier;
  readonly pool: number;
  readonly interval: { readonly low: number; readonly high: number };
}

export type TaskFigures = Figures & {
  readonly task: string;
  readonly title: string;
  readonly estimate: { readonly level: string; readonly strata: readonly Stratum[] };
};

/** An inspection that is due. */
interface Due {
  readonly draw: string;
  readonly target: string;
  readonly agency: string | null;
}

export type Overdue = Due & {
  readonly what: 'entry' | 'publication';
  readonly deadline: string;
  readonly days: number;
};

export interface HandOver {
  readonly draw: string | null;
  readonly target: string | null;
  readonly from: string;
  readonly to: string;
  readonly state: 'handed_over' | 'taken_over' | 'closed';
  readonly handed_over: string;
  readonly taken_over: string | null;
  readonly closed: string | null;
  readonly days: number;
}

export type MissingHandOver = Due & { readonly outcomes: readonly string[] };

export type Unreachable = Due & {
  readonly visited: string;
  readonly deadline: string;
  readonly done: string | null;
  readonly days: number;
};

export type Conflict = Due & { readonly results: readonly string[] };

export interface Doubt {
  readonly about: { readonly draw: string; readonly target: string } | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface Progress {
  readonly as_of: string;
  readonly overall: Figures & { readonly application_by_task: Rate };
  readonly goals: Readonly<Partial<Record<RateName, { readonly goal: string; readonly met: boolean | null }>>>;
  readonly tasks: readonly TaskFigures[];
  readonly agencies: readonly (Figures & { readonly agency: string | null })[];
  readonly overdue: readonly Overdue[];
  readonly hand_overs: readonly HandOver[];
  readonly missing_hand_overs: readonly MissingHandOver[];
  readonly unreachable: readonly Unreachable[];
  readonly conflicts: readonly Conflict[];
  readonly findings: readonly Doubt[];
  /** The figures as CSV with Chinese headings. */
  readonly csv: string;
}
