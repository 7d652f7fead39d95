//! What was handed over to the local stations, and what should have been (specification of results, section 8).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Assessment, Due, LedgerEntry, Outcome, Outcomes, Standing};
use crate::date::Date;
use crate::digest::Digest;

/// How far a hand-over is (移交状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "移交状态")]
pub enum HandOverState {
    /// Handed over, without a receipt (待接收).
    HandedOver,
    /// Taken over and not closed (办理中).
    TakenOver,
    /// Closed (已办结).
    Closed,
}

/// A hand-over and how far it is (移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "移交")]
pub struct HandedOver<'a> {
    /// Its digest.
    pub hand_over: Digest,
    /// The draw id of the result; none if the ledger does not have that.
    pub draw: Option<&'a str>,
    /// The target, likewise.
    pub target: Option<&'a str>,
    /// Who handed it over.
    pub from: &'a str,
    /// To whom.
    pub to: &'a str,
    /// How far it is.
    pub state: HandOverState,
    /// When it was handed over.
    pub handed_over: Date,
    /// When it was taken over.
    pub taken_over: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
    /// How many days it took, or has taken so far.
    pub days: u32,
}

/// A case that needs a follow-up and was not handed over (应移交未移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "应移交未移交")]
pub struct MissingHandOver<'s> {
    /// The draw id.
    pub draw: &'s str,
    /// The target.
    pub target: &'s str,
    /// The responsible agency.
    pub agency: Option<&'s str>,
    /// What was found.
    pub outcomes: &'s Outcomes,
}

impl<'a> Assessment<'a> {
    /// The hand-overs of the ledgers, whether their result counts or not.
    pub fn hand_overs(&self) -> Vec<HandedOver<'a>> {
        self.cases().iter().flat_map(|case| case.standing.hand_overs()).collect()
    }

    /// What needs a follow-up and was not handed over.
    pub fn missing_hand_overs(&self) -> Vec<MissingHandOver<'_>> {
        self.cases().iter().flat_map(|case| case.standing.missing_hand_overs()).collect()
    }
}

impl<'a> Standing<'a> {
    fn hand_overs(&self) -> Vec<HandedOver<'a>> {
        let mut results = BTreeMap::new();
        let (mut taken_over, mut closed) = (BTreeMap::new(), BTreeMap::new());
        for (digest, entry) in self.entries() {
            match entry {
                LedgerEntry::Result(entry) => _ = results.insert(*digest, entry),
                // Entries come by day, so the first is the earliest.
                LedgerEntry::TakenOver(entry) => _ = taken_over.entry(entry.hand_over).or_insert(entry.day),
                LedgerEntry::Closing(entry) => _ = closed.entry(entry.hand_over).or_insert(entry.day),
                LedgerEntry::Publication(_) | LedgerEntry::HandOver(_) => {}
            }
        }
        let told = |(digest, entry): &(Digest, &'a LedgerEntry)| {
            let LedgerEntry::HandOver(entry) = entry else { return None };
            let result = results.get(&entry.result);
            let (taken_over, closed) = (taken_over.get(digest).copied(), closed.get(digest).copied());
            Some(HandedOver {
                hand_over: *digest,
                draw: result.map(|result| result.draw.as_str()),
                target: result.map(|result| result.target.as_str()),
                from: entry.from.as_str(),
                to: entry.to.as_str(),
                state: match (taken_over, closed) {
                    (_, Some(_)) => HandOverState::Closed,
                    (Some(_), None) => HandOverState::TakenOver,
                    (None, None) => HandOverState::HandedOver,
                },
                handed_over: entry.day,
                taken_over,
                closed,
                days: closed.unwrap_or(self.day()).days_after(entry.day).unwrap_or_default(),
            })
        };
        self.entries().iter().filter_map(told).collect()
    }

    fn missing_hand_overs(&self) -> Vec<MissingHandOver<'_>> {
        let named = self.handed_over_results();
        let needs_one = |due: &&Due<'_>| {
            let handed_over = due.history.iter().any(|(digest, _)| named.contains(digest));
            due.found(Outcome::needs_follow_up) && !handed_over
        };
        let told = |due| {
            let due: &Due<'_> = due;
            let ((draw, target), (_, entry)) = (due.key(), due.in_force()?);
            Some(MissingHandOver { draw, target, agency: due.agency(), outcomes: &entry.outcomes })
        };
        self.dues().iter().filter(needs_one).filter_map(told).collect()
    }

    /// The results that some hand-over names.
    fn handed_over_results(&self) -> BTreeSet<Digest> {
        let named = |(_, entry): &(Digest, &'a LedgerEntry)| match entry {
            LedgerEntry::HandOver(entry) => Some(entry.result),
            _ => None,
        };
        self.entries().iter().filter_map(named).collect()
    }

    /// The earliest end of a hand-over of each result.
    pub(super) fn closed_by_result(&self) -> BTreeMap<Digest, Date> {
        let of: BTreeMap<Digest, Digest> = self
            .entries()
            .iter()
            .filter_map(|(digest, entry)| match entry {
                LedgerEntry::HandOver(entry) => Some((*digest, entry.result)),
                _ => None,
            })
            .collect();
        let mut closed = BTreeMap::new();
        for (_, entry) in self.entries() {
            if let LedgerEntry::Closing(entry) = entry
                && let Some(result) = of.get(&entry.hand_over)
            {
                closed.entry(*result).or_insert(entry.day);
            }
        }
        closed
    }
}
