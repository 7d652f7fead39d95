//! What is doubtful in one task or in the title.

use super::misprint::Policies;
use super::{
    Amount, Bound, Finding, InspectionPlan, InspectionTask, PlanColumn, PlanDoubt, TierPolicy, items, text,
};
use crate::legible::{code_point, deceives, is_garbled};
use crate::target::TargetKind;

/// What cannot be read in the title and the name of the authority, and where the title contradicts the rest of the plan.
pub(super) fn of_title(plan: &InspectionPlan) -> Vec<Finding> {
    let texts = [plan.title(), plan.authority()].into_iter().flatten();
    let finding = |doubt| Finding { row: None, task: None, column: None, doubt };
    texts.flat_map(illegible).chain(contradictions(plan)).map(finding).collect()
}

/// What cannot be read as it stands.
fn illegible(text: &str) -> impl Iterator<Item = PlanDoubt> {
    let breaks = ['\n', '\r', '\t'];
    let hides =
        |character: char| (character.is_control() && !breaks.contains(&character)) || deceives(character);
    let hidden = text.chars().zip(1..).find(|(character, _)| hides(*character));
    let hidden = hidden
        .map(|(character, place)| PlanDoubt::HiddenCharacter { character: code_point(character), place });
    let garbled = is_garbled(text).then(|| PlanDoubt::Garbled { text: text.to_owned() });
    hidden.into_iter().chain(garbled)
}

fn contradictions(plan: &InspectionPlan) -> Vec<PlanDoubt> {
    let Some(title) = plan.title().and_then(Title::read) else { return Vec::new() };
    let year = (title.year != u32::from(plan.year()))
        .then(|| PlanDoubt::TitleYear { found: title.year, expected: plan.year() });
    let other =
        plan.authority().filter(|authority| *authority != title.authority && !title.authority.is_empty());
    let authority = other.map(|expected| PlanDoubt::TitleAuthority {
        found: title.authority.to_owned(),
        expected: expected.to_owned(),
    });
    year.into_iter().chain(authority).collect()
}

/// A title that names a year: `某某局2025年度…`.
pub(super) struct Title<'a> {
    pub(super) authority: &'a str,
    pub(super) year: u32,
}

impl<'a> Title<'a> {
    pub(super) fn read(title: &'a str) -> Option<Self> {
        let (before, _) = title.split_once('年')?;
        let authority = before.trim_end_matches(|character: char| character.is_ascii_digit());
        let year =
            before.strip_prefix(authority).filter(|digits| digits.len() == 4).and_then(text::number)?;
        Some(Self { authority: authority.trim(), year })
    }
}

/// What is doubtful in a task, column by column.
pub(super) fn of_task(plan: &InspectionPlan, task: &InspectionTask, policies: &Policies) -> Vec<Finding> {
    let illegible =
        PlanColumn::ALL.map(|column| (column, illegible(task.published().cell(column)).collect()));
    let columns = [
        (PlanColumn::Items, of_items(task)),
        (PlanColumn::Range, of_range(task)),
        (PlanColumn::Ratio, of_ratio(task)),
        (PlanColumn::Tiers, of_tiers(task, policies)),
        (PlanColumn::Window, of_window(plan, task)),
    ];
    let finding =
        |column, doubt| Finding { row: None, task: Some(task.number()), column: Some(column), doubt };
    illegible
        .into_iter()
        .chain(columns)
        .flat_map(|(column, doubts): (_, Vec<PlanDoubt>)| {
            doubts.into_iter().map(move |doubt| finding(column, doubt))
        })
        .collect()
}

fn of_items(task: &InspectionTask) -> Vec<PlanDoubt> {
    let cell = &task.published().items;
    let (_, empty) = items::read(cell);
    let joined = items::joined(cell).then_some(PlanDoubt::JoinedItems {});
    empty.into_iter().map(|number| PlanDoubt::EmptyItem { number }).chain(joined).collect()
}

