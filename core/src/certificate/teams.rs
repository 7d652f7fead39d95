//! The teams, in numbers: who they are is in the record.

use super::Facts;
use super::html::{Html, both, facts, section as titled, table};
use crate::record::AssignmentRecord;
use crate::refusal::RefusalReason;

/// How many visits, places and inspectors there are, how even the loads, and how often somebody was refused; nothing where no
/// inspectors were assigned.
pub(super) fn section(of: &Facts<'_>) -> Html {
    let Some(assignment) = &of.record.assignment else { return Html::default() };
    titled("检查人员选派", "Teams", [numbers(assignment), refusals(assignment)])
}

fn numbers(assignment: &AssignmentRecord) -> Html {
    let slots = || assignment.visits.iter().flat_map(|visit| &visit.slots);
    let open = slots().filter(|slot| slot.inspector.is_none()).count();
    let range = |loads: &dyn Fn(&crate::record::InspectorLoad) -> u64| {
        let (least, most) =
            (assignment.loads.iter().map(loads).min(), assignment.loads.iter().map(loads).max());
        format!("{} – {}", least.unwrap_or_default(), most.unwrap_or_default())
    };
    let rows = [
        (both("检查", "visits"), assignment.visits.len().to_string()),
        (both("名额", "places"), slots().count().to_string()),
        (both("缺员", "open places"), open.to_string()),
        (both("名录库人员", "inspectors of the directory"), assignment.loads.len().to_string()),
        (both("选派前每人检查次数", "visits each before"), range(&|load| load.before)),
        (both("选派后每人检查次数", "visits each after"), range(&|load| load.after)),
    ];
    facts(both("选派结果", "what was assigned"), rows.map(|(name, value)| (name, value.into())))
}

fn refusals(assignment: &AssignmentRecord) -> Html {
    let head = [both("不予派入原因", "why not"), both("人次", "times")];
    let row = |reason: RefusalReason| {
        let times = assignment.refusals.count(reason);
        (times > 0).then(|| [both(reason.zh(), reason.en()), times.to_string().into()])
    };
    let caption = both("按名额与人员逐一判断", "each inspector for each place");
    table("table class=\"overview\"", caption, head, RefusalReason::ALL.into_iter().filter_map(row))
}
