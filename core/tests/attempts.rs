//! Beacons, void attempts and restarts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data is known")]

mod common;

use common::ceremony::{day, draw, name, plan, rows, salted, setting, sources};
use double_random::{
    BeaconRound, CheckName, CheckStatus, Commitment, CommittedDraw, Coordination, DrawRecord, DrawSetting,
    Evidence, Explain, InspectionPlan, Network, PreparedDraw, QuotaRule, RuleSet, Secret, Source,
    SourceCommitment, Sources, Suite, TargetDirectory, VerificationReport, VoidReason, VoidedAttempt,
    Witness, verify,
};

/// A published round of quicknet.
const SIGNATURE: &str =
    "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";
const ROUND: u64 = 123;

fn round() -> BeaconRound {
    BeaconRound::new(Network::Quicknet, ROUND, SIGNATURE, None).unwrap()
}

fn due() -> u64 {
    Network::Quicknet.time_of(ROUND).unwrap()
}

fn with_beacon() -> Sources {
    Sources::new(vec![SourceCommitment::beacon(Network::Quicknet, ROUND)], Witness::Witnessed).unwrap()
}

fn committed<'a>(
    plan: &'a InspectionPlan,
    targets: &'a TargetDirectory,
    at: Option<u64>,
) -> Result<CommittedDraw<'a>, &'static str> {
    let setting = DrawSetting { committed_at: at, ..setting(Suite::Sha256) };
    let prepared = PreparedDraw::new(plan, targets, setting, &mut ()).unwrap();
    prepared.commit(with_beacon(), &mut ()).map_err(|error| error.code())
}

fn status(report: &VerificationReport, name: CheckName) -> CheckStatus {
    report.checks.iter().find(|check| check.name == name).unwrap().status
}

/// Guards a ceremony whose only source is a beacon: witnessed, verified, and refused where the round could be known.
#[test]
fn a_beacon_makes_a_witnessed_ceremony() {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    assert_eq!(committed(&plan, &targets, None).unwrap_err(), "seed.no_commitment_time");
    assert_eq!(committed(&plan, &targets, Some(due())).unwrap_err(), "seed.round_too_early");
    let record = committed(&plan, &targets, Some(due() - 1))
        .unwrap()
        .reveal(vec![Source::beacon(&round())])
        .unwrap()
        .draw(&mut ())
        .unwrap();
    let json = plan.to_json();
    let report =
        |record: &DrawRecord| verify(&record.to_json(), &Evidence::new(&json, &targets), &mut ()).unwrap();
    assert!(report(&record).holds(), "{}", report(&record));
    assert_eq!(status(&report(&record), CheckName::SourcesTime), CheckStatus::Passed);

    for too_late in [Some(due()), None] {
        let mut late = record.clone();
        late.commitment.committed_at = too_late;
        assert_eq!(status(&report(&late), CheckName::SourcesTime), CheckStatus::Failed);
    }
    let mut forged = record;
    if let Source::Beacon { value, .. } = &mut forged.sources[0] {
        *value = Suite::Sha256.hash(b"what I need");
    }
    assert_eq!(status(&report(&forged), CheckName::SourcesCommitments), CheckStatus::Failed);
}

/// Guards the networks and rounds that can be committed to.
#[test]
fn only_rounds_to_come_can_be_committed_to() {
    let code = |network, round| {
        Sources::new(vec![SourceCommitment::beacon(network, round)], Witness::Witnessed)
            .map_or_else(|error| error.code(), |_| "ok")
    };
    assert_eq!(code(Network::Default, 1), "ok");
    for (network, round) in [(Network::Fastnet, 5), (Network::Quicknet, 0), (Network::Quicknet, u64::MAX)] {
        assert_eq!(code(network, round), "seed.no_such_round");
    }
}

/// Guards that a round revealed for another one voids the attempt.
#[test]
fn another_round_does_not_open_the_commitment() {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    let committed = committed(&plan, &targets, Some(0)).unwrap();
    let mut other = Source::beacon(&round());
    if let Source::Beacon { label, .. } = &mut other {
        *label = format!("quicknet:{}", ROUND + 1);
    }
    assert_eq!(committed.reveal(vec![other]).unwrap_err().code(), "seed.not_as_committed");
}

/// Three attempts: the first loses a source, the second is drawn and declared void, the third is drawn.
fn three_attempts(plan: &InspectionPlan, targets: &TargetDirectory) -> (Vec<String>, DrawRecord) {
    let (line, today) = (|text: &str| text.parse().unwrap(), day("2025-07-02"));
    let first = PreparedDraw::new(plan, targets, setting(Suite::Sha256), &mut ()).unwrap();
    let first = first.commit(sources(Suite::Sha256).0, &mut ()).unwrap();
    let commitment = first.commitment().clone();
    assert_eq!(first.reveal(Vec::new()).unwrap_err().code(), "seed.wrong_count");
    let by = || line("王某，信用监管股");
    let void_1 =
        VoidedAttempt::of(&commitment, None, VoidReason::SourceMissing, line("未按时揭示"), by(), today);

    let next = |number: u32, void: &VoidedAttempt| DrawSetting {
        attempt: number.try_into().unwrap(),
        previous: Some(void.digest()),
        ..setting(Suite::Sha256)
    };
    let (_, second) = draw(plan, targets, next(2, &void_1));
    let (reason, digest) = (VoidReason::WrongDirectory, Some(second.digest()));
    let void_2 = VoidedAttempt::of(&second.commitment, digest, reason, line("名录库版本有误"), by(), today);
    let (_, third) = draw(plan, targets, next(3, &void_2));
    (vec![void_1.to_json(), void_2.to_json()], third)
}

