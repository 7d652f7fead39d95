//! The chance that the generated directories are made with: the same on every machine.

use std::num::NonZeroU64;

use double_random::{MixStream, RiskTier, Suite};

pub(crate) struct Chance(MixStream);

impl Chance {
    /// All chance of one directory comes from one text, through the crate's own stream.
    pub(crate) fn new(text: &str) -> Self {
        Self(MixStream::new(&Suite::Sha256.hash(text.as_bytes())))
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let number = NonZeroU64::new(bound as u64).map_or(0, |bound| self.0.below(bound));
        usize::try_from(number).unwrap_or_default()
    }

    /// A tier, each with its chance in a thousand; none with what is left.
    pub(crate) fn pick(&mut self, in_thousand: [usize; 4]) -> Option<RiskTier> {
        let mut at = self.below(1000);
        for (tier, share) in RiskTier::ALL.into_iter().zip(in_thousand) {
            match at.checked_sub(share) {
                Some(rest) => at = rest,
                None => return Some(tier),
            }
        }
        None
    }
}
