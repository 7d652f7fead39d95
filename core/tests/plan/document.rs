use std::num::NonZeroU32;

use double_random::{
    Coordination, Date, DocumentError, Explain, InspectionPlan, PlanError, PublishedTask, QuotaRule, RuleSet,
    Selector, TargetKind, TierCombination,
};
use proptest::prelude::*;

use super::{PUBLISHED, head, row};

fn plan() -> InspectionPlan {
    InspectionPlan::read_published(PUBLISHED, &head()).unwrap().plan
}

/// Guards the layout that the specification fixes, down to the bytes.
#[test]
fn the_document_is_laid_out_as_the_specification_says() {
    let rows = [PublishedTask { ratio: "10% (20户)".to_owned(), ..row(1) }];
    let mut plan = InspectionPlan::read_rows(rows, &head()).unwrap().plan;
    plan.set_selector(&"01".parse().unwrap(), Selector::Kind(vec![TargetKind::Enterprise])).unwrap();
    let expected = r#"{
  "format": "double-random/1 plan",
  "name": "GP2025",
  "title": null,
  "authority": null,
  "year": 2025,
  "deadline": null,
  "coordination": "independent",
  "tasks": [
    {
      "name": "01",
      "published": {
        "number": "1",
        "title": "对企业的抽查",
        "scope": "不定向",
        "items": "登记事项检查",
        "range": "全市范围内存续的企业",
        "ratio": "10% (20户)",
        "tiers": "",
        "window": "7月—11月",
        "mode": "【县抽县查】某某局发起并实施检查"
      },
      "selector": {
        "kind": [
          "enterprise"
        ]
      },
      "rules": null
    }
  ]
}
"#;
    assert_eq!(plan.to_json(), expected);
}

/// Guards that a document holds everything, in one way only.
#[test]
fn the_document_is_lossless_and_stable() {
    let mut plan = plan();
    let task = "13".parse().unwrap();
    plan.set_coordination(Coordination::MergedVisits);
    plan.set_selector(&task, Selector::not(Selector::label("停用"))).unwrap();
    let rules = RuleSet {
        yearly_cap: NonZeroU32::new(3),
        exempt: Some(Selector::label("包容审慎")),
        ..RuleSet::new(QuotaRule::Census)
    };
    plan.set_rules(&task, rules).unwrap();
    let text = plan.to_json();
    let again = InspectionPlan::from_json(&text).unwrap();
    assert_eq!(again, plan);
    assert_eq!(again.to_json(), text);
}

/// Guards that nothing but the document of a plan is read as one.
#[test]
fn other_documents_are_refused() {
    let text = plan().to_json();
    let reason = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        InspectionPlan::from_json(&changed).unwrap_err().to_string()
    };
    for (from, to, told) in [
        ("/1 plan", "/1 record", "unknown variant `double-random/1 record`, expected `double-random/1 plan`"),
        ("  \"year\"", "  \"extra\": 1,\n  \"year\"", "unknown field `extra`"),
        ("  \"deadline\": null,\n", "", "missing field `deadline`"),
        ("  \"year\": 2025", "  \"year\": 2025,\n  \"year\": 2025", "duplicate field `year`"),
        ("      \"selector\": null,\n", "", "missing field `selector`"),
        (
            "\"3%; 1次/年\"",
            "\"适量\"",
            "the task `01` is not understood: column 抽查比例/数量: `适量` in `适量` is not understood",
        ),
        ("\"name\": \"02\"", "\"name\": \"01\"", "the task name `01` appears twice"),
        ("\"number\": \"2\"", "\"number\": \"1\"", "the number 1 appears twice"),
        ("\"industry_field\": null", "\"industry_field\": 7", "invalid type: integer `7`"),
        ("  \"year\"", "    \"year\"", "line 6 of the document is not in its one layout"),
        ("高平市", "\\u9ad8平市", "line 4 of the document is not in its one layout"),
    ] {
        let found = reason(from, to);
        assert!(found.contains(told), "{found}");
    }
    let (before, _) = text.split_once("\"tasks\"").unwrap();
    let empty = InspectionPlan::from_json(&format!("{before}\"tasks\": []\n}}\n")).unwrap_err();
    assert!(empty.to_string().contains("the plan has no task"), "{empty}");
}

