//! The checks of a report, told so that a reader needs no other list.

use serde_json::{Value, json};

use crate::verify::Check;

/// Each check with what it says and how to do it by hand.
pub(super) fn told(checks: &[Check]) -> Value {
    let told = |check: &Check| {
        json!({
            "name": check.name,
            "status": check.status,
            "compared": check.compared,
            "differing": check.differing,
            "shown": check.shown,
            "zh": check.name.zh(),
            "en": check.name.en(),
            "by_hand_zh": check.name.by_hand_zh(),
            "by_hand_en": check.name.by_hand_en(),
        })
    };
    checks.iter().map(told).collect()
}
