//! Guards teams from the commitment to the last recusal: who is sent, who is not and why, what happens when somebody cannot go.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "not every test needs every part of the ceremony")]
#[path = "common/ceremony.rs"]
mod ceremony;

use std::collections::{BTreeMap, BTreeSet};

use ceremony::{day, name, rows, setting, sources};
use double_random::{
    Amendment, AmendmentChange, AreaLevel, AreaRule, AssignedVisit, CertificateStage, CheckName, CheckStatus,
    Columns, Commitment, CommittedDraw, Coordination, DrawRecord, Evidence, Explain, IdProfile,
    InspectionPlan, InspectorColumns, InspectorDirectory, ListInForce, PreparedDraw, RefusalReason,
    Registration, ReplacementReason, RiskTier, SlotGroup, SlotNeed, Suite, TargetDirectory, TeamRule, WhyNot,
    Window, certificate, explain, verify,
};

fn targets() -> TargetDirectory {
    let columns = ["id", "name", "kind", "tier", "status", "labels", "last_inspected", "region"];
    let row = |(at, row): (usize, [String; 7])| {
        let region = ["140581001", "140581002", "140581"][at % 3].to_owned();
        row.into_iter().chain([region]).collect::<Vec<_>>()
    };
    let rows = rows().into_iter().enumerate().map(row);
    TargetDirectory::from_rows(Columns::new(columns).unwrap(), IdProfile::Ascii, rows).unwrap()
}

fn window() -> Window {
    Window::new(day("2025-07-01"), day("2025-11-30")).unwrap()
}

fn group(count: u32, need: SlotNeed) -> SlotGroup {
    SlotGroup { count, need }
}

/// The first task sends a leader and another, the second a specialist, a leader and another from elsewhere, the third nobody.
fn plan(coordination: Coordination) -> InspectionPlan {
    let mut plan = ceremony::plan(coordination);
    let led = TeamRule::new(2, window()).unwrap().with_slots(vec![group(1, SlotNeed::leader())]).unwrap();
    let skilled = TeamRule::new(3, window()).unwrap();
    let skilled = skilled
        .with_slots(vec![group(1, SlotNeed::qualification("食品")), group(1, SlotNeed::leader())])
        .unwrap()
        .with_area(AreaRule::Same(AreaLevel::County));
    for (task, team) in [("01", led), ("02", skilled)] {
        let mut rules = plan.task(&name(task)).unwrap().rules().unwrap().clone();
        rules.team = Some(team);
        plan.set_rules(&name(task), rules).unwrap();
    }
    plan
}

const COLUMNS: [&str; 9] =
    ["id", "region", "certificates", "specialties", "leader", "status", "leave", "cap", "recusals"];
/// From whoever is labelled 重点.
const RECUSED: [&str; 4] = ["P02", "P05", "P08", "P11"];
const VALID: &str = "C1=2020-01-01/2029-12-31";

/// Twelve who can go, every third a leader, every third recused from some, every fourth knowing food, and others who cannot.
fn inspectors(cap: &str) -> InspectorDirectory {
    let mut rows = Vec::new();
    for at in 0..12 {
        let leader = if at % 3 == 0 { "是" } else { "" };
        let specialty = if at % 4 == 1 { "食品" } else { "计量" };
        let recusal = if at % 3 == 2 { "owner:重点=利害关系" } else { "" };
        rows.push([
            format!("P{at:02}"),
            "140581".into(),
            VALID.into(),
            specialty.into(),
            leader.into(),
            "在岗".into(),
            String::new(),
            cap.into(),
            recusal.into(),
        ]);
    }
    for (id, region, certificates, status, leave) in [
        ("Q1", "140581", VALID, "调离", ""),
        ("Q2", "140581", VALID, "在岗", "2025-06-01/2025-09-15;2025-09-16/2025-12-31"),
        ("Q3", "140581", "C1=2020-01-01/2025-08-31;C2=2025-09-02/2029-12-31", "在岗", ""),
        ("Q4", "140522", VALID, "在岗", ""),
        ("Q5", "", VALID, "在岗", "2025-07-01/2025-11-29"),
    ] {
        let fields = [id, region, certificates, "", "", status, leave, "0", ""];
        rows.push(fields.map(str::to_owned));
    }
    let columns = InspectorColumns::new(COLUMNS).unwrap();
    InspectorDirectory::from_rows(columns, IdProfile::Ascii, rows).unwrap()
}

