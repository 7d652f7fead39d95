//! What a visit can find, in the words of the national disclosure system.

use super::ResultsError;
use crate::table::words;

words! {
    /// What a visit found (抽查结果): the eight published outcomes, and the states of a target that is gone.
    ///
    /// ```
    /// use double_random::Outcome;
    ///
    /// assert_eq!("发现问题待后续处理".parse(), Ok(Outcome::Pending));
    /// assert_eq!(Outcome::read("不予配合检查情节严重；"), Ok(Outcome::Uncooperative));
    /// assert!(Outcome::read("4").is_err()); // numbers differ between platforms: a profile says what they mean
    /// ```
    #[doc(alias = "抽查结果")]
    pub enum Outcome, unknown: ResultsError::UnknownOutcome {
        /// No problem was found.
        NoProblem = "no_problem", "未发现问题";
        /// Information that had to be disclosed was not.
        NotDisclosed = "not_disclosed", "未按规定公示应当公示的信息";
        /// Disclosed information hides the truth or is false.
        Concealed = "concealed", "公示信息隐瞒真实情况、弄虚作假" | "公示信息隐瞒真实情况弄虚作假";
        /// Nobody could be reached at the registered domicile or premises (无法联系).
        #[doc(alias = "无法联系")]
        Unreachable = "unreachable", "通过登记的住所（经营场所）无法联系";
        /// A problem was found and ordered to be corrected.
        OrderedToCorrect = "ordered_to_correct", "发现问题已责令改正" | "经责令已改正";
        /// Refused to cooperate, gravely.
        Uncooperative = "uncooperative", "不配合检查情节严重" | "不予配合检查情节严重" | "不予配合情节严重";
        /// The activity that the inspection is about was not carried on.
        NoActivity = "no_activity",
            "未发现开展本次抽查涉及的（生产）经营活动"
            | "未发现开展本次抽查涉及的生产经营活动"
            | "未发现开展本次抽查涉及的经营活动";
        /// A problem was found and is still to be dealt with.
        Pending = "pending", "发现问题待后续处理";
        /// Closed, or being wound up.
        Closed = "closed", "已关闭停业或正在组织清算";
        /// Deregistered.
        Deregistered = "deregistered", "注销" | "已注销";
        /// Its licence was revoked.
        Revoked = "revoked", "被吊销";
        /// Its registration was rescinded.
        Rescinded = "rescinded", "被撤销";
        /// Moved out of the district.
        MovedOut = "moved_out", "迁出";
    }
}

/// What an outcome counts as in the share of problems (问题发现率).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "问题发现率")]
pub enum OutcomeClass {
    /// No problem.
    Clear,
    /// A problem.
    Problem,
    /// Neither: there was nothing to inspect.
    NothingToInspect,
    /// Neither: there is no such target any more.
    Gone,
}

impl Outcome {
    /// The outcome that a platform's cell names: as [`str::parse`], whatever its white space, brackets and closing stop.
    ///
    /// # Errors
    ///
    /// When the words are none of these outcomes.
    pub fn read(text: &str) -> Result<Self, ResultsError> {
        plain(text).parse().map_err(|_| ResultsError::UnknownOutcome { text: text.to_owned() })
    }

    /// The words that it is shown with.
    pub fn word(self) -> &'static str {
        self.zh().first().copied().unwrap_or_default()
    }

    /// What it counts as.
    pub fn class(self) -> OutcomeClass {
        match self {
            Self::NoProblem => OutcomeClass::Clear,
            Self::NotDisclosed
            | Self::Concealed
            | Self::Unreachable
            | Self::OrderedToCorrect
            | Self::Uncooperative
            | Self::Pending => OutcomeClass::Problem,
            Self::NoActivity => OutcomeClass::NothingToInspect,
            Self::Closed | Self::Deregistered | Self::Revoked | Self::Rescinded | Self::MovedOut => {
                OutcomeClass::Gone
            }
        }
    }

    /// Whether it is a problem.
    pub fn is_problem(self) -> bool {
        self.class() == OutcomeClass::Problem
    }

    /// Whether the visit counts as an inspection when frequency and caps are counted: who could not be reached, kept inspectors out
    /// or is gone, may be drawn again.
    pub fn is_inspected(self) -> bool {
        !matches!(self, Self::Unreachable | Self::Uncooperative) && self.class() != OutcomeClass::Gone
    }

    /// Whether the visit does not close the case, so that it must be handed over (移交).
    #[doc(alias = "移交")]
    pub fn needs_follow_up(self) -> bool {
        self.is_problem() && self != Self::OrderedToCorrect
    }
}

