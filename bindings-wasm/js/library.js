/** The package in this thread. */

import { Calls } from './calls.js';
import { idPieces } from './columns.js';
import * as engine from './engine.js';
import { interrupted } from './error.js';
import { opened, utf8 } from './source.js';

/** @typedef {import('./index.js').DirectorySource} DirectorySource */
/** @typedef {import('./index.js').ReadOptions} ReadOptions */
/** @typedef {import('./index.js').Watched} Watched */

/** A directory that was read; it stands in where a request brings none. */
class Held {
  /** @param {engine.Directory} native */
  constructor(native) {
    this.native = native;
    this.rows = native.rows;
    this.columns = native.columns;
  }

  /** Gives its memory back. */
  close() {
    this.native.free();
  }
}

/** All calls, each of which blocks this thread until it is done. */
export class DoubleRandom extends Calls {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    super();
    engine.start(module);
  }

  /** The version of the package. */
  get version() {
    return engine.version();
  }

  /**
   * @param {Record<string, unknown>} request
   * @param {Watched & {targets?: Held, inspectors?: Held}} [options]
   */
  async ask(request, { targets, inspectors, ...watched } = {}) {
    const directories = { targets: targets?.native, inspectors: inspectors?.native };
    return engine.answer(request, directories, report(watched));
  }

  /**
   * @param {DirectorySource} source
   * @param {ReadOptions & Watched} [options]
   */
  readTargets(source, options) {
    return read('targets', source, options);
  }

  /**
   * @param {DirectorySource} source
   * @param {ReadOptions & Watched} [options]
   */
  readInspectors(source, options) {
    return read('inspectors', source, options);
  }

  /**
   * @param {import('./index.js').Columns} columns
   * @param {Watched} [watched]
   */
  async stratifiedDraw({ ids, tiers, ...setting }, watched) {
    return engine.stratifiedDraw(idPieces(ids), tiers, setting, report(watched));
  }
}

/**
 * @param {'targets' | 'inspectors'} kind
 * @param {DirectorySource} source
 * @param {ReadOptions & Watched} [options]
 */
async function read(kind, source, { encoding = 'utf-8', profile, headings, saltKey, ...watched } = {}) {
  const bytes = await opened(source);
  const reading = { profile, headings, salt_key: saltKey };
  return new Held(engine.read(kind, utf8(bytes, encoding), reading, report(watched)));
}

/**
 * What the native part tells how far it is; it goes on unless that says otherwise.
 * @param {Watched} [watched]
 * @returns {engine.Report}
 */
function report({ onProgress, signal } = {}) {
  if (signal?.aborted) throw interrupted(0, 0);
  return (done, total) => {
    onProgress?.(done, total);
    return !signal?.aborted;
  };
}
