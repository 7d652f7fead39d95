/** Every snippet of both READMEs runs and shows what it says. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';

const run = promisify(execFile);

/** What stands before a snippet that speaks of a draw that somebody published. */
const PUBLISHED = `
  import { open as opened } from 'double-random';
  import * as demo from './demo.js';
  const published = await opened();
  const file = new Blob([demo.CSV]);
  const { plan, record, recordDigest, commitmentDigest } = await demo.hold(published, { targets: await published.readTargets(file) });
  const csv = await demo.resultsFile(published, { record, plan }, { targets: await published.readTargets(file) });
  const holidays = demo.HOLIDAYS;
`;

for (const name of ['README.md', 'README.zh-CN.md']) {
  /** Guards what the README promises. */
  test(`the snippets of ${name}`, async () => {
    const text = await readFile(new URL(`../${name}`, import.meta.url), 'utf8');
    const snippets = [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, snippet]) => snippet);
    assert.equal(snippets.length, 6);
    const folder = await mkdtemp(fileURLToPath(new URL('./snippets-', import.meta.url)));
    try {
      for (const snippet of snippets) {
        const before = snippet.includes('(file') ? PUBLISHED.replace("'./demo.js'", "'../demo.js'") : '';
        const file = `${folder}/snippet.mjs`;
        await writeFile(file, before + snippet);
        const { stdout } = await run(process.execPath, [file]);
        const shown = [...snippet.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
        if (shown.length === 0) assert.match(stdout, /^(1\n)+((passed|not_done) .+\n)+$/);
        else assert.equal(stdout, `${shown.join('\n')}\n`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
