/** Columns of ids, side by side in one text. */

const encoder = new TextEncoder();

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
  for (let row = 0; row < ids.length; row += 1) {
    // A character of UTF-16 takes at most three bytes.
    const id = ids[row];
    const most = end + 3 * id.length;
    if (most > bytes.length) {
      const larger = new Uint8Array(2 * most);
      larger.set(bytes);
      bytes = larger;
    }
    end += encoder.encodeInto(id, bytes.subarray(end)).written;
    offsets[row + 1] = end;
  }
  return { bytes: bytes.subarray(0, end), offsets };
}
