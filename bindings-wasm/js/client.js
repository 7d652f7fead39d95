/** The package in a worker: the page goes on while it works. */

import { Calls } from './calls.js';
import { idColumn } from './columns.js';
import { DoubleRandomError, interrupted } from './error.js';
import { kept } from './source.js';

/** A directory that a worker holds, and its source, from which another worker can read it again. */
class HeldElsewhere {
  constructor(client, kind, source, options) {
    this.client = client;
    this.message = { call: 'read', kind, directory: crypto.randomUUID(), source, options };
  }

  /** Gives its memory back. */
  close() {
    return this.client.close(this);
  }
}

/** All calls, done one after the other in a worker; a call that is aborted ends the worker, and the next call starts another. */
export class DoubleRandomWorker extends Calls {
  #module;
  #spawn;
  /** The worker, and the directories that it holds. */
  #worker = null;
  #closed = false;
  #holds = new Set();
  /** The last call. */
  #turn = Promise.resolve();
  /** Ends the call that the worker is at. */
  #interrupt = () => {};

  constructor(module, spawn) {
    super();
    this.#module = module;
    this.#spawn = spawn;
  }

  ask(request, { targets, inspectors, ...watched } = {}) {
    const directories = [targets, inspectors].filter(Boolean);
    const message = {
      call: 'ask',
      request,
      targets: targets?.message.directory,
      inspectors: inspectors?.message.directory,
    };
    return this.#inTurn(watched, async () => {
      for (const directory of directories) await this.#hold(directory, watched);
      return this.#call(message, watched);
    });
  }

  readTargets(source, options) {
    return this.#read('targets', source, options);
  }

  readInspectors(source, options) {
    return this.#read('inspectors', source, options);
  }

  stratifiedDraw({ ids, ...columns }, watched = {}) {
    const message = { call: 'stratifiedDraw', columns: { ids: idColumn(ids), ...columns } };
    return this.#inTurn(watched, () => this.#call(message, watched));
  }

  /** Ends the worker, or gives a directory back. */
  close(directory) {
    if (!directory) {
      this.#closed = true;
      this.#interrupt();
      return this.#stop();
    }
    const { directory: name } = directory.message;
    return this.#inTurn({}, async () => {
      if (this.#holds.delete(name)) return this.#call({ call: 'close', directory: name }, {});
    });
  }

  async #read(kind, source, { onProgress, signal, ...options } = {}) {
    const watched = { onProgress, signal };
    const directory = new HeldElsewhere(this, kind, kept(source), options);
    const read = await this.#inTurn(watched, () => this.#hold(directory, watched));
    return Object.assign(directory, read);
  }

  /** Has the worker hold a directory. */
  async #hold({ message }, watched) {
    if (this.#holds.has(message.directory)) return;
    const read = await this.#call(message, watched);
    this.#holds.add(message.directory);
    return read;
  }

  /** Does this when all that was asked before is done, unless it is aborted while it waits. */
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

  #call(message, { onProgress, signal }) {
    const starts = this.#worker === null;
    const worker = (this.#worker ??= this.#spawn());
    return new Promise((resolve, reject) => {
      let progress = [0, 0];
      const settle = (how, value) => {
        signal?.removeEventListener('abort', abort);
        this.#interrupt = () => {};
        how(value);
      };
      const giveUp = (reason) => {
        this.#stop();
        settle(reject, reason);
      };
      const abort = () => giveUp(interrupted(...progress));
      signal?.addEventListener('abort', abort);
      this.#interrupt = abort;
      worker.onerror = (event) => giveUp(new Error(event.message ?? 'the worker cannot be started'));
      worker.onmessage = ({ data }) => {
        if (data.progress) {
          progress = data.progress;
          try {
            onProgress?.(...progress);
          } catch (thrown) {
            giveUp(thrown);
          }
        } else if (data.error) {
          settle(reject, new DoubleRandomError(data.error));
        } else if (data.message) {
          (data.broken ? giveUp : (error) => settle(reject, error))(new Error(data.message));
        } else {
          settle(resolve, data.ok);
        }
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
