//! Placeholder while the rooms are built.

mod date;
mod digest;
mod id;
mod message;
mod ratio;
mod risk;
mod rows;
mod rule;
mod salt;
mod selector;
mod target;

pub use date::{Date, DateError, Window};
pub use digest::{Digest, DigestError, Hasher, Suite};
pub use id::{DrawId, IdError, IdProfile, Name};
pub use message::Explain;
pub use ratio::{Fraction, Ratio, RatioError, Rounding};
pub use risk::{PerTier, RiskError, RiskTier, TierCombination};
pub use rows::{BadRow, BadRows};
pub use rule::{Coordination, FrequencyCap, FrequencyRule, QuotaRule, RuleError, RuleSet, TierRule, Weights};
pub use salt::{SaltError, SaltKey};
pub use selector::Selector;
pub use target::{
    Change, CleanedField, Cleaning, Column, Columns, CreditCodeCheck, CsvOptions, DirectoryChange,
    DirectoryWarnings, Flagged, FlaggedRow, Industry, InspectionTarget, Region, TargetDirectory,
    TargetDirectoryBuilder, TargetError, TargetKind, TargetStatus,
};
