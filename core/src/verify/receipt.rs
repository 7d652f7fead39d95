//! Receipts, verified without the directory.

use super::chain::{key, sources_open};
use super::check::{Check, CheckName, Comparison};
use super::plain::Plain;
use super::pool::{own_tier, reason};
use super::proof_report::ProofReport;
use super::selection::ticket;
use crate::digest::Digest;
use crate::merkle::{InclusionProof, leaf_hash};
use crate::plan::{InspectionPlan, InspectionTask};
use crate::pool::ExclusionReason;
use crate::record::{
    Commitment, CommittedTier, DrawCommitment, DrawDigest, ProvenRow, Receipt, ReceiptDraw, ReceiptOutcome,
};
use crate::risk::RiskTier;
use crate::seed::Seed;
use crate::target::{Columns, InspectionTarget, TargetDirectory};

/// What a receipt is verified against: what was published, without which it is only a claim.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptEvidence<'a> {
    /// The digest of the commitment, as it was published before the draw.
    pub commitment_digest: Digest,
    /// The digest of the record, as it was published after the draw.
    pub record_digest: Digest,
    /// The digest document (抽取摘要) with the cut-offs, as it was published after the draw.
    pub digest: Option<&'a str>,
    /// The plan document.
    pub plan: Option<&'a str>,
}

impl ReceiptEvidence<'_> {
    /// The two published digests; digest document and plan were not handed in.
    pub fn new(commitment_digest: Digest, record_digest: Digest) -> Self {
        Self { commitment_digest, record_digest, digest: None, plan: None }
    }
}

/// Verifies a receipt (凭证核验): that its target stands in the committed directory, and what became of it.
///
/// That nobody else's ticket was passed over is for [`verify`](crate::verify()) to find out, which takes the whole record. Of a
/// rank only the bounds are known here, and so of the difference between reserve and not drawn.
///
/// ```
/// # fn example(receipt: &str, digest: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{DrawDigest, ReceiptEvidence, verify_receipt};
///
/// let published = DrawDigest::from_json(digest)?;
/// let evidence = ReceiptEvidence {
///     digest: Some(digest),
///     ..ReceiptEvidence::new(published.commitment_digest, published.record_digest)
/// };
/// let report = verify_receipt(receipt, &evidence);
/// println!("{}", report.plain_zh);
/// # Ok(())
/// # }
/// ```
#[doc(alias = "凭证核验")]
pub fn verify_receipt(text: &str, evidence: &ReceiptEvidence<'_>) -> ProofReport {
    let mut layout = Comparison::new(CheckName::ReceiptLayout);
    let receipt = match Receipt::from_json(text) {
        Ok(receipt) => receipt,
        Err(error) => {
            layout.differ("receipt", "a receipt in the one layout", error);
            return ProofReport::unreadable(CheckName::RECEIPT, layout.finish());
        }
    };
    nulls(&mut layout, &receipt);
    let checks = vec![
        layout.finish(),
        digest_check(CheckName::ReceiptCommitment, &evidence.commitment_digest, &receipt.commitment.digest()),
        digest_check(CheckName::ReceiptRecord, &evidence.record_digest, &receipt.record_digest),
        row(&receipt),
        sources(&receipt),
        keys(&receipt),
        tickets(&receipt),
        outcomes(&receipt, evidence),
        rules(&receipt, evidence.plan),
    ];
    let plain = Plain::of_receipt(&receipt, evidence.digest.is_some(), evidence.plan.is_some());
    ProofReport::new(checks, receipt.commitment.witness, plain)
}

/// A draw for each of the commitment, its members null where they must be.
fn nulls(comparison: &mut Comparison, receipt: &Receipt) {
    let commitment = &receipt.commitment;
    comparison.equal("number of draws", &commitment.draws.len(), &receipt.draws.len());
    for (committed, case) in cases(receipt) {
        let draw = &committed.draw;
        comparison.equal("draw", draw, &case.draw);
        let in_pool = case.outcome != ReceiptOutcome::Excluded;
        let listed = matches!(case.outcome, ReceiptOutcome::Drawn | ReceiptOutcome::Reserve);
        let some_drawn = tier_of(committed, case).is_some_and(|tier| tier.quota > 0);
        for (member, expected, found) in [
            ("tier", in_pool, case.tier.is_some()),
            ("reason", !in_pool, case.reason.is_some()),
            ("rank", listed, case.rank.is_some()),
            ("cut_off", some_drawn, case.cut_off.is_some()),
        ] {
            comparison.equal(format_args!("{draw}: {member}"), &given(expected), &given(found));
        }
    }
}