struct Case {
    plan: InspectionPlan,
    targets: TargetDirectory,
    inspectors: InspectorDirectory,
    commitment: Commitment,
    record: DrawRecord,
}

fn case(suite: Suite, coordination: Coordination, cap: &str) -> Case {
    case_of(suite, plan(coordination), inspectors(cap))
}

fn case_of(suite: Suite, plan: InspectionPlan, inspectors: InspectorDirectory) -> Case {
    let targets = targets();
    let (committed, revealed) = sources(suite);
    let prepared = PreparedDraw::new(&plan, &targets, setting(suite), &mut ()).unwrap();
    let draw = prepared.with_inspectors(&inspectors).unwrap().commit(committed, &mut ()).unwrap();
    let commitment = draw.commitment().clone();
    let record = draw.reveal(revealed).unwrap().draw(&mut ()).unwrap();
    Case { plan, targets, inspectors, commitment, record }
}

fn every_kind() -> impl Iterator<Item = Case> {
    let kinds = [Coordination::Independent, Coordination::MergedVisits];
    kinds.into_iter().flat_map(|kind| Suite::ALL.map(|suite| case(suite, kind, "")))
}

impl Case {
    fn visits(&self) -> &[AssignedVisit] {
        &self.record.assignment.as_ref().unwrap().visits
    }

    fn list(&self, amendments: &[Amendment]) -> ListInForce<'_> {
        let inspectors = Some(&self.inspectors);
        ListInForce::new(&self.record, &self.plan, &self.targets, inspectors, amendments, &mut ()).unwrap()
    }

    /// Everyone in the order of a visit, hashed by the words of the specification.
    fn order(&self, visit: &AssignedVisit) -> Vec<&str> {
        let draw = self.record.draws.iter().find(|draw| draw.draw == visit.draws[0]).unwrap();
        let hash = |id: &str| {
            let text = format!("{}{}\n{id}", draw.keys.order, visit.target);
            self.commitment.suite.hash(text.as_bytes())
        };
        let mut order: Vec<&str> = self.inspectors.iter().map(|inspector| inspector.id()).collect();
        order.sort_by_key(|id| (hash(id), *id));
        order
    }
}

fn registration() -> Registration {
    Registration { by: "王某，信用监管股".parse().unwrap(), day: day("2025-08-01") }
}

fn on_the_team(case: &Case, list: &ListInForce<'_>, visit: &AssignedVisit) -> Vec<Option<String>> {
    let team = list.teams().unwrap().find(|team| team.target == visit.target && team.draws == visit.draws);
    assert!(team.is_some(), "{:?}", case.commitment.coordination);
    team.unwrap().inspectors().map(|id| id.map(str::to_owned)).collect()
}

