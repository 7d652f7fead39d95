//! Guards amendments: the list in force is always the beginning of the order without those taken off, and whatever is forged in
//! the chain is found.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "not every test needs every part of the ceremony")]
#[path = "common/ceremony.rs"]
mod ceremony;

use std::collections::{BTreeMap, BTreeSet};

use ceremony::{day, draw, name, plan, salted, setting};
use double_random::{
    AmendError, Amendment, AmendmentChange, CheckName, CheckStatus, Coordination, DrawRecord, Evidence,
    Explain, InspectionPlan, ListInForce, Origin, Pool, Registration, ReplacementReason, RiskTier, Suite,
    TargetDirectory, TicketKey, verify,
};
use proptest::prelude::*;

struct Case {
    plan: InspectionPlan,
    directory: TargetDirectory,
    record: DrawRecord,
}

/// Two of three draws; of the second only two reasons are allowed.
fn case(suite: Suite, coordination: Coordination) -> Case {
    let (mut plan, directory) = (plan(coordination), salted());
    let mut rules = plan.task(&name("02")).unwrap().rules().unwrap().clone();
    rules.replacement_reasons = vec![ReplacementReason::Deregistered, ReplacementReason::MovedOut];
    plan.set_rules(&name("02"), rules).unwrap();
    let (_, record) = draw(&plan, &directory, setting(suite));
    Case { plan, directory, record }
}

fn registration() -> Registration {
    Registration { by: "王某，信用监管股".parse().unwrap(), day: day("2025-08-01") }
}

impl Case {
    fn list(&self, amendments: &[Amendment]) -> Result<ListInForce<'_>, AmendError> {
        ListInForce::new(&self.record, &self.plan, &self.directory, None, amendments, &mut ())
    }

    fn status(&self, amendments: &[Amendment]) -> CheckStatus {
        let plan = self.plan.to_json();
        let amendments: Vec<String> = amendments.iter().map(Amendment::to_json).collect();
        let evidence = Evidence { amendments: &amendments, ..Evidence::new(&plan, &self.directory) };
        let report = verify(&self.record.to_json(), &evidence, &mut ()).unwrap();
        report.checks.iter().find(|check| check.name == CheckName::Amendments).unwrap().status
    }

    /// The whole order of each tier of a draw, by sorting.
    fn orders(&self, draw: usize) -> BTreeMap<RiskTier, Vec<String>> {
        let commitment = &self.record.commitment;
        let task = self.plan.task(&commitment.draws[draw].task).unwrap();
        let (selector, rules) = (task.selector().unwrap(), task.rules().unwrap());
        let pool =
            Pool::new(&self.directory, task.name(), selector, rules, commitment.as_of, &mut ()).unwrap();
        let key = TicketKey::new(commitment.suite, &self.record.draws[draw].keys.ticket);
        let mut orders: BTreeMap<RiskTier, Vec<String>> = BTreeMap::new();
        for (row, target) in self.directory.iter().enumerate() {
            if let Some(tier) = pool.tier(row) {
                orders.entry(tier).or_default().push(target.id().to_owned());
            }
        }
        orders.values_mut().for_each(|ids| ids.sort_by_key(|id| (key.ticket(id.as_bytes()), id.clone())));
        orders
    }

    fn id(&self, draw: usize) -> &str {
        &self.record.draws[draw].draw
    }

    fn drawn(&self, draw: usize, tier: RiskTier) -> Vec<String> {
        let drawn = self.record.draws[draw].drawn();
        drawn.filter(|(own, _)| *own == tier).map(|(_, target)| target.id.clone()).collect()
    }
}

fn replace(list: &mut ListInForce<'_>, draw: &str, out: &str) -> Result<Amendment, AmendError> {
    let evidence = "注销登记通知书".parse().unwrap();
    list.replace(draw, out, ReplacementReason::Deregistered, evidence, registration(), &mut ())
}

fn supplement(
    list: &mut ListInForce<'_>,
    draw: &str,
    tier: RiskTier,
    count: u64,
) -> Result<Amendment, AmendError> {
    list.supplement(draw, tier, count, "上级要求".parse().unwrap(), registration(), &mut ())
}

