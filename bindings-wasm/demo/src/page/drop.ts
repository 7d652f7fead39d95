/** A place to drop files on, or to choose them from with the keyboard. */

import { h } from './elements.ts';
import { say, type Words } from './speech.ts';

export interface DropOptions {
  readonly label: Words;
  /** What may be dropped, in a few words. */
  readonly hint: Words;
  readonly multiple?: boolean;
  readonly onfiles: (files: readonly File[]) => void;
}

export function dropZone({ label, hint, multiple = false, onfiles }: DropOptions): HTMLElement {
  const input = h('input', { type: 'file', class: 'drop-input', multiple, onchange: () => take(input.files) });
  const zone = h(
    'label',
    { class: 'drop' },
    h('span', { class: 'drop-label' }, label),
    input,
    h('span', { class: 'drop-hint' }, hint),
    h('span', { class: 'drop-button', 'aria-hidden': 'true' }, say('选择文件', 'Choose')),
  );
  const take = (files: FileList | null | undefined) => {
    const taken = [...(files ?? [])];
    input.value = '';
    if (taken.length) onfiles(multiple ? taken : taken.slice(0, 1));
  };
  const over = (is: boolean) => (event: Event) => {
    event.preventDefault();
    zone.classList.toggle('over', is);
  };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    take(event.dataTransfer?.files);
  });
  return zone;
}

/** Files dropped beside a zone are ignored, instead of leaving the page for them. */
export function ignoreStrayDrops(): void {
  for (const kind of ['dragover', 'drop']) window.addEventListener(kind, (event) => event.preventDefault());
}
