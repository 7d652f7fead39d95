//! After the visits (检查之后): results, publication, hand-over, and the figures made of them (`docs/spec/results-v1.md`).
//!
//! What happened is a ledger of entries, of which none is ever changed. What is due comes from the record and its
//! amendments. The rest is counted from both as of a day, and whatever is wrong with an entry is found and shown, not
//! refused.

mod assessment;
mod case;
mod disclosure;
mod due;
mod entry;
mod feedback;
mod figures;
mod finding;
mod found;
mod goals;
mod hand_over;
mod import;
mod ledger;
mod outcome;
mod overview;
mod parameters;
mod progress;

pub use assessment::Assessment;
pub use case::{ResultsCase, Standing};
pub use disclosure::{DisclosedItem, DisclosedResult, DisclosedTask, ResultsDisclosure};
pub use due::Due;
pub use entry::{
    Closing, HandOver, InspectedBy, ItemResult, ItemResults, LedgerEntry, Outcomes, Publication, ResultEntry,
    TakenOver,
};
pub use feedback::Feedback;
pub use figures::{Figures, Rate, TierProblems};
pub use finding::{ResultDoubt, ResultFinding};
pub use goals::{Goal, GoalsMet};
pub use hand_over::{HandOverState, HandedOver, MissingHandOver};
pub use import::{ResultsImport, ResultsProfile};
pub use ledger::{ResultsFormat, ResultsLedger};
pub use outcome::{ItemAnswer, Outcome, OutcomeClass};
pub use overview::{ItemCounts, ResultsOverview, TargetOutcomes, VisitResult, VisitState};
pub use parameters::{Goals, ResultsParameters, TimeLimit};
pub use progress::{
    AgencyFigures, Conflict, Overall, Overdue, OverdueFor, Progress, TaskFigures, Unreachable,
};

use std::num::NonZeroU32;

use crate::amend::AmendError;
use crate::calendar::CalendarError;
use crate::date::DateError;
use crate::digest::DigestError;
use crate::id::IdError;
use crate::message::catalogue;
use crate::progress::Interrupted;
use crate::record::LineError;
use crate::table::TableError;

catalogue! {
    /// Why a result cannot be read, or nothing can be counted.
    pub enum ResultsError {
        /// Words that are no outcome.
        UnknownOutcome { /** The words. */ text: String }
            = "results.unknown_outcome",
            en: "`{text}` is not an outcome of an inspection; where it is a platform's own code, hand in a profile that says what it means",
            zh: "`{text}`不是抽查结果；如为平台自有代码，请提供代码对照";
        /// Words that are no answer.
        UnknownAnswer { /** The words. */ text: String }
            = "results.unknown_answer",
            en: "`{text}` is not an answer for an item; write `yes`, `no`, `not_checked` or `not_applicable`",
            zh: "`{text}`不是事项检查情况；请写`是`、`否`、`未检查`或`合理缺项`";
        /// No outcome.
        NoOutcome {}
            = "results.no_outcome",
            en: "a result has at least one outcome",
            zh: "检查结果至少有一项";
        /// An outcome that stands with others.
        StandsAlone { /** The outcome, in its usual words. */ outcome: String }
            = "results.stands_alone",
            en: "`{outcome}` is no problem and does not stand beside other outcomes",
            zh: "“{outcome}”不是发现的问题，不能与其他结果并列";
        /// Nobody who inspected.
        NoInspector {}
            = "results.no_inspector",
            en: "a result names who inspected",
            zh: "检查结果须写明检查人员";
        /// An inspector who is named twice.
        InspectorTwice { /** The inspector. */ inspector: String }
            = "results.inspector_twice",
            en: "`{inspector}` is named more than once",
            zh: "检查人员`{inspector}`重复";
        /// An item that is answered twice.
        ItemTwice { /** Its place. */ item: NonZeroU32 }
            = "results.item_twice",
            en: "item {item} is answered more than once",
            zh: "第{item}项重复填写";
        /// Not an item with its answer.
        NotAnItem { /** The piece. */ text: String }
            = "results.not_an_item",
            en: "`{text}` is not an item with its answer; write it as `1=是` or `2=否/发现问题待后续处理`",
            zh: "`{text}`不是事项检查情况；请写作`1=是`或`2=否/发现问题待后续处理`";
        /// A task that the record does not draw, or that several have the title of.
        UnknownTask { /** The text. */ text: String }
            = "results.unknown_task",
            en: "`{text}` is not the name, number or title of one task that the record draws",
            zh: "`{text}`不是抽取记录中某一任务的编号、序号或名称";
        /// A column that the file lacks.
        ColumnMissing { /** The column. */ column: String }
            = "results.column_missing",
            en: "there is no column `{column}`",
            zh: "缺少`{column}`列";
        /// A ledger of another record, or of another suite.
        OtherRecord {}
            = "results.other_record",
            en: "the ledger of results is about another record",
            zh: "结果登记簿所依据的不是这份抽取记录";
        /// A plan that the record was not drawn by.
        OtherPlan {}
            = "results.other_plan",
            en: "the plan is not the one that the record was drawn by",
            zh: "抽查计划不是抽取记录所依据的";
        /// A directory that the record was not drawn from.
        OtherDirectory {}
            = "results.other_directory",
            en: "the directory of targets is not the one that the record was drawn from",
            zh: "检查对象名录库不是抽取记录所依据的";
        /// A draw in two cases.
        RepeatedDraw { /** The draw id. */ draw: String }
            = "results.repeated_draw",
            en: "the draw {draw} comes in more than one case",
            zh: "{draw}出现在一个以上的抽取记录中";
    }
    wraps {
        /// A list or a file that cannot be read, or a column that a directory lacks.
        Table(TableError),
        /// Not a day, or a visit that ends before it begins.
        Date(DateError),
        /// Not a line of text.
        Line(LineError),
        /// Not a digest.
        Digest(DigestError),
        /// An id that does not fit.
        Id(IdError),
        /// Amendments that cannot be applied.
        Amend(AmendError),
        /// A deadline in a year without a holiday table.
        Calendar(CalendarError),
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}

impl ResultsError {
    fn stands_alone(outcome: Outcome) -> Self {
        Self::StandsAlone { outcome: outcome.word().to_owned() }
    }
}