/// Endings of a list that leave it open.
const OPEN: [&str; 8] = ["等领域", "等行业", "等单位", "等企业", "等场所", "等机构", "等经营者", "等主体"];

fn of_range(task: &InspectionTask) -> Vec<PlanDoubt> {
    let range = text::squeezed(&task.published().range);
    let title = text::squeezed(task.title());
    let words = OPEN
        .into_iter()
        .find(|words| range.contains(words))
        .or_else(|| range.ends_with('等').then_some("等"));
    let open = words.map(|words| PlanDoubt::OpenRange { words: words.to_owned() });
    let misprint = text::differ_in_one_character(subject(&title), &range)
        .then(|| PlanDoubt::Misprint { found: range.clone(), elsewhere: subject(&title).to_owned() });
    other_kinds(&title, &range).into_iter().chain(open).chain(misprint).collect()
}

/// What a title is about: 对〈企业〉的不定向双随机抽查.
fn subject(title: &str) -> &str {
    let rest = title.strip_prefix('对').unwrap_or(title);
    rest.rsplit_once('的').map_or(rest, |(subject, _)| subject)
}

/// The kinds that are whole classes of market entities. A product or a site in a title is often only part of a name.
const ENTITIES: [TargetKind; 5] = [
    TargetKind::Enterprise,
    TargetKind::Individual,
    TargetKind::Cooperative,
    TargetKind::Institution,
    TargetKind::Organization,
];

/// Kinds in the range that are not in a title which does name one.
fn other_kinds(title: &str, range: &str) -> Vec<PlanDoubt> {
    let named = |text: &str, kind: TargetKind| kind.zh().iter().copied().find(|word| text.contains(word));
    let expected = ENTITIES.into_iter().any(|kind| named(title, kind).is_some());
    let others = ENTITIES.into_iter().filter(|kind| expected && named(title, *kind).is_none());
    let doubt = |word: &str| PlanDoubt::OtherKind { kind: word.to_owned() };
    others.filter_map(|kind| named(range, kind)).map(doubt).collect()
}

fn of_ratio(task: &InspectionTask) -> Vec<PlanDoubt> {
    let ratio = task.ratio();
    let unclear = ratio.frequency.filter(|frequency| frequency.rule().is_none());
    [
        matches!(ratio.amount, Amount::Both { .. }).then_some(PlanDoubt::RatioAndCount {}),
        ratio.summed.then_some(PlanDoubt::SumOverAgencies {}),
        (ratio.bound == Bound::AtLeast).then_some(PlanDoubt::LowerBound {}),
        unclear.map(|frequency| PlanDoubt::FrequencyUnclear { times: frequency.times }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_tiers(task: &InspectionTask, policies: &Policies) -> Vec<PlanDoubt> {
    let cell = &task.published().tiers;
    let policy = match task.tier_policy() {
        TierPolicy::Progressive { industry } => {
            let industry = industry.then_some(PlanDoubt::IndustryNotStated {});
            [PlanDoubt::StepsNotStated {}].into_iter().chain(industry).collect()
        }
        TierPolicy::Regulation { regulation, .. } => {
            vec![PlanDoubt::SpecialRule { regulation: regulation.clone() }]
        }
        TierPolicy::Other => vec![PlanDoubt::PolicyNotUnderstood { text: cell.clone() }],
        TierPolicy::NotStated => Vec::new(),
    };
    policies.misprint(cell).into_iter().chain(policy).collect()
}

fn of_window(plan: &InspectionPlan, task: &InspectionTask) -> Vec<PlanDoubt> {
    let (from, to) = (task.window().from(), task.window().to());
    let past = plan.deadline().filter(|deadline| to > *deadline);
    let outside = from.year() != plan.year() || to.year() != plan.year();
    let past = past.map(|deadline| PlanDoubt::WindowPastDeadline { to, deadline });
    past.into_iter().chain(outside.then(|| PlanDoubt::WindowOutsideYear { year: plan.year() })).collect()
}
