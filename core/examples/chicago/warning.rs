//! Where failures stand out in the inspections before a day, and what the inspections from that day on say to it.

#![expect(clippy::disallowed_types, reason = "estimates are shown")]
#![expect(clippy::float_arithmetic, reason = "estimates are shown")]

use std::error::Error;
use std::io::{self, Write};

use double_random::{
    ConfidenceLevel, EarlyWarning, GroupWarning, InspectionTarget, ResultCount, TierTrend, early_warning,
    tier_trend,
};

use super::compare::{Outcome, percent};
use super::register::Register;

/// The day that parts the results that warn from those that tell whether the warning was right.
const PARTED: &str = "2014-07-01";

/// What is compared.
#[derive(Clone, Copy)]
pub(crate) enum Grouping {
    Zip,
    FacilityType,
}

impl Grouping {
    pub(crate) const ALL: [Self; 2] = [Self::Zip, Self::FacilityType];

    fn column(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::FacilityType => "facility_type",
        }
    }
}

/// The warning of the earlier inspections and that of the later ones.
pub(crate) struct Warnings {
    grouping: Grouping,
    pub(crate) earlier: EarlyWarning,
    pub(crate) later: EarlyWarning,
}

impl Warnings {
    pub(crate) fn of(register: &Register, grouping: Grouping) -> Result<Self, Box<dyn Error>> {
        let warn = |rows: &[ResultCount]| early_warning(rows, ConfidenceLevel::default(), &mut ());
        let [earlier, later] = results(register, grouping);
        Ok(Self { grouping, earlier: warn(&earlier)?, later: warn(&later)? })
    }

    /// Those the earlier results name, each with what the later ones found there, if anything.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&GroupWarning, Option<&GroupWarning>)> {
        let named = self.earlier.groups.iter().filter(|group| group.stands_out);
        named.map(|group| (group, self.later.groups.iter().find(|later| later.group == group.group)))
    }

    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let telling = self.earlier.groups.iter().filter(|group| group.telling).count();
        writeln!(
            out,
            "\n{:<14} inspected  failed  expected   rate  shrunken  odds ratio (95 %)  adjusted p   later: inspected  failed  \
             expected",
            self.grouping.column()
        )?;
        for (group, later) in self.named() {
            let ratio = group.odds_ratio;
            let odds = format!(
                "{:.2} ({:.2}–{:.2})",
                ratio.estimate.unwrap_or(f64::INFINITY),
                ratio.low,
                ratio.high.unwrap_or(f64::INFINITY)
            );
            let later = later.map_or_else(
                || "none".to_owned(),
                |later| format!("{:>16}  {:>6}  {:>8.1}", later.inspected, later.problems, later.expected),
            );
            writeln!(
                out,
                "{:<14} {:>9}  {:>6}  {:>8.1}  {:.1}%     {:.1}%  {odds:<17}  {:>10.1e}   {later}",
                group.group,
                group.inspected,
                group.problems,
                group.expected,
                100.0 * group.rate.unwrap_or_default(),
                100.0 * group.shrunken.unwrap_or_default(),
                group.adjusted_p,
            )?;
        }
        let together = self.named().filter_map(|(_, later)| later).fold(
            (0, 0, 0.0),
            |(inspected, failed, expected), later| {
                (inspected + later.inspected, failed + later.problems, expected + later.expected)
            },
        );
        writeln!(
            out,
            "Named: {} of {} that could be. Later {} of {} failed there, {:.1} were to be expected.",
            self.named().count(),
            telling,
            together.1,
            together.0,
            together.2
        )
    }
}

/// Whether the city's classes told who would fail, in all inspections.
pub(crate) fn classes(register: &Register) -> Result<TierTrend, Box<dyn Error>> {
    Ok(tier_trend(&results(register, Grouping::Zip).concat(), ConfidenceLevel::default())?)
}

pub(crate) fn write_classes(trend: &TierTrend, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nFailures by class, in all inspections:")?;
    for tier in &trend.tiers {
        let rate = percent(tier.problems, tier.inspected);
        let (low, high) = (100.0 * tier.interval.low, 100.0 * tier.interval.high);
        writeln!(out, "  {}  {rate} % ({low:.1}–{high:.1})", tier.tier)?;
    }
    writeln!(
        out,
        "  trend p {:.4}; of a failed and a passed place, the failed has the higher class {:.1} times in a hundred",
        trend.p,
        100.0 * trend.concordance.unwrap_or(0.5)
    )
}

/// The inspections before the day and from it on, each a row.
fn results(register: &Register, grouping: Grouping) -> [Vec<ResultCount>; 2] {
    let mut results = [Vec::new(), Vec::new()];
    for (row, target) in register.directory.iter().enumerate() {
        let [earlier, later] = &mut results;
        let day = target.field("inspection_date").unwrap_or_default();
        let of_day = if day < PARTED { earlier } else { later };
        of_day.extend(result(register, row, &target, grouping));
    }
    results
}

fn result(
    register: &Register,
    row: usize,
    target: &InspectionTarget<'_>,
    grouping: Grouping,
) -> Option<ResultCount> {
    Some(ResultCount {
        task: "01".to_owned(),
        tier: register.tier(row)?,
        group: target.field(grouping.column())?.to_owned(),
        inspected: 1,
        problems: u64::from(Outcome::Failed.holds(target)),
    })
}
