/** Numbers and cells as they are shown: nothing here needs a browser. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { source } from './source.mjs';

const { plain, shown } = await source('files/shown.ts');
const { csvOf } = await source('files/csv.ts');
const { decimal, percent } = await source('page/numbers.ts');
const { csvForSpreadsheets } = await source('page/save.ts');
const { digestsIn, kindOf, mayBeSecret } = await source('files/recognise.ts');

/** Guards that a number of a sheet is written out exactly, however it is stored. */
test('numbers are written out', () => {
  const cases = [
    [0, 0, '0'],
    [12, 0, '12'],
    [-2.5, 0, '-2.5'],
    [1e-7, 0, '0.0000001'],
    [123456789012345, 0, '123456789012345'],
    [0.07, 2, '7'],
    [7.0000000000000007e-2, 2, '7'],
    [0.0015, 2, '0.15'],
    [1, 2, '100'],
    [1e-9, 2, '0.0000001'],
    [0.3, 2, '30'],
  ];
  for (const [value, shift, text] of cases) assert.equal(plain(value, shift), text);
});

/** Guards what a sheet shows in a cell: percentages, leading zeros, days, moments. */
test('cells are read as shown', () => {
  assert.equal(shown(0.03, { percent: true }), '3%');
  assert.equal(shown(123, { digits: 6 }), '000123');
  assert.equal(shown(new Date('2025-07-01T00:00:00Z')), '2025-07-01');
  assert.equal(shown(new Date('2025-07-01T13:05:00Z')), '2025-07-01 13:05:00');
  assert.deepEqual([shown(true), shown(' a '), shown(2025)], ['true', ' a ', '2025']);
});

/** Guards rows as CSV: quotes, the width of the table, and the rows that lines belong to. */
test('rows become CSV', () => {
  assert.deepEqual(csvOf([['a', 'b', ''], ['1'], ['', '']]), { csv: 'a,b\n1,\n', rowsOfLines: null });
  const { csv, rowsOfLines } = csvOf([['a'], ['1\n"2"'], ['3']]);
  assert.equal(csv, 'a\n"1\n""2"""\n3\n');
  assert.deepEqual(rowsOfLines, [1, 2, 2, 3]);
});

/** Guards the rounding of what is shown. */
test('fractions are shown with two decimals', () => {
  assert.deepEqual(['1/3', '2/3', '1', '1/20000'].map(percent), ['33.33%', '66.67%', '100.00%', '0.01%']);
  assert.deepEqual(['9/7', '12', '10500'].map(decimal), ['1.29', '12', '10,500']);
  assert.equal(percent(null), '—');
});

/** Guards saved tables against cells that a spreadsheet takes for a formula. */
test('saved tables hold no formulas', () => {
  const rows = ['=1+1', '+1', '-1+1', '@x', '＝1', "'=1", '-0.5', '\tx', '\rx', 'a,b', '"q"', '安全'].map((cell) => [
    cell,
  ]);
  const lines = csvForSpreadsheets(rows);
  assert.ok(lines.startsWith("\uFEFF'=1+1\n'+1\n'-1+1\n'@x\n'＝1\n''=1\n-0.5\n"));
  assert.ok(lines.endsWith(`'\tx\n"'\rx"\n"a,b"\n"""q"""\n安全\n`));
});

/** Guards how files are recognised, and what may be a secret. */
test('files are recognised', () => {
  const kinds = {
    '{\n  "format": "double-random/1 record",': 'record',
    '\uFEFFid,name\nA,甲\n': 'targets',
    '统一社会信用代码,名称\n': 'targets',
    'id,姓名,组长\n': 'inspectors',
    '编号\nA\n': 'targets',
    '{"format": "something else"}': 'unknown',
    '{"format": "double-random/1 constructor"}': 'unknown',
    hello: 'unknown',
    '': 'unknown',
  };
  for (const [head, kind] of Object.entries(kinds)) assert.equal(kindOf(head), kind, head);
  const digest = 'ab'.repeat(32);
  assert.equal(kindOf(`${digest}\n`), 'salt_key');
  assert.equal(kindOf(`${digest}  record.json\n`), 'sums');
  assert.equal(digestsIn(`${digest}  record.json\r\n`).get('record.json'), digest);
  assert.ok(
    mayBeSecret(`秘密：${digest.toUpperCase()}。`) && !mayBeSecret(`${digest}f`) && !mayBeSecret('ab'.repeat(31)),
  );
});
