//! Inspectors (执法检查人员) and their directory (执法检查人员名录库).

mod builder;
mod changes;
mod check;
mod columns;
mod csv;
mod days;
mod directory;
mod error;
mod recusal;
mod status;
mod view;

pub use columns::{InspectorColumn, InspectorColumns};
pub use days::Certificate;
pub use directory::InspectorDirectory;
pub use error::InspectorError;
pub use recusal::{Recusal, RecusalParty, Relation};
pub use status::InspectorStatus;
pub use view::Inspector;
