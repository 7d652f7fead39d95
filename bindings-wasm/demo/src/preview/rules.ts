/** The rules of a task as a form: how many are drawn, and what else the plan can say. */

import { h, refill } from '../page/elements.ts';
import { field, select, setting, type Option } from '../page/fields.ts';
import { say } from '../page/speech.ts';
import { otherFields } from './other-rules.ts';
import { QUOTA_KINDS, type QuotaKind, kindOf, quotaOf, ratioOf } from './quota-kinds.ts';
import { quotaFields } from './quota-fields.ts';
import type { QuotaRule, Rules } from './told.ts';

const ROUNDINGS: readonly Option<Rules['rounding']>[] = [
  { value: 'up', words: say('向上取整', 'up') },
  { value: 'half_up', words: say('四舍五入', 'half up') },
  { value: 'down', words: say('舍去尾数', 'down') },
];

/** A form that shows rules and hands on each change of them. */
export function rulesForm(rules: Rules, onchange: (rules: Rules) => void): HTMLElement {
  let now = rules;
  const change = setting(rules, (changed) => onchange((now = changed)));
  const numbers = h('div', {});
  let ratio = ratioOf(rules.quota);
  const quota = (to: QuotaRule) => {
    ratio = ratioOf(to) ?? ratio;
    change({ quota: to });
  };
  const turn = (kind: QuotaKind) => {
    quota(quotaOf(kind, ratio));
    refill(numbers, quotaFields(now.quota, quota));
  };
  refill(numbers, quotaFields(rules.quota, quota));
  return h(
    'div',
    { class: 'rules' },
    field(say('抽取方式', 'How many are drawn'), select(QUOTA_KINDS, kindOf(rules.quota), turn)),
    numbers,
    field(
      say('取整', 'Rounding'),
      select(ROUNDINGS, rules.rounding, (rounding) => change({ rounding })),
    ),
    h(
      'details',
      {},
      h('summary', {}, say('其他规则：分级、频次、备选', 'Other rules: tiers, frequency, reserve')),
      otherFields(rules, change),
    ),
  );
}
