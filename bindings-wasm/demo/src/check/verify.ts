/** The verification of what was handed in. */

import { KINDS, type Kind } from '../files/recognise.ts';
import { h } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { Fault } from '../page/fault.ts';
import { join, say, type Words } from '../page/speech.ts';
import type { Watch } from '../page/work.ts';
import { withDirectories } from './directories.ts';
import type { Evidence } from './evidence.ts';
import type { Verified } from './report.ts';
import type { Digests } from './digests.ts';

/** A report with the documents that it is about. */
export interface Handed {
  readonly verified: Verified;
  readonly record: string;
  readonly voids: readonly string[];
  readonly amendments: readonly string[];
}

const NEEDED: readonly Kind[] = ['record', 'plan', 'targets'];

/** What is still needed, as a hint; none if nothing is. */
export function lacking(evidence: Evidence): HTMLElement | null {
  const words = lackingWords(evidence);
  return words && h('p', { class: 'hint' }, words);
}

function lackingWords(evidence: Evidence): Words | null {
  const missing = NEEDED.filter((kind) => !evidence.find(kind)).map((kind) => KINDS[kind]);
  if (!missing.length) return null;
  const list = { zh: missing.map((words) => words.zh).join('、'), en: missing.map((words) => words.en).join(', ') };
  return join(say('还需要：', 'still needed: '), list);
}

/** Refuses to work with less than what everything needs. */
export function assertComplete(evidence: Evidence): void {
  const words = lackingWords(evidence);
  if (words) throw new Fault('page.evidence_missing', words);
}

export async function verify(
  evidence: Evidence,
  { commitment, record: digest }: Digests,
  watch: Watch,
): Promise<Handed> {
  assertComplete(evidence);
  const record = (await evidence.text('record')) ?? '';
  const [voids, amendments] = [await evidence.texts('void', 'attempt'), await evidence.texts('amendment', 'number')];
  return withDirectories(evidence, record, watch, async (held) => {
    const request = {
      do: 'verify',
      record,
      plan: await evidence.text('plan'),
      voids,
      amendments,
      commitment_digest: commitment,
      record_digest: digest,
    };
    return { verified: await ask<Verified>(request, held, watch), record, voids, amendments };
  });
}
