/** The rules of a task as a form: how many are drawn, and what else the plan can say. */

import { h, refill } from "../page/elements.ts";
import { field, group, line, select, tick, whole, type Option } from "../page/fields.ts";
import { same, say, type Words } from "../page/speech.ts";
import { TIERS, tierWords, type Tier } from "../page/terms.ts";
import type { PerTier, QuotaRule, Rules } from "./told.ts";

type Kind = "progressive" | "per_tier" | "count" | "count_per_tier" | "census";

const KINDS: readonly Option<Kind>[] = [
  { value: "progressive", words: say("总比例，随风险分别递加", "one ratio, rising with risk") },
  { value: "per_tier", words: say("各等级分别定比例", "a ratio for each tier") },
  { value: "count", words: say("总数，随风险分别递加", "a number in all, rising with risk") },
  { value: "count_per_tier", words: say("各等级分别定数", "a number for each tier") },
  { value: "census", words: say("全覆盖", "all of them") },
];

const RATIO = "[0-9]+(\\.[0-9]+)?[%‰]?|[0-9]+/[0-9]+";

/** A form that shows rules and hands on each change of them. */
export function rulesForm(rules: Rules, onchange: (rules: Rules) => void): HTMLElement {
  let now = rules;
  const change = setting(rules, (changed) => onchange((now = changed)));
  const numbers = h("div", {});
  const quota = (to: QuotaRule) => change({ quota: to });
  refill(numbers, quotaFields(rules.quota, quota));
  const turn = (kind: Kind) => {
    quota(turned(now.quota, kind));
    refill(numbers, quotaFields(now.quota, quota));
  };
  return h(
    "div",
    { class: "rules" },
    field(say("抽取方式", "How many are drawn"), select(KINDS, kindOf(rules.quota), turn)),
    numbers,
    field(say("取整", "Rounding"), select(ROUNDINGS, rules.rounding, (rounding) => change({ rounding }))),
    h("details", {}, h("summary", {}, say("其他规则：分级、频次、备选", "Other rules: tiers, frequency, reserve")), otherFields(rules, change)),
  );
}

/** Hands on a value with each change that is made to it. */
function setting<T extends object>(start: T, change: (value: T) => void): (changes: Partial<T>) => void {
  let now = start;
  return (changes) => change((now = { ...now, ...changes }));
}

const ROUNDINGS: readonly Option<Rules["rounding"]>[] = [
  { value: "up", words: say("向上取整", "up") },
  { value: "half_up", words: say("四舍五入", "half up") },
  { value: "down", words: say("舍去尾数", "down") },
];

function kindOf(quota: QuotaRule): Kind {
  return quota === "census" ? quota : (Object.keys(quota)[0] as Kind);
}

const NONE: PerTier<number> = [0, 0, 0, 0];
const RISING: PerTier<number> = [1, 2, 4, 8];

/** The same wish in another form, as far as it can be said there. */
function turned(from: QuotaRule, kind: Kind): QuotaRule {
  const overall = from !== "census" && "progressive" in from ? from.progressive.ratio : "5%";
  switch (kind) {
    case "progressive":
      return { progressive: { ratio: overall, weights: RISING, minimum: 1, tier_minimums: NONE } };
    case "per_tier":
      return { per_tier: { ratios: [overall, overall, overall, overall], minimums: NONE } };
    case "count":
      return { count: { total: 20, weights: RISING } };
    case "count_per_tier":
      return { count_per_tier: { counts: [5, 5, 5, 5] } };
    case "census":
      return "census";
  }
}

const WEIGHTS = say("权重（低、一般、较高、高，不得递减）", "Weights (A to D, never falling)");
const MINIMUMS = say("各等级最低数", "The least number of each tier");

