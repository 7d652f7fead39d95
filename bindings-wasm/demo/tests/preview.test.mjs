/** The room of the preview. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { open } from 'double-random';

import { browser, opened } from './browser.mjs';
import { exampleFiles, handed } from './example.mjs';
import { bomb, error, number, workbook } from './workbooks.mjs';

const SECRET = '1f'.repeat(32);

let chromium;
let example;
before(async () => {
  [chromium, example] = [await browser(), await exampleFiles()];
});
after(() => chromium.close());

/** The room with the example loaded. */
async function loaded() {
  const visit = await opened(chromium.context, 'preview');
  await visit.page.locator('#preview .example').click();
  await visit.page.locator('#preview .quotas').waitFor();
  return visit;
}

const planZone = (page) => page.locator('#preview input[type=file]').nth(0);
const directoryZone = (page) => page.locator('#preview input[type=file]').nth(1);

/** The cells of the rows of a table. */
function cells(table) {
  return table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
}

/** Guards the example: the plan as published with its findings by row and column, and for each task what was committed to. */
test('the example shows findings and numbers', async () => {
  const { page } = await loaded();
  assert.match(await page.locator('#preview .done').first().innerText(), /16项任务，疑点45处/);
  const findings = await cells(page.locator('.findings'));
  assert.ok(
    findings.some(
      ([column, doubt, places]) => column === '抽查对象范围' && doubt.includes('个体户') && places === '3（第4行）',
    ),
  );
  const shown = await cells(page.locator('.overview'));
  const committed = JSON.parse(example['commitment.json']).draws;
  const sum = (tiers, member) => tiers.reduce((total, tier) => total + tier[member], 0).toLocaleString('en');
  const expected = committed.map(({ tiers }) => [sum(tiers, 'pool'), sum(tiers, 'quota')]);
  assert.deepEqual(
    shown.map((row) => row.slice(3, 5)),
    expected,
  );
  const tiers = await cells(page.locator('.quotas table'));
  assert.deepEqual(
    tiers.map((row) => row[1]),
    committed[0].tiers.map(({ pool }) => pool.toLocaleString('en')),
  );
  assert.equal(await page.locator('.charts .bar-drawn .ct-bar').count(), 4);
  await page.close();
});

/** Guards that numbers follow rules at once, and are the engine's own. */
test('a ratio is chosen and the numbers follow', async () => {
  const { page } = await loaded();
  const ratio = page.getByLabel('总比例', { exact: true });
  await ratio.fill('7.5%');
  await ratio.press('Enter');
  const pool = JSON.parse(example['commitment.json']).draws[0].tiers.map((tier) => tier.pool);
  const quota = { progressive: { ratio: '7.5%', weights: [1, 2, 4, 8], minimum: 1, tier_minimums: [0, 0, 0, 0] } };
  const answer = await (await open()).quota({ quota, rounding: 'up', pool });
  const drawn = async () => (await cells(page.locator('.quotas table'))).map((row) => row[3]);
  await page.waitForFunction(
    (first) => document.querySelector('.quotas tbody td:nth-child(4)').textContent === first,
    answer.quota[0].toLocaleString('en'),
  );
  assert.deepEqual(
    await drawn(),
    answer.quota.map((count) => count.toLocaleString('en')),
  );

  await page.getByLabel('抽取方式').selectOption('census');
  await page.waitForFunction(() => document.querySelector('.quotas tfoot td:last-child').textContent === '100.00%');
  await page.getByLabel('抽取方式').selectOption('per_tier');
  const first = page.getByLabel('A 低风险').first();
  for (const [text, invalid] of Object.entries({
    abc: 'true',
    '100%': 'false',
    '200%': 'true',
    0.5: 'false',
    1.5: 'true',
  })) {
    await first.fill(text);
    await first.press('Enter');
    assert.equal(await first.getAttribute('aria-invalid'), invalid, text);
  }
  await page.locator('.wrong:visible', { hasText: '写法不对，未采用' }).waitFor();
  await page.close();
});

/** Guards decisions on a plan that has none yet: who is in range and by which rules. */
test('selector and rules are decided', async () => {
  const { page } = await opened(chromium.context, 'preview');
  await planZone(page).setInputFiles([handed('plan.txt', example['published.txt'])]);
  await directoryZone(page).setInputFiles([handed('targets.csv', example['targets.csv'])]);
  await page.locator('.overview').waitFor();
  assert.ok((await cells(page.locator('.overview'))).every((row) => row[3] === '待定选取条件'));
  await page.getByLabel('个体工商户').check();
  await page.locator('.quotas').waitFor();
  const before = (await cells(page.locator('.overview')))[0][3];
  await page.getByLabel('标签（任一）').fill('餐饮服务');
  await page.getByLabel('标签（任一）').press('Enter');
  await page.waitForFunction(
    (old) => document.querySelector('.overview tbody td:nth-child(4)').textContent !== old,
    before,
  );
  assert.match((await cells(page.locator('.overview')))[0][3], /^3,\d{3}$/);
  await page.close();
});

