//! The chain of attempts: none left out, none put in another order.

use super::check::{Check, CheckName, Comparison};
use crate::digest::Digest;
use crate::record::{Commitment, VoidedAttempt};

/// Checks the voids of all attempts before this one, the first first.
pub(super) fn check(commitment: &Commitment, voids: &[String]) -> Check {
    let mut comparison = Comparison::new(CheckName::Attempts);
    let before = u64::from(commitment.attempt.get()) - 1;
    if voids.is_empty() && before > 0 {
        return comparison.finish();
    }
    comparison.equal("number of void attempts", &before, &(voids.len() as u64));
    let mut previous: Option<Digest> = None;
    for (number, text) in (1_u64..).zip(voids) {
        match VoidedAttempt::from_json(text) {
            Ok(void) => {
                link(&mut comparison, commitment, number, previous, &void);
                previous = Some(void.digest());
            }
            Err(error) => comparison.differ(format_args!("void {number}"), "a void in the one layout", error),
        }
    }
    comparison.equal_option("commitment.previous", previous, commitment.previous);
    comparison.finish()
}

fn link(
    comparison: &mut Comparison,
    commitment: &Commitment,
    number: u64,
    previous: Option<Digest>,
    void: &VoidedAttempt,
) {
    comparison.equal(format_args!("void {number}: attempt"), &number, &void.attempt.get().into());
    comparison.equal_option(format_args!("void {number}: previous"), previous, void.previous);
    comparison.equal(format_args!("void {number}: suite"), &commitment.suite, &void.suite);
    comparison.equal(format_args!("void {number}: plan"), &commitment.plan.name, &void.plan);
    let joined = |tasks: Vec<&str>| tasks.join(" ");
    let expected = joined(commitment.draws.iter().map(|draw| draw.task.as_str()).collect());
    let found = joined(void.tasks.iter().map(|task| task.as_str()).collect());
    comparison.equal(format_args!("void {number}: tasks"), &expected, &found);
}
