//! A task's selector and rules as sentences.

use super::words::Language;
use crate::ratio::Rounding;
use crate::risk::{PerTier, TierCombination};
use crate::rule::{QuotaRule, ReplacementReason, RuleSet, TierRule, Weights};
use crate::selector::Selector;
use crate::team::{AreaLevel, AreaRule, SlotGroup, SlotNeed, TeamRule};

/// Whom a selector takes.
pub(super) fn selector(selector: &Selector, language: Language) -> String {
    match selector {
        Selector::All(all) if all.is_empty() => language.of("全部对象", "every target").to_owned(),
        Selector::Any(any) if any.is_empty() => language.of("无任何对象", "no target").to_owned(),
        Selector::All(all) => joined(all, language.of("且", " and "), language),
        Selector::Any(any) => joined(any, language.of("或", " or "), language),
        Selector::Not(not) => format!("{}{}", language.of("非", "not "), bracketed(not, language)),
        Selector::Kind(kinds) => {
            let words = kinds.iter().map(|kind| language.code(first(kind.zh()), kind.code()));
            leaf(language.of("类型为", "kind: "), words, language)
        }
        Selector::Status(statuses) => {
            let words = statuses.iter().map(|status| language.code(first(status.zh()), status.code()));
            leaf(language.of("状态为", "status: "), words, language)
        }
        Selector::Label(labels) => {
            let quoted = labels.iter().map(|label| format!("“{label}”"));
            leaf(language.of("标注有", "labelled "), quoted, language)
        }
        Selector::Region(regions) => {
            leaf(language.of("区划属", "region: "), regions.iter().map(ToString::to_string), language)
        }
        Selector::Industry(industries) => {
            leaf(language.of("行业属", "industry: "), industries.iter().map(ToString::to_string), language)
        }
    }
}

fn leaf(what: &str, words: impl Iterator<Item = String>, language: Language) -> String {
    let words: Vec<String> = words.collect();
    // A list inside a leaf means "any of these".
    format!("{what}{}", words.join(language.of("或", " or ")))
}

fn joined(selectors: &[Selector], word: &str, language: Language) -> String {
    selectors.iter().map(|inner| bracketed(inner, language)).collect::<Vec<_>>().join(word)
}

/// In brackets, so that what belongs together is read together.
fn bracketed(inner: &Selector, language: Language) -> String {
    let text = selector(inner, language);
    language.of(format!("（{text}）"), format!("({text})"))
}

fn first(words: &'static [&'static str]) -> &'static str {
    words.first().copied().unwrap_or_default()
}

/// The rules, a sentence for each.
pub(super) fn rules(rules: &RuleSet, language: Language) -> Vec<String> {
    let mut sentences = quota(&rules.quota, language);
    let rounding = match rules.rounding {
        Rounding::Up => ("不是整数时向上取整", "what is not whole is rounded up"),
        Rounding::HalfUp => ("不是整数时四舍五入", "what is not whole is rounded to the nearest, halves up"),
        Rounding::Down => ("不是整数时向下取整", "what is not whole is rounded down"),
    };
    sentences.push(language.of(rounding.0, rounding.1).to_owned());
    sentences.extend(tiers(&rules.tiers, language));
    sentences.extend(limits(rules, language));
    let reasons = rules.replacement_reasons.iter().map(|reason| replacement(*reason, language));
    let (reserve, reasons) = (rules.reserve, reasons.collect::<Vec<_>>().join(language.comma()));
    sentences.push(language.of(
        format!("每级列备选{reserve}个；补抽原因：{}", or_none(&reasons, "无")),
        format!("{reserve} reserves of each tier are listed; replaced when: {}", or_none(&reasons, "never")),
    ));
    sentences.extend(rules.team.as_ref().map(|rule| team(rule, language)));
    sentences
}

/// Who is sent.
fn team(team: &TeamRule, language: Language) -> String {
    let (size, window) = (team.size(), team.window());
    let place = |group: &SlotGroup| match language {
        Language::Zh if group.need.leader => format!("{}（组长）{}人", described(&group.need), group.count),
        Language::Zh => format!("{}{}人", described(&group.need), group.count),
        Language::En => format!("{} of {}", group.count, group.need),
    };
    let places: Vec<String> = team.slots().iter().map(place).collect();
    let places = places.join(language.comma());
    language.of(
        format!(
            "检查组{size}人（{}），{}，{}至{}",
            or_none(&places, "不另作要求"),
            area(team.area(), language),
            window.from(),
            window.to()
        ),
        format!(
            "a team of {size} ({}), {}, from {} to {}",
            or_none(&places, "nothing else is asked"),
            area(team.area(), language),
            window.from(),
            window.to()
        ),
    )
}