/// Guards the chain: an attempt that is left out, put in another order, edited or belongs elsewhere is found.
#[test]
fn no_attempt_can_be_left_out() {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    let (voids, record) = three_attempts(&plan, &targets);
    let (json, text) = (plan.to_json(), record.to_json());
    let check = |voids: &[String]| {
        let evidence = Evidence { voids, ..Evidence::new(&json, &targets) };
        status(&verify(&text, &evidence, &mut ()).unwrap(), CheckName::Attempts)
    };
    assert_eq!(check(&voids), CheckStatus::Passed);
    let report =
        verify(&text, &Evidence { voids: &voids, ..Evidence::new(&json, &targets) }, &mut ()).unwrap();
    assert!(
        report.to_string().contains("attempt 3, after 2 void")
            && report.zh().contains("第3次抽取，此前作废2次")
    );
    assert_eq!(check(&[]), CheckStatus::NotDone, "never passed by leaving the chain away");
    let forged = |edit: &dyn Fn(&mut VoidedAttempt)| {
        let mut void = VoidedAttempt::from_json(&voids[1]).unwrap();
        edit(&mut void);
        vec![voids[0].clone(), void.to_json()]
    };
    for chain in [
        voids[1..].to_vec(),
        voids[..1].to_vec(),
        vec![voids[1].clone(), voids[0].clone()],
        vec![voids[0].clone(), voids[1].clone(), voids[1].clone()],
        vec![voids[0].clone(), "not a void".to_owned()],
        forged(&|void| void.explanation = "别的原因".parse().unwrap()),
        forged(&|void| void.plan = name("other")),
        forged(&|void| void.tasks.truncate(1)),
        forged(&|void| void.attempt = 7.try_into().unwrap()),
        forged(&|void| void.previous = None),
    ] {
        assert_eq!(check(&chain), CheckStatus::Failed, "{chain:?}");
    }
}

/// Guards that a first attempt needs no voids, and is not believed to have had any.
#[test]
fn a_first_attempt_has_no_voids() {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    let (voids, _) = three_attempts(&plan, &targets);
    let (_, record) = draw(&plan, &targets, setting(Suite::Sha256));
    let (json, text) = (plan.to_json(), record.to_json());
    for (voids, expected) in [(&[][..], CheckStatus::Passed), (&voids[..1], CheckStatus::Failed)] {
        let evidence = Evidence { voids, ..Evidence::new(&json, &targets) };
        assert_eq!(status(&verify(&text, &evidence, &mut ()).unwrap(), CheckName::Attempts), expected);
    }
}

/// Guards a restart between commitment and reveal: the saved document alone takes the draw up again, with the same result; with
/// an altered plan, directory or commitment it does not.
#[test]
fn a_committed_draw_survives_a_restart() {
    let (plan, targets) = (plan(Coordination::MergedVisits), salted());
    let (_, expected) = draw(&plan, &targets, setting(Suite::Sm3));
    let saved = expected.commitment.to_json();
    let resume = |text: &str, plan: &InspectionPlan, targets: &TargetDirectory| {
        CommittedDraw::resume(Commitment::from_json(text).unwrap(), plan, targets, None, &mut ())
            .map_err(|error| error.code())
            .map(|committed| committed.reveal(sources(Suite::Sm3).1).unwrap().draw(&mut ()).unwrap())
    };
    assert_eq!(resume(&saved, &plan, &targets), Ok(expected));

    let mut other_plan = plan.clone();
    other_plan
        .set_rules(&name("03"), RuleSet::new(QuotaRule::Count { total: 1, weights: Default::default() }))
        .unwrap();
    assert_eq!(resume(&saved, &other_plan, &targets), Err("draw.altered"));
    let mut other_rows = rows();
    other_rows[3][1] = "改名".to_owned();
    let other = common::ceremony::directory_of(&other_rows).salted("ab".repeat(32).parse().unwrap());
    assert_eq!(resume(&saved, &plan, &other), Err("draw.altered"));
    let more = saved.replacen("\"quota\": 1,", "\"quota\": 2,", 1);
    assert_ne!(more, saved);
    assert_eq!(resume(&more, &plan, &targets), Err("draw.altered"));
}

/// Guards that a ceremony of two secrets does not take one secret twice under two names.
#[test]
fn swapped_secrets_are_found() {
    let (plan, targets) = (plan(Coordination::Independent), salted());
    let secret = |digit: &str| Secret::new("甲", &digit.repeat(64)).unwrap();
    let pair =
        |one: &str, two: &str| vec![Source::secret("甲", secret(one)), Source::secret("乙", secret(two))];
    let committed = ["甲", "乙"]
        .into_iter()
        .zip(["1", "2"])
        .map(|(label, digit)| SourceCommitment::secret(Suite::Sha256, label, &secret(digit)))
        .collect();
    let sources = Sources::new(committed, Witness::Witnessed).unwrap();
    let reveal = |revealed| {
        let prepared = PreparedDraw::new(&plan, &targets, setting(Suite::Sha256), &mut ()).unwrap();
        let committed = prepared.commit(sources.clone(), &mut ()).unwrap();
        committed.reveal(revealed).map_or_else(|error| error.code(), |_| "ok")
    };
    assert_eq!(reveal(pair("1", "2")), "ok");
    assert_eq!(reveal(pair("2", "1")), "seed.secret_swapped");
    assert_eq!(reveal(pair("1", "1")), "seed.secret_swapped");
}