fn cases(receipt: &Receipt) -> impl Iterator<Item = (&DrawCommitment, &ReceiptDraw)> {
    receipt.commitment.draws.iter().zip(&receipt.draws)
}

/// The committed numbers of the tier that a receipt states.
fn tier_of<'a>(committed: &'a DrawCommitment, case: &ReceiptDraw) -> Option<&'a CommittedTier> {
    committed.tiers.iter().find(|tier| Some(tier.tier) == case.tier)
}

fn given(given: bool) -> &'static str {
    if given { "given" } else { "null" }
}

pub(super) fn digest_check(name: CheckName, published: &Digest, found: &Digest) -> Check {
    let mut comparison = Comparison::new(name);
    comparison.equal("published digest", published, found);
    comparison.finish()
}

fn row(receipt: &Receipt) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptRow);
    let row = receipt.proven_row();
    comparison.equal("id of the row", &receipt.id.as_str(), &row.id());
    stands(&mut comparison, "row", &receipt.commitment, &row);
    comparison.finish()
}

/// Whether a row stands in the committed directory. A salt must be there or not as committed: otherwise its characters could be
/// taken for the beginning of the row, or the row's for a salt.
pub(super) fn stands(comparison: &mut Comparison, what: &str, commitment: &Commitment, row: &ProvenRow) {
    let (suite, committed) = (commitment.suite, &commitment.targets);
    comparison.equal(format_args!("{what}: salt"), &given(committed.salted), &given(row.salt.is_some()));
    let salt = row.salt.map(|salt| salt.to_string()).unwrap_or_default();
    let leaf = leaf_hash(suite, salt.as_bytes(), row.row.as_bytes());
    let proof = InclusionProof { index: row.index, leaves: committed.rows, path: row.path.clone() };
    let leads = if proof.proves(suite, &leaf, &committed.root) { "the committed root" } else { "elsewhere" };
    comparison.equal(format_args!("{what}: path leads to"), &"the committed root", &leads);
}

fn sources(receipt: &Receipt) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptSources);
    sources_open(&mut comparison, &receipt.commitment, &receipt.sources);
    comparison.finish()
}

fn keys(receipt: &Receipt) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptKeys);
    let commitment = &receipt.commitment;
    let seed = Seed::of(commitment.suite, &receipt.sources).digest();
    comparison.equal("seed", &seed, &receipt.seed);
    for (committed, case) in cases(receipt) {
        let key = key(commitment, "ticket", &committed.draw, &receipt.seed);
        comparison.equal(format_args!("{}: key", committed.draw), &key, &case.key);
    }
    comparison.finish()
}

fn tickets(receipt: &Receipt) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptTickets);
    for (committed, case) in cases(receipt) {
        let ticket = ticket(receipt.commitment.suite, &case.key, &receipt.id);
        comparison.equal(format_args!("{}: ticket", committed.draw), &ticket, &case.ticket);
    }
    comparison.finish()
}

fn outcomes(receipt: &Receipt, evidence: &ReceiptEvidence<'_>) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptOutcomes);
    for (committed, case) in cases(receipt) {
        if let Some(tier) = tier_of(committed, case) {
            outcome(&mut comparison, committed, tier, case);
        }
    }
    if let Some(text) = evidence.digest {
        cut_offs(&mut comparison, receipt, evidence, text);
    }
    comparison.holds("draws with this target in the pool");
    comparison.finish()
}

