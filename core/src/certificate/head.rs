//! What is seen first: which draw, whether it holds, whether it was witnessed, which attempt it is.

use super::html::{Html, all, both, element, facts, section as titled};
use super::numbers::utc;
use super::{Facts, attempts};
use crate::rule::Coordination;
use crate::seed::Witness;

pub(super) fn header(of: &Facts<'_>) -> Html {
    let title = of.plan.title().unwrap_or(of.plan.name().as_str());
    let authority =
        of.plan.authority().map(|authority| element("p class=\"authority\"", Html::quoted(authority)));
    element(
        "header",
        all([
            element("h1", both("抽取证书", "Certificate of a random draw")),
            element("p class=\"title\"", Html::quoted(title)),
            authority.unwrap_or_default(),
            verdict(of),
            witness(of.record.commitment.witness),
            attempts::notice(of),
            other_plan(of),
        ]),
    )
}

fn verdict(of: &Facts<'_>) -> Html {
    let (failed, not_done) = (of.report.failed().count(), of.report.not_done().count());
    let numbers_zh = format!("（共{}项，不符{failed}项，未核{not_done}项）", of.report.checks.len());
    let numbers_en = format!(" ({} checks, {failed} failed, {not_done} not done)", of.report.checks.len());
    if of.report.holds() {
        let said =
            both(format!("核验：未发现不符{numbers_zh}"), format!("Verification: nothing amiss{numbers_en}"));
        element("p class=\"note\"", said)
    } else {
        let said =
            both(format!("核验：发现不符{numbers_zh}"), format!("Verification: does not hold{numbers_en}"));
        element("p class=\"warning\" role=\"note\"", said)
    }
}

fn witness(witness: Witness) -> Html {
    match witness {
        Witness::Witnessed => element(
            "p class=\"note\"",
            both(
                "有见证：无人能单独预知种子",
                "Witnessed: nobody alone could have known the seed beforehand",
            ),
        ),
        Witness::Unwitnessed => element(
            "p class=\"warning\" role=\"note\"",
            both(
                "警告：本次抽取无人见证，仅一个秘密值，其持有者可事先反复试算",
                "Warning: unwitnessed. There was one secret alone; whoever held it could have tried many",
            ),
        ),
    }
}

/// A certificate over another plan would put the wrong titles beside the numbers.
fn other_plan(of: &Facts<'_>) -> Html {
    let commitment = &of.record.commitment;
    if of.plan.digest(commitment.suite) == commitment.plan.digest {
        return Html::default();
    }
    element(
        "p class=\"warning\" role=\"note\"",
        both(
            "警告：本证书所用计划与承诺的计划不一致，任务名称和规则不可信",
            "Warning: the plan shown here is not the one committed to; titles and rules are not to be trusted",
        ),
    )
}

pub(super) fn section(of: &Facts<'_>) -> Html {
    let (plan, record) = (of.plan, of.record);
    let commitment = &record.commitment;
    let targets = &commitment.targets;
    let text = |text: Option<&str>| text.map_or_else(|| both("未注明", "not stated"), Html::quoted);
    let code = |text: String| element("code", text);
    let coordination = match commitment.coordination {
        Coordination::Independent => both("各任务独立抽取", "each task has its own tickets"),
        Coordination::MergedVisits => {
            both("进一次门、查多项事", "one ticket for each target, visits are merged")
        }
    };
    let (salted_zh, salted_en) =
        if targets.salted { ("加盐", "salted") } else { ("不加盐", "not salted") };
    let directory =
        both(format!("{}行，{salted_zh}", targets.rows), format!("{} rows, {salted_en}", targets.rows));
    let committed_at =
        commitment.committed_at.map_or_else(|| both("未注明", "not stated"), |at| utc(at).into());
    let rows = [
        (both("计划", "plan"), text(plan.title())),
        (both("机关", "authority"), text(plan.authority())),
        (
            both("计划代号与年度", "name and year"),
            format!("{} · {}", commitment.plan.name, plan.year()).into(),
        ),
        (both("计划摘要", "digest of the plan"), code(commitment.plan.digest.to_string())),
        (both("统筹", "coordination"), coordination),
        (both("名录基准日", "pools as of"), commitment.as_of.to_string().into()),
        (both("承诺公布时间", "committed at"), committed_at),
        (both("名录库", "directory"), directory),
        (both("名录库摘要", "digest of the directory"), code(targets.digest.to_string())),
        (both("承诺摘要", "digest of the commitment"), code(record.commitment_digest.to_string())),
        (both("抽取记录摘要", "digest of the record"), code(record.digest().to_string())),
        (both("散列算法", "hash function"), code(commitment.suite.to_string())),
        (both("软件", "software"), Html::quoted(&record.software)),
    ];
    let caption = both("本次抽取所依据和产生的文件", "the documents of this draw");
    titled("抽取概要", "The draw", [facts(caption, rows)])
}

pub(super) fn footer(of: &Facts<'_>) -> Html {
    let withheld = if of.opened() {
        both("本证书不含任何检查对象的标识或名称。", "This certificate names no target.")
    } else {
        both(
            "本证书不含任何检查对象的标识或名称；秘密值、种子、密钥在检查完成后公布。",
            "This certificate names no target; secrets, seed and keys are published after the visits.",
        )
    };
    let spec = both(
        "抽取规程double-random/1；证书复述记录，以记录为准。",
        "By the protocol double-random/1. The certificate repeats the record; the record counts.",
    );
    element("footer", all([element("p", withheld), element("p", spec)]))
}
