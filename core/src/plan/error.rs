//! Why a plan cannot be read or completed.

use crate::message::catalogue;
use crate::rule::RuleError;
use crate::table::TableError;

catalogue! {
    /// Why a published plan cannot be read, or a plan not be completed as asked.
    pub enum PlanError {
        /// The file is not UTF-8.
        NotUtf8 {}
            = "plan.not_utf8",
            en: "from this row on the file is not UTF-8; save it as UTF-8",
            zh: "文件自此行起不是UTF-8编码；请另存为UTF-8";
        /// A row with cells before any heading, or no heading at all.
        NoHeading {}
            = "plan.no_heading",
            en: "there is no row of headings before this row; it begins with `序号`",
            zh: "此行之前没有表头；表头首列为`序号`";
        /// A table or a document without a task.
        NoTasks {}
            = "plan.no_tasks",
            en: "the plan has no task",
            zh: "计划中没有抽查任务";
        /// More tasks than any plan has: each is compared with every other.
        TooManyTasks { /** How many. */ found: usize, /** How many there may be. */ allowed: usize }
            = "plan.too_many_tasks",
            en: "the plan has {found} tasks; at most {allowed} are allowed",
            zh: "计划中有{found}项抽查任务，最多允许{allowed}项";
        /// A heading that no column has.
        UnknownHeading { /** The heading. */ heading: String }
            = "plan.unknown_heading",
            en: "`{heading}` is not a heading of a plan",
            zh: "`{heading}`不是抽查计划表的表头";
        /// Two headings of one column.
        RepeatedHeading { /** The heading. */ heading: String }
            = "plan.repeated_heading",
            en: "the column of `{heading}` appears twice",
            zh: "`{heading}`一列出现了两次";
        /// A column that is not there.
        MissingColumn { /** Its usual heading. */ heading: String }
            = "plan.missing_column",
            en: "the column `{heading}` is missing",
            zh: "缺少`{heading}`一列";
        /// A row with more or fewer cells than its heading.
        WrongCells { /** Cells it has. */ found: usize, /** Cells the heading has. */ expected: usize }
            = "plan.wrong_cells",
            en: "the row has {found} cells where its heading has {expected}",
            zh: "此行有{found}个单元格，表头有{expected}个";
        /// A cell that must say something and is empty.
        EmptyCell {}
            = "plan.empty_cell",
            en: "the cell is empty",
            zh: "单元格为空";
        /// A number that is none.
        NotANumber { /** The text. */ text: String }
            = "plan.not_a_number",
            en: "`{text}` is not the number of a task; write 1, 2, 3",
            zh: "`{text}`不是序号；请写1、2、3";
        /// Two tasks with one number.
        RepeatedNumber { /** The number. */ number: u32 }
            = "plan.repeated_number",
            en: "the number {number} appears twice",
            zh: "序号{number}出现了两次";
        /// Two tasks with one name.
        RepeatedName { /** The name. */ name: String }
            = "plan.repeated_name",
            en: "the task name `{name}` appears twice",
            zh: "任务标识`{name}`出现了两次";
        /// A type of draw other than the two there are.
        UnknownScope { /** The text. */ text: String }
            = "plan.unknown_scope",
            en: "`{text}` is not a type of draw; write 定向 or 不定向",
            zh: "`{text}`不是抽查类型；请写定向或不定向";
        /// A part of the ratio cell that is not understood.
        RatioNotUnderstood { /** The part. */ part: String, /** The whole cell. */ text: String }
            = "plan.ratio_not_understood",
            en: "`{part}` in `{text}` is not understood; write a ratio up to 100% as `3%`, a number as `20户`, a frequency as `1次/年`",
            zh: "`{text}`中的`{part}`无法识别；比例（不超过100%）请写作`3%`，数量写作`20户`，频次写作`1次/年`";
        /// The ratio cell says one thing twice.
        RatioRepeated { /** The part that comes second. */ part: String, /** The whole cell. */ text: String }
            = "plan.ratio_repeated",
            en: "`{part}` in `{text}` says again what was said before it",
            zh: "`{text}`中的`{part}`与前文重复";
        /// The ratio cell gives several classes of targets a ratio each.
        RatioSeveralClasses { /** The whole cell. */ text: String }
            = "plan.ratio_several_classes",
            en: "`{text}` gives several ratios for several classes of targets; split the task into one for each class",
            zh: "`{text}`对多类对象规定了多个比例；请按类别拆分为多个抽查任务";
        /// The ratio cell gives neither ratio nor number.
        RatioNoAmount { /** The whole cell. */ text: String }
            = "plan.ratio_no_amount",
            en: "`{text}` gives neither a ratio nor a number of targets",
            zh: "`{text}`既没有抽查比例也没有抽查数量";
        /// A window that is not understood.
        WindowNotUnderstood { /** The text. */ text: String }
            = "plan.window_not_understood",
            en: "`{text}` is not understood as a window; write it as `7月—11月`, `5月1日—11月30日` or `全年`",
            zh: "`{text}`无法识别为起至时间；请写作`7月—11月`、`5月1日—11月30日`或`全年`";
        /// A window that ends before it begins.
        WindowTurned { /** The text. */ text: String }
            = "plan.window_turned",
            en: "`{text}` ends before it begins; where it runs into the next year, write the years",
            zh: "`{text}`的终止早于起始；如跨年度，请写明年份";
        /// A mode that is not understood.
        ModeNotUnderstood { /** The text. */ text: String }
            = "plan.mode_not_understood",
            en: "`{text}` is not understood as a mode; write it as `【县抽县查】某某局发起并实施检查`",
            zh: "`{text}`无法识别为抽查检查模式；请写作`【县抽县查】某某局发起并实施检查`";
        /// A task that the plan does not have.
        UnknownTask { /** The name. */ name: String }
            = "plan.unknown_task",
            en: "the plan has no task `{name}`",
            zh: "计划中没有任务`{name}`";
        /// A task of a document that cannot be.
        BadTask {
            /** Its name. */ task: String,
            /** What is wrong, in English. */ en: String,
            /** What is wrong, in Chinese. */ zh: String,
        }
            = "plan.bad_task",
            en: "the task `{task}` is not understood: {en}",
            zh: "任务`{task}`有误：{zh}";
        /// A selector nested too deeply for a document.
        SelectorTooDeep { /** How deep it may be. */ allowed: usize }
            = "plan.selector_too_deep",
            en: "the selector is nested more than {allowed} deep",
            zh: "选择条件嵌套超过{allowed}层";
        /// A number in the rules that a document cannot hold.
        NumberTooLarge {}
            = "plan.number_too_large",
            en: "the rules hold a number above 2^53, which a document cannot hold",
            zh: "规则中有超过2^53的数，文档无法表示";
    }

    wraps {
        /// Rules that do not fit together.
        Rule(RuleError),
        /// What is wrong with the file as a table.
        Table(TableError),
    }
}
