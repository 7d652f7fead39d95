//! Inspection targets (检查对象) and their directory (检查对象名录库).

mod builder;
mod changes;
mod check;
mod clean;
mod columns;
mod csv;
mod directory;
mod error;
mod industry;
mod kind;
mod order;
mod pieces;
mod status;
mod storage;
mod uscc;
mod view;
mod warnings;

pub use builder::TargetDirectoryBuilder;
pub use clean::{CleanedField, Cleaning};
pub use columns::{Column, Columns};
pub use directory::TargetDirectory;
pub use error::TargetError;
pub use industry::Industry;
pub use kind::TargetKind;
pub use status::TargetStatus;
pub use uscc::CreditCodeCheck;
pub use view::InspectionTarget;
pub use warnings::{DirectoryWarnings, Flagged, FlaggedRow};
