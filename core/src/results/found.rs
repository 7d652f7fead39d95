//! Looking through a ledger for what is wrong, entry by entry (specification of results, section 6).

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use super::assessment::{Assessed, AssessedCase};
use super::entry::numbered;
use super::{
    Assessment, Closing, Due, HandOver, LedgerEntry, Outcome, Publication, ResultDoubt, ResultEntry,
    ResultFinding, Standing, TakenOver,
};
use crate::date::Date;
use crate::digest::Digest;
use crate::plan::InspectionTask;
use crate::record::Line;

/// How many inspectors an inspection needs: 行政处罚法, article 42.
const INSPECTORS: usize = 2;

impl Assessment<'_> {
    /// What is wrong with the entries, in the order of the cases and their ledgers: found and shown, never refused.
    pub fn findings(&self) -> Vec<ResultFinding> {
        self.cases().iter().flat_map(|case| Search::of(case).findings()).collect()
    }
}

/// The entries of a ledger by their digests, for those that name another.
struct Search<'s, 'a> {
    case: &'s AssessedCase<'a>,
    results: BTreeMap<Digest, &'a ResultEntry>,
    hand_overs: BTreeMap<Digest, &'a HandOver>,
    /// The earliest receipt of each hand-over.
    taken_over: BTreeMap<Digest, Date>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn of(case: &'s AssessedCase<'a>) -> Self {
        let (mut results, mut hand_overs, mut taken_over) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (digest, entry) in case.standing.entries() {
            match entry {
                LedgerEntry::Result(entry) => _ = results.insert(*digest, entry),
                LedgerEntry::HandOver(entry) => _ = hand_overs.insert(*digest, entry),
                // Entries come by day, so the first is the earliest.
                LedgerEntry::TakenOver(entry) => _ = taken_over.entry(entry.hand_over).or_insert(entry.day),
                LedgerEntry::Publication(_) | LedgerEntry::Closing(_) => {}
            }
        }
        Self { case, results, hand_overs, taken_over }
    }

    fn findings(&self) -> Vec<ResultFinding> {
        let mut findings = Vec::new();
        let (mut received, mut closed) = (BTreeSet::new(), BTreeSet::new());
        for (digest, entry) in self.standing().entries() {
            let about = self.result_of(entry).map(|of| (of.draw.to_string(), of.target.to_string()));
            let mut found =
                |doubt| findings.push(ResultFinding { entry: *digest, about: about.clone(), doubt });
            match entry {
                LedgerEntry::Result(entry) => self.in_result(*digest, entry, &mut found),
                LedgerEntry::Publication(entry) => self.in_publication(*digest, entry, &mut found),
                LedgerEntry::HandOver(entry) => self.in_hand_over(entry, &mut found),
                LedgerEntry::TakenOver(entry) => {
                    self.in_receipt(entry, received.insert(entry.hand_over), &mut found);
                }
                LedgerEntry::Closing(entry) => {
                    self.in_closing(entry, closed.insert(entry.hand_over), &mut found);
                }
            }
        }
        findings
    }

