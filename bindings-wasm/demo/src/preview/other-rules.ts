/** The rules beside the number: how tiers are found, how often a target may be inspected, the reserve. */

import { h } from '../page/elements.ts';
import { field, line, select, setting, tick, whole, type Option } from '../page/fields.ts';
import { same, say } from '../page/speech.ts';
import { TIERS, tierWords } from '../page/terms.ts';
import type { Rules } from './told.ts';

export function otherFields(rules: Rules, change: (changes: Partial<Rules>) => void): HTMLElement {
  const { tiers } = rules;
  const tier = setting(tiers, (changed) => change({ tiers: changed }));
  let frequency = rules.frequency ?? { times: 1, years: 1 };
  const often = setting(frequency, (changed) => change({ frequency: (frequency = changed) }));
  let cap = rules.yearly_cap ?? 3;
  return h(
    'div',
    {},
    combinationField(rules, tier),
    field(
      say('行业风险领域', 'Field of the industry tier'),
      line(tiers.industry_field ?? '', (text) => tier({ industry_field: text || null })),
      say('如 特种设备；留空则不结合行业风险', 'such as 特种设备; empty: the credit tier alone'),
    ),
    field(
      say('未分类的按', 'Those not classified count as'),
      select(
        TIERS.map((value) => ({ value, words: tierWords(value) })),
        tiers.not_classified,
        (to) => tier({ not_classified: to }),
      ),
    ),
    tick(say('限制抽查频次', 'Limit the frequency'), rules.frequency !== null, (on) =>
      change({ frequency: on ? frequency : null }),
    ),
    h(
      'div',
      { class: 'tiers' },
      field(
        say('次数', 'Times'),
        whole(frequency.times, 1, (times) => often({ times })),
      ),
      field(
        say('年数', 'In years'),
        whole(frequency.years, 1, (years) => often({ years })),
      ),
    ),
    tick(say('限制年度检查天数', 'Limit the days of visits a year'), rules.yearly_cap !== null, (on) =>
      change({ yearly_cap: on ? cap : null }),
    ),
    field(
      say('天数', 'Days'),
      whole(cap, 1, (days) => change({ yearly_cap: (cap = days) })),
    ),
    field(
      say('每等级备选数', 'Reserve of each tier'),
      whole(rules.reserve, 0, (reserve) => change({ reserve })),
    ),
  );
}

type Combination = 'higher' | 'credit_only' | 'industry_only';

const COMBINATIONS: readonly Option<Combination>[] = [
  { value: 'higher', words: say('信用风险与行业风险取高者', 'the higher of credit and industry tier') },
  { value: 'credit_only', words: say('只用信用风险等级', 'the credit tier alone') },
  { value: 'industry_only', words: say('只用行业风险等级', 'the industry tier alone') },
];

function combinationField(rules: Rules, tier: (changes: Partial<Rules['tiers']>) => void): HTMLElement {
  const label = say('风险等级', 'Tier');
  const { combination } = rules.tiers;
  if (typeof combination !== 'string') {
    return field(
      label,
      h('output', {}, say('按计划中的对照矩阵', 'by the matrix in the plan')),
      same(JSON.stringify(combination.matrix)),
    );
  }
  return field(
    label,
    select(COMBINATIONS, combination, (to) => tier({ combination: to })),
  );
}
