/** The package in a real browser, as it is served and as a page that holds everything would start it. */

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

const ROOT = new URL('../../', import.meta.url);
const TYPES = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm', html: 'text/html' };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

const requested = [];
let server;
let browser;
let page;
const thrown = [];

before(async () => {
  server = createServer(async ({ url }, response) => {
    const path = url.split('?')[0];
    requested.push(path);
    const type = TYPES[path.split('.').at(-1)];
    try {
      const body = path === '/page.html' ? '<!doctype html>' : await readFile(new URL(`.${path}`, ROOT));
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => thrown.push(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
});

after(async () => {
  await browser?.close();
  server.close();
});

const vectors = (await readdir(new URL('core/vectors/', ROOT))).filter(
  (name) => name.endsWith('.json') && name !== 'schema.json',
);

/** Guards that the package answers the vectors in a browser, in the page and in a worker, under a strict policy. */
for (const way of ['open', 'openWorker']) {
  test(`the package answers the vectors in a browser: ${way}`, async () => {
    const told = await page.evaluate(
      async ([way, vectors]) => {
        const dr = await (await import('/bindings-wasm/js/browser.js'))[way]();
        const { byPackage } = await import('/bindings-wasm/test/answers.js');
        const json = async (name) => (await fetch(`/core/vectors/${name}`)).json();
        const rounds = await json('public/drand-rounds.json');
        const told = [];
        for (const name of vectors) told.push(await byPackage(dr, await json(name), rounds));
        return told;
      },
      [way, vectors],
    );
    assert.deepEqual(told.flatMap(({ wrong }) => wrong), []);
    assert(told.reduce((sum, { answered }) => sum + answered, 0) > 1000);
    // This browser has vector instructions, so the native part with them is the one that was loaded.
    const loaded = requested.filter((path) => path.startsWith('/bindings-wasm/wasm/') && path.endsWith('.wasm'));
    assert.deepEqual([...new Set(loaded)], ['/bindings-wasm/wasm/double_random_simd.wasm']);
  });
}

/** Guards that both native parts give every answer of every vector in a browser. */
for (const part of ['selftest', 'selftest_simd']) {
  test(`the native part answers the vectors in a browser: ${part}`, async () => {
    const told = await page.evaluate(
      async ([part, vectors]) => {
        const native = await import(`/bindings-wasm/built/${part}/double_random.js`);
        await native.default({ module_or_path: fetch(`/bindings-wasm/built/${part}/double_random_bg.wasm`) });
        const { bySelftest } = await import('/bindings-wasm/test/answers.js');
        const told = [];
        for (const name of vectors) {
          told.push(bySelftest(native.selftest, await (await fetch(`/core/vectors/${name}`)).text()));
        }
        return told;
      },
      [part, vectors],
    );
    const files = await Promise.all(vectors.map((name) => readFile(new URL(`core/vectors/${name}`, ROOT), 'utf8')));
    const all = files.reduce((sum, text) => sum + JSON.parse(text).cases.length, 0);
    assert.deepEqual(told.flatMap(({ wrong }) => wrong), []);
    assert.equal(told.reduce((sum, { answered }) => sum + answered, 0), all);
  });
}

/** Guards that the page goes on while a worker reads a large file, that it hears how far it is, and can stop it. */
test('a page goes on while a worker works', async () => {
  const told = await page.evaluate(async () => {
    const { openWorker } = await import('/bindings-wasm/js/browser.js');
    const dr = await openWorker();
    const rows = Array.from({ length: 300_000 }, (_, at) => `A-${at},${'ABCD'[at % 4]}\n`);
    const file = new File(['id,tier\n', ...rows], 'targets.csv');
    let reports = 0;
    const targets = await dr.readTargets(file, { onProgress: () => (reports += 1) });
    const stop = new AbortController();
    const stopped = await dr
      .targets({ suite: 'sm3' }, { targets, signal: stop.signal, onProgress: () => stop.abort() })
      .catch(({ code }) => code);
    const again = await dr.targets({ suite: 'sha256' }, { targets });
    dr.close();
    return { rows: targets.rows, size: file.size, reports, stopped, again: again.rows };
  });
  assert.equal(told.rows, 300_000);
  assert(told.reports > 2);
  assert.equal(told.stopped, 'progress.interrupted');
  assert.equal(told.again, 300_000);
});

/** Guards that nothing was thrown unheard. */
test('nothing was thrown', () => assert.deepEqual(thrown, []));
