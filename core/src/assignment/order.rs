//! The order of inspectors at a visit.

use crate::digest::Digest;
use crate::sampling::TicketKey;

/// What an inspector ranks by at a visit to the target: `H(order key || target id || LF || inspector id)`. Equal hashes go by the ids.
pub(crate) fn rank(order: &TicketKey, target: &str, inspector: &str) -> Digest {
    order.ticket(&ranked(target, inspector))
}

/// The first eight bytes of the rank, for several inspectors at once.
pub(super) fn rank_prefixes<const N: usize>(
    order: &TicketKey,
    target: &str,
    inspectors: [&str; N],
) -> [u64; N] {
    let texts = inspectors.map(|inspector| ranked(target, inspector));
    order.prefixes(texts.each_ref().map(Vec::as_slice))
}

fn ranked(target: &str, inspector: &str) -> Vec<u8> {
    [target.as_bytes(), b"\n", inspector.as_bytes()].concat()
}