/// Guards what a record says of its teams: every visit of the tasks with a team has one, places ask for what the rules do and get it,
/// nobody has two places of a visit, loads are the visits counted, and everyone who is refused is counted once.
#[test]
fn every_visit_gets_the_team_that_the_plan_asks_for() {
    for case in every_kind() {
        let assignment = case.record.assignment.as_ref().unwrap();
        assert!(case.commitment.inspectors.is_some());
        let drawn: usize = case.record.draws[..2].iter().map(|draw| draw.drawn().count()).sum();
        let targets: BTreeSet<&String> = case.record.draws[..2]
            .iter()
            .flat_map(|draw| draw.drawn())
            .map(|(_, target)| &target.id)
            .collect();
        let merged = case.commitment.coordination == Coordination::MergedVisits;
        assert_eq!(assignment.visits.len(), if merged { targets.len() } else { drawn });
        assert!(merged == (drawn > assignment.visits.len()));
        let mut visits = BTreeMap::<&str, u64>::new();
        let mut pairs = assignment.refusals.sum();
        for visit in &assignment.visits {
            let asked: Vec<String> = visit.slots.iter().map(|slot| slot.need.to_string()).collect();
            let expected: &[&str] = match visit.draws.as_slice() {
                [one] if one.ends_with("/01/1") => &["leader", ""],
                [_] => &["食品", "leader", ""],
                _ => &["leader", "食品", ""],
            };
            assert_eq!(asked, expected);
            let team: Vec<&str> = visit.inspectors().collect();
            assert_eq!(team.iter().collect::<BTreeSet<_>>().len(), visit.slots.len());
            for (slot, id) in visit.slots.iter().zip(&team) {
                let inspector = case.inspectors.get(case.inspectors.find(id).unwrap()).unwrap();
                assert!(!slot.need.leader || inspector.is_leader());
                assert!(
                    slot.need.qualification.as_ref().is_none_or(|asked| inspector.has_qualification(asked))
                );
                assert!(id.starts_with('P'));
                *visits.entry(inspector.id()).or_default() += 1;
            }
            let target = case.targets.get(case.targets.find(&visit.target).unwrap()).unwrap();
            if target.labels().any(|label| label == "重点") {
                assert!(team.iter().all(|id| !RECUSED.contains(id)));
            }
            for slot in &visit.slots {
                pairs += case
                    .inspectors
                    .iter()
                    .filter(|inspector| may(inspector, &slot.need, &target, visit))
                    .count() as u64;
            }
        }
        for load in &assignment.loads {
            assert_eq!(
                load.after,
                load.before + visits.get(load.inspector.as_str()).copied().unwrap_or_default()
            );
        }
        let slots: usize = assignment.visits.iter().map(|visit| visit.slots.len()).sum();
        assert_eq!(pairs, (slots * case.inspectors.len()) as u64);
        for reason in
            [RefusalReason::NotInService, RefusalReason::OnLeave, RefusalReason::CertificateNotValid]
        {
            assert_eq!(assignment.refusals.count(reason), slots as u64);
        }
    }
}

/// Guards joint teams: each place goes to an inspector of its agency, those of another and of none are refused it, and verification
/// finds the same.
#[test]
fn a_place_of_an_agency_goes_to_its_own() {
    let mut plan = ceremony::plan(Coordination::Independent);
    let mut rules = plan.task(&name("01")).unwrap().rules().unwrap().clone();
    let groups = ["市场监管局", "应急管理局"].map(|agency| group(1, SlotNeed::agency(agency)));
    rules.team = Some(TeamRule::new(2, window()).unwrap().with_slots(groups.to_vec()).unwrap());
    plan.set_rules(&name("01"), rules).unwrap();
    let rows = [["P1", "应急管理局"], ["P2", "应急管理局"], ["P3", "市场监管局"], ["P4", ""], ["P5", ""]];
    let columns = InspectorColumns::new(["id", "agency"]).unwrap();
    let inspectors = InspectorDirectory::from_rows(columns, IdProfile::Ascii, rows).unwrap();
    let case = case_of(Suite::Sm3, plan, inspectors);
    for visit in case.visits() {
        let [supervision, emergencies] = &visit.slots[..] else { panic!("{visit:?}") };
        assert_eq!(supervision.inspector.as_deref(), Some("P3"));
        assert!([Some("P1"), Some("P2")].contains(&emergencies.inspector.as_deref()));
    }
    let refused = case.record.assignment.as_ref().unwrap().refusals.count(RefusalReason::OtherAgency);
    assert_eq!(refused, (4 + 3) * case.visits().len() as u64);
    let plan = case.plan.to_json();
    let evidence = Evidence { inspectors: Some(&case.inspectors), ..Evidence::new(&plan, &case.targets) };
    let report = verify(&case.record.to_json(), &evidence, &mut ()).unwrap();
    assert!(report.holds(), "{report}");
}

