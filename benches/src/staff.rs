//! Visits and inspectors, as numbers.

use double_random::{AssignmentProblem, Candidate, Digest, Suite};

use crate::scatter;

/// Visits of two inspectors each, a specialist first, and who is admissible for each slot.
pub struct Staff {
    /// How many inspectors there are.
    pub inspectors: usize,
    /// Who is admissible, for each slot of each visit.
    pub visits: Vec<[Vec<usize>; 2]>,
}

/// How many kinds of specialists there are; each inspector is one of two kinds, each visit asks for one.
const SPECIALTIES: u32 = 6;

impl Staff {
    /// So many visits and inspectors in so many districts, everyone visiting only their own; about one pair in a hundred is
    /// recused.
    pub fn new(visits: u32, inspectors: u32, districts: u32) -> Self {
        let of = |inspector: u32, kind: u32| {
            let first = scatter(inspector) % SPECIALTIES;
            kind == first || kind == (first + 1 + scatter(!inspector) % 2) % SPECIALTIES
        };
        let visit = |visit: u32| {
            let (district, kind) = (scatter(visit) % districts, scatter(!visit) % SPECIALTIES);
            let near = (0..inspectors).filter(|inspector| inspector % districts == district);
            let near = near.filter(|inspector| !scatter(visit ^ scatter(*inspector)).is_multiple_of(100));
            let near: Vec<u32> = near.collect();
            let specialists = near.iter().filter(|inspector| of(**inspector, kind)).map(|who| *who as usize);
            [specialists.collect(), near.iter().map(|who| *who as usize).collect()]
        };
        Self { inspectors: inspectors as usize, visits: (0..visits).map(visit).collect() }
    }

    /// The problem, with loads from 0 to 4 and no limit.
    pub fn problem(&self) -> AssignmentProblem {
        let candidate = |at: usize| {
            let load = u32::try_from(at % 5).expect("a small number");
            Candidate { id: format!("140500-{at:06}"), load, cap: None }
        };
        let candidates = (0..self.inspectors).map(candidate).collect();
        let mut problem = AssignmentProblem::new(Suite::Sha256, candidates).expect("sorted ids");
        for (at, slots) in self.visits.iter().enumerate() {
            problem.push_visit(&Self::key(), &format!("91140581{at:010}"), slots).expect("known inspectors");
        }
        problem
    }

    /// The key of order and mix.
    pub fn key() -> Digest {
        Suite::Sha256.hash(b"benches")
    }
}
