//! Each way in which a draw could be steered, and the check that shows it. The names are those of the protocol's threats.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

mod common;

use std::collections::BTreeSet;

use common::ceremony::{directory_of, draw, name, plan, rows, salted, setting};
use double_random::{
    Coordination, DrawRecord, Evidence, Explain, InspectionPlan, Network, PerTier, PreparedDraw, QuotaRule,
    RiskTier, Secret, Selector, Source, SourceCommitment, Sources, Suite, TargetDirectory, TargetKind,
    Witness, verify,
};

struct Published {
    plan: InspectionPlan,
    targets: TargetDirectory,
    record: DrawRecord,
    evidence_commitment: double_random::Digest,
}

fn published() -> Published {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    let (evidence_commitment, record) = draw(&plan, &targets, setting(Suite::Sha256));
    Published { plan, targets, record, evidence_commitment }
}

impl Published {
    /// The checks that fail for a record against the published commitment, plan and directory.
    fn caught(
        &self,
        record: &DrawRecord,
        plan: &InspectionPlan,
        targets: &TargetDirectory,
    ) -> BTreeSet<&'static str> {
        let plan = plan.to_json();
        let evidence =
            Evidence { commitment_digest: Some(self.evidence_commitment), ..Evidence::new(&plan, targets) };
        let report = verify(&record.to_json(), &evidence, &mut ()).unwrap();
        report.failed().map(|check| check.name.code()).collect()
    }

    /// What an operator gets who draws again with other inputs and shows the result as the published draw.
    fn redrawn(&self, plan: &InspectionPlan, targets: &TargetDirectory) -> BTreeSet<&'static str> {
        let (_, forged) = draw(plan, targets, setting(Suite::Sha256));
        self.caught(&forged, plan, targets)
    }
}

fn with_key(rows: &[[String; 7]]) -> TargetDirectory {
    directory_of(rows).salted("ab".repeat(32).parse().unwrap())
}

/// A directory edited after the commitment: an unwelcome target is taken out, and all is drawn again.
#[test]
fn edited_directory_after_the_commitment() {
    let published = published();
    let unwelcome = published.record.draws[0].drawn().next().unwrap().1.id.clone();
    let others: Vec<_> = rows().into_iter().filter(|row| row[0] != unwelcome).collect();
    assert!(published.redrawn(&published.plan, &with_key(&others)).contains("commitment.digest"));
    let caught = published.caught(&published.record, &published.plan, &with_key(&others));
    assert!(caught.is_superset(&BTreeSet::from(["directory.shape", "directory.root", "pool", "selection"])));
}

/// Fake ids: targets that do not exist are added, so that real ones are drawn more seldom.
#[test]
fn fake_ids() {
    let published = published();
    let mut padded = rows();
    padded.extend((0..50).map(|at| {
        let mut row = rows()[0].clone();
        row[0] = format!("140581-9{at:03}");
        row
    }));
    assert!(published.redrawn(&published.plan, &with_key(&padded)).contains("commitment.digest"));
    let caught = published.caught(&published.record, &published.plan, &with_key(&padded));
    assert!(caught.is_superset(&BTreeSet::from(["directory.shape", "directory.root", "pool"])));
}

/// A respelled id: another spelling is another ticket, so spelling a drawn id anew is a free second try.
#[test]
fn respelled_id() {
    let published = published();
    let drawn = published.record.draws[0].drawn().next().unwrap().1.id.clone();
    let respelled: Vec<_> = rows()
        .into_iter()
        .map(|mut row| {
            if row[0] == drawn {
                row[0] = format!("{drawn}-A");
            }
            row
        })
        .collect();
    assert!(published.redrawn(&published.plan, &with_key(&respelled)).contains("commitment.digest"));
    assert!(
        published
            .caught(&published.record, &published.plan, &with_key(&respelled))
            .contains("directory.root")
    );
}