/// Guards that a plan can only be completed to one that its document can hold.
#[test]
fn a_plan_is_completed_only_to_a_valid_one() {
    let mut plan = plan();
    let before = plan.clone();
    let (task, other) = ("01".parse().unwrap(), "17".parse().unwrap());
    let unknown = PlanError::UnknownTask { name: "17".to_owned() };
    assert_eq!(plan.set_selector(&other, Selector::everything()), Err(unknown));

    let deep = (0..32).fold(Selector::everything(), |inner, _| Selector::all([inner]));
    assert_eq!(plan.set_selector(&task, deep.clone()).unwrap_err().code(), "plan.selector_too_deep");
    let mut rules =
        RuleSet::new(QuotaRule::CountPerTier { counts: double_random::PerTier([1, 1, 1, (1 << 53) + 1]) });
    assert_eq!(plan.set_rules(&task, rules.clone()), Err(PlanError::NumberTooLarge {}));
    rules.quota = QuotaRule::Census;
    rules.exempt = Some(deep);
    assert_eq!(plan.set_rules(&task, rules.clone()).unwrap_err().code(), "plan.selector_too_deep");
    rules.exempt = None;
    rules.replacement_reasons.reverse();
    assert_eq!(plan.set_rules(&task, rules.clone()).unwrap_err().code(), "rule.reasons_out_of_order");
    rules.replacement_reasons.clear();
    rules.tiers.combination = TierCombination::IndustryOnly;
    assert_eq!(plan.set_rules(&task, rules).unwrap_err().code(), "rule.industry_field_missing");
    assert_eq!(plan, before);

    let deepest = (0..31).fold(Selector::everything(), |inner, _| Selector::all([inner]));
    plan.set_selector(&task, deepest).unwrap();
    assert_eq!(InspectionPlan::from_json(&plan.to_json()).unwrap(), plan);
}

/// Guards against a document made to exhaust the reader.
#[test]
fn depth_ends_in_an_error_with_its_place() {
    let text = plan().to_json().replacen(
        "\"selector\": null",
        &format!("\"selector\": {}", "{\"not\":".repeat(5000)),
        1,
    );
    let DocumentError::Malformed { line, reason, .. } = InspectionPlan::from_json(&text).unwrap_err() else {
        panic!()
    };
    assert_eq!((line, reason.as_str()), (23, "recursion limit exceeded"));
}

fn published(number: u32) -> impl Strategy<Value = PublishedTask> {
    let text = |words: &[&str]| {
        prop::sample::select(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    };
    let free = "[\\PC\\t\\n\"\\\\]{0,12}甲";
    (
        (free, text(&["定向", "不定向"]), free, free),
        text(&["3%; 1次/年", "100%|1家", "不低于10%;抽查1次", "20户", "抽查比例之和≥20%"]),
        prop_oneof![Just(String::new()), free, Just("按照《甲》规定".to_owned())],
        text(&["7月—11月", "全年", "2024年5月-7月"]),
        text(&["【县抽县查】甲局发起", "【省抽所查】"]),
    )
        .prop_map(move |((title, scope, items, range), ratio, tiers, window, mode)| PublishedTask {
            number: number.to_string(),
            title,
            scope,
            items,
            range,
            ratio,
            tiers,
            window,
            mode,
        })
}

fn plans() -> impl Strategy<Value = InspectionPlan> {
    let head = (2000_u16..2100, prop::option::of(".{0,20}"), prop::option::of(1_u8..=12));
    let rows = prop::collection::btree_set(1_u32..2000, 1..5)
        .prop_flat_map(|numbers| numbers.into_iter().map(published).collect::<Vec<_>>());
    let completion = (any::<bool>(), prop::option::of(".{0,8}"));
    (head, rows, completion).prop_map(|((year, title, month), rows, (merged, label))| {
        let mut head = head_for(year);
        head.authority = title.clone();
        head.title = title;
        head.deadline = month.and_then(|month| Date::last_of_month(year, month));
        let mut plan = InspectionPlan::read_rows(rows, &head).unwrap().plan;
        let task = plan.tasks()[0].name().clone();
        if merged {
            plan.set_coordination(Coordination::MergedVisits);
        }
        if let Some(label) = label {
            plan.set_selector(&task, Selector::label(&label)).unwrap();
        }
        plan
    })
}

fn head_for(year: u16) -> double_random::PlanHead {
    double_random::PlanHead { year, ..head() }
}

proptest! {
    /// Guards that any plan comes back from its document as it was, findings included.
    #[test]
    fn plans_round_trip(plan in plans()) {
        let text = plan.to_json();
        let again = InspectionPlan::from_json(&text).unwrap();
        prop_assert_eq!(again.findings(), plan.findings());
        prop_assert_eq!(again.to_json(), text);
        prop_assert_eq!(again, plan);
    }
}
