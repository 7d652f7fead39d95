//! The report of a verification.

use std::fmt;
use std::num::NonZeroU32;

use serde::Serialize;

use super::check::{Check, CheckName, CheckStatus, Comparison};
use crate::seed::Witness;

/// The report of a verification (核验报告): each check by name, what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "核验报告")]
pub struct VerificationReport {
    /// All checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<Check>,
    /// Whether the ceremony was witnessed; none if the record cannot be read.
    pub witness: Option<Witness>,
    /// Which attempt the record is of; none if the record cannot be read.
    pub attempt: Option<NonZeroU32>,
}

impl VerificationReport {
    pub(super) fn new(checks: Vec<Check>, witness: Witness, attempt: NonZeroU32) -> Self {
        Self { checks, witness: Some(witness), attempt: Some(attempt) }
    }

    /// The report on a text that is no record: nothing else can be checked.
    pub(super) fn unreadable(layout: Check) -> Self {
        let not_done = |name: &CheckName| match name {
            CheckName::RecordLayout => layout.clone(),
            name => Comparison::new(*name).finish(),
        };
        Self { checks: CheckName::ALL.iter().map(not_done).collect(), witness: None, attempt: None }
    }

    /// Whether no check failed. Look at [`not_done`](Self::not_done) too: what was not checked was not found to be true.
    pub fn holds(&self) -> bool {
        self.witness.is_some() && self.failed().next().is_none()
    }

    /// The checks that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Check> {
        self.with(CheckStatus::Failed)
    }

    /// The checks that were not done because what they need was not handed in.
    pub fn not_done(&self) -> impl Iterator<Item = &Check> {
        self.with(CheckStatus::NotDone)
    }

    fn with(&self, status: CheckStatus) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.status == status)
    }

    /// The report in Chinese.
    pub fn zh(&self) -> String {
        let mut text = format!("核验报告：{}\n", if self.holds() { "未发现不符" } else { "发现不符" });
        for check in &self.checks {
            let mark = match check.status {
                CheckStatus::Passed => "通过",
                CheckStatus::Failed => "不符",
                CheckStatus::NotDone => "未核",
            };
            text += &format!("  [{mark}] {}：{}\n", check.name.code(), check.name.zh());
            for compared in check.shown.iter().filter(|_| check.status == CheckStatus::Failed) {
                text +=
                    &format!("      {}：应为{}，实为{}\n", compared.what, compared.expected, compared.found);
            }
        }
        text + match self.witness {
            Some(Witness::Unwitnessed) => {
                "  注意：本次抽取无人见证（unwitnessed），仅一个秘密值，其持有者可事先反复试算\n"
            }
            _ => "",
        }
    }
}

/// The report in English.
impl fmt::Display for VerificationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "verification: {}", if self.holds() { "nothing amiss" } else { "does not hold" })?;
        for check in &self.checks {
            let mark = match check.status {
                CheckStatus::Passed => "passed",
                CheckStatus::Failed => "FAILED",
                CheckStatus::NotDone => "not done",
            };
            writeln!(f, "  [{mark}] {}: {}", check.name.code(), check.name.en())?;
            for compared in check.shown.iter().filter(|_| check.status == CheckStatus::Failed) {
                writeln!(
                    f,
                    "      {}: expected {}, found {}",
                    compared.what, compared.expected, compared.found
                )?;
            }
        }
        match self.witness {
            Some(Witness::Unwitnessed) => {
                writeln!(f, "  note: unwitnessed, one secret alone; whoever held it could have tried many")
            }
            _ => Ok(()),
        }
    }
}
