/** The verification of a receipt or of a proof of absence against the published digests. */

import type { Digests } from '../check/digests.ts';
import type { Evidence } from '../check/evidence.ts';
import type { Verified } from '../check/report.ts';
import { ask } from '../page/engine.ts';
import { Fault } from '../page/fault.ts';
import { say } from '../page/speech.ts';
import type { Receipt } from './documents.ts';

export interface Verdict {
  readonly verified: Verified;
  /** The receipt, if it was one and holds. */
  readonly receipt: Receipt | null;
  /** The titles of the tasks, where the plan was there to say them. */
  readonly titles: ReadonlyMap<string, string>;
  readonly absence: boolean;
}

export async function verifyCase(evidence: Evidence, { commitment, record }: Digests): Promise<Verdict> {
  const [receipt, absence] = [await evidence.text('receipt'), await evidence.text('absence')];
  if (receipt === undefined && absence === undefined)
    throw new Fault('page.no_receipt', say('还没有凭证', 'there is no receipt yet'));
  if (!commitment || (receipt !== undefined && !record)) throw digestsMissing();
  if (receipt === undefined) {
    const verified = await ask<Verified>({ do: 'verify_absence', absence, commitment_digest: commitment });
    return { verified, receipt: null, titles: new Map(), absence: true };
  }
  const [digest, plan] = [await evidence.text('digest'), await evidence.text('plan')];
  const verified = await ask<Verified>({
    do: 'verify_receipt',
    receipt,
    commitment_digest: commitment,
    record_digest: record,
    digest,
    plan,
  });
  return {
    verified,
    receipt: verified.holds ? (JSON.parse(receipt) as Receipt) : null,
    titles: titlesOf(plan),
    absence: false,
  };
}

function titlesOf(plan: string | undefined): Map<string, string> {
  try {
    const { tasks } = JSON.parse(plan ?? '') as { tasks: { name: string; published: { title: string } }[] };
    return new Map(tasks.map(({ name, published }) => [name, published.title]));
  } catch {
    return new Map();
  }
}

function digestsMissing(): Fault {
  return new Fault(
    'page.digests_missing',
    say(
      '还缺公布的摘要。没有它们，凭证只能证明自己与自己一致；请从抽取机关的公告中抄录，或放入抽取公告和抽取摘要文件',
      'the published digests are missing. Without them a receipt only agrees with itself; copy them from what the authority published, or put in notice and digest',
    ),
  );
}
