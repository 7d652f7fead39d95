//! Tasks of one plan that would send two inspections to the same targets for the same thing.
//!
//! Two tasks overlap when both hold:
//!
//! - they share an item. Items are split at 、 and stripped of the words that every item has (检查, 监督, 活动 …); what
//!   is left must be the same, at least four characters long, and neither 登记事项 nor 公示信息, which are inspected on
//!   nearly every visit;
//! - their ranges, stripped of the words that every range has (全市范围内, 存续的 …), share a run of at least four
//!   characters.
//!
//! Either alone says little: 在用计量器具 is inspected at markets and at opticians, and 经营企业 is in many ranges.

use super::{Finding, InspectionTask, PlanColumn, PlanDoubt, text};

/// How many items of a task and how many characters of its range are compared, so that no plan takes long; none has as many.
const ITEMS_COMPARED: usize = 50;
const RANGE_COMPARED: usize = 100;

/// The shortest common text that is not mere chance between ranges and items.
const SPECIFIC: usize = 4;

const ITEM_WORDS: [&str; 10] = ["检查", "抽查", "监督", "管理", "活动", "行为", "情况", "企业", "单位", "的"];
const ITEMS_OF_EVERY_VISIT: [&str; 2] = ["登记事项", "公示信息"];
const RANGE_WORDS: [&str; 8] = ["全市", "全县", "全区", "辖区内", "范围内", "存续的", "存续", "的"];

/// What a task inspects and of whom, without the words that say nothing.
pub(super) struct Subject {
    number: u32,
    stems: Vec<String>,
    range: String,
}

impl Subject {
    pub(super) fn of(task: &InspectionTask) -> Self {
        let parts = task.items().iter().flat_map(|item| item.text.split('、'));
        let stems = parts.map(|part| text::without(&text::squeezed(part), &ITEM_WORDS));
        let specific = |stem: &String| {
            stem.chars().count() >= SPECIFIC && !ITEMS_OF_EVERY_VISIT.contains(&stem.as_str())
        };
        Self {
            number: task.number(),
            stems: stems.filter(specific).take(ITEMS_COMPARED).collect(),
            range: text::without(&text::squeezed(&task.published().range), &RANGE_WORDS)
                .chars()
                .take(RANGE_COMPARED)
                .collect(),
        }
    }

    /// The overlaps with tasks that stand earlier in the plan.
    pub(super) fn overlaps(&self, earlier: &[Self]) -> Vec<Finding> {
        let finding =
            |doubt| Finding { row: None, task: Some(self.number), column: Some(PlanColumn::Items), doubt };
        earlier.iter().filter_map(|other| self.overlap(other)).map(finding).collect()
    }

    fn overlap(&self, other: &Self) -> Option<PlanDoubt> {
        let item = self.stems.iter().find(|stem| other.stems.contains(stem))?.clone();
        let range = longest_common(&other.range, &self.range);
        (range.chars().count() >= SPECIFIC).then_some(PlanDoubt::TasksOverlap {
            other: other.number,
            item,
            range,
        })
    }
}

/// The longest run of characters that two texts share, the first of equals.
fn longest_common(one: &str, other: &str) -> String {
    // Behind each character of `other`: how long a run ends there and at the character of `one` just looked at.
    let mut runs = vec![0; other.chars().count()];
    let (mut longest, mut end) = (0, 0);
    for (at, character) in one.chars().enumerate() {
        let mut before = 0;
        for (run, partner) in runs.iter_mut().zip(other.chars()) {
            let longer = if character == partner { before + 1 } else { 0 };
            before = std::mem::replace(run, longer);
            if longer > longest {
                (longest, end) = (longer, at + 1);
            }
        }
    }
    one.chars().take(end).skip(end - longest).collect()
}

#[cfg(test)]
mod tests {
    use super::longest_common;

    /// Guards the comparison of ranges at its ends.
    #[test]
    fn common_runs_are_found() {
        assert_eq!(longest_common("有机产品认证企业", "自愿性认证企业"), "认证企业");
        assert_eq!(longest_common("甲乙", "丙"), "");
        assert_eq!(longest_common("", "甲"), "");
        assert_eq!(longest_common("甲乙", "甲乙"), "甲乙");
    }
}
