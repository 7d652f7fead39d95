//! Tickets.

use crate::digest::{Blocks, Digest, HashPath, Hasher, LANES, ONE_BLOCK, Prefixes, Suite};

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
    path: HashPath,
}

impl TicketKey {
    /// The tickets of this key.
    pub fn new(suite: Suite, key: &Digest) -> Self {
        let mut keyed = suite.hasher();
        keyed.update(&key.hex());
        Self { suite, key: *key, keyed, path: HashPath::fastest(suite) }
    }

    /// The same key, its tickets worked out in this way.
    #[doc(hidden)]
    pub fn on(self, path: HashPath) -> Self {
        Self { path, ..self }
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
        let mut hasher = self.keyed.clone();
        hasher.update(id);
        hasher.finish()
    }

    /// What makes many tickets at once.
    pub(crate) fn together(&self) -> Tickets<'_> {
        Tickets { key: self, keyed: self.keyed.state(), blocks: Blocks::new() }
    }
}

/// Makes the tickets of many ids at once.
#[derive(Debug, Clone)]
pub(crate) struct Tickets<'a> {
    key: &'a TicketKey,
    /// The state after the key.
    keyed: [u32; 8],
    blocks: Blocks,
}

impl Tickets<'_> {
    /// The first two words of the ticket of each id: all that most comparisons need.
    pub(crate) fn prefixes(&mut self, ids: &[&[u8]; LANES], prefixes: &mut Prefixes) {
        if self.blocks.lay_out(64, ids) {
            self.key.path.prefixes(self.key.suite, &self.keyed, &self.blocks, prefixes);
        } else {
            self.prefixes_of_long(ids, prefixes);
        }
    }

    /// The same as a function.
    pub(crate) fn into_prefixes(mut self) -> impl FnMut(&[&[u8]; LANES], &mut Prefixes) {
        move |ids, prefixes| self.prefixes(ids, prefixes)
    }

    /// The same where some ids take two blocks: those are hashed one by one.
    fn prefixes_of_long(&mut self, ids: &[&[u8]; LANES], prefixes: &mut Prefixes) {
        self.prefixes(&ids.map(|id| if id.len() <= ONE_BLOCK { id } else { &[] }), prefixes);
        let [first, second] = prefixes;
        for (id, (first, second)) in ids.iter().zip(first.iter_mut().zip(second)) {
            if id.len() > ONE_BLOCK {
                let [one, two, ..] = self.key.ticket(id).words();
                (*first, *second) = (one, two);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the ticket against the plain hash of key and id, in both suites, of which the key knows its own.
    #[test]
    fn a_ticket_is_the_hash_of_key_and_id() {
        for suite in Suite::ALL {
            let key = suite.hash(b"key");
            let tickets = TicketKey::new(suite, &key);
            assert_eq!((tickets.suite(), tickets.key()), (suite, key));
            for length in 0..=200 {
                let id = vec![b'A' + (length % 26) as u8; length];
                let ticket = suite.hash(&[&key.hex()[..], &id].concat());
                assert_eq!(tickets.ticket(&id), ticket, "{suite} {length}");
            }
        }
    }

    /// Guards every way of making tickets, both suites, against the plain hash of key and id: all lengths there are, alone,
    /// mixed, and beyond one block.
    #[test]
    fn tickets_made_together_are_the_same() {
        for suite in Suite::ALL {
            let key = TicketKey::new(suite, &suite.hash(b"key"));
            let text: Vec<u8> = (0..200).map(|at| b'0' + at % 43).collect();
            for path in HashPath::all(suite) {
                let key = key.clone().on(path);
                assert_eq!(format!("{:?}", key.path), format!("{path:?}"));
                let mut together = key.together();
                let mut check = |lengths: [usize; LANES]| {
                    let ids = lengths.map(|length| &text[length % 7..length % 7 + length]);
                    let mut prefixes = [[0; LANES]; 2];
                    together.prefixes(&ids, &mut prefixes);
                    let [first, second] = prefixes;
                    for (lane, id) in ids.iter().enumerate() {
                        let [one, two, ..] = key.ticket(id).words();
                        assert_eq!([first[lane], second[lane]], [one, two], "{path:?} {}", id.len());
                    }
                };
                (0..=60).for_each(|length| check([length; LANES]));
                (0..=60).for_each(|most| check(std::array::from_fn(|lane| lane * 11 % (most + 1))));
            }
        }
    }
}
