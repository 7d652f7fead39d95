//! The checks of the verification.

use super::Facts;
use super::html::{Html, all, both, element, list, section as titled, table};
use super::words;
use crate::verify::{Check, CheckName, CheckStatus};

pub(super) fn section(of: &Facts<'_>) -> Html {
    let head = [both("核验项目", "check"), both("结果", "result"), both("如何手工核验", "by hand")];
    let rows = of.report.checks.iter().map(|check| {
        let name =
            all([element("code", check.name.code()), element("div", both(check.name.zh(), check.name.en()))]);
        [name, result(check, of.opened()), by_hand(check.name)]
    });
    let caption = both("每项均独立重算；未核不等于通过", "each was recomputed; not done is not passed");
    titled("核验", "Verification", [table("table class=\"checks\"", caption, head, rows)])
}

fn by_hand(name: CheckName) -> Html {
    let (zh, en) = (name.by_hand_zh(), name.by_hand_en());
    if zh == en { element("code", zh) } else { both(element("code", zh), element("code", en)) }
}

fn result(check: &Check, opened: bool) -> Html {
    let (zh, en) = words::status(check.status);
    let status = match check.status {
        CheckStatus::Passed => element("span class=\"passed\"", both(zh, en)),
        CheckStatus::Failed => element("strong class=\"failed\"", both(zh, en)),
        CheckStatus::NotDone => element("span class=\"not-done\"", both(zh, en)),
    };
    if check.status != CheckStatus::Failed {
        return status;
    }
    let differing = element(
        "div",
        both(format!("{}处不符", check.differing), format!("{} values differ", check.differing)),
    );
    let compared = if may_show(check.name, opened) {
        list(check.shown.iter().map(|compared| {
            let (expected, found) = (Html::quoted(&compared.expected), Html::quoted(&compared.found));
            let what = element("div", Html::quoted(&compared.what));
            let expected = element("div", all([both("应为", "expected"), " ".into(), expected]));
            let found = element("div", all([both("实为", "found"), " ".into(), found]));
            all([what, expected, found])
        }))
    } else {
        element("div", both("内容见核验报告", "for the values see the verification report"))
    };
    all([status, differing, compared])
}

/// Whether the values of a check may be shown: none that names targets, and seed and keys only when all is open. Whatever is not
/// listed is not shown.
fn may_show(name: CheckName, opened: bool) -> bool {
    use CheckName as Name;
    match name {
        Name::RecordDigest
        | Name::CommitmentDigest
        | Name::CommitmentAttempt
        | Name::Attempts
        | Name::PlanDigest
        | Name::DirectoryShape
        | Name::DirectoryRoot
        | Name::DirectoryDigest
        | Name::SourcesCommitments
        | Name::SourcesTime
        | Name::SourcesEntropy
        | Name::Pool
        | Name::Quota
        | Name::CutOff => true,
        Name::Seed | Name::Keys => opened,
        _ => false,
    }
}
