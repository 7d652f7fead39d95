/** The example inside the page: the files of the ceremony and of the year after it, and what three shops and the public are given. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { open } from 'double-random';

const PUBLISHED = new URL('../../../core/examples/data/gaoping-2025-published.txt', import.meta.url);
const FILES = [
  'plan.json',
  'targets.csv',
  'inspectors.csv',
  'salt-key.txt',
  'commitment.json',
  'record.json',
  'SHA256SUMS',
  'amendment-1.json',
  'results.json',
];

/** The task whose shops are shown: restaurants. */
const TASK = '12';

/** @returns {Promise<Record<string, string>>} */
export async function exampleFiles(folder) {
  const files = { 'published.txt': await readFile(PUBLISHED, 'utf8') };
  for (const name of FILES) files[name] = await readFile(join(folder, name), 'utf8');
  return { ...files, ...(await documents(files)) };
}

async function documents({ 'plan.json': plan, 'record.json': record, 'commitment.json': commitment, ...files }) {
  const engine = await open();
  const targets = await engine.readTargets(files['targets.csv'], { saltKey: files['salt-key.txt'].trim() });
  const receipt = async (id) => (await engine.receipt({ record, plan, id }, { targets })).receipt;
  const { drawn, reserve } = tierOf(record);
  const made = {
    'drawn.json': await receipt(drawn[drawn.length >> 1].id),
    'not-drawn.json': await receipt(reserve.at(-1).id),
    'absent.json': (await engine.absence({ commitment, id: '92140581GEN999999X' }, { targets })).absence,
    'notice.json': (await engine.notice({ commitment, plan })).notice,
    'digest.json': (await engine.digest({ record })).digest,
  };
  targets.close();
  return made;
}

/** The tier of general risk, in which most small shops are drawn. */
function tierOf(record) {
  const draw = JSON.parse(record).draws.find((found) => found.draw.split('/')[1] === TASK);
  return draw.tiers.find(({ tier }) => tier === 'B');
}
