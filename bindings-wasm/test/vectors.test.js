/** The vectors of the protocol, in Node: through the package, and all of them through the native parts themselves. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

import { open } from 'double-random';

import { byPackage, bySelftest } from './answers.js';

const VECTORS = new URL('../../core/vectors/', import.meta.url);
const texts = [];
for (const name of await readdir(VECTORS)) {
  if (name.endsWith('.json') && name !== 'schema.json') texts.push(await readFile(new URL(name, VECTORS), 'utf8'));
}
const all = texts.reduce((sum, text) => sum + JSON.parse(text).cases.length, 0);

/** Guards that the package gives every answer of the vectors that it has a call for, and refuses what must be refused. */
test('the package answers the vectors', async () => {
  const dr = await open();
  const rounds = JSON.parse(await readFile(new URL('public/drand-rounds.json', VECTORS), 'utf8'));
  let answered = 0;
  for (const text of texts) {
    const told = await byPackage(dr, JSON.parse(text), rounds);
    assert.deepEqual(told.wrong, []);
    answered += told.answered;
  }
  assert(answered > 1000, `${answered}`);
});

/** Guards that both native parts give every answer of every vector. */
for (const part of ['selftest', 'selftest_simd']) {
  test(`the native part answers the vectors: ${part}`, async () => {
    // Each address is a module of its own.
    const native = await import(`../built/${part}/double_random.js`);
    native.initSync({ module: await readFile(new URL(`../built/${part}/double_random_bg.wasm`, import.meta.url)) });
    let answered = 0;
    for (const text of texts) {
      const told = bySelftest(native.selftest, text);
      assert.deepEqual(told.wrong, []);
      answered += told.answered;
    }
    assert.equal(answered, all);
  });
}
