/**
 * Builds the page: one file that holds its programs, its style, the engine, the example and the holidays.
 *
 *     node build.mjs FOLDER
 *
 * FOLDER is where the example `gaoping_2025` wrote its ceremony. The package must have been built before.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

import { exampleFiles } from './build/example.mjs';
import { bundledPage } from './build/bundle.mjs';
import { assembled } from './build/assemble.mjs';
import { licences } from './build/licences.mjs';

const here = (path) => new URL(path, import.meta.url);
const folder = process.argv[2];
if (!folder) throw new Error('node build.mjs FOLDER');

const HOLIDAYS = '../../core/examples/data/cn-holidays-2023-2026';

const { script, folders } = await bundledPage();
const page = assembled({
  template: await readFile(here('src/page.html'), 'utf8'),
  style: await readFile(here('src/page.css'), 'utf8'),
  script,
  licences: [
    await licences(folders),
    `holiday-cn 2023-2026\n\n${await readFile(here(`${HOLIDAYS}.LICENSE`), 'utf8')}`,
    await readFile(here('../THIRD-PARTY.txt'), 'utf8'),
  ].join('\n\n'),
  assets: {
    engine: await readFile(here('../wasm/double_random_simd.wasm')),
    example: Buffer.from(JSON.stringify(await exampleFiles(folder))),
    holidays: await readFile(here(`${HOLIDAYS}.csv`)),
  },
});
await mkdir(here('dist'), { recursive: true });
await writeFile(here('dist/double-random.html'), page);
const digest = createHash('sha256').update(page).digest('hex');
console.log(`${digest}  dist/double-random.html (${Buffer.byteLength(page).toLocaleString('en')} bytes)`);
