/** What is built into the page: the programs of its workers, the engine, the example. */

import filesWorkerCode from 'bundled:files';
import engineWorkerCode from 'bundled:engine';

export function filesWorker(): Worker {
  return startWorker(filesWorkerCode);
}

export function engineWorker(): Worker {
  return startWorker(engineWorkerCode);
}

/** What the page may run as programs: nothing but its own workers; and no text ever becomes markup. */
const trusted = globalThis.trustedTypes?.createPolicy('workers', { createScriptURL: (address) => address });

/** A worker from a program in the page, as a page opened from a disk needs it. */
function startWorker(code: string): Worker {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(trusted?.createScriptURL(address) ?? address);
  URL.revokeObjectURL(address);
  return worker;
}

/** The bytes of a part that stands compressed in the page, in an element of this id. */
export async function asset(id: string): Promise<Blob> {
  const encoded = document.getElementById(id)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(encoded.trim()), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).blob();
}