/// Agency and qualification that a place asks for.
fn described(need: &SlotNeed) -> String {
    need.agency.iter().chain(&need.qualification).cloned().collect::<Vec<_>>().join("、")
}

fn area(area: AreaRule, language: Language) -> String {
    let (same, level) = match area {
        AreaRule::Any => return language.of("不限区域", "from anywhere").to_owned(),
        AreaRule::Same(level) => (true, level),
        AreaRule::Other(level) => (false, level),
    };
    let (zh, en) = match level {
        AreaLevel::Province => ("省", "province"),
        AreaLevel::City => ("市", "city"),
        AreaLevel::County => ("县", "county"),
        AreaLevel::Township => ("乡镇", "township"),
        AreaLevel::Village => ("村", "village"),
    };
    match same {
        true => language.of(format!("同{zh}"), format!("of the same {en}")),
        false => language.of(format!("跨{zh}交叉检查"), format!("of another {en}")),
    }
}

fn replacement(reason: ReplacementReason, language: Language) -> &'static str {
    let en = match reason {
        ReplacementReason::Deregistered => "deregistered",
        ReplacementReason::Revoked => "revoked",
        ReplacementReason::Rescinded => "rescinded",
        ReplacementReason::MovedOut => "moved out",
        ReplacementReason::Duplicate => "duplicate",
    };
    language.of(reason.zh(), en)
}

fn or_none<'a>(text: &'a str, none: &'a str) -> &'a str {
    if text.is_empty() { none } else { text }
}

fn quota(quota: &QuotaRule, language: Language) -> Vec<String> {
    match quota {
        QuotaRule::PerTier { ratios, minimums } => {
            let shares = by_tier(ratios, language);
            let mut sentences =
                vec![language.of(format!("各等级比例：{shares}"), format!("ratio of each tier: {shares}"))];
            sentences.extend(at_least(minimums, language));
            sentences
        }
        QuotaRule::Progressive { ratio, weights, minimum, tier_minimums } => {
            let weights = weighed(*weights);
            let mut sentences = vec![language.of(
                format!("总体比例{ratio}，低、一般、较高、高风险按{weights}分别递加，合计至少{minimum}个"),
                format!("{ratio} over all, rising with risk by {weights} from low to high; at least {minimum} in all"),
            )];
            sentences.extend(at_least(tier_minimums, language));
            sentences
        }
        QuotaRule::Count { total, weights } => {
            let weights = weighed(*weights);
            vec![language.of(
                format!("共{total}个，低、一般、较高、高风险按{weights}分别递加"),
                format!("{total} in all, rising with risk by {weights} from low to high"),
            )]
        }
        QuotaRule::CountPerTier { counts } => {
            let counts = by_tier(counts, language);
            vec![language.of(format!("各等级数量：{counts}"), format!("number of each tier: {counts}"))]
        }
        QuotaRule::Census => {
            vec![language.of("全部抽查（全覆盖）", "every target of the pool").to_owned()]
        }
    }
}

/// A sentence on the least of each tier, where there is one.
fn at_least(minimums: &PerTier<u64>, language: Language) -> Option<String> {
    let least = by_tier(minimums, language);
    (minimums.sum() > 0)
        .then(|| language.of(format!("各等级至少：{least}"), format!("at least of each tier: {least}")))
}

fn by_tier<T: ToString>(values: &PerTier<T>, language: Language) -> String {
    let named = values.iter().map(|(tier, value)| format!("{} {}", language.tier(tier), value.to_string()));
    named.collect::<Vec<_>>().join(language.comma())
}

fn weighed(weights: Weights) -> String {
    weights.per_tier().0.map(|weight| weight.to_string()).join(":")
}