fn recuse(list: &mut ListInForce<'_>, draw: &str, target: &str) -> Result<Amendment, AmendError> {
    let (inspector, reason) = ("JC-07".parse().unwrap(), "近亲属任职".parse().unwrap());
    list.recuse(draw, target, inspector, None, reason, registration())
}

/// The target in force is replaced again and again, beyond the reserve, until the tier has nobody left.
#[test]
fn replacements_go_on_to_the_end_of_the_order() {
    let case = case(Suite::Sha256, Coordination::Independent);
    let (id, tier) = (case.id(0), RiskTier::A);
    let order = &case.orders(0)[&tier];
    let mut list = case.list(&[]).unwrap();
    let (mut amendments, mut out) = (Vec::new(), case.drawn(0, tier)[0].clone());
    for next in &order[case.drawn(0, tier).len()..] {
        amendments.push(replace(&mut list, id, &out).unwrap());
        let listed = list.targets(id).unwrap().find(|(_, target)| target.id == *next).unwrap();
        assert_eq!(listed.1.origin, Origin::Replacement { of: out });
        out = next.clone();
    }
    assert!(amendments.len() > case.record.commitment.draws[0].reserve as usize);
    amendments.push(replace(&mut list, id, &out).unwrap());
    let last = &amendments.last().unwrap().change;
    assert!(matches!(last, AmendmentChange::Replacement { next: None, .. }));
    let error = supplement(&mut list, id, tier, 1).unwrap_err();
    assert_eq!(error, AmendError::OrderAtItsEnd { tier, wanted: 1, left: 0 });
    assert_eq!(case.status(&amendments), CheckStatus::Passed);
    assert!(case.list(&amendments).is_ok());
}

/// A supplement adds and takes nobody away.
#[test]
fn a_supplement_keeps_what_was_drawn() {
    let case = case(Suite::Sm3, Coordination::MergedVisits);
    let (id, tier) = (case.id(1), RiskTier::B);
    let mut list = case.list(&[]).unwrap();
    let amendment = supplement(&mut list, id, tier, 5).unwrap();
    let found: Vec<String> = list
        .targets(id)
        .unwrap()
        .filter(|(own, _)| *own == tier)
        .map(|(_, target)| target.id.clone())
        .collect();
    let drawn = case.drawn(1, tier);
    assert_eq!(found, case.orders(1)[&tier][..drawn.len() + 5]);
    assert_eq!(case.status(&[amendment]), CheckStatus::Passed);
    assert_eq!(case.status(&[]), CheckStatus::NotDone);
}

/// Each refusal has its own code.
#[test]
fn what_cannot_be_is_refused() {
    let case = case(Suite::Sha256, Coordination::Independent);
    let (id, out) = (case.id(1), case.drawn(1, RiskTier::A)[0].clone());
    let mut list = case.list(&[]).unwrap();
    let evidence = || "通知书".parse().unwrap();
    let not_allowed =
        list.replace(id, &out, ReplacementReason::Revoked, evidence(), registration(), &mut ()).unwrap_err();
    assert!(not_allowed.zh().contains("moved_out 迁出") && not_allowed.zh().contains("无法联系"));
    let codes = [
        not_allowed,
        replace(&mut list, "no/such/1", &out).unwrap_err(),
        replace(&mut list, id, "X").unwrap_err(),
        supplement(&mut list, id, RiskTier::A, 0).unwrap_err(),
        supplement(&mut list, id, RiskTier::A, 1000).unwrap_err(),
        recuse(&mut list, id, "X").unwrap_err(),
    ]
    .map(|error| error.code());
    let expected = [
        "amend.reason_not_allowed",
        "amend.unknown_draw",
        "amend.not_on_the_list",
        "amend.nothing_to_add",
        "amend.order_at_its_end",
        "amend.not_on_the_list",
    ];
    assert_eq!(codes, expected);
    // Nothing of that took effect.
    let first = replace(&mut list, id, &out).unwrap();
    assert_eq!((first.number.get(), first.previous), (1, None));
    assert_eq!(replace(&mut list, id, &out).unwrap_err().code(), "amend.not_on_the_list");
    let other = plan(Coordination::MergedVisits);
    let error = ListInForce::new(&case.record, &other, &case.directory, None, &[], &mut ()).unwrap_err();
    assert_eq!(error.code(), "amend.not_of_the_record");
}