function quotaFields(quota: QuotaRule, change: (quota: QuotaRule) => void): HTMLElement {
  if (quota === "census") return h("p", { class: "hint" }, say("对象全部抽取", "every target of the pool is drawn"));
  if ("progressive" in quota) {
    const { ratio, weights, minimum, tier_minimums } = quota.progressive;
    const set = setting(quota.progressive, (progressive) => change({ progressive }));
    return h(
      "div",
      {},
      field(say("总比例", "Ratio"), ratioLine(ratio, (to) => set({ ratio: to })), RATIO_HINT),
      perTier(WEIGHTS, weights, (value, to) => whole(value, 1, to), (to) => set({ weights: to })),
      field(say("总数最低", "The least number in all"), whole(minimum, 0, (to) => set({ minimum: to }))),
      perTier(MINIMUMS, tier_minimums, (value, to) => whole(value, 0, to), (to) => set({ tier_minimums: to })),
    );
  }
  if ("per_tier" in quota) {
    const { ratios, minimums } = quota.per_tier;
    const set = setting(quota.per_tier, (per_tier) => change({ per_tier }));
    return h(
      "div",
      {},
      perTier(say("各等级比例", "The ratio of each tier"), ratios, ratioLine, (to) => set({ ratios: to }), RATIO_HINT),
      perTier(MINIMUMS, minimums, (value, to) => whole(value, 0, to), (to) => set({ minimums: to })),
    );
  }
  if ("count" in quota) {
    const { total, weights } = quota.count;
    const set = setting(quota.count, (count) => change({ count }));
    return h(
      "div",
      {},
      field(say("总数", "Number in all"), whole(total, 0, (to) => set({ total: to }))),
      perTier(WEIGHTS, weights, (value, to) => whole(value, 1, to), (to) => set({ weights: to })),
    );
  }
  const { counts } = quota.count_per_tier;
  return perTier(say("各等级抽取数", "The number of each tier"), counts, (value, to) => whole(value, 0, to), (to) => {
    change({ count_per_tier: { counts: to } });
  });
}

const RATIO_HINT = say("写作 3%、1.5‰ 或 1/30", "as 3%, 1.5‰ or 1/30");

function ratioLine(value: string, change: (value: string) => void): HTMLInputElement {
  return line(value, change, RATIO, { class: "short" });
}

/** A control for each tier, in one row. */
function perTier<T>(
  legend: Words,
  values: PerTier<T>,
  control: (value: T, change: (value: T) => void) => HTMLElement,
  change: (values: PerTier<T>) => void,
  hint?: Words,
): HTMLElement {
  const now = [...values] as [T, T, T, T];
  const cell = (tier: Tier, place: number) =>
    field(
      tierWords(tier),
      control(now[place] as T, (value) => {
        now[place] = value;
        change([...now]);
      }),
    );
  return group(legend, h("div", { class: "tiers" }, TIERS.map(cell)), hint && h("p", { class: "hint" }, hint));
}

function otherFields(rules: Rules, change: (changes: Partial<Rules>) => void): HTMLElement {
  const { tiers } = rules;
  const tier = setting(tiers, (changed) => change({ tiers: changed }));
  let frequency = rules.frequency ?? { times: 1, years: 1 };
  const often = setting(frequency, (changed) => change({ frequency: (frequency = changed) }));
  let cap = rules.yearly_cap ?? 3;
  return h(
    "div",
    {},
    combinationField(rules, tier),
    field(
      say("行业风险领域", "Field of the industry tier"),
      line(tiers.industry_field ?? "", (text) => tier({ industry_field: text || null })),
      say("如 特种设备；留空则不结合行业风险", "such as 特种设备; empty: the credit tier alone"),
    ),
    field(
      say("未分类的按", "Those not classified count as"),
      select(TIERS.map((value) => ({ value, words: tierWords(value) })), tiers.not_classified, (to) => tier({ not_classified: to })),
    ),
    tick(say("限制抽查频次", "Limit the frequency"), rules.frequency !== null, (on) => change({ frequency: on ? frequency : null })),
    h(
      "div",
      { class: "tiers" },
      field(say("次数", "Times"), whole(frequency.times, 1, (times) => often({ times }))),
      field(say("年数", "In years"), whole(frequency.years, 1, (years) => often({ years }))),
    ),
    tick(say("限制年度检查天数", "Limit the days of visits a year"), rules.yearly_cap !== null, (on) => change({ yearly_cap: on ? cap : null })),
    field(say("天数", "Days"), whole(cap, 1, (days) => change({ yearly_cap: (cap = days) }))),
    field(say("每等级备选数", "Reserve of each tier"), whole(rules.reserve, 0, (reserve) => change({ reserve }))),
  );
}

type Combination = "higher" | "credit_only" | "industry_only";

const COMBINATIONS: readonly Option<Combination>[] = [
  { value: "higher", words: say("信用风险与行业风险取高者", "the higher of credit and industry tier") },
  { value: "credit_only", words: say("只用信用风险等级", "the credit tier alone") },
  { value: "industry_only", words: say("只用行业风险等级", "the industry tier alone") },
];

function combinationField(rules: Rules, tier: (changes: Partial<Rules["tiers"]>) => void): HTMLElement {
  const label = say("风险等级", "Tier");
  const { combination } = rules.tiers;
  if (typeof combination !== "string") {
    return field(label, h("output", {}, say("按计划中的对照矩阵", "by the matrix in the plan")), same(JSON.stringify(combination.matrix)));
  }
  return field(label, select(COMBINATIONS, combination, (to) => tier({ combination: to })));
}
