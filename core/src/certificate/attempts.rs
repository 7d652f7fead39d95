//! How many attempts there were, and why the earlier ones are void.

use super::Facts;
use super::html::{Html, all, both, element, section as titled, table};
use super::words;
use crate::record::VoidedAttempt;

/// The number of attempts, where everybody looks.
pub(super) fn notice(of: &Facts<'_>) -> Html {
    let attempt = of.record.commitment.attempt.get();
    if attempt == 1 {
        return element(
            "p class=\"note\"",
            both("共抽取1次：第1次即本次，无作废", "Attempts: 1. This is the first; none was declared void"),
        );
    }
    let before = attempt - 1;
    element(
        "p class=\"warning\" role=\"note\"",
        both(
            format!("注意：共抽取{attempt}次，本次为第{attempt}次，此前{before}次作废"),
            format!(
                "Note: attempts: {attempt}. This is attempt {attempt}; the {before} before it were declared void"
            ),
        ),
    )
}

pub(super) fn section(of: &Facts<'_>) -> Html {
    let before = of.record.commitment.attempt.get() as usize - 1;
    let shown = of.voids.len();
    let missing = (shown != before).then(|| {
        element(
            "p class=\"warning\" role=\"note\"",
            both(
                format!("警告：此前作废{before}次，但提供了{shown}份作废声明"),
                format!(
                    "Warning: {before} attempts were void before this one, but {shown} voids were handed in"
                ),
            ),
        )
    });
    let none = (before == 0 && shown == 0).then(|| {
        element(
            "p",
            both("本次为第1次抽取，此前没有抽取。", "This is the first attempt; there was none before."),
        )
    });
    let voids = (shown > 0).then(|| voids(of.voids));
    titled("抽取次数", "Attempts", [missing, none, voids].into_iter().flatten())
}

fn voids(voids: &[VoidedAttempt]) -> Html {
    let head = [
        both("次", "attempt"),
        both("作废原因", "reason"),
        both("说明", "explanation"),
        both("声明人", "declared by"),
        both("日期", "day"),
        both("作废声明摘要", "digest of the void"),
    ];
    let row = |void: &VoidedAttempt| {
        let (zh, en) = words::void(void.reason);
        let drawn = if void.record_digest.is_some() {
            both("已抽出名单", "a list had been drawn")
        } else {
            both("未抽出名单", "no list had been drawn")
        };
        [
            void.attempt.to_string().into(),
            all([element("div", both(zh, en)), element("div", drawn)]),
            Html::quoted(void.explanation.as_str()),
            Html::quoted(void.by.as_str()),
            void.day.to_string().into(),
            element("code", void.digest().to_string()),
        ]
    };
    let caption = both("作废的抽取", "void attempts");
    table("table class=\"voids\"", caption, head, voids.iter().map(row))
}
