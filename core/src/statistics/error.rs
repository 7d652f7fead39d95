//! Why numbers are no sample, or outcomes do not fit one.

use std::fmt;

use serde::Serialize;

use crate::id::Name;
use crate::message::catalogue;
use crate::progress::Interrupted;
use crate::ratio::Ratio;
use crate::rows::BadRows;

/// Ids in a message: the first twenty are shown, all are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Ids(pub Vec<String>);

const SHOWN: usize = 20;

impl fmt::Display for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: Vec<String> = self.0.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
        let more = if self.0.len() > SHOWN { ", …" } else { "" };
        write!(f, "{} [{}{more}]", self.0.len(), shown.join(", "))
    }
}

catalogue! {
    /// Why a row of counts cannot be.
    pub enum CountError {
        /// More targets than are counted with.
        PoolTooLarge { /** How many. */ pool: u64 }
            = "statistics.pool_too_large",
            en: "a pool of {pool} targets is more than the 2^40 that a pool may have",
            zh: "抽查对象共{pool}个，超过了上限2^40个";
        /// More drawn than there were.
        DrawnAbovePool { /** Drawn. */ drawn: u64, /** Targets in the pool. */ pool: u64 }
            = "statistics.drawn_above_pool",
            en: "{drawn} drawn of a pool of {pool}",
            zh: "从{pool}个对象中抽取了{drawn}个";
        /// More problems than targets looked at.
        ProblemsAboveDrawn { /** With a problem. */ problems: u64, /** Drawn. */ drawn: u64 }
            = "statistics.problems_above_drawn",
            en: "problems at {problems} of {drawn} drawn targets",
            zh: "抽取{drawn}个对象，却有{problems}个存在问题";
        /// More problems than targets inspected.
        ProblemsAboveInspected { /** With a problem. */ problems: u64, /** Inspected. */ inspected: u64 }
            = "statistics.problems_above_inspected",
            en: "problems at {problems} of {inspected} inspected targets",
            zh: "检查{inspected}个对象，却有{problems}个存在问题";
        /// More inspected than are counted with.
        TooManyInspected { /** All up to this row. */ inspected: u64 }
            = "statistics.too_many_inspected",
            en: "with this row {inspected} targets were inspected, more than the 2^40 that are counted with",
            zh: "至本行共检查{inspected}个对象，超过了上限2^40个";
        /// A row that was there before.
        Twice { /** What the row is about. */ name: String }
            = "statistics.twice",
            en: "`{name}` comes twice",
            zh: "`{name}`重复出现";
    }
}

catalogue! {
    /// Why nothing can be worked out from these numbers.
    pub enum StatisticsError {
        /// A level of confidence of nothing or of certainty.
        BadLevel { /** The level. */ level: Ratio }
            = "statistics.bad_level",
            en: "a confidence level of {level} says nothing; it lies between 0 and 1, often `95%`",
            zh: "置信水平{level}没有意义；应在0与1之间，通常为`95%`";
        /// A task that the ceremony did not draw.
        NoSuchTask { /** The task. */ task: Name }
            = "statistics.no_such_task",
            en: "the record holds no draw of task `{task}`",
            zh: "抽取记录中没有任务`{task}`";
        /// Numbers of a record that contradict each other; verification says more.
        RecordContradicts { /** The draw. */ draw: String }
            = "statistics.record_contradicts",
            en: "the tiers of draw `{draw}` are not those of its commitment; verify the record",
            zh: "抽取`{draw}`的各等级与抽取承诺不符；请先核验抽取记录";
        /// Outcomes that are not one for each drawn target.
        OutcomesDoNotFit {
            /** With an outcome, but not drawn. */ not_drawn: Ids,
            /** Drawn, but without an outcome. */ missing: Ids,
            /** With more than one outcome. */ twice: Ids,
        }
            = "statistics.outcomes_do_not_fit",
            en: "each drawn target has one outcome; not drawn: {not_drawn}; without outcome: {missing}; more than once: {twice}",
            zh: "每个被抽取的对象应恰有一个检查结果；未被抽取：{not_drawn}；缺少结果：{missing}；重复：{twice}";
    }
    wraps {
        /// Rows that cannot be counted with.
        Rows(BadRows<CountError>),
        /// Stopped.
        Stopped(Interrupted),
    }
}
