/** Who is in range, as a form: conditions that must all hold; anything more involved as JSON. */

import { h, refill } from '../page/elements.ts';
import { field, group, line, tick } from '../page/fields.ts';
import { say, type Words } from '../page/speech.ts';
import type { Selector } from './told.ts';

const TARGET_KINDS: Readonly<Record<string, Words>> = {
  enterprise: say('企业', 'enterprises'),
  individual: say('个体工商户', 'individual businesses'),
  cooperative: say('农民专业合作社', 'cooperatives'),
  institution: say('事业单位', 'institutions'),
  organization: say('社会组织', 'social organisations'),
  product: say('产品', 'products'),
  project: say('项目', 'projects'),
  act: say('行为', 'acts'),
  site: say('场所', 'sites'),
  equipment: say('设备', 'equipment'),
};

const LISTS = {
  label: say('标签（任一）', 'Labels (any of)'),
  industry: say('行业代码（任一）', 'Industries (any of)'),
  region: say('行政区划（任一）', 'Regions (any of)'),
};

type Conditions = Readonly<Record<string, readonly string[]>>;

const MEMBERS = ['kind', ...Object.keys(LISTS)];

/** A form that shows a selector and hands on each change of it. */
export function selectorForm(selector: Selector | null, onchange: (selector: Selector) => void): HTMLElement {
  const simple = selector === null ? {} : conditionsOf(selector);
  const at = h('div', { class: 'selector' });
  refill(at, simple ? conditionsForm(simple, onchange) : null, jsonForm(selector, simple === null, onchange));
  return at;
}

function conditionsForm(conditions: Conditions, onchange: (selector: Selector) => void): HTMLElement {
  let now = conditions;
  const set = (member: string, values: readonly string[]) => {
    now = { ...now, [member]: values };
    onchange(selectorOf(now));
  };
  const kinds = new Set(conditions['kind']);
  const kind = ([code, words]: [string, Words]) =>
    tick(words, kinds.has(code), (on) => {
      if (on) kinds.add(code);
      else kinds.delete(code);
      set('kind', [...kinds]);
    });
  const list = ([member, words]: [string, Words]) =>
    field(
      words,
      line((conditions[member] ?? []).join('、'), (text) => set(member, pieces(text))),
    );
  return h(
    'div',
    {},
    group(
      say('对象类型（任一，不选则不限）', 'Kinds (any of; none: all)'),
      h('div', { class: 'ticks' }, Object.entries(TARGET_KINDS).map(kind)),
    ),
    h('div', { class: 'fields' }, Object.entries(LISTS).map(list)),
    h(
      'p',
      { class: 'hint' },
      say(
        '多个用、隔开；各项须同时满足；都不填即全部对象',
        'several between commas; all must hold; none: every target',
      ),
    ),
  );
}

function pieces(text: string): string[] {
  return text
    .split(/[、,，;；]/)
    .map((piece) => piece.trim())
    .filter(Boolean);
}

function jsonForm(selector: Selector | null, open: boolean, onchange: (selector: Selector) => void): HTMLElement {
  const area: HTMLTextAreaElement = h('textarea', { rows: 4, spellcheck: 'false', class: 'code' });
  area.value = selector === null ? '' : JSON.stringify(selector);
  area.addEventListener('change', () => {
    const read = parsed(area.value);
    area.setAttribute('aria-invalid', String(read === null));
    if (read) onchange(read);
  });
  const label = say('选取条件（JSON）', 'Selector (JSON)');
  const hint = say(
    '可用 all、any、not 组合，如 {"not":{"label":["包容审慎"]}}',
    'all, any and not combine, as {"not":{"label":["包容审慎"]}}',
  );
  return h('details', { open }, h('summary', {}, say('以JSON书写条件', 'Write it as JSON')), field(label, area, hint));
}

function parsed(text: string): Selector | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Selector) : null;
  } catch {
    return null;
  }
}

/** The conditions of a selector; null where it is more than a list of them. */
function conditionsOf(selector: Selector): Conditions | null {
  const leaves = (Array.isArray(selector['all']) ? selector['all'] : [selector]) as Selector[];
  const conditions: Record<string, readonly string[]> = {};
  for (const leaf of leaves) {
    const [member, ...others] = Object.keys(leaf);
    if (member === undefined || others.length || !MEMBERS.includes(member) || member in conditions) return null;
    conditions[member] = leaf[member] as string[];
  }
  return conditions;
}

function selectorOf(conditions: Conditions): Selector {
  const leaves = MEMBERS.flatMap((member) => (conditions[member]?.length ? [{ [member]: conditions[member] }] : []));
  return leaves.length === 1 && leaves[0] ? leaves[0] : { all: leaves };
}
