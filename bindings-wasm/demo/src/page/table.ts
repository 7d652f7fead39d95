/** Tables that can be scrolled by keyboard on a narrow screen. */

import { h, type Child } from './elements.ts';
import { type Words } from './speech.ts';

export interface TableContent {
  readonly caption: Words;
  readonly head: readonly Child[];
  readonly rows: readonly (readonly Child[])[];
  /** A last row that sums up. */
  readonly foot?: readonly Child[];
  /** The columns, from 0, that hold numbers. */
  readonly numbers?: readonly number[];
  readonly class?: string;
  /** A line over the headings, which stands on every printed page. */
  readonly mark?: Words;
}

/** A table whose first cell of each row is its heading. */
export function table(content: TableContent): HTMLElement {
  const style = (place: number) => (content.numbers?.includes(place) ? 'number' : undefined);
  const cell = (child: Child, place: number) =>
    place === 0 ? h('th', { scope: 'row' }, child) : h('td', { class: style(place) }, child);
  const row = (cells: readonly Child[]) => h('tr', {}, cells.map(cell));
  const heads = content.head.map((child, place) => h('th', { scope: 'col', class: style(place) }, child));
  const scroller = h(
    'div',
    { class: 'scroll', role: 'group', 'aria-label': content.caption },
    h(
      'table',
      { class: content.class },
      h('caption', {}, content.caption),
      h(
        'thead',
        {},
        content.mark && h('tr', {}, h('th', { colspan: heads.length, class: 'table-mark' }, content.mark)),
        h('tr', {}, heads),
      ),
      h('tbody', {}, content.rows.map(row)),
      content.foot && h('tfoot', {}, row(content.foot)),
    ),
  );
  widths.observe(scroller);
  return scroller;
}

/** Only what is wider than its place needs to be reached by keyboard. */
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
