//! One check of a report.

use std::fmt;

use serde::Serialize;

/// Declares the checks of each kind of report with their codes, what each says, and how to do it by hand.
macro_rules! checks {
    ($(
        [$list:ident: $doc:literal]
        $( $(#[$meta:meta])* $name:ident = $code:literal, $en:literal, $zh:literal, $by_hand_en:literal, $by_hand_zh:literal; )*
    )*) => {
        /// The checks of a verification (核验项目), in the order of the reports. Section 7 of the specification.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[non_exhaustive]
        #[doc(alias = "核验项目")]
        pub enum CheckName {
            $( $( $(#[$meta])* #[serde(rename = $code)] $name, )* )*
        }

        impl CheckName {
            $(
                #[doc = $doc]
                pub const $list: &'static [Self] = &[ $( Self::$name ),* ];
            )*

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $( $( Self::$name => $code, )* )* }
            }

            /// When the check passes, in English.
            pub fn en(self) -> &'static str {
                match self { $( $( Self::$name => $en, )* )* }
            }

            /// When the check passes, in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $( $( Self::$name => $zh, )* )* }
            }

            /// How to do it by hand, in English.
            pub fn by_hand_en(self) -> &'static str {
                match self { $( $( Self::$name => $by_hand_en, )* )* }
            }

            /// How to do it by hand, in Chinese.
            pub fn by_hand_zh(self) -> &'static str {
                match self { $( $( Self::$name => $by_hand_zh, )* )* }
            }
        }
    };
}