/// Numbers and links amendments anew, as a forger would.
fn rechained(mut amendments: Vec<Amendment>) -> Vec<Amendment> {
    let mut previous = None;
    for (number, amendment) in (1_u32..).zip(&mut amendments) {
        amendment.number = number.try_into().unwrap();
        amendment.previous = previous;
        previous = Some(amendment.digest());
    }
    amendments
}

/// Every forgery is found by verification, and refused where amendments are made.
#[test]
fn forgeries_are_found() {
    let case = case(Suite::Sha256, Coordination::Independent);
    let (id, tier) = (case.id(1), RiskTier::A);
    let (drawn, order) = (case.drawn(1, tier), case.orders(1)[&tier].clone());
    let (first, second) = (order[drawn.len()].clone(), order[drawn.len() + 1].clone());
    let mut list = case.list(&[]).unwrap();
    let true_ones = vec![
        replace(&mut list, id, &drawn[0]).unwrap(),
        replace(&mut list, id, &first).unwrap(),
        supplement(&mut list, id, tier, 2).unwrap(),
        recuse(&mut list, id, &second).unwrap(),
    ];
    assert_eq!(case.status(&true_ones), CheckStatus::Passed);

    let mut codes = BTreeSet::new();
    let mut forged = |what: &str, forge: &dyn Fn(&mut Vec<Amendment>), chained: bool| {
        let mut amendments = true_ones.clone();
        forge(&mut amendments);
        let amendments = if chained { rechained(amendments) } else { amendments };
        assert_eq!(case.status(&amendments), CheckStatus::Failed, "{what}");
        codes.insert(case.list(&amendments).expect_err(what).code());
    };
    let stand_in = |amendment: &mut Amendment, id: Option<&String>| match &mut amendment.change {
        AmendmentChange::Replacement { next, .. } => *next = id.cloned(),
        _ => panic!("not a replacement"),
    };
    forged("skips the next", &|a| stand_in(&mut a[0], Some(&second)), true);
    forged("repeats", &|a| stand_in(&mut a[1], Some(&first)), true);
    forged("puts one back who was taken off", &|a| stand_in(&mut a[1], Some(&drawn[0])), true);
    forged("puts in nobody though there are more", &|a| stand_in(&mut a[1], None), true);
    forged("puts in a stranger", &|a| stand_in(&mut a[1], Some(&"X".to_owned())), true);
    forged(
        "supplement turned round",
        &|a| match &mut a[2].change {
            AmendmentChange::Supplement { next, .. } => next.reverse(),
            _ => panic!("not a supplement"),
        },
        true,
    );
    forged(
        "supplement of nobody",
        &|a| match &mut a[2].change {
            AmendmentChange::Supplement { next, .. } => next.clear(),
            _ => panic!("not a supplement"),
        },
        true,
    );
    forged(
        "another tier",
        &|a| match &mut a[0].change {
            AmendmentChange::Replacement { tier, .. } => *tier = RiskTier::B,
            _ => panic!("not a replacement"),
        },
        true,
    );
    forged(
        "a reason that is not allowed",
        &|a| match &mut a[0].change {
            AmendmentChange::Replacement { reason, .. } => *reason = ReplacementReason::Duplicate,
            _ => panic!("not a replacement"),
        },
        true,
    );
    forged(
        "another draw",
        &|a| match &mut a[0].change {
            AmendmentChange::Replacement { draw, .. } => *draw = "test-2025/09/1".to_owned(),
            _ => panic!("not a replacement"),
        },
        true,
    );
    forged(
        "recuses from one who was taken off",
        &|a| match &mut a[3].change {
            AmendmentChange::Recusal { target, .. } => target.clone_from(&drawn[0]),
            _ => panic!("not a recusal"),
        },
        true,
    );
    forged("drops the first, chained anew", &|a| drop(a.remove(0)), true);
    forged("reorders, chained anew", &|a| a.swap(0, 1), true);
    for at in 0..3 {
        forged("drops", &|a| drop(a.remove(at)), false);
        forged("reorders", &|a| a.swap(at, at + 1), false);
        forged("repeats whole", &|a| a.insert(at, a[at].clone()), false);
    }
    forged("another record", &|a| a[0].record_digest = Suite::Sha256.hash(b"another"), true);
    forged("another suite", &|a| a[3].suite = Suite::Sm3, false);
    forged("edited without chaining anew", &|a| a[0].day = day("2025-08-02"), false);
    let expected = [
        "amend.chain_broken",
        "amend.not_on_the_list",
        "amend.not_the_next",
        "amend.nothing_to_add",
        "amend.other_tier",
        "amend.reason_not_allowed",
        "amend.unknown_draw",
    ];
    assert!(codes.into_iter().eq(expected));
}