/// Drawn or not, and the bounds of the rank.
fn outcome(
    comparison: &mut Comparison,
    committed: &DrawCommitment,
    tier: &CommittedTier,
    case: &ReceiptDraw,
) {
    let draw = &committed.draw;
    let word = |drawn: bool| if drawn { "drawn" } else { "not drawn" };
    let drawn = case.cut_off.is_some_and(|cut_off| case.ticket <= cut_off);
    comparison.equal(
        format_args!("{draw}: outcome"),
        &word(drawn),
        &word(case.outcome == ReceiptOutcome::Drawn),
    );
    let listed = tier.pool.min(tier.quota.saturating_add(committed.reserve.into()));
    let fits = match (case.outcome, case.rank) {
        // The last of the drawn is the one whose ticket is the cut-off.
        (ReceiptOutcome::Drawn, Some(rank)) => {
            (1..=tier.quota).contains(&rank) && (rank == tier.quota) == (case.cut_off == Some(case.ticket))
        }
        (ReceiptOutcome::Reserve, Some(rank)) => rank > tier.quota && rank <= listed,
        // Somebody in the pool is not listed only where it has more than are listed.
        (ReceiptOutcome::NotDrawn, _) => tier.pool > listed,
        _ => true,
    };
    let rank = case.rank.map_or("none".to_owned(), |rank| rank.to_string());
    if !fits {
        let expected = format_args!("within {} drawn and {listed} listed of {}", tier.quota, tier.pool);
        comparison.differ(format_args!("{draw}: rank"), expected, rank);
    }
}

/// The cut-offs are those of the published digest, which is one of this draw.
fn cut_offs(comparison: &mut Comparison, receipt: &Receipt, evidence: &ReceiptEvidence<'_>, text: &str) {
    let digest = match DrawDigest::from_json(text) {
        Ok(digest) => digest,
        Err(error) => return comparison.differ("digest", "a digest in the one layout", error),
    };
    comparison.equal("digest: record_digest", &evidence.record_digest, &digest.record_digest);
    comparison.equal("digest: commitment_digest", &evidence.commitment_digest, &digest.commitment_digest);
    comparison.equal("digest: number of draws", &digest.draws.len(), &receipt.draws.len());
    for (published, case) in digest.draws.iter().zip(&receipt.draws) {
        comparison.equal("digest: draw", &published.draw, &case.draw);
        if let Some(tier) = case.tier {
            let what = format_args!("{}: cut-off of tier {tier}", case.draw);
            comparison.equal_option(what, published.cut_offs[tier], case.cut_off);
        }
    }
}

/// Exclusion and tier, recomputed from the row alone.
fn rules(receipt: &Receipt, plan: Option<&str>) -> Check {
    let mut comparison = Comparison::new(CheckName::ReceiptRules);
    let Some(text) = plan else { return comparison.finish() };
    let commitment = &receipt.commitment;
    comparison.equal("digest of the plan", &commitment.plan.digest, &commitment.suite.hash(text.as_bytes()));
    let plan = match InspectionPlan::from_json(text) {
        Ok(plan) => plan,
        Err(error) => {
            comparison.differ("plan", "a plan in the one layout", error);
            return comparison.finish();
        }
    };
    match alone(receipt) {
        Ok(directory) => {
            for target in directory.iter() {
                cases(receipt).for_each(|(committed, case)| {
                    standing(&mut comparison, commitment, plan.task(&committed.task), &target, case);
                });
            }
        }
        Err(error) => comparison.differ("row", "a row with the committed columns", error),
    }
    comparison.finish()
}

/// The directory of this one row, with the committed columns.
fn alone(receipt: &Receipt) -> Result<TargetDirectory, String> {
    let committed = &receipt.commitment.targets;
    let columns = Columns::new(&committed.columns).map_err(|error| error.to_string())?;
    let row = [receipt.row.split('\t')];
    TargetDirectory::from_rows(columns, committed.profile, row).map_err(|error| error.to_string())
}

fn standing(
    comparison: &mut Comparison,
    commitment: &Commitment,
    task: Option<&InspectionTask>,
    target: &InspectionTarget<'_>,
    case: &ReceiptDraw,
) {
    let Some((task, rules)) = task.and_then(|task| task.rules().map(|rules| (task, rules))) else {
        return comparison.differ(&case.draw, "a task of the plan with its rules", "none");
    };
    let reason = reason(target, task, commitment.as_of);
    let tier = own_tier(target, task).unwrap_or(rules.tiers.not_classified);
    let shown = |reason: Option<ExclusionReason>| reason.map_or("none", ExclusionReason::code);
    comparison.equal(format_args!("{}: reason", case.draw), &shown(reason), &shown(case.reason));
    let shown = |tier: Option<RiskTier>| tier.map_or("none", RiskTier::letter);
    let tier = reason.is_none().then_some(tier);
    comparison.equal(format_args!("{}: tier", case.draw), &shown(tier), &shown(case.tier));
}
