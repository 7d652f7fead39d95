//! Time limits and goals, each with where it comes from.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::ratio::Ratio;
use crate::record::Line;

/// A number of working days, and what prescribes it (时限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "时限")]
pub struct TimeLimit {
    /// How many working days.
    pub working_days: NonZeroU32,
    /// What prescribes it, for whoever reads the report.
    pub source: Line,
}

/// Ten and twenty, as the defaults say.
const TEN: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
const TWENTY: NonZeroU32 = TEN.saturating_add(10);

/// What a plan wants to reach (目标值).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[doc(alias = "目标值")]
pub struct Goals {
    /// Of the inspections that are due (完成率).
    pub completion: Ratio,
    /// Of the results that were entered (公示率).
    pub publication: Ratio,
    /// Of the drawn targets (分级应用率，按户次).
    pub application_by_target: Ratio,
    /// Of the tasks (分级应用率，按任务).
    pub application_by_task: Ratio,
}

/// All done, all published, tiers applied to 90 %: what the plan of 高平市 for 2025 promises.
impl Default for Goals {
    fn default() -> Self {
        let tiers = Ratio::new(90, 100).unwrap_or(Ratio::ALL);
        Self {
            completion: Ratio::ALL,
            publication: Ratio::ALL,
            application_by_target: tiers,
            application_by_task: tiers,
        }
    }
}

/// What results are held to (考核参数).
///
/// ```
/// use double_random::ResultsParameters;
///
/// let parameters: ResultsParameters = serde_json::from_str(r#"{"publication": {"working_days": 15, "source": "某市规定"}}"#)?;
/// assert_eq!((parameters.publication.working_days.get(), parameters.unreachable.working_days.get()), (15, 10));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[doc(alias = "考核参数")]
pub struct ResultsParameters {
    /// From the end of the visit to its entry.
    pub entry: TimeLimit,
    /// From the end of the visit to its publication.
    pub publication: TimeLimit,
    /// From the end of the visit to the entry in the list of abnormal operations of who cannot be reached.
    pub unreachable: TimeLimit,
    /// What is to be reached.
    pub goals: Goals,
}

/// As the specification of results says (section 5).
impl Default for ResultsParameters {
    fn default() -> Self {
        let limit = |working_days, source| TimeLimit { working_days, source: Line::known(source) };
        Self {
            entry: limit(TWENTY, "未另行规定录入时限，按公示时限执行"),
            publication: limit(
                TWENTY,
                "抽查检查结束之日起20个工作日内公示（本系统默认值，以当地现行规定为准）",
            ),
            unreachable: limit(
                TEN,
                "《企业经营异常名录管理暂行办法》：自查实之日起10个工作日内列入经营异常名录并公示",
            ),
            goals: Goals::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that the sources are lines, whoever made them.
    #[test]
    fn the_defaults_read_back() {
        let text = serde_json::to_string(&ResultsParameters::default()).unwrap();
        let read: ResultsParameters = serde_json::from_str(&text).unwrap();
        assert_eq!(read, ResultsParameters::default());
        assert_eq!((read.entry.working_days.get(), read.unreachable.working_days.get()), (20, 10));
    }
}
