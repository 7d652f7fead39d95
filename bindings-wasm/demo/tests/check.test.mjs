/** The room of the check. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { browser, opened } from './browser.mjs';
import { ceremony } from './ceremony.mjs';
import { exampleFiles, handed } from './example.mjs';

let chromium;
let small;
before(async () => {
  [chromium, small] = [await browser(), await ceremony()];
});
after(() => chromium.close());

/** The room with these files handed in and verified. */
async function verified(files) {
  const visit = await opened(chromium.context, 'check');
  await visit.page.locator('#check input[type=file]').setInputFiles(files);
  await visit.page.locator('#check .evidence').waitFor();
  await visit.page.getByRole('button', { name: '核验', exact: true }).click();
  await visit.page.locator('#check .verdict, #check .fault').waitFor();
  return visit;
}

const withStatus = (page, status) =>
  page.locator(`#check .step.${status}`).evaluateAll((steps) => steps.map((step) => step.dataset.check));

/** Guards the example: every check passes; each says what and how by hand. */
test('the example is verified', async () => {
  const { page, problems } = await opened(chromium.context, 'check');
  await page.locator('#check .example').click();
  await page.locator('#check .verdict.good').waitFor();
  assert.match(await page.locator('#check .verdict').innerText(), /通过30项，不符0项，未核0项/);
  await page.getByRole('button', { name: '全部展开' }).click();
  assert.equal(await page.locator('#check .by-hand:visible').count(), 30);
  assert.equal(await page.locator('#check .step.passed .compared').count(), 30);
  assert.match(await page.locator('[data-check="seed"]').innerText(), /应为\s+实为/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存报告' }).click(),
  ]);
  assert.match(await readFile(await download.path(), 'utf8'), /^核验报告：未发现不符/);
  assert.deepEqual(problems, []);
  await page.close();
});

/** Guards attempts and amendments: handed in out of order they are put in order, checked and shown. */
test('attempts and amendments are shown', async () => {
  const { page } = await verified(small.files);
  assert.match(await page.locator('#check .verdict').innerText(), /未发现不符[^]*无人见证/);
  assert.match(await page.locator('#check .report').innerText(), /第2次抽取，此前作废1次/);
  const rows = (caption) =>
    page.locator('#check .report table', { hasText: caption }).locator('tbody tr').allInnerTexts();
  assert.match((await rows('此前作废的抽取'))[0], /1\s+2025-07-02\s+技术故障\s+停电\s+王某/);
  const changes = await rows('抽取后的变更');
  assert.ok(changes[0].includes('补抽') && changes[0].includes(small.out) && changes[1].includes('增抽'));
  assert.deepEqual(await withStatus(page, 'not_done'), ['record.digest']);
  await page.close();
});

/** Guards against a tampered record: the check that finds it says what was expected and what was found, and is open. */
test('a tampered record is found out', async () => {
  const other = JSON.parse(small.record).draws[0].tiers[0].reserve[0].id;
  const tampered = small.record.replace(small.out, other);
  const files = [handed('record.json', tampered), ...small.files.slice(1, 4)];
  const { page } = await verified(files);
  assert.match(await page.locator('#check .verdict.bad').innerText(), /发现不符/);
  assert.ok((await withStatus(page, 'failed')).includes('tickets'));
  const step = page.locator('[data-check="tickets"]');
  assert.equal(await step.locator('details').evaluate((details) => details.open), true);
  assert.match(await step.locator('.compared').innerText(), /[0-9a-f]{64}\s+[0-9a-f]{64}/);

  await page.locator('#check').getByLabel('抽取记录的摘要').fill(small.digests.record);
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await page.locator('[data-check="record.digest"].failed').waitFor();
  await page.close();
});

/** Guards against what is no record at all, in every way that could stop the page. */
test('broken documents are told, not shown', async () => {
  for (const record of [
    '{"format": "double-random/1 record"}',
    '{"format": "double-random/1 record", "commitment": 7',
    small.record.slice(0, 900),
  ]) {
    const { page, problems } = await verified([handed('record.json', record), ...small.files.slice(1)]);
    assert.deepEqual(await withStatus(page, 'failed'), ['record.layout']);
    assert.deepEqual(problems, []);
    await page.close();
  }
  const broken = [
    ...small.files.slice(0, 3),
    handed('void.json', '{"format": "double-random/1 void", "attempt": []}'),
    handed('a.json', '{"format": "double-random/1 amendment", "change": 3}'),
  ];
  const { page, problems } = await verified(broken);
  assert.deepEqual(await withStatus(page, 'failed'), ['attempts', 'amendments']);
  assert.deepEqual(problems, []);
  await page.close();
});

/** Guards against digests of another draw: what documents filled in goes when they go, what was typed stays. */
test('digests go with the documents that gave them', async () => {
  const { page } = await opened(chromium.context, 'check');
  await page.locator('#check .example').click();
  await page.locator('#check .verdict.good').waitFor();
  await page.getByRole('button', { name: '移除 SHA256SUMS' }).click();
  await page.waitForFunction(() => document.querySelector('#check .digest').value === '');
  await page.locator('#check').getByLabel('抽取记录的摘要').fill(small.digests.record);
  await page.locator('#check input[type=file]').setInputFiles(small.files);
  await page.getByLabel('void-1.json').waitFor();
  assert.equal(await page.locator('#check').getByLabel('抽取记录的摘要').inputValue(), small.digests.record);
  await page.close();
});

/** Guards what is missing: it is asked for, and a kind that was taken wrongly can be said. */
test('what is missing is asked for', async () => {
  const files = await exampleFiles();
  const { page } = await verified([
    handed('record.json', files['record.json']),
    handed('plan.json', files['plan.json']),
  ]);
  assert.match(await page.locator('#check .fault').innerText(), /还需要：检查对象名录库/);
  await page.locator('#check input[type=file]').setInputFiles([handed('targets.csv', files['targets.csv'])]);
  await page.getByLabel('targets.csv').waitFor();
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await page.locator('#check .fault', { hasText: '盐值密钥' }).waitFor();
  await page.getByLabel('targets.csv').selectOption('inspectors');
  await page.locator('#check .hint', { hasText: '还需要：检查对象名录库' }).waitFor();
  await page.locator('#check input[type=file]').setInputFiles([handed('commitment.json', files['commitment.json'])]);
  const digest = createHash('sha256').update(files['commitment.json']).digest('hex');
  await page.waitForFunction((found) => document.querySelector('#check .digest').value === found, digest);
  await page.getByRole('button', { name: '移除 plan.json' }).click();
  await page.locator('#check .hint', { hasText: '还需要：抽查计划、检查对象名录库' }).waitFor();
  await page.close();
});
