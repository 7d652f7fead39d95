//! Who does not meet what a place demands, found for all inspectors at once.

use std::collections::BTreeMap;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::ground::{Ground, Workload};
use crate::date::Window;
use crate::inspector::{
    Inspector, InspectorColumn, InspectorDirectory, InspectorStatus, Recusal, RecusalParty,
};
use crate::progress::{Interrupted, Watch, watched_every};
use crate::record::{AssignedVisit, DrawCommitment};
use crate::refusal::{RefusalReason, Refusals};
use crate::target::{Column, InspectionTarget, TargetDirectory};
use crate::team::{AreaRule, SlotNeed, TeamRule};

/// Visits between two reports of how far the work is.
const VISITS: usize = 1 << 10;

/// What an inspector must meet, with all that it depends on besides the inspector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Demand<'a> {
    InService,
    NotOnLeave(&'a [String]),
    Certificate(&'a [String]),
    Area(&'a [String], Option<&'a str>),
    Agency(&'a str),
    Leader,
    Qualification(&'a str),
}

/// Finds who is refused a place; whoever fails a demand is found once.
pub(super) struct Demands<'a> {
    inspectors: &'a InspectorDirectory,
    targets: &'a TargetDirectory,
    /// The teams of the tasks, by draw id.
    teams: BTreeMap<&'a str, &'a TeamRule>,
    /// Who keeps away from the target with this id.
    from_target: BTreeMap<&'a str, Vec<usize>>,
    /// Who keeps away from the targets with this label.
    from_owner: BTreeMap<&'a str, Vec<usize>>,
    failing: BTreeMap<Demand<'a>, Rc<FixedBitSet>>,
}

impl<'a> Demands<'a> {
    pub(super) fn new(
        inspectors: &'a InspectorDirectory,
        targets: &'a TargetDirectory,
        teams: &[(&'a DrawCommitment, &'a TeamRule)],
    ) -> Self {
        let (mut from_target, mut from_owner) = (BTreeMap::new(), BTreeMap::new());
        for (at, inspector) in inspectors.iter().enumerate() {
            for recusal in inspector.recusals() {
                let (from, whom) = match &recusal.party {
                    RecusalParty::Target(id) => (&mut from_target, id),
                    RecusalParty::Owner(label) => (&mut from_owner, label),
                };
                from.entry(whom.as_str()).or_insert_with(Vec::new).push(at);
            }
        }
        let teams = teams.iter().map(|(draw, team)| (draw.draw.as_str(), *team)).collect();
        Self { inspectors, targets, teams, from_target, from_owner, failing: BTreeMap::new() }
    }

    /// The places of these visits with those who are admissible, and how many are refused for which reason.
    pub(super) fn ground(
        &mut self,
        visits: &'a [AssignedVisit],
        watch: &mut dyn Watch,
    ) -> Result<(Ground, Refusals), Interrupted> {
        let workload = |inspector: &Inspector| Workload {
            load: inspector.load().into(),
            room: inspector.room().map(u64::from),
        };
        let (mut ground, mut refusals) =
            (Ground::new(self.inspectors.iter().map(workload).collect()), Refusals::default());
        let (mut each, mut sets) = (visits.iter(), BTreeMap::<Vec<usize>, Rc<FixedBitSet>>::new());
        watched_every(VISITS, visits.len(), watch, |_| {
            let Some(visit) = each.next() else { return };
            let places = visit.slots.iter().map(|slot| {
                let mut left = self.nobody();
                left.insert_range(..);
                for (reason, refused) in self.refused(visit, &slot.need) {
                    refusals.add(reason, left.intersection_count(&refused) as u64);
                    left.difference_with(&refused);
                }
                match sets.get(left.as_slice()) {
                    Some(known) => Rc::clone(known),
                    None => {
                        let set = Rc::new(left);
                        sets.insert(set.as_slice().to_vec(), Rc::clone(&set));
                        set
                    }
                }
            });
            ground.push_visit(places);
        })?;
        Ok((ground, refusals))
    }

    /// The first reason that fits an inspector for a place of a visit.
    pub(super) fn reason(
        &mut self,
        visit: &'a AssignedVisit,
        need: &'a SlotNeed,
        inspector: usize,
    ) -> Option<RefusalReason> {
        let fits = |(_, refused): &(RefusalReason, Rc<FixedBitSet>)| refused.contains(inspector);
        self.refused(visit, need).into_iter().find(fits).map(|(reason, _)| reason)
    }

    /// For each reason those whom it fits, whether or not one before it does.
    fn refused(
        &mut self,
        visit: &'a AssignedVisit,
        need: &'a SlotNeed,
    ) -> Vec<(RefusalReason, Rc<FixedBitSet>)> {
        let target = self.targets.find(&visit.target).and_then(|row| self.targets.get(row));
        let (region, draws) = (target.and_then(|target| target.region()), visit.draws.as_slice());
        let recused = self.recused(&visit.target, target);
        let mut failing = |demand| self.failing(demand);
        let mut refused = vec![
            (RefusalReason::NotInService, failing(Demand::InService)),
            (RefusalReason::OnLeave, failing(Demand::NotOnLeave(draws))),
            (RefusalReason::CertificateNotValid, failing(Demand::Certificate(draws))),
            (RefusalReason::Recused, Rc::new(recused)),
            (RefusalReason::OtherArea, failing(Demand::Area(draws, region))),
        ];
        if let Some(agency) = &need.agency {
            refused.push((RefusalReason::OtherAgency, failing(Demand::Agency(agency))));
        }
        if need.leader {
            refused.push((RefusalReason::NotLeader, failing(Demand::Leader)));
        }
        if let Some(qualification) = &need.qualification {
            refused.push((RefusalReason::NotQualified, failing(Demand::Qualification(qualification))));
        }
        refused
    }

    /// Those who keep away from a target.
    fn recused(&self, id: &str, target: Option<InspectionTarget<'_>>) -> FixedBitSet {
        let owners = target.iter().flat_map(InspectionTarget::labels);
        let from_owners = owners.filter_map(|label| self.from_owner.get(label));
        let mut recused = self.nobody();
        for inspector in self.from_target.get(id).into_iter().chain(from_owners).flatten() {
            recused.insert(*inspector);
        }
        recused
    }

    /// Those who do not meet a demand.
    fn failing(&mut self, demand: Demand<'a>) -> Rc<FixedBitSet> {
        if let Some(known) = self.failing.get(&demand) {
            return Rc::clone(known);
        }
        let mut failing = self.nobody();
        for (at, inspector) in self.inspectors.iter().enumerate() {
            failing.set(at, !self.meets(inspector, demand));
        }
        let failing = Rc::new(failing);
        self.failing.insert(demand, Rc::clone(&failing));
        failing
    }

    fn meets(&self, inspector: &Inspector, demand: Demand<'_>) -> bool {
        match demand {
            Demand::InService => matches!(inspector.status(), None | Some(InspectorStatus::InService)),
            Demand::NotOnLeave(draws) => {
                self.teams_of(draws).all(|team| !team.window().is_covered_by(inspector.leave()))
            }
            Demand::Certificate(draws) => {
                let valid: Vec<Window> = inspector.certificates().iter().map(|one| one.valid).collect();
                !self.inspectors.columns().has(&InspectorColumn::Certificates)
                    || self.teams_of(draws).all(|team| team.window().is_covered_by(&valid))
            }
            Demand::Area(draws, target) => {
                self.teams_of(draws).all(|team| team.area().met(target, inspector.region()))
            }
            Demand::Agency(agency) => inspector.agency() == Some(agency),
            Demand::Leader => inspector.is_leader(),
            Demand::Qualification(qualification) => inspector.has_qualification(qualification),
        }
    }

    fn teams_of(&self, draws: &[String]) -> impl Iterator<Item = &'a TeamRule> {
        draws.iter().filter_map(|draw| self.teams.get(draw.as_str()).copied())
    }

    fn nobody(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.inspectors.len())
    }

    /// Whether an inspector meets everything that a place of a visit demands.
    pub(super) fn are_met(
        &self,
        draws: &[String],
        target: &str,
        need: &SlotNeed,
        inspector: &Inspector,
    ) -> bool {
        let row = self.targets.find(target).and_then(|row| self.targets.get(row));
        let region = row.and_then(|row| row.region());
        let mut demands = vec![
            Demand::InService,
            Demand::NotOnLeave(draws),
            Demand::Certificate(draws),
            Demand::Area(draws, region),
        ];
        demands.extend(need.agency.as_deref().map(Demand::Agency));
        demands.extend(need.leader.then_some(Demand::Leader));
        demands.extend(need.qualification.as_deref().map(Demand::Qualification));
        let keeps_away = |recusal: &Recusal| match &recusal.party {
            RecusalParty::Target(id) => id == target,
            RecusalParty::Owner(owner) => row.is_some_and(|row| row.labels().any(|label| label == owner)),
        };
        demands.into_iter().all(|demand| self.meets(inspector, demand))
            && !inspector.recusals().iter().any(keeps_away)
    }

    /// The columns that these visits ask for and a directory lacks.
    pub(super) fn missing_columns(&self, visits: &[AssignedVisit]) -> Vec<&'static str> {
        let needs = || visits.iter().flat_map(|visit| &visit.slots).map(|slot| &slot.need);
        let mut teams = visits.iter().flat_map(|visit| self.teams_of(&visit.draws));
        let area = teams.any(|team| team.area() != AreaRule::Any);
        let lacks = |column| !self.inspectors.columns().has(&column);
        let unqualified = lacks(InspectorColumn::Specialties) && lacks(InspectorColumn::Items);
        let asked = [
            ("`region` of the targets", area && !self.targets.columns().has(&Column::Region)),
            ("`region` of the inspectors", area && lacks(InspectorColumn::Region)),
            ("`agency`", lacks(InspectorColumn::Agency) && needs().any(|need| need.agency.is_some())),
            ("`leader`", lacks(InspectorColumn::Leader) && needs().any(|need| need.leader)),
            ("`specialties` or `items`", unqualified && needs().any(|need| need.qualification.is_some())),
        ];
        asked.into_iter().filter(|(_, missing)| *missing).map(|(column, _)| column).collect()
    }
}
