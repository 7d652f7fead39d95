//! Only the sampling, over columns.

use double_random::{PerTier, RiskTier, SampleSize, StratumDraw, Suite, TicketKey, stratified_draw as draw};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::brought::Brought;
use crate::fault::Refused;
use crate::report::Report;

/// What was drawn: rows, from 0, in the order of their tickets.
#[wasm_bindgen]
pub struct Strata(PerTier<StratumDraw>);

#[wasm_bindgen]
impl Strata {
    /// The drawn of a tier, which is a number from 0 to 3.
    pub fn drawn(&self, tier: usize) -> Vec<u32> {
        self.rows(tier, |stratum| &stratum.drawn)
    }

    /// The next ones of a tier, for replacements.
    pub fn reserve(&self, tier: usize) -> Vec<u32> {
        self.rows(tier, |stratum| &stratum.reserve)
    }
}

impl Strata {
    fn rows(&self, tier: usize, rows: impl Fn(&StratumDraw) -> &[usize]) -> Vec<u32> {
        let rows = self.0.0.get(tier).map(rows).unwrap_or_default();
        rows.iter().filter_map(|row| u32::try_from(*row).ok()).collect()
    }
}

/// What a draw takes, and the key of its tickets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Setting {
    key: String,
    #[serde(default)]
    suite: Suite,
    numbers: PerTier<u64>,
    #[serde(default)]
    reserve: u32,
}

/// Draws from so many ids, which `bring` gives piece by piece, and the tiers 0 to 3 or, where a row is not in the pool, 255;
/// `setting` says in JSON how many.
#[wasm_bindgen]
pub fn stratified_draw(
    rows: usize,
    bring: &Function,
    tiers: &[u8],
    setting: &str,
    report: &Function,
) -> Result<Strata, Refused> {
    let Setting { key, suite, numbers, reserve } = serde_json::from_str(setting).map_err(Refused::request)?;
    let key = TicketKey::new(suite, &key.parse()?);
    let ids = Brought::new(rows, bring);
    let tiers = Tiers::read(tiers, rows)?;
    let mut watch = Report::new(report);
    let size = SampleSize { drawn: numbers, reserve };
    let drawn = draw(&key, &ids, |row| tiers.get(row), &size, &mut watch);
    Ok(Strata(watch.unless_thrown(ids.unless_refused(drawn)?)??))
}

/// A tier a row.
struct Tiers<'a>(&'a [u8]);

/// Stands for no tier.
const NOT_IN_POOL: u8 = 255;

impl<'a> Tiers<'a> {
    fn read(tiers: &'a [u8], rows: usize) -> Result<Self, Refused> {
        if tiers.len() != rows {
            return Err(Refused::request(format!("{rows} ids, but {} tiers", tiers.len())));
        }
        match first_without(tiers) {
            Some(row) => {
                Err(Refused::request(format!("the tier in row {row}, from 0, is neither 0 to 3 nor 255")))
            }
            None => Ok(Self(tiers)),
        }
    }

    fn get(&self, row: usize) -> Option<RiskTier> {
        RiskTier::ALL.get(usize::from(*self.0.get(row)?)).copied()
    }
}

/// The first row that has neither a tier nor what stands for none. No part of the draw around it: for the sake of this loop an engine
/// would compile that well, which takes a third of the time of a draw, though it runs once.
#[inline(never)]
fn first_without(tiers: &[u8]) -> Option<usize> {
    let is_tier = |tier: &u8| usize::from(*tier) < RiskTier::ALL.len() || *tier == NOT_IN_POOL;
    // All sixteen at a time, which a search that may end with any is not.
    let all = tiers.iter().fold(true, |all, tier| all & is_tier(tier));
    if all { None } else { tiers.iter().position(|tier| !is_tier(tier)) }
}
