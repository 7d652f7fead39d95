/** The package in browsers and for bundlers. */

import { DoubleRandomWorker } from './client.js';
import { DoubleRandom } from './library.js';
import { compiled, installed } from './module.js';

export { DoubleRandomError } from './error.js';

/** @param {import('./index.js').OpenOptions} [options] */
export async function open({ wasm = installed } = {}) {
  return new DoubleRandom(await compiled(wasm, fetch));
}

/** @param {import('./index.js').OpenWorkerOptions} [options] */
export async function openWorker({ wasm = installed, worker = spawn } = {}) {
  return new DoubleRandomWorker(await compiled(wasm, fetch), worker);
}

function spawn() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}
