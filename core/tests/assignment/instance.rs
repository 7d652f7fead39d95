//! Problems to assign, as plain lists, made from frozen seeds.

use double_random::{Assignment, AssignmentProblem, Candidate, Digest, MixStream, Suite};

/// A problem as plain lists.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) suite: Suite,
    pub(crate) order_key: Digest,
    pub(crate) mix_key: Digest,
    /// Load and cap of each inspector.
    pub(crate) inspectors: Vec<(u32, Option<u32>)>,
    /// Who is admissible, for each slot of each visit.
    pub(crate) visits: Vec<Vec<Vec<usize>>>,
}

impl Instance {
    pub(crate) fn id(inspector: usize) -> String {
        format!("I{inspector:03}")
    }

    pub(crate) fn target(visit: usize) -> String {
        format!("T{visit:05}")
    }

    pub(crate) fn problem(&self) -> AssignmentProblem {
        let candidate = |(at, (load, cap)): (usize, &(u32, Option<u32>))| Candidate {
            id: Self::id(at),
            load: *load,
            cap: *cap,
        };
        let inspectors = self.inspectors.iter().enumerate().map(candidate).collect();
        let mut problem = AssignmentProblem::new(self.suite, inspectors).unwrap();
        for (visit, slots) in self.visits.iter().enumerate() {
            problem.push_visit(&self.order_key, &Self::target(visit), slots).unwrap();
        }
        problem
    }

    pub(crate) fn assign(&self) -> Assignment {
        self.problem().assign(&self.mix_key, &mut ()).unwrap()
    }

    pub(crate) fn room(&self, inspector: usize) -> usize {
        let (load, cap) = self.inspectors[inspector];
        cap.map_or(usize::MAX, |cap| cap.saturating_sub(load) as usize)
    }

    /// All slots as (visit, slot), in order.
    pub(crate) fn slots(&self) -> Vec<(usize, usize)> {
        let slots =
            |(visit, slots): (usize, &Vec<Vec<usize>>)| (0..slots.len()).map(move |slot| (visit, slot));
        self.visits.iter().enumerate().flat_map(slots).collect()
    }

    /// The rank of an inspector at a visit, by the words of the specification.
    pub(crate) fn rank(&self, visit: usize, inspector: usize) -> (Digest, String) {
        let text = format!("{}{}\n{}", self.order_key, Self::target(visit), Self::id(inspector));
        (self.suite.hash(text.as_bytes()), Self::id(inspector))
    }
}

/// A stream of choices from a frozen seed.
pub(crate) struct Choices(MixStream);

impl Choices {
    pub(crate) fn new(seed: &str) -> Self {
        Self(MixStream::new(&Suite::Sha256.hash(seed.as_bytes())))
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0.below((bound as u64).try_into().unwrap()) as usize
    }

    /// A problem of at most this many visits and inspectors: scarce people, tight limits, unequal loads.
    pub(crate) fn instance(
        &mut self,
        seed: &str,
        visits: usize,
        inspectors: usize,
        slots: usize,
    ) -> Instance {
        let inspectors = 1 + self.below(inspectors);
        let generous = 1 + self.below(4);
        let caps = self.below(3);
        let candidate = |choices: &mut Self| {
            let load = choices.below(4) as u32;
            let cap = (choices.below(3) < caps).then(|| choices.below(6) as u32);
            (load, cap)
        };
        let admissible = |choices: &mut Self| -> Vec<usize> {
            (0..inspectors).filter(|_| choices.below(4) < generous).collect()
        };
        let visit = |choices: &mut Self| -> Vec<Vec<usize>> {
            let slots = 1 + choices.below(slots);
            let same = admissible(choices);
            (0..slots)
                .map(|_| if choices.below(3) == 0 { admissible(choices) } else { same.clone() })
                .collect()
        };
        let suite = Suite::ALL[self.below(2)];
        Instance {
            suite,
            order_key: suite.hash(format!("order {seed}").as_bytes()),
            mix_key: suite.hash(format!("mix {seed}").as_bytes()),
            inspectors: (0..inspectors).map(|_| candidate(self)).collect(),
            visits: (0..1 + self.below(visits)).map(|_| visit(self)).collect(),
        }
    }
}
