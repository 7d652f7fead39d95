//! What a place demands of the inspector who takes it, one demand after the other.

use std::collections::BTreeMap;

use crate::date::Window;
use crate::inspector::{Inspector, InspectorColumn, InspectorDirectory, InspectorStatus, RecusalParty};
use crate::record::DrawCommitment;
use crate::refusal::RefusalReason;
use crate::target::{Column, InspectionTarget, TargetDirectory};
use crate::team::{AreaRule, SlotNeed, TeamRule};

/// What an inspector must meet, with all that it depends on besides the inspector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Demand<'a> {
    InService,
    NotOnLeave(&'a [String]),
    Certificate(&'a [String]),
    NotRecused(&'a str),
    Area(&'a [String], Option<&'a str>),
    Agency(&'a str),
    Leader,
    Qualification(&'a str),
}

/// Everything from which it is decided who meets a demand.
pub(super) struct Demands<'a> {
    pub(super) inspectors: &'a InspectorDirectory,
    targets: &'a TargetDirectory,
    /// The teams of the tasks, by draw id.
    teams: BTreeMap<&'a str, &'a TeamRule>,
    /// Who keeps away from the target with this id.
    from_target: BTreeMap<&'a str, Vec<usize>>,
    /// Who keeps away from the targets with this label.
    from_owner: BTreeMap<&'a str, Vec<usize>>,
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
        Self { inspectors, targets, teams, from_target, from_owner }
    }

    /// What a place in a team demands that visits a target for these draws, and for which reason those are refused who do not
    /// meet it.
    pub(super) fn of_place<'b>(
        &self,
        draws: &'b [String],
        target: &'b str,
        need: &'b SlotNeed,
    ) -> Vec<(RefusalReason, Demand<'b>)>
    where
        'a: 'b,
    {
        let region = self.target(target).and_then(|target| target.region());
        let mut demands = vec![
            (RefusalReason::NotInService, Demand::InService),
            (RefusalReason::OnLeave, Demand::NotOnLeave(draws)),
            (RefusalReason::CertificateNotValid, Demand::Certificate(draws)),
            (RefusalReason::Recused, Demand::NotRecused(target)),
            (RefusalReason::OtherArea, Demand::Area(draws, region)),
        ];
        if let Some(agency) = &need.agency {
            demands.push((RefusalReason::OtherAgency, Demand::Agency(agency)));
        }
        if need.leader {
            demands.push((RefusalReason::NotLeader, Demand::Leader));
        }
        if let Some(qualification) = &need.qualification {
            demands.push((RefusalReason::NotQualified, Demand::Qualification(qualification)));
        }
        demands
    }

    /// The first reason for which an inspector is refused a place; none if the inspector is admissible.
    pub(super) fn reason(
        &self,
        draws: &[String],
        target: &str,
        need: &SlotNeed,
        inspector: usize,
    ) -> Option<RefusalReason> {
        let facts = self.inspectors.get(inspector)?;
        let meets = |demand| match demand {
            Demand::NotRecused(target) => !self.keep_away(target).any(|recused| recused == inspector),
            _ => self.meets(facts, demand),
        };
        let mut demands = self.of_place(draws, target, need).into_iter();
        demands.find(|(_, demand)| !meets(*demand)).map(|(reason, _)| reason)
    }

    /// Those who keep away from a target.
    pub(super) fn keep_away(&self, target: &str) -> impl Iterator<Item = usize> {
        let labels = self.target(target).into_iter().flat_map(|target| target.labels());
        let from_owner = labels.filter_map(|label| self.from_owner.get(label));
        self.from_target.get(target).into_iter().chain(from_owner).flatten().copied()
    }

    /// Whether an inspector meets a demand that depends on what the directory says of the inspector alone.
    pub(super) fn meets(&self, inspector: &Inspector, demand: Demand<'_>) -> bool {
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
            Demand::NotRecused(_) => true,
            Demand::Area(draws, target) => {
                self.teams_of(draws).all(|team| team.area().met(target, inspector.region()))
            }
            Demand::Agency(agency) => inspector.agency() == Some(agency),
            Demand::Leader => inspector.is_leader(),
            Demand::Qualification(qualification) => inspector.has_qualification(qualification),
        }
    }

    /// The columns that a team asks for and a directory lacks.
    pub(super) fn missing_columns(&self) -> Vec<&'static str> {
        let needs = || self.teams.values().flat_map(|team| team.slots()).map(|group| &group.need);
        let area = self.teams.values().any(|team| team.area() != AreaRule::Any);
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

    fn target(&self, id: &str) -> Option<InspectionTarget<'a>> {
        self.targets.find(id).and_then(|row| self.targets.get(row))
    }

    fn teams_of(&self, draws: &[String]) -> impl Iterator<Item = &'a TeamRule> {
        draws.iter().filter_map(|draw| self.teams.get(draw.as_str()).copied())
    }
}
