//! The tasks: what was published, what was decided, and how many were drawn.

use super::Facts;
use super::html::{Html, all, both, element, facts, list, section as titled, table};
use super::numbers::{decimal, percent};
use super::rules;
use super::words::Language;
use crate::plan::InspectionTask;
use crate::ratio::Fraction;
use crate::record::{CommittedTier, DrawCommitment, TaskDraw};

/// All tasks on one page.
pub(super) fn overview(of: &Facts<'_>) -> Html {
    let head = [
        both("任务", "task"),
        both("名称", "title"),
        both("计划比例", "published"),
        both("抽查对象", "pool"),
        both("抽取", "drawn"),
        both("实际比例", "realised"),
    ];
    let rows = of.record.commitment.draws.iter().map(|draw| {
        let published = of.plan.task(&draw.task).map(InspectionTask::published);
        let (pool, drawn) = (sum(draw, |tier| tier.pool), sum(draw, |tier| tier.quota));
        [
            draw.task.as_str().into(),
            published.map_or_else(Html::default, |published| Html::quoted(&published.title)),
            published.map_or_else(Html::default, |published| Html::quoted(&published.ratio)),
            pool.to_string().into(),
            drawn.to_string().into(),
            share(Fraction::new(drawn.into(), pool.into())),
        ]
    });
    let table = table("table class=\"overview\"", both("各任务抽取数", "what each task drew"), head, rows);
    titled("各任务一览", "All tasks", [table])
}

/// Task by task.
pub(super) fn section(of: &Facts<'_>) -> Html {
    let tasks = of.record.commitment.draws.iter().map(|draw| {
        let task = of.plan.task(&draw.task);
        let title = task.map_or_else(
            || both("计划中没有此任务", "not a task of the plan"),
            |task| Html::quoted(task.title()),
        );
        let heading = element("h3", all([element("span", format!("{} ", draw.task)), title]));
        let settled = settled(of, draw, task);
        element("article", all([heading, settled, tiers(draw, of.record.draw_of(&draw.task)), after(draw)]))
    });
    titled("各任务详情", "Task by task", tasks)
}

/// What was published and what was decided before the draw.
fn settled(of: &Facts<'_>, draw: &DrawCommitment, task: Option<&InspectionTask>) -> Html {
    let mut rows = vec![(both("抽取编号", "draw id"), element("code", draw.draw.as_str()))];
    if let Some(task) = task {
        let published = task.published();
        rows.push((both("公布比例", "published ratio"), Html::quoted(&published.ratio)));
        rows.push((both("公布范围", "published range"), Html::quoted(&published.range)));
        rows.extend(task.selector().map(|selector| {
            let said = |language| Html::quoted(&rules::selector(selector, language));
            (both("选取条件", "selector"), both(said(Language::Zh), said(Language::En)))
        }));
        rows.extend(task.rules().map(|decided| {
            let zh = Html::quoted(&rules::rules(decided, Language::Zh).join("；"));
            let en = Html::quoted(&rules::rules(decided, Language::En).join("; "));
            (both("规则", "rules"), both(zh, en))
        }));
    }
    rows.push((both("剔除", "left out"), exclusions(draw, of.record.commitment.targets.rows)));
    facts(both("依据", "settled before the draw"), rows)
}

fn exclusions(draw: &DrawCommitment, rows: u64) -> Html {
    let left_out = &draw.exclusions;
    let reasons = [
        ("不在范围", "out of scope", left_out.out_of_scope),
        ("不在营", "not in operation", left_out.not_in_existence),
        ("免检", "exempt", left_out.exempt),
        ("已按此任务检查", "already inspected", left_out.already_inspected),
        ("已达年度上限", "over the yearly cap", left_out.over_yearly_cap),
    ];
    let zh = reasons.map(|(zh, _, count)| format!("{zh}{count}")).join("，");
    let en = reasons.map(|(_, en, count)| format!("{en} {count}")).join(", ");
    both(format!("名录库{rows}行中：{zh}"), format!("of {rows} rows: {en}"))
}

/// The numbers, tier by tier.
fn tiers(draw: &DrawCommitment, drawn: Option<&TaskDraw>) -> Html {
    let head = [
        both("等级", "tier"),
        both("抽查对象", "pool"),
        both("理论数", "ideal"),
        both("抽取", "drawn"),
        both("实际比例", "realised"),
        both("截止签号", "cut-off"),
    ];
    let row = |tier: &CommittedTier| {
        let cut_off = drawn.and_then(|draw| draw.tiers.iter().find(|drawn| drawn.tier == tier.tier)?.cut_off);
        let added = (tier.added > 0).then(|| {
            element(
                "div",
                both(format!("其中因下限增加{}", tier.added), format!("{} for a minimum", tier.added)),
            )
        });
        [
            both(format!("{} {}", tier.tier, Language::Zh.tier(tier.tier)), Language::En.tier(tier.tier)),
            tier.pool.to_string().into(),
            ideal(tier.ideal),
            all([tier.quota.to_string().into(), added.unwrap_or_default()]),
            share(tier.realised),
            cut_off.map_or_else(|| "—".into(), |cut_off| element("code", cut_off.to_string())),
        ]
    };
    let (pool, quota) = (sum(draw, |tier| tier.pool), sum(draw, |tier| tier.quota));
    let total = [
        both("合计", "all"),
        pool.to_string().into(),
        "".into(),
        quota.to_string().into(),
        share(Fraction::new(quota.into(), pool.into())),
        "".into(),
    ];
    let rows = draw.tiers.iter().map(row).chain([total]);
    table("table class=\"tiers\"", both("各等级抽取数", "what each tier drew"), head, rows)
}

/// What the table does not show.
fn after(draw: &DrawCommitment) -> Html {
    let not_classified = draw.not_classified;
    let classified = both(
        format!("抽查对象中未分类的{not_classified}个"),
        format!("{not_classified} of the pool are not classified"),
    );
    let inversions = draw.inversions.iter().map(|(lower, higher)| {
        let zh = format!("因取整，{}的实际比例高于{}", Language::Zh.tier(*lower), Language::Zh.tier(*higher));
        let (lower, higher) = (Language::En.tier(*lower), Language::En.tier(*higher));
        both(zh, format!("whole numbers put {lower} above {higher}"))
    });
    let none = draw.inversions.is_empty().then(|| both("取整未使比例倒挂", "no inversion by whole numbers"));
    list([classified].into_iter().chain(inversions).chain(none))
}

/// A sum that an untrue record cannot make overflow.
fn sum(draw: &DrawCommitment, of: impl Fn(&CommittedTier) -> u64) -> u64 {
    draw.tiers.iter().map(of).fold(0, u64::saturating_add)
}

/// With two decimals, and below exactly.
fn ideal(ideal: Fraction) -> Html {
    let exact = (!ideal.is_whole()).then(|| element("div", element("small", ideal.to_string())));
    all([decimal(ideal).into(), exact.unwrap_or_default()])
}

fn share(share: Option<Fraction>) -> Html {
    share.map_or_else(|| "—".into(), |share| percent(share).into())
}
