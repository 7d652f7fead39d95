/** The licences of the packages inside the page, which must go wherever their code goes. */

import { readFile, readdir } from 'node:fs/promises';

export async function licences(folders) {
  return (await Promise.all(folders.map(licence))).join('\n\n');
}

async function licence(folder) {
  const at = new URL(`../${folder}/`, import.meta.url);
  const { name, version } = JSON.parse(await readFile(new URL('package.json', at), 'utf8'));
  const file = (await readdir(at)).find((found) => /^licen[cs]e(-mit)?(\.\w+)?$/i.test(found));
  if (!file) throw new Error(`${name} has no licence`);
  return `${name} ${version}\n\n${(await readFile(new URL(file, at), 'utf8')).trim()}`;
}
