/** The package in a worker: the page goes on while it works. */

import { Calls } from './calls.js';
import { idColumn } from './columns.js';
import { DoubleRandomError, interrupted } from './error.js';
import { kept } from './source.js';

/** @typedef {import('./index.js').Watched} Watched */
/** @typedef {import('./index.js').ReadOptions} ReadOptions */
/** @typedef {import('./index.js').DirectorySource} DirectorySource */

/**
 * What is needed of a worker.
 * @typedef {{
 *   onmessage: ((event: any) => void) | null,
 *   onerror: ((event: any) => void) | null,
 *   postMessage: (message: object) => void,
 *   terminate: () => unknown,
 * }} WorkerLike
 */

/** A directory that a worker holds, and its source, from which another worker can read it again. */
class Held {
  rows = 0;
  /** @type {string[]} */
  columns = [];

  /**
   * @param {DoubleRandomWorker} client
   * @param {{call: 'read', kind: string, directory: string, source: Blob, options: ReadOptions}} message what has it read
   */
  constructor(client, message) {
    this.client = client;
    this.message = message;
  }

  /** Gives its memory back. */
  close() {
    return this.client.giveBack(this);
  }
}

/** All calls, done one after the other in a worker; a call that is aborted ends the worker, and the next call starts another. */
export class DoubleRandomWorker extends Calls {
  #module;
  #spawn;
  /** @type {WorkerLike | null} */
  #worker = null;
  /** The names of the directories that the worker holds. */
  #holds = new Set();
  #named = 0;
  #closed = false;
  /** The last call. */
  #turn = Promise.resolve();
  /** Ends the call that the worker is at. */
  #interrupt = () => {};

  /**
   * @param {WebAssembly.Module} module
   * @param {() => WorkerLike} spawn
   */
  constructor(module, spawn) {
    super();
    this.#module = module;
    this.#spawn = spawn;
  }

  /**
   * @param {Record<string, unknown>} request
   * @param {Watched & {targets?: Held, inspectors?: Held}} [options]
   */
  ask(request, { targets, inspectors, ...watched } = {}) {
    const [held, staff] = [targets?.message.directory, inspectors?.message.directory];
    return this.#inTurn(watched, async () => {
      for (const directory of [targets, inspectors]) if (directory) await this.#hold(directory, watched);
      return this.#call({ call: 'ask', request, targets: held, inspectors: staff }, watched);
    });
  }

  /**
   * @param {DirectorySource} source
   * @param {ReadOptions & Watched} [options]
   */
  readTargets(source, options) {
    return this.#read('targets', source, options);
  }

  /**
   * @param {DirectorySource} source
   * @param {ReadOptions & Watched} [options]
   */
  readInspectors(source, options) {
    return this.#read('inspectors', source, options);
  }

  /**
   * @param {import('./index.js').Columns} columns
   * @param {Watched} [watched]
   */
  stratifiedDraw({ ids, ...columns }, watched = {}) {
    const message = { call: 'stratifiedDraw', columns: { ids: idColumn(ids), ...columns } };
    return this.#inTurn(watched, () => this.#call(message, watched));
  }

  /** Ends the worker, and whatever was asked of it. */
  close() {
    this.#closed = true;
    this.#interrupt();
    this.#stop();
  }

  /** @param {Held} held */
  giveBack({ message: { directory } }) {
    return this.#inTurn({}, async () => {
      if (this.#holds.delete(directory)) await this.#call({ call: 'close', directory }, {});
    });
  }

  /**
   * @param {'targets' | 'inspectors'} kind
   * @param {DirectorySource} source
   * @param {ReadOptions & Watched} [options]
   */
  async #read(kind, source, { onProgress, signal, ...options } = {}) {
    const watched = { onProgress, signal };
    const directory = `${kind}-${(this.#named += 1)}`;
    const held = new Held(this, { call: 'read', kind, directory, source: kept(source), options });
    return Object.assign(held, await this.#inTurn(watched, () => this.#hold(held, watched)));
  }

  /**
   * Has the worker hold a directory.
   * @param {Held} held
   * @param {Watched} watched
   */
  async #hold({ message }, watched) {
    if (this.#holds.has(message.directory)) return {};
    const read = await this.#call(message, watched);
    this.#holds.add(message.directory);
    return read;
  }

  /**
   * Does this when all that was asked before is done, unless it is aborted while it waits.
   * @param {Watched} watched
   * @param {() => Promise<any>} work
   * @returns {Promise<any>}
   */
  #inTurn({ signal }, work) {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(interrupted(0, 0));
      if (signal?.aborted) return giveUp();
      signal?.addEventListener('abort', giveUp);
      this.#turn = this.#turn.then(async () => {
        signal?.removeEventListener('abort', giveUp);
        if (this.#closed) giveUp();
        else if (!signal?.aborted) await work().then(resolve, reject);
      });
    });
  }

  /**
   * What the worker answers to a message; only one is out at a time.
   * @param {object} message
   * @param {Watched} watched
   * @returns {Promise<any>}
   */
  #call(message, { onProgress, signal }) {
    const starts = this.#worker === null;
    const worker = (this.#worker ??= this.#spawn());
    return new Promise((resolve, reject) => {
      /** @type {[number, number]} */
      let progress = [0, 0];
      const end = () => {
        signal?.removeEventListener('abort', abort);
        this.#interrupt = () => {};
      };
      const giveUp = (/** @type {unknown} */ reason) => {
        end();
        this.#stop();
        reject(reason);
      };
      const abort = () => giveUp(interrupted(...progress));
      const tell = (/** @type {[number, number]} */ told) => {
        progress = told;
        try {
          onProgress?.(...told);
        } catch (thrown) {
          giveUp(thrown);
        }
      };
      signal?.addEventListener('abort', abort);
      this.#interrupt = abort;
      worker.onerror = ({ message }) => giveUp(new Error(message ?? 'the worker cannot be started'));
      worker.onmessage = ({ data }) => {
        if (data.progress) return tell(data.progress);
        if (data.broken) return giveUp(new Error(data.broken));
        end();
        if (data.error) reject(new DoubleRandomError(data.error));
        else if (data.thrown) reject(new Error(data.thrown));
        else resolve(data.ok);
      };
      worker.postMessage(starts ? { ...message, module: this.#module } : message);
    });
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#holds.clear();
  }
}