/// Who is admissible, said another way than in the library.
fn may(
    inspector: &double_random::Inspector,
    need: &SlotNeed,
    target: &double_random::InspectionTarget<'_>,
    visit: &AssignedVisit,
) -> bool {
    let by_area = visit.draws.iter().any(|draw| draw.ends_with("/02/1"));
    let away = ["Q1", "Q2", "Q3"].contains(&inspector.id());
    let recused = RECUSED.contains(&inspector.id()) && target.labels().any(|label| label == "重点");
    let near = !by_area || inspector.region() == Some("140581");
    let leads = !need.leader || inspector.is_leader();
    let knows = need.qualification.as_ref().is_none_or(|asked| inspector.has_qualification(asked));
    near && leads && knows && !away && !recused
}

/// Guards the explanation: of each place everyone earlier in order stands there, with the reason that holds.
#[test]
fn everyone_passed_over_is_told_why() {
    let mut seen = BTreeSet::new();
    for case in every_kind() {
        for visit in case.visits() {
            let (plan, targets, inspectors) = (&case.plan, &case.targets, &case.inspectors);
            let explanation =
                explain(&case.record, plan, targets, inspectors, &visit.draws[0], &visit.target, &mut ())
                    .unwrap();
            let order = case.order(visit);
            let target = targets.get(targets.find(&visit.target).unwrap()).unwrap();
            let mut before = Vec::new();
            for (slot, explained) in visit.slots.iter().zip(&explanation.slots) {
                assert_eq!((&explained.start, &explained.inspector), (&slot.start, &slot.inspector));
                let start = slot.start.as_deref().unwrap();
                let earlier: Vec<&str> = order.iter().copied().take_while(|id| *id != start).collect();
                let told: Vec<&str> =
                    explained.passed_over.iter().map(|passed| passed.inspector.as_str()).collect();
                assert_eq!(told, earlier);
                for passed in &explained.passed_over {
                    let inspector = inspectors.get(inspectors.find(&passed.inspector).unwrap()).unwrap();
                    let admissible = may(inspector, &slot.need, &target, visit);
                    match passed.why {
                        WhyNot::Refused(reason) => {
                            assert!(!admissible);
                            seen.insert(reason);
                        }
                        WhyNot::OnTheTeam => assert!(before.contains(&passed.inspector.as_str())),
                        _ => assert!(admissible && !before.contains(&passed.inspector.as_str())),
                    }
                    assert!(
                        explanation.zh().contains(passed.why.zh())
                            && explanation.to_string().contains(passed.why.en())
                    );
                }
                before.push(start);
            }
        }
    }
    assert_eq!(seen.len(), RefusalReason::ALL.len() - 1, "all but another agency: {seen:?}");
}

/// Guards that a place is left open only where it must be, with a reason that can be counted after.
#[test]
fn an_open_place_names_who_is_too_few() {
    let case = case(Suite::Sha256, Coordination::Independent, "3");
    let (mut open, mut explained) = (0, 0);
    for visit in case.visits() {
        let explanation = explain(
            &case.record,
            &case.plan,
            &case.targets,
            &case.inspectors,
            &visit.draws[0],
            &visit.target,
            &mut (),
        )
        .unwrap();
        for (slot, told) in visit.slots.iter().zip(&explanation.slots) {
            assert_eq!(slot.start.is_none(), slot.inspector.is_none());
            if slot.start.is_some() {
                assert!(told.competition.is_none());
                continue;
            }
            open += 1;
            assert_eq!(told.passed_over.len(), case.inspectors.len());
            let competition = told.competition.as_ref().unwrap();
            let takes: usize = competition.inspectors.iter().map(|(_, takes)| takes).sum();
            assert_eq!(takes + 1, competition.places.len());
            assert!(explanation.zh().contains("合计只能承担"));
            explained += competition.places.len();
        }
    }
    assert!(open > 3 && explained > open, "{open} {explained}");
    let full = |load: &double_random::InspectorLoad| !load.inspector.starts_with('P') || load.after == 3;
    assert!(case.record.assignment.as_ref().unwrap().loads.iter().any(full));
}

