//! The assignment of inspectors, against trying everything: the same trial as in the tests of the crate, on instances
//! that are searched for.

use arbitrary::{Arbitrary, Unstructured};
use double_random::Assignment;

use crate::brute_force::{balanced, filled, first, mixed, sum_of_squares};
use crate::hash::suite;
use crate::instance::Instance;

#[derive(Debug, Arbitrary)]
struct Case {
    first_suite: bool,
    keys: [u8; 2],
    /// Load and cap.
    inspectors: Vec<(u8, Option<u8>)>,
    /// Who is admissible, a bit for each inspector, in each slot of each visit.
    visits: Vec<Vec<u8>>,
}

/// The most slots and inspectors of which everything can be tried.
const SLOTS: usize = 6;
const INSPECTORS: usize = 6;

/// A slot is open if and only if no filling has it beside those before; the sum of squares is the least of all
/// fillings; the start is the first in order of them; the teams follow from it by the moves of the specification; the
/// shortage of an open slot is short by one.
pub fn assignment(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let instance = case.instance();
    let Assignment { start, teams, loads } = instance.assign();
    let filled = filled(&instance);
    let open: Vec<bool> = start.concat().iter().map(Option::is_some).collect();
    assert_eq!(open, filled, "{instance:?}");
    let balanced = balanced(&instance, &filled);
    let first = first(&instance, &balanced);
    assert_eq!(start.concat(), first, "{instance:?}");
    assert_eq!(teams.concat(), mixed(&instance, &first), "{instance:?}");
    let squares: u64 = loads.iter().map(|load| load * load).sum();
    assert_eq!(squares, sum_of_squares(&instance, &first), "{instance:?}");
    let problem = instance.problem();
    for ((visit, slot), filled) in instance.slots().into_iter().zip(filled) {
        let shortage = problem.shortage(visit, slot);
        assert_eq!(shortage.is_none(), filled, "{instance:?}");
        if let Some(shortage) = shortage {
            let takes: usize = shortage.inspectors.iter().map(|competitor| competitor.takes).sum();
            assert_eq!(takes + 1, shortage.slots.len(), "{instance:?}");
        }
    }
}

impl Case {
    fn instance(&self) -> Instance {
        let suite = suite(self.first_suite);
        let inspectors: Vec<_> = self
            .inspectors
            .iter()
            .take(INSPECTORS)
            .map(|(load, cap)| (u32::from(*load), cap.map(u32::from)))
            .collect();
        let admissible =
            |bits: u8| (0..inspectors.len()).filter(|inspector| bits >> inspector & 1 == 1).collect();
        let mut left = SLOTS;
        let mut visits = Vec::new();
        for visit in &self.visits {
            let slots: Vec<Vec<usize>> = visit.iter().take(left).map(|bits| admissible(*bits)).collect();
            left -= slots.len();
            visits.push(slots);
        }
        visits.truncate(2 * SLOTS);
        let [order_key, mix_key] = self.keys.map(|key| suite.hash(&[key]));
        Instance { suite, order_key, mix_key, inspectors, visits }
    }
}
