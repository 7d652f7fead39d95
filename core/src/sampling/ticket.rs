//! Tickets.

use crate::digest::{Digest, Hasher, Suite};

/// Makes the tickets of one draw: `H(key || id)`, the key being 64 hexadecimal characters.
///
/// The key fills the first block of the hash exactly, so its state is worked out once, and an id of up to 55 bytes then
/// costs a single compression.
///
/// ```
/// use double_random::{Digest, Suite, TicketKey};
///
/// let key: Digest = "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c".parse()?;
/// let ticket = TicketKey::new(Suite::Sha256, &key).ticket(b"A");
/// assert_eq!(ticket.to_string(), "5a4a20cf993eff932760f420dbf6001c89e3df98ed4288a24dba350b98f42ddb");
/// # Ok::<(), double_random::DigestError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "签号")]
pub struct TicketKey {
    suite: Suite,
    key: Digest,
    /// The state of the hash after the key.
    keyed: Hasher,
    /// The same for the path of one compression, where the suite has one.
    block_state: Option<[u32; 8]>,
}

/// The longest id that fits one block with its padding.
const ONE_BLOCK: usize = 55;

impl TicketKey {
    /// The tickets of this key.
    pub fn new(suite: Suite, key: &Digest) -> Self {
        let mut keyed = suite.hasher();
        keyed.update(&key.hex());
        let block_state = match suite {
            Suite::Sha256 => {
                let mut state = SHA256_START;
                sha2::block_api::compress256(&mut state, &[key.hex()]);
                Some(state)
            }
            Suite::Sm3 => None,
        };
        Self { suite, key: *key, keyed, block_state }
    }

    /// The suite.
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The key.
    pub fn key(&self) -> Digest {
        self.key
    }

    /// The ticket of an id.
    pub fn ticket(&self, id: &[u8]) -> Digest {
        let Some(mut state) = self.block_state.filter(|_| id.len() <= ONE_BLOCK) else {
            let mut hasher = self.keyed.clone();
            hasher.update(id);
            return hasher.finish();
        };
        let mut block = Block::default();
        lay_out(id, &mut block);
        compress(&mut state, &block);
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(4).zip(state) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        Digest::from_bytes(bytes)
    }

    /// The first eight bytes of the ticket of each id, as numbers: all that most comparisons need.
    ///
    /// All blocks are laid out before the first is hashed. One at a time, each hash would have to wait until the block just
    /// written can be read again, and the processor could not begin it while it ends the one before.
    pub(crate) fn prefixes<const N: usize>(&self, ids: [&[u8]; N]) -> [u64; N] {
        let Some(keyed) = self.block_state.filter(|_| ids.iter().all(|id| id.len() <= ONE_BLOCK)) else {
            return ids.map(|id| self.ticket(id).prefix());
        };
        let mut blocks = [Block::default(); N];
        for (id, block) in ids.iter().zip(&mut blocks) {
            lay_out(id, block);
        }
        blocks.each_ref().map(|block| {
            let mut state = keyed;
            compress(&mut state, block);
            let [first, second, ..] = state;
            u64::from(first) << 32 | u64::from(second)
        })
    }
}

/// One block of SHA-256, as eight words, because words are copied faster than so few bytes.
type Block = [[u8; 8]; 8];

/// Lays out the block after the key in an empty one: the id, a one bit, zeros, the length of key and id in bits (FIPS
/// 180-4, 5.1.1).
fn lay_out(id: &[u8], block: &mut Block) {
    let (words, rest) = id.as_chunks();
    let mut places = block.iter_mut();
    for (word, place) in words.iter().zip(&mut places) {
        *place = *word;
    }
    if let Some(place) = places.next() {
        let end = rest.iter().rfold(0x80 << 56, |end, byte| end >> 8 | u64::from(*byte) << 56);
        *place = end.to_be_bytes();
    }
    if let Some(length) = block.last_mut() {
        *length = (8 * (64 + id.len() as u64)).to_be_bytes();
    }
}

fn compress(state: &mut [u32; 8], block: &Block) {
    sha2::block_api::compress256(state, block.as_flattened().as_chunks().0);
}

/// The initial hash value of SHA-256 (FIPS 180-4, 5.3.3).
const SHA256_START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the single compression, alone and together, and its edge, against the plain hash of key and id, in both suites.
    #[test]
    fn a_ticket_is_the_hash_of_key_and_id() {
        for suite in Suite::ALL {
            let key = suite.hash(b"key");
            let tickets = TicketKey::new(suite, &key);
            let one_letter = suite.hash(&[&key.hex()[..], b"A"].concat());
            for length in 0..=200 {
                let id = vec![b'A' + (length % 26) as u8; length];
                let ticket = suite.hash(&[&key.hex()[..], &id].concat());
                assert_eq!(tickets.ticket(&id), ticket, "{suite} {length}");
                let both = tickets.prefixes([&id, b"A"]);
                assert_eq!(both, [ticket.prefix(), one_letter.prefix()], "{suite} {length}");
            }
        }
    }
}
