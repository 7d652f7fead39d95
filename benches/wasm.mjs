// What a draw costs in JavaScript: the npm package in Node and in a browser, beside a loop over node:crypto, and beside the crate
// as `cargo bench` measured it last. A table, as `benches/README.md` shows it.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

import { idPieces } from '../bindings-wasm/js/columns.js';
import { open } from '../bindings-wasm/js/node.js';
import { chromium } from '../bindings-wasm/node_modules/playwright-core/index.mjs';

const ROOT = new URL('../', import.meta.url);
const TARGETS = 1_000_000;
const SAMPLES = 10;
const KEY = '81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c';

/** Ids of 18 bytes in no order, and tiers with 60, 25, 10 and 5 % of them, of which 1, 3, 8 and 20 % are drawn. */
function population(targets) {
  const ids = Array.from({ length: targets }, (_, at) => `91140581${String((at * 7_919_353) % 10_000_000_019).padStart(10, '0')}`);
  const tiers = Uint8Array.from(ids, (_, at) => {
    const place = ((at * 2_654_435_761) % 2 ** 32) / 2 ** 32;
    return (place >= 0.6) + (place >= 0.85) + (place >= 0.95);
  });
  const numbers = [0.6 * 0.01, 0.25 * 0.03, 0.1 * 0.08, 0.05 * 0.2].map((share) => Math.round(share * targets));
  const bytes = new TextEncoder().encode(ids.join(''));
  const offsets = Uint32Array.from({ length: targets + 1 }, (_, at) => 18 * at);
  return { ids, columns: { ids: { bytes, offsets }, tiers, numbers } };
}

const ticket = (id) => createHash('sha256').update(KEY + id).digest('hex');

/** What one would write without the package: hash every id, sort every tier. */
function loop(ids, { tiers, numbers }) {
  const strata = numbers.map(() => []);
  ids.forEach((id, row) => strata[tiers[row]].push([ticket(id), row]));
  return strata.map((stratum, at) => stratum.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, numbers[at]));
}

/** Nanoseconds a target on the process's own clock: least, median, greatest. */
async function measured(work) {
  const samples = [];
  await work();
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    samples.push(((user + system) * 1_000) / TARGETS);
  }
  return summary(samples);
}

function summary(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { least: sorted[0], median: (sorted[4] + sorted[5]) / 2, greatest: sorted[9] };
}

/** The crate's own figure, if it was measured. */
async function native() {
  const folder = new URL(`target/criterion/draw/stratified_draw, sha256/${TARGETS}/new/`, ROOT);
  const { iters, times } = JSON.parse(await readFile(new URL('sample.json', folder), 'utf8'));
  return summary(times.map((time, at) => time / iters[at] / TARGETS));
}

/** The same draw in a browser's page; its clock is the wall's. */
async function browser() {
  const types = { js: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer(async ({ url }, response) => {
    const file = url === '/' ? '<!doctype html>' : await readFile(new URL(`.${url}`, ROOT)).catch(() => '');
    response.writeHead(200, { 'content-type': types[url.split('.').at(-1)] ?? 'text/html' }).end(file);
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  const started = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await started.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const samples = await page.evaluate(
    async ([population, targets, samples, key]) => {
      const { open } = await import('/bindings-wasm/js/browser.js');
      const dr = await open();
      const { columns } = new Function(`return ${population}`)()(targets);
      const times = [];
      for (let sample = 0; sample <= samples; sample += 1) {
        const before = performance.now();
        await dr.stratifiedDraw({ ...columns, key });
        times.push(((performance.now() - before) * 1e6) / targets);
      }
      return times.slice(1);
    },
    [population.toString(), TARGETS, SAMPLES, KEY],
  );
  await started.close();
  server.close();
  return summary(samples);
}

/** The first draws of as many processes: nanoseconds a target on the wall. */
function first() {
  const [node, ...flags] = [process.execPath, import.meta.filename, 'first'];
  return summary(Array.from({ length: SAMPLES }, () => Number(execFileSync(node, flags))));
}

/** The first draw of this process. */
async function veryFirst() {
  const dr = await open();
  const before = performance.now();
  await dr.stratifiedDraw({ ...columns, key: KEY });
  return ((performance.now() - before) * 1e6) / TARGETS;
}

/** The same draw without vector instructions: a thread has one native part, but another address is another module. */
async function scalar() {
  const native = await import('../bindings-wasm/wasm/double_random.js?scalar');
  native.initSync({ module: await readFile(new URL('bindings-wasm/wasm/double_random.wasm', ROOT)) });
  return ({ ids, tiers, ...setting }) => {
    const { rows, bring } = idPieces(ids);
    native.stratified_draw(rows, bring, tiers, JSON.stringify(setting), () => true).free();
  };
}

const { ids, columns } = population(TARGETS);
if (process.argv[2] === 'first') {
  console.log(await veryFirst());
  process.exit();
}
const dr = await open();
const withoutVectors = await scalar();
const figures = {
  'the crate, one thread': await native(),
  'npm package in Node': await measured(() => dr.stratifiedDraw({ ...columns, key: KEY })),
  'the same, the first call': first(),
  'the same, ids as strings': await measured(() => dr.stratifiedDraw({ ...columns, ids, key: KEY })),
  'without vector instructions': await measured(() => withoutVectors({ ...columns, key: KEY })),
  'npm package in Chromium': await browser(),
  'loop over node:crypto, nothing sorted': await measured(() => ids.forEach(ticket)),
  'loop over node:crypto, sort every tier': await measured(() => loop(ids, columns)),
};

console.log('| draw in JavaScript, SHA-256, 10^6 targets | ns a target | least to greatest | ratio |\n|---|---:|---:|---:|');
for (const [name, { least, median, greatest }] of Object.entries(figures)) {
  const ratio = (median / figures['the crate, one thread'].median).toFixed(2);
  console.log(`| ${name} | ${median.toFixed()} | ${least.toFixed()} to ${greatest.toFixed()} | ${ratio} |`);
}