fn tiers(rule: &TierRule, language: Language) -> Vec<String> {
    let field = rule.industry_field.as_deref();
    let industry = match field {
        Some(field) => language.of(format!("“{field}”行业风险"), format!("the industry tier of “{field}”")),
        None => language.of("行业风险", "no industry tier").to_owned(),
    };
    let combined = match (&rule.combination, field) {
        (TierCombination::CreditOnly, _) | (TierCombination::Higher, None) => {
            language.of("等级：只用信用风险", "tier: the credit tier alone").to_owned()
        }
        (TierCombination::Higher, Some(_)) => language.of(
            format!("等级：信用风险与{industry}取高者"),
            format!("tier: the higher of the credit tier and {industry}"),
        ),
        (TierCombination::IndustryOnly, _) => {
            language.of(format!("等级：只用{industry}"), format!("tier: {industry} alone"))
        }
        (TierCombination::Matrix(matrix), _) => {
            let rows = matrix.0.map(|row| row.0.map(|tier| tier.letter()).concat()).join(" / ");
            language.of(
                format!("等级：信用风险（行）与{industry}（列）按矩阵 {rows}"),
                format!("tier: credit tier (rows) with {industry} (columns) by the matrix {rows}"),
            )
        }
    };
    let tier = language.tier(rule.not_classified);
    let unclassified =
        language.of(format!("未分类的按{tier}抽取"), format!("the not classified are drawn as {tier}"));
    vec![combined, unclassified]
}

/// How often, how many days, and who not at all.
fn limits(rules: &RuleSet, language: Language) -> Vec<String> {
    let frequency = rules.frequency.map(|rule| {
        let (times, years) = (rule.times(), rule.years());
        language.of(
            format!("本任务{years}个公历年内至多检查{times}次"),
            format!("inspected under this task at most {times} times in {years} calendar years"),
        )
    });
    let cap = rules.yearly_cap.map(|days| {
        language.of(
            format!("各任务合计全年至多检查{days}天"),
            format!("visited on at most {days} days a year by all tasks"),
        )
    });
    let exempt = rules.exempt.as_ref().map(|exempt| {
        let who = selector(exempt, language);
        language.of(format!("免检：{who}"), format!("exempt: {who}"))
    });
    [frequency, cap, exempt].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the meaning of a nested selector: without brackets "and" and "or" could be read in two ways.
    #[test]
    fn a_selector_is_said_in_both_languages() {
        let json = r#"{"all":[{"kind":["enterprise","site"]},{"not":{"any":[{"label":["重点"]},{"region":["140581"]}]}}]}"#;
        let parsed: Selector = serde_json::from_str(json).unwrap();
        assert_eq!(
            selector(&parsed, Language::Zh),
            "（类型为企业或场所）且（非（（标注有“重点”）或（区划属140581）））"
        );
        assert_eq!(
            selector(&parsed, Language::En),
            "(kind: enterprise or site) and (not ((labelled “重点”) or (region: 140581)))"
        );
        assert_eq!(selector(&Selector::everything(), Language::En), "every target");
    }

    /// Guards that nothing that decides a draw is left unsaid.
    #[test]
    fn every_rule_is_said() {
        let json = r#"{"quota":{"progressive":{"ratio":"3%","weights":[1,2,4,8],"minimum":1,"tier_minimums":[0,0,0,5]}},
            "rounding":"down","tiers":{"combination":{"matrix":[["A","A","B","C"],["A","B","C","D"],["B","C","D","D"],["D","D","D","D"]]},
            "industry_field":"食品","not_classified":"C"},"frequency":{"times":2,"years":3},"yearly_cap":4,
            "exempt":{"label":["包容审慎"]},"reserve":6,"replacement_reasons":["moved_out"],"team":{"size":3,"slots":[{"count":1,"agency":null,"qualification":"特种设备","leader":true}],"area":{"other":"township"},"window":{"from":"2025-07-01","to":"2025-11-30"}}}"#;
        let parsed: RuleSet = serde_json::from_str(json).unwrap();
        let (zh, en) = (rules(&parsed, Language::Zh).join("；"), rules(&parsed, Language::En).join("; "));
        for said in [
            "总体比例3%",
            "1:2:4:8",
            "高风险 5",
            "向下取整",
            "“食品”行业风险",
            "AABC / ABCD",
            "未分类的按较高风险",
            "3个公历年内至多检查2次",
            "至多检查4天",
            "免检：标注有“包容审慎”",
            "备选6个",
            "补抽原因：迁出",
            "检查组3人（特种设备（组长）1人），跨乡镇交叉检查，2025-07-01至2025-11-30",
        ] {
            assert!(zh.contains(said), "{said}: {zh}");
        }
        for said in [
            "3% over all",
            "1:2:4:8",
            "high risk 5",
            "rounded down",
            "“食品”",
            "AABC / ABCD",
            "as elevated risk",
            "2 times in 3 calendar years",
            "4 days a year",
            "exempt: labelled",
            "6 reserves",
            "a team of 3 (1 of 特种设备, leader), of another township, from 2025-07-01 to 2025-11-30",
            "replaced when: moved out",
        ] {
            assert!(en.contains(said), "{said}: {en}");
        }
    }
}
