/** The draw from plain columns. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { open, openWorker } from 'double-random';

import { idColumn, idPieces } from '../js/columns.js';
import { KEY } from './demo.js';

const ids = Array.from({ length: 5_000 }, (_, row) => `甲-${row * 7919}${'x'.repeat(row % 70)}`);
const tiers = Uint8Array.from(ids, (_, row) => (row % 11 === 0 ? 255 : row % 4));
const numbers = [3, 40, 0, 500];
const columns = { ids, tiers, numbers, reserve: 7, key: KEY };

/** Every id hashed and sorted. */
function sorted(tier, hash) {
  const rows = ids.map((id, row) => ({ row, ticket: hash(KEY + id) })).filter(({ row }) => tiers[row] === tier);
  return rows.sort((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ row }) => row);
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Guards both ways, both native parts and both forms of ids against sorting whole tickets. */
test('the smallest tickets are drawn', async () => {
  const { buffer } = await readFile(new URL('../wasm/double_random.wasm', import.meta.url));
  const text = new TextEncoder().encode(ids.join(''));
  const offsets = new Uint32Array(ids.length + 1);
  ids.forEach((id, row) => {
    offsets[row + 1] = offsets[row] + new TextEncoder().encode(id).length;
  });
  const dr = await open();
  const worker = await openWorker();
  const scalar = await openWorker({ wasm: buffer });
  for (const opened of [dr, worker, scalar]) {
    for (const form of [ids, { bytes: text, offsets }]) {
      const strata = await opened.stratifiedDraw({ ...columns, ids: form });
      ['A', 'B', 'C', 'D'].forEach((tier, at) => {
        const { drawn, reserve } = strata[tier];
        assert(drawn instanceof Uint32Array && reserve instanceof Uint32Array);
        const all = sorted(at, sha256);
        assert.deepEqual([...drawn], all.slice(0, numbers[at]));
        assert.deepEqual([...reserve], all.slice(numbers[at], numbers[at] + 7));
      });
    }
  }
  worker.close();
  scalar.close();
});

/** Guards ids that are encoded many together: plain ones, others among them, and halves of a character that would join. */
test('ids are encoded one like the other', () => {
  const plain = Array.from({ length: 9_000 }, (_, row) => `A-${row}`);
  const halves = ['\ud840', '\udc00', '甲-1', ''];
  for (const ids of [plain, [...plain, ...halves], [...halves, ...plain], [plain.join('甲')], []]) {
    const { bytes, offsets } = idColumn(ids);
    const texts = ids.map((_, row) => Buffer.from(bytes.subarray(offsets[row], offsets[row + 1])));
    assert(texts.every((text, row) => text.equals(new TextEncoder().encode(ids[row]))));
    assert.deepEqual([offsets[0], offsets.at(-1)], [0, bytes.length]);
  }
});

/** Guards ids that are brought in pieces of any length, from strings and from a column, the first and the last with all of its text. */
test('pieces are parts of the whole', () => {
  const ids = Array.from({ length: 9_000 }, (_, row) => `甲-${row}`.slice(row % 2, 1 + (row % 7)));
  const whole = idColumn(ids);
  for (const form of [ids, whole]) {
    const { rows, bring } = idPieces(form);
    assert.equal(rows, ids.length);
    for (const ends of [[0, 9_000], [0, 1, 2, 8_190, 9_000], [0, 5_000, 5_000, 9_000]]) {
      const texts = ends.slice(1).map((to, at) => {
        const [bytes, offsets] = bring(ends[at], to);
        assert.equal(offsets.length, to - ends[at] + 1);
        assert.equal(offsets.at(-1) - offsets[0], bytes.length);
        return Buffer.from(bytes);
      });
      assert(Buffer.concat(texts).equals(whole.bytes));
    }
  }
  const { rows, bring } = idPieces({ bytes: new Uint8Array(3), offsets: new Uint32Array([1, 2]) });
  assert.deepEqual([rows, bring(0, 1)[0].length], [1, 3]);
});

/** Guards that each piece is held to the same as the first, and what is said of it. */
test('a late row is refused like an early one', async () => {
  const dr = await open();
  const rows = 20_000;
  const tiers = new Uint8Array(rows);
  const draw = (offsets, bytes = new Uint8Array(offsets.at(-1)).fill(65)) =>
    dr.stratifiedDraw({ ids: { bytes, offsets }, tiers, numbers: [0, 0, 0, 0], key: KEY });
  const offsets = Uint32Array.from({ length: rows + 1 }, (_, row) => 2 * row);
  await draw(offsets);
  const noText = new Uint8Array(2 * rows).fill(65);
  noText[2 * 18_000] = 0xff;
  await assert.rejects(draw(offsets, noText), { code: 'sampling.not_text', params: { row: 18_000 } });
  for (const [bounds, length] of [[offsets, 2 * rows - 1], [offsets, 2 * rows + 1], [offsets.with(18_000, 1), 2 * rows]]) {
    await assert.rejects(draw(bounds, new Uint8Array(length).fill(65)), { code: 'interop.bad_request' });
  }
});

/** Guards each refusal. */
test('columns that do not fit are refused', async () => {
  const dr = await open();
  const [bytes, noText] = [new Uint8Array([65, 66]), new Uint8Array([65, 0xff])];
  const draw = (others) => dr.stratifiedDraw({ ids: ['A', 'B'], tiers: new Uint8Array(2), numbers: [1, 0, 0, 0], key: KEY, ...others });
  assert.equal((await draw({})).A.drawn.length, 1);
  for (const [code, others] of [
    ['interop.bad_request', { tiers: new Uint8Array(3) }],
    ['interop.bad_request', { tiers: new Uint8Array([0, 4]) }],
    ['interop.bad_request', { numbers: [1, 0, 0] }],
    ['interop.bad_request', { numbers: [1.5, 0, 0, 0] }],
    ['interop.bad_request', { numbers: [-1, 0, 0, 0] }],
    ['interop.bad_request', { reserve: 2 ** 32 }],
    ['interop.bad_request', { suite: 'md5' }],
    ['interop.bad_request', { ids: { bytes, offsets: new Uint32Array([0, 2, 1]) } }],
    ['interop.bad_request', { ids: { bytes, offsets: new Uint32Array([0, 1, 3]) } }],
    ['interop.bad_request', { ids: { bytes, offsets: new Uint32Array([1, 2]) } }],
    ['interop.bad_request', { ids: { bytes, offsets: new Uint32Array() } }],
    ['sampling.not_text', { ids: { bytes: noText, offsets: new Uint32Array([0, 1, 2]) } }],
    ['sampling.not_text', { ids: { bytes: new TextEncoder().encode('甲'), offsets: new Uint32Array([0, 1, 3]) } }],
    ['sampling.pool_too_small', { numbers: [3, 0, 0, 0] }],
    ['sampling.duplicate_id', { ids: ['A', 'A'], numbers: [2, 0, 0, 0] }],
    ['digest.not_hex', { key: 'no key' }],
  ]) {
    await assert.rejects(draw(others), (error) => error.code === code, JSON.stringify(others));
  }
});
