//! The rules of a draw: how many per tier, how often, who is exempt.

use serde::{Deserialize, Serialize};

use crate::document::stated;
use crate::message::{catalogue, read_from};
use crate::ratio::{Ratio, Rounding};
use crate::risk::{PerTier, RiskTier, TierCombination};
use crate::selector::Selector;
use crate::target::InspectionTarget;
use crate::team::TeamRule;

catalogue! {
    /// Why a rule cannot be.
    pub enum RuleError {
        /// Weights that fall with risk, or a weight of zero.
        BadWeights { /** From A to D. */ weights: PerTier<u32> }
            = "rule.bad_weights",
            en: "the weights {weights:?} do not do for 分别递加: each is at least 1 and none is below that of a lower tier",
            zh: "权重{weights:?}不符合分别递加：每个至少为1，且风险较高的不得低于风险较低的";
        /// A frequency of zero times or zero years.
        BadFrequency { /** How often. */ times: u32, /** In how many years. */ years: u16 }
            = "rule.bad_frequency",
            en: "a frequency of {times} times in {years} years says nothing; both are at least 1",
            zh: "频次“{years}年{times}次”没有意义；两者至少为1";
        /// Reasons for replacement that come twice or in another order, so that the same rule could be written in two ways.
        ReasonsOutOfOrder {}
            = "rule.reasons_out_of_order",
            en: "the reasons for replacement come in their order, none twice: deregistered, revoked, rescinded, moved_out, duplicate",
            zh: "补抽原因须按顺序排列且不重复：deregistered、revoked、rescinded、moved_out、duplicate";
        /// Nothing says which industry tier is meant.
        IndustryFieldMissing {}
            = "rule.industry_field_missing",
            en: "the tiers are to be combined with the industry tier, but `industry_field` does not say of which field",
            zh: "分级要结合行业风险，但`industry_field`没有说明是哪个领域";
    }
}

/// The weights of 分别递加, one for each tier from A to D: at least 1 and never falling with risk.
///
/// ```
/// use double_random::{PerTier, Weights};
///
/// assert!(Weights::new(PerTier([1, 2, 4, 8])).is_ok());
/// assert!(Weights::new(PerTier([2, 1, 4, 8])).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "PerTier<u32>")]
#[doc(alias = "分别递加")]
pub struct Weights(PerTier<u32>);

read_from!(Weights, PerTier<u32>);

impl Weights {
    /// These weights, if they can be.
    ///
    /// # Errors
    ///
    /// When one is 0 or lower than that of a lower tier.
    pub fn new(weights: PerTier<u32>) -> Result<Self, RuleError> {
        let [lowest, ..] = weights.0;
        if lowest >= 1 && weights.0.is_sorted() {
            Ok(Self(weights))
        } else {
            Err(RuleError::BadWeights { weights })
        }
    }

    /// The weights from A to D.
    pub fn per_tier(self) -> PerTier<u32> {
        self.0
    }
}

/// Each tier weighs twice the one below: 1 : 2 : 4 : 8.
impl Default for Weights {
    fn default() -> Self {
        Self(PerTier([1, 2, 4, 8]))
    }
}

impl TryFrom<PerTier<u32>> for Weights {
    type Error = RuleError;

    fn try_from(weights: PerTier<u32>) -> Result<Self, RuleError> {
        Self::new(weights)
    }
}

impl From<Weights> for PerTier<u32> {
    fn from(weights: Weights) -> Self {
        weights.0
    }
}

/// How many targets a task draws in each tier (抽查比例/数量). Section 3.4 of the specification.
///
/// ```
/// use double_random::{PerTier, QuotaRule, Weights};
///
/// let rule = QuotaRule::Progressive {
///     ratio: "3%".parse()?,
///     weights: Weights::default(),
///     minimum: 1,
///     tier_minimums: PerTier::default(),
/// };
/// # Ok::<(), double_random::RatioError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[doc(alias = "抽查比例")]
pub enum QuotaRule {
    /// A ratio of its own for each tier.
    PerTier {
        /// From A to D.
        ratios: PerTier<Ratio>,
        /// The least number of each tier, as far as the pool has them.
        minimums: PerTier<u64>,
    },
    /// One overall ratio, spread so that it rises with risk (分别递加).
    #[doc(alias = "分别递加")]
    Progressive {
        /// Of the whole pool.
        ratio: Ratio,
        /// How the tiers weigh.
        weights: Weights,
        /// The least number in all, as far as the pool has them.
        minimum: u64,
        /// The least number of each tier, on top.
        tier_minimums: PerTier<u64>,
    },
    /// A fixed number in all, spread so that it rises with risk.
    Count {
        /// How many.
        total: u64,
        /// How the tiers weigh.
        weights: Weights,
    },
    /// A fixed number of each tier.
    CountPerTier {
        /// From A to D.
        counts: PerTier<u64>,
    },
    /// Every target of the pool (全覆盖).
    #[doc(alias = "全覆盖")]
    Census,
}

