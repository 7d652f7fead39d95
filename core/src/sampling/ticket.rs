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
        if let Some(state) = self.one_compression(id) {
            let mut bytes = [0; 32];
            for (place, word) in bytes.chunks_exact_mut(4).zip(state) {
                place.copy_from_slice(&word.to_be_bytes());
            }
            return Digest::from_bytes(bytes);
        }
        let mut hasher = self.keyed.clone();
        hasher.update(id);
        hasher.finish()
    }

    /// The first eight bytes of the ticket, as a number: all that most comparisons need.
    pub(crate) fn prefix(&self, id: &[u8]) -> u64 {
        match self.one_compression(id) {
            Some([first, second, ..]) => u64::from(first) << 32 | u64::from(second),
            None => self.ticket(id).prefix(),
        }
    }

    /// The final state, if the suite and the length of the id allow a single compression.
    fn one_compression(&self, id: &[u8]) -> Option<[u32; 8]> {
        let mut state = self.block_state?;
        if id.len() > ONE_BLOCK {
            return None;
        }
        // Padding of FIPS 180-4, 5.1.1: the id, a one bit, zeros, the length of key and id in bits.
        let mut block = [0; 64];
        let (text, padding) = block.split_at_mut(id.len());
        text.copy_from_slice(id);
        if let Some(first) = padding.first_mut() {
            *first = 0x80;
        }
        let bits = 8 * (64 + id.len() as u64);
        if let Some(length) = block.last_chunk_mut() {
            *length = bits.to_be_bytes();
        }
        sha2::block_api::compress256(&mut state, &[block]);
        Some(state)
    }
}

/// The initial hash value of SHA-256 (FIPS 180-4, 5.3.3).
const SHA256_START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the single compression, and its edge, against the plain hash of key and id, in both suites.
    #[test]
    fn a_ticket_is_the_hash_of_key_and_id() {
        for suite in Suite::ALL {
            let key = suite.hash(b"key");
            let tickets = TicketKey::new(suite, &key);
            for length in 0..=200 {
                let id = vec![b'A' + (length % 26) as u8; length];
                let ticket = suite.hash(&[&key.hex()[..], &id].concat());
                assert_eq!(tickets.ticket(&id), ticket, "{suite} {length}");
                assert_eq!(tickets.prefix(&id), ticket.prefix(), "{suite} {length}");
            }
        }
    }
}
