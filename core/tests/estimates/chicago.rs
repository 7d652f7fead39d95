//! The food register of the example, drawn by its ceremony, estimated, and compared with packages for survey data.

#[allow(dead_code, reason = "the example verifies the draw too")]
#[path = "../../examples/chicago/ceremony.rs"]
mod ceremony;
#[allow(dead_code, reason = "the example counts more")]
#[path = "../../examples/chicago/compare.rs"]
mod compare;
#[allow(dead_code, reason = "the example counts more")]
#[path = "../../examples/chicago/register.rs"]
mod register;

use compare::Outcome;
use double_random::{
    ConfidenceLevel, DrawRecord, Explain, Fraction, InspectedSample, Name, PerTier, QuotaRule, RiskTier,
    Sample, StatisticsError, Weights, estimate_share, survey_csv,
};
use register::Register;
use serde_json::Value;

/// How the values were made is in `core/tests/data/README.md`.
const PUBLISHED: &str = include_str!("../data/chicago-survey.json");

fn record(register: &Register) -> DrawRecord {
    let (ratio, tier_minimums) = ("10%".parse().unwrap(), PerTier::default());
    let rule = QuotaRule::Progressive { ratio, weights: Weights::default(), minimum: 1, tier_minimums };
    ceremony::hold(register, rule).unwrap().record
}

fn sample(record: &DrawRecord) -> Sample<'_> {
    Sample::of(record, &"01".parse().unwrap()).unwrap()
}

fn inspected<'a>(register: &Register, record: &'a DrawRecord, outcome: Outcome) -> InspectedSample<'a> {
    let found = |id: &str| {
        let target = register.directory.find(id).and_then(|place| register.directory.get(place)).unwrap();
        outcome.holds(&target)
    };
    let sample = sample(record);
    let outcomes: Vec<_> = sample.weights().map(|target| (target.id, found(target.id))).collect();
    sample.inspected(outcomes).unwrap()
}

fn near(found: f64, expected: &Value) -> bool {
    (found - expected.as_f64().unwrap()).abs() < 1e-9
}

/// Guards estimates, standard errors and intervals by other packages to nine digits (met: to fifteen), and that the truth,
/// which the register knows, lies in each interval.
#[test]
fn estimates_are_those_of_survey_packages() {
    let register = Register::read().unwrap();
    let record = record(&register);
    let published: Value = serde_json::from_str(PUBLISHED).unwrap();
    for (outcome, name) in Outcome::ALL.into_iter().zip(["failed", "critical"]) {
        let counts = inspected(&register, &record, outcome).counts();
        let estimate = estimate_share(&counts, ConfidenceLevel::default()).unwrap();
        let published = &published[name];
        let overall = estimate.overall.unwrap();
        assert!(near(overall.share, &published["share"]));
        assert!(near(overall.standard_error.unwrap(), &published["standard_error"]));
        assert!(
            near(overall.interval.low, &published["low"]) && near(overall.interval.high, &published["high"])
        );
        let truth = |tier| register.count(tier, outcome) as f64;
        let all: f64 = RiskTier::ALL.map(truth).into_iter().sum();
        assert!(overall.interval.contains(all / overall.pool as f64));

        let published = published["strata"].as_array().unwrap();
        assert_eq!(estimate.strata.len(), published.len());
        for (stratum, published) in estimate.strata.iter().zip(published) {
            assert_eq!(stratum.stratum, published["stratum"].as_str().unwrap());
            assert!(near(stratum.share.unwrap(), &published["share"]));
            assert!(near(stratum.standard_error.unwrap(), &published["standard_error"]));
            let pool = stratum.pool as f64;
            assert!(near(stratum.interval.low * pool, &published["fewest"]));
            assert!(near(stratum.interval.high * pool, &published["most"]));
            assert!(stratum.interval.contains(truth(stratum.stratum.parse().unwrap()) / pool));
        }
    }
}

/// Guards the weights: exact, one for each drawn target, and those of a tier sum to its pool.
#[test]
fn weights_stand_for_the_pool() {
    let register = Register::read().unwrap();
    let record = record(&register);
    let mut drawn = PerTier([0; 4]);
    for target in sample(&record).weights() {
        let exact = [(127, 2), (30, 1), (1, 1), (8_441, 1_124)][target.tier.index()];
        assert_eq!(target.exact, Fraction::new(exact.0, exact.1).unwrap());
        assert!((target.weight - exact.0 as f64 / exact.1 as f64).abs() < 1e-12);
        drawn[target.tier] += 1;
    }
    assert_eq!(drawn, PerTier([16, 97, 0, 1_124]));
}

/// Guards the table for packages: a row for each drawn target, whose numbers read back as themselves.
#[test]
fn the_table_is_read_by_packages() {
    let register = Register::read().unwrap();
    let record = record(&register);
    let inspected = inspected(&register, &record, Outcome::Failed);
    let csv = survey_csv(inspected.survey_rows());
    assert!(
        csv.starts_with(
            "id,stratum,pool,drawn,weight,fpc,outcome\n15614,A,1016,16,63.5,0.984251968503937,1\n"
        )
    );
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 1_237);
    for (row, written) in inspected.survey_rows().zip(&rows) {
        assert_eq!((row.weight, row.fpc), (written[4].parse().unwrap(), written[5].parse().unwrap()));
        assert_eq!(row.outcome.to_string(), written[6]);
    }
    assert_eq!(rows.iter().filter(|row| row[6] == "1").count(), 284);
}

/// Guards that everything wrong with outcomes is told at once, and that a record which contradicts itself or lacks the task is
/// refused.
#[test]
fn outcomes_fit_or_are_told() {
    let register = Register::read().unwrap();
    let mut record = record(&register);
    let of_record = sample(&record);
    let first: Vec<_> = of_record.weights().map(|target| target.id).collect();
    let outcomes = first.iter().skip(2).chain([&first[5], &"NOBODY"]).map(|id| (*id, true));
    let error = of_record.clone().inspected(outcomes).unwrap_err();
    let StatisticsError::OutcomesDoNotFit { not_drawn, missing, twice } = &error else { panic!("{error}") };
    assert_eq!((&not_drawn.0, &twice.0), (&vec!["NOBODY".to_owned()], &vec![first[5].to_owned()]));
    let mut expected = [first[0].to_owned(), first[1].to_owned()];
    expected.sort();
    assert_eq!(missing.0, expected);
    let none: [(&str, bool); 0] = [];
    let error = of_record.inspected(none).unwrap_err();
    assert!(
        error.to_string().contains("without outcome: 1237 [`") && error.to_string().len() < 600,
        "{error}"
    );

    let other: Name = "02".parse().unwrap();
    assert_eq!(Sample::of(&record, &other).unwrap_err().code(), "statistics.no_such_task");
    let taken = record.draws[0].tiers[0].drawn[0].clone();
    record.draws[0].tiers[1].drawn[0] = taken;
    assert_eq!(
        Sample::of(&record, &"01".parse().unwrap()).unwrap_err().code(),
        "statistics.record_contradicts"
    );
    record.draws[0].tiers[1].drawn.clear();
    assert_eq!(
        Sample::of(&record, &"01".parse().unwrap()).unwrap_err().code(),
        "statistics.record_contradicts"
    );
}
