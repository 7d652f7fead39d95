//! What others would write. Each gives the rows drawn in each tier.

use double_random::{Digest, PerTier, RiskTier, SampleSize};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// The same result as the library's: hash every id, sort each tier, take the first.
pub(crate) fn hash_and_sort(
    key: &Digest,
    ids: &[&str],
    tiers: &[RiskTier],
    size: &SampleSize,
) -> PerTier<Vec<usize>> {
    let key = key.hex();
    let mut tickets = PerTier::<Vec<([u8; 32], usize)>>::default();
    for (row, (id, tier)) in ids.iter().zip(tiers).enumerate() {
        let ticket = Sha256::new().chain_update(key).chain_update(id).finalize();
        tickets[*tier].push((ticket.into(), row));
    }
    smallest(tickets, size)
}

/// Sort by numbers of a seeded generator. Who is drawn depends on the order of the rows, and on generator and version, so
/// nobody can check one target by hand and one row more or less is another draw.
pub(crate) fn random_keys_and_sort(seed: u64, tiers: &[RiskTier], size: &SampleSize) -> PerTier<Vec<usize>> {
    let mut generator = StdRng::seed_from_u64(seed);
    let mut keys = PerTier::<Vec<(u64, usize)>>::default();
    for (row, tier) in tiers.iter().enumerate() {
        keys[*tier].push((generator.next_u64(), row));
    }
    smallest(keys, size)
}

/// Sample row numbers of each tier: touches no id, so it is fast, and proves nothing, for the same reasons.
pub(crate) fn index_sample(seed: u64, tiers: &[RiskTier], size: &SampleSize) -> PerTier<Vec<usize>> {
    let mut generator = StdRng::seed_from_u64(seed);
    let mut rows = PerTier::<Vec<usize>>::default();
    for (row, tier) in tiers.iter().enumerate() {
        rows[*tier].push(row);
    }
    PerTier::from_fn(|tier| {
        let places = rand::seq::index::sample(&mut generator, rows[tier].len(), drawn(size, tier));
        places.iter().filter_map(|place| rows[tier].get(place).copied()).collect()
    })
}

fn smallest<K: Ord>(mut keyed: PerTier<Vec<(K, usize)>>, size: &SampleSize) -> PerTier<Vec<usize>> {
    PerTier::from_fn(|tier| {
        keyed[tier].sort_unstable();
        keyed[tier].iter().take(drawn(size, tier)).map(|(_, row)| *row).collect()
    })
}

fn drawn(size: &SampleSize, tier: RiskTier) -> usize {
    usize::try_from(size.drawn[tier]).unwrap_or(usize::MAX)
}
