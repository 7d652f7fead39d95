/** Columns of ids, side by side in one text. */

/** @typedef {{bytes: Uint8Array, offsets: Uint32Array}} Packed ids in UTF-8, and where each begins and the last ends */

/**
 * The text of the rows from one on to another and where each begins and the last ends, to be read before the next are asked for.
 * @typedef {(from: number, to: number) => [bytes: Uint8Array, offsets: Uint32Array]} Bring
 */

const encoder = new TextEncoder();

/** So many ids are encoded together: a call for each would take longer than the draw. */
const TOGETHER = 4_096;

/**
 * Ids as a worker is sent them.
 * @param {readonly string[] | Packed} ids
 * @returns {Packed}
 */
export function idColumn(ids) {
  if (!isArray(ids)) return ids;
  const [bytes, offsets] = encoded(ids)(0, ids.length);
  return { bytes, offsets };
}

/**
 * Ids as the native part asks for them, piece by piece.
 * @param {readonly string[] | Packed} ids
 * @returns {{rows: number, bring: Bring}}
 */
export function idPieces(ids) {
  if (isArray(ids)) return { rows: ids.length, bring: encoded(ids) };
  return { rows: Math.max(ids.offsets.length - 1, 0), bring: parted(ids) };
}

/**
 * @param {readonly string[] | Packed} ids
 * @returns {ids is readonly string[]}
 */
function isArray(ids) {
  return Array.isArray(ids);
}

/**
 * @param {Packed} ids
 * @returns {Bring}
 */
function parted({ bytes, offsets }) {
  return (from, to) => {
    // The first piece begins with the text, and the last ends with it.
    const begin = from === 0 ? 0 : offsets[from];
    const end = to + 1 < offsets.length ? offsets[to] : bytes.length;
    return [bytes.subarray(begin, end), offsets.subarray(from, to + 1)];
  };
}

/**
 * Encodes each piece where the one before it was: much new memory has engines collect garbage.
 * @param {readonly string[]} ids
 * @returns {Bring}
 */
function encoded(ids) {
  let bytes = new Uint8Array();
  let offsets = new Uint32Array();
  return (from, to) => {
    if (bytes.length === 0) bytes = new Uint8Array(32 * (to - from) + 1024);
    if (offsets.length <= to - from) offsets = new Uint32Array(to - from + 1);
    let end = 0;
    for (let row = from; row < to; row += TOGETHER) {
      const some = ids.slice(row, Math.min(row + TOGETHER, to));
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
      let length = 0;
      for (let at = 0; at < some.length; at += 1) {
        length += ascii ? some[at].length : encoder.encodeInto(some[at], place.subarray(length)).written;
        offsets[row - from + at + 1] = end + length;
      }
      end += length;
    }
    return [bytes.subarray(0, end), offsets.subarray(0, to - from + 1)];
  };
}
