/** Columns of ids, side by side in one text. */

const encoder = new TextEncoder();

/** So many ids are encoded together: a call for each would take longer than the draw. */
const TOGETHER = 4_096;

/**
 * Ids as the native part reads them: their UTF-8, and where each begins and the last ends.
 * @param {readonly string[] | {bytes: Uint8Array, offsets: Uint32Array}} ids
 * @returns {{bytes: Uint8Array, offsets: Uint32Array}}
 */
export function idColumn(ids) {
  if (!Array.isArray(ids)) {
    return /** @type {{bytes: Uint8Array, offsets: Uint32Array}} */ (ids);
  }
  const offsets = new Uint32Array(ids.length + 1);
  let bytes = new Uint8Array(32 * ids.length + 1024);
  let end = 0;
  for (let row = 0; row < ids.length; row += TOGETHER) {
    const some = ids.slice(row, row + TOGETHER);
    const text = some.join('');
    // A character of UTF-16 takes at most three bytes.
    const most = end + 3 * text.length;
    if (most > bytes.length) {
      const larger = new Uint8Array(2 * most);
      larger.set(bytes);
      bytes = larger;
    }
    const place = bytes.subarray(end);
    const { written } = encoder.encodeInto(text, place);
    // Where all is ASCII, characters are bytes; where it is not, a text is longer in bytes, and each id is encoded by itself.
    const ascii = written === text.length;
    let from = 0;
    for (let at = 0; at < some.length; at += 1) {
      from += ascii ? some[at].length : encoder.encodeInto(some[at], place.subarray(from)).written;
      offsets[row + at + 1] = end + from;
    }
    end += from;
  }
  return { bytes: bytes.subarray(0, end), offsets };
}
