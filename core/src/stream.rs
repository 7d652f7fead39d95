//! Random numbers from a key: PCG64 words and numbers below a bound, the same on every machine and in every release.

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::digest::Digest;

/// The stream of words that a `mix` key starts (specification, section 4).
///
/// Only `from_seed` and the generator's 64-bit words are taken from the library; how a word becomes a number below a
/// bound is ours, so no release of another crate can change a value.
///
/// ```
/// use double_random::{MixStream, Suite};
///
/// let mut stream = MixStream::new(&Suite::Sha256.hash(b"key"));
/// assert!(stream.below(std::num::NonZeroU64::new(6).unwrap()) < 6);
/// ```
#[derive(Debug, Clone)]
pub struct MixStream(Pcg64);

impl MixStream {
    /// The stream of this key.
    pub fn new(key: &Digest) -> Self {
        Self(Pcg64::from_seed(*key.as_bytes()))
    }

    /// A number below `bound`, each equally likely: words below `2^64 mod bound` are passed over, since those would make
    /// the small numbers likelier.
    pub fn below(&mut self, bound: std::num::NonZeroU64) -> u64 {
        let bound = bound.get();
        let passed_over = bound.wrapping_neg() % bound;
        loop {
            let word = self.0.next_u64();
            if word >= passed_over {
                return word % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU64;

    /// Guards the branch that passes words over: with a bound above 2^63 about half of them are.
    #[test]
    fn words_are_passed_over_when_they_would_bias() {
        let key = crate::Suite::Sha256.hash(b"mix");
        let bound = NonZeroU64::new((1 << 63) + 1).unwrap();
        let mut words = Pcg64::from_seed(*key.as_bytes());
        let mut stream = MixStream::new(&key);
        let mut passed_over = 0;
        for _ in 0..200 {
            let expected = loop {
                let word = words.next_u64();
                if word >= (1 << 63) - 1 {
                    break word % bound;
                }
                passed_over += 1;
            };
            assert_eq!(stream.below(bound), expected);
        }
        assert!((150..250).contains(&passed_over), "{passed_over}");
    }
}
