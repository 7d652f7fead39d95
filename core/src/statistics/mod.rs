//! What a sample says about its pool, and whether past draws look drawn: numbers for analysts, after the draw.
//!
//! The only room where floating-point numbers may live; nothing that decides a draw, a quota or an assignment uses it, and
//! `core/tests/layers.rs` holds the house to that.

#![expect(clippy::disallowed_types, reason = "what is worked out here decides nothing")]
#![expect(clippy::float_arithmetic, reason = "what is worked out here decides nothing")]

mod combine;
mod consistency;
mod counts;
mod error;
mod estimate;
mod group_test;
mod hypergeometric;
mod in_order;
mod interval;
mod overall;
mod repeats;
mod sample;
mod survey;

pub use combine::FisherTest;
pub use consistency::{Consistency, DrawTest, GroupCount, consistency};
pub use counts::StratumCount;
pub use error::{CountError, Ids, StatisticsError};
pub use estimate::{OverallEstimate, ShareEstimate, StratumEstimate, estimate_share};
pub use group_test::TestMethod;
pub use interval::{ConfidenceLevel, Interval};
pub use repeats::{PoolEntry, RepeatTest, Repeats, repeats};
pub use sample::{DesignWeight, InspectedSample, Sample};
pub use survey::{SurveyRow, survey_csv};
