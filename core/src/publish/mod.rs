//! What is public when (公示): who may read which part of a draw, and when.
//!
//! | when | document | for whom |
//! |---|---|---|
//! | before the randomness exists | [`Commitment`](crate::Commitment), [`Notice`](crate::Notice) | everyone |
//! | after the draw | [`DrawDigest`](crate::DrawDigest) | everyone |
//! | after the visits | [`PublicList`], [`Receipt`](crate::Receipt) | everyone; the one target |
//! | when asked | [`Absence`](crate::Absence) | whoever may see two neighbours' rows |
//!
//! Plan, directory and record are checked to be the committed ones before anything is made of them.

mod directory;
mod list;
mod notice;
mod receipt;

pub use directory::ProvenDirectory;
pub(crate) use list::ShownTarget;
pub use list::{Disclosure, PublicList, PublicTarget, PublicTask};
pub use receipt::Receipts;

use crate::id::{IdError, Name};
use crate::message::catalogue;
use crate::plan::InspectionPlan;
use crate::progress::Interrupted;
use crate::record::Commitment;

catalogue! {
    /// Why something cannot be published.
    pub enum PublishError {
        /// A plan that is not the committed one.
        PlanDiffers { /** The name of the committed plan. */ plan: Name }
            = "publish.plan_differs",
            en: "this is not the plan `{plan}` that was committed; its digest is another",
            zh: "这不是所承诺的计划`{plan}`；摘要不同";
        /// A directory that is not the committed one.
        DirectoryDiffers {}
            = "publish.directory_differs",
            en: "this is not the directory that was committed; its columns, rows, salts or root are others",
            zh: "这不是所承诺的名录库；列、行、盐值或根不同";
        /// A record of another commitment.
        RecordDiffers {}
            = "publish.record_differs",
            en: "the record is one of another commitment",
            zh: "抽取记录所依据的不是这份承诺";
        /// A draw of a task that the plan does not have or does not complete.
        TaskNotInPlan { /** The task. */ task: Name }
            = "publish.task_not_in_plan",
            en: "the plan has no task {task} with selector and rules",
            zh: "计划中没有选取条件和规则齐全的任务{task}";
        /// A receipt for a target that is not there.
        NotInDirectory { /** The id. */ id: String }
            = "publish.not_in_directory",
            en: "`{id}` is not in the directory; ask for the proof of its absence",
            zh: "`{id}`不在名录库中；可出具不在库证明";
        /// An absence of a target that is there.
        InDirectory { /** The id. */ id: String }
            = "publish.in_directory",
            en: "`{id}` is in the directory; ask for its receipt",
            zh: "`{id}`在名录库中；可出具个体核验凭证";
    }
    wraps {
        /// An id that no directory of this profile could hold, so that its absence says nothing.
        Id(IdError),
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}

/// Whether this is the committed plan.
fn check_plan(commitment: &Commitment, plan: &InspectionPlan) -> Result<(), PublishError> {
    if plan.digest(commitment.suite) == commitment.plan.digest {
        Ok(())
    } else {
        Err(PublishError::PlanDiffers { plan: commitment.plan.name.clone() })
    }
}