/// Guards late recusals: the next in order who keeps all rules steps in, nobody returns to a team they left, the rest stays, and a
/// successor of one's own choice is refused.
#[test]
fn whoever_cannot_go_is_followed_by_the_next_in_order() {
    for case in every_kind() {
        let visit = &case.visits()[0];
        let (draw, target) = (&visit.draws[0], &visit.target);
        let before: Vec<Option<String>> = visit.slots.iter().map(|slot| slot.inspector.clone()).collect();
        let (mut amendments, mut left) = (Vec::new(), Vec::new());
        let mut last = before.last().unwrap().clone();
        let row = case.targets.get(case.targets.find(target).unwrap()).unwrap();
        while let Some(leaving) = last {
            let mut list = case.list(&amendments);
            let team = on_the_team(&case, &list, visit);
            let (ill, reason) = (leaving.parse().unwrap(), "突发疾病".parse().unwrap());
            let wrong = Some(leaving.parse().unwrap());
            let refused = list.recuse(
                draw,
                target,
                leaving.parse().unwrap(),
                wrong,
                "x".parse().unwrap(),
                registration(),
            );
            assert_eq!(refused.unwrap_err().code(), "amend.not_the_successor");
            let amendment = list.recuse(draw, target, ill, None, reason, registration()).unwrap();
            left.push(leaving.clone());
            let need = &visit.slots.last().unwrap().need;
            let next = case.order(visit).into_iter().find(|id| {
                let inspector = case.inspectors.get(case.inspectors.find(id).unwrap()).unwrap();
                may(inspector, need, &row, visit)
                    && inspector.cap() != Some(0)
                    && !team.contains(&Some((*id).to_owned()))
                    && !left.iter().any(|gone| gone == id)
            });
            let AmendmentChange::Recusal { successor, .. } = &amendment.change else { panic!() };
            assert_eq!(successor.as_ref().map(|line| line.as_str()), next);
            let after = on_the_team(&case, &list, visit);
            assert_eq!(after[..after.len() - 1], before[..before.len() - 1]);
            last = after.last().unwrap().clone();
            amendments.push(amendment);
        }
        assert!(amendments.len() > 5);
        let mut list = case.list(&amendments);
        let gone =
            list.recuse(draw, target, left[0].parse().unwrap(), None, "x".parse().unwrap(), registration());
        assert_eq!(gone.unwrap_err().code(), "amend.not_on_the_team");
    }
}

/// Guards that targets who come in get a team by order alone, and those who go out free theirs.
#[test]
fn a_target_that_comes_in_gets_a_team() {
    for case in every_kind() {
        let draw = case.record.draws[0].draw.clone();
        let out = case.record.draws[0].drawn().next().unwrap().1.id.clone();
        let mut list = case.list(&[]);
        let teams = |list: &ListInForce<'_>| list.teams().unwrap().count();
        let before = teams(&list);
        let reason = ReplacementReason::Deregistered;
        let amendment = list
            .replace(&draw, &out, reason, "注销通知书".parse().unwrap(), registration(), &mut ())
            .unwrap();
        let AmendmentChange::Replacement { next: Some(next), .. } = &amendment.change else { panic!() };
        assert!(list.teams().unwrap().all(|team| team.target != out || !team.draws.contains(&draw)));
        let came = list.teams().unwrap().last().unwrap();
        assert_eq!((came.target, came.draws), (next.as_str(), std::slice::from_ref(&draw)));
        let team: Vec<Option<&str>> = came.inspectors().collect();
        let visit = AssignedVisit { draws: vec![draw.clone()], target: next.clone(), slots: Vec::new() };
        let order = case.order(&visit);
        let leads = |id: &&str| case.inspectors.get(case.inspectors.find(id).unwrap()).unwrap().is_leader();
        assert_eq!(team[0], order.iter().copied().find(leads));
        assert_eq!(team.len(), 2);
        list.supplement(&draw, RiskTier::A, 2, "专项".parse().unwrap(), registration(), &mut ()).unwrap();
        assert!(teams(&list) >= before + 2);
    }
}

