/** The page as a whole: it asks for nothing, runs nothing from outside, and can be used by everyone. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { browser, opened } from './browser.mjs';

const ROOMS = ['preview', 'check', 'case'];
const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let chromium;
before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** Loads the example of a room and waits for what it comes to. */
async function withExample(room) {
  const visit = await opened(chromium.context, room);
  await visit.page.locator(`#${room} .example`).first().click();
  await visit.page
    .locator({ preview: '#preview .quotas', check: '#check .verdict', case: '#case .cards' }[room])
    .waitFor();
  return visit;
}

/** What axe finds wrong with the page, told so that it can be found. */
async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

for (const room of ROOMS) {
  /** Guards the promise that nothing leaves the page, in every room at work; and that nothing in it fails. */
  test(`${room}: no request`, async () => {
    const { page, strayed, problems } = await withExample(room);
    assert.deepEqual([strayed, problems], [[], []]);
    await page.close();
  });

  /** Guards that everyone can use the page: as it opens and with results, in both languages, everything unfolded. */
  test(`${room}: accessible in both languages`, async () => {
    const { page } = await withExample(room);
    assert.deepEqual(await accessibility(page), []);
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => details.toggleAttribute('open', true)),
    );
    await page.locator('#language').click();
    assert.deepEqual(await accessibility(page), []);
    await page.close();
  });

  /** Guards that no part of the page is wider than a phone, but for tables, which scroll by themselves. */
  test(`${room}: fits a phone`, async () => {
    const { page } = await withExample(room);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => details.toggleAttribute('open', true)),
    );
    for (const language of ['zh', 'en']) {
      const [whole, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(whole <= shown, `${language}: ${whole} > ${shown}`);
      await page.locator('#language').click();
    }
    await page.close();
  });

  /** Guards the language: in English there is no Chinese left in the page's own words, nor the other way round. */
  test(`${room}: speaks one language`, async () => {
    const { page } = await opened(chromium.context, room);
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => details.toggleAttribute('open', true)),
    );
    const words = async () =>
      (await page.locator('header, nav, main, footer p, footer summary').allInnerTexts())
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.trim());
    const zh = await words();
    await page.locator('#language').click();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    const en = await words();
    const terms = /双随机、一公开|特种设备|包容审慎|统一社会信用代码|注册号|编号|中文/g;
    assert.deepEqual(
      en.filter((line) => /[\u4E00-\u9FFF]/.test(line.replace(terms, ''))),
      [],
    );
    assert.deepEqual(
      zh.filter((line) => /^[\x20-\x7E]*[A-Za-z]{4}[\x20-\x7E]*$/.test(line) && line !== 'English'),
      [],
    );
    await page.locator('#language').click();
    assert.deepEqual(await words(), zh);
    await page.close();
  });
}

/** Guards the security policy: the browser itself refuses requests, frames, other programs and styles, and markup made from text. */
test('the policy holds', async () => {
  const { page } = await opened(chromium.context);
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const add = (tag, members, text = '') => {
      const element = Object.assign(document.createElement(tag), members);
      element.append(text);
      document.body.append(element);
    };
    await fetch('https://example.org/').catch(() => {});
    add('script', {}, 'globalThis.ran = true');
    add('img', { src: 'https://example.org/x.png' });
    add('iframe', { src: 'https://example.org/' });
    add('style', {}, 'body { display: none }');
    document.body.setAttribute('style', 'display: none');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const attempts = {
      eval: () => globalThis.eval('globalThis.ran = true'),
      markup: () => (document.querySelector('main').innerHTML = '<p>'),
      policy: () => globalThis.trustedTypes.createPolicy('another', {}),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        attempt();
      } catch {
        seen.push(name);
      }
    }
    return { seen: [...new Set(seen)].sort(), ran: 'ran' in globalThis };
  });
  assert.equal(refused.ran, false);
  for (const directive of [
    'connect-src',
    'eval',
    'frame-src',
    'img-src',
    'markup',
    'policy',
    'require-trusted-types-for',
    'style-src-attr',
    'style-src-elem',
  ]) {
    assert.ok(refused.seen.includes(directive), `${directive} in ${refused.seen}`);
  }
  await page.close();
});

/** Guards the way by keyboard: skip link, language, rooms, the example, files; and where one is after each step. */
test('everything is reached by keyboard', async () => {
  const { page } = await opened(chromium.context, '');
  const focused = () =>
    page.evaluate(() => {
      const { id, dataset, className, type } = document.activeElement;
      return dataset.room ?? (id && !id.startsWith('field-') ? id : className || type);
    });
  const walk = [];
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press('Tab');
    walk.push(await focused());
  }
  assert.deepEqual(walk, ['skip', 'language', 'preview', 'check', 'case', 'example', 'drop-input']);
  assert.ok(
    await page
      .locator('#preview .drop')
      .first()
      .evaluate((zone) => getComputedStyle(zone).outlineStyle === 'solid'),
  );

  await page.locator('nav a[data-room="check"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('#check').waitFor();
  assert.equal(await focused(), 'check-title');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'example');
  await page.keyboard.press('Enter');
  await page.locator('#check .verdict').waitFor();
  const step = page.locator('#check .step summary').nth(3);
  await step.focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#check .step .by-hand').nth(3).isVisible());
  await page.close();
});
