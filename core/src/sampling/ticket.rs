//! Tickets.

use super::IdColumn;
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

    /// The tickets of the ids in these rows (一批签号), in that order: worked out many at a time, and so in a fraction of the time that
    /// they take one by one.
    ///
    /// ```
    /// use double_random::{Suite, TicketKey};
    ///
    /// let key = TicketKey::new(Suite::Sm3, &Suite::Sm3.hash(b"for this example only"));
    /// let ids = ["140581-0001", "140581-0002"];
    /// assert_eq!(key.tickets(&ids[..], &[1, 0]), [key.ticket(b"140581-0002"), key.ticket(b"140581-0001")]);
    /// ```
    #[doc(alias = "一批签号")]
    pub fn tickets<C: IdColumn + ?Sized>(&self, ids: &C, rows: &[usize]) -> Vec<Digest> {
        let (mut together, mut tickets) = (self.together(), Vec::with_capacity(rows.len()));
        for rows in rows.chunks(LANES) {
            let mut group = [&[][..]; LANES];
            for (place, row) in group.iter_mut().zip(rows) {
                *place = ids.id(*row);
            }
            tickets.extend(together.whole(&group).into_iter().take(rows.len()));
        }
        tickets
    }

    /// What makes many tickets at once.
    #[inline]
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
    #[inline]
    pub(crate) fn prefixes(&mut self, ids: &[&[u8]; LANES], prefixes: &mut Prefixes) {
        if self.blocks.lay_out(64, ids) {
            self.key.path.prefixes(self.key.suite, &self.keyed, &self.blocks, prefixes);
        } else {
            self.prefixes_of_long(ids, prefixes);
        }
    }

    /// The ticket of each id.
    fn whole(&mut self, ids: &[&[u8]; LANES]) -> [Digest; LANES] {
        self.blocks.lay_out(64, &short(ids));
        let mut after = [[0; LANES]; 8];
        let before = self.keyed.map(|word| [word; LANES]);
        self.key.path.compress(self.key.suite, &before, &self.blocks, &mut after);
        let mut tickets = [Digest::from_bytes([0; 32]); LANES];
        for (lane, (ticket, id)) in tickets.iter_mut().zip(ids).enumerate() {
            let word = |words: &[u32; LANES]| words.get(lane).copied().unwrap_or_default();
            *ticket = match id.len() {
                ..=ONE_BLOCK => Digest::from_words(after.each_ref().map(word)),
                _ => self.key.ticket(id),
            };
        }
        tickets
    }

    /// [`prefixes`](Self::prefixes) as a function.
    #[inline]
    pub(crate) fn into_prefixes(mut self) -> impl FnMut(&[&[u8]; LANES], &mut Prefixes) {
        move |ids, prefixes| self.prefixes(ids, prefixes)
    }

    /// [`prefixes`](Self::prefixes) where some ids take two blocks: those are hashed one by one.
    fn prefixes_of_long(&mut self, ids: &[&[u8]; LANES], prefixes: &mut Prefixes) {
        self.prefixes(&short(ids), prefixes);
        let [first, second] = prefixes;
        for (id, (first, second)) in ids.iter().zip(first.iter_mut().zip(second)) {
            if id.len() > ONE_BLOCK {
                let [one, two, ..] = self.key.ticket(id).words();
                (*first, *second) = (one, two);
            }
        }
    }
}

/// The ids that fit one block, and nothing where one does not.
fn short<'a>(ids: &[&'a [u8]; LANES]) -> [&'a [u8]; LANES] {
    ids.map(|id| if id.len() <= ONE_BLOCK { id } else { &[] })
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
                    let texts = ids.map(|id| str::from_utf8(id).unwrap());
                    let rows: Vec<usize> = (0..LANES).chain([5, 3]).collect();
                    let tickets = rows.iter().map(|row| key.ticket(ids[*row]));
                    assert!(tickets.eq(key.tickets(&texts[..], &rows)), "{path:?}");
                };
                (0..=60).for_each(|length| check([length; LANES]));
                (0..=60).for_each(|most| check(std::array::from_fn(|lane| lane * 11 % (most + 1))));
            }
        }
    }
}
