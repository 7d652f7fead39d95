//! The rest of the year, made up: what the visits found, when that was entered and published, and what followed. One target turns out to be
//! gone and is replaced, two results come late, and one hand-over is still open at the end.

use std::collections::BTreeMap;
use std::error::Error;

use double_random::{
    Amendment, Closing, Date, Digest, DrawRecord, Due, HandOver, InspectedBy, InspectionPlan,
    InspectorDirectory, ItemAnswer, ItemResult, ItemResults, LedgerEntry, Line, ListInForce, Outcome,
    Outcomes, Publication, Registration, ReplacementReason, ResultEntry, ResultsCase, ResultsLedger,
    RiskTier, TakenOver, TargetDirectory, Window,
};

use crate::chance::Chance;
use crate::county::TOWNS;
use crate::inspectors::numeral;

/// What the ceremony left.
#[derive(Clone, Copy)]
pub(crate) struct Ceremony<'a> {
    pub(crate) record: &'a DrawRecord,
    pub(crate) plan: &'a InspectionPlan,
    pub(crate) targets: &'a TargetDirectory,
    pub(crate) inspectors: &'a InspectorDirectory,
}

/// What the year added.
pub(crate) struct Year {
    pub(crate) amendments: Vec<Amendment>,
    pub(crate) ledger: ResultsLedger,
}

impl<'a> Ceremony<'a> {
    pub(crate) fn case(self, year: &'a Year) -> ResultsCase<'a> {
        ResultsCase {
            inspectors: Some(self.inspectors),
            amendments: &year.amendments,
            ..ResultsCase::new(self.record, self.plan, self.targets, &year.ledger)
        }
    }

    fn list(self, amendments: &[Amendment]) -> Result<ListInForce<'a>, Box<dyn Error>> {
        let Self { record, plan, targets, inspectors } = self;
        Ok(ListInForce::new(record, plan, targets, Some(inspectors), amendments, &mut ())?)
    }
}

/// These two are entered a good two months after their visits.
const LATE: [usize; 2] = [7, 77];
const AGENCY: &str = "高平市市场监管局";

/// The year after the draw.
pub(crate) fn simulate(ceremony: Ceremony<'_>) -> Result<Year, Box<dyn Error>> {
    let mut year = Year { amendments: Vec::new(), ledger: ResultsLedger::of(ceremony.record) };
    replace_one(ceremony, &mut year)?;
    let list = ceremony.list(&year.amendments)?;
    let teams: BTreeMap<(&str, &str), Vec<&str>> = list
        .teams()
        .into_iter()
        .flatten()
        .flat_map(|team| team.draws.iter().map(move |draw| ((draw.as_str(), team.target), team)))
        .map(|(visit, team)| (visit, team.inspectors().flatten().collect()))
        .collect();
    let mut chance = Chance::new("全年模拟的演示数据，非真实检查结果");
    let standing = ceremony.case(&year).as_of("2025-12-31".parse()?, &mut ())?;
    let mut ledger = year.ledger.clone();
    let mut open = None;
    for (number, due) in standing.dues().iter().enumerate() {
        let team = teams.get(&due.key()).ok_or("没有检查组")?;
        let visited = visit_day(due, number, &mut chance)?;
        let outcome = outcome(due.tier, &mut chance);
        let days = if LATE.contains(&number) { 70 } else { chance.below(8) };
        let day = after(visited, days)?;
        let result = ledger.enter(LedgerEntry::Result(result(due, team, visited, outcome, day)?));
        publish(&mut ledger, result, after(day, 1 + chance.below(5))?)?;
        if outcome.needs_follow_up() {
            open = Some(hand_over(&mut ledger, result, &station(ceremony, due)?, day, open)?);
        }
    }
    year.ledger = ledger;
    Ok(year)
}

/// The first of the 11th task was deregistered before the visit: its result says so, and the next of its tier stands in.
fn replace_one(ceremony: Ceremony<'_>, year: &mut Year) -> Result<(), Box<dyn Error>> {
    let draw = ceremony.record.draw_of(&"11".parse()?).ok_or("没有任务11")?;
    let (_, gone) = draw.drawn().next().ok_or("任务11没有抽中任何对象")?;
    let standing = ceremony.case(year).as_of("2025-07-01".parse()?, &mut ())?;
    let due = standing.dues().iter().find(|due| due.key() == (draw.draw.as_str(), gone.id.as_str()));
    let due = due.ok_or("抽中者不在名单上")?;
    let team = ceremony.record.team_of(&draw.draw, &gone.id).ok_or("没有检查组")?;
    let team: Vec<&str> = team.inspectors().collect();
    let visited = "2025-07-14".parse()?;
    let entry = result(due, &team, visited, Outcome::Deregistered, after(visited, 1)?)?;
    let result = year.ledger.enter(LedgerEntry::Result(entry));
    publish(&mut year.ledger, result, after(visited, 2)?)?;
    let registration = Registration { by: "演示，信用监管股".parse()?, day: after(visited, 2)? };
    let (evidence, reason) = ("准予注销登记通知书（演示）".parse()?, ReplacementReason::Deregistered);
    let mut list = ceremony.list(&[])?;
    year.amendments.push(list.replace(&draw.draw, &gone.id, reason, evidence, registration, &mut ())?);
    Ok(())
}

