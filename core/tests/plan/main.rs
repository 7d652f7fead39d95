//! The plan of 高平 and what else authorities publish, read by the public API.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop a test as the tests themselves may"
)]

mod document;
mod gaoping;
mod notations;
mod tables;

use std::collections::BTreeSet;

use double_random::{PlanDoubt, PlanError, PlanHead, PublishedTask};

const PUBLISHED: &str = include_str!("../../examples/data/gaoping-2025-published.txt");
const CSV: &str = include_str!("../data/gaoping-2025-plan.csv");

fn head() -> PlanHead {
    PlanHead::new("GP2025".parse().unwrap(), 2025)
}

/// A row that is read without a finding.
fn row(number: u32) -> PublishedTask {
    PublishedTask {
        number: number.to_string(),
        title: "对企业的抽查".to_owned(),
        scope: "不定向".to_owned(),
        items: "登记事项检查".to_owned(),
        range: "全市范围内存续的企业".to_owned(),
        ratio: "3%; 1次/年".to_owned(),
        tiers: String::new(),
        window: "7月—11月".to_owned(),
        mode: "【县抽县查】某某局发起并实施检查".to_owned(),
    }
}

/// Guards that a code of the room means one thing.
#[test]
fn codes_are_of_this_room_and_unique() {
    let codes: Vec<_> = PlanError::CODES.iter().chain(PlanDoubt::CODES).collect();
    assert!(codes.iter().all(|code| code.starts_with("plan.")));
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}
