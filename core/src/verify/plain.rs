//! What a proof comes to, in words for an owner of a small shop.

use crate::record::{Absence, Receipt, ReceiptDraw, ReceiptOutcome};

/// A text in both languages; each line ends in LF.
pub(super) struct Plain {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Plain {
    /// A proof that does not hold proves nothing, and nothing of it is repeated.
    pub(super) fn failed() -> Self {
        Self {
            zh: "核验不通过，这份文件不能证明任何内容；请携带本报告向抽取机关查询。\n".to_owned(),
            en: "This document does not hold and proves nothing; take this report to the authority that drew.\n"
                .to_owned(),
        }
    }

    /// What became of a target; what was not handed in is said not to have been checked.
    pub(super) fn of_receipt(receipt: &Receipt, with_digest: bool, with_plan: bool) -> Self {
        let Receipt { commitment, id, index, .. } = receipt;
        let (plan, rows, place) = (&commitment.plan.name, commitment.targets.rows, index.saturating_add(1));
        let mut plain = Self {
            zh: format!("{id}在计划{plan}抽取所用的名录库中（共{rows}户，第{place}户）。\n"),
            en: format!(
                "{id} is in the directory from which plan {plan} was drawn (number {place} of {rows}).\n"
            ),
        };
        for (committed, case) in commitment.draws.iter().zip(&receipt.draws) {
            let tier = committed.tiers.iter().find(|tier| Some(tier.tier) == case.tier);
            let quota = tier.map_or(0, |tier| tier.quota);
            plain.zh += &format!("任务{}：{}。\n", committed.task, case_zh(case, quota));
            plain.en += &format!("Task {}: {}.\n", committed.task, case_en(case, quota));
        }
        if !with_digest {
            plain.zh += "未提供抽取摘要，截止签号未与公布的比较。\n";
            plain.en += "The published digest was not handed in; the cut-offs were not compared with the published ones.\n";
        }
        if !with_plan {
            plain.zh += "未提供抽查计划，是否剔除及风险等级未重新计算。\n";
            plain.en += "The plan was not handed in; exclusions and tiers were not recomputed.\n";
        }
        plain
    }

    /// That an id is not in the directory.
    pub(super) fn of_absence(absence: &Absence) -> Self {
        let (id, plan) = (&absence.id, &absence.commitment.plan.name);
        Self {
            zh: format!("{id}不在计划{plan}抽取所用的名录库中，因此不可能被抽中。\n"),
            en: format!(
                "{id} is not in the directory from which plan {plan} was drawn, so it could not be drawn.\n"
            ),
        }
    }
}

fn case_zh(case: &ReceiptDraw, quota: u64) -> String {
    let tier = case.tier.map_or("", |tier| tier.zh());
    let why = match (case.outcome, case.cut_off) {
        (ReceiptOutcome::Excluded, _) => {
            return format!("未进入抽取范围，原因是{}", case.reason.map_or("", |reason| reason.zh()));
        }
        (ReceiptOutcome::Drawn, _) => {
            format!("抽中，签号在本等级最小的{quota}个之内（不大于截止签号）")
        }
        (_, None) => "未抽中，本等级不抽取".to_owned(),
        (_, Some(_)) => format!("未抽中，签号不在本等级最小的{quota}个之内（大于截止签号）"),
    };
    let reserve = if case.outcome == ReceiptOutcome::Reserve { "；列为备选" } else { "" };
    format!("在抽取范围内，按{tier}抽取；{why}{reserve}")
}

fn case_en(case: &ReceiptDraw, quota: u64) -> String {
    let tier = case.tier.map_or("", |tier| tier.letter());
    let why = match (case.outcome, case.cut_off) {
        (ReceiptOutcome::Excluded, _) => {
            return format!(
                "not in the pool, because it is {}",
                case.reason.map_or("", |reason| reason.en())
            );
        }
        (ReceiptOutcome::Drawn, _) => {
            format!("drawn, since its ticket is among the {quota} smallest (not above the cut-off)")
        }
        (_, None) => "not drawn, since nobody of this tier was".to_owned(),
        (_, Some(_)) => {
            format!("not drawn, since its ticket is not among the {quota} smallest (above the cut-off)")
        }
    };
    let reserve = if case.outcome == ReceiptOutcome::Reserve { "; listed as a reserve" } else { "" };
    format!("in the pool, in tier {tier}; {why}{reserve}")
}
