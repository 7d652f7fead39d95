/** The room of one's own case. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';

import { browser, opened } from './browser.mjs';
import { exampleFiles, handed } from './example.mjs';

let chromium;
let example;
before(async () => {
  [chromium, example] = [await browser(), await exampleFiles()];
});
after(() => chromium.close());

/** The room with one of its examples. */
async function shown(name) {
  const visit = await opened(chromium.context, 'case');
  await visit.page.getByRole('button', { name }).click();
  await visit.page.locator('#case .verdict').waitFor();
  return visit;
}

/** Guards what a drawn shop reads: that it is in the directory and drawn, with a ticket that anyone can work out again. */
test('a drawn shop', async () => {
  const { page } = await shown('示例：抽中的一户');
  const { id, draws } = JSON.parse(example['drawn.json']);
  const summary = await page.locator('#case .summary').innerText();
  assert.ok(summary.includes(id) && /您在名录库中（45,150户中的第[\d,]+户），被1项任务抽中。/.test(summary), summary);
  const card = page.locator('#case .card').first();
  assert.match(await card.innerText(), /任务12[^]*抽中，将接受检查[^]*您的签号不大于截止签号/);
  const { key, ticket } = draws.find((draw) => draw.outcome === 'drawn');
  assert.equal(
    createHash('sha256')
      .update(key + id)
      .digest('hex'),
    ticket,
  );
  await card.getByText('自己算一遍签号').click();
  assert.equal(await card.locator('pre').innerText(), `printf '%s%s' ${key} ${id} | sha256sum`);
  assert.ok((await card.innerText()).includes(ticket));
  await page.close();
});

/** Guards what others read: not drawn, and not in the directory at all. */
test('a shop that was not drawn, and one that is not there', async () => {
  const first = await shown('示例：没有抽中的一户');
  assert.match(await first.page.locator('#case .summary').innerText(), /没有被任何任务抽中/);
  assert.equal(await first.page.locator('#case .card.drawn').count(), 0);
  await first.page.close();
  const { page } = await shown('示例：不在名录库中的一户');
  assert.match(await page.locator('#case .plain').first().innerText(), /不在计划gaoping-2025-demo抽取所用的名录库中/);
  await page.close();
});

/** Guards a pasted receipt: without the published digests it proves nothing, with them it is checked. */
test('a pasted receipt needs the published digests', async () => {
  const { page } = await opened(chromium.context, 'case');
  await page.getByText('或粘贴凭证的内容').click();
  await page.getByLabel('凭证内容').fill(example['drawn.json'].trim());
  await page.getByRole('button', { name: '读取', exact: true }).click();
  await page.locator('#case .evidence').waitFor();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.locator('#case .fault', { hasText: '还缺公布的摘要' }).waitFor();
  assert.equal(await page.locator('#case .card').count(), 0);
  const { commitment_digest: commitment, record_digest: record } = JSON.parse(example['digest.json']);
  await page.locator('#case').getByLabel('承诺的摘要').fill(commitment);
  await page.locator('#case').getByLabel('抽取记录的摘要').fill(record);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.locator('#case .verdict.good').waitFor();
  await page.close();
});

/** Guards against a forged receipt: it shows nothing but that it does not hold. */
test('a forged receipt proves nothing', async () => {
  const forged = [
    example['not-drawn.json'].replace('"outcome": "reserve"', '"outcome": "drawn"'),
    example['drawn.json'].replace(/"row": "[^"]*"/, '"row": "x"'),
    '{"format": "double-random/1 receipt"}',
  ];
  for (const receipt of forged) {
    const { page, problems } = await opened(chromium.context, 'case');
    await page
      .locator('#case input[type=file]')
      .setInputFiles(
        ['notice.json', 'digest.json', 'plan.json']
          .map((name) => handed(name, example[name]))
          .concat(handed('receipt.json', receipt)),
      );
    await page.locator('#case .evidence').waitFor();
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.locator('#case .verdict.bad').waitFor();
    assert.match(await page.locator('#case .plain').first().innerText(), /不能证明任何内容/);
    assert.equal(await page.locator('#case .card').count(), 0);
    assert.deepEqual(problems, []);
    await page.close();
  }
});
