//! Words for what documents say in codes, in both languages.

use crate::record::VoidReason;
use crate::risk::RiskTier;
use crate::verify::CheckStatus;

/// One language of the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Zh,
    En,
}

impl Language {
    /// The words of this language.
    pub(super) fn of<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// What stands between the members of a list.
    pub(super) fn comma(self) -> &'static str {
        self.of("、", ", ")
    }

    pub(super) fn tier(self, tier: RiskTier) -> &'static str {
        let en = match tier {
            RiskTier::A => "low risk",
            RiskTier::B => "general risk",
            RiskTier::C => "elevated risk",
            RiskTier::D => "high risk",
        };
        self.of(tier.zh(), en)
    }

    /// A code, for those who do not know one language's words for it.
    pub(super) fn code(self, zh: &str, code: &str) -> String {
        self.of(zh.to_owned(), code.replace('_', " "))
    }
}

pub(super) fn void(reason: VoidReason) -> (&'static str, &'static str) {
    let en = match reason {
        VoidReason::SourceMissing => "a source was not revealed",
        VoidReason::SourceDiffers => "a source is not what was committed",
        VoidReason::WrongPlan => "the plan was wrong",
        VoidReason::WrongDirectory => "the directory was wrong",
        VoidReason::TechnicalFault => "the machinery failed",
        VoidReason::Other => "other",
    };
    (reason.zh(), en)
}

pub(super) fn status(status: CheckStatus) -> (&'static str, &'static str) {
    match status {
        CheckStatus::Passed => ("✓ 通过", "passed"),
        CheckStatus::Failed => ("✗ 不符", "failed"),
        CheckStatus::NotDone => ("○ 未核", "not done"),
    }
}
