/** Ticket and cut-off on one line: left of the cut-off is drawn. */

import { h } from '../page/elements.ts';
import { say, speakAttribute, spoken, type Words } from '../page/speech.ts';

const WIDTH = 600;
const HEIGHT = 64;
const LINE = 34;

/** The part of the scale behind the farther of the two. */
const ROOM = 1.25;

export function scale(ticket: string, cutOff: string): HTMLElement {
  const [own, limit] = [ticket, cutOff].map(share) as [number, number];
  const end = Math.min(1, Math.max(own, limit) * ROOM) || 1;
  const at = (value: number) => Math.round((value / end) * WIDTH);
  const image = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'scale', role: 'img' });
  speakAttribute(
    image,
    'aria-label',
    own <= limit
      ? say('您的签号在截止签号之前', 'your ticket lies before the cut-off')
      : say('您的签号在截止签号之后', 'your ticket lies behind the cut-off'),
  );
  image.append(
    svg('rect', { x: 0, y: LINE - 6, width: WIDTH, height: 12, class: 'scale-rest' }),
    svg('rect', { x: 0, y: LINE - 6, width: at(limit), height: 12, class: 'scale-drawn' }),
    svg('line', { x1: at(limit), x2: at(limit), y1: LINE - 12, y2: LINE + 12, class: 'scale-limit' }),
    svg('circle', { cx: at(own), cy: LINE, r: 7, class: 'scale-own' }),
    text(at(limit), HEIGHT - 4, say('截止签号', 'cut-off')),
    text(at(own), 18, say('您', 'you')),
  );
  return h('div', { class: 'scale-box' }, image);
}

/** Where a ticket lies between the least and the greatest there are. */
function share(ticket: string): number {
  return Number.parseInt(ticket.slice(0, 12), 16) / 16 ** 12;
}

function text(x: number, y: number, words: Words): SVGElement {
  const anchor = x < 40 ? 'start' : x > WIDTH - 60 ? 'end' : 'middle';
  const element = svg('text', { x, y, 'text-anchor': anchor });
  element.append(spoken(words));
  return element;
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
