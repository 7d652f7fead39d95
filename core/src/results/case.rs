//! A record with its ledger, and how it stands on a day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Due, LedgerEntry, ResultEntry, ResultsError, ResultsLedger};
use crate::amend::ListInForce;
use crate::date::Date;
use crate::digest::Digest;
use crate::inspector::InspectorDirectory;
use crate::plan::{InspectionPlan, InspectionTask};
use crate::progress::Watch;
use crate::record::{Amendment, AmendmentChange, CommittedDirectory, DrawCommitment, DrawRecord};
use crate::risk::RiskTier;
use crate::target::TargetDirectory;

/// A record, what changed since, and the ledger of its results (结果所依据的抽取).
///
/// ```
/// # fn example(
/// #     record: double_random::DrawRecord, plan: double_random::InspectionPlan, directory: double_random::TargetDirectory,
/// #     ledger: double_random::ResultsLedger, holidays: &str,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{Assessment, Progress, ResultsCase, ResultsParameters, WorkCalendar};
///
/// let calendar = WorkCalendar::read_csv(holidays.as_bytes())?;
/// let cases = [ResultsCase::new(&record, &plan, &directory, &ledger)];
/// let (day, parameters) = ("2025-12-15".parse()?, ResultsParameters::default());
/// let assessment = Assessment::of(&cases, day, &calendar, parameters, &mut ())?;
/// println!("{}", Progress::of(&assessment).to_csv());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ResultsCase<'a> {
    /// The record.
    pub record: &'a DrawRecord,
    /// The plan that it was drawn by.
    pub plan: &'a InspectionPlan,
    /// The directory that it was drawn from.
    pub targets: &'a TargetDirectory,
    /// The inspectors who were assigned, where some were.
    pub inspectors: Option<&'a InspectorDirectory>,
    /// What changed since, the first first.
    pub amendments: &'a [Amendment],
    /// What was entered.
    pub results: &'a ResultsLedger,
}

impl<'a> ResultsCase<'a> {
    /// A record to which nothing was amended and nobody assigned.
    pub fn new(
        record: &'a DrawRecord,
        plan: &'a InspectionPlan,
        targets: &'a TargetDirectory,
        results: &'a ResultsLedger,
    ) -> Self {
        Self { record, plan, targets, inspectors: None, amendments: &[], results }
    }

    /// Who inspects a task (抽查机关): as its mode says, else as the plan does.
    pub(super) fn authority(&self, task: &'a InspectionTask) -> Option<&'a str> {
        task.mode().authority.as_deref().or_else(|| self.plan.authority())
    }

    /// How it stands on a day: with the amendments before the first one that is dated later, and the entries up to and
    /// including that day.
    ///
    /// # Errors
    ///
    /// When ledger, plan or directories are not those of the record, an amendment cannot be applied, and when `watch` stops the work.
    pub fn as_of(self, day: Date, watch: &mut dyn Watch) -> Result<Standing<'a>, ResultsError> {
        let Self { record, plan, targets, inspectors, amendments, results } = self;
        results.check_record(record)?;
        let commitment = &record.commitment;
        if CommittedDirectory::of(targets, commitment.suite, watch)? != commitment.targets {
            return Err(ResultsError::OtherDirectory {});
        }
        let counting = amendments.iter().take_while(|amendment| amendment.day <= day).count();
        let amendments = amendments.get(..counting).unwrap_or_default();
        let list = ListInForce::new(record, plan, targets, inspectors, amendments, watch)?;
        let teams = Teams::in_force(&list, inspectors);
        let mut standing = Standing {
            case: self,
            day,
            draws: Vec::new(),
            dues: Vec::new(),
            taken_off: amendments.iter().filter_map(taken_off).collect(),
            entries: results.entries().take_while(|(_, entry)| entry.day() <= day).collect(),
        };
        for committed in &commitment.draws {
            // The list was made, so the plan has all of them, with their rules.
            let Some(task) = plan.task(&committed.task) else { continue };
            standing.add(committed, task, &list, &teams)?;
        }
        standing.count_results();
        standing.count_publications();
        Ok(standing)
    }
}

/// Who was taken off the list of a draw.
fn taken_off(amendment: &Amendment) -> Option<(&str, &str)> {
    match &amendment.change {
        AmendmentChange::Replacement { draw, out, .. } => Some((draw, out)),
        _ => None,
    }
}

/// How a case stands on a day (截至某日的情况): each inspection that is due, with the results that count for it.
#[derive(Debug)]
pub struct Standing<'a> {
    pub(super) case: ResultsCase<'a>,
    day: Date,
    draws: Vec<DrawnTask<'a>>,
    dues: Vec<Due<'a>>,
    taken_off: BTreeSet<(&'a str, &'a str)>,
    entries: Vec<(Digest, &'a LedgerEntry)>,
}

/// A draw with its task, and which of the dues are its own.
#[derive(Debug)]
pub(super) struct DrawnTask<'a> {
    pub(super) committed: &'a DrawCommitment,
    pub(super) task: &'a InspectionTask,
    pub(super) dues: Range<usize>,
}

impl<'a> Standing<'a> {
    /// The day.
    pub fn day(&self) -> Date {
        self.day
    }

    /// What is due, by draw and target.
    pub fn dues(&self) -> &[Due<'a>] {
        &self.dues
    }