/** Guards the mark of a trial: on the screen, on paper, and in every row and file that leaves the page. */
test('a trial says everywhere that it is none', async () => {
  const { page } = await loaded();
  await page.getByLabel('试抽号码').fill('7');
  await page.getByRole('button', { name: '试抽', exact: true }).click();
  await page.locator('.trial').waitFor();
  const mark = '试抽（第7号），仅供预演，不是抽取结果';
  assert.equal(await page.locator('.trial-mark').innerText(), mark);
  const heads = await page.locator('.trial thead').allTextContents();
  assert.ok(heads.length === 16 && heads.every((head) => head.startsWith(mark)));
  const save = async (name) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    assert.match(download.suggestedFilename(), /试抽-trial-7/);
    return readFile(await download.path(), 'utf8');
  };
  const lines = (await save('保存为CSV')).trim().split('\n').slice(1);
  assert.ok(lines.length > 1500 && lines.every((line) => line.startsWith(mark)));
  const saved = JSON.parse(await save('保存为JSON'));
  assert.equal(saved.trial.zh, mark);
  assert.ok(saved.tasks.every(({ drawn }) => drawn.every((target) => target.trial === 7)));
  await page.emulateMedia({ media: 'print' });
  const paper = await page
    .locator('.trial thead')
    .first()
    .evaluate((head) => [getComputedStyle(head).display, getComputedStyle(document.body).page]);
  assert.deepEqual(paper, ['table-header-group', 'preview']);
  assert.ok(await page.locator('.trial-mark').isVisible());
  await page.close();
});

/** Guards against real secrets: wherever one is given, it is refused with a sentence, not repeated and not kept. */
test('a real secret is refused', async () => {
  const { page } = await loaded();
  const kept = () =>
    page.evaluate(
      (secret) =>
        document.body.innerText.includes(secret) ||
        [...document.querySelectorAll('input, textarea')].some((field) => field.value.includes(secret)),
      SECRET,
    );
  await page.getByLabel('试抽号码').fill(SECRET);
  await page.getByRole('button', { name: '试抽', exact: true }).click();
  const refusal = page.locator('#preview .fault').last();
  await refusal.waitFor();
  assert.match(await refusal.innerText(), /试抽/);
  assert.equal(await kept(), false);

  await page.getByText('或粘贴计划').click();
  await page.getByLabel('计划文本').fill(`种子 ${SECRET}`);
  await page.getByRole('button', { name: '读取', exact: true }).click();
  await page.getByText('可能是真实的秘密值').waitFor();
  assert.equal(await kept(), false);

  for (const [name, content] of [
    ['salt-key.txt', `${SECRET}\n`],
    ['record.json', example['record.json']],
  ]) {
    for (const zone of [planZone(page), directoryZone(page)]) {
      await zone.setInputFiles([handed(name, content)]);
      await page
        .getByText(name === 'record.json' ? '不用于预演' : '可能是真实的秘密值')
        .last()
        .waitFor();
    }
  }
  await page.close();
});

/** Guards Chinese offices' files: GBK, and Excel with what its sheets show. */
test('GBK and Excel are read', async () => {
  const { page } = await opened(chromium.context, 'preview');
  const gbk = Buffer.concat([
    Buffer.from('id,', 'latin1'),
    Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
    Buffer.from('\nA-1,', 'latin1'),
    Buffer.from([0xbc, 0xd7]),
    Buffer.from('\n', 'latin1'),
  ]);
  await directoryZone(page).setInputFiles([handed('名录.csv', gbk)]);
  await page.getByText('1个对象，按GBK编码读取').waitFor();

  const [head, ...rows] = example['published.txt']
    .split('\n')
    .filter((line) => /^(序号|\d+)\t/.test(line))
    .slice(0, 4)
    .map((line) => line.split('\t'));
  rows[0][5] = number('2.9999999999999999E-2', 1);
  rows[1][3] = '1.登记事项检查\n2.公示信息检查';
  await planZone(page).setInputFiles([
    handed('计划.xlsx', workbook({ 计划: [['某某局2025年度计划'], head, ...rows], 其他: [['x']] })),
  ]);
  await page.getByText('3项任务').waitFor();
  assert.match(await page.locator('#preview .done').first().innerText(), /工作表“计划”/);
  await page.getByLabel('工作表').selectOption('其他');
  await page.locator('#preview .fault', { hasText: '表中有' }).waitFor();
  await page.getByLabel('工作表').selectOption('计划');
  await page.getByText('3项任务').waitFor();
  const overview = await cells(page.locator('.overview'));
  assert.equal(overview[0][2], '3%');
  assert.ok((await cells(page.locator('.findings'))).some(([, , places]) => places === '3（第5行）'));

  const targets = [
    ['统一社会信用代码', '名称'],
    [number('123', 2), '甲'],
    ['B-2', '乙'],
  ];
  await directoryZone(page).setInputFiles([handed('名录.xlsx', workbook({ Sheet1: targets }))]);
  await page.getByText('2个对象，工作表“Sheet1”').waitFor();
  const many = Array.from({ length: 20_000 }, (_, at) => [`T-${at}`, `测试对象${at}`]);
  await directoryZone(page).setInputFiles([handed('大表.xlsx', workbook({ Sheet1: [['id', '名称'], ...many] }))]);
  await page.getByText('20,000个对象').waitFor();
  await page.close();
});

