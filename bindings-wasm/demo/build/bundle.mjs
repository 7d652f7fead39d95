/** The programs of the page: its own, with those of its workers as texts inside. */

import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** The programs that the page starts as workers. */
const WORKERS = {
  files: fileURLToPath(new URL('../src/files/worker.ts', import.meta.url)),
  engine: fileURLToPath(import.meta.resolve('double-random/worker')),
};

const SETTING = {
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'inline',
  // The package finds its files beside itself; here they are handed to it.
  logOverride: { 'empty-import-meta': 'silent' },
};

const workers = {
  name: 'workers',
  setup(bundler) {
    bundler.onResolve({ filter: /^bundled:/ }, ({ path }) => ({
      path: path.slice('bundled:'.length),
      namespace: 'workers',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'workers' }, async ({ path }) => ({
      contents: await bundled({ entryPoints: [WORKERS[path]], plugins: [unpacking] }),
      loader: 'text',
    }));
  },
};

/** The reader of workbooks is in a worker already, so it unpacks them there, instead of starting more workers. */
const unpacking = {
  name: 'unpacking',
  setup(bundler) {
    bundler.onResolve({ filter: /^fflate$/ }, ({ importer }) =>
      importer.includes('read-excel-file')
        ? { path: fileURLToPath(new URL('../src/files/unzip.ts', import.meta.url)) }
        : undefined,
    );
  },
};

/** What has been bundled, by the folders of its packages. */
const folders = new Set();

/** The program of the page, and the folders of the packages in it, whose licences go along. */
export async function bundledPage() {
  const script = await bundled({
    entryPoints: [fileURLToPath(new URL('../src/main.ts', import.meta.url))],
    plugins: [workers],
  });
  return { script, folders: [...folders].sort() };
}

async function bundled(setting) {
  const { outputFiles, metafile } = await build({ ...SETTING, ...setting });
  for (const path of Object.keys(metafile.inputs)) {
    const [folder] = /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    if (folder) folders.add(folder);
  }
  return outputFiles[0].text;
}
