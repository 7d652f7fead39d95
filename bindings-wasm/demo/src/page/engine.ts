/** The engine: the crate itself, compiled to WebAssembly, at work beside the page. */

import { openWorker, type DoubleRandomWorker, type Directory } from 'double-random';

import { asset, engineWorker } from './assets.ts';
import type { Watch } from './work.ts';

export type { Directory };

let opened: Promise<DoubleRandomWorker> | undefined;

/** The one worker of the page, started when it is first needed. */
export function engine(): Promise<DoubleRandomWorker> {
  opened ??= start();
  return opened;
}

async function start(): Promise<DoubleRandomWorker> {
  const wasm = new Uint8Array(await (await asset('engine')).arrayBuffer());
  return openWorker({ wasm, worker: engineWorker });
}

interface Held {
  readonly targets?: Directory | undefined;
  readonly inspectors?: Directory | undefined;
}

/** The answer to a request, as data. */
export async function ask<T>(
  request: { do: string; [member: string]: unknown },
  held: Held = {},
  watch: Partial<Watch> = {},
): Promise<T> {
  const given = Object.fromEntries(Object.entries(held).filter(([, directory]) => directory));
  return (await engine()).ask(request, { ...given, ...watch }) as Promise<T>;
}
