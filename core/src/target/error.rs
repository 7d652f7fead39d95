//! What can be wrong with a directory of targets.

use crate::date::DateError;
use crate::id::IdError;
use crate::message::catalogue;
use crate::risk::RiskError;

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
        /// More or fewer fields than columns.
        WrongNumberOfFields { /** Fields of the row. */ found: usize, /** Columns of the directory. */ expected: usize }
            = "target.wrong_number_of_fields",
            en: "the row has {found} fields where {expected} columns are declared",
            zh: "该行有{found}个字段，而声明了{expected}列";
        /// An id that another row has too.
        DuplicateId { /** The id. */ id: String, /** The row that has it first. */ first: u64, /** This row. */ again: u64 }
            = "target.duplicate_id",
            en: "`{id}` stands in row {first} and again in row {again}",
            zh: "`{id}`在第{first}行和第{again}行重复出现";
        /// A control character, a tab or a line break included.
        ControlCharacter {
            /** The character, as `U+` and its number, so that it shows. */ character: String,
            /** Its place, counted in characters from 1. */ place: usize,
        }
            = "target.control_character",
            en: "character {place} of the field is the control character {character}",
            zh: "字段的第{place}个字符是控制字符{character}";
        /// No status where the directory has a column for it.
        EmptyStatus {}
            = "target.empty_status",
            en: "the status is empty; write it, or leave the whole column out: whether a target exists is never guessed",
            zh: "存续状态为空；请填写，或整列不设：对象是否存续从不猜测";
        /// A list with an empty piece, or with white space around one.
        BadPieces { /** The field. */ text: String }
            = "target.bad_pieces",
            en: "`{text}` is not a list; separate its pieces with `;`, none empty and none with white space around it",
            zh: "`{text}`不是列表；各项以`;`分隔，不得有空项，各项前后不得有空白";
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
        /// More bytes than a row may have.
        RowTooLong { /** Bytes of the row. */ bytes: usize }
            = "target.row_too_long",
            en: "the row has {bytes} bytes; that is more than a directory can hold",
            zh: "该行有{bytes}个字节，超出名录库的容量";
        /// Not the name of a column.
        BadColumnName { /** The name. */ name: String }
            = "target.bad_column_name",
            en: "`{name}` cannot name a column; use 1 to 64 bytes without white space and control characters",
            zh: "`{name}`不能作列名；请用1至64个字节，不含空白和控制字符";
        /// A column that comes twice.
        RepeatedColumn { /** Its name. */ name: String }
            = "target.repeated_column",
            en: "the column `{name}` comes more than once",
            zh: "`{name}`列出现了一次以上";
        /// No column of ids, or not in the first place.
        NoIdColumn {}
            = "target.no_id_column",
            en: "the first column is not `id`, or there is none for the ids",
            zh: "首列不是`id`，或没有标识列";
        /// A column that the directory does not have.
        UnknownColumn { /** Its name. */ name: String }
            = "target.unknown_column",
            en: "the directory has no column `{name}`",
            zh: "名录库没有`{name}`列";
        /// A target that is to be added but is there.
        AlreadyThere { /** The id. */ id: String }
            = "target.already_there",
            en: "`{id}` cannot be added; it is in the directory",
            zh: "`{id}`已在名录库中，不能新增";
        /// A target that is to be changed but is not there.
        NotThere { /** The id. */ id: String }
            = "target.not_there",
            en: "`{id}` cannot be changed; it is not in the directory",
            zh: "`{id}`不在名录库中，不能变更";
        /// An id that is to be changed.
        FixedId { /** The id. */ id: String }
            = "target.fixed_id",
            en: "the id `{id}` cannot be changed; remove the target and add it under the other id",
            zh: "标识`{id}`不能修改；请移除该对象，再以新标识新增";
        /// Bytes that are not UTF-8.
        NotUtf8 {}
            = "target.not_utf8",
            en: "the text is not UTF-8; save the file as UTF-8",
            zh: "文本不是UTF-8编码；请将文件另存为UTF-8";
        /// Quotes that do not pair.
        BrokenQuotes {}
            = "target.broken_quotes",
            en: "a quoted field does not end, or goes on after its closing quote",
            zh: "带引号的字段没有结束，或在右引号之后还有内容";
        /// A file that cannot be read on.
        Unreadable { /** What the reader said. */ reason: String }
            = "target.unreadable",
            en: "the file cannot be read on: {reason}",
            zh: "文件无法继续读取：{reason}";
    }
    wraps {
        /// What is wrong with the id, or with the name of a task.
        Id(IdError),
        /// What is wrong with a tier.
        Tier(RiskError),
        /// What is wrong with a day.
        Day(DateError),
    }
}
