//! Chicago's food register, drawn and verified; and does a draw that rises with the risk class find more than a uniform one of
//! the same size?
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

use std::error::Error;
use std::io::{self, Write};

use compare::{Outcome, Tally, percent};
use double_random::{PerTier, QuotaRule, Quotas, Rounding, Weights};
use register::{CLASSES, Register};

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
}
