//! An inspection that is due, and what was entered of it.

use std::collections::BTreeSet;

use super::{Outcome, Publication, ResultEntry};
use crate::date::{Date, Window};
use crate::digest::Digest;
use crate::plan::InspectionTask;
use crate::risk::RiskTier;

/// An inspection that is due (应检查户次): a target on the list in force of a draw, with the results that count for it.
#[derive(Debug, Clone)]
#[doc(alias = "应检查户次")]
pub struct Due<'a> {
    /// The draw id.
    pub draw: &'a str,
    /// The id of the target.
    pub target: String,
    /// The task.
    pub task: &'a InspectionTask,
    /// The tier of whose list it is.
    pub tier: RiskTier,
    /// Whether the directory gives it a tier of its own, so that it is not 未分类.
    pub own_tier: bool,
    /// The agencies of its team, the responsible one first (谁检查、谁录入、谁公开); none where nobody knows.
    #[doc(alias = "谁检查、谁录入、谁公开")]
    pub agencies: Vec<String>,
    /// From when to when it is inspected.
    pub window: Window,
    /// Who is on its team in force; none where none is known.
    pub(super) team: Option<BTreeSet<String>>,
    /// The results that count, by day and digest.
    pub(super) history: Vec<(Digest, &'a ResultEntry)>,
    /// The publications of these that count, by day and digest.
    pub(super) publications: Vec<(Digest, &'a Publication)>,
}

impl<'a> Due<'a> {
    /// Draw and target.
    pub fn key(&self) -> (&'a str, &str) {
        (self.draw, &self.target)
    }

    /// The responsible agency: of a joint team that of the lead agency.
    pub fn agency(&self) -> Option<&str> {
        self.agencies.first().map(String::as_str)
    }

    /// Whether an agency may enter, publish and hand over.
    pub fn is_right(&self, agency: &str) -> bool {
        self.agencies.is_empty() || self.agencies.iter().any(|right| right == agency)
    }

    /// The results that count with their digests, by day and digest: none is ever left out.
    pub fn history(&self) -> &[(Digest, &'a ResultEntry)] {
        &self.history
    }

    /// The first result, which says whether it was entered on time.
    pub fn first(&self) -> Option<&'a ResultEntry> {
        self.history.first().map(|(_, first)| *first)
    }

    /// The results that no other one corrects.
    pub fn not_corrected(&self) -> impl Iterator<Item = (Digest, &'a ResultEntry)> {
        let corrected: BTreeSet<Digest> =
            self.history.iter().flat_map(|(_, entry)| entry.corrects.iter().copied()).collect();
        self.history.iter().copied().filter(move |(digest, _)| !corrected.contains(digest))
    }

    /// The result in force: the one that no other corrects. None where there is none, and in a conflict.
    pub fn in_force(&self) -> Option<(Digest, &'a ResultEntry)> {
        let mut standing = self.not_corrected();
        standing.next().filter(|_| standing.next().is_none())
    }

    /// Whether several results stand that do not correct each other.
    pub fn is_in_conflict(&self) -> bool {
        self.not_corrected().nth(1).is_some()
    }

    /// Whether the result in force has an outcome like this.
    pub fn found(&self, is: impl Fn(Outcome) -> bool) -> bool {
        self.in_force().is_some_and(|(_, entry)| entry.outcomes.any(is))
    }

    /// The last day of the visit at which nobody could be reached, if that is the result in force (无法联系).
    #[doc(alias = "无法联系")]
    pub fn unreachable(&self) -> Option<Date> {
        let (_, entry) = self.in_force()?;
        entry.outcomes.any(|outcome| outcome == Outcome::Unreachable).then(|| entry.visited.to())
    }

    /// When it was first made public by an agency that may.
    pub fn published(&self) -> Option<Date> {
        self.publications.first().map(|(_, publication)| publication.day)
    }

    /// From what day the deadlines of a visit count: its last day, or that of the window if the visit came later.
    pub(super) fn counted_from(&self) -> Date {
        let visited = self.first().map(|first| first.visited.to());
        visited.map_or(self.window.to(), |visited| visited.min(self.window.to()))
    }
}
