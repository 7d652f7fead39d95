//! Only the sampling, over columns as they lie in memory.

use double_random::{
    IdColumn, PackedIds, PerTier, RiskTier, SampleSize, SamplingError, StratumDraw, Suite, TicketKey,
    stratified_draw as draw,
};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

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

/// Draws from ids in one text, each from its offset to the next, and the tiers 0 to 3 or, where a row is not in the pool, 255;
/// `setting` says in JSON how many.
#[wasm_bindgen]
pub fn stratified_draw(
    text: &[u8],
    offsets: &[u32],
    tiers: &[u8],
    setting: &str,
    report: &Function,
) -> Result<Strata, Refused> {
    let Setting { key, suite, numbers, reserve } = serde_json::from_str(setting).map_err(Refused::request)?;
    let key = TicketKey::new(suite, &key.parse()?);
    let ids = packed(text, offsets)?;
    let tiers = Tiers::read(tiers, ids.rows())?;
    let mut watch = Report::new(report);
    let size = SampleSize { drawn: numbers, reserve };
    let drawn = draw(&key, &ids, |row| tiers.get(row), &size, &mut watch);
    Ok(Strata(watch.unless_thrown(drawn)??))
}

/// Ids side by side.
fn packed<'a>(text: &'a [u8], offsets: &'a [u32]) -> Result<PackedIds<'a>, Refused> {
    let ids = str::from_utf8(text).ok().and_then(|text| PackedIds::new(text, offsets));
    ids.ok_or_else(|| {
        let no_text = |ends: &[u32]| match *ends {
            [from, to] => text.get(from as usize..to as usize).is_some_and(|id| str::from_utf8(id).is_err()),
            _ => false,
        };
        match offsets.windows(2).position(no_text) {
            Some(row) => SamplingError::NotText { row: row as u64 }.into(),
            None => {
                Refused::request("offsets rise from 0 to the length of the text, one more than there are ids")
            }
        }
    })
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
        let is_tier = |tier: u8| usize::from(tier) < RiskTier::ALL.len() || tier == NOT_IN_POOL;
        match tiers.iter().position(|tier| !is_tier(*tier)) {
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
