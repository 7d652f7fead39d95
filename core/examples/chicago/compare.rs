//! Two ways of spreading the same number of inspections, counted over many seeds.

use std::cmp::Ordering;
use std::error::Error;

use double_random::{
    Fraction, InspectionTarget, Quotas, Rounding, SampleSize, Suite, TicketKey, stratified_draw,
};

use super::register::Register;

/// What an inspection may have found.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    /// The result was a failure.
    Failed,
    /// There was a critical violation.
    Critical,
}

impl Outcome {
    pub(crate) const ALL: [Self; 2] = [Self::Failed, Self::Critical];

    pub(crate) fn holds(self, target: &InspectionTarget<'_>) -> bool {
        match self {
            Self::Failed => target.field("result") == Some("Fail"),
            Self::Critical => target.field("critical").is_some_and(|count| count != "0"),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Failed => "failed inspections",
            Self::Critical => "inspections with a critical violation",
        }
    }
}

/// What the draw by class and the uniform draw found.
pub(crate) struct Tally {
    seeds: u32,
    /// In all seeds together.
    pub(crate) found: [u64; 2],
    /// In how many seeds the draw by class found fewer, as many, or more.
    fewer_same_more: [u32; 3],
}

impl Tally {
    /// Draws with both quotas under every seed. A licence has one ticket under a seed, so the two differ by their quotas
    /// alone.
    pub(crate) fn over(
        seeds: u32,
        register: &Register,
        quotas: [&Quotas; 2],
        outcome: Outcome,
    ) -> Result<Self, Box<dyn Error>> {
        let held: Vec<bool> = register.directory.iter().map(|target| outcome.holds(&target)).collect();
        let mut tally = Self { seeds, found: [0; 2], fewer_same_more: [0; 3] };
        for seed in 1..=seeds {
            let key = Suite::Sha256.hash(format!("double-random example chicago, seed {seed}").as_bytes());
            let tickets = TicketKey::new(Suite::Sha256, &key);
            let found = |quotas: &Quotas| -> Result<u64, Box<dyn Error>> {
                let size = SampleSize { drawn: quotas.numbers(), reserve: 0 };
                let strata =
                    stratified_draw(&tickets, &register.directory, |row| register.tier(row), &size, &mut ())?;
                let drawn = strata.iter().flat_map(|(_, stratum)| &stratum.drawn);
                Ok(drawn.filter(|row| held.get(**row) == Some(&true)).count() as u64)
            };
            let [by_class, uniform] = quotas;
            tally.add(found(by_class)?, found(uniform)?);
        }
        Ok(tally)
    }

    fn add(&mut self, by_class: u64, uniform: u64) {
        let [all_by_class, all_uniform] = &mut self.found;
        *all_by_class += by_class;
        *all_uniform += uniform;
        let [fewer, same, more] = &mut self.fewer_same_more;
        *match by_class.cmp(&uniform) {
            Ordering::Less => fewer,
            Ordering::Equal => same,
            Ordering::Greater => more,
        } += 1;
    }

    pub(crate) fn text(&self, size: u64, outcome: Outcome) -> String {
        let Self { seeds, found: [by_class, uniform], fewer_same_more: [fewer, same, more] } = self;
        let drawn = size * u64::from(*seeds);
        let line = |name: &str, found: u64| {
            let (average, share) = (hundredths(found, (*seeds).into()), percent(found, drawn));
            format!("  {name:<8} {found:>6} of {drawn} drawn, {average} a draw, {share} %\n")
        };
        let verdict = match by_class.cmp(uniform) {
            Ordering::Less => "fewer than",
            Ordering::Equal => "as many as",
            Ordering::Greater => "more than",
        };
        format!(
            "Found {}:\n{}{}  The draw by class found {verdict} the uniform one: fewer under {fewer} seeds, as many under {same}, \
             more under {more}.",
            outcome.words(),
            line("by class", *by_class),
            line("uniform", *uniform),
        )
    }
}

/// `part` of `whole` in percent, with two decimals.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    hundredths(part * 100, whole)
}

/// `part / whole` with two decimals, rounded half up from the exact fraction.
fn hundredths(part: u64, whole: u64) -> String {
    let exact = Fraction::new(u128::from(part) * 100, whole.into());
    let rounded = exact.map_or(0, |exact| exact.round(Rounding::HalfUp));
    format!("{}.{:02}", rounded / 100, rounded % 100)
}
