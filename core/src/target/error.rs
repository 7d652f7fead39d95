//! What can be wrong with a directory of targets.

use crate::date::DateError;
use crate::id::IdError;
use crate::message::catalogue;
use crate::region::RegionError;
use crate::risk::RiskError;
use crate::table::TableError;

catalogue! {
    /// What is wrong with one row or one field of a directory of targets.
    pub enum TargetError {
        /// A kind that is not in the table.
        UnknownKind { /** The text. */ text: String }
            = "target.unknown_kind",
            en: "`{text}` is not a known kind of target; write 企业, 个体户, 合作社, 事业单位, 社会组织, 产品, 项目, 行为, 场所 or 设备",
            zh: "`{text}`不是已知的检查对象类型；请写企业、个体户、合作社、事业单位、社会组织、产品、项目、行为、场所或设备";
        /// A status that is not in the table.
        UnknownStatus { /** The text. */ text: String }
            = "target.unknown_status",
            en: "`{text}` is not a known status; write 存续, 停业, 清算, 注销, 吊销, 撤销 or 迁出",
            zh: "`{text}`不是已知的存续状态；请写存续、停业、清算、注销、吊销、撤销或迁出";
        /// Not a code of GB/T 4754.
        NotAnIndustry { /** The text. */ text: String }
            = "target.not_an_industry",
            en: "`{text}` is not an industry code of GB/T 4754; write a letter from A to T, or 2 to 4 digits with or without it",
            zh: "`{text}`不是GB/T 4754行业代码；请写门类字母A至T，或2至4位数字（可带门类字母）";
        /// No status where the directory has a column for it.
        EmptyStatus {}
            = "target.empty_status",
            en: "the status is empty; write it, or leave the whole column out: whether a target exists is never guessed",
            zh: "存续状态为空；请填写，或整列不设：对象是否存续从不猜测";
        /// Not a field of supervision with its tier.
        NotAnIndustryTier { /** The piece. */ text: String }
            = "target.not_an_industry_tier",
            en: "`{text}` is not an industry tier; write it as `食品=高`",
            zh: "`{text}`不是行业风险等级；请写作`食品=高`";
        /// Two tiers for one field of supervision.
        RepeatedIndustryTier { /** The field of supervision. */ field: String }
            = "target.repeated_industry_tier",
            en: "`{field}` is given more than one tier",
            zh: "`{field}`有一个以上的风险等级";
        /// Not a task with a day.
        NotAnInspection { /** The piece. */ text: String }
            = "target.not_an_inspection",
            en: "`{text}` is not a past inspection; write task and day as `01=2025-07-01`",
            zh: "`{text}`不是检查记录；请将任务和日期写作`01=2025-07-01`";
    }
    wraps {
        /// What is wrong with the directory as a table.
        Table(TableError),
        /// What is wrong with a region.
        Region(RegionError),
        /// What is wrong with the id, or with the name of a task.
        Id(IdError),
        /// What is wrong with a tier.
        Tier(RiskError),
        /// What is wrong with a day.
        Day(DateError),
    }
}
