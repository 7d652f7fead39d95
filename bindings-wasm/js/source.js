/** What a directory may be read from, made ready to be read at once. */

import { fromGbk, pieces } from './pieces.js';

/** @typedef {import('./index.js').DirectorySource} DirectorySource */

/**
 * The source as something with bytes: a blob, or bytes where a thread cannot read blobs at once.
 * @param {DirectorySource} source
 * @returns {Promise<Uint8Array | Blob>}
 */
export async function opened(source) {
  if (source instanceof Uint8Array) return source;
  const blob = kept(source);
  return typeof FileReaderSync === 'undefined' ? new Uint8Array(await blob.arrayBuffer()) : blob;
}

/**
 * The source as a blob, which nobody changes and which is handed to a worker without being copied.
 * @param {DirectorySource} source
 * @returns {Blob}
 */
export function kept(source) {
  if (source instanceof Blob) return source;
  if (typeof source === 'string') return new Blob([source]);
  if (source instanceof Uint8Array) return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (source)]);
  return new Blob([source.columns, ...source.rows].map(line));
}

/**
 * The pieces of an opened source, in UTF-8.
 * @param {Uint8Array | Blob} source
 * @param {'utf-8' | 'gbk'} encoding
 */
export function utf8(source, encoding) {
  return encoding === 'gbk' ? fromGbk(pieces(source)) : pieces(source);
}

/**
 * A line of a CSV file. All fields are quoted, so that a row of one empty field is a row.
 * @param {readonly string[]} row
 */
function line(row) {
  return `${row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\n`;
}
