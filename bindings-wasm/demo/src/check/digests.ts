/** The two digests that are published around a draw: the only thing a verification must get from somewhere else. */

import { h } from '../page/elements.ts';
import { field, line } from '../page/fields.ts';
import { say } from '../page/speech.ts';

export interface Digests {
  commitment?: string;
  record?: string;
}

export interface DigestFields {
  readonly element: HTMLElement;
  readonly values: () => Digests;
  /** Fills in what was found in documents, or takes back what was found in others; what was typed stays where nothing is found. */
  readonly fill: (found: Digests) => void;
}

export function digestFields(): DigestFields {
  const input = () =>
    line('', () => {}, '\\s*([0-9A-Fa-f]\\s*){64}', { class: 'digest', autocomplete: 'off', spellcheck: 'false' });
  const [commitment, record] = [input(), input()];
  for (const control of [commitment, record]) control.required = false;
  const filled = new Map<HTMLInputElement, string>();
  const put = (control: HTMLInputElement, found = '') => {
    const typed = control.value !== (filled.get(control) ?? '');
    if (typed && !found) return;
    control.value = found;
    filled.set(control, found);
  };
  return {
    element: h(
      'div',
      { class: 'fields' },
      field(say('承诺的摘要（抽取前公布）', 'Digest of the commitment (published before)'), commitment),
      field(say('抽取记录的摘要（抽取后公布）', 'Digest of the record (published after)'), record),
    ),
    values: () => {
      const [before, after] = [digest(commitment), digest(record)];
      return { ...(before && { commitment: before }), ...(after && { record: after }) };
    },
    fill: (found) => {
      put(commitment, found.commitment);
      put(record, found.record);
    },
  };
}

/** A digest as it is compared, however it was copied. */
function digest(control: HTMLInputElement): string {
  return control.value.replace(/\s/g, '').toLowerCase();
}
