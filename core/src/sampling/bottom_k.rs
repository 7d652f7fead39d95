//! Keeping the smallest of a stream.

/// Keeps the rows with the `k` smallest ticket prefixes of a stream, and every row that ties with the last of them.
///
/// It holds up to half as many again and then drops what can no longer be among the smallest, so a stream of any length
/// costs memory of the order of `k` and, on average, one comparison a row.
#[derive(Debug)]
pub(super) struct BottomK {
    k: usize,
    kept: Vec<Candidate>,
    /// A prefix above this one cannot be among the `k` smallest.
    bound: u64,
    /// When so many are held, it is time to drop some.
    full: usize,
}

/// A row that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) prefix: u64,
    pub(super) row: usize,
}

/// How many may be held where so many are kept; even for the fewest, dropping is put off until it is worth while.
fn half_as_many_again(kept: usize) -> usize {
    kept + (kept / 2).max(256)
}

impl BottomK {
    /// Keeps the `k` smallest of at most `rows` rows.
    pub(super) fn new(k: usize, rows: usize) -> Self {
        let k = k.min(rows);
        let full = half_as_many_again(k);
        Self { k, kept: Vec::with_capacity(full.min(rows)), bound: if k == 0 { 0 } else { u64::MAX }, full }
    }

    /// Takes a row.
    #[inline]
    pub(super) fn offer(&mut self, prefix: u64, row: usize) {
        if prefix <= self.bound && self.k > 0 {
            self.kept.push(Candidate { prefix, row });
            if self.kept.len() >= self.full {
                self.drop_the_rest();
            }
        }
    }

    fn drop_the_rest(&mut self) {
        let (_, last, _) = self.kept.select_nth_unstable_by_key(self.k - 1, |candidate| candidate.prefix);
        self.bound = last.prefix;
        let bound = self.bound;
        self.kept.retain(|candidate| candidate.prefix <= bound);
        // Ties with the last can outgrow `k`; without room after them too, each row would drop in vain.
        self.full = half_as_many_again(self.kept.len());
    }

    /// What may be among the `k` smallest, in no order.
    pub(super) fn finish(mut self) -> Vec<Candidate> {
        if self.k > 0 && self.kept.len() > self.k {
            self.drop_the_rest();
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Guards against sort-everything, with prefixes so few that most rows tie.
        #[test]
        fn the_smallest_are_kept(prefixes in prop::collection::vec(0_u64..40, 0..3000), k in 0_usize..1200) {
            let mut bottom = BottomK::new(k, prefixes.len());
            for (row, prefix) in prefixes.iter().enumerate() {
                bottom.offer(*prefix, row);
            }
            let mut kept: Vec<(u64, usize)> = bottom.finish().iter().map(|c| (c.prefix, c.row)).collect();
            kept.sort_unstable();
            let mut all: Vec<(u64, usize)> = prefixes.iter().copied().zip(0..).collect();
            all.sort_unstable();
            let last = k.min(all.len()).checked_sub(1).map(|last| all[last].0);
            all.retain(|(prefix, _)| last.is_some_and(|last| *prefix <= last));
            prop_assert_eq!(kept, all);
        }
    }
}
