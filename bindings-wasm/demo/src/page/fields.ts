/** Fields of forms, each with its label and, where it needs one, a hint. */

import { h, type Child } from './elements.ts';
import { say, type Words } from './speech.ts';

let made = 0;

/** A control with its label above and its hint below, bound to each other. */
export function field(label: Words, control: HTMLElement, hint?: Words): HTMLElement {
  const id = `field-${(made += 1)}`;
  control.id = id;
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    control,
    control.hasAttribute('pattern') && wrongForm(),
    hint && h('span', { class: 'hint', id: `${id}-hint` }, hint),
  );
}

/** Shown, and read out, as soon as the control before it is marked as invalid. */
function wrongForm(): HTMLElement {
  return h('span', { class: 'wrong', role: 'alert' }, say('写法不对，未采用', 'not in the right form, and not used'));
}

/** A control whose label stands behind it, such as a box to tick. */
export function tick(label: Words, checked: boolean, onchange: (checked: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', checked, onchange: () => onchange(box.checked) });
  return h('label', { class: 'tick' }, box, h('span', {}, label));
}

export interface Option<T extends string> {
  readonly value: T;
  readonly words: Words;
}

/** A choice of one among several. */
export function select<T extends string>(
  options: readonly Option<T>[],
  chosen: T,
  onchange: (value: T) => void,
): HTMLSelectElement {
  const option = ({ value, words }: Option<T>) => h('option', { value, selected: value === chosen }, words);
  const element = h('select', { onchange: () => onchange(element.value as T) }, options.map(option));
  return element;
}

/** A line of text; what does not fit the pattern is marked and not handed on. */
export function line(
  value: string,
  onchange: (value: string) => void,
  pattern?: string,
  more: Record<string, string> = {},
): HTMLInputElement {
  const element: HTMLInputElement = h('input', {
    type: 'text',
    value,
    pattern,
    required: pattern !== undefined,
    ...more,
  });
  element.addEventListener('change', () => {
    element.value = element.value.trim();
    const fits = element.checkValidity();
    element.setAttribute('aria-invalid', String(!fits));
    if (fits) onchange(element.value);
  });
  return element;
}

/** A whole number of at least `least`. */
export function whole(value: number, least: number, onchange: (value: number) => void): HTMLInputElement {
  const pattern = least > 0 ? '0*[1-9][0-9]{0,8}' : '[0-9]{1,9}';
  return line(String(value), (text) => onchange(Number(text)), pattern, { inputmode: 'numeric', class: 'short' });
}

/** Several fields under one heading. */
export function group(legend: Words, ...children: readonly Child[]): HTMLFieldSetElement {
  return h('fieldset', {}, h('legend', {}, legend), ...children);
}

/** Hands on a value with each change that is made to it. */
export function setting<T extends object>(start: T, change: (value: T) => void): (changes: Partial<T>) => void {
  let now = start;
  return (changes) => change((now = { ...now, ...changes }));
}
