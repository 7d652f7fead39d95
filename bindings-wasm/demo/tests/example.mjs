/** The example inside the built page. */

import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

const PAGE = new URL('../dist/double-random.html', import.meta.url);

/** Its files, by name. */
export async function exampleFiles() {
  const [, encoded] = /<script type="text\/plain" id="example">([^<]*)</.exec(await readFile(PAGE, 'utf8'));
  return JSON.parse(gunzipSync(Buffer.from(encoded, 'base64')));
}

/** A file as a browser is handed it. */
export function handed(name, content) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}
