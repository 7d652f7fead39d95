//! The report on a receipt or an absence.

use std::fmt;

use serde::Serialize;

use super::check::{Check, CheckName, CheckStatus};
use super::plain::Plain;
use super::report::{all_but, headed_en, headed_zh, lines_en, lines_zh, note_en, note_zh, with};
use crate::seed::Witness;

/// The report on a receipt or an absence (凭证核验报告): each check by name, and what it comes to in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "凭证核验报告")]
pub struct ProofReport {
    /// All checks, in the order of [`CheckName::RECEIPT`] or [`CheckName::ABSENCE`].
    pub checks: Vec<Check>,
    /// Whether the ceremony was witnessed; none if the text cannot be read.
    pub witness: Option<Witness>,
    /// What it comes to, for an owner of a small shop, in Chinese.
    pub plain_zh: String,
    /// What it comes to, for an owner of a small shop, in English.
    pub plain_en: String,
}

impl ProofReport {
    /// The report with these checks; `plain` is what they come to if none failed.
    pub(super) fn new(checks: Vec<Check>, witness: Witness, plain: Plain) -> Self {
        let failed = with(&checks, CheckStatus::Failed).next().is_some();
        let Plain { zh, en } = if failed { Plain::failed() } else { plain };
        Self { checks, witness: Some(witness), plain_zh: zh, plain_en: en }
    }

    /// The report on a text that cannot be read.
    pub(super) fn unreadable(names: &[CheckName], layout: Check) -> Self {
        let Plain { zh, en } = Plain::failed();
        Self { checks: all_but(names, layout), witness: None, plain_zh: zh, plain_en: en }
    }

    /// Whether no check failed. Look at [`not_done`](Self::not_done) too: what was not checked was not found to be true.
    pub fn holds(&self) -> bool {
        self.witness.is_some() && self.failed().next().is_none()
    }

    /// The checks that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Check> {
        with(&self.checks, CheckStatus::Failed)
    }

    /// The checks that were not done because what they need was not handed in.
    pub fn not_done(&self) -> impl Iterator<Item = &Check> {
        with(&self.checks, CheckStatus::NotDone)
    }

    /// The report in Chinese.
    pub fn zh(&self) -> String {
        let checks = headed_zh("凭证核验报告", self.holds()) + &lines_zh(&self.checks);
        checks + note_zh(self.witness) + &self.plain_zh
    }
}

/// The report in English.
impl fmt::Display for ProofReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (heading, lines) = (headed_en("verification of a proof", self.holds()), lines_en(&self.checks));
        write!(f, "{heading}{lines}{}{}", note_en(self.witness), self.plain_en)
    }
}
