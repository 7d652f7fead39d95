/** Long work: how far it is, and a button that stops it. */

import { h, refill } from './elements.ts';
import { codeOf, faultBox } from './faults.ts';
import { join, say, type Words } from './speech.ts';

export type OnProgress = (done: number, total: number) => void;

export interface Watch {
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** Tells what there is now to those who do not see the page. */
export function announce(words: Words): void {
  const announcer = document.getElementById('announcer');
  if (announcer) refill(announcer, words);
}

/** Does the work at this place of the page; none when it was stopped or failed, which is shown there. */
export async function work<T>(
  at: HTMLElement,
  what: Words,
  task: (watch: Watch) => Promise<T>,
): Promise<T | undefined> {
  const stop = new AbortController();
  const bar = h('progress', { max: 1, 'aria-label': what });
  const onProgress: OnProgress = (done, total) => {
    if (total > 0) bar.value = done / total;
  };
  const cancel = h('button', { type: 'button', onclick: () => stop.abort() }, say('停止', 'Stop'));
  refill(at, h('div', { class: 'work' }, h('span', {}, what), bar, cancel));
  announce(what);
  at.setAttribute('aria-busy', 'true');
  try {
    const done = await task({ onProgress, signal: stop.signal });
    refill(at);
    announce(join(what, say('：已完成', ': done')));
    return done;
  } catch (error) {
    refill(at, wasStopped(error, stop.signal) ? stopped() : faultBox(error));
    return undefined;
  } finally {
    at.removeAttribute('aria-busy');
  }
}

function wasStopped(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || codeOf(error) === 'progress.interrupted';
}

function stopped(): HTMLElement {
  const words = say('已停止', 'Stopped');
  announce(words);
  return h('p', {}, words);
}
