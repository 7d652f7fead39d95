//! What a sample says about its pool, whether past draws look drawn, and where problems are more than chance: numbers for analysts, after the draw.
//!
//! The only room where floating-point numbers may live; nothing that decides a draw, a quota or an assignment uses it, and
//! `core/tests/layers.rs` holds the house to that.

#![expect(clippy::disallowed_types, reason = "what is worked out here decides nothing")]
#![expect(clippy::float_arithmetic, reason = "what is worked out here decides nothing")]

mod combine;
mod common_odds;
mod consistency;
mod counts;
mod early_warning;
mod error;
mod estimate;
mod group_test;
mod hypergeometric;
mod in_order;
mod interval;
mod overall;
mod repeats;
mod result_count;
mod sample;
mod shrinkage;
mod survey;
mod tier_trend;
mod unimodal;

pub use combine::FisherTest;
pub use common_odds::OddsRatio;
pub use consistency::{Consistency, DrawTest, GroupCount, consistency};
pub use counts::StratumCount;
pub use early_warning::{EarlyWarning, GroupWarning, early_warning};
pub use error::{CountError, Ids, StatisticsError};
pub use estimate::{OverallEstimate, ShareEstimate, StratumEstimate, estimate_share};
pub use group_test::TestMethod;
pub use interval::{ConfidenceLevel, Interval};
pub use repeats::{PoolEntry, RepeatTest, Repeats, repeats};
pub use result_count::ResultCount;
pub use sample::{DesignWeight, InspectedSample, Sample};
pub use survey::{SurveyRow, survey_csv};
pub use tier_trend::{TierRate, TierTrend, tier_trend};
