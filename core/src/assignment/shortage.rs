//! Why a slot stays open.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use super::AssignmentProblem;
use super::filling::Filling;
use super::search::Search;

/// Why a slot stays open (人手不足): the one smallest set of slots, this one and some before it, that cannot all be filled, and whom
/// they compete for. Everyone's `takes` add up to one less than there are slots.
///
/// Source: section 8.3 of the specification; a minimal cut of the flow from slots to inspectors.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "人手不足")]
pub struct Shortage {
    /// The slots as (visit, slot), in order; the last is the open one.
    pub slots: Vec<(usize, usize)>,
    /// Everyone admissible for one of them.
    pub inspectors: Vec<Competitor>,
}

/// An inspector whom too many slots compete for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Competitor {
    /// The number of the inspector.
    pub inspector: usize,
    /// How many of the slots they could take: as many as there is room for, and one of each visit.
    pub takes: usize,
}

impl AssignmentProblem {
    /// Why the slot of the visit stays open; none if it does not, or is none.
    ///
    /// ```
    /// use double_random::{AssignmentProblem, Candidate, Suite};
    ///
    /// let only = Candidate { id: "I1".to_owned(), load: 3, cap: Some(4) };
    /// let mut problem = AssignmentProblem::new(Suite::Sha256, vec![only])?;
    /// let key = Suite::Sha256.hash(b"key");
    /// problem.push_visit(&key, "甲店", &[vec![0]])?;
    /// problem.push_visit(&key, "乙店", &[vec![0]])?;
    /// let shortage = problem.shortage(1, 0).unwrap();
    /// assert_eq!(shortage.slots, [(0, 0), (1, 0)]);
    /// assert_eq!(shortage.inspectors[0].takes, 1);
    /// assert_eq!(problem.shortage(0, 0), None);
    /// # Ok::<(), double_random::AssignmentError>(())
    /// ```
    pub fn shortage(&self, visit: usize, slot: usize) -> Option<Shortage> {
        let open = self.visits.get(visit)?.slots.clone().nth(slot)?;
        let (mut filling, mut search) = (Filling::empty(self), Search::new(self));
        // Nobody is left out as useless, as the search that fails has to find everyone.
        for slot in 0..=open {
            let mut everyone = FixedBitSet::with_capacity(self.inspectors.len());
            everyone.insert_range(..);
            filling.fill(slot, &mut everyone, &mut search);
        }
        if filling.holder(open).is_some() {
            return None;
        }
        let mut slots = search.needed().to_vec();
        slots.sort_unstable();
        Some(self.shortage_of(&slots))
    }

    fn shortage_of(&self, slots: &[usize]) -> Shortage {
        let mut visits = vec![BTreeSet::new(); self.inspectors.len()];
        for slot in slots {
            self.set(*slot).ones().for_each(|inspector| {
                visits[inspector].insert(self.slots[*slot].visit);
            });
        }
        let competitors = visits.iter().enumerate().filter(|(_, visits)| !visits.is_empty());
        let name = |slot: &usize| {
            let visit = self.slots[*slot].visit;
            (visit, slot - self.visits[visit].slots.start)
        };
        Shortage {
            slots: slots.iter().map(name).collect(),
            inspectors: competitors
                .map(|(inspector, visits)| Competitor {
                    inspector,
                    takes: visits.len().min(self.inspectors[inspector].room()),
                })
                .collect(),
        }
    }
}
