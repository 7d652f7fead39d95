//! A small year: three tasks drawn and staffed by two agencies, and entries about them.

use double_random::{
    Amendment, Assessment, Columns, Coordination, Date, DrawRecord, DrawSetting, HandOver, IdProfile,
    InspectedBy, InspectionPlan, InspectorColumns, InspectorDirectory, ItemResult, ItemResults, LedgerEntry,
    Line, ListInForce, Outcome, Outcomes, PlanHead, PreparedDraw, Publication, ResultEntry, ResultsCase,
    ResultsLedger, ResultsParameters, SlotGroup, SlotNeed, Suite, TargetDirectory, TeamRule, Window,
    WorkCalendar,
};

use crate::ceremony;
use crate::ceremony::{day, name, rows, sources};

/// The lead agency of the first task's teams, and the one that cooperates.
pub(crate) const LEAD: &str = "某市市场监管局";
pub(crate) const OTHER: &str = "某市卫生健康局";
pub(crate) const STATION: &str = "某市东城市场监管所";
pub(crate) const HOLIDAYS: &str = include_str!("../../examples/data/cn-holidays-2023-2026.csv");
/// The draw of the joint task, and one that assigns nobody.
pub(crate) const JOINT: &str = "test-2025/01/1";
pub(crate) const PLAIN: &str = "test-2025/02/1";

pub(crate) fn line(text: &str) -> Line {
    text.parse().unwrap()
}

/// The first task sends one of each agency; the others send nobody that the record knows of.
fn plan() -> InspectionPlan {
    let drawn = ceremony::plan(Coordination::Independent);
    let rows = drawn.tasks().iter().map(|task| task.published().clone());
    let head = PlanHead { deadline: Some(day("2025-12-15")), ..PlanHead::new(name("test-2025"), 2025) };
    let mut plan = InspectionPlan::read_rows(rows, &head).unwrap().plan;
    for task in drawn.tasks() {
        plan.set_selector(task.name(), task.selector().unwrap().clone()).unwrap();
        let mut rules = task.rules().unwrap().clone();
        if task.number() == 1 {
            let window = Window::new(day("2025-07-01"), day("2025-10-31")).unwrap();
            let slots = [LEAD, OTHER].map(|agency| SlotGroup { count: 1, need: SlotNeed::agency(agency) });
            rules.team = Some(TeamRule::new(2, window).unwrap().with_slots(slots.to_vec()).unwrap());
        }
        plan.set_rules(task.name(), rules).unwrap();
    }
    plan
}

fn inspectors() -> InspectorDirectory {
    let columns = InspectorColumns::new(["id", "agency", "status"]).unwrap();
    let row = |at: usize| [format!("P{at}"), [LEAD, OTHER][at % 2].to_owned(), "在岗".to_owned()];
    InspectorDirectory::from_rows(columns, IdProfile::Ascii, (0..8).map(row)).unwrap()
}

pub(crate) struct Ground {
    pub(crate) plan: InspectionPlan,
    pub(crate) targets: TargetDirectory,
    pub(crate) inspectors: InspectorDirectory,
    pub(crate) record: DrawRecord,
    pub(crate) amendments: Vec<Amendment>,
    pub(crate) ledger: ResultsLedger,
}

impl Ground {
    pub(crate) fn new() -> Self {
        let (plan, inspectors) = (plan(), inspectors());
        let columns = ["id", "name", "kind", "tier", "status", "labels", "last_inspected"];
        let targets =
            TargetDirectory::from_rows(Columns::new(columns).unwrap(), IdProfile::Ascii, rows()).unwrap();
        let tasks = ["01", "02", "03"].map(name);
        let setting = DrawSetting::first_attempt(tasks, day("2025-07-01"));
        let prepared = PreparedDraw::new(&plan, &targets, setting, &mut ()).unwrap();
        let (committed, revealed) = sources(Suite::Sha256);
        let draw = prepared.with_inspectors(&inspectors).unwrap().commit(committed, &mut ()).unwrap();
        let record = draw.reveal(revealed).unwrap().draw(&mut ()).unwrap();
        let ledger = ResultsLedger::of(&record);
        Self { plan, targets, inspectors, record, amendments: Vec::new(), ledger }
    }

