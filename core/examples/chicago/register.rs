//! The register, read as a directory of targets.

use std::error::Error;

use double_random::{CsvOptions, IdProfile, InspectionTarget, PerTier, RiskTier, TargetDirectory};

use super::compare::Outcome;

const FILE: &str = include_str!("../data/chicago-food-register.csv");

/// The city's classes and the tiers they are drawn in, each by the meaning of its name: high is 高风险, medium the general
/// case (一般风险), low is 低风险. Between medium and high the city has nothing, so C stays empty.
pub(crate) const CLASSES: [(&str, RiskTier); 3] =
    [("Risk 1 (High)", RiskTier::D), ("Risk 2 (Medium)", RiskTier::B), ("Risk 3 (Low)", RiskTier::A)];

/// The licences with their tiers, row by row.
pub(crate) struct Register {
    pub(crate) directory: TargetDirectory,
    tiers: Vec<RiskTier>,
}

impl Register {
    pub(crate) fn read() -> Result<Self, Box<dyn Error>> {
        // Their classes are no words for tiers, so the column stays what it is and is mapped here.
        let options = CsvOptions::new(IdProfile::Ascii).heading("license", "id");
        let directory = TargetDirectory::read_csv(FILE.as_bytes(), &options)?;
        let tiers = directory.iter().map(|target| tier_of(&target)).collect::<Result<_, _>>()?;
        Ok(Self { directory, tiers })
    }

    /// How many licences there are.
    pub(crate) fn size(&self) -> usize {
        self.tiers.len()
    }

    /// The tier of a row.
    pub(crate) fn tier(&self, row: usize) -> Option<RiskTier> {
        self.tiers.get(row).copied()
    }

    /// How many licences each tier has.
    pub(crate) fn pool(&self) -> PerTier<u64> {
        PerTier::from_fn(|tier| self.tiers.iter().filter(|of| **of == tier).count() as u64)
    }

    /// Of how many licences of a tier this is true.
    pub(crate) fn count(&self, tier: RiskTier, outcome: Outcome) -> u64 {
        let of_tier = self.directory.iter().zip(&self.tiers).filter(|(_, of)| **of == tier);
        of_tier.filter(|(target, _)| outcome.holds(target)).count() as u64
    }
}

fn tier_of(target: &InspectionTarget<'_>) -> Result<RiskTier, String> {
    let class = target.field("risk").unwrap_or_default();
    let known = CLASSES.iter().find(|(name, _)| *name == class);
    known.map(|(_, tier)| *tier).ok_or_else(|| format!("licence {}: unknown class `{class}`", target.id()))
}
