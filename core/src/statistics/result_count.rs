//! Results of past inspections, counted by task, tier and group.

use serde::Deserialize;

use super::CountError;
use super::counts::LARGEST_POOL;
use crate::risk::RiskTier;
use crate::rows::{BadRow, BadRows, Faults};

/// What was found at the inspected targets of one group in one tier of one task (分组检查结果).
///
/// Rows of the same task, tier and group add up, so a row may as well be a single visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "分组检查结果")]
pub struct ResultCount {
    /// The task, such as `2025/01`.
    pub task: String,
    /// The tier they were drawn in.
    pub tier: RiskTier,
    /// The group, such as a town or an industry.
    pub group: String,
    /// Targets inspected.
    pub inspected: u64,
    /// Those with a problem.
    pub problems: u64,
}

/// All faults of these rows at once; the first is row 1.
pub(super) fn check(rows: &[ResultCount]) -> Result<(), BadRows<CountError>> {
    let mut total = 0_u64;
    let faults = rows.iter().zip(1..).filter_map(|(count, row)| {
        total = total.saturating_add(count.inspected);
        let ResultCount { inspected, problems, .. } = *count;
        let error = if total > LARGEST_POOL {
            CountError::TooManyInspected { inspected: total }
        } else if problems > inspected {
            CountError::ProblemsAboveInspected { problems, inspected }
        } else {
            return None;
        };
        Some(BadRow { row, column: None, error })
    });
    faults.collect::<Faults<_>>().unless_none(())
}