checks! {
    [RECORD: "All checks of a record, in the order of its report."]
    /// The record is the published one.
    RecordDigest = "record.digest",
        "the record is the one whose digest was published", "抽取记录与公布的摘要一致",
        "sha256sum record.json", "sha256sum record.json";
    /// The record is a document of the specification.
    RecordLayout = "record.layout",
        "the record is a document in the one layout", "抽取记录符合规定格式",
        "python3: json.dumps(record, ensure_ascii=False, indent=2) + \"\\n\" gives the same bytes",
        "python3：json.dumps(record, ensure_ascii=False, indent=2) + \"\\n\" 得到相同字节";
    /// The commitment is the published one.
    CommitmentDigest = "commitment.digest",
        "the commitment inside the record is the one that was published before the draw", "记录中的承诺与抽取前公布的承诺一致",
        "sha256sum commitment.json", "sha256sum commitment.json";
    /// Plan, tasks and attempt are named truly.
    CommitmentAttempt = "commitment.attempt",
        "the draws name this plan, its tasks and this attempt", "抽取编号与计划、任务、抽取次数相符",
        "read the draw ids: plan/task/attempt", "查看抽取编号：计划/任务/次数";
    /// No attempt was left out.
    Attempts = "attempts",
        "all attempts before this one are there, chained from the first to the commitment", "此前各次抽取的作废声明齐全，依次相连直至本次承诺",
        "sha256sum void-1.json; the next void, or the commitment, names it as previous",
        "sha256sum void-1.json；下一份作废声明或承诺以其为previous";
    /// The plan is the committed one.
    PlanDigest = "plan.digest",
        "the plan is the one that was committed", "抽查计划与承诺的一致",
        "sha256sum plan.json", "sha256sum plan.json";
    /// The directory has the committed shape.
    DirectoryShape = "directory.shape",
        "the directory has the committed profile, columns, number of rows and salting", "名录库的标识类型、列、行数、加盐方式与承诺一致",
        "count rows and columns of the directory", "清点名录库的行与列";
    /// No row of the directory was edited.
    DirectoryRoot = "directory.root",
        "no row of the directory was edited, added or removed", "名录库没有任何一行被修改、增加或删除",
        "draw_v1.py recomputes the Merkle root of the rows", "用draw_v1.py重新计算各行的Merkle根";
    /// The digest of the directory follows from its shape and root.
    DirectoryDigest = "directory.digest",
        "the digest of the directory is the hash of its shape and root", "名录库摘要由其形状与Merkle根算得",
        "sha256sum of the seven lines of section 2", "对规范第2节的七行文本做sha256sum";
    /// The sources are the committed ones.
    SourcesCommitments = "sources.commitments",
        "the sources are the committed ones and every secret opens its commitment", "随机源与承诺一致，各秘密值可打开其承诺",
        "printf 'double-random/1 secret sha256\\n%s\\t%s\\n' LABEL SECRET | sha256sum",
        "printf 'double-random/1 secret sha256\\n%s\\t%s\\n' 名称 秘密值 | sha256sum";
    /// No beacon round could be known at the commitment.
    SourcesTime = "sources.time",
        "every beacon round was due after the commitment was published", "各信标轮次的发布时间晚于承诺公布时间",
        "genesis + (round - 1) * period > committed_at", "创世时间 + (轮次 - 1) × 间隔 > committed_at";
    /// The sources are enough, and the witness line is true.
    SourcesEntropy = "sources.entropy",
        "the sources add up to at least 128 bits and the witness line is true", "随机源合计不少于128比特，见证情况属实",
        "add the bits: a secret counts 256", "把比特数相加：一个秘密值计256";
    /// The seed is the hash of the sources.
    Seed = "seed",
        "the seed is the hash of the sources", "种子是各随机源文本的散列",
        "sha256sum of the lines of section 4", "对规范第4节的文本做sha256sum";
    /// The keys follow from the seed.
    Keys = "keys",
        "the keys follow from the seed", "各密钥由种子导出",
        "printf 'double-random/1 key sha256\\nticket\\n%s\\n%s\\n' DRAW SEED | sha256sum",
        "printf 'double-random/1 key sha256\\nticket\\n%s\\n%s\\n' 抽取编号 种子 | sha256sum";
    /// Exclusions and pools are as recounted.
    Pool = "pool",
        "exclusions and the pool of each tier are as recounted from the directory", "剔除数与各等级抽查对象数与名录库清点结果一致",
        "filter and count the directory by the task's selector", "按任务的选取条件筛选并清点名录库";
    /// Quotas follow from pool and rules.
    Quota = "quota",
        "the quotas follow from the pools and the plan's rules", "各等级抽取数由对象数与规则算得",
        "recompute by section 3.4 of the specification", "按规范第3.4节重新计算";
    /// Each ticket is the hash of key and id.
    Tickets = "tickets",
        "every ticket is the hash of key and id", "每个签号都是密钥与标识的散列",
        "printf '%s%s' KEY ID | sha256sum", "printf '%s%s' 密钥 标识 | sha256sum";
    /// The smallest tickets were drawn.
    Selection = "selection",
        "the drawn and the reserve are the smallest tickets of their tier, in order", "抽中者与备选者是本等级中签号最小的，且顺序正确",
        "ORDER BY sha256(KEY || id) in any database", "在任一数据库中ORDER BY sha256(密钥 || 标识)";
    /// Each cut-off is the ticket of the last drawn.
    CutOff = "cut_off",
        "each cut-off is the ticket of the last drawn", "截止签号是最后一个抽中者的签号",
        "compare with the last drawn target of the tier", "与该等级最后一个抽中者比较";
    /// Merged visits are the union of the draws.
    Visits = "visits",
        "the merged visits are the union of the draws", "合并检查名单是各任务抽中名单的并集",
        "sort the drawn of all tasks by ticket", "把各任务抽中者按签号排序合并";
    /// The directory of inspectors has the committed shape.
    InspectorsShape = "inspectors.shape",
        "the directory of inspectors has the committed profile, columns and number of rows", "检查人员名录库的标识类型、列、行数与承诺一致",
        "count rows and columns of the directory of inspectors", "清点检查人员名录库的行与列";
    /// No row of the directory of inspectors was edited.
    InspectorsRoot = "inspectors.root",
        "no row of the directory of inspectors was edited, added or removed", "检查人员名录库没有任何一行被修改、增加或删除",
        "draw_v1.py recomputes the Merkle root of the rows", "用draw_v1.py重新计算各行的Merkle根";
    /// The digest of the directory of inspectors follows from its shape and root.
    InspectorsDigest = "inspectors.digest",
        "the digest of the directory of inspectors is the hash of its shape and root", "检查人员名录库摘要由其形状与Merkle根算得",
        "sha256sum of the seven lines of section 2", "对规范第2节的七行文本做sha256sum";
    /// Visits and places follow from the draws and the teams of the plan.
    AssignmentVisits = "assignment.visits",
        "the visits and what the places in their teams ask for follow from the draws and the plan's teams",
        "各次检查及检查组各名额的要求由抽取结果与计划中的检查组规则得出",
        "list the drawn by ticket, each with the places that its tasks ask for",
        "按签号列出抽中者，并对照各任务要求的名额";
    /// Nobody is in a team who may not be.
    AssignmentEligibility = "assignment.eligibility",
        "the refusals are as recounted, and everyone in a team is admissible there", "不予派入人次与清点结果一致，检查组成员均可派入",
        "go through the reasons of section 8.2 for each inspector and place", "对每个名额和每名检查人员逐项核对规范第8.2节的原因";
    /// Places are open only where nobody can be found.
    AssignmentFilled = "assignment.filled",
        "nobody is twice in a team or has more visits than allowed, and only places that cannot be filled are open",
        "同一检查组无重复人员，无人超过检查次数上限，缺员名额确实无人可派",
        "follow from an open place who could take it, and what keeps them: nobody found has a visit left",
        "从缺员名额出发，逐个查看谁可派入、被何处占用：所及之人均已达上限";
    /// Loads are as even as they can be.
    AssignmentBalance = "assignment.balance",
        "the loads are the true ones, and no other assignment of these places is more even", "任务量属实，且没有更均衡的选派方案",
        "no visit can be handed on, through others or not, to someone with two visits fewer",
        "没有任何一次检查可直接或经他人转交给任务量少两次以上的人";
    /// The start is the first assignment in order.
    AssignmentStart = "assignment.start",
        "the start is the first of all equally even assignments in the order of the hashes", "初始选派是同等均衡的方案中按散列顺序最先的",
        "printf '%s%s\\n%s' ORDER_KEY TARGET INSPECTOR | sha256sum orders the inspectors of a visit",
        "printf '%s%s\\n%s' 次序密钥 对象标识 人员标识 | sha256sum 得出每次检查中人员的次序";
    /// The teams follow from the start.
    AssignmentMix = "assignment.mix",
        "the teams follow from the start by the moves of the mix stream", "检查组由初始选派按混合密钥的各步调整得出",
        "draw_v1.py repeats the moves of section 8.3", "用draw_v1.py重复规范第8.3节的各步";
    /// The list was changed by the rules and in order.
    Amendments = "amendments",
        "the amendments are chained to the record, and each changes what the rules allow to what is next in order",
        "各次变更自抽取记录起依次相连，且均按规则并按签号顺序进行",
        "sha256sum amendment-1.json; the next names it as previous; ORDER BY sha256(KEY || id) shows who is next",
        "sha256sum amendment-1.json；下一份以其为previous；ORDER BY sha256(密钥 || 标识)可见下一个是谁";

    [RECEIPT: "All checks of a receipt, in the order of its report."]
    /// The receipt is a document of the specification.
    ReceiptLayout = "receipt.layout",
        "the receipt is a document in the one layout, with a case for each draw", "凭证符合规定格式，每次抽取均有结果",
        "python3: json.dumps(receipt, ensure_ascii=False, indent=2) + \"\\n\" gives the same bytes",
        "python3：json.dumps(receipt, ensure_ascii=False, indent=2) + \"\\n\" 得到相同字节";
    /// The commitment inside is the published one.
    ReceiptCommitment = "receipt.commitment",
        "the commitment inside the receipt is the one that was published before the draw", "凭证中的承诺与抽取前公布的承诺一致",
        "sha256sum commitment.json", "sha256sum commitment.json";
    /// The record is the published one.
    ReceiptRecord = "receipt.record",
        "the receipt is of the record whose digest was published", "凭证所属的抽取记录与公布的摘要一致",
        "compare record_digest with the published one", "将record_digest与公布的摘要比较";
    /// The row stands in the committed directory.
    ReceiptRow = "receipt.row",
        "the row is that of the id and stands in the committed directory", "该行属于本标识，且在承诺的名录库中",
        "printf '\\0%s%s' SALT ROW | sha256sum, then hash up the path as RFC 9162, 2.1.3.2 says",
        "printf '\\0%s%s' 盐值 行 | sha256sum，再按RFC 9162第2.1.3.2节沿路径逐级散列";
    /// The sources are the committed ones.
    ReceiptSources = "receipt.sources",
        "the sources are the committed ones and every secret opens its commitment", "随机源与承诺一致，各秘密值可打开其承诺",
        "printf 'double-random/1 secret sha256\\n%s\\t%s\\n' LABEL SECRET | sha256sum",
        "printf 'double-random/1 secret sha256\\n%s\\t%s\\n' 名称 秘密值 | sha256sum";
    /// Seed and keys follow from the sources.
    ReceiptKeys = "receipt.keys",
        "seed and keys follow from the sources", "种子与各密钥由随机源导出",
        "printf 'double-random/1 key sha256\\nticket\\n%s\\n%s\\n' DRAW SEED | sha256sum",
        "printf 'double-random/1 key sha256\\nticket\\n%s\\n%s\\n' 抽取编号 种子 | sha256sum";
    /// Each ticket is the hash of key and id.
    ReceiptTickets = "receipt.tickets",
        "every ticket is the hash of key and id", "每个签号都是密钥与标识的散列",
        "printf '%s%s' KEY ID | sha256sum", "printf '%s%s' 密钥 标识 | sha256sum";
    /// Who is drawn is who lies below the cut-off.
    ReceiptOutcomes = "receipt.outcomes",
        "drawn exactly when the ticket is not above the cut-off; the cut-offs are the published ones",
        "当且仅当签号不大于截止签号时抽中；截止签号与公布的一致",
        "compare ticket and cut-off from the left, and the cut-off with the published digest",
        "从左起比较签号与截止签号，并将截止签号与公布的抽取摘要比较";
    /// Exclusion and tier follow from the row.
    ReceiptRules = "receipt.rules",
        "exclusion and tier follow from the row by the plan's rules", "是否剔除及风险等级由该行按计划规则得出",
        "apply sections 3.2 and 3.3 of the specification to the row", "对该行适用规范第3.2节和第3.3节";

    [ABSENCE: "All checks of an absence, in the order of its report."]
    /// The absence is a document of the specification.
    AbsenceLayout = "absence.layout",
        "the absence is a document in the one layout", "不在库证明符合规定格式",
        "python3: json.dumps(absence, ensure_ascii=False, indent=2) + \"\\n\" gives the same bytes",
        "python3：json.dumps(absence, ensure_ascii=False, indent=2) + \"\\n\" 得到相同字节";
    /// The commitment inside is the published one.
    AbsenceCommitment = "absence.commitment",
        "the commitment inside is the one that was published before the draw", "其中的承诺与抽取前公布的承诺一致",
        "sha256sum commitment.json", "sha256sum commitment.json";
    /// The rows stand in the committed directory.
    AbsenceRows = "absence.rows",
        "both rows stand in the committed directory", "前后两行均在承诺的名录库中",
        "printf '\\0%s%s' SALT ROW | sha256sum, then hash up the path as RFC 9162, 2.1.3.2 says",
        "printf '\\0%s%s' 盐值 行 | sha256sum，再按RFC 9162第2.1.3.2节沿路径逐级散列";
    /// Nothing lies between the rows, and the id would.
    AbsencePlace = "absence.place",
        "the rows stand next to each other and the id would stand between them", "前后两行相邻，而该标识应在两行之间",
        "compare the three ids byte by byte, and the two places", "逐字节比较三个标识，并比较两行的位置";
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckStatus {
    /// What was found is what was expected.
    Passed,
    /// It is not.
    Failed,
    /// What it needs was not handed in or could not be read; never the same as passed.
    NotDone,
}

/// A value that was recomputed, beside the one found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// What and where.
    pub what: String,
    /// As recomputed.
    pub expected: String,
    /// As found.
    pub found: String,
}