words! {
    /// What was found of one item (事项检查情况).
    ///
    /// ```
    /// use double_random::ItemAnswer;
    ///
    /// assert_eq!("合理缺项".parse(), Ok(ItemAnswer::NotApplicable));
    /// ```
    #[doc(alias = "事项检查情况")]
    pub enum ItemAnswer, unknown: ResultsError::UnknownAnswer {
        /// As it should be.
        Yes = "yes", "是" | "符合" | "合格";
        /// Not as it should be.
        No = "no", "否" | "不符合" | "不合格";
        /// Not inspected.
        NotChecked = "not_checked", "未检查";
        /// Does not apply to this target (合理缺项).
        NotApplicable = "not_applicable", "合理缺项";
    }
}

/// Outcomes in one cell, as they are shown.
pub(super) fn words(outcomes: impl Iterator<Item = Outcome>) -> String {
    outcomes.map(Outcome::word).collect::<Vec<_>>().join("；")
}

impl ItemAnswer {
    /// The words that it is shown with.
    pub fn word(self) -> &'static str {
        self.zh().first().copied().unwrap_or_default()
    }

    /// The answer that a platform's cell names, as [`Outcome::read`].
    ///
    /// # Errors
    ///
    /// When the words are none of these answers.
    pub fn read(text: &str) -> Result<Self, ResultsError> {
        plain(text).parse().map_err(|_| ResultsError::UnknownAnswer { text: text.to_owned() })
    }
}

/// The words without white space and one closing stop, with full-width brackets.
fn plain(text: &str) -> String {
    let bracket = |character| match character {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    let mut plain: String =
        text.chars().filter(|character| !character.is_whitespace()).map(bracket).collect();
    if plain.ends_with(['；', ';', '。']) {
        plain.pop();
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the words as platforms write them, and that none is taken for another.
    #[test]
    fn outcomes_are_read_as_platforms_write_them() {
        for (text, expected) in [
            ("未发现问题", Some(Outcome::NoProblem)),
            (" 未发现问题； ", Some(Outcome::NoProblem)),
            ("通过登记的住所(经营场所)无法联系", Some(Outcome::Unreachable)),
            ("公示信息隐瞒真实情况弄虚作假", Some(Outcome::Concealed)),
            ("经责令已改正", Some(Outcome::OrderedToCorrect)),
            ("不予配合检查情节严重", Some(Outcome::Uncooperative)),
            ("未发现开展本次抽查涉及的(生产)经营活动", Some(Outcome::NoActivity)),
            ("未发现开展本次抽查涉及的经营活动", Some(Outcome::NoActivity)),
            ("已关闭停业或正在组织清算", Some(Outcome::Closed)),
            ("pending", Some(Outcome::Pending)),
            ("发现问题", None),
            ("8", None),
            ("", None),
        ] {
            assert_eq!(Outcome::read(text).ok(), expected, "{text}");
        }
        for outcome in Outcome::ALL {
            for word in outcome.zh() {
                assert_eq!(Outcome::read(word), Ok(*outcome));
            }
        }
    }

    /// Guards what each outcome entails: the table of the specification, section 2.
    #[test]
    fn each_outcome_entails_what_the_specification_says() {
        use OutcomeClass::{Clear, Gone, NothingToInspect, Problem};
        let table = [
            (Outcome::NoProblem, Clear, true, false),
            (Outcome::NotDisclosed, Problem, true, true),
            (Outcome::Concealed, Problem, true, true),
            (Outcome::Unreachable, Problem, false, true),
            (Outcome::OrderedToCorrect, Problem, true, false),
            (Outcome::Uncooperative, Problem, false, true),
            (Outcome::NoActivity, NothingToInspect, true, false),
            (Outcome::Pending, Problem, true, true),
            (Outcome::Closed, Gone, false, false),
            (Outcome::Deregistered, Gone, false, false),
            (Outcome::Revoked, Gone, false, false),
            (Outcome::Rescinded, Gone, false, false),
            (Outcome::MovedOut, Gone, false, false),
        ];
        assert_eq!(table.map(|(outcome, ..)| outcome), *Outcome::ALL);
        for (outcome, class, inspected, follow_up) in table {
            let found = (outcome.class(), outcome.is_inspected(), outcome.needs_follow_up());
            assert_eq!(found, (class, inspected, follow_up), "{outcome:?}");
        }
    }
}
