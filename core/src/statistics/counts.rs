//! Counts of a stratum: how many there are, how many were drawn, how many had a problem.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::CountError;
use crate::ratio::Fraction;
use crate::rows::{BadRow, BadRows, Faults};

/// The largest pool, as in the quotas: every count is then exact as a floating-point number too.
pub(super) const LARGEST_POOL: u64 = 1 << 40;

/// What was drawn and found in one stratum (层), most often a risk tier of a task.
///
/// Within a stratum every subset of `drawn` targets was equally likely: simple random sampling without replacement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "层")]
pub struct StratumCount {
    /// Its name, such as `D`.
    pub stratum: String,
    /// Targets in the pool, `N_h`.
    pub pool: u64,
    /// Targets drawn and looked at, `n_h`.
    pub drawn: u64,
    /// Those with a problem, `x_h`.
    pub problems: u64,
}

impl StratumCount {
    /// What is wrong with these counts, if they follow others with these names.
    fn fault(&self, before: &mut BTreeSet<String>) -> Option<CountError> {
        let Self { stratum, pool, drawn, problems } = self;
        drawn_of_pool(*drawn, *pool).err().or_else(|| {
            if problems > drawn {
                Some(CountError::ProblemsAboveDrawn { problems: *problems, drawn: *drawn })
            } else if !before.insert(stratum.clone()) {
                Some(CountError::Twice { name: stratum.clone() })
            } else {
                None
            }
        })
    }
}

/// All faults of these strata at once; the first is row 1.
pub(super) fn check(strata: &[StratumCount]) -> Result<(), BadRows<CountError>> {
    let mut before = BTreeSet::new();
    let faults = strata.iter().zip(1..).filter_map(|(stratum, row)| {
        stratum.fault(&mut before).map(|error| BadRow { row, column: None, error })
    });
    faults.collect::<Faults<_>>().unless_none(())
}

/// Whether so many can be drawn of such a pool.
pub(super) fn drawn_of_pool(drawn: u64, pool: u64) -> Result<(), CountError> {
    if pool > LARGEST_POOL {
        Err(CountError::PoolTooLarge { pool })
    } else if drawn > pool {
        Err(CountError::DrawnAbovePool { drawn, pool })
    } else {
        Ok(())
    }
}

/// For how many targets of its pool a drawn target stands: `N_h / n_h`, the inverse of the probability of being drawn (Horvitz
/// & Thompson 1952). None where nothing is drawn.
pub(super) fn design_weight(pool: u64, drawn: u64) -> Option<Fraction> {
    Fraction::new(pool.into(), drawn.into())
}

/// The nearest floating-point number to a fraction.
pub(super) fn to_float(fraction: Fraction) -> f64 {
    fraction.numerator() as f64 / fraction.denominator() as f64
}

/// `powi` may round otherwise on another machine.
pub(super) fn square(number: f64) -> f64 {
    number * number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Explain;

    /// Guards that all bad rows are told at once, each with its row.
    #[test]
    fn bad_counts_are_told_at_once() {
        let count = |stratum: &str, pool, drawn, problems| StratumCount {
            stratum: stratum.into(),
            pool,
            drawn,
            problems,
        };
        let strata = [
            count("A", 10, 11, 0),
            count("B", 10, 5, 6),
            count("C", 10, 5, 5),
            count("C", 10, 5, 5),
            count("D", LARGEST_POOL + 1, 5, 5),
        ];
        let faults = check(&strata).unwrap_err();
        let told: Vec<_> = faults.rows().iter().map(|fault| (fault.row, fault.error.code())).collect();
        let expected = [
            (1, "statistics.drawn_above_pool"),
            (2, "statistics.problems_above_drawn"),
            (4, "statistics.twice"),
            (5, "statistics.pool_too_large"),
        ];
        assert_eq!(told, expected);
    }
}