/// One check with its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Which check.
    pub name: CheckName,
    /// How it ended.
    pub status: CheckStatus,
    /// How many values were compared.
    pub compared: u64,
    /// How many of them differ.
    pub differing: u64,
    /// The first that differ, or, where none does, the first that was compared.
    pub shown: Vec<Compared>,
}

/// How many differences a check shows; the rest is counted.
const SHOWN: usize = 20;

/// A check under way.
#[derive(Debug)]
pub(super) struct Comparison(Check);

impl Comparison {
    pub(super) fn new(name: CheckName) -> Self {
        Self(Check { name, status: CheckStatus::NotDone, compared: 0, differing: 0, shown: Vec::new() })
    }

    /// Compares two values.
    pub(super) fn equal<T: PartialEq + fmt::Display>(
        &mut self,
        what: impl fmt::Display,
        expected: &T,
        found: &T,
    ) {
        if expected != found {
            self.differ(what, expected, found);
        } else {
            let check = &mut self.0;
            if check.compared == 0 {
                let (what, expected, found) = (what.to_string(), expected.to_string(), found.to_string());
                check.shown.push(Compared { what, expected, found });
            }
            check.compared += 1;
        }
    }

    /// Compares two values of which either may be missing.
    pub(super) fn equal_option<T: fmt::Display>(
        &mut self,
        what: impl fmt::Display,
        expected: Option<T>,
        found: Option<T>,
    ) {
        let shown = |value: Option<T>| value.map_or("none".to_owned(), |value| value.to_string());
        self.equal(what, &shown(expected), &shown(found));
    }

