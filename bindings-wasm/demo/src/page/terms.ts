/** The regulation's words for what documents say in codes. */

import { same, say, type Words } from './speech.ts';

export type Tier = 'A' | 'B' | 'C' | 'D';
export const TIERS: readonly Tier[] = ['A', 'B', 'C', 'D'];

const TIER: Record<Tier, Words> = {
  A: say('A 低风险', 'A low risk'),
  B: say('B 一般风险', 'B general risk'),
  C: say('C 较高风险', 'C elevated risk'),
  D: say('D 高风险', 'D high risk'),
};

export function tierWords(tier: Tier): Words {
  return TIER[tier];
}

const CODES: Record<string, Words> = {
  out_of_scope: say('不在本任务抽查对象范围内', 'not in the range of this task'),
  not_in_existence: say('不在营业状态', 'not in operation'),
  exempt: say('按规则免予抽查', 'exempt under the rules'),
  already_inspected: say('已达到抽查频次', 'already inspected as often as the frequency allows'),
  over_yearly_cap: say('已达到年度检查频次上限', 'already visited this year as often as the yearly cap allows'),
  passed: say('通过', 'passed'),
  failed: say('不符', 'failed'),
  not_done: say('未核', 'not done'),
  drawn: say('抽中', 'drawn'),
  reserve: say('备选', 'reserve'),
  not_drawn: say('未抽中', 'not drawn'),
  excluded: say('未进入抽取范围', 'not in the pool'),
  source_missing: say('随机源缺失', 'a source was not revealed'),
  source_differs: say('随机源与承诺不符', 'a source is not what was committed'),
  wrong_plan: say('计划有误', 'the plan was wrong'),
  wrong_directory: say('名录库有误', 'the directory was wrong'),
  technical_fault: say('技术故障', 'the machinery failed'),
  other: say('其他', 'other'),
  deregistered: say('注销', 'deregistered'),
  revoked: say('吊销', 'revoked'),
  rescinded: say('撤销', 'rescinded'),
  moved_out: say('迁出', 'moved out'),
  duplicate: say('重复', 'a duplicate'),
};

/** The words of a code; the code itself where there are none. */
export function codeWords(code: string): Words {
  return CODES[code] ?? same(code);
}

const PLAN_COLUMNS: Record<string, Words> = {
  number: say('序号', 'number'),
  title: say('抽查任务名称', 'title'),
  scope: say('抽查类型', 'scope'),
  items: say('抽查事项', 'items'),
  range: say('抽查对象范围', 'range'),
  ratio: say('抽查比例/数量', 'ratio'),
  tiers: say('信用风险分类管理', 'tiers'),
  window: say('抽取检查起至时间', 'window'),
  mode: say('抽查检查模式', 'mode'),
};

export function planColumn(name: string): Words {
  return PLAN_COLUMNS[name] ?? same(name);
}
