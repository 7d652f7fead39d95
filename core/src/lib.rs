//! Placeholder while the rooms are built.

#![cfg_attr(test, allow(clippy::cast_possible_truncation, reason = "test data is small"))]

mod date;
mod digest;
mod document;
mod id;
mod merkle;
mod message;
mod plan;
mod progress;
mod quota;
mod ratio;
mod risk;
mod rows;
mod rule;
mod salt;
mod sampling;
mod seed;
mod selector;
mod stream;
mod target;

pub use date::{Date, DateError, Window};
pub use digest::{Digest, DigestError, Hasher, Suite};
pub use document::DocumentError;
pub use id::{DrawId, IdError, IdProfile, Name};
pub use merkle::{InclusionProof, MerkleRoot, leaf_hash};
pub use message::Explain;
pub use plan::{
    Amount, Bound, DrawScope, Finding, InspectionItem, InspectionMode, InspectionPlan, InspectionTask, Level,
    Period, PlanColumn, PlanDoubt, PlanError, PlanHead, PlanReading, PublishedTask, RatioNotation,
    StatedFrequency, TierPolicy,
};
pub use progress::{Interrupted, Watch};
pub use quota::{QuotaError, Quotas, TierQuota};
pub use ratio::{Fraction, Ratio, RatioError, Rounding};
pub use risk::{PerTier, RiskError, RiskTier, TierCombination};
pub use rows::{BadRow, BadRows};
pub use rule::{Coordination, FrequencyCap, FrequencyRule, QuotaRule, RuleError, RuleSet, TierRule, Weights};
pub use salt::{SaltError, SaltKey};
pub use sampling::{
    IdColumn, PartialDraw, PartialEntry, SampleSize, SamplingError, StratumDraw, TicketKey, stratified_draw,
};
pub use seed::{Purpose, Secret, Seed, SeedError, Source, SourceCommitment, Sources, Witness};
pub use selector::Selector;
pub use stream::MixStream;
pub use target::{
    Change, CleanedField, Cleaning, Column, Columns, CreditCodeCheck, CsvOptions, DirectoryChange,
    DirectoryWarnings, Flagged, FlaggedRow, Industry, InspectionTarget, Region, TargetDirectory,
    TargetDirectoryBuilder, TargetError, TargetKind, TargetStatus,
};
