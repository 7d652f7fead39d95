/** The worker's end: does what the client asks, one call after the other. */

import { DoubleRandomError } from './error.js';
import { DoubleRandom } from './library.js';

/** Milliseconds between two reports. */
const SELDOM = 20;

/**
 * What takes the client's messages. A worker that has answered `broken` is of no more use.
 * @param {(message: object) => void} post
 */
export function server(post) {
  /** @type {DoubleRandom} */
  let library;
  const held = new Map();
  const onProgress = seldom((done, total) => post({ progress: [done, total] }));

  /** @type {Record<string, (members: any) => unknown>} */
  const calls = {
    ask({ request, targets, inspectors }) {
      return library.ask(request, { targets: held.get(targets), inspectors: held.get(inspectors), onProgress });
    },
    async read({ kind, directory, source, options }) {
      const read = kind === 'targets' ? 'readTargets' : 'readInspectors';
      const opened = await library[read](source, { ...options, onProgress });
      held.set(directory, opened);
      return { rows: opened.rows, columns: opened.columns };
    },
    close({ directory }) {
      held.get(directory).close();
      held.delete(directory);
    },
    stratifiedDraw({ columns }) {
      return library.stratifiedDraw(columns, { onProgress });
    },
  };

  return async (/** @type {any} */ { call, module, ...members }) => {
    try {
      library ??= new DoubleRandom(module);
      post({ ok: await calls[call]?.(members) });
    } catch (thrown) {
      post(told(thrown));
    }
  };
}

/** @param {unknown} thrown */
function told(thrown) {
  if (thrown instanceof DoubleRandomError) return { error: thrown.told() };
  return thrown instanceof WebAssembly.RuntimeError ? { broken: thrown.message } : { thrown: String(thrown) };
}

/**
 * The same function, called no more often than an eye sees, but always at the end.
 * @param {(done: number, total: number) => void} tell
 */
function seldom(tell) {
  let last = 0;
  return (/** @type {number} */ done, /** @type {number} */ total) => {
    const now = performance.now();
    if (now - last >= SELDOM || done === total) {
      last = now;
      tell(done, total);
    }
  };
}
