//! The chain from the published digests to the keys.

use std::collections::BTreeSet;

use super::check::{Check, CheckName, Comparison};
use super::{Evidence, attempts};
use crate::digest::Digest;
use crate::plan::InspectionPlan;
use crate::progress::{Interrupted, Watch};
use crate::record::{Commitment, DirectoryKind, DrawRecord, root_of};
use crate::rule::Coordination;
use crate::seed::{Seed, Source, SourceCommitment, Sources};
use crate::target::TargetDirectory;

/// Commitment, plan and directory.
pub(super) fn before_the_draw(
    record: &DrawRecord,
    evidence: &Evidence<'_>,
    plan: Option<&InspectionPlan>,
    watch: &mut dyn Watch,
) -> Result<Vec<Check>, Interrupted> {
    let commitment = &record.commitment;
    Ok(vec![
        commitment_digest(record, evidence.commitment_digest),
        attempt(record, plan),
        attempts::check(commitment, evidence.voids),
        plan_digest(commitment, evidence.plan, plan),
        directory_shape(commitment, evidence.targets),
        directory_root(commitment, evidence.targets, watch)?,
        directory_digest(commitment),
    ])
}

fn commitment_digest(record: &DrawRecord, published: Option<Digest>) -> Check {
    let mut comparison = Comparison::new(CheckName::CommitmentDigest);
    let digest = record.commitment.digest();
    comparison.equal("commitment_digest", &digest, &record.commitment_digest);
    if let Some(published) = published {
        comparison.equal("published digest of the commitment", &published, &digest);
    }
    comparison.finish()
}

fn attempt(record: &DrawRecord, plan: Option<&InspectionPlan>) -> Check {
    let mut comparison = Comparison::new(CheckName::CommitmentAttempt);
    let commitment = &record.commitment;
    comparison.equal("number of draws", &commitment.draws.len(), &record.draws.len());
    let mut tasks = BTreeSet::new();
    for (at, committed) in commitment.draws.iter().enumerate() {
        let expected = format!("{}/{}/{}", commitment.plan.name, committed.task, commitment.attempt);
        comparison.equal(format_args!("commitment.draws[{at}].draw"), &expected, &committed.draw);
        if let Some(draw) = record.draws.get(at) {
            comparison.equal(format_args!("draws[{at}].draw"), &expected, &draw.draw);
        }
        if !tasks.insert(&committed.task) {
            comparison.differ(format_args!("commitment.draws[{at}].task"), "each task once", &committed.task);
        }
        if plan.is_some_and(|plan| plan.task(&committed.task).is_none()) {
            comparison.differ(
                format_args!("commitment.draws[{at}].task"),
                "a task of the plan",
                &committed.task,
            );
        }
    }
    let stated = |has: bool| if has { "a previous record" } else { "no previous record" };
    let first = commitment.attempt.get() == 1;
    comparison.equal("commitment.previous", &stated(!first), &stated(commitment.previous.is_some()));
    comparison.finish()
}

fn plan_digest(commitment: &Commitment, text: &str, plan: Option<&InspectionPlan>) -> Check {
    let mut comparison = Comparison::new(CheckName::PlanDigest);
    let found = commitment.suite.hash(text.as_bytes());
    comparison.equal("digest of the plan", &commitment.plan.digest, &found);
    match plan {
        None => comparison.differ("plan", "a plan in the one layout", "a text that is none"),
        Some(plan) => {
            comparison.equal("name of the plan", &commitment.plan.name, plan.name());
            let word = |coordination| match coordination {
                Coordination::Independent => "independent",
                Coordination::MergedVisits => "merged_visits",
            };
            comparison.equal("coordination", &word(commitment.coordination), &word(plan.coordination()));
        }
    }
    comparison.finish()
}

fn directory_shape(commitment: &Commitment, directory: &TargetDirectory) -> Check {
    let mut comparison = Comparison::new(CheckName::DirectoryShape);
    let committed = &commitment.targets;
    comparison.equal("profile", &committed.profile.name(), &directory.profile().name());
    let columns: Vec<&str> = directory.columns().names().collect();
    comparison.equal("columns", &committed.columns.join(" "), &columns.join(" "));
    comparison.equal("rows", &committed.rows, &(directory.len() as u64));
    comparison.equal("salted", &committed.salted, &directory.salt_key().is_some());
    comparison.finish()
}