/// A day of the window that is not a weekend; those who will be late are visited in its first weeks.
fn visit_day(due: &Due<'_>, number: usize, chance: &mut Chance) -> Result<Date, Box<dyn Error>> {
    let window = due.window.to().days_after(due.window.from()).unwrap_or_default();
    let days = if LATE.contains(&number) { 20 } else { window.saturating_sub(10) };
    let day = after(due.window.from(), 7 + chance.below(usize::try_from(days)?))?;
    let to_monday = match day.weekday() {
        6 => 2,
        7 => 1,
        _ => 0,
    };
    after(day, to_monday)
}

/// The higher the risk, the oftener there is something.
fn outcome(tier: RiskTier, chance: &mut Chance) -> Outcome {
    let (share, at) = (PROBLEMS_IN_HUNDRED.get(tier.index()).copied().unwrap_or_default(), chance.below(100));
    if at >= share {
        return Outcome::NoProblem;
    }
    let problems = [
        Outcome::NotDisclosed,
        Outcome::OrderedToCorrect,
        Outcome::Unreachable,
        Outcome::OrderedToCorrect,
        Outcome::Pending,
    ];
    problems.get(at % problems.len()).copied().unwrap_or(Outcome::Pending)
}

const PROBLEMS_IN_HUNDRED: [usize; 4] = [6, 12, 22, 36];

fn result(
    due: &Due<'_>,
    team: &[&str],
    visited: Date,
    outcome: Outcome,
    day: Date,
) -> Result<ResultEntry, Box<dyn Error>> {
    let inspected = outcome.is_inspected();
    let items = (1..).zip(due.task.items()).filter(|_| inspected).map(|(place, _): (u32, _)| {
        let wrong = place == 1 && outcome.is_problem();
        let (answer, outcome) =
            if wrong { (ItemAnswer::No, outcome) } else { (ItemAnswer::Yes, Outcome::NoProblem) };
        Ok(ItemResult { item: place.try_into()?, answer, outcome: Some(outcome) })
    });
    let items: Vec<ItemResult> = items.collect::<Result<_, std::num::TryFromIntError>>()?;
    Ok(ResultEntry {
        draw: due.draw.parse()?,
        target: due.target.parse()?,
        visited: Window::new(visited, visited)?,
        inspectors: InspectedBy::new(team.iter().map(|id| id.parse()).collect::<Result<_, _>>()?)?,
        outcomes: Outcomes::new([outcome])?,
        items: ItemResults::new(items)?,
        agency: AGENCY.parse()?,
        by: "演示录入员".parse()?,
        day,
        note: None,
        corrects: Default::default(),
    })
}

fn publish(ledger: &mut ResultsLedger, result: Digest, day: Date) -> Result<(), Box<dyn Error>> {
    ledger.enter(LedgerEntry::Publication(Publication {
        result,
        place: "国家企业信用信息公示系统（演示）".parse()?,
        agency: AGENCY.parse()?,
        by: "演示录入员".parse()?,
        day,
    }));
    Ok(())
}

/// Handed over the day after; the hand-over before it is taken over and closed then, so that the last one stays open.
fn hand_over(
    ledger: &mut ResultsLedger,
    result: Digest,
    station: &str,
    day: Date,
    before: Option<(Digest, Line, Date)>,
) -> Result<(Digest, Line, Date), Box<dyn Error>> {
    if let Some((hand_over, agency, day)) = before {
        let by: Line = "演示所长".parse()?;
        let receipt = TakenOver { hand_over, agency: agency.clone(), by: by.clone(), day: after(day, 1)? };
        ledger.enter(LedgerEntry::TakenOver(receipt));
        let how = "已处理并反馈（演示）".parse()?;
        ledger.enter(LedgerEntry::Closing(Closing { hand_over, agency, how, by, day: after(day, 4)? }));
    }
    let (to, day): (Line, Date) = (station.parse()?, after(day, 1)?);
    let hand_over = ledger.enter(LedgerEntry::HandOver(HandOver {
        result,
        from: AGENCY.parse()?,
        to: to.clone(),
        matter: "后续处理（演示）".parse()?,
        by: "演示录入员".parse()?,
        day,
    }));
    Ok((hand_over, to, day))
}

/// The station of the township that a target lies in.
fn station(ceremony: Ceremony<'_>, due: &Due<'_>) -> Result<String, Box<dyn Error>> {
    let target = ceremony.targets.find(&due.target).and_then(|place| ceremony.targets.get(place));
    let region = target.and_then(|target| target.region()).ok_or("对象没有行政区划")?;
    let number = TOWNS.iter().position(|town| region.ends_with(town)).ok_or("没有这个乡镇")?;
    Ok(format!("演示第{}市场监管所", numeral(u32::try_from(number)? + 1)))
}

fn after(day: Date, days: usize) -> Result<Date, Box<dyn Error>> {
    Ok(std::iter::successors(Some(day), |day| day.next()).nth(days).ok_or("历法到此为止")?)
}
