//! Chicago's food register, drawn and verified; does a draw that rises with the risk class find more than a uniform one of the
//! same size; and which places should a directed draw look at next?
//!
//! ```text
//! cargo run --release --example chicago
//! ```
//!
//! The register has one row for each licence, with the result of one inspection; a second row of a licence would be
//! refused as a duplicate id. Whoever is drawn is taken to be found as that inspection found them.

mod ceremony;
mod compare;
mod register;
mod warning;

use std::error::Error;
use std::io::{self, Write};

use compare::{Outcome, Tally, percent};
use double_random::{PerTier, QuotaRule, Quotas, Rounding, Weights};
use register::{CLASSES, Register};
use warning::{Grouping, Warnings};

const SEEDS: u32 = 200;
const RATIO: &str = "10%";

fn main() -> Result<(), Box<dyn Error>> {
    show(&mut io::stdout().lock())
}

fn show(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let register = Register::read()?;
    let by_class = quotas(&register, Weights::default())?;
    let uniform = quotas(&register, Weights::new(PerTier([1; 4]))?)?;

    writeln!(out, "Chicago food register: {} licences, one inspection each\n", register.size())?;
    writeln!(
        out,
        "class            tier  licences         failed       critical  drawn by class  drawn uniformly"
    )?;
    for (class, tier) in CLASSES {
        let pool = register.pool()[tier];
        let [failed, critical] = Outcome::ALL.map(|outcome| {
            let count = register.count(tier, outcome);
            format!("{count} ({} %)", percent(count, pool))
        });
        writeln!(
            out,
            "{class:<15}  {tier:<4}  {pool:>8}  {:>13}  {:>13}  {:>14}  {:>15}",
            failed, critical, by_class[tier].quota, uniform[tier].quota,
        )?;
    }

    let ceremony::Ceremony { record, report } = ceremony::hold(&register, rule(Weights::default())?)?;
    let drawn = record.draws.iter().flat_map(|draw| draw.drawn()).count();
    writeln!(
        out,
        "\nOne ceremony by class: {drawn} drawn, digest of the record {}\n{report}",
        record.digest()
    )?;

    let size = by_class.numbers().sum();
    writeln!(
        out,
        "\nBoth draw {size} ({RATIO}), by class with weights 1:2:4:8, with the same tickets, under {SEEDS} frozen seeds."
    )?;
    for outcome in Outcome::ALL {
        let tally = Tally::over(SEEDS, &register, [&by_class, &uniform], outcome)?;
        writeln!(out, "\n{}", tally.text(size, outcome))?;
    }
    writeln!(
        out,
        "\nThe class ranks the harm that a place could do, not the chance that it fails: failures are most frequent in the\n\
         lowest class. So the draw by class finds more critical violations, and not more failures."
    )?;

    writeln!(
        out,
        "\nEarly warning: which places failed more than their number and classes explain, before 2014-07, and how were they \
         after?"
    )?;
    for grouping in Grouping::ALL {
        Warnings::of(&register, grouping)?.write(out)?;
    }
    warning::write_classes(&warning::classes(&register)?, out)?;
    writeln!(
        out,
        "\nThe places inspected later are others, since each is in the register once. In the four postcodes together they failed half as\n\
         often again as elsewhere: a directed draw there would have found more, though less than the earlier rates promise. The\n\
         highest of many are high by luck too, which the shrunken rate allows for. Later shops selling liquor are too few to say. The\n\
         register tells where, not why: where inspectors have areas of their own, a strict one looks like a bad neighbourhood. The\n\
         classes do not tell who fails; they were not made to."
    )?;
    Ok(())
}

/// A tenth of the register, spread by these weights.
fn quotas(register: &Register, weights: Weights) -> Result<Quotas, Box<dyn Error>> {
    Ok(Quotas::new(&rule(weights)?, Rounding::Up, &register.pool())?)
}

fn rule(weights: Weights) -> Result<QuotaRule, Box<dyn Error>> {
    let (ratio, tier_minimums) = (RATIO.parse()?, PerTier::default());
    Ok(QuotaRule::Progressive { ratio, weights, minimum: 1, tier_minimums })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the numbers that the example reports; the counts found were worked out by a second program as well.
    #[test]
    fn the_counts_are_frozen() {
        let register = Register::read().unwrap();
        assert_eq!(register.pool(), PerTier([1_016, 2_910, 0, 8_441]));
        let by_class = quotas(&register, Weights::default()).unwrap();
        let uniform = quotas(&register, Weights::new(PerTier([1; 4])).unwrap()).unwrap();
        assert_eq!(by_class.numbers(), PerTier([16, 97, 0, 1_124]));
        assert_eq!(uniform.numbers(), PerTier([101, 291, 0, 845]));
        let found = |outcome| Tally::over(2, &register, [&by_class, &uniform], outcome).unwrap().found;
        assert_eq!(Outcome::ALL.map(found), [[515, 524], [411, 380]]);
        let ceremony = ceremony::hold(&register, rule(Weights::default()).unwrap()).unwrap();
        // One check has nothing to do: there are no amendments.
        assert!(ceremony.report.holds() && ceremony.report.not_done().count() == 1);
        assert_eq!(ceremony.record.draws[0].drawn().count(), 1_237);
    }

    /// Guards what the example says of its warnings: who is named, and how they were later.
    #[test]
    fn the_warnings_are_frozen() {
        let register = Register::read().unwrap();
        let [zip, kind] = Grouping::ALL.map(|grouping| {
            let warnings = Warnings::of(&register, grouping).unwrap();
            let named = warnings.named().map(|(earlier, later)| {
                let later = later.unwrap();
                (earlier.group.clone(), earlier.problems, earlier.inspected, later.problems, later.inspected)
            });
            named.collect::<Vec<_>>()
        });
        let expected = [
            ("60619", 52, 111, 15, 60),
            ("60649", 32, 81, 17, 37),
            ("60628", 76, 212, 13, 43),
            ("60639", 65, 212, 25, 92),
        ];
        assert_eq!(zip, expected.map(|(name, a, b, c, d)| (name.to_owned(), a, b, c, d)));
        assert_eq!(kind, [("Liquor".to_owned(), 18, 26, 4, 8)]);
        let classes = warning::classes(&register).unwrap();
        assert_eq!((format!("{:.4}", classes.p), classes.tiers.len()), ("0.0063".to_owned(), 3));
        assert!(classes.concordance < Some(0.5));
    }
}
