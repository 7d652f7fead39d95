//! What holds for every sample.

use double_random::{ConfidenceLevel, Explain, Ratio, estimate_share};
use proptest::prelude::*;

use crate::counts;

/// Pool, drawn and problems of one stratum.
fn stratum() -> impl Strategy<Value = (u64, u64, u64)> {
    (1_u64..200)
        .prop_flat_map(|pool| (Just(pool), 1..=pool))
        .prop_flat_map(|(pool, drawn)| (Just(pool), Just(drawn), 0..=drawn))
}

proptest! {
    /// Guards that every interval lies within 0 and 1, holds its estimate and what is certain, and widens with the level; and
    /// that the overall share is that of the whole pool if each drawn target stands for its weight.
    #[test]
    fn intervals_are_sound(numbers in proptest::collection::vec(stratum(), 1..5)) {
        let [narrow, wide] = ["80%", "99%"].map(|level| {
            estimate_share(&counts(&numbers), ConfidenceLevel::new(level.parse().unwrap()).unwrap()).unwrap()
        });
        let all = |estimate: &double_random::ShareEstimate| {
            let overall = estimate.overall.clone().unwrap();
            let strata = estimate.strata.iter().map(|stratum| (stratum.share.unwrap(), stratum.interval));
            strata.chain([(overall.share, overall.interval)]).collect::<Vec<_>>()
        };
        for ((share, narrow), (_, wide)) in all(&narrow).into_iter().zip(all(&wide)) {
            prop_assert!(0.0 <= wide.low && wide.high <= 1.0);
            prop_assert!(narrow.contains(share));
            prop_assert!(wide.low <= narrow.low && narrow.high <= wide.high);
        }
        let overall = narrow.overall.unwrap();
        let (pool, weighted) = numbers.iter().fold((0.0, 0.0), |(pool, weighted), (of, drawn, problems)| {
            (pool + *of as f64, weighted + *of as f64 / *drawn as f64 * *problems as f64)
        });
        prop_assert!((overall.share - weighted / pool).abs() < 1e-12);
        let seen: u64 = numbers.iter().map(|(_, _, problems)| problems).sum();
        prop_assert!(overall.interval.low * pool > seen as f64 - 1e-6);
    }

    /// Guards a census: what was found is the truth, without error.
    #[test]
    fn a_census_knows(numbers in proptest::collection::vec((1_u64..500).prop_flat_map(|pool| (Just(pool), 0..=pool)), 1..5)) {
        let census: Vec<_> = numbers.iter().map(|(pool, problems)| (*pool, *pool, *problems)).collect();
        let overall = estimate_share(&counts(&census), ConfidenceLevel::default()).unwrap().overall.unwrap();
        prop_assert_eq!(overall.standard_error, Some(0.0));
        prop_assert!(overall.interval.high - overall.interval.low < 1e-12 && overall.interval.contains(overall.share));
    }
}

/// Guards that with one stratum to estimate, others known or none, the overall interval is its exact one.
#[test]
fn one_uncertain_stratum_is_exact() {
    let of = |numbers: &[_]| estimate_share(&counts(numbers), ConfidenceLevel::default()).unwrap();
    let alone = of(&[(80, 10, 3)]);
    let (stratum, overall) = (&alone.strata[0], alone.overall.unwrap());
    assert!((stratum.interval.low - overall.interval.low).abs() < 1e-15);
    assert!((stratum.interval.high - overall.interval.high).abs() < 1e-15);
    let beside = of(&[(80, 10, 3), (20, 20, 5)]).overall.unwrap();
    assert!((beside.interval.low - (stratum.interval.low * 80.0 + 5.0) / 100.0).abs() < 1e-12);
}

/// Guards what is not known: a tier without drawn targets leaves the whole unknown, one drawn target has no standard error, a
/// tier without targets is passed over.
#[test]
fn what_is_not_known_is_not_told() {
    let of = |numbers: &[_]| estimate_share(&counts(numbers), ConfidenceLevel::default()).unwrap();
    let unknown = of(&[(80, 10, 3), (20, 0, 0)]);
    assert_eq!(unknown.overall, None);
    assert_eq!((unknown.strata[1].share, unknown.strata[1].weight), (None, None));
    assert_eq!((unknown.strata[1].interval.low, unknown.strata[1].interval.high), (0.0, 1.0));
    let one = of(&[(80, 10, 3), (20, 1, 0)]).overall.unwrap();
    assert_eq!(one.standard_error, None);
    assert!(one.interval.contains(0.4));
    let empty = of(&[(80, 10, 3), (0, 0, 0)]);
    assert_eq!((empty.strata.len(), empty.overall.is_some()), (1, true));
    assert_eq!(of(&[(0, 0, 0)]).overall, None);
}

/// Guards the levels that say nothing.
#[test]
fn levels_lie_between() {
    for level in [Ratio::ALL, Ratio::new(0, 1).unwrap()] {
        assert_eq!(ConfidenceLevel::new(level).unwrap_err().code(), "statistics.bad_level");
    }
    assert_eq!(ConfidenceLevel::default().ratio().to_string(), "95%");
}
