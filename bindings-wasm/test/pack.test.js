/** What is published. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const ROOT = new URL('../', import.meta.url);

/** Kilobytes, gzipped, of the modules and one of the two native parts: what a page loads. */
const LOADED = 920;

/** Guards that the package holds what it needs and nothing else. */
test('what is packed', async () => {
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: fileURLToPath(ROOT) });
  const [{ files }] = JSON.parse(stdout);
  assert.deepEqual(files.map(({ path }) => path).sort(), [
    'LICENSE-APACHE',
    'README.md',
    'README.zh-CN.md',
    'THIRD-PARTY.txt',
    'js/browser.js',
    'js/calls.js',
    'js/client.js',
    'js/columns.js',
    'js/engine.js',
    'js/error.js',
    'js/index.d.ts',
    'js/library.js',
    'js/module.js',
    'js/node-worker.js',
    'js/node.js',
    'js/pieces.js',
    'js/server.js',
    'js/source.js',
    'js/worker.js',
    'package.json',
    'wasm/double_random.js',
    'wasm/double_random.wasm',
    'wasm/double_random_simd.wasm',
  ]);
});

/** Guards the size of what a page loads. */
test('what is loaded is small', async () => {
  const gzipped = async (/** @type {string} */ path) =>
    gzipSync(await readFile(new URL(path, ROOT)), { level: 9 }).length / 1024;
  const modules = ['browser', 'calls', 'client', 'columns', 'error', 'engine', 'library', 'module', 'pieces', 'server', 'source', 'worker'];
  const glue = await Promise.all([...modules.map((name) => `js/${name}.js`), 'wasm/double_random.js'].map(gzipped));
  const loader = glue.reduce((sum, size) => sum + size);
  for (const part of ['double_random', 'double_random_simd']) {
    const all = loader + (await gzipped(`wasm/${part}.wasm`));
    assert(all <= LOADED, `${part}: ${all.toFixed()} KB`);
  }
});

/** Guards that the package says the version of the crate, and that its lock names no registry. */
test('versions and sources', async () => {
  const json = async (/** @type {string} */ path) => JSON.parse(await readFile(new URL(path, ROOT), 'utf8'));
  const workspace = await readFile(new URL('../Cargo.toml', ROOT), 'utf8');
  const { version, devDependencies } = await json('package.json');
  assert(workspace.includes(`[workspace.package]\nversion = "${version}"`));
  assert(Object.values(devDependencies).every((exact) => /^\d+\.\d+\.\d+$/.test(exact)));
  const lock = await readFile(new URL('package-lock.json', ROOT), 'utf8');
  assert(!lock.includes('"resolved"') && !lock.includes('://registry'));
});
