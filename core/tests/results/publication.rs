//! What is disclosed, and what is not.

use double_random::{Disclosure, LedgerEntry, Outcome, ResultEntry, TargetKind};

use crate::ceremony::day;
use crate::ground::{Ground, JOINT, LEAD, PLAIN, found, line};

/// Guards privacy: individuals are masked unless asked for; neither tier, inspector, note nor whoever entered it is ever disclosed.
#[test]
fn nothing_internal_is_disclosed() {
    let mut ground = Ground::new();
    let is_individual = |ground: &Ground, id: &str| {
        ground.targets.get(ground.targets.find(id).unwrap()).unwrap().kind() == Some(TargetKind::Individual)
    };
    let drawn = ground.drawn(PLAIN);
    let person = drawn.iter().find(|id| is_individual(&ground, id)).unwrap().clone();
    let firm = drawn.iter().find(|id| !is_individual(&ground, id)).unwrap().clone();
    for target in [&person, &firm] {
        let entry =
            ResultEntry { note: Some(line("内部备注")), ..ground.result(PLAIN, target, "2025-08-04") };
        let result = ground.ledger.enter(LedgerEntry::Result(entry));
        ground.publish(result, LEAD, "2025-08-05");
    }
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let disclosed = standing.disclosure(Disclosure::default());
    let text = serde_json::to_string(&disclosed).unwrap() + &disclosed.to_csv();
    for hidden in [person.as_str(), "内部备注", "录入员", "张三", "\"tier\"", "风险等级"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(text.contains(&firm) && text.contains("登记事项检查") && text.contains("2025-08-05"));
    let all = Disclosure { individuals: true, tiers: true };
    let text = serde_json::to_string(&standing.disclosure(all)).unwrap();
    assert!(text.contains(&person) && !text.contains("\"tier\""));
}

/// Guards that the sheet is harmless: what a spreadsheet would take for a formula is text in it.
#[test]
fn sheets_are_harmless() {
    let mut ground = Ground::new();
    let target = ground.drawn(JOINT)[0].clone();
    let entry = found(&[Outcome::Pending], ground.result(JOINT, &target, "2025-08-04"));
    ground.ledger.enter(LedgerEntry::Result(entry));
    let standing = ground.case().as_of(day("2025-12-31"), &mut ()).unwrap();
    let mut disclosed = standing.disclosure(Disclosure::default());
    disclosed.tasks[0].results[0].name = Some("=HYPERLINK(\"x\")".to_owned());
    let csv = disclosed.to_csv();
    assert!(csv.contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{csv}");
    assert!(csv.contains("发现问题待后续处理"));
}
