/** The directories that were handed in, read as the record says that they were committed. */

import type { OpenFile } from '../files/open.ts';
import { type Directory, engine } from '../page/engine.ts';
import { Fault } from '../page/fault.ts';
import { say } from '../page/speech.ts';
import type { Watch } from '../page/work.ts';
import type { Evidence } from './evidence.ts';

export interface Directories {
  readonly targets?: Directory | undefined;
  readonly inspectors?: Directory | undefined;
}

/** Does a task with the directories, and lets go of them whatever comes of it. */
export async function withDirectories<T>(
  evidence: Evidence,
  record: string,
  watch: Watch,
  task: (held: Directories) => Promise<T>,
): Promise<T> {
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
    return await task({ targets, inspectors });
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
