//! What a plan says about risk tiers.

use serde::Serialize;

use super::text;
use crate::risk::{PerTier, RiskTier};
use crate::rule::Weights;

/// How a task's ratio is to follow risk (信用风险分类管理).
///
/// ```
/// use double_random::TierPolicy;
///
/// let policy = TierPolicy::read("对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。");
/// assert_eq!(policy, TierPolicy::Progressive { industry: false });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "信用风险分类管理")]
pub enum TierPolicy {
    /// The ratio rises over the four tiers (分别递加); the plan does not say in which steps.
    Progressive {
        /// Whether the credit tier is to be combined with an industry tier (结合行业…分类).
        industry: bool,
    },
    /// A regulation decides (按照《…》规定).
    Regulation {
        /// Its title, in 《》.
        regulation: String,
        /// Whether the credit tier counts as well.
        credit: bool,
    },
    /// The plan says nothing: the cell is empty.
    NotStated,
    /// The plan says something else, which is left to the operator.
    Other,
}

impl TierPolicy {
    /// What this cell says.
    pub fn read(cell: &str) -> Self {
        let plain = text::plain(cell);
        let tiers = RiskTier::ALL.map(RiskTier::zh).join("、");
        let progressive = plain.contains("分别递加") && plain.contains(&tiers);
        match (progressive, regulation(&plain)) {
            _ if plain.is_empty() => Self::NotStated,
            (true, None) => Self::Progressive { industry: plain.contains("结合行业") },
            (false, Some(regulation)) => {
                Self::Regulation { regulation, credit: plain.contains("信用风险") }
            }
            _ => Self::Other,
        }
    }

    /// The weights that follow: rising ones where tiers count, equal ones where they do not; none where nobody knows.
    pub(super) fn weights(&self) -> Option<Weights> {
        match self {
            Self::Progressive { .. } | Self::Regulation { credit: true, .. } => Some(Weights::default()),
            Self::Regulation { credit: false, .. } | Self::NotStated => Weights::new(PerTier([1; 4])).ok(),
            Self::Other => None,
        }
    }
}

fn regulation(plain: &str) -> Option<String> {
    let (_, rest) = plain.split_once('《')?;
    let (title, _) = rest.split_once('》')?;
    Some(format!("《{title}》"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards each policy, and that words which only resemble 分别递加 are left to the operator.
    #[test]
    fn policies_are_read() {
        let regulation = |credit| TierPolicy::Regulation {
            regulation: "《特种设备安全监督检查办法》".to_owned(),
            credit,
        };
        for (cell, expected) in [
            (
                "根据企业信用风险分类结果，结合行业监管风险分类，对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。",
                TierPolicy::Progressive { industry: true },
            ),
            ("按照《特种设备安全监督检查办法》规定, 结合信用风险管理要求", regulation(true)),
            ("按照《特种设备安全监督检查办法》规定", regulation(false)),
            (" ", TierPolicy::NotStated),
            ("对低风险、高风险企业分别递加比例抽查", TierPolicy::Other),
            ("按照《办法》对低风险、一般风险、较高风险、高风险企业分别递加", TierPolicy::Other),
            ("按信用风险分类抽查", TierPolicy::Other),
        ] {
            assert_eq!(TierPolicy::read(cell), expected, "{cell}");
        }
    }
}