fn directory_root(
    commitment: &Commitment,
    directory: &TargetDirectory,
    watch: &mut dyn Watch,
) -> Result<Check, Interrupted> {
    let root = root_of(directory, commitment.suite, watch)?;
    let mut comparison = Comparison::new(CheckName::DirectoryRoot);
    comparison.equal("root of the directory", &commitment.targets.root, &root);
    Ok(comparison.finish())
}

fn directory_digest(commitment: &Commitment) -> Check {
    let mut comparison = Comparison::new(CheckName::DirectoryDigest);
    let expected = commitment.targets.digest_of_members(DirectoryKind::Targets, commitment.suite);
    comparison.equal("commitment.targets.digest", &expected, &commitment.targets.digest);
    comparison.finish()
}

/// Sources, seed and keys.
pub(super) fn from_sources_to_keys(record: &DrawRecord) -> Vec<Check> {
    vec![sources(record), time(&record.commitment), entropy(&record.commitment), seed(record), keys(record)]
}

fn sources(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::SourcesCommitments);
    sources_open(&mut comparison, &record.commitment, &record.sources);
    comparison.finish()
}

/// Whether the sources are the committed ones.
pub(super) fn sources_open(comparison: &mut Comparison, commitment: &Commitment, revealed: &[Source]) {
    let committed = &commitment.sources;
    comparison.equal("number of sources", &committed.len(), &revealed.len());
    for (at, (committed, revealed)) in committed.iter().zip(revealed).enumerate() {
        if let Err(error) = revealed.opens(commitment.suite, committed) {
            comparison.differ(format_args!("sources[{at}]"), "the committed source", error);
        }
    }
}

fn time(commitment: &Commitment) -> Check {
    let mut comparison = Comparison::new(CheckName::SourcesTime);
    for source in &commitment.sources {
        if let SourceCommitment::Beacon { network, round } = source {
            let due = network.time_of(*round);
            let both = commitment.committed_at.zip(due);
            if both.is_none_or(|(committed_at, due)| due <= committed_at) {
                let due = due.map_or("never".to_owned(), |due| due.to_string());
                let what = format_args!("{network}:{round}, due at {due}");
                let committed_at =
                    commitment.committed_at.map_or("no moment".to_owned(), |at| at.to_string());
                comparison.differ(what, "after the commitment", format_args!("committed at {committed_at}"));
            }
        }
    }
    comparison.holds("rounds due before the commitment");
    comparison.finish()
}

fn entropy(commitment: &Commitment) -> Check {
    let mut comparison = Comparison::new(CheckName::SourcesEntropy);
    match Sources::new(commitment.sources.clone(), commitment.witness) {
        Ok(_) => comparison.equal("sources", &"enough", &"enough"),
        Err(error) => comparison.differ("sources", "enough, and the witness line true", error),
    }
    comparison.finish()
}

fn seed(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::Seed);
    let seed = Seed::of(record.commitment.suite, &record.sources).digest();
    comparison.equal("seed", &seed, &record.seed);
    comparison.finish()
}

fn keys(record: &DrawRecord) -> Check {
    let mut comparison = Comparison::new(CheckName::Keys);
    let commitment = &record.commitment;
    for (at, (draw, committed)) in record.draws.iter().zip(&commitment.draws).enumerate() {
        let named = [("ticket", draw.keys.ticket), ("order", draw.keys.order), ("mix", draw.keys.mix)];
        for (purpose, found) in named {
            let key = key(commitment, purpose, &committed.draw, &record.seed);
            comparison.equal(format_args!("draws[{at}].keys.{purpose}"), &key, &found);
        }
    }
    comparison.finish()
}

/// The key of a draw as section 4 of the specification writes it.
pub(super) fn key(commitment: &Commitment, purpose: &str, draw: &str, seed: &Digest) -> Digest {
    let suite = commitment.suite;
    let scope = match commitment.coordination {
        Coordination::Independent => draw,
        Coordination::MergedVisits => commitment.plan.name.as_str(),
    };
    suite.hash(format!("double-random/1 key {suite}\n{purpose}\n{scope}\n{seed}\n").as_bytes())
}
