/** Modules of the page by themselves, for what needs no browser. */

import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** The module at this path under `src`. */
export async function source(path) {
  const entry = fileURLToPath(new URL(`../src/${path}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
