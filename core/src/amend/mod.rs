//! After the draw (补抽): who leaves the list, who stands in, and the chain of entries that says so.
//!
//! The order of a tier was settled by the draw, to its very end. So the list in force is always the first few of that order
//! without those that were taken off, and an amendment leaves nothing to choose but why and when.

mod list;
mod order;
mod task_list;
mod teams;
mod tier;

pub use list::{ListInForce, Registration};
pub use teams::TeamInForce;
pub use tier::{Origin, TargetInForce};

use crate::message::catalogue;
use crate::pool::PoolError;
use crate::progress::Interrupted;
use crate::risk::RiskTier;
use crate::sampling::SamplingError;

catalogue! {
    /// Why the list cannot be amended.
    pub enum AmendError {
        /// A plan or directory that is not the one of the record.
        NotOfTheRecord { /** `plan`, `directory` or `inspectors`. */ what: String }
            = "amend.not_of_the_record",
            en: "the {what} is not the one that the record was drawn from",
            zh: "{what}不是抽取记录所依据的";
        /// An amendment that does not follow the one before it.
        ChainBroken {
            /** The number it should have. */ number: u32,
            /** The member that does not fit. */ member: String,
            /** What the member should be. */ expected: String,
            /** What it is. */ found: String,
        }
            = "amend.chain_broken",
            en: "amendment {number} does not follow: its {member} is {found}, not {expected}",
            zh: "第{number}号变更不能衔接：{member}为{found}，应为{expected}";
        /// A draw that the record does not have.
        UnknownDraw { /** The draw id. */ draw: String }
            = "amend.unknown_draw",
            en: "the record has no draw {draw}",
            zh: "抽取记录中没有{draw}";
        /// A target that is not on the list, or no longer.
        NotOnTheList { /** The draw id. */ draw: String, /** The target. */ target: String }
            = "amend.not_on_the_list",
            en: "`{target}` is not on the list of {draw}, or was taken off it",
            zh: "`{target}`不在{draw}的名单上，或已移出";
        /// A target of another tier than is stated.
        OtherTier { /** The target. */ target: String, /** Its tier. */ tier: RiskTier, /** As stated. */ stated: RiskTier }
            = "amend.other_tier",
            en: "`{target}` was drawn in tier {tier}, not {stated}",
            zh: "`{target}`属于{tier}级，不是{stated}级";
        /// A reason that the rules of the task do not name.
        ReasonNotAllowed { /** The reason, as documents write it. */ reason: String, /** Those that are allowed. */ allowed: String }
            = "amend.reason_not_allowed",
            en: "`{reason}` is not a reason for replacement under the task's rules, which allow: {allowed}; that a target cannot be reached is a result of the inspection and never a reason",
            zh: "`{reason}`不是本任务规则允许的补抽原因，允许的有：{allowed}；“无法联系”是检查结果，不是补抽原因";
        /// Somebody else than the next of the order.
        NotTheNext { /** The tier. */ tier: RiskTier, /** Who is next. */ next: String, /** Who is named. */ named: String }
            = "amend.not_the_next",
            en: "the next of tier {tier} is {next}, not {named}",
            zh: "{tier}级的下一个是{next}，不是{named}";
        /// Nobody to add.
        NothingToAdd {}
            = "amend.nothing_to_add",
            en: "a supplement adds one target or more",
            zh: "追加抽取至少增加一个检查对象";
        /// More to be added than the tier still has.
        OrderAtItsEnd { /** The tier. */ tier: RiskTier, /** To be added. */ wanted: u64, /** Left. */ left: u64 }
            = "amend.order_at_its_end",
            en: "{wanted} more targets are asked for, but tier {tier} has only {left} left",
            zh: "要追加{wanted}个，但{tier}级只剩{left}个";
        /// A directory of inspectors that is needed and was not handed in.
        InspectorsNeeded { /** The draw id. */ draw: String }
            = "amend.inspectors_needed",
            en: "teams were assigned to {draw}; hand in the directory of inspectors, so that the successor can be found",
            zh: "{draw}已选派检查组；请提供执法检查人员名录库，以确定接替人员";
        /// An inspector who does not visit the target, or no longer.
        NotOnTheTeam { /** The draw id. */ draw: String, /** The target. */ target: String, /** The inspector. */ inspector: String }
            = "amend.not_on_the_team",
            en: "`{inspector}` is not on the team that visits `{target}` for {draw}",
            zh: "`{inspector}`不在{draw}中检查`{target}`的检查组内";
        /// Somebody else than the successor in order.
        NotTheSuccessor { /** The target. */ target: String, /** Who is next. */ next: String, /** Who is named. */ named: String }
            = "amend.not_the_successor",
            en: "the next in order for the visit to `{target}` is {next}, not {named}",
            zh: "检查`{target}`的下一个接替人员是{next}，不是{named}";
        /// More amendments than can be numbered.
        TooMany {}
            = "amend.too_many",
            en: "there is no number left for another amendment",
            zh: "变更编号已用尽";
    }
    wraps {
        /// A pool that cannot be made again.
        Pool(PoolError),
        /// An order that cannot be worked out.
        Sampling(SamplingError),
        /// Stopped by whoever watched.
        Interrupted(Interrupted),
    }
}