    /// Notes a difference.
    pub(super) fn differ(
        &mut self,
        what: impl fmt::Display,
        expected: impl fmt::Display,
        found: impl fmt::Display,
    ) {
        let check = &mut self.0;
        if check.differing == 0 {
            check.shown.clear();
        }
        check.compared += 1;
        check.differing += 1;
        if check.shown.len() < SHOWN {
            let (what, expected, found) = (what.to_string(), expected.to_string(), found.to_string());
            check.shown.push(Compared { what, expected, found });
        }
    }

    /// Notes that nothing differs, where there may have been nothing to compare.
    pub(super) fn holds(&mut self, what: impl fmt::Display) {
        if self.0.compared == 0 {
            self.equal(what, &"none", &"none");
        }
    }

    /// The check; not done if nothing was compared.
    pub(super) fn finish(self) -> Check {
        let status = match (self.0.compared, self.0.differing) {
            (0, _) => CheckStatus::NotDone,
            (_, 0) => CheckStatus::Passed,
            _ => CheckStatus::Failed,
        };
        Check { status, ..self.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards that every difference is counted and the first twenty are shown, in place of what was shown as equal.
    #[test]
    fn the_first_differences_are_shown_and_all_are_counted() {
        let after = |differing: u32| {
            let mut comparison = Comparison::new(CheckName::Pool);
            (0..2).for_each(|at| comparison.equal(format_args!("equal {at}"), &0, &0));
            (0..differing).for_each(|at| comparison.equal(at, &0, &1));
            comparison.finish()
        };
        let what = |check: &Check| check.shown.iter().map(|shown| shown.what.clone()).collect::<Vec<_>>();
        let (none, many) = (after(0), after(25));
        assert_eq!((none.status, none.compared, none.differing), (CheckStatus::Passed, 2, 0));
        assert_eq!(what(&none), ["equal 0"]);
        assert_eq!((many.status, many.compared, many.differing), (CheckStatus::Failed, 27, 25));
        assert_eq!(what(&many), (0..20).map(|at| at.to_string()).collect::<Vec<_>>());
        assert_eq!(Comparison::new(CheckName::Pool).finish().status, CheckStatus::NotDone);
    }
}