/// Guards that amendments are made and verified after the same teams where hardly anyone has room: whoever steps in has less of it
/// afterwards, whoever is freed has more, and a task without teams names whom it likes.
#[test]
fn making_and_verifying_amendments_agree() {
    let (mut followed, mut unfollowed) = (0, 0);
    for (coordination, cap) in [
        (Coordination::Independent, "3"),
        (Coordination::MergedVisits, "3"),
        (Coordination::Independent, "7"),
        (Coordination::MergedVisits, "7"),
    ] {
        let case = case(Suite::Sha256, coordination, cap);
        let (mut list, mut amendments) = (case.list(&[]), Vec::new());
        for step in 0..60 {
            let at = step / 3 % 3;
            let draw = case.record.draws[at].draw.clone();
            let made = match step % 3 {
                0 => {
                    let out = list.targets(&draw).unwrap().nth(step % 5).unwrap().1.id.clone();
                    let (reason, evidence) = (ReplacementReason::Revoked, "吊销".parse().unwrap());
                    list.replace(&draw, &out, reason, evidence, registration(), &mut ())
                }
                1 => {
                    let (tier, reason) = (RiskTier::ALL[step / 9 % 4], "专项".parse().unwrap());
                    list.supplement(&draw, tier, 1, reason, registration(), &mut ())
                }
                _ => {
                    let team = list.teams().unwrap().filter(|team| team.draws.contains(&draw)).nth(step % 7);
                    let member = team.and_then(|team| {
                        Some((team.target.to_owned(), team.inspectors().flatten().next()?.to_owned()))
                    });
                    let (target, who) = member.unwrap_or_else(|| {
                        let target = list.targets(&draw).unwrap().next().unwrap().1.id.clone();
                        (target, "甲".to_owned())
                    });
                    let successor = (at == 2).then(|| "乙".parse().unwrap());
                    let (who, reason) = (who.parse().unwrap(), "病假".parse().unwrap());
                    list.recuse(&draw, &target, who, successor, reason, registration())
                }
            };
            if let Ok(AmendmentChange::Recusal { successor, .. }) = made.as_ref().map(|made| &made.change) {
                followed += usize::from(at < 2 && successor.is_some());
                unfollowed += usize::from(at < 2 && successor.is_none());
            }
            amendments.extend(made.ok().map(|made| made.to_json()));
        }
        let (plan, record) = (case.plan.to_json(), case.record.to_json());
        let inspectors = Some(&case.inspectors);
        let evidence =
            Evidence { inspectors, amendments: &amendments, ..Evidence::new(&plan, &case.targets) };
        let report = verify(&record, &evidence, &mut ()).unwrap();
        assert!(report.holds(), "{report}");
    }
    assert!(followed > 10 && unfollowed > 20, "{followed} {unfollowed}");
}

