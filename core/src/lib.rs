//! Placeholder while the rooms are built.

mod date;
mod digest;
mod document;
mod id;
mod message;
mod plan;
mod ratio;
mod risk;
mod rows;
mod rule;
mod selector;
mod target;

pub use date::{Date, DateError, Window};
pub use digest::{Digest, DigestError, Hasher, Suite};
pub use document::DocumentError;
pub use id::{DrawId, IdError, IdProfile, Name};
pub use message::Explain;
pub use plan::{
    Amount, Bound, DrawScope, Finding, InspectionItem, InspectionMode, InspectionPlan, InspectionTask, Level,
    Period, PlanColumn, PlanDoubt, PlanError, PlanHead, PlanReading, PublishedTask, RatioNotation,
    StatedFrequency, TierPolicy,
};
pub use ratio::{Fraction, Ratio, RatioError, Rounding};
pub use risk::{PerTier, RiskError, RiskTier, TierCombination};
pub use rows::{BadRow, BadRows};
pub use rule::{Coordination, FrequencyCap, FrequencyRule, QuotaRule, RuleError, RuleSet, TierRule, Weights};
pub use selector::Selector;
pub use target::{Industry, Region, TargetError, TargetKind, TargetStatus};
