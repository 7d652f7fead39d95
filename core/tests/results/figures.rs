//! The figures: worked by hand, added up over any grouping, monotone in the day.

use std::collections::BTreeSet;

use double_random::{
    Explain, Figures, LedgerEntry, Outcome, OverdueFor, Progress, Rate, ResultEntry, ResultsCase,
    ResultsOverview,
};
use proptest::prelude::*;

use crate::ceremony::day;
use crate::ground::{Ground, JOINT, LEAD, OTHER, PLAIN, entered, found, line};

fn numbers<T>(rate: &Rate<T>) -> (usize, usize) {
    (rate.numerator(), rate.denominator())
}

/// Guards every figure by a case that can be counted on fingers: of the joint task one result on time and published, one late, one
/// by a stranger.
#[test]
fn figures_can_be_counted_by_hand() {
    let mut ground = Ground::new();
    let drawn = ground.drawn(JOINT);
    // 20 working days after 4 August are 1 September: the last day that is on time.
    let last_day = entered("2025-09-01", ground.result(JOINT, &drawn[0], "2025-08-04"));
    let on_time = ground.ledger.enter(LedgerEntry::Result(last_day));
    ground.publish(on_time, LEAD, "2025-09-01");
    let late =
        entered("2025-09-02", found(&[Outcome::Unreachable], ground.result(JOINT, &drawn[1], "2025-08-04")));
    ground.ledger.enter(LedgerEntry::Result(late));
    let stranger = ground.result(JOINT, &drawn[2], "2025-08-04");
    ground
        .ledger
        .enter(LedgerEntry::Result(ResultEntry { agency: line("某县市场监管局"), ..stranger }));

    let assessment = ground.assessed("2025-10-09");
    let progress = Progress::of(&assessment);
    let task = &progress.tasks[0];
    assert_eq!((task.draw, task.figures.due), (JOINT, drawn.len()));
    assert_eq!(numbers(&task.figures.completion), (1, drawn.len()));
    assert_eq!(numbers(&task.figures.entered), (2, drawn.len()));
    assert_eq!(numbers(&task.figures.on_time), (1, 2));
    assert_eq!(numbers(&task.figures.publication), (1, 2));
    assert_eq!(numbers(&task.figures.publication_on_time), (1, 2));
    assert_eq!(task.figures.completion.counted, [(JOINT, drawn[0].as_str())]);
    let problems: Vec<_> = task.figures.problems.iter().map(|tier| numbers(&tier.rate)).collect();
    let sum = problems.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert_eq!(sum, (1, 2));

    // The window of the joint task ends on 31 October, so nothing of it is late yet; the late result was to be published by 1 September.
    let overdue: Vec<_> = progress.overdue.iter().map(|one| (one.target, one.what, one.days)).collect();
    assert_eq!(overdue, [(drawn[1].as_str(), OverdueFor::Publication, 38)]);
    // Ten working days after 4 August are 18 August.
    let unreachable = &progress.unreachable[0];
    assert_eq!(
        (unreachable.target, unreachable.deadline, unreachable.days),
        (&*drawn[1], day("2025-08-18"), 52)
    );
    assert_eq!(progress.missing_hand_overs.len(), 1);

    // Tasks 1 and 2 tell tiers apart, the third is a census.
    assert_eq!(numbers(&progress.overall.application_by_task), (2, 3));
    assert_eq!(progress.goals.application_by_task.met, Some(false));
    assert_eq!(progress.goals.publication.met, Some(false));
    assert!(progress.to_csv().starts_with("分组,名称,应检查,按时录入,完成率,"));
}

/// Guards what is due of a task nobody was assigned to: the plan's own authority is responsible.
#[test]
fn without_a_team_the_authority_is_responsible() {
    let ground = Ground::new();
    let standing = ground.case().as_of(day("2025-07-01"), &mut ()).unwrap();
    let agencies = |draw| standing.dues().iter().find(|due| due.draw == draw).unwrap().agencies.clone();
    assert_eq!(agencies(JOINT), [LEAD, OTHER]);
    assert_eq!(agencies(PLAIN), [LEAD]);
}

/// Guards a rate over nothing: none, and no goal met or missed by it.
#[test]
fn a_rate_over_nothing_is_none() {
    let ground = Ground::new();
    let assessment = ground.assessed("2025-07-01");
    let progress = Progress::of(&assessment);
    assert_eq!(progress.overall.figures.publication.percent(), None);
    assert_eq!(progress.goals.publication.met, None);
    assert_eq!(progress.goals.completion.met, Some(false));
    let told = serde_json::to_value(&progress.overall.figures.publication).unwrap();
    assert!(told["ratio"].is_null() && told["percent"].is_null());
}

/// Guards that no inspection is counted twice: a draw in two cases is an error.
#[test]
fn a_draw_comes_in_one_case() {
    let ground = Ground::new();
    let calendar = double_random::WorkCalendar::read_csv(crate::ground::HOLIDAYS.as_bytes()).unwrap();
    let cases: [ResultsCase<'_>; 2] = [ground.case(), ground.case()];
    let parameters = Default::default();
    let twice = double_random::Assessment::of(&cases, day("2025-08-01"), &calendar, parameters, &mut ());
    assert_eq!(twice.unwrap_err().code(), "results.repeated_draw");
}

/// Guards that a deadline in a year without a table is an error and not a guess.
#[test]
fn a_deadline_without_a_table_is_an_error() {
    let ground = Ground::new();
    let table = "date,day\n2024-01-01,off\n2024-10-01,off\n";
    let calendar = double_random::WorkCalendar::read_csv(table.as_bytes()).unwrap();
    let parameters = Default::default();
    let assessed =
        double_random::Assessment::of(&[ground.case()], day("2025-08-01"), &calendar, parameters, &mut ());
    assert_eq!(assessed.unwrap_err().code(), "calendar.year_not_covered");
}

/// One result: whose, when visited and how much later entered, what was found, by whom, whether corrected, and how much later published.
type Drawn = (usize, u32, u32, usize, u8, bool, Option<u32>);

fn entries() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (
        0_usize..60,
        0_u32..150,
        0_u32..60,
        0_usize..13,
        0_u8..6,
        any::<bool>(),
        prop::option::of(0_u32..40),
    );
    prop::collection::vec(one, 0..60)
}

