//! Each way in which a draw could be steered, and the check that shows it. The names are those of the protocol's threats.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

mod common;

use std::collections::BTreeSet;

use common::ceremony::{directory_of, draw, name, plan, rows, salted, setting};
use double_random::{
    Amendment, AmendmentChange, CheckName, Commitment, Coordination, Digest, DrawRecord, DrawSetting,
    Evidence, Explain, InclusionProof, InspectionPlan, ListInForce, MerkleRoot, Network, PerTier,
    PreparedDraw, ProvenDirectory, QuotaRule, Receipt, ReceiptEvidence, Registration, ReplacementReason,
    RiskTier, Secret, Selector, Source, SourceCommitment, Sources, Suite, TargetDirectory, TargetKind,
    VoidReason, VoidedAttempt, Witness, leaf_hash, verify, verify_receipt,
};

struct Published {
    plan: InspectionPlan,
    targets: TargetDirectory,
    record: DrawRecord,
    evidence_commitment: Digest,
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
    let setting = DrawSetting { committed_at: Some(due + 1), ..setting(Suite::Sha256) };
    let prepared = PreparedDraw::new(&published.plan, &published.targets, setting, &mut ()).unwrap();
    assert_eq!(prepared.commit(sources, &mut ()).unwrap_err().code(), "seed.round_too_early");

    let mut replayed = published.record.clone();
    replayed.commitment.committed_at = Some(due + 1);
    replayed.commitment.sources[1] = SourceCommitment::beacon(Network::Quicknet, round);
    let caught = published.caught(&replayed, &published.plan, &published.targets);
    assert!(caught.is_superset(&BTreeSet::from(["commitment.digest", "sources.time"])));
}

/// A dropped attempt: a draw that did not please is kept from the record of attempts.
#[test]
fn dropped_attempt() {
    let published = published();
    let (line, today) = (|text: &str| text.parse().unwrap(), common::ceremony::day("2025-07-02"));
    let void = |commitment: &Commitment| {
        let (reason, why) = (VoidReason::TechnicalFault, line("系统故障"));
        VoidedAttempt::of(commitment, Some(published.record.digest()), reason, why, line("王某"), today)
    };
    let first = void(&published.record.commitment);
    let next = |number: u32, previous: Option<Digest>| DrawSetting {
        attempt: number.try_into().unwrap(),
        previous,
        ..setting(Suite::Sha256)
    };
    let (_, second) = draw(&published.plan, &published.targets, next(2, Some(first.digest())));
    let (_, third) =
        draw(&published.plan, &published.targets, next(3, Some(void(&second.commitment).digest())));
    let plan = published.plan.to_json();
    let voids = [first.to_json()];
    let evidence = Evidence { voids: &voids, ..Evidence::new(&plan, &published.targets) };
    let report = verify(&third.to_json(), &evidence, &mut ()).unwrap();
    assert!(report.failed().any(|check| check.name == CheckName::Attempts), "{report}");
}

/// A forged replacement: not the next in order steps in, but a chosen one.
#[test]
fn forged_replacement() {
    let published = published();
    let tier = &published.record.draws[0].tiers[RiskTier::A.index()];
    let (draw, out) = (published.record.draws[0].draw.as_str(), tier.drawn[0].id.clone());
    let mut list =
        ListInForce::new(&published.record, &published.plan, &published.targets, None, &[], &mut ()).unwrap();
    let registration =
        Registration { by: "王某".parse().unwrap(), day: common::ceremony::day("2025-08-01") };
    let evidence = "登记系统截图".parse().unwrap();
    let reason = ReplacementReason::Deregistered;
    let mut amendment = list.replace(draw, &out, reason, evidence, registration, &mut ()).unwrap();
    let check = |amendment: &Amendment| {
        let (plan, amendments) = (published.plan.to_json(), [amendment.to_json()]);
        let evidence = Evidence { amendments: &amendments, ..Evidence::new(&plan, &published.targets) };
        verify(&published.record.to_json(), &evidence, &mut ())
            .unwrap()
            .failed()
            .map(|check| check.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(check(&amendment), []);
    if let AmendmentChange::Replacement { next, .. } = &mut amendment.change {
        *next = Some(tier.reserve[1].id.clone());
    }
    assert_eq!(check(&amendment), [CheckName::Amendments]);
}

/// The published receipt of one target, and what it is verified against.
fn receipt(published: &Published) -> Receipt {
    let proven = ProvenDirectory::new(&published.record.commitment, &published.targets, &mut ()).unwrap();
    let drawn = published.record.draws[0].drawn().next().unwrap().1;
    proven.receipts(&published.record, &published.plan).unwrap().of(&drawn.id).unwrap()
}

fn caught_in_receipt(published: &Published, receipt: &Receipt) -> BTreeSet<&'static str> {
    let evidence = ReceiptEvidence::new(published.evidence_commitment, published.record.digest());
    verify_receipt(&receipt.to_json(), &evidence).failed().map(|check| check.name.code()).collect()
}

/// A truncated proof: the path of a receipt is cut short.
#[test]
fn truncated_proof() {
    let published = published();
    let mut truncated = receipt(&published);
    assert!(caught_in_receipt(&published, &truncated).is_empty());
    truncated.path.pop();
    assert_eq!(caught_in_receipt(&published, &truncated), BTreeSet::from(["receipt.row"]));
}

/// A second preimage by leaf/node confusion: two sibling hashes are passed off as the text of a row, one level up.
#[test]
fn second_preimage_by_confusing_leaf_and_node() {
    let leaf = |text: &[u8]| leaf_hash(Suite::Sha256, b"", text);
    let (left, right) = (leaf(b"A"), leaf(b"B"));
    let mut root = MerkleRoot::new(Suite::Sha256);
    [left, right].into_iter().for_each(|leaf| root.push(leaf));
    let siblings = [&left.as_bytes()[..], right.as_bytes()].concat();
    let proof = InclusionProof { index: 0, leaves: 1, path: Vec::new() };
    assert!(!proof.proves(Suite::Sha256, &leaf(&siblings), &root.finish()));

    let published = published();
    let mut confused = receipt(&published);
    confused.row = confused.path.iter().take(2).map(ToString::to_string).collect();
    confused.path.drain(..1);
    confused.index /= 2;
    assert!(caught_in_receipt(&published, &confused).contains("receipt.row"));
}
