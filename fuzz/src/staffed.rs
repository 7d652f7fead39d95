//! The small ceremony of the crate's tests, with teams, and the documents that follow from it.

use std::sync::OnceLock;

use double_random::{
    Coordination, Digest, DrawDigest, DrawRecord, IdProfile, InspectionPlan, InspectorColumns,
    InspectorDirectory, Line, ListInForce, PreparedDraw, ProvenDirectory, Registration, ReplacementReason,
    SlotGroup, SlotNeed, Suite, TargetDirectory, TeamRule, Window,
};

use crate::ceremony::{self, day, name, setting, sources};

/// A ceremony that was held.
pub(crate) struct Staffed {
    pub(crate) plan: InspectionPlan,
    pub(crate) plan_text: String,
    pub(crate) targets: TargetDirectory,
    pub(crate) inspectors: InspectorDirectory,
    pub(crate) record: DrawRecord,
    pub(crate) record_text: String,
    pub(crate) commitment_digest: Digest,
    pub(crate) digest_text: String,
    pub(crate) receipts: Vec<String>,
    pub(crate) absence: String,
    pub(crate) amendments: Vec<String>,
}

/// Both ways to coordinate, one in each suite.
pub(crate) fn ceremonies() -> &'static [Staffed; 2] {
    static HELD: OnceLock<[Staffed; 2]> = OnceLock::new();
    HELD.get_or_init(|| {
        [(Coordination::Independent, Suite::Sm3), (Coordination::MergedVisits, Suite::Sha256)]
            .map(|(coordination, suite)| Staffed::hold(coordination, suite).expect("an honest ceremony"))
    })
}

/// Few targets, so that a verification is quick.
const TARGETS: usize = 40;

pub(crate) fn target_rows() -> Vec<[String; 7]> {
    ceremony::rows().into_iter().take(TARGETS).collect()
}

pub(crate) fn salted(rows: &[[String; 7]]) -> TargetDirectory {
    ceremony::directory_of(rows).salted("ab".repeat(32).parse().expect("a salt key"))
}

/// Five inspectors, so few that some places stay open.
pub(crate) fn inspector_rows() -> Vec<[String; 5]> {
    let row = |at: usize| {
        let specialty = if at % 3 == 1 { "食品" } else { "" };
        let leader = if at.is_multiple_of(2) { "是" } else { "否" };
        let recusal = if at == 3 { "owner:重点=利害关系" } else { "" };
        [format!("P{at}"), specialty.into(), leader.into(), (4 + at).to_string(), recusal.into()]
    };
    (0..5).map(row).collect()
}

pub(crate) const INSPECTOR_COLUMNS: [&str; 5] = ["id", "specialties", "leader", "cap", "recusals"];

fn plan(coordination: Coordination) -> Result<InspectionPlan, Box<dyn std::error::Error>> {
    let mut plan = ceremony::plan(coordination);
    let window = Window::new(day("2025-07-01"), day("2025-11-30"))?;
    for (task, need) in [("01", SlotNeed::leader()), ("02", SlotNeed::qualification("食品"))] {
        let mut rules = plan.task(&name(task)).and_then(|task| task.rules().cloned()).expect("rules");
        rules.team = Some(TeamRule::new(2, window)?.with_slots(vec![SlotGroup { count: 1, need }])?);
        plan.set_rules(&name(task), rules)?;
    }
    Ok(plan)
}

impl Staffed {
    fn hold(coordination: Coordination, suite: Suite) -> Result<Self, Box<dyn std::error::Error>> {
        let (plan, targets) = (plan(coordination)?, salted(&target_rows()));
        let columns = InspectorColumns::new(INSPECTOR_COLUMNS)?;
        let inspectors = InspectorDirectory::from_rows(columns, IdProfile::Ascii, inspector_rows())?;
        let (committed, revealed) = sources(suite);
        let prepared =
            PreparedDraw::new(&plan, &targets, setting(suite), &mut ())?.with_inspectors(&inspectors)?;
        let committed = prepared.commit(committed, &mut ())?;
        let commitment_digest = committed.commitment().digest();
        let record = committed.reveal(revealed)?.draw(&mut ())?;

        let proven = ProvenDirectory::new(&record.commitment, &targets, &mut ())?;
        let receipts = proven.receipts(&record, &plan)?;
        let receipts = targets.iter().map(|target| Ok(receipts.of(target.id())?.to_json()));
        let receipts = receipts.collect::<Result<_, double_random::PublishError>>()?;
        let absence = proven.absence("140581-0007X")?.to_json();
        let amendments = amendments(&record, &plan, &targets, &inspectors)?;
        Ok(Self {
            plan_text: plan.to_json(),
            record_text: record.to_json(),
            digest_text: DrawDigest::of(&record).to_json(),
            plan,
            targets,
            inspectors,
            record,
            commitment_digest,
            receipts,
            absence,
            amendments,
        })
    }
}

/// A replacement, a supplement and a recusal, one after the other.
fn amendments(
    record: &DrawRecord,
    plan: &InspectionPlan,
    targets: &TargetDirectory,
    inspectors: &InspectorDirectory,
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let line = |text: &str| text.parse::<Line>();
    let registered =
        || Ok::<_, Box<dyn std::error::Error>>(Registration { by: line("王某")?, day: day("2025-08-01") });
    let draw = &record.draws[0];
    let (tier, out) = draw.drawn().next().expect("somebody is drawn");
    let visit = record.assignment.iter().flat_map(|assigned| &assigned.visits);
    let visit = visit.filter(|visit| visit.draws.contains(&record.draws[1].draw));
    let mut sent =
        visit.filter_map(|visit| Some((visit, visit.slots.iter().find_map(|slot| slot.inspector.clone())?)));
    let (visit, inspector) = sent.next_back().expect("somebody is sent");
    let mut list = ListInForce::new(record, plan, targets, Some(inspectors), &[], &mut ())?;
    let replaced = list.replace(
        &draw.draw,
        &out.id,
        ReplacementReason::Deregistered,
        line("登记系统")?,
        registered()?,
        &mut (),
    )?;
    let added = list.supplement(&draw.draw, tier, 1, line("增加")?, registered()?, &mut ())?;
    let recused = list.recuse(
        &record.draws[1].draw,
        &visit.target,
        line(&inspector)?,
        None,
        line("病假")?,
        registered()?,
    )?;
    Ok([replaced, added, recused].map(|amendment| amendment.to_json()).into())
}