fn after(days: u32) -> String {
    let first = day("2025-07-01");
    std::iter::successors(Some(first), |day| day.next()).nth(days as usize).unwrap().to_string()
}

fn fill(ground: &mut Ground, entries: &[Drawn]) {
    let dues: Vec<(String, String)> = {
        let standing = ground.case().as_of(day("2025-07-01"), &mut ()).unwrap();
        standing.dues().iter().map(|due| (due.draw.to_owned(), due.target.clone())).collect()
    };
    for (at, visited, delay, outcome, agency, corrected, published) in entries {
        let (draw, target) = &dues[at % dues.len()];
        let entry = found(&[Outcome::ALL[*outcome]], ground.result(draw, target, &after(*visited)));
        let agency = line([LEAD, LEAD, LEAD, LEAD, OTHER, "某县市场监管局"][usize::from(*agency)]);
        let entry = ResultEntry { agency, ..entered(&after(visited + delay), entry) };
        let digest = ground.ledger.enter(LedgerEntry::Result(entry.clone()));
        if *corrected {
            let entry =
                ResultEntry { corrects: [digest].into(), ..entered(&after(visited + delay + 3), entry) };
            ground.ledger.enter(LedgerEntry::Result(entry));
        }
        if let Some(later) = published {
            ground.publish(digest, LEAD, &after(visited + delay + later));
        }
    }
}

type Listed<'s> = Rate<(&'s str, &'s str)>;

fn rates<'f, 's>(figures: &'f Figures<'s>) -> Vec<&'f Listed<'s>> {
    let Figures {
        completion, entered, on_time, publication, publication_on_time, application_by_target, ..
    } = figures;
    let first = [completion, entered, on_time, publication, publication_on_time, application_by_target];
    first.into_iter().chain(figures.problems.iter().map(|tier| &tier.rate)).collect()
}

/// Guards that the lists of the groups are the parts of the list of all.
fn add_up<'f, 's: 'f>(whole: &Figures<'s>, groups: impl Iterator<Item = &'f Figures<'s>>) {
    let groups: Vec<&Figures<'_>> = groups.collect();
    assert_eq!(whole.due, groups.iter().map(|group| group.due).sum::<usize>());
    for (at, rate) in rates(whole).into_iter().enumerate() {
        let sorted = |mut list: Vec<(&'s str, &'s str)>| {
            list.sort_unstable();
            list
        };
        let parts: Vec<&Listed<'s>> = groups.iter().map(|group| rates(group)[at]).collect();
        let counted = parts.iter().flat_map(|part| part.counted.clone()).collect();
        let others = parts.iter().flat_map(|part| part.others.clone()).collect();
        assert_eq!(sorted(counted), sorted(rate.counted.clone()));
        assert_eq!(sorted(others), sorted(rate.others.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Guards that figures add up over tasks and over agencies, that later days only add, and that every entry of the ledger counts for
    /// one visit or has a finding that says why not.
    #[test]
    fn figures_add_up_and_only_grow(entries in entries(), days in prop::collection::vec(0_u32..250, 2)) {
        let mut ground = Ground::new();
        fill(&mut ground, &entries);
        let (early, late) = (days[0].min(days[1]), days[0].max(days[1]));
        let (early, late) = (ground.assessed(&after(early)), ground.assessed(&after(late)));
        let (before, then) = (Progress::of(&early), Progress::of(&late));
        add_up(&then.overall.figures, then.tasks.iter().map(|task| &task.figures));
        add_up(&then.overall.figures, then.agencies.iter().map(|agency| &agency.figures));

        let (one, other) = (&before.overall.figures, &then.overall.figures);
        for (less, more) in [
            (&one.completion, &other.completion),
            (&one.entered, &other.entered),
            (&one.publication, &other.publication),
            (&one.publication_on_time, &other.publication_on_time),
        ] {
            let more: BTreeSet<_> = more.counted.iter().collect();
            prop_assert!(less.counted.iter().all(|key| more.contains(key)));
        }

        let overview = ResultsOverview::of(&late);
        let counted: Vec<_> = overview.visits.iter().flat_map(|visit| visit.history.clone()).collect();
        let refused: BTreeSet<_> = late
            .findings()
            .into_iter()
            .filter(|finding| finding.doubt.code() == "results.other_agency")
            .map(|finding| finding.entry)
            .collect();
        let results = ground.ledger.entries().filter(|(_, entry)| {
            matches!(entry, LedgerEntry::Result(_)) && entry.day() <= late.day()
        });
        let results: BTreeSet<_> = results.map(|(digest, _)| digest).collect();
        let shown: BTreeSet<_> = counted.iter().copied().chain(refused).collect();
        prop_assert_eq!(shown, results);
        prop_assert_eq!(counted.len(), counted.iter().collect::<BTreeSet<_>>().len());
    }
}
