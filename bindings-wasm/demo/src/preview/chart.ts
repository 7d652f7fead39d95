/** How pool and drawn spread over the tiers, as two bar charts side by side; the table beside them says the same. */

import { BarChart, type BarDrawEvent } from 'chartist';

import { h } from '../page/elements.ts';
import { approximate, decimal, grouped, percent } from '../page/numbers.ts';
import { say, type Words } from '../page/speech.ts';
import { TIERS } from '../page/terms.ts';
import type { TierQuota } from './told.ts';

/** The height is one that the page's security policy knows. */
const HEIGHT = '180px';

export function quotaCharts(tiers: readonly TierQuota[]): HTMLElement {
  const pool = tiers.map((tier) => tier.pool);
  const ideal = tiers.map((tier) => approximate(tier.ideal));
  const drawn = tiers.map((tier) => tier.quota);
  const shares = tiers.map(({ tier, realised }) => `${tier} ${percent(realised)}`).join(' ');
  const numbers = (of: (tier: TierQuota) => string) => tiers.map((tier) => `${tier.tier} ${of(tier)}`).join(' ');
  return h(
    'div',
    { class: 'charts' },
    chart(
      say('对象数', 'Pool'),
      numbers((tier) => grouped(tier.pool)),
      [pool],
      ['pool'],
    ),
    chart(
      say('抽取数：理论数与实际', 'Drawn: ideal and actual'),
      `${numbers((tier) => `${decimal(tier.ideal)} → ${grouped(tier.quota)}`)}; ${shares}`,
      [ideal, drawn],
      ['ideal', 'drawn'],
    ),
  );
}

function chart(
  caption: Words,
  summary: string,
  series: readonly (readonly number[])[],
  kinds: readonly string[],
): HTMLElement {
  const at = h('div', {
    class: 'chart',
    role: 'img',
    'aria-label': { zh: `${caption.zh}：${summary}`, en: `${caption.en}: ${summary}` },
  });
  const drawn = new BarChart(
    at,
    {
      labels: [...TIERS],
      series: series.map((data, place) => ({ data: [...data], className: `bar-${kinds[place]}` })),
    },
    {
      height: HEIGHT,
      seriesBarDistance: 22,
      axisY: { onlyInteger: true, offset: 46, labelInterpolationFnc: (value) => grouped(Number(value)) },
      chartPadding: { top: 22, right: 8, bottom: 0, left: 0 },
    },
  );
  drawn.on('draw', (event) => {
    if (event.type === 'bar' && event.seriesIndex === series.length - 1) label(event as BarDrawEvent);
  });
  return h('figure', {}, h('figcaption', {}, caption, kinds.length > 1 && legend()), at);
}

function legend(): HTMLElement {
  return h(
    'span',
    { class: 'legend' },
    h('span', { class: 'key ideal' }, say('理论数', 'ideal')),
    h('span', { class: 'key drawn' }, say('抽取数', 'drawn')),
  );
}

/** Writes the number of drawn, or of the pool, over its bar. */
function label({ value: at, x2, y2, group }: BarDrawEvent): void {
  const value = typeof at === 'number' ? at : 'y' in at ? at.y : 0;
  group.elem('text', { x: x2, y: y2 - 5, 'text-anchor': 'middle' }, 'bar-value').text(grouped(value));
}
