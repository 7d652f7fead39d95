//! The draw in one pass, against hashing and sorting everything.

use arbitrary::{Arbitrary, Unstructured};
use double_random::{IdColumn, PackedIds, PerTier, RiskTier, SamplingError, StratumDraw, stratified_draw};

use crate::population::{Kept, Population, has_twice};
use crate::told::is_told;

/// In each tier the drawn and the reserve are the smallest by (ticket, id), in order, from a list as from packed ids.
/// A draw is refused if and only if a tier has too few, or one of the kept stands there twice.
pub fn sampler(data: &[u8]) {
    let Ok(population) = Population::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let ids = population.ids();
    let (text, offsets) = packed(&ids);
    let packed = PackedIds::new(&text, &offsets).expect("offsets of whole texts");
    let listed = draw(&population, &ids[..]);
    assert_eq!(draw(&population, &packed), listed);

    let sorted = population.sorted(&ids);
    let too_few = |tier: RiskTier| (sorted[tier].len() as u64) < population.size().drawn[tier];
    let twice = |tier: RiskTier| {
        let (drawn, reserve) = population.kept(tier, &sorted[tier]);
        has_twice(&[drawn, reserve].concat())
    };
    let refused = RiskTier::ALL.into_iter().any(|tier| too_few(tier) || twice(tier));
    match listed {
        Ok(strata) => {
            assert!(!refused, "{population:?}");
            for (tier, stratum) in strata.iter() {
                let found =
                    |rows: &[usize]| -> Vec<String> { rows.iter().map(|row| ids[*row].clone()).collect() };
                let expected =
                    |kept: &[Kept]| -> Vec<String> { kept.iter().map(|(_, id)| id.clone()).collect() };
                let (drawn, reserve) = population.kept(tier, &sorted[tier]);
                assert_eq!(found(&stratum.drawn), expected(drawn), "{tier:?} of {population:?}");
                assert_eq!(found(&stratum.reserve), expected(reserve), "{tier:?} of {population:?}");
                assert!(
                    stratum
                        .drawn
                        .iter()
                        .chain(&stratum.reserve)
                        .all(|row| population.tier(*row) == Some(tier))
                );
            }
        }
        Err(error) => {
            assert!(refused, "{error} for {population:?}");
            is_told(&error);
        }
    }
}

fn draw<C: IdColumn + Sync + ?Sized>(
    population: &Population,
    ids: &C,
) -> Result<PerTier<StratumDraw>, SamplingError> {
    stratified_draw(&population.key(), ids, |row| population.tier(row), &population.size(), &mut ())
}

/// The ids end to end, and where each begins.
fn packed(ids: &[String]) -> (String, Vec<u32>) {
    let ends = ids.iter().scan(0, |end, id| {
        *end += id.len() as u32;
        Some(*end)
    });
    (ids.concat(), std::iter::once(0).chain(ends).collect())
}
