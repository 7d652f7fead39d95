//! Who is admissible for a slot, and why the others are not (specification, section 8.2).

use std::collections::BTreeMap;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use crate::inspector::{Inspector, InspectorDirectory, InspectorStatus, RecusalParty};
use crate::refusal::{RefusalReason, Refusals};
use crate::target::InspectionTarget;
use crate::team::{AreaRule, SlotNeed, TeamRule};

/// Inspectors, with what was found out about them for these teams.
///
/// What decides is the same for many visits: everything but recusals depends on the tasks of the visit, the region of the target and
/// what the slot asks for, and is looked at once for each such case.
#[derive(Debug)]
pub(crate) struct Eligibility<'a> {
    teams: Vec<&'a TeamRule>,
    people: Vec<Person<'a>>,
    /// Who is recused from each party.
    recused: BTreeMap<&'a RecusalParty, Vec<usize>>,
    cases: BTreeMap<Case, Rc<Outcome>>,
}

#[derive(Debug)]
struct Person<'a> {
    inspector: &'a Inspector,
    agency: Option<&'a str>,
    region: Option<&'a str>,
    /// Why the inspector cannot visit at all in the window of each team.
    away: Vec<Option<RefusalReason>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Case {
    teams: Vec<usize>,
    /// Where one of the teams asks for an area.
    region: Option<String>,
    need: SlotNeed,
}

/// Who is admissible for a slot, and how many are not, by reason.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) admissible: FixedBitSet,
    pub(crate) refusals: Refusals,
}

impl<'a> Eligibility<'a> {
    /// For visits on behalf of these teams, which are named by their places in the list.
    pub(crate) fn new(inspectors: &'a InspectorDirectory, teams: Vec<&'a TeamRule>) -> Self {
        let mut recused = BTreeMap::<_, Vec<usize>>::new();
        for (number, inspector) in inspectors.iter().enumerate() {
            for recusal in inspector.recusals() {
                recused.entry(&recusal.party).or_default().push(number);
            }
        }
        let person = |inspector: &'a Inspector| Person {
            inspector,
            agency: inspector.agency(),
            region: inspector.region(),
            away: teams.iter().map(|team| away(inspectors, inspector, team)).collect(),
        };
        Self { people: inspectors.iter().map(person).collect(), teams, recused, cases: BTreeMap::new() }
    }

    /// Who is admissible for a slot of a visit to the target on behalf of some of the teams.
    pub(crate) fn of_slot(
        &mut self,
        teams: &[usize],
        target: &InspectionTarget<'_>,
        need: &SlotNeed,
    ) -> Outcome {
        let mut outcome = Outcome::clone(&self.apart_from_recusals(teams, target, need));
        for number in self.recused_from(target) {
            let before = self.people[number].refusal(&self.teams, teams, target.region(), need);
            if comes_before_recusal(before) {
                continue;
            }
            match before {
                Some(reason) => outcome.refusals.recount(reason, RefusalReason::Recused),
                None => {
                    outcome.admissible.remove(number);
                    outcome.refusals.add(RefusalReason::Recused, 1);
                }
            }
        }
        outcome
    }

    /// Why an inspector is not admissible for a slot; none if they are.
    pub(crate) fn refusal(
        &self,
        inspector: usize,
        teams: &[usize],
        target: &InspectionTarget<'_>,
        need: &SlotNeed,
    ) -> Option<RefusalReason> {
        let reason = self.people[inspector].refusal(&self.teams, teams, target.region(), need);
        let recused = !comes_before_recusal(reason) && self.recused_from(target).contains(&inspector);
        if recused { Some(RefusalReason::Recused) } else { reason }
    }

    fn apart_from_recusals(
        &mut self,
        teams: &[usize],
        target: &InspectionTarget<'_>,
        need: &SlotNeed,
    ) -> Rc<Outcome> {
        let by_area = teams.iter().any(|team| self.teams[*team].area() != AreaRule::Any);
        let region = target.region().filter(|_| by_area);
        let case = Case { teams: teams.to_vec(), region: region.map(str::to_owned), need: need.clone() };
        let Self { teams: rules, people, cases, .. } = self;
        let found = cases.entry(case).or_insert_with(|| {
            let mut outcome = Outcome {
                admissible: FixedBitSet::with_capacity(people.len()),
                refusals: Refusals::default(),
            };
            for (number, person) in people.iter().enumerate() {
                match person.refusal(rules, teams, region, need) {
                    Some(reason) => outcome.refusals.add(reason, 1),
                    None => outcome.admissible.insert(number),
                }
            }
            Rc::new(outcome)
        });
        Rc::clone(found)
    }

    /// Everyone recused from the target or from an owner it is labelled with, each once, in order.
    fn recused_from(&self, target: &InspectionTarget<'_>) -> Vec<usize> {
        if self.recused.is_empty() {
            return Vec::new();
        }
        let owners = target.labels().map(|label| RecusalParty::Owner(label.to_owned()));
        let parties = owners.chain([RecusalParty::Target(target.id().to_owned())]);
        let mut recused: Vec<usize> =
            parties.filter_map(|party| self.recused.get(&party)).flatten().copied().collect();
        recused.sort_unstable();
        recused.dedup();
        recused
    }
}

impl Person<'_> {
    /// Why the person is not admissible, apart from recusals.
    fn refusal(
        &self,
        rules: &[&TeamRule],
        teams: &[usize],
        region: Option<&str>,
        need: &SlotNeed,
    ) -> Option<RefusalReason> {
        // The order of reasons is that of the specification, so the first of several tasks' reasons is the least.
        let away = teams.iter().filter_map(|team| self.away[*team]).min();
        let asks_for_another = |asked: &Option<String>| asked.is_some() && asked.as_deref() != self.agency;
        let lacks = |asked: &str| !self.inspector.has_qualification(asked);
        if away.is_some() {
            away
        } else if teams.iter().any(|team| !rules[*team].area().met(region, self.region)) {
            Some(RefusalReason::OtherArea)
        } else if asks_for_another(&need.agency) {
            Some(RefusalReason::OtherAgency)
        } else if need.leader && !self.inspector.is_leader() {
            Some(RefusalReason::NotLeader)
        } else if need.qualification.as_deref().is_some_and(lacks) {
            Some(RefusalReason::NotQualified)
        } else {
            None
        }
    }
}

/// Why an inspector cannot make a visit for this team, whatever the target and the slot.
fn away(directory: &InspectorDirectory, inspector: &Inspector, team: &TeamRule) -> Option<RefusalReason> {
    use crate::inspector::InspectorColumn::Certificates;
    let window = team.window();
    let valid = || inspector.certificates().iter().map(|certificate| certificate.valid).collect::<Vec<_>>();
    if inspector.status().is_some_and(|status| status != InspectorStatus::InService) {
        Some(RefusalReason::NotInService)
    } else if window.is_covered_by(inspector.leave()) {
        Some(RefusalReason::OnLeave)
    } else if directory.columns().has(&Certificates) && !window.is_covered_by(&valid()) {
        Some(RefusalReason::CertificateNotValid)
    } else {
        None
    }
}

fn comes_before_recusal(reason: Option<RefusalReason>) -> bool {
    reason.is_some_and(|reason| reason < RefusalReason::Recused)
}