    pub(super) fn draws(&self) -> &[DrawnTask<'a>] {
        &self.draws
    }

    /// The dues of a draw.
    pub(super) fn dues_of(&self, draw: &DrawnTask<'a>) -> &[Due<'a>] {
        self.dues.get(draw.dues.clone()).unwrap_or_default()
    }

    /// The entries of the ledger that are there on that day.
    pub(super) fn entries(&self) -> &[(Digest, &'a LedgerEntry)] {
        &self.entries
    }

    /// The place of what is due, whoever drew it.
    pub(super) fn find(&self, draw: &str, target: &str) -> Option<usize> {
        let drawn = self.draws.iter().find(|drawn| drawn.committed.draw == draw)?;
        let place = self.dues_of(drawn).binary_search_by(|due| due.target.as_str().cmp(target)).ok()?;
        Some(drawn.dues.start + place)
    }

    pub(super) fn has_draw(&self, draw: &str) -> bool {
        self.draws.iter().any(|drawn| drawn.committed.draw == draw)
    }

    pub(super) fn was_taken_off(&self, draw: &str, target: &str) -> bool {
        self.taken_off.contains(&(draw, target))
    }

    /// What a result counts for.
    pub(super) fn counts_for(&self, entry: &ResultEntry) -> Option<&Due<'a>> {
        let due = self.dues.get(self.find(entry.draw.as_str(), entry.target.as_str())?)?;
        due.is_right(entry.agency.as_str()).then_some(due)
    }

    fn add(
        &mut self,
        committed: &'a DrawCommitment,
        task: &'a InspectionTask,
        list: &ListInForce<'a>,
        teams: &Teams,
    ) -> Result<(), ResultsError> {
        let rules = task.rules();
        let window = rules.and_then(|rules| rules.team.as_ref()).map_or(task.window(), |team| team.window());
        let authority = self.case.authority(task);
        let own_tier = |target: &str| {
            self.case
                .targets
                .of_id(target)
                .zip(rules)
                .is_some_and(|(target, rules)| rules.tiers.own_tier(&target).is_some())
        };
        let due = |(tier, target): (RiskTier, &crate::amend::TargetInForce)| {
            let team = teams.of(&committed.draw, &target.id);
            let agencies = team.map(|team| team.agencies.clone()).filter(|agencies| !agencies.is_empty());
            Due {
                draw: &committed.draw,
                target: target.id.clone(),
                task,
                tier,
                own_tier: own_tier(&target.id),
                agencies: agencies.unwrap_or_else(|| authority.map(str::to_owned).into_iter().collect()),
                window,
                team: team.map(|team| team.inspectors.clone()),
                history: Vec::new(),
                publications: Vec::new(),
            }
        };
        let mut dues: Vec<Due<'a>> = list.targets(&committed.draw)?.map(due).collect();
        dues.sort_by(|one, other| one.target.cmp(&other.target));
        let from = self.dues.len();
        self.dues.extend(dues);
        self.draws.push(DrawnTask { committed, task, dues: from..self.dues.len() });
        Ok(())
    }

    fn count_results(&mut self) {
        for (digest, entry) in self.entries.clone() {
            let LedgerEntry::Result(result) = entry else { continue };
            let place = self.find(result.draw.as_str(), result.target.as_str());
            if let Some(due) = place.and_then(|place| self.dues.get_mut(place))
                && due.is_right(result.agency.as_str())
            {
                due.history.push((digest, result));
            }
        }
    }

    fn count_publications(&mut self) {
        let counted = (0..).zip(&self.dues);
        let of: BTreeMap<Digest, usize> = counted
            .flat_map(|(place, due)| due.history.iter().map(move |(digest, _)| (*digest, place)))
            .collect();
        for (digest, entry) in &self.entries {
            let LedgerEntry::Publication(publication) = entry else { continue };
            let place = of.get(&publication.result);
            if let Some(due) = place.and_then(|place| self.dues.get_mut(*place))
                && due.is_right(publication.agency.as_str())
            {
                due.publications.push((*digest, publication));
            }
        }
    }
}

/// Who visits whom, as far as results need to know it.
#[derive(Debug, Default)]
struct Teams(BTreeMap<String, BTreeMap<String, Team>>);

#[derive(Debug, Default)]
struct Team {
    /// In the order of the slots, each once.
    agencies: Vec<String>,
    inspectors: BTreeSet<String>,
}

impl Teams {
    fn in_force(list: &ListInForce<'_>, inspectors: Option<&InspectorDirectory>) -> Self {
        let mut teams = Self::default();
        let (Some(in_force), Some(directory)) = (list.teams(), inspectors) else { return teams };
        for visit in in_force {
            for draw in visit.draws {
                let visits = teams.0.entry(draw.clone()).or_default();
                let team = visits.entry(visit.target.to_owned()).or_default();
                for id in visit.inspectors().flatten() {
                    team.inspectors.insert(id.to_owned());
                    let inspector = directory.find(id).and_then(|place| directory.get(place));
                    let agency = inspector.and_then(|inspector| inspector.agency());
                    if let Some(agency) =
                        agency.filter(|agency| team.agencies.iter().all(|known| known != agency))
                    {
                        team.agencies.push(agency.to_owned());
                    }
                }
            }
        }
        teams
    }

    fn of(&self, draw: &str, target: &str) -> Option<&Team> {
        self.0.get(draw)?.get(target)
    }
}
