/** What is built into the page: the programs of its workers, the engine, the example, the holidays. */

import filesWorkerCode from 'bundled:files';
import engineWorkerCode from 'bundled:engine';

/** What the page may run as programs: nothing but its own workers; and no text ever becomes markup. */
const trusted = globalThis.trustedTypes?.createPolicy('workers', { createScriptURL: (address) => address });

/** Starts workers from a program in the page, as a page opened from a disk needs it; the program has one address for good. */
function starter(code: string): () => Worker {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  return () => new Worker(trusted?.createScriptURL(address) ?? address);
}

export const filesWorker = starter(filesWorkerCode);

export const engineWorker = starter(engineWorkerCode);

/** The bytes of a part that stands compressed in the page, in an element of this id. */
export async function asset(id: string): Promise<Blob> {
  const encoded = document.getElementById(id)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(encoded.trim()), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).blob();
}