/// A moved tier: a friend is moved to the tier that is drawn least.
#[test]
fn moved_tier() {
    let published = published();
    let friend = published.record.draws[0].tiers[RiskTier::D.index()].drawn[0].id.clone();
    let mut moved = rows();
    moved.iter_mut().filter(|row| row[0] == friend).for_each(|row| row[3] = "A".to_owned());
    assert!(published.redrawn(&published.plan, &with_key(&moved)).contains("commitment.digest"));
    let caught = published.caught(&published.record, &published.plan, &with_key(&moved));
    assert!(caught.is_superset(&BTreeSet::from(["directory.root", "pool"])));
}

/// A split stratum: the selector is narrowed, so that the draw is made among a part of those it was announced for.
#[test]
fn split_stratum() {
    let published = published();
    let mut narrowed = published.plan.clone();
    let part = Selector::all([Selector::Kind(vec![TargetKind::Enterprise]), Selector::label("重点")]);
    narrowed.set_selector(&name("01"), part).unwrap();
    assert!(published.redrawn(&narrowed, &published.targets).contains("commitment.digest"));
    let caught = published.caught(&published.record, &narrowed, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["plan.digest", "pool"])));
}

/// A changed sample size: one more is drawn, with everything else put right.
#[test]
fn changed_sample_size() {
    let published = published();
    let mut larger = published.record.clone();
    let tier = &mut larger.draws[0].tiers[RiskTier::A.index()];
    let next = tier.reserve.remove(0);
    tier.cut_off = Some(next.ticket);
    tier.drawn.push(next);
    let caught = published.caught(&larger, &published.plan, &published.targets);
    assert_eq!(caught, BTreeSet::from(["selection"]));

    let committed = &mut larger.commitment.draws[0].tiers[RiskTier::A.index()];
    committed.quota += 1;
    let caught = published.caught(&larger, &published.plan, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["commitment.digest", "quota"])));
}

/// A changed rule under the same plan's name.
#[test]
fn changed_rule() {
    let published = published();
    let mut changed = published.plan.clone();
    let mut rules = changed.task(&name("01")).unwrap().rules().unwrap().clone();
    rules.quota = QuotaRule::CountPerTier { counts: PerTier([1, 1, 1, 1]) };
    changed.set_rules(&name("01"), rules).unwrap();
    assert!(published.redrawn(&changed, &published.targets).contains("commitment.digest"));
    let caught = published.caught(&published.record, &changed, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["plan.digest", "quota"])));
}

/// A swapped secret: the holder tries many and reveals the one that pleases.
#[test]
fn swapped_secret() {
    let published = published();
    let mut swapped = published.record.clone();
    swapped.sources[0] = Source::secret("信用监管股", Secret::new("信用监管股", &"7".repeat(64)).unwrap());
    let caught = published.caught(&swapped, &published.plan, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["sources.commitments", "seed"])));
}

/// A late source: a source is added or left away once the others are known.
#[test]
fn late_source() {
    let published = published();
    let mut added = published.record.clone();
    added.sources.push(Source::public("补充", "7"));
    assert!(published.caught(&added, &published.plan, &published.targets).contains("sources.commitments"));
    let mut left_away = published.record.clone();
    left_away.sources.pop();
    assert!(
        published.caught(&left_away, &published.plan, &published.targets).contains("sources.commitments")
    );
    added.commitment.sources.push(SourceCommitment::public("补充", 8));
    assert!(published.caught(&added, &published.plan, &published.targets).contains("commitment.digest"));
}

/// A replayed beacon: a round is committed to that is known already.
#[test]
fn replayed_beacon() {
    let published = published();
    let round = 123;
    let due = Network::Quicknet.time_of(round).unwrap();
    let sources =
        Sources::new(vec![SourceCommitment::beacon(Network::Quicknet, round)], Witness::Witnessed).unwrap();
    let setting = double_random::DrawSetting { committed_at: Some(due + 1), ..setting(Suite::Sha256) };
    let prepared = PreparedDraw::new(&published.plan, &published.targets, setting, &mut ()).unwrap();
    assert_eq!(prepared.commit(sources, &mut ()).unwrap_err().code(), "seed.round_too_early");

    let mut replayed = published.record.clone();
    replayed.commitment.committed_at = Some(due + 1);
    replayed.commitment.sources[1] = SourceCommitment::beacon(Network::Quicknet, round);
    let caught = published.caught(&replayed, &published.plan, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["commitment.digest", "sources.time"])));
}
