/** Elements made from data. Text only ever becomes a text node, so nothing that is read can become markup; nor can it hide. */

import { legible } from './legible.ts';
import { spoken, speakAttribute, type Words } from './speech.ts';

export type Child = Node | Words | string | null | undefined | false | readonly Child[];

type Listener = (event: Event) => void;
type Attribute = string | number | boolean | Words | Listener | undefined;

/** An element; attributes `on…` are listeners, `true` sets an empty attribute, `false` none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  append(element, children);
  return element;
}

/** Puts other children in place of those an element has. */
export function refill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  append(element, children);
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (typeof value === 'object') speakAttribute(element, name, value);
  else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (!child) continue;
    if (Array.isArray(child)) append(element, child);
    else if (typeof child === 'string') element.append(legible(child));
    else if (child instanceof Node) element.append(child);
    else element.append(spoken(child as Words));
  }
}