impl QuotaRule {
    /// Whether it draws tiers differently (按风险等级差异化抽查), so that the classification of risk is applied.
    ///
    /// ```
    /// use double_random::{PerTier, QuotaRule};
    ///
    /// let ratios = PerTier(["5%".parse()?; 4]);
    /// assert!(!QuotaRule::PerTier { ratios, minimums: PerTier([0; 4]) }.tells_tiers_apart());
    /// assert!(QuotaRule::CountPerTier { counts: PerTier([1, 2, 3, 4]) }.tells_tiers_apart());
    /// # Ok::<(), double_random::RatioError>(())
    /// ```
    pub fn tells_tiers_apart(&self) -> bool {
        fn differ<T: PartialEq>(PerTier([a, b, c, d]): &PerTier<T>) -> bool {
            a != b || b != c || c != d
        }
        match self {
            Self::PerTier { ratios, .. } => differ(ratios),
            Self::Progressive { weights, .. } | Self::Count { weights, .. } => differ(&weights.per_tier()),
            Self::CountPerTier { .. } => true,
            Self::Census => false,
        }
    }
}

/// How often a target may be inspected under one task (抽查频次): `times` in `years` calendar years.
///
/// ```
/// use double_random::FrequencyRule;
///
/// let yearly = FrequencyRule::new(1, 1)?;
/// assert_eq!((yearly.times(), yearly.years()), (1, 1));
/// # Ok::<(), double_random::RuleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "Times")]
#[doc(alias = "抽查频次")]
pub struct FrequencyRule {
    times: u32,
    years: u16,
}

read_from!(FrequencyRule, Times);

impl FrequencyRule {
    /// `times` in `years` calendar years.
    ///
    /// # Errors
    ///
    /// When either is 0.
    pub fn new(times: u32, years: u16) -> Result<Self, RuleError> {
        if times == 0 || years == 0 {
            return Err(RuleError::BadFrequency { times, years });
        }
        Ok(Self { times, years })
    }

    /// How often.
    pub fn times(self) -> u32 {
        self.times
    }

    /// In how many calendar years.
    pub fn years(self) -> u16 {
        self.years
    }
}

/// A frequency as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Times {
    times: u32,
    years: u16,
}

impl TryFrom<Times> for FrequencyRule {
    type Error = RuleError;

    fn try_from(written: Times) -> Result<Self, RuleError> {
        Self::new(written.times, written.years)
    }
}

impl From<FrequencyRule> for Times {
    fn from(rule: FrequencyRule) -> Self {
        Self { times: rule.times, years: rule.years }
    }
}

/// On how many different days of a year a target may be visited in all (年度检查频次上限); at least one.
#[doc(alias = "年度检查频次上限")]
pub type FrequencyCap = std::num::NonZeroU32;

/// How the tier of a target is found (等级认定规则).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "等级认定规则")]
pub struct TierRule {
    /// How credit tier and industry tier become one.
    pub combination: TierCombination,
    /// The field whose industry tier counts (食品、特种设备…).
    #[serde(deserialize_with = "stated")]
    pub industry_field: Option<String>,
    /// The tier in which a target without one is drawn (未分类).
    #[doc(alias = "未分类")]
    pub not_classified: RiskTier,
}

impl TierRule {
    /// The tier of a target by its own facts; none if it is not classified (未分类).
    pub fn own_tier(&self, target: &InspectionTarget<'_>) -> Option<RiskTier> {
        let industry = self.industry_field.as_ref().and_then(|field| target.industry_tier(field));
        self.combination.combine(target.credit_tier(), industry)
    }
}

/// The credit tier alone; who has none is drawn as general risk.
impl Default for TierRule {
    fn default() -> Self {
        Self { combination: TierCombination::Higher, industry_field: None, not_classified: RiskTier::B }
    }
}

/// All rules of one task's draw (抽取规则).
///
/// ```
/// use double_random::{QuotaRule, RuleSet};
///
/// let rules = RuleSet::new(QuotaRule::Census);
/// assert_eq!(rules.reserve, 3);
/// assert!(rules.check().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "抽取规则")]
pub struct RuleSet {
    /// How many in each tier.
    pub quota: QuotaRule,
    /// How what is not whole becomes whole.
    pub rounding: Rounding,
    /// How the tier of a target is found.
    pub tiers: TierRule,
    /// How often a target may be inspected under this task.
    #[serde(deserialize_with = "stated")]
    pub frequency: Option<FrequencyRule>,
    /// On how many days a year a target may be visited in all.
    #[serde(deserialize_with = "stated")]
    pub yearly_cap: Option<FrequencyCap>,
    /// Who is exempt (免检) though in range.
    #[serde(deserialize_with = "stated")]
    pub exempt: Option<Selector>,
    /// How many reserves of each tier the record lists, for replacements (补抽).
    pub reserve: u32,
    /// For which reasons a drawn target may be replaced, in their order, none twice.
    pub replacement_reasons: Vec<ReplacementReason>,
    /// Who is sent; none where no inspectors are assigned.
    #[serde(deserialize_with = "stated")]
    pub team: Option<TeamRule>,
}

