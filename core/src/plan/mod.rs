//! The inspection plan (抽查计划) and how a published one is read.
//!
//! An authority publishes its plan as a table of nine columns. The table is written for people: pages repeat title and
//! headings, cells mix a ratio with a frequency, words are misprinted. It is read in three steps.
//!
//! 1. A reader turns a text or a CSV file into rows of nine cells ([`PublishedTask`]), kept verbatim for good.
//! 2. Each cell is read into what it means: [`RatioNotation`], [`TierPolicy`], a window, [`InspectionMode`]. A cell that
//!    is not understood is an error; all errors of a table are reported at once, with the lines of the file.
//! 3. What is readable but doubtful is a [`Finding`]: reported, never guessed and never mended.
//!
//! The operator then completes each [`InspectionTask`] with a selector and, where the plan leaves something open, with
//! rules. The plan's document holds the published cells and what the operator decided, and no reading of a cell: should
//! a later version understand a cell better, the document and its digest stay as they are.

mod column;
mod csv;
mod doubts;
mod error;
mod finding;
mod items;
mod json;
mod misprint;
mod mode;
mod notation;
mod overlap;
mod published;
mod reading;
mod table;
mod task;
mod text;
mod tier_policy;
mod whole;
mod window;

pub use column::{PlanColumn, PublishedTask};
pub use error::PlanError;
pub use finding::{Finding, PlanDoubt};
pub use items::InspectionItem;
pub use mode::{InspectionMode, Level};
pub use notation::{Amount, Bound, Period, RatioNotation, StatedFrequency};
pub use reading::{PlanHead, PlanReading};
pub use task::{DrawScope, InspectionTask};
pub use tier_policy::TierPolicy;
pub use whole::InspectionPlan;