    /// The result that an entry is, or that it names.
    fn result_of(&self, entry: &'a LedgerEntry) -> Option<&'a ResultEntry> {
        let handed_over = |hand_over: &Digest| self.hand_overs.get(hand_over).map(|entry| entry.result);
        let named = match entry {
            LedgerEntry::Result(entry) => return Some(entry),
            LedgerEntry::Publication(entry) => Some(entry.result),
            LedgerEntry::HandOver(entry) => Some(entry.result),
            LedgerEntry::TakenOver(entry) => handed_over(&entry.hand_over),
            LedgerEntry::Closing(entry) => handed_over(&entry.hand_over),
        };
        self.results.get(&named?).copied()
    }

    fn standing(&self) -> &'s Standing<'a> {
        &self.case.standing
    }

    fn in_result(&self, digest: Digest, entry: &ResultEntry, found: &mut impl FnMut(ResultDoubt)) {
        let (draw, target) = (entry.draw.as_str(), entry.target.as_str());
        match self.standing().find(draw, target).and_then(|place| self.case.at(place)) {
            Some(assessed) => in_due_result(&assessed, digest, entry, found),
            None => {
                let (draw, target) = (draw.to_owned(), target.to_owned());
                found(
                    match (self.standing().has_draw(&draw), self.standing().was_taken_off(&draw, &target)) {
                        (false, _) => ResultDoubt::UnknownDraw { draw },
                        (true, true) => ResultDoubt::TakenOffTheList { draw, target },
                        (true, false) => ResultDoubt::NotOnTheList { draw, target },
                    },
                );
            }
        }
        self.in_correction(entry, found);
        let due = self.standing().counts_for(entry);
        if due.is_some_and(|due| is_unpublished_correction(due, digest)) {
            found(ResultDoubt::CorrectionUnpublished {});
        }
    }

    fn in_correction(&self, entry: &ResultEntry, found: &mut impl FnMut(ResultDoubt)) {
        let corrected = || entry.corrects.iter().map(|digest| (*digest, self.results.get(digest)));
        let of_same = |other: &ResultEntry| (&other.draw, &other.target) == (&entry.draw, &entry.target);
        for (result, other) in corrected() {
            if other.is_none() {
                found(ResultDoubt::CorrectsUnknown { result });
            }
        }
        for (result, other) in corrected() {
            if other.is_some_and(|other| !of_same(other)) {
                found(ResultDoubt::CorrectsOther { result });
            }
        }
        for (result, other) in corrected() {
            if other.is_some_and(|other| of_same(other) && other.day > entry.day) {
                found(ResultDoubt::CorrectsLater { result });
            }
        }
    }

    /// What is due of a result that is there and counts.
    fn due_of(&self, result: Digest) -> Option<Assessed<'s, 'a>> {
        let entry = self.results.get(&result)?;
        self.standing().counts_for(entry)?;
        self.case.at(self.standing().find(entry.draw.as_str(), entry.target.as_str())?)
    }

    fn in_publication(&self, digest: Digest, entry: &Publication, found: &mut impl FnMut(ResultDoubt)) {
        let Some(result) = self.results.get(&entry.result) else {
            return found(ResultDoubt::PublicationOfUnknown { result: entry.result });
        };
        let assessed = self.due_of(entry.result);
        if let Some((agency, expected)) = assessed.and_then(|assessed| not_right(assessed.due, &entry.agency))
        {
            found(ResultDoubt::PublishedByOther { agency, expected });
        }
        let (published, entered) = (entry.day, result.day);
        if published < entered {
            found(ResultDoubt::PublishedBeforeEntry { published, entered });
        }
        let first = |assessed: &Assessed<'_, '_>| assessed.due.publications.first().map(|(first, _)| *first);
        let deadline = assessed.filter(|assessed| first(assessed) == Some(digest));
        if let Some(deadline) = deadline.and_then(|assessed| assessed.publication_deadline())
            && published > deadline
        {
            found(ResultDoubt::PublishedLate { published, deadline });
        }
    }

    fn in_hand_over(&self, entry: &HandOver, found: &mut impl FnMut(ResultDoubt)) {
        let Some(result) = self.results.get(&entry.result) else {
            return found(ResultDoubt::HandOverOfUnknown { result: entry.result });
        };
        let assessed = self.due_of(entry.result);
        if let Some((agency, expected)) = assessed.and_then(|assessed| not_right(assessed.due, &entry.from)) {
            found(ResultDoubt::HandedOverByOther { agency, expected });
        }
        let (handed_over, entered) = (entry.day, result.day);
        if handed_over < entered {
            found(ResultDoubt::HandedOverBeforeEntry { handed_over, entered });
        }
    }

    fn in_receipt(&self, entry: &TakenOver, is_first: bool, found: &mut impl FnMut(ResultDoubt)) {
        let hand_over = entry.hand_over;
        let Some(handed) = self.hand_overs.get(&hand_over) else {
            return found(ResultDoubt::HandOverUnknown { hand_over });
        };
        if entry.agency != handed.to {
            let (agency, to) = (entry.agency.to_string(), handed.to.to_string());
            found(ResultDoubt::TakenOverByOther { agency, to });
        }
        in_step(entry.day, handed, found);
        if !is_first {
            found(ResultDoubt::StepRepeated { hand_over });
        }
    }

    fn in_closing(&self, entry: &Closing, is_first: bool, found: &mut impl FnMut(ResultDoubt)) {
        let (hand_over, closed) = (entry.hand_over, entry.day);
        let Some(handed) = self.hand_overs.get(&hand_over) else {
            return found(ResultDoubt::HandOverUnknown { hand_over });
        };
        if entry.agency != handed.to {
            let (agency, to) = (entry.agency.to_string(), handed.to.to_string());
            found(ResultDoubt::ClosedByOther { agency, to });
        }
        in_step(closed, handed, found);
        if self.taken_over.get(&hand_over).is_none_or(|taken_over| *taken_over > closed) {
            found(ResultDoubt::ClosedBeforeTakenOver { closed });
        }
        if !is_first {
            found(ResultDoubt::StepRepeated { hand_over });
        }
    }
}

/// A result of what is due, whether it counts or not.
fn in_due_result(
    assessed: &Assessed<'_, '_>,
    digest: Digest,
    entry: &ResultEntry,
    found: &mut impl FnMut(ResultDoubt),
) {
    let due = assessed.due;
    if let Some((agency, expected)) = not_right(due, &entry.agency) {
        found(ResultDoubt::OtherAgency { agency, expected });
    }
    if let Some(team) = &due.team {
        for inspector in entry.inspectors.iter().filter(|inspector| !team.contains(*inspector)) {
            found(ResultDoubt::NotOnTheTeam { inspector: inspector.to_owned() });
        }
    }
    if entry.inspectors.iter().len() < INSPECTORS {
        found(ResultDoubt::TooFewInspectors { found: entry.inspectors.iter().len() });
    }
    in_items(due.task, entry, found);
    let window = due.window;
    if !window.contains(entry.visited.from()) || !window.contains(entry.visited.to()) {
        found(ResultDoubt::OutsideWindow { from: window.from(), to: window.to() });
    }
    let (entered, visited) = (entry.day, entry.visited.to());
    if entered < visited {
        found(ResultDoubt::EnteredBeforeVisit { entered, visited });
    }
    let is_first = due.history.first().is_some_and(|(first, _)| *first == digest);
    let deadline = assessed.entry_deadline();
    if is_first && entered > deadline {
        found(ResultDoubt::EnteredLate { entered, deadline });
    }
}

fn in_items(task: &InspectionTask, entry: &ResultEntry, found: &mut impl FnMut(ResultDoubt)) {
    let of_task: Vec<NonZeroU32> = numbered(task).map(|(place, _)| place).collect();
    for answered in entry.items.iter().filter(|answered| !of_task.contains(&answered.item)) {
        found(ResultDoubt::UnknownItem { item: answered.item, items: of_task.len() });
    }
    if entry.outcomes.any(|outcome| outcome.is_inspected() && outcome != Outcome::NoActivity) {
        for item in of_task.into_iter().filter(|item| entry.items.get(*item).is_none()) {
            found(ResultDoubt::MissingItem { item });
        }
    }
    if entry.outcomes.any(|outcome| outcome == Outcome::NoProblem) {
        for answered in entry.items.iter().filter(|answered| answered.tells_of_a_problem()) {
            found(ResultDoubt::Contradiction { item: answered.item });
        }
    }
}

/// A receipt or an end of a hand-over that was dated before it.
fn in_step(day: Date, handed: &HandOver, found: &mut impl FnMut(ResultDoubt)) {
    let handed_over = handed.day;
    if day < handed_over {
        found(ResultDoubt::StepBeforeHandOver { day, handed_over });
    }
}

/// An agency that may not, and those that may.
fn not_right(due: &Due<'_>, agency: &Line) -> Option<(String, String)> {
    let is_right = due.is_right(agency.as_str());
    (!is_right).then(|| (agency.to_string(), due.agencies.join("、")))
}

/// Whether this is the result in force, not published, though an earlier one is.
fn is_unpublished_correction(due: &Due<'_>, digest: Digest) -> bool {
    let is_in_force = due.in_force().is_some_and(|(in_force, _)| in_force == digest);
    let is_published = |of: Digest| due.publications.iter().any(|(_, publication)| publication.result == of);
    is_in_force && !due.publications.is_empty() && !is_published(digest)
}
