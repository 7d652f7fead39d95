/** `unzip` as the reader of workbooks calls it, done at once in the worker that the reader is in. */

import { type Unzipped, unzipSync } from 'fflate';

export { strFromU8 } from 'fflate';

export function unzip(archive: Uint8Array, done: (error: unknown, files: Unzipped | null) => void): void {
  let files: Unzipped;
  try {
    files = unzipSync(archive);
  } catch (error) {
    done(error, null);
    return;
  }
  done(null, files);
}