/// Guards verification with teams: a true record passes every check, and the certificate says what was assigned without naming anyone.
#[test]
fn a_record_with_teams_verifies_and_can_be_shown() {
    for case in every_kind() {
        let (plan, record) = (case.plan.to_json(), case.record.to_json());
        let mut list = case.list(&[]);
        let (draw, visit) = (case.record.draws[0].draw.clone(), &case.visits()[0]);
        let who = visit.inspectors().next().unwrap().parse().unwrap();
        let first =
            list.recuse(&visit.draws[0], &visit.target, who, None, "病假".parse().unwrap(), registration());
        let out = case.record.draws[0].drawn().next().unwrap().1.id.clone();
        let reason = ReplacementReason::Revoked;
        let second =
            list.replace(&draw, &out, reason, "吊销".parse().unwrap(), registration(), &mut ()).unwrap();
        let came = list.teams().unwrap().last().unwrap();
        let (target, member) =
            (came.target.to_owned(), came.inspectors().next().unwrap().unwrap().to_owned());
        let third = list.recuse(
            &draw,
            &target,
            member.parse().unwrap(),
            None,
            "回避".parse().unwrap(),
            registration(),
        );
        let amendments = [first.unwrap(), second, third.unwrap()];
        let texts: Vec<String> = amendments.iter().map(Amendment::to_json).collect();
        let evidence = Evidence {
            inspectors: Some(&case.inspectors),
            amendments: &texts,
            ..Evidence::new(&plan, &case.targets)
        };
        let report = verify(&record, &evidence, &mut ()).unwrap();
        assert!(report.holds(), "{report}");

        let amendments_check = |texts: &[String], inspectors| {
            let evidence = Evidence { inspectors, amendments: texts, ..Evidence::new(&plan, &case.targets) };
            let report = verify(&record, &evidence, &mut ()).unwrap();
            report.checks.iter().find(|check| check.name == CheckName::Amendments).unwrap().status
        };
        assert_eq!(amendments_check(&texts, None), CheckStatus::NotDone);
        for inspector in case.inspectors.iter().map(|inspector| inspector.id()).chain(["nobody"]) {
            let AmendmentChange::Recusal { successor: Some(successor), .. } = &amendments[0].change else {
                panic!()
            };
            let forged = texts[0].replace(
                &format!("\"successor\": \"{successor}\""),
                &format!("\"successor\": \"{inspector}\""),
            );
            let expected =
                if inspector == successor.as_str() { CheckStatus::Passed } else { CheckStatus::Failed };
            assert_eq!(amendments_check(&[forged], Some(&case.inspectors)), expected, "{inspector}");
        }

        let page = certificate(&case.record, &case.plan, &report, &[], CertificateStage::AfterVisits);
        assert!(page.contains("检查人员选派") && page.contains("应当回避") && page.contains("检查组2人"));
        assert!(case.inspectors.iter().all(|inspector| !page.contains(inspector.id())));
    }
}

/// Guards that what is needed is asked for: columns at the preparation, the very directory at resumption and afterwards.
#[test]
fn other_inspectors_are_refused() {
    let case = case(Suite::Sha256, Coordination::Independent, "");
    let bare =
        InspectorDirectory::from_rows(InspectorColumns::new(["id"]).unwrap(), IdProfile::Ascii, [["P1"]])
            .unwrap();
    let prepared = || PreparedDraw::new(&case.plan, &case.targets, setting(Suite::Sha256), &mut ()).unwrap();
    assert_eq!(prepared().with_inspectors(&bare).unwrap_err().code(), "staff.column_missing");
    let resume = |inspectors| {
        CommittedDraw::resume(case.commitment.clone(), &case.plan, &case.targets, inspectors, &mut ())
            .map(|_| ())
            .map_err(|error| error.params()[0].1.clone())
    };
    let other = inspectors("9");
    assert_eq!(resume(Some(&case.inspectors)), Ok(()));
    assert_eq!(resume(Some(&other)), Err("inspectors".into()));
    assert_eq!(resume(None), Err("inspectors".into()));
    let (plan, targets) = (&case.plan, &case.targets);
    let error = ListInForce::new(&case.record, plan, targets, Some(&other), &[], &mut ()).unwrap_err();
    assert_eq!(error.code(), "amend.not_of_the_record");
    let mut blind = ListInForce::new(&case.record, plan, targets, None, &[], &mut ()).unwrap();
    let visit = &case.visits()[0];
    let who = visit.inspectors().next().unwrap().parse().unwrap();
    let error = blind
        .recuse(&visit.draws[0], &visit.target, who, None, "x".parse().unwrap(), registration())
        .unwrap_err();
    assert_eq!(error.code(), "amend.inspectors_needed");
    for (draw, target) in
        [("test-2025/03/1", visit.target.as_str()), (visit.draws[0].as_str(), "140581-9999")]
    {
        let error =
            explain(&case.record, plan, targets, &case.inspectors, draw, target, &mut ()).unwrap_err();
        assert_eq!(error.code(), "explain.no_such_visit");
    }
    let error = explain(&case.record, plan, targets, &other, "x", "y", &mut ()).unwrap_err();
    assert_eq!(error.code(), "explain.not_of_the_record");
}
