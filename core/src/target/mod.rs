//! Inspection targets (检查对象) and their directory (检查对象名录库).

mod industry;
mod kind;
mod region;
mod status;
mod words;

pub use industry::Industry;
pub use kind::TargetKind;
pub use region::Region;
pub use status::TargetStatus;

use crate::message::catalogue;

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
        /// Not a code of GB/T 2260.
        NotARegion { /** The text. */ text: String }
            = "target.not_a_region",
            en: "`{text}` is not an administrative division code of GB/T 2260; write 6, 9 or 12 digits",
            zh: "`{text}`不是GB/T 2260行政区划代码；请写6、9或12位数字";
        /// Not a code of GB/T 4754.
        NotAnIndustry { /** The text. */ text: String }
            = "target.not_an_industry",
            en: "`{text}` is not an industry code of GB/T 4754; write a letter from A to T, or 2 to 4 digits with or without it",
            zh: "`{text}`不是GB/T 4754行业代码；请写门类字母A至T，或2至4位数字（可带门类字母）";
    }
}
