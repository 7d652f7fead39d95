//! What the plan leaves open, decided in the open: who is in each task's range, how tiers are found and weighed, and who is
//! sent.
//!
//! Where a range says 企业, only enterprises are taken; where it says 单位 or 经营者, whoever carries the label.

use std::error::Error;

use double_random::{
    AreaLevel, AreaRule, Date, Industry, InspectionPlan, QuotaRule, RuleSet, Selector, SlotGroup, SlotNeed,
    TargetKind, TeamRule, TierCombination, TierRule, Weights, Window,
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

/// What holds for all teams alike.
pub(crate) const TEAMS: &str = "计划未定检查组，按每组2人、1人任组长；抽查事项属专门领域的，另1人须具备该专业；\
    对企业的不定向抽查实行跨乡镇交叉检查；检查期间按计划的起止时间，但不早于抽取日；计划未列联合部门，只派本局人员";

/// Selectors and rules for all tasks, set in the plan; nobody visits before the day of the draw.
pub(crate) fn settle(plan: &mut InspectionPlan, day: Date) -> Result<Vec<Decision>, Box<dyn Error>> {
    let decisions = decisions()?;
    for decision in &decisions {
        let name = decision.task.parse()?;
        let task = plan.task(&name).ok_or_else(|| format!("计划中没有任务{name}"))?;
        let derived = task.rules().cloned();
        let rules = derived.ok_or_else(|| format!("任务{name}的比例有疑点，须先明确规则"))?;
        let window = Window::new(task.window().from().max(day), task.window().to())?;
        let rules = RuleSet { team: Some(team(decision.task, window)?), ..weighed(rules, decision.task) };
        plan.set_selector(&name, decision.selector.clone())?;
        plan.set_rules(&name, rules)?;
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

/// One who leads, and one who knows the field or whom nothing is asked of.
fn team(task: &str, window: Window) -> Result<TeamRule, Box<dyn Error>> {
    let needs = [Some(SlotNeed::leader()), specialty(task).map(SlotNeed::qualification)];
    let slots = needs.into_iter().flatten().map(|need| SlotGroup { count: 1, need });
    let area = match task {
        "01" => AreaRule::Other(AreaLevel::Township),
        _ => AreaRule::Any,
    };
    Ok(TeamRule::new(2, window)?.with_slots(slots.collect())?.with_area(area))
}

/// The field that the title of a task names.
fn specialty(task: &str) -> Option<&'static str> {
    match task {
        "04" => Some("网络交易"),
        "05" => Some("广告"),
        "06" => Some("工业产品"),
        "07" | "08" | "10" => Some("计量"),
        "09" | "14" => Some("认证"),
        "11" | "12" | "16" => Some("食品"),
        "13" => Some("特种设备"),
        "15" => Some("商标"),
        _ => None,
    }
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
        settle(&mut plan, "2025-07-01".parse().unwrap()).unwrap();
        assert_eq!(plan.tasks().len(), 16);
        for task in plan.tasks() {
            let selector = task.selector().unwrap();
            assert!(COUNTY.iter().any(|target| selector.takes(&target)), "{}", task.name());
            assert!(matches!(task.rules().unwrap().quota, QuotaRule::Progressive { .. }), "{}", task.name());
        }
    }

    /// Guards what is said of teams: two, led, with whoever knows the field, one task across townships, and no day before the draw.
    #[test]
    fn every_task_has_its_team() {
        let mut plan = published().unwrap().plan;
        let day = "2025-07-01".parse().unwrap();
        settle(&mut plan, day).unwrap();
        let teams: Vec<_> =
            plan.tasks().iter().map(|task| task.rules().unwrap().team.as_ref().unwrap()).collect();
        for (team, task) in teams.iter().zip(plan.tasks()) {
            assert_eq!((team.size(), &team.slots()[0].need), (2, &SlotNeed::leader()), "{}", task.name());
            assert_eq!((team.window().from(), team.window().to()), (day, task.window().to()));
        }
        assert_eq!(teams.iter().filter(|team| team.slots().len() == 2).count(), 13);
        assert_eq!(teams.iter().filter(|team| team.area() != AreaRule::Any).count(), 1);
        assert!(settle(&mut published().unwrap().plan, "2025-12-01".parse().unwrap()).is_err());
    }
}
