/** Files that are made to break the reading of them, or whoever reads after it: see `docs/hostile-input.md`. Nothing here needs a browser. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { strToU8, unzipSync, zipSync } from 'fflate';

import { source } from './source.mjs';
import { workbook } from './workbooks.mjs';

const { encodingOf } = await source('files/encoding.ts');
const { readWorkbook } = await source('files/workbook.ts');
const { legible } = await source('page/legible.ts');

/** Guards names: a file in UTF-8 with one damaged character also reads as GBK, with every name as other characters. */
test('damaged UTF-8 is not read as GBK', async () => {
  const [before, after] = [Buffer.from('id,name\nA-1,高平市铁炉商店\nA-2,高'), Buffer.from('平\n')];
  for (const damage of [[0xe9], [0xff], [0xed, 0xa0, 0x80]]) {
    const file = new Blob([before, new Uint8Array(damage), after]);
    await assert.rejects(encodingOf(file), ({ code, params }) => {
      assert.deepEqual([code, params], ['table.broken_encoding', { line: 3 }]);
      return true;
    });
  }
  assert.equal(await encodingOf(new Blob([Buffer.concat([before, after])])), 'utf-8');
  const gbk = new Uint8Array([0x69, 0x64, 0x0a, 0xb8, 0xdf, 0xc6, 0xbd, 0xca, 0xd0, 0xc1, 0xaa, 0xcd, 0xa8, 0x0a]);
  assert.equal(await encodingOf(new Blob([gbk])), 'gbk');
});

/** Guards memory: two cells, one far down and one far to the right, stand for thousands of millions of empty ones. */
test('a cell far out is refused', async () => {
  const parts = unzipSync(workbook({ Sheet1: [['id'], ['A-1', 'B']] }));
  const sheet = 'xl/worksheets/sheet1.xml';
  const text = Buffer.from(parts[sheet]).toString();
  for (const [near, far] of [
    [/"B2"/, '"XFD1048576"'],
    [/"B2"/, '"ZZZZZZZZ2"'],
    [/"A2"/, '"A99999999999"'],
  ]) {
    const packed = zipSync({ ...parts, [sheet]: strToU8(text.replace(near, far)) });
    await assert.rejects(readWorkbook(packed.buffer), ({ code }) => code === 'table.sheet_too_large');
  }
  assert.equal((await readWorkbook(zipSync(parts).buffer)).csv, 'id,\nA-1,B\n');
});

/** Guards whoever reads the page: what hides in a text or turns its direction is shown by its number. */
test('nothing hides', () => {
  assert.equal(legible('甲\u202E店\u200B\0（一）\n'), '甲[U+202E]店[U+200B][U+0000]（一）\n');
  assert.equal(legible('\uFEFF𠮷野家\u{E0041}\uE000'), '[U+FEFF]𠮷野家[U+E0041][U+E000]');
});