/// Why a drawn target may be replaced by the next one (补抽原因). That a target cannot be reached (无法联系) is a result of the
/// inspection, not a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "补抽原因")]
pub enum ReplacementReason {
    /// Deregistered, 注销.
    Deregistered,
    /// Licence revoked, 吊销.
    Revoked,
    /// Registration rescinded, 撤销.
    Rescinded,
    /// Moved out of the district, 迁出.
    MovedOut,
    /// The same target under another id, 重复.
    Duplicate,
}

impl ReplacementReason {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Deregistered, Self::Revoked, Self::Rescinded, Self::MovedOut, Self::Duplicate];

    /// The word that documents use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Deregistered => "deregistered",
            Self::Revoked => "revoked",
            Self::Rescinded => "rescinded",
            Self::MovedOut => "moved_out",
            Self::Duplicate => "duplicate",
        }
    }

    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Deregistered => "注销",
            Self::Revoked => "吊销",
            Self::Rescinded => "撤销",
            Self::MovedOut => "迁出",
            Self::Duplicate => "重复",
        }
    }
}

impl RuleSet {
    /// These quotas, with the default of everything else: rounded up, general risk for the not classified, no caps, three
    /// reserves, all five reasons for replacement, no team.
    pub fn new(quota: QuotaRule) -> Self {
        Self {
            quota,
            rounding: Rounding::Up,
            tiers: TierRule::default(),
            frequency: None,
            yearly_cap: None,
            exempt: None,
            reserve: 3,
            replacement_reasons: ReplacementReason::ALL.to_vec(),
            team: None,
        }
    }

    /// Whether the rules fit together.
    ///
    /// # Errors
    ///
    /// When the tier rule looks at an industry tier without saying of which field, and when a reason for replacement comes twice
    /// or out of order.
    pub fn check(&self) -> Result<(), RuleError> {
        if !self.replacement_reasons.is_sorted_by(|one, next| one < next) {
            return Err(RuleError::ReasonsOutOfOrder {});
        }
        if self.tiers.combination.needs_industry_field() && self.tiers.industry_field.is_none() {
            return Err(RuleError::IndustryFieldMissing {});
        }
        Ok(())
    }
}

/// Whether the tasks of a plan are drawn on their own or share one ticket for each target (统筹).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coordination {
    /// Each task has its own tickets. The default.
    #[default]
    Independent,
    /// 进一次门、查多项事: one ticket for each target, so that the draws overlap as much as their quotas allow.
    #[doc(alias = "进一次门、查多项事")]
    MergedVisits,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the written form that the specification fixes, and that a left-out member is not read as a default.
    #[test]
    fn rules_are_written_as_the_specification_says() {
        let rules = RuleSet::new(QuotaRule::Progressive {
            ratio: "3%".parse().unwrap(),
            weights: Weights::default(),
            minimum: 1,
            tier_minimums: PerTier::default(),
        });
        let text = serde_json::to_string(&rules).unwrap();
        let expected = concat!(
            r#"{"quota":{"progressive":{"ratio":"3%","weights":[1,2,4,8],"minimum":1,"tier_minimums":[0,0,0,0]}},"#,
            r#""rounding":"up","tiers":{"combination":"higher","industry_field":null,"not_classified":"B"},"#,
            r#""frequency":null,"yearly_cap":null,"exempt":null,"reserve":3,"#,
            r#""replacement_reasons":["deregistered","revoked","rescinded","moved_out","duplicate"],"team":null}"#
        );
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<RuleSet>(&text).unwrap(), rules);
        assert!(serde_json::from_str::<RuleSet>(&text.replace(r#""exempt":null,"#, "")).is_err());
        assert!(serde_json::from_str::<RuleSet>(&text.replace("[1,2,4,8]", "[1,2,1,8]")).is_err());
    }

    /// Guards that a rule that says nothing cannot be made.
    #[test]
    fn empty_rules_are_refused() {
        assert!(Weights::new(PerTier([0, 1, 1, 1])).is_err());
        assert!(FrequencyRule::new(0, 1).is_err() && FrequencyRule::new(1, 0).is_err());
        let mut rules = RuleSet::new(QuotaRule::Census);
        rules.tiers.combination = TierCombination::IndustryOnly;
        assert_eq!(rules.check(), Err(RuleError::IndustryFieldMissing {}));
    }
}
