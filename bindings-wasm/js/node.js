/** The package in Node. */

import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import { DoubleRandomWorker } from './client.js';
import { DoubleRandom } from './library.js';
import { compiled, installed } from './module.js';

export { DoubleRandomError } from './error.js';

/** @param {import('./index.js').OpenOptions} [options] */
export async function open({ wasm = installed } = {}) {
  return new DoubleRandom(await compiled(wasm, load));
}

/** @param {Omit<import('./index.js').OpenWorkerOptions, 'worker'> & {worker?: () => import('./client.js').WorkerLike}} [options] */
export async function openWorker({ wasm = installed, worker = spawn } = {}) {
  return new DoubleRandomWorker(await compiled(wasm, load), worker);
}

/** @param {URL} url */
function load(url) {
  return url.protocol === 'file:' ? readFile(url) : fetch(url);
}

/** A worker of Node with the manners of a browser's; Node does not wait for it unless it works. */
function spawn() {
  const worker = new Worker(new URL('./node-worker.js', import.meta.url));
  worker.unref();
  /** @type {import('./client.js').WorkerLike} */
  const mannered = {
    onmessage: null,
    onerror: null,
    postMessage(message) {
      worker.ref();
      worker.postMessage(message);
    },
    terminate: () => worker.terminate(),
  };
  worker.on('message', (data) => {
    if (!data.progress) worker.unref();
    mannered.onmessage?.({ data });
  });
  worker.on('error', (error) => mannered.onerror?.(error));
  return mannered;
}
