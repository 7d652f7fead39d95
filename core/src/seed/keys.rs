//! The seed and the keys made from it.

use super::{Source, TrialNumber};
use crate::digest::{Digest, Suite};

/// The seed of a ceremony (种子).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "种子")]
pub struct Seed {
    suite: Suite,
    digest: Digest,
}

impl Seed {
    /// The hash of these sources.
    pub(crate) fn of(suite: Suite, sources: &[Source]) -> Self {
        let mut text = format!("double-random/1 seed {suite}\n");
        text.extend(sources.iter().map(Source::line));
        Self { suite, digest: suite.hash(text.as_bytes()) }
    }

    /// The throw-away seed of a trial, whose text no sources can have.
    pub fn of_trial(suite: Suite, number: TrialNumber) -> Self {
        let text = format!("double-random/1 trial {suite}\n{number}\n");
        Self { suite, digest: suite.hash(text.as_bytes()) }
    }

    /// The seed as a digest.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The key for a purpose within a scope: a draw id, or the plan's name for merged visits.
    pub fn key(&self, purpose: Purpose, scope: &str) -> Digest {
        let Self { suite, digest } = self;
        let text = format!("double-random/1 key {suite}\n{}\n{scope}\n{digest}\n", purpose.name());
        suite.hash(text.as_bytes())
    }
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Tickets of targets.
    Ticket,
    /// The order of inspectors.
    Order,
    /// The mixing of assignments.
    Mix,
}

impl Purpose {
    /// The name in the hashed text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Order => "order",
            Self::Mix => "mix",
        }
    }
}
