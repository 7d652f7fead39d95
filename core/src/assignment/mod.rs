//! Who visits whom (随机选派, `assign/1`): section 8 of the specification.
//!
//! [`roster`] makes visits with slots of what was drawn, and [`eligibility`] says who is admissible for each. Everything after that is
//! done on numbers alone, in four steps, each with a result that does not depend on how it is found:
//!
//! 1. [`filling`]: slots are filled in order; one that cannot be filled together with those before it stays open.
//! 2. [`balance`]: visits are passed on along chains of inspectors until the sum of squared loads is the least.
//! 3. [`start`]: of all such assignments the first in the order of hashes.
//! 4. [`mix`]: a chain of random moves that keeps all of this.
//!
//! Steps 1 to 3 walk the same graph ([`search`]): a slot that needs somebody leads to everyone admissible for it, and an inspector
//! who takes it leads to the slots that they hold and could give up. Slots with the same inspectors share one set of bits, and a
//! search visits each inspector once, so a province's month takes seconds.

#![expect(
    clippy::indexing_slicing,
    reason = "visits, slots and inspectors are numbered by the problem itself; no number comes from outside unchecked"
)]

mod balance;
mod eligibility;
mod filling;
mod mix;
mod order;
mod problem;
mod roster;
mod search;
mod shortage;
mod start;

pub(crate) use eligibility::Eligibility;
pub(crate) use order::rank;
pub use problem::{AssignmentProblem, Candidate};
pub use roster::StaffError;
pub(crate) use roster::{Roster, VisitToStaff, check_columns};
pub use shortage::{Competitor, Shortage};

use std::ops::ControlFlow;

use crate::digest::Digest;
use crate::message::catalogue;
use crate::progress::{Interrupted, Watch};
use filling::Filling;

catalogue! {
    /// Why something is not a problem of assignment.
    pub enum AssignmentError {
        /// Inspectors that are not sorted, or one that comes twice.
        OutOfOrder { /** The id that is not after the one before it. */ id: String }
            = "assignment.out_of_order",
            en: "inspectors are listed by the bytes of their ids, each once; `{id}` does not come after the one before it",
            zh: "检查人员须按标识字节顺序排列且不重复；`{id}`没有排在前一个之后";
        /// A number that is no inspector's, or does not come in its order.
        NoSuchInspector { /** The visit, from 0. */ visit: usize, /** The slot, from 0. */ slot: usize, /** The number. */ number: usize }
            = "assignment.no_such_inspector",
            en: "visit {visit}, slot {slot}: {number} is not the number of a further inspector; they are counted from 0 and named in order",
            zh: "第{visit}次检查第{slot}个名额：{number}不是后续检查人员的序号；序号从0起，按顺序列出";
    }
}

/// Teams for all visits (随机选派结果). Inspectors are named by their numbers in the problem; an open slot has none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "随机选派")]
pub struct Assignment {
    /// Who was first in order, for each slot of each visit: what can be explained inspector by inspector.
    pub start: Vec<Vec<Option<usize>>>,
    /// Who goes, after the mixing.
    pub teams: Vec<Vec<Option<usize>>>,
    /// The visits of each inspector, with those before.
    pub loads: Vec<u64>,
}

impl AssignmentProblem {
    /// Assigns inspectors to all slots that can be filled (`assign/1`).
    ///
    /// ```
    /// use double_random::{AssignmentProblem, Candidate, Suite};
    ///
    /// let candidate = |id: &str| Candidate { id: id.to_owned(), load: 0, cap: None };
    /// let mut problem = AssignmentProblem::new(Suite::Sha256, ["I1", "I2", "I3"].map(candidate).into())?;
    /// let key = Suite::Sha256.hash(b"key");
    /// for target in ["甲店", "乙店", "丙店"] {
    ///     problem.push_visit(&key, target, &[vec![0, 1, 2], vec![1, 2]])?;
    /// }
    /// let assignment = problem.assign(&key, &mut ())?;
    /// assert_eq!(assignment.loads, [2, 2, 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When `watch` stops the work.
    #[doc(alias = "assign/1")]
    pub fn assign(&self, mix_key: &Digest, watch: &mut dyn Watch) -> Result<Assignment, Interrupted> {
        let mut progress = Progress::new(self.slots(), watch);
        let mut filling = Filling::of_as_many_as_possible(self, &mut progress)?;
        balance::balance(&mut filling, &mut progress)?;
        start::first_in_order(&mut filling, &mut progress)?;
        let start = filling.by_visit();
        let teams = mix::mixed(&filling, mix_key, &mut progress)?;
        Ok(Assignment { start, loads: self.loads_of(&teams), teams })
    }
}

/// How far an assignment is: every slot is passed three times, to be filled, to be put in order, to be mixed.
struct Progress<'a> {
    done: u64,
    total: u64,
    watch: &'a mut dyn Watch,
}

/// Slots between two reports.
const SLOTS: u64 = 16;

impl<'a> Progress<'a> {
    fn new(slots: usize, watch: &'a mut dyn Watch) -> Self {
        Self { done: 0, total: 3 * slots as u64, watch }
    }

    /// One more slot has been passed.
    fn step(&mut self) -> Result<(), Interrupted> {
        self.done += 1;
        if self.done.is_multiple_of(SLOTS) || self.done == self.total { self.report() } else { Ok(()) }
    }

    fn report(&mut self) -> Result<(), Interrupted> {
        match self.watch.at(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Interrupted::Stopped { done: self.done, total: self.total }),
        }
    }
}
