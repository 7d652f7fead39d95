/** A directory of a million rows: the page goes on while it is read, and it can be stopped. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, opened } from './browser.mjs';

const ROWS = 1_000_000;

let chromium;
let folder;
let file;
before(async () => {
  chromium = await browser();
  folder = await mkdtemp(join(tmpdir(), 'double-random-large-'));
  file = join(folder, 'targets.csv');
  const row = (_, at) => `T-${String(at).padStart(7, '0')},测试对象${at},企业,140581,${'ABCD'[at % 4]},存续\n`;
  await writeFile(file, `id,name,kind,region,tier,status\n${Array.from({ length: ROWS }, row).join('')}`);
});
after(async () => {
  await chromium.close();
  await rm(folder, { recursive: true, force: true });
});

/** Guards the answer of the page while it works: it draws pictures and serves a click in the meantime. */
test('a million rows are read while the page goes on', async () => {
  const { page, strayed } = await opened(chromium.context, 'preview');
  await page.evaluate(() => {
    globalThis.beats = 0;
    const beat = () => {
      globalThis.beats += document.querySelector('#preview progress') ? 1 : 0;
      requestAnimationFrame(beat);
    };
    beat();
  });
  await page.locator('#preview input[type=file]').nth(1).setInputFiles(file);
  await page.locator('#preview progress').waitFor();
  await page.locator('#language').click();
  assert.ok(await page.locator('#preview progress').isVisible());
  await page.getByText('1,000,000 targets').waitFor({ timeout: 0 });
  const beats = await page.evaluate(() => globalThis.beats);
  assert.ok(beats > 30, `${beats} beats`);
  assert.deepEqual(strayed, []);
  await page.close();
});

/** Guards the button that stops the work, and that the page can work again afterwards. */
test('reading is stopped', async () => {
  const { page } = await opened(chromium.context, 'preview');
  const zone = page.locator('#preview input[type=file]').nth(1);
  await zone.setInputFiles(file);
  await page.getByRole('button', { name: '停止' }).click();
  await page.locator('#preview').getByText('已停止').waitFor();
  await zone.setInputFiles({ name: 'small.csv', mimeType: 'text/csv', buffer: Buffer.from('id\nA-1\n') });
  await page.getByText('1个对象').waitFor();
  await page.close();
});
