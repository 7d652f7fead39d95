//! The procedure (随机抽取): prepared, committed, revealed, drawn. Each step consumes the one before, so none can be skipped
//! or repeated on the same value.
//!
//! ```text
//! PreparedDraw::new(plan, directory, setting)   pools and quotas; nothing is secret, nothing is fixed
//!     .with_inspectors(inspectors)              teams are to be assigned, too
//!     .commit(sources)                          CommittedDraw: the commitment is published
//!     .reveal(values)                           RevealedDraw: the seed exists
//!     .draw()                                   DrawRecord
//! ```
//!
//! A step that was taken cannot be taken again:
//!
//! ```compile_fail
//! # fn reveal_twice(committed: double_random::CommittedDraw<'_>) {
//! let first = committed.reveal(vec![]);
//! let second = committed.reveal(vec![]);
//! # }
//! ```
//!
//! and no step can be left out:
//!
//! ```compile_fail
//! # fn draw_unrevealed(committed: double_random::CommittedDraw<'_>) {
//! let record = committed.draw(&mut ());
//! # }
//! ```

mod committed;
mod prepared;
mod revealed;
mod staffing;
mod task;
mod trial;

pub use committed::CommittedDraw;
pub use prepared::{DrawSetting, PreparedDraw, PreparedTask};
pub use revealed::RevealedDraw;
pub use trial::{TrialDraw, TrialTask};

use std::num::NonZeroU32;

use crate::assignment::StaffError;
use crate::id::Name;
use crate::message::catalogue;
use crate::pool::PoolError;
use crate::progress::Interrupted;
use crate::quota::QuotaError;
use crate::rule::RuleError;
use crate::sampling::SamplingError;
use crate::seed::SeedError;

catalogue! {
    /// Why a draw cannot go on.
    pub enum DrawError {
        /// No task to draw.
        NoTasks {}
            = "draw.no_tasks",
            en: "the ceremony names no task to draw",
            zh: "没有指明要抽取的任务";
        /// A task that the plan does not have.
        UnknownTask { /** The task. */ task: Name }
            = "draw.unknown_task",
            en: "the plan has no task {task}",
            zh: "计划中没有任务{task}";
        /// A task named twice.
        TaskTwice { /** The task. */ task: Name }
            = "draw.task_twice",
            en: "task {task} is named twice",
            zh: "任务{task}重复";
        /// A task without a selector or without rules.
        NotReady { /** The task. */ task: Name, /** `selector` or `rules`. */ missing: String }
            = "draw.not_ready",
            en: "task {task} has no {missing} yet, so nobody can say what it would draw",
            zh: "任务{task}还没有{missing}，无法确定抽取内容";
        /// A commitment that plan and directory no longer give.
        Altered { /** What differs: `plan`, `targets`, `draws`, … */ what: String }
            = "draw.altered",
            en: "the {what} handed in are not those of the commitment, so the draw cannot be resumed",
            zh: "所提供的{what}与承诺不符，不能继续抽取";
        /// An attempt without the void before it, or a first attempt with one.
        WrongPrevious { /** The attempt. */ attempt: NonZeroU32 }
            = "draw.wrong_previous",
            en: "attempt {attempt}: every attempt but the first names the void of the one before, and the first names none",
            zh: "第{attempt}次抽取：除第一次外，每次都须引用上一次的作废声明，第一次不引用";
    }
    wraps {
        /// Rules that do not fit together.
        Rule(RuleError),
        /// A pool that cannot be made.
        Pool(PoolError),
        /// Quotas that cannot be worked out.
        Quota(QuotaError),
        /// Sources that do not make a seed.
        Seed(SeedError),
        /// A sample that cannot be drawn.
        Sampling(SamplingError),
        /// A directory that teams cannot be assigned from.
        Staff(StaffError),
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}
