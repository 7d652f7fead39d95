/** What a receipt and a proof of absence hold, as far as the page shows it. */

import type { Tier } from '../page/terms.ts';

export interface Receipt {
  readonly record_digest: string;
  readonly commitment: {
    readonly suite: 'sha256' | 'sm3';
    readonly plan: { readonly name: string };
    readonly targets: { readonly columns: readonly string[]; readonly rows: number };
    readonly draws: readonly {
      readonly draw: string;
      readonly task: string;
      readonly tiers: readonly { readonly tier: Tier; readonly pool: number; readonly quota: number }[];
    }[];
  };
  readonly id: string;
  readonly row: string;
  readonly index: number;
  readonly draws: readonly ReceiptDraw[];
}

export interface ReceiptDraw {
  readonly draw: string;
  readonly key: string;
  readonly ticket: string;
  readonly outcome: 'drawn' | 'reserve' | 'not_drawn' | 'excluded';
  readonly reason: string | null;
  readonly tier: Tier | null;
  readonly rank: number | null;
  readonly cut_off: string | null;
}
