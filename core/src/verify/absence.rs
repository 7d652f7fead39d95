//! Absences, verified without the directory.

use super::check::{Check, CheckName, Comparison};
use super::plain::Plain;
use super::proof_report::ProofReport;
use super::receipt::{digest_check, stands};
use crate::digest::Digest;
use crate::record::{Absence, ProvenRow};

/// Verifies the proof that an id is not in the directory, against the digest of the commitment as it was published (不在库核验).
///
/// ```
/// # fn example(absence: &str, published: double_random::Digest) {
/// use double_random::verify_absence;
///
/// let report = verify_absence(absence, &published);
/// println!("{report}");
/// assert!(report.holds());
/// # }
/// ```
#[doc(alias = "不在库核验")]
pub fn verify_absence(text: &str, commitment_digest: &Digest) -> ProofReport {
    let mut layout = Comparison::new(CheckName::AbsenceLayout);
    let absence = match Absence::from_json(text) {
        Ok(absence) => absence,
        Err(error) => {
            layout.differ("absence", "an absence in the one layout", error);
            return ProofReport::unreadable(CheckName::ABSENCE, layout.finish());
        }
    };
    layout.equal("absence", &"an absence in the one layout", &"an absence in the one layout");
    let checks = vec![
        layout.finish(),
        digest_check(CheckName::AbsenceCommitment, commitment_digest, &absence.commitment.digest()),
        rows(&absence),
        place(&absence),
    ];
    ProofReport::new(checks, absence.commitment.witness, Plain::of_absence(&absence))
}

fn rows(absence: &Absence) -> Check {
    let mut comparison = Comparison::new(CheckName::AbsenceRows);
    for (what, row) in [("before", &absence.before), ("after", &absence.after)] {
        if let Some(row) = row {
            stands(&mut comparison, what, &absence.commitment, row);
        }
    }
    // Only an empty directory has neither.
    if absence.before.is_none() && absence.after.is_none() {
        let nothing = absence.commitment.suite.hash(b"");
        comparison.equal("root of no rows", &nothing, &absence.commitment.targets.root);
    }
    comparison.finish()
}

fn place(absence: &Absence) -> Check {
    let mut comparison = Comparison::new(CheckName::AbsencePlace);
    let (committed, id) = (&absence.commitment.targets, absence.id.as_str());
    match committed.profile.check(id) {
        Ok(()) => comparison.equal("id", &"an id of this profile", &"an id of this profile"),
        Err(error) => comparison.differ("id", "an id of this profile", error),
    }
    let index = |row: &Option<ProvenRow>| row.as_ref().map(|row| row.index);
    // Both count the rows before the place where the id would stand.
    let behind = index(&absence.before).map_or(0, |before| before.saturating_add(1));
    let ahead = index(&absence.after).unwrap_or(committed.rows);
    comparison.equal("rows before its place", &behind, &ahead);
    if let Some(before) = absence.before.as_ref().filter(|before| before.id() >= id) {
        comparison.differ("id before", format_args!("less than {id}"), before.id());
    }
    if let Some(after) = absence.after.as_ref().filter(|after| after.id() <= id) {
        comparison.differ("id after", format_args!("greater than {id}"), after.id());
    }
    comparison.finish()
}