/** Guards what is pasted: a plan and a directory as copied from tables, and a plan as CSV. */
test('plan and directory are pasted', async () => {
  const { page } = await opened(chromium.context, 'preview');
  await page.getByText('或粘贴计划').click();
  const paste = async (label, text) => {
    await page.getByLabel(label).fill(text);
    await page
      .locator('details', { has: page.getByLabel(label) })
      .getByRole('button', { name: '读取' })
      .click();
  };
  await paste('计划文本', example['published.txt']);
  await page.getByText('16项任务').waitFor();
  const rows = example['published.txt']
    .split('\n')
    .filter((line) => /^(序号|1)\t/.test(line))
    .slice(0, 2);
  await paste(
    '计划文本',
    rows
      .map((row) =>
        row
          .split('\t')
          .map((cell) => `"${cell}"`)
          .join(','),
      )
      .join('\n'),
  );
  await page.getByText('1项任务').waitFor();
  await page.getByText('或粘贴名录').click();
  await paste('名录内容', '统一社会信用代码\t名称\nA-1\t甲，乙\nA-2\t丙\n');
  await page.getByText('2个对象').waitFor();
  await page.close();
});

/** Guards bad files: each is refused with what is wrong and where, and the page goes on. */
test('bad files are told by row and column', async () => {
  const { page, problems } = await opened(chromium.context, 'preview');
  const refused = async (zone, file, words) => {
    await zone.setInputFiles([file]);
    await page.locator('#preview .fault', { hasText: words }).waitFor();
  };
  await refused(directoryZone(page), handed('bad.csv', 'id,tier\nA-1,E\nA-2,B\nA-1,A\n'), '表中有2处错误');
  const faults = await cells(page.locator('#preview .fault table'));
  assert.deepEqual(
    faults.map((row) => row.slice(0, 2)),
    [
      ['2', 'tier'],
      ['4', 'id'],
    ],
  );
  await refused(directoryZone(page), handed('none.csv', 'name,tier\n甲,A\n'), '标识');
  const numbers = [
    ['id', '名称'],
    [number('91140581724645568500'), '甲'],
    ['A-2', error('#N/A')],
  ];
  await refused(directoryZone(page), handed('numbers.xlsx', workbook({ Sheet1: numbers })), '表中有2处错误');
  const cell = await cells(page.locator('#preview .fault table'));
  assert.deepEqual(
    cell.map((row) => row.slice(0, 2)),
    [
      ['2', 'A'],
      ['3', 'B'],
    ],
  );
  await refused(directoryZone(page), handed('bomb.xlsx', bomb(300)), '解压后超过');
  await refused(
    directoryZone(page),
    handed('broken.xlsx', workbook({ S: [['id']] }).subarray(0, 300)),
    '不是有效的Excel工作簿',
  );
  await refused(directoryZone(page), handed('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])), '旧格式');
  await refused(
    directoryZone(page),
    handed('bytes.csv', Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xff])),
    '既不是UTF-8也不是GBK',
  );
  await refused(planZone(page), handed('plan.txt', '没有表格的文字'), '表中有');
  assert.deepEqual(problems, []);
  await page.close();
});

/** Guards against markup in data: it is shown as the text that it is. */
test('markup in a file stays text', async () => {
  const { page, problems } = await opened(chromium.context, 'preview');
  const attack = '<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>';
  const text = example['published.txt'].replace('对企业的不定向双随机抽查', attack);
  await planZone(page).setInputFiles([handed(`${attack.slice(0, 20)}.txt`, text)]);
  await directoryZone(page).setInputFiles([handed(`${attack.slice(0, 20)}.csv`, `id,tier\n${attack},${attack}\n`)]);
  await page.locator('#preview .fault').waitFor();
  assert.ok((await page.locator('.overview').innerText()).includes(attack));
  assert.equal(await page.evaluate(() => 'ran' in globalThis), false);
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.deepEqual(problems, []);
  await page.close();
});
