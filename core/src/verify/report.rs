//! The report of a verification.

use std::fmt;
use std::num::NonZeroU32;

use serde::Serialize;

use super::check::{Check, CheckName, CheckStatus, Compared, Comparison};
use crate::seed::Witness;

/// The report of a verification (核验报告): each check by name, what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "核验报告")]
pub struct VerificationReport {
    /// All checks, in the order of [`CheckName::RECORD`].
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
        Self { checks: all_but(CheckName::RECORD, layout), witness: None, attempt: None }
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
        let attempt = self
            .attempt
            .map(|attempt| format!("  本记录为第{attempt}次抽取，此前作废{}次\n", attempt.get() - 1));
        headed_zh("核验报告", self.holds())
            + &lines_zh(&self.checks)
            + &attempt.unwrap_or_default()
            + note_zh(self.witness)
    }
}

/// The report in English.
impl fmt::Display for VerificationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (heading, lines) = (headed_en("verification", self.holds()), lines_en(&self.checks));
        let attempt =
            self.attempt.map(|attempt| format!("  attempt {attempt}, after {} void\n", attempt.get() - 1));
        write!(f, "{heading}{lines}{}{}", attempt.unwrap_or_default(), note_en(self.witness))
    }
}

/// The checks of a text that cannot be read: its layout failed, and nothing else can be done.
pub(super) fn all_but(names: &[CheckName], layout: Check) -> Vec<Check> {
    let check = |name: &CheckName| {
        if *name == layout.name { layout.clone() } else { Comparison::new(*name).finish() }
    };
    names.iter().map(check).collect()
}

/// The checks that ended like this.
pub(super) fn with(checks: &[Check], status: CheckStatus) -> impl Iterator<Item = &Check> {
    checks.iter().filter(move |check| check.status == status)
}

pub(super) fn headed_zh(what: &str, holds: bool) -> String {
    format!("{what}：{}\n", if holds { "未发现不符" } else { "发现不符" })
}

pub(super) fn headed_en(what: &str, holds: bool) -> String {
    format!("{what}: {}\n", if holds { "nothing amiss" } else { "does not hold" })
}

/// Each check on a line of its own, with what differs, in Chinese.
pub(super) fn lines_zh(checks: &[Check]) -> String {
    let mut text = String::new();
    for check in checks {
        let mark = match check.status {
            CheckStatus::Passed => "通过",
            CheckStatus::Failed => "不符",
            CheckStatus::NotDone => "未核",
        };
        text += &format!("  [{mark}] {}：{}\n", check.name.code(), check.name.zh());
        for Compared { what, expected, found } in differing(check) {
            text += &format!("      {what}：应为{expected}，实为{found}\n");
        }
    }
    text
}

/// Each check on a line of its own, with what differs, in English.
pub(super) fn lines_en(checks: &[Check]) -> String {
    let mut text = String::new();
    for check in checks {
        let mark = match check.status {
            CheckStatus::Passed => "passed",
            CheckStatus::Failed => "FAILED",
            CheckStatus::NotDone => "not done",
        };
        text += &format!("  [{mark}] {}: {}\n", check.name.code(), check.name.en());
        for Compared { what, expected, found } in differing(check) {
            text += &format!("      {what}: expected {expected}, found {found}\n");
        }
    }
    text
}

fn differing(check: &Check) -> impl Iterator<Item = &Compared> {
    check.shown.iter().filter(|_| check.status == CheckStatus::Failed)
}

pub(super) fn note_zh(witness: Option<Witness>) -> &'static str {
    match witness {
        Some(Witness::Unwitnessed) => {
            "  注意：本次抽取无人见证（unwitnessed），仅一个秘密值，其持有者可事先反复试算\n"
        }
        _ => "",
    }
}

pub(super) fn note_en(witness: Option<Witness>) -> &'static str {
    match witness {
        Some(Witness::Unwitnessed) => {
            "  note: unwitnessed, one secret alone; whoever held it could have tried many\n"
        }
        _ => "",
    }
}
