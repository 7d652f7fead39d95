//! What can be wrong with a directory of inspectors.

use crate::date::DateError;
use crate::id::IdError;
use crate::message::catalogue;
use crate::region::RegionError;
use crate::table::TableError;

catalogue! {
    /// What is wrong with one row or one field of a directory of inspectors.
    pub enum InspectorError {
        /// A status that is not in the table.
        UnknownStatus { /** The text. */ text: String }
            = "inspector.unknown_status",
            en: "`{text}` is not a known status of an inspector; write 在岗, 调离, 退休 or 停职",
            zh: "`{text}`不是已知的在岗状态；请写在岗、调离、退休或停职";
        /// No status where the directory has a column for it.
        EmptyStatus {}
            = "inspector.empty_status",
            en: "the status is empty; write it, or leave the whole column out: whether an inspector is in service is never guessed",
            zh: "在岗状态为空；请填写，或整列不设：人员是否在岗从不猜测";
        /// Neither yes nor no.
        NeitherYesNorNo { /** The text. */ text: String }
            = "inspector.neither_yes_nor_no",
            en: "`{text}` does not say whether the inspector may lead; write 是 or 否, or leave it empty",
            zh: "`{text}`未说明是否可任组长；请写是或否，或留空";
        /// Not a number of visits.
        NotANumber { /** The text. */ text: String }
            = "inspector.not_a_number",
            en: "`{text}` is not a number of visits; write digits that do not begin with 0, at most 4294967295",
            zh: "`{text}`不是检查次数；请写不以0开头的数字，最大4294967295";
        /// Not a first and a last day.
        NotAPeriod { /** The text. */ text: String }
            = "inspector.not_a_period",
            en: "`{text}` does not say from which day to which; write the first and the last as `2025-07-01/2025-07-14`",
            zh: "`{text}`未写明起止日期；请将首日和末日写作`2025-07-01/2025-07-14`";
        /// Not a certificate with its days.
        NotACertificate { /** The piece. */ text: String }
            = "inspector.not_a_certificate",
            en: "`{text}` is not a certificate; write its number and the days it is valid as `14050001=2023-01-01/2027-12-31`",
            zh: "`{text}`不是执法证件；请将证号和有效期写作`14050001=2023-01-01/2027-12-31`";
        /// A certificate that comes twice.
        RepeatedCertificate { /** Its number. */ number: String }
            = "inspector.repeated_certificate",
            en: "the certificate `{number}` is given more than once",
            zh: "执法证件`{number}`出现了一次以上";
        /// Not someone to keep away from, with the relation.
        NotARecusal { /** The piece. */ text: String }
            = "inspector.not_a_recusal",
            en: "`{text}` is not a recusal; write a target as `target:91140581724645568X=配偶`, an owner's label as `owner:王某=配偶`",
            zh: "`{text}`不是回避事项；对象请写作`target:91140581724645568X=配偶`，经营者标签请写作`owner:王某=配偶`";
        /// A relation that is not in the table.
        UnknownRelation { /** The text. */ text: String }
            = "inspector.unknown_relation",
            en: "`{text}` is not a known relation; write 夫妻, 直系血亲, 旁系血亲, 姻亲, 利害关系 or 其他",
            zh: "`{text}`不是已知的回避关系；请写夫妻、直系血亲、旁系血亲、姻亲、利害关系或其他";
    }
    wraps {
        /// What is wrong with the directory as a table.
        Table(TableError),
        /// What is wrong with a region.
        Region(RegionError),
        /// What is wrong with the id.
        Id(IdError),
        /// What is wrong with a day, or with two of them.
        Day(DateError),
    }
}
