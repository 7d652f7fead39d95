/** The verification of what was handed in. */

import type { OpenFile } from '../files/open.ts';
import { KINDS, type Kind } from '../files/recognise.ts';
import { h } from '../page/elements.ts';
import { type Directory, ask, engine } from '../page/engine.ts';
import { Fault } from '../page/fault.ts';
import { join, say, type Words } from '../page/speech.ts';
import type { Watch } from '../page/work.ts';
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

export async function verify(
  evidence: Evidence,
  { commitment, record: digest }: Digests,
  watch: Watch,
): Promise<Handed> {
  const words = lackingWords(evidence);
  if (words) throw new Fault('page.evidence_missing', words);
  const record = (await evidence.text('record')) ?? '';
  const [voids, amendments] = [await evidence.texts('void', 'attempt'), await evidence.texts('amendment', 'number')];
  const committed = committedDirectories(record);
  const saltKey = (await evidence.text('salt_key'))?.trim();
  if (committed.salted && !saltKey) throw saltKeyMissing();
  const targets = await read(
    evidence.find('targets'),
    'readTargets',
    committed.targets,
    watch,
    committed.salted ? saltKey : undefined,
  );
  let inspectors: Directory | undefined;
  try {
    inspectors = await read(evidence.find('inspectors'), 'readInspectors', committed.inspectors, watch);
    const request = {
      do: 'verify',
      record,
      plan: await evidence.text('plan'),
      voids,
      amendments,
      commitment_digest: commitment,
      record_digest: digest,
    };
    return { verified: await ask<Verified>(request, { targets, inspectors }, watch), record, voids, amendments };
  } finally {
    targets?.close();
    inspectors?.close();
  }
}

type Profile = 'ascii' | 'text';

/** How a record says that its directories are to be read; of an unreadable one, the usual way. */
function committedDirectories(record: string): { targets: Profile; inspectors: Profile; salted: boolean } {
  try {
    const { commitment } = JSON.parse(record) as {
      commitment: { targets: { profile: Profile; salted: boolean }; inspectors: { profile: Profile } | null };
    };
    return {
      targets: commitment.targets.profile,
      inspectors: commitment.inspectors?.profile ?? 'ascii',
      salted: commitment.targets.salted,
    };
  } catch {
    return { targets: 'ascii', inspectors: 'ascii', salted: false };
  }
}

async function read(
  file: OpenFile | undefined,
  call: 'readTargets' | 'readInspectors',
  profile: Profile,
  watch: Watch,
  saltKey?: string,
): Promise<Directory | undefined> {
  if (!file) return undefined;
  return (await engine())[call](file.text, { encoding: file.encoding, profile, ...(saltKey && { saltKey }), ...watch });
}

function saltKeyMissing(): Fault {
  return new Fault(
    'page.salt_key_missing',
    say(
      '名录库加了盐，核验需要盐值密钥；请向抽取机关索取，连同名录库一起放入',
      'the directory is salted, and its verification needs the salt key; ask the authority for it, along with the directory',
    ),
  );
}
