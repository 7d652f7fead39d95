use double_random::{
    Amount, Bound, Explain, Period, PlanDoubt, PlanError, QuotaRule, RatioNotation, StatedFrequency,
    TierPolicy,
};

use Bound::{AtLeast, Exactly};
use Period::{Plan, Year};

const NOTATIONS: &str = include_str!("../data/ratio-notations.csv");

fn ratio(text: &str) -> Amount {
    Amount::Ratio(text.parse().unwrap())
}

fn both(text: &str, count: u32) -> Amount {
    Amount::Both { ratio: text.parse().unwrap(), count }
}

type Expected = Option<(Amount, Bound, bool, Option<(u32, Bound, Period)>, Option<&'static str>)>;

/// What each notation of the file means, in its order; none where it is refused.
fn expected() -> Vec<Expected> {
    let once = |bound, period| Some((1, bound, period));
    vec![
        Some((ratio("3%"), Exactly, false, once(Exactly, Year), None)),
        Some((ratio("0.1%"), Exactly, false, once(Exactly, Year), None)),
        Some((ratio("50%"), Exactly, false, once(Exactly, Year), None)),
        Some((ratio("100%"), Exactly, false, once(Exactly, Plan), None)),
        Some((ratio("3%"), AtLeast, false, once(Exactly, Plan), None)),
        Some((ratio("10%"), Exactly, false, once(Exactly, Plan), None)),
        Some((ratio("10%"), AtLeast, false, once(Exactly, Plan), None)),
        Some((ratio("3%"), Exactly, false, Some((2, Exactly, Year)), None)),
        Some((ratio("20%"), AtLeast, true, once(Exactly, Year), None)),
        None,
        Some((ratio("3%"), Exactly, false, once(Exactly, Year), None)),
        Some((
            both("5%", 1),
            Exactly,
            false,
            once(Exactly, Plan),
            Some("实际以联合双随机牵头单位抽查数为准。"),
        )),
        Some((
            both("10%", 2),
            Exactly,
            false,
            once(AtLeast, Plan),
            Some("实际以联合双随机牵头单位抽查数为准"),
        )),
        Some((both("1%", 1), Exactly, false, once(Exactly, Plan), None)),
        Some((both("100%", 1), Exactly, false, None, None)),
        Some((both("10%", 20), Exactly, false, None, None)),
        Some((Amount::Count(1), Exactly, false, None, None)),
    ]
}

/// Guards all 17 notations found in published plans: each is read as it is meant, or refused with a reason.
#[test]
fn published_notations_are_read_or_refused() {
    let mut reader = csv::Reader::from_reader(NOTATIONS.as_bytes());
    let texts: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(texts.len(), 17);
    for (text, expected) in texts.iter().zip(expected()) {
        let Some((amount, bound, summed, frequency, remark)) = expected else {
            let refusal = PlanError::RatioSeveralClasses { text: text.clone() };
            assert_eq!(text.parse::<RatioNotation>(), Err(refusal), "{text}");
            continue;
        };
        let read: RatioNotation = text.parse().unwrap();
        let frequency = frequency.map(|(times, bound, period)| StatedFrequency { times, bound, period });
        assert_eq!(
            (read.amount, read.bound, read.summed, read.frequency),
            (amount, bound, summed, frequency),
            "{text}"
        );
        assert_eq!((read.remark.as_deref(), &read.text), (remark, text));
    }
}

/// Guards full-width signs and the other spellings that are taken.
#[test]
fn spellings_of_one_notation_agree() {
    for (one, other) in [
        ("3%; 1次/年", "３％；１次／年"),
        ("不低于10%;抽查1次", "抽查比例≥10%，一次"),
        ("5%;2次/年", "比例为5%、每年两次"),
        ("10% (20户)", "10%（20户）"),
    ] {
        let read =
            |text: &str| text.parse::<RatioNotation>().map(|read| (read.amount, read.bound, read.frequency));
        assert_eq!(read(one).unwrap(), read(other).unwrap());
    }
}

/// Guards against guessing: each refusal has its own reason.
#[test]
fn what_is_not_plain_is_refused() {
    for (text, code) in [
        ("适量", "plan.ratio_not_understood"),
        ("101%", "plan.ratio_not_understood"),
        ("0%", "plan.ratio_not_understood"),
        ("0户", "plan.ratio_not_understood"),
        ("3", "plan.ratio_not_understood"),
        ("3%以上", "plan.ratio_not_understood"),
        ("10%(20户", "plan.ratio_not_understood"),
        ("10%)", "plan.ratio_not_understood"),
        ("10%;20户;30户", "plan.ratio_repeated"),
        ("10%;1次;1次/年", "plan.ratio_repeated"),
        ("1户(甲)(乙)", "plan.ratio_repeated"),
        ("3%;5%", "plan.ratio_several_classes"),
        ("药店抽查比例3%", "plan.ratio_several_classes"),
        ("1次/年", "plan.ratio_no_amount"),
        ("", "plan.ratio_no_amount"),
    ] {
        assert_eq!(text.parse::<RatioNotation>().unwrap_err().code(), code, "{text}");
    }
}

/// Guards which rules follow from which notation and policy, and that none are guessed.
#[test]
fn rules_follow_only_where_the_total_is_plain() {
    let rising = TierPolicy::Progressive { industry: true };
    let rules = |text: &str, policy: &TierPolicy| text.parse::<RatioNotation>().unwrap().rules(policy);
    let weights = |text: &str, policy: &TierPolicy| match rules(text, policy).unwrap().quota {
        QuotaRule::Progressive { weights, .. } | QuotaRule::Count { weights, .. } => weights.per_tier().0,
        other => panic!("{other:?}"),
    };
    let regulation = |credit| TierPolicy::Regulation { regulation: "《某办法》".to_owned(), credit };
    assert_eq!(weights("3%", &rising), [1, 2, 4, 8]);
    assert_eq!(weights("20户", &rising), [1, 2, 4, 8]);
    assert_eq!(weights("3%", &TierPolicy::NotStated), [1, 1, 1, 1]);
    assert_eq!(weights("3%", &regulation(true)), [1, 2, 4, 8]);
    assert_eq!(weights("3%", &regulation(false)), [1, 1, 1, 1]);
    assert_eq!(rules("100%", &rising).unwrap().quota, QuotaRule::Census);
    for left_open in ["10% (20户)", "抽查比例之和≥20%;1次/年"] {
        assert_eq!(rules(left_open, &rising), None, "{left_open}");
    }
    assert_eq!(rules("3%", &TierPolicy::Other), None);
    for (text, yearly) in [("3%;2次/年", Some(2)), ("3%;抽查1次", None), ("3%|>=1", None), ("3%", None)]
    {
        let frequency = rules(text, &rising).unwrap().frequency;
        assert_eq!(frequency.map(|frequency| frequency.times()), yearly, "{text}");
    }
}

/// Guards that each notation from which less or other follows than it says has its finding.
#[test]
fn what_a_notation_leaves_open_is_a_finding() {
    for (ratio, expected) in [
        ("3%; 1次/年", vec![]),
        ("10% (20户)", vec![PlanDoubt::RatioAndCount {}]),
        ("抽查比例之和≥20%;1次/年", vec![PlanDoubt::SumOverAgencies {}, PlanDoubt::LowerBound {}]),
        ("不低于10%;抽查1次", vec![PlanDoubt::LowerBound {}, PlanDoubt::FrequencyUnclear { times: 1 }]),
    ] {
        let row = double_random::PublishedTask { ratio: ratio.to_owned(), ..super::row(1) };
        let reading = double_random::InspectionPlan::read_rows([row], &super::head()).unwrap();
        let doubts: Vec<_> = reading.findings.into_iter().map(|finding| finding.doubt).collect();
        assert_eq!(doubts, expected, "{ratio}");
    }
}
