/** Every text of the page in both languages, and the one it speaks at the moment. */

import { legible } from './legible.ts';

export type Language = 'zh' | 'en';

/** A text in both languages; one without the other does not compile. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export function say(zh: string, en: string): Words {
  return { zh, en };
}

/** Data between words: a name, a number, the user's own text. */
export function same(text: string): Words {
  return { zh: text, en: text };
}

/** Several texts as one. */
export function join(...parts: readonly Words[]): Words {
  const of = (language: Language) => parts.map((part) => part[language]).join('');
  return { zh: of('zh'), en: of('en') };
}

const nodes = new WeakMap<Node, Words>();
const attributes = new WeakMap<Element, Map<string, Words>>();
let language: Language = 'zh';

/** A piece of text that follows the language of the page. */
export function spoken(words: Words): Text {
  const node = document.createTextNode(legible(words[language]));
  nodes.set(node, words);
  return node;
}

/** An attribute that follows the language of the page. */
export function speakAttribute(element: Element, name: string, words: Words): void {
  const known = attributes.get(element) ?? new Map<string, Words>();
  attributes.set(element, known.set(name, words));
  element.setAttribute(name, words[language]);
}

export function languageNow(): Language {
  return language;
}

/** Turns the whole page to a language; what was typed and shown stays where it is. */
export function speak(to: Language): void {
  language = to;
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = nodes.get(node);
    if (words) node.nodeValue = legible(words[language]);
    for (const [name, of] of (node instanceof Element && attributes.get(node)) || []) {
      (node as Element).setAttribute(name, of[language]);
    }
  }
}