/// One random operation: what, in which draw, and a number to choose by.
fn operations() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    prop::collection::vec((0_u8..4, 0_usize..3, 0_usize..1000), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Guards the meaning of the list: the first `k` of each order without those taken off, whatever was done.
    #[test]
    fn the_list_is_the_beginning_of_the_order_without_those_taken_off(operations in operations(), merged: bool) {
        let coordination = if merged { Coordination::MergedVisits } else { Coordination::Independent };
        let case = case(Suite::Sha256, coordination);
        let mut list = case.list(&[]).unwrap();
        let mut ever: Vec<BTreeMap<RiskTier, usize>> = (0..3)
            .map(|draw| RiskTier::ALL.map(|tier| (tier, case.drawn(draw, tier).len())).into())
            .collect();
        let (mut amendments, mut off) = (Vec::new(), vec![Vec::new(); 3]);
        let orders: Vec<_> = (0..3).map(|draw| case.orders(draw)).collect();
        for (what, draw, choice) in operations {
            let id = case.id(draw);
            let on: Vec<(RiskTier, String)> =
                list.targets(id).unwrap().map(|(tier, target)| (tier, target.id.clone())).collect();
            if what == 3 {
                let (tier, count) = (RiskTier::ALL[choice % 4], choice % 3 + 1);
                let length = orders[draw].get(&tier).map_or(0, Vec::len);
                let made = supplement(&mut list, id, tier, count as u64);
                prop_assert_eq!(made.is_ok(), ever[draw][&tier] + count <= length);
                if let Ok(made) = made {
                    *ever[draw].get_mut(&tier).unwrap() += count;
                    amendments.push(made);
                }
            } else if let Some((tier, target)) = on.get(choice % on.len().max(1)) {
                if what == 2 {
                    amendments.push(recuse(&mut list, id, target).unwrap());
                } else {
                    amendments.push(replace(&mut list, id, target).unwrap());
                    off[draw].push(target.clone());
                    let count = ever[draw].get_mut(tier).unwrap();
                    *count = orders[draw][tier].len().min(*count + 1);
                }
            }
        }
        let again = case.list(&amendments).unwrap();
        for draw in 0..3 {
            let expected: Vec<(RiskTier, &String)> = orders[draw].iter()
                .flat_map(|(tier, order)| order[..ever[draw][tier]].iter().map(move |id| (*tier, id)))
                .filter(|(_, id)| !off[draw].contains(id))
                .collect();
            for list in [&list, &again] {
                let found: Vec<_> = list.targets(case.id(draw)).unwrap().map(|(tier, target)| (tier, &target.id)).collect();
                prop_assert_eq!(&found, &expected);
            }
        }
        let expected = if amendments.is_empty() { CheckStatus::NotDone } else { CheckStatus::Passed };
        prop_assert_eq!(case.status(&amendments), expected);
    }
}
