//! What is due, held to its deadlines.

use std::collections::BTreeSet;

use super::case::DrawnTask;
use super::{Due, ResultsCase, ResultsError, ResultsParameters, Standing};
use crate::calendar::WorkCalendar;
use crate::date::Date;
use crate::progress::Watch;

/// How a case or several stand on a day, held to their deadlines (考核): 未在规定时间内录入检查结果的，视为未完成检查任务.
#[derive(Debug)]
#[doc(alias = "考核")]
pub struct Assessment<'a> {
    day: Date,
    parameters: ResultsParameters,
    cases: Vec<AssessedCase<'a>>,
}

impl<'a> Assessment<'a> {
    /// These cases on a day. Deadlines are working days from the end of the visit, and never after the plan's own deadline.
    ///
    /// # Errors
    ///
    /// When a case cannot stand, as [`ResultsCase::as_of`] says, a draw comes in two cases, or a deadline reaches a year that the calendar does not
    /// cover.
    pub fn of(
        cases: &[ResultsCase<'a>],
        day: Date,
        calendar: &WorkCalendar,
        parameters: ResultsParameters,
        watch: &mut dyn Watch,
    ) -> Result<Self, ResultsError> {
        let mut draws = BTreeSet::new();
        let mut assessed = Vec::with_capacity(cases.len());
        for case in cases {
            for committed in &case.record.commitment.draws {
                if !draws.insert(&committed.draw) {
                    return Err(ResultsError::RepeatedDraw { draw: committed.draw.clone() });
                }
            }
            assessed.push(AssessedCase::of(case.as_of(day, watch)?, calendar, &parameters)?);
        }
        Ok(Self { day, parameters, cases: assessed })
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.day
    }

    /// What the cases are held to.
    pub fn parameters(&self) -> &ResultsParameters {
        &self.parameters
    }

    pub(super) fn cases(&self) -> &[AssessedCase<'a>] {
        &self.cases
    }

    /// What is due, each with its deadlines.
    pub(super) fn assessed(&self) -> impl Iterator<Item = Assessed<'_, 'a>> + Clone {
        self.cases.iter().flat_map(AssessedCase::assessed)
    }
}

/// A case with the deadlines of what is due.
#[derive(Debug)]
pub(super) struct AssessedCase<'a> {
    pub(super) standing: Standing<'a>,
    /// Of each due, in its place.
    times: Vec<Times>,
}

#[derive(Debug, Clone, Copy)]
struct Times {
    entry: Date,
    publication: Option<Date>,
    follow_up: Option<Date>,
}

impl<'a> AssessedCase<'a> {
    fn of(
        standing: Standing<'a>,
        calendar: &WorkCalendar,
        parameters: &ResultsParameters,
    ) -> Result<Self, ResultsError> {
        let limit = standing.case.plan.deadline();
        let times = |due: &Due<'_>| {
            let within = |days| calendar.working_days_after(due.counted_from(), days, limit);
            let publication = due.first().map(|_| within(parameters.publication.working_days));
            let follow_up = due.unreachable().map(|visited| {
                calendar.working_days_after(visited, parameters.unreachable.working_days, None)
            });
            Ok(Times {
                entry: within(parameters.entry.working_days)?,
                publication: publication.transpose()?,
                follow_up: follow_up.transpose()?,
            })
        };
        let times: Result<Vec<Times>, ResultsError> = standing.dues().iter().map(times).collect();
        Ok(Self { times: times?, standing })
    }

    pub(super) fn assessed(&self) -> impl Iterator<Item = Assessed<'_, 'a>> + Clone {
        self.standing.dues().iter().zip(&self.times).map(|(due, times)| Assessed { due, times: *times })
    }

    /// What is due of this draw.
    pub(super) fn of_draw(&self, drawn: &DrawnTask<'a>) -> impl Iterator<Item = Assessed<'_, 'a>> {
        self.assessed().skip(drawn.dues.start).take(drawn.dues.len())
    }

    /// What is due in this place.
    pub(super) fn at(&self, place: usize) -> Option<Assessed<'_, 'a>> {
        let (due, times) = (self.standing.dues().get(place)?, *self.times.get(place)?);
        Some(Assessed { due, times })
    }
}

/// An inspection that is due, with its deadlines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assessed<'s, 'a> {
    pub(super) due: &'s Due<'a>,
    times: Times,
}

impl Assessed<'_, '_> {
    /// Until when it is to be entered.
    pub(super) fn entry_deadline(&self) -> Date {
        self.times.entry
    }

    /// Until when it is to be published; none before it is entered.
    pub(super) fn publication_deadline(&self) -> Option<Date> {
        self.times.publication
    }

    /// Until when who cannot be reached is to be entered in the list of abnormal operations.
    pub(super) fn follow_up_deadline(&self) -> Option<Date> {
        self.times.follow_up
    }

    /// Whether it was entered on time; none before it is entered.
    pub(super) fn is_on_time(&self) -> Option<bool> {
        self.due.first().map(|first| first.day <= self.times.entry)
    }

    /// Whether it was published, not after the deadline.
    pub(super) fn is_published_on_time(&self) -> bool {
        self.due.published().zip(self.times.publication).is_some_and(|(day, deadline)| day <= deadline)
    }
}
