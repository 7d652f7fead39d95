//! The order of inspectors at a visit.

use crate::digest::{Digest, LANES};
use crate::sampling::TicketKey;

/// What an inspector ranks by at a visit to the target: `H(order key || target id || LF || inspector id)`. Equal hashes go by the ids.
pub(crate) fn rank(order: &TicketKey, target: &str, inspector: &str) -> Digest {
    order.ticket(&ranked(target, inspector))
}

/// The first eight bytes of the rank of each of these inspectors.
pub(super) fn rank_prefixes(order: &TicketKey, target: &str, inspectors: &[&str]) -> Vec<u64> {
    let mut tickets = order.together();
    let (mut prefixes, mut words) = (Vec::with_capacity(inspectors.len()), [[0; LANES]; 2]);
    for group in inspectors.chunks(LANES) {
        let texts: Vec<Vec<u8>> = group.iter().map(|inspector| ranked(target, inspector)).collect();
        let mut together = [&[][..]; LANES];
        together.iter_mut().zip(&texts).for_each(|(place, text)| *place = text);
        tickets.prefixes(&together, &mut words);
        let [first, second] = &words;
        let both = first.iter().zip(second).take(group.len());
        prefixes.extend(both.map(|(first, second)| u64::from(*first) << 32 | u64::from(*second)));
    }
    prefixes
}

fn ranked(target: &str, inspector: &str) -> Vec<u8> {
    [target.as_bytes(), b"\n", inspector.as_bytes()].concat()
}