    pub(crate) fn case(&self) -> ResultsCase<'_> {
        ResultsCase {
            inspectors: Some(&self.inspectors),
            amendments: &self.amendments,
            ..ResultsCase::new(&self.record, &self.plan, &self.targets, &self.ledger)
        }
    }

    pub(crate) fn assessed(&self, as_of: &str) -> Assessment<'_> {
        let calendar = WorkCalendar::read_csv(HOLIDAYS.as_bytes()).unwrap();
        let parameters = ResultsParameters::default();
        Assessment::of(&[self.case()], day(as_of), &calendar, parameters, &mut ()).unwrap()
    }

    /// The codes of what is found at the end of the year, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        use double_random::Explain;
        self.assessed("2025-12-31").findings().iter().map(|finding| finding.doubt.code()).collect()
    }

    pub(crate) fn list(&self) -> ListInForce<'_> {
        let Self { record, plan, targets, inspectors, amendments, .. } = self;
        ListInForce::new(record, plan, targets, Some(inspectors), amendments, &mut ()).unwrap()
    }

    /// The drawn of a draw, from A to D.
    pub(crate) fn drawn(&self, draw: &str) -> Vec<String> {
        let draw = self.record.draws.iter().find(|of| of.draw == draw).unwrap();
        draw.drawn().map(|(_, target)| target.id.clone()).collect()
    }

    /// A faultless result of a target, entered by the lead agency on the last day of its visit.
    pub(crate) fn result(&self, draw: &str, target: &str, on: &str) -> ResultEntry {
        let team = self.record.team_of(draw, target).map(|visit| visit.inspectors().map(line).collect());
        let inspectors = team.unwrap_or_else(|| vec![line("张三"), line("李四")]);
        let committed = self.record.commitment.draws.iter().find(|of| of.draw == draw);
        let items = committed.map_or(1, |of| self.plan.task(&of.task).unwrap().items().len());
        let item = |item: u32| ItemResult {
            item: item.try_into().unwrap(),
            answer: double_random::ItemAnswer::Yes,
            outcome: None,
        };
        ResultEntry {
            draw: line(draw),
            target: line(target),
            visited: Window::new(day(on), day(on)).unwrap(),
            inspectors: InspectedBy::new(inspectors).unwrap(),
            outcomes: Outcomes::new([Outcome::NoProblem]).unwrap(),
            items: ItemResults::new((1..=items as u32).map(item)).unwrap(),
            agency: line(LEAD),
            by: line("录入员"),
            day: day(on),
            note: None,
            corrects: Default::default(),
        }
    }

    /// Enters a faultless result and answers its digest.
    pub(crate) fn enter(&mut self, draw: &str, target: &str, on: &str) -> double_random::Digest {
        let entry = self.result(draw, target, on);
        self.ledger.enter(LedgerEntry::Result(entry))
    }

    pub(crate) fn publish(&mut self, result: double_random::Digest, agency: &str, on: &str) {
        let entry = Publication {
            result,
            place: line("国家企业信用信息公示系统"),
            agency: line(agency),
            by: line("录入员"),
            day: day(on),
        };
        self.ledger.enter(LedgerEntry::Publication(entry));
    }

    pub(crate) fn hand_over(
        &mut self,
        result: double_random::Digest,
        from: &str,
        on: &str,
    ) -> double_random::Digest {
        self.ledger.enter(LedgerEntry::HandOver(HandOver {
            result,
            from: line(from),
            to: line(STATION),
            matter: line("列入经营异常名录"),
            by: line("录入员"),
            day: day(on),
        }))
    }
}

pub(crate) fn found(outcomes: &[Outcome], entry: ResultEntry) -> ResultEntry {
    ResultEntry { outcomes: Outcomes::new(outcomes.iter().copied()).unwrap(), ..entry }
}

pub(crate) fn entered(on: &str, entry: ResultEntry) -> ResultEntry {
    let day: Date = day(on);
    ResultEntry { day, ..entry }
}
