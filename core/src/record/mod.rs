//! The documents of a draw as they are written: commitment, record, and what follows it (specification, section 6).
//!
//! A document is plain data. That it is well formed says nothing about whether it is true: that is for
//! [`verify`](crate::verify()) to find out.

mod absence;
mod amendment;
mod assignment;
mod commitment;
mod directory;
mod draw_record;
mod line;
mod notice;
mod receipt;
mod void;

pub use absence::{Absence, ProvenRow};
pub use amendment::{Amendment, AmendmentChange};
pub use assignment::{AssignedSlot, AssignedVisit, AssignmentRecord, InspectorLoad};
pub use commitment::{Commitment, CommittedPlan, CommittedTier, DrawCommitment};
pub use directory::{CommittedDirectory, DirectoryKind};
pub(crate) use directory::{root_of, salt};
pub use draw_record::{DrawKeys, DrawRecord, RankedTarget, TaskDraw, TierDraw, Visit};
pub use line::{Line, LineError};
pub use notice::{DigestedDraw, DrawDigest, Notice, NoticedTask};
pub use receipt::{Receipt, ReceiptDraw, ReceiptOutcome};
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
format_line! {
    /// The format line of a receipt.
    ReceiptFormat = "double-random/1 receipt"
}
format_line! {
    /// The format line of an absence.
    AbsenceFormat = "double-random/1 absence"
}
format_line! {
    /// The format line of a notice.
    NoticeFormat = "double-random/1 notice"
}
format_line! {
    /// The format line of a digest.
    DrawDigestFormat = "double-random/1 digest"
}
