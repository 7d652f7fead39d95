//! Verification (核验): everything in a record is recomputed from plan, directory and sources, and each check reports what
//! was expected and what was found.
//!
//! Nothing here calls the code that draws: pools are recounted row by row, quotas are found by trying all sets of full tiers,
//! selections are checked by counting who lies below the cut-off, tickets are hashed whole, and those listed a second time one by
//! one, and an assignment is checked by looking for a better one. Only primitives are shared: hashes and the tree over them,
//! fractions, selectors, windows and areas, the reading of documents.
//!
//! Each check trusts the link before it as the record states it (tickets trust the stated key, keys the stated seed, the seed
//! the stated sources, …), so an edit shows at the link where it was made, and an edit of several links shows at the first.

mod absence;
mod amendments;
mod assignment;
mod attempts;
mod chain;
mod check;
mod plain;
mod pool;
mod proof_report;
mod quota;
mod receipt;
mod report;
mod selection;

pub use absence::verify_absence;
pub use check::{Check, CheckName, CheckStatus, Compared};
pub use proof_report::ProofReport;
pub use receipt::{ReceiptEvidence, verify_receipt};
pub use report::VerificationReport;

use crate::digest::{Digest, Suite};
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::{Interrupted, Watch};
use crate::record::DrawRecord;
use crate::target::TargetDirectory;
use check::Comparison;

/// What a record is verified against (核验材料).
#[derive(Debug, Clone, Copy)]
#[doc(alias = "核验材料")]
pub struct Evidence<'a> {
    /// The plan document, as text.
    pub plan: &'a str,
    /// The directory of targets, with its salt key if the commitment says it was salted.
    pub targets: &'a TargetDirectory,
    /// The directory of inspectors, where the commitment names one.
    pub inspectors: Option<&'a InspectorDirectory>,
    /// The digest of the commitment, as it was published before the draw.
    pub commitment_digest: Option<Digest>,
    /// The digest of the record, as it was published after the draw.
    pub record_digest: Option<Digest>,
    /// The voids of all attempts before this one, as text, the first first.
    pub voids: &'a [String],
    /// The amendments after the draw, as text, the first first.
    pub amendments: &'a [String],
}

impl<'a> Evidence<'a> {
    /// The plan document and the directory; everything else was not handed in.
    pub fn new(plan: &'a str, targets: &'a TargetDirectory) -> Self {
        Self {
            plan,
            targets,
            inspectors: None,
            commitment_digest: None,
            record_digest: None,
            voids: &[],
            amendments: &[],
        }
    }
}

/// Verifies a record (核验).
///
/// ```no_run
/// # fn example(record: &str, plan: &str, targets: &double_random::TargetDirectory) {
/// use double_random::{Evidence, verify};
///
/// let report = verify(record, &Evidence::new(plan, targets), &mut ()).expect("nobody stopped it");
/// println!("{report}");
/// assert!(report.holds());
/// # }
/// ```
///
/// # Errors
///
/// When `watch` stops the work. Whatever is wrong with the record is in the report.
#[doc(alias = "核验")]
pub fn verify(
    record: &str,
    evidence: &Evidence<'_>,
    watch: &mut dyn Watch,
) -> Result<VerificationReport, Interrupted> {
    let mut layout = Comparison::new(CheckName::RecordLayout);
    let parsed = match DrawRecord::from_json(record) {
        Ok(parsed) => {
            layout.equal("record", &"a record in the one layout", &"a record in the one layout");
            parsed
        }
        Err(error) => {
            layout.differ("record", "a record in the one layout", error.to_string());
            return Ok(VerificationReport::unreadable(layout.finish()));
        }
    };
    let suite = parsed.commitment.suite;
    let plan = InspectionPlan::from_json(evidence.plan);
    let mut checks = vec![published_digest(record, suite, evidence.record_digest), layout.finish()];
    checks.extend(chain::before_the_draw(&parsed, evidence, plan.as_ref().ok(), watch)?);
    checks.extend(chain::from_sources_to_keys(&parsed));
    let recounted = match &plan {
        Ok(plan) => pool::recount(&parsed, plan, evidence.targets, watch)?,
        Err(_) => pool::Recount::impossible(),
    };
    checks.push(recounted.check());
    checks.push(quota::check(&parsed, plan.as_ref().ok()));
    checks.push(selection::tickets(&parsed));
    checks.push(selection::selection(&parsed, &recounted, evidence.targets, watch)?);
    checks.push(selection::cut_off(&parsed));
    checks.push(selection::visits(&parsed));
    checks.extend(assignment::check(&parsed, plan.as_ref().ok(), evidence, watch)?);
    checks.push(amendments::check(&parsed, plan.as_ref().ok(), &recounted, evidence, watch)?);
    Ok(VerificationReport::new(checks, parsed.commitment.witness, parsed.commitment.attempt))
}

fn published_digest(record: &str, suite: Suite, published: Option<Digest>) -> Check {
    let mut comparison = Comparison::new(CheckName::RecordDigest);
    if let Some(published) = published {
        comparison.equal("digest of the record", &published, &suite.hash(record.as_bytes()));
    }
    comparison.finish()
}
