//! The documents of a draw as they are written: commitment, record, and what follows it (specification, section 6).
//!
//! A document is plain data. That it is well formed says nothing about whether it is true: that is for
//! [`verify`](crate::verify()) to find out.

mod amendment;
mod commitment;
mod directory;
mod draw_record;
mod line;
mod void;

pub use amendment::{Amendment, AmendmentChange};
pub use commitment::{Commitment, CommittedPlan, CommittedTier, DrawCommitment};
pub use directory::CommittedDirectory;
pub(crate) use directory::salt;
pub use draw_record::{DrawKeys, DrawRecord, RankedTarget, TaskDraw, TierDraw, Visit};
pub use line::{Line, LineError};
pub use void::{VoidReason, VoidedAttempt};

use serde::{Deserialize, Serialize};

/// The line a document begins with, as a type: a document of another format is refused while it is read.
macro_rules! format_line {
    ($(#[$meta:meta])* $name:ident = $text:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum $name {
            /// The only format there is.
            #[default]
            #[serde(rename = $text)]
            V1,
        }
    };
}

format_line! {
    /// The format line of a commitment.
    CommitmentFormat = "double-random/1 commitment"
}
format_line! {
    /// The format line of a void.
    VoidFormat = "double-random/1 void"
}
format_line! {
    /// The format line of an amendment.
    AmendmentFormat = "double-random/1 amendment"
}
format_line! {
    /// The format line of a record.
    RecordFormat = "double-random/1 record"
}
