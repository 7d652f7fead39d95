/** A file as pieces of UTF-8, so that neither a page nor the core holds it as a whole twice. */

import { interrupted, notGbk } from './error.js';

/** @typedef {{done: number, total: number, bytes: Uint8Array}} Piece */

const PIECE = 1 << 20;

/**
 * The pieces of a file that is here.
 * @param {Uint8Array | Blob} source a blob only where it can be read at once, in a browser's worker
 * @returns {Generator<Piece>}
 */
export function* pieces(source) {
  const total = source instanceof Uint8Array ? source.length : source.size;
  for (let from = 0; from < total; from += PIECE) {
    const to = Math.min(total, from + PIECE);
    const bytes =
      source instanceof Uint8Array
        ? source.subarray(from, to)
        : new Uint8Array(new FileReaderSync().readAsArrayBuffer(source.slice(from, to)));
    yield { done: to, total, bytes };
  }
}

/**
 * The same pieces, of GBK made UTF-8; GB 18030 contains GBK and GB 2312.
 * @param {Iterable<Piece>} encoded
 * @returns {Generator<Piece>}
 */
export function* fromGbk(encoded) {
  const [decoder, encoder] = [new TextDecoder('gb18030', { fatal: true }), new TextEncoder()];
  /** @param {Uint8Array} [bytes] */
  const decode = (bytes) => {
    try {
      return encoder.encode(decoder.decode(bytes, { stream: bytes !== undefined }));
    } catch {
      throw notGbk();
    }
  };
  for (const { bytes, ...place } of encoded) {
    yield { ...place, bytes: decode(bytes) };
  }
  decode();
}

/**
 * What the native part calls for the next piece, telling `report` how far it is; it throws where that says to stop.
 * @param {Iterator<Piece>} all
 * @param {(done: number, total: number) => boolean} report
 */
export function next(all, report) {
  return () => {
    const { done: ended, value } = all.next();
    if (ended) return undefined;
    if (!report(value.done, value.total)) throw interrupted(value.done, value.total);
    return value.bytes;
  };
}
