//! What is readable in a plan but doubtful.

use super::PlanColumn;
use crate::message::catalogue;

catalogue! {
    /// A doubt (疑点) about a plan: never a reason to refuse it, and never settled by a guess.
    #[doc(alias = "疑点")]
    pub enum PlanDoubt {
        /// The year in the title is another than the plan's.
        TitleYear { /** The year in the title. */ found: u32, /** The plan's year. */ expected: u16 }
            = "plan.title_year",
            en: "the title speaks of the year {found}, but the plan is for {expected}",
            zh: "标题中的年度为{found}，而计划年度为{expected}";
        /// The authority in the title is another than the plan's.
        TitleAuthority { /** The authority in the title. */ found: String, /** The plan's authority. */ expected: String }
            = "plan.title_authority",
            en: "the title names `{found}`, but the plan is said to be by `{expected}`",
            zh: "标题中的机关为`{found}`，而计划机关为`{expected}`";
        /// A title line that differs from the title known before.
        TitleDiffers { /** The line. */ found: String, /** The title known before. */ expected: String }
            = "plan.title_differs",
            en: "the title `{found}` differs from `{expected}`",
            zh: "标题`{found}`与`{expected}`不一致";
        /// A repeated heading that differs from the first.
        HeadingDiffers { /** The heading. */ found: String, /** The first page's. */ expected: String }
            = "plan.heading_differs",
            en: "the heading `{found}` is `{expected}` on the first page",
            zh: "表头`{found}`在首页为`{expected}`";
        /// A number in the items with nothing behind it.
        EmptyItem { /** The number. */ number: u32 }
            = "plan.empty_item",
            en: "item {number} has a number and no text",
            zh: "第{number}项只有编号，没有内容";
        /// Items without numbers, joined.
        JoinedItems {}
            = "plan.joined_items",
            en: "the items are joined without numbers and read as one",
            zh: "抽查事项未编号而并列，按一项读取";
        /// A task about the same thing and the same targets as an earlier one.
        TasksOverlap {
            /** The number of the earlier task. */ other: u32,
            /** What both inspect. */ item: String,
            /** What both ranges name. */ range: String,
        }
            = "plan.tasks_overlap",
            en: "task {other} inspects `{item}` as well, also of `{range}`",
            zh: "任务{other}也检查`{item}`，对象同样包含`{range}`";
        /// A range that names a kind of target the title does not.
        OtherKind { /** The kind. */ kind: String }
            = "plan.other_kind",
            en: "the range names `{kind}`, which the title does not",
            zh: "抽查对象范围中有`{kind}`，而任务名称中没有";
        /// A range that does not end.
        OpenRange { /** The words that leave it open. */ words: String }
            = "plan.open_range",
            en: "`{words}` leaves open who is in range",
            zh: "`{words}`使抽查对象范围不确定";
        /// A character that does not show or turns the writing direction, so that a text reads as another.
        HiddenCharacter {
            /** The character, as `U+` and its number, so that it shows. */ character: String,
            /** Its place, counted in characters from 1. */ place: usize,
        }
            = "plan.hidden_character",
            en: "character {place} is {character}, which does not show; the text may read as another",
            zh: "第{place}个字符是不可见的{character}，文字可能被误读";
        /// A text that lost characters on the way through wrong encodings.
        Garbled { /** The text. */ text: String }
            = "plan.garbled",
            en: "`{text}` has lost characters in a wrong encoding; compare it with what was published",
            zh: "`{text}`疑为乱码；请与公布的文本核对";
        /// Two texts that differ in one character.
        Misprint { /** The text. */ found: String, /** What stands elsewhere. */ elsewhere: String }
            = "plan.misprint",
            en: "`{found}` looks like a misprint of `{elsewhere}`, or the other way round",
            zh: "`{found}`与`{elsewhere}`仅一字之差，疑有笔误";
        /// Both ratio and number.
        RatioAndCount {}
            = "plan.ratio_and_count",
            en: "both a ratio and a number are given; no rules were derived",
            zh: "同时规定了比例和数量；未据此生成规则";
        /// A sum over agencies.
        SumOverAgencies {}
            = "plan.sum_over_agencies",
            en: "the ratio is a sum over several agencies (之和); no rules were derived",
            zh: "比例为多个部门之和；未据此生成规则";
        /// A lower bound.
        LowerBound {}
            = "plan.lower_bound",
            en: "the plan gives a lower bound; the rules derived from it draw exactly that",
            zh: "计划规定的是下限；据此生成的规则按下限抽取";
        /// A frequency that is not so many times a year.
        FrequencyUnclear { /** How often. */ times: u32 }
            = "plan.frequency_unclear",
            en: "a frequency of {times} without a year, or as a lower bound, is no cap on inspections; no frequency rule was derived",
            zh: "频次{times}次未注明年度或仅为下限，不构成频次上限；未据此生成频次规则";
        /// 分别递加 without steps.
        StepsNotStated {}
            = "plan.steps_not_stated",
            en: "the ratio is to rise with risk, but the steps are not stated; where nobody sets other rules, the tiers weigh 1:2:4:8",
            zh: "要求分别递加，但未规定递加幅度；未另设规则时按1:2:4:8加权";
        /// An industry classification that is not named.
        IndustryNotStated {}
            = "plan.industry_not_stated",
            en: "an industry classification is to be combined, but which is not stated; where nobody sets other rules, the credit tier alone counts",
            zh: "要求结合行业风险分类，但未说明是哪个领域；未另设规则时只用信用风险等级";
        /// A regulation decides.
        SpecialRule { /** The regulation. */ regulation: String }
            = "plan.special_rule",
            en: "{regulation} decides who is inspected; derived rules take the ratio alone, so compare them with it",
            zh: "应按{regulation}执行；生成的规则只取比例，请与该规定核对";
        /// A policy that is not understood.
        PolicyNotUnderstood { /** The cell. */ text: String }
            = "plan.policy_not_understood",
            en: "what `{text}` means for the tiers is not understood; no rules were derived",
            zh: "`{text}`对分级抽查的要求无法识别；未据此生成规则";
        /// A window beyond the deadline.
        WindowPastDeadline { /** The window's last day. */ to: crate::Date, /** The deadline. */ deadline: crate::Date }
            = "plan.window_past_deadline",
            en: "the window ends on {to}, after the plan's deadline {deadline}",
            zh: "起至时间止于{to}，晚于计划截止日{deadline}";
        /// A window outside the year.
        WindowOutsideYear { /** The plan's year. */ year: u16 }
            = "plan.window_outside_year",
            en: "the window is not within the plan's year {year}",
            zh: "起至时间不在计划年度{year}之内";
    }
}

/// A doubt with its place (疑点).
///
/// ```
/// use double_random::{Explain, InspectionPlan, PlanHead};
///
/// # let table = "序号\t抽查任务名称\t抽查类型\t抽查事项\t抽查对象范围\t抽查比例/数量\t信用风险分类管理\t抽取检查起至时间\t抽查检查模式\n\
/// #     1\t对企业的抽查\t不定向\t登记事项检查\t全市企业\t10% (20户)\t\t7月—11月\t【县抽县查】某某局发起并实施检查\n";
/// let reading = InspectionPlan::read_published(table, &PlanHead::new("GP2025".parse()?, 2025))?;
/// let finding = &reading.findings[0];
/// assert_eq!((finding.row, finding.task, finding.doubt.code()), (Some(2), Some(1), "plan.ratio_and_count"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line of the file; none if the plan was not read from one, or no line in particular is meant.
    pub row: Option<u64>,
    /// The number of the task (序号), if one is meant.
    pub task: Option<u32>,
    /// The column, if one is meant.
    pub column: Option<PlanColumn>,
    /// What is doubtful.
    pub doubt: PlanDoubt,
}
