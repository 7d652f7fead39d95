/** A place to paste a text instead of dropping a file. */

import { h } from './elements.ts';
import { field } from './fields.ts';
import { say, type Words } from './speech.ts';

export interface PasteOptions {
  readonly title: Words;
  readonly label: Words;
  readonly hint: Words;
  /** Told of the text, which is then no longer in its field: it might be a secret. */
  readonly ontext: (text: string) => void;
}

export function pasteBox({ title, label, hint, ontext }: PasteOptions): HTMLElement {
  const area: HTMLTextAreaElement = h('textarea', { rows: 6, spellcheck: 'false' });
  const read = () => {
    const text = area.value;
    area.value = '';
    if (text.trim()) ontext(text);
  };
  return h(
    'details',
    {},
    h('summary', {}, title),
    field(label, area, hint),
    h('button', { type: 'button', onclick: read }, say('读取', 'Read')),
  );
}
