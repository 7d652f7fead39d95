/** The native part in this thread: every call blocks until it is done. */

import { explained, ok } from './error.js';
import { next } from './pieces.js';
import * as native from '../wasm/double_random.js';

/** The version of the package. */
export const { version } = native;

/** @typedef {(done: number, total: number) => boolean} Report whether to go on */
/** @typedef {native.Targets | native.Inspectors} Directory */
/** @typedef {{targets?: native.Targets, inspectors?: native.Inspectors}} Directories */

/**
 * Starts the native part; a thread has one.
 * @param {WebAssembly.Module} module
 */
export function start(module) {
  native.initSync({ module });
}

/**
 * The answer to a request of the core.
 * @param {object} request
 * @param {Directories} directories
 * @param {Report} report
 */
export function answer(request, { targets, inspectors }, report) {
  const held = new native.Held();
  try {
    if (targets) held.targets(targets);
    if (inspectors) held.inspectors(inspectors);
    return ok(explained(() => held.answer(JSON.stringify(request), report)));
  } finally {
    held.free();
  }
}

/**
 * Reads a directory.
 * @param {'targets' | 'inspectors'} kind
 * @param {Iterator<import('./pieces.js').Piece>} all
 * @param {object} reading
 * @param {Report} report
 */
export function read(kind, all, reading, report) {
  const { read } = { targets: native.Targets, inspectors: native.Inspectors }[kind];
  return explained(() => read(next(all, report), JSON.stringify(reading)));
}

/**
 * The rows drawn in each tier.
 * @param {{rows: number, bring: import('./columns.js').Bring}} ids
 * @param {Uint8Array} tiers
 * @param {object} size
 * @param {Report} report
 */
export function stratifiedDraw({ rows, bring }, tiers, size, report) {
  const strata = explained(() => native.stratified_draw(rows, bring, tiers, JSON.stringify(size), report));
  try {
    const tier = (/** @type {number} */ at) => ({ drawn: strata.drawn(at), reserve: strata.reserve(at) });
    return { A: tier(0), B: tier(1), C: tier(2), D: tier(3) };
  } finally {
    strata.free();
  }
}
