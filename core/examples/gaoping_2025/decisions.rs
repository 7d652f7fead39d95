//! What the plan leaves open, decided in the open: who is in each task's range, and how tiers are found and weighed.
//!
//! Where a range says 企业, only enterprises are taken; where it says 单位 or 经营者, whoever carries the label.

use std::error::Error;

use double_random::{
    Industry, InspectionPlan, QuotaRule, RuleSet, Selector, TargetKind, TierCombination, TierRule, Weights,
};

/// The selector of a task, and why, in the words of the office.
pub(crate) struct Decision {
    pub(crate) task: &'static str,
    selector: Selector,
    pub(crate) why: &'static str,
}

/// What holds for all tasks alike.
pub(crate) const GENERAL: &str = "分别递加的幅度计划未定，按低:一般:较高:高=1:2:4:8；\
    行业风险分类除任务13外未指明领域，只用信用风险等级；未分类的按一般风险抽取；\
    抽查对象范围写“企业”的只取企业，写“单位”“经营者”的不限类型";

/// Selectors and rules for all tasks, set in the plan.
pub(crate) fn settle(plan: &mut InspectionPlan) -> Result<Vec<Decision>, Box<dyn Error>> {
    let decisions = decisions()?;
    for decision in &decisions {
        let name = decision.task.parse()?;
        let derived = plan.task(&name).and_then(|task| task.rules()).cloned();
        let rules = derived.ok_or_else(|| format!("任务{name}的比例有疑点，须先明确规则"))?;
        plan.set_selector(&name, decision.selector.clone())?;
        plan.set_rules(&name, weighed(rules, decision.task))?;
    }
    Ok(decisions)
}

/// The rules that were read, with the steps and the tiers decided here.
fn weighed(mut rules: RuleSet, task: &str) -> RuleSet {
    if let QuotaRule::Progressive { weights, .. } = &mut rules.quota {
        *weights = Weights::default();
    }
    let (combination, industry_field) = match task {
        "13" => (TierCombination::Higher, Some("特种设备".to_owned())),
        _ => (TierCombination::CreditOnly, None),
    };
    rules.tiers = TierRule { combination, industry_field, ..TierRule::default() };
    rules
}

fn decisions() -> Result<Vec<Decision>, Box<dyn Error>> {
    let kind = |kind| Selector::Kind(vec![kind]);
    let enterprises = |label| Selector::all([kind(TargetKind::Enterprise), Selector::label(label)]);
    // 宣传出版: printing and publishing; 文化教育: education and culture; 交易市场: running markets.
    let fields = ["C23", "R86", "P83", "R88", "L7223"].map(str::parse::<Industry>);
    let fields = fields.into_iter().collect::<Result<_, _>>()?;
    let metering = Selector::all([Selector::label("计量使用"), Selector::Industry(fields)]);
    let small = Selector::Label(vec!["食品小经营店".to_owned(), "食品小摊点".to_owned()]);
    let decision = |task, selector, why| Decision { task, selector, why };
    Ok(vec![
        decision("01", kind(TargetKind::Enterprise), "全部企业"),
        decision("02", kind(TargetKind::Individual), "全部个体户"),
        decision("03", kind(TargetKind::Cooperative), "名称为合作社而范围有“个体户”，以名称为准"),
        decision("04", Selector::label("电子商务经营者"), "名称为平台经营者而范围为经营者，以范围为准"),
        decision("05", enterprises("广告经营"), "标注广告经营的企业"),
        decision("06", enterprises("工业产品生产许可证"), "标注工业产品生产许可证的企业"),
        decision("07", Selector::label("集贸市场"), "标注集贸市场的对象"),
        decision("08", enterprises("眼镜配制"), "标注眼镜配制的企业"),
        decision("09", enterprises("有机产品认证"), "标注有机产品认证的企业"),
        decision(
            "10",
            metering,
            "范围有“等”字，只取印刷、出版、教育、文化、市场管理各业中标注计量使用的对象",
        ),
        decision("11", enterprises("食品销售"), "标注食品销售的企业"),
        decision("12", Selector::label("餐饮服务"), "标注餐饮服务的对象"),
        decision(
            "13",
            Selector::label("特种设备使用"),
            "标注特种设备使用的对象；信用风险与特种设备行业风险取高者",
        ),
        decision("14", enterprises("自愿性认证"), "标注自愿性认证的企业，含任务9的有机产品认证"),
        decision("15", Selector::label("商标代理"), "标注商标代理的对象"),
        decision("16", small, "“小摊店”按“小摊点”理解"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::county::tests::COUNTY;
    use crate::published;

    /// Guards that every task of the plan has its selector and its rules, and that nobody's range is empty.
    #[test]
    fn every_task_takes_somebody() {
        let mut plan = published().unwrap().plan;
        settle(&mut plan).unwrap();
        assert_eq!(plan.tasks().len(), 16);
        for task in plan.tasks() {
            let selector = task.selector().unwrap();
            assert!(COUNTY.iter().any(|target| selector.takes(&target)), "{}", task.name());
            assert!(matches!(task.rules().unwrap().quota, QuotaRule::Progressive { .. }), "{}", task.name());
        }
    }
}
