//! Plain columns: ids and tiers.

use double_random::{PerTier, RiskTier, SampleSize};

use crate::scatter;

/// Targets as plain columns: ids of 18 bytes, shaped like unified social credit codes and in no order, and tiers, of which
/// A has 60 %, B 25 %, C 10 % and D 5 %.
pub struct Population {
    /// All ids, end to end.
    text: String,
    /// The tier of each.
    pub tiers: Vec<RiskTier>,
}

/// The id of the target with this number.
pub(crate) fn id(number: u32) -> String {
    format!("91140581{:010}", scatter(number))
}

/// Its tier.
pub(crate) fn tier(number: u32) -> RiskTier {
    match scatter(!number) % 100 {
        ..60 => RiskTier::A,
        60..85 => RiskTier::B,
        85..95 => RiskTier::C,
        95.. => RiskTier::D,
    }
}

const ID_BYTES: usize = 18;

/// How much of each tier is drawn, in percent.
const RATIOS: PerTier<u64> = PerTier([1, 3, 8, 20]);

impl Population {
    /// So many targets.
    pub fn new(targets: u32) -> Self {
        Self { text: (0..targets).map(id).collect(), tiers: (0..targets).map(tier).collect() }
    }

    /// All ids, end to end, 18 bytes each.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where each id begins in that text, and the last ends.
    pub fn offsets(&self) -> Vec<u32> {
        (0..).step_by(ID_BYTES).take(self.tiers.len() + 1).collect()
    }

    /// The ids, as slices of one text.
    pub fn ids(&self) -> Vec<&str> {
        let ids = self.text.as_bytes().chunks_exact(ID_BYTES);
        ids.map(|id| str::from_utf8(id).expect("ids are ASCII")).collect()
    }

    /// How many are drawn: 1 % of A, 3 % of B, 8 % of C and 20 % of D, without a reserve.
    pub fn size(&self) -> SampleSize {
        let mut drawn = PerTier::<u64>::default();
        for tier in &self.tiers {
            drawn[*tier] += RATIOS[*tier];
        }
        SampleSize { drawn: PerTier::from_fn(|tier| drawn[tier] / 100), reserve: 0 }
    }
}
