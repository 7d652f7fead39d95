//! The list in force, and the amendments to it.

use std::num::NonZeroU32;

use super::order::Ground;
use super::task_list::TaskList;
use super::teams::Teams;
use super::{AmendError, TargetInForce, TeamInForce};
use crate::date::Date;
use crate::digest::Digest;
use crate::inspector::InspectorDirectory;
use crate::plan::InspectionPlan;
use crate::progress::Watch;
use crate::record::{Amendment, AmendmentChange, AmendmentFormat, CommittedDirectory, DrawRecord, Line};
use crate::risk::RiskTier;
use crate::rule::ReplacementReason;
use crate::target::TargetDirectory;

/// Who enters an amendment, and when (登记).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Who.
    pub by: Line,
    /// When.
    pub day: Date,
}

/// The list in force (现行名单): the drawn, as amended since.
///
/// An amendment that is made takes effect here at once. Keep what is returned: the list is made again from the record and
/// all amendments, the first first.
///
/// ```
/// # fn example(record: &double_random::DrawRecord, plan: &double_random::InspectionPlan, directory: &double_random::TargetDirectory)
/// # -> Result<(), Box<dyn std::error::Error>> {
/// use double_random::{ListInForce, Registration, ReplacementReason};
///
/// let mut list = ListInForce::new(record, plan, directory, None, &[], &mut ())?;
/// let registration = Registration { by: "王某，信用监管股".parse()?, day: "2025-08-01".parse()? };
/// let evidence = "准予注销登记通知书〔2025〕7号".parse()?;
/// let out = "91140581724645568X";
/// let amendment =
///     list.replace("demo-2025/01/1", out, ReplacementReason::Deregistered, evidence, registration, &mut ())?;
/// std::fs::write("amendment-1.json", amendment.to_json())?;
/// for (tier, target) in list.targets("demo-2025/01/1")? {
///     println!("{tier} {} {:?}", target.id, target.origin);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[doc(alias = "现行名单")]
pub struct ListInForce<'a> {
    ground: Ground<'a>,
    record_digest: Digest,
    number: NonZeroU32,
    previous: Option<Digest>,
    draws: Vec<TaskList<'a>>,
    /// Those of the record, if it has some and the inspectors were handed in.
    teams: Option<Teams<'a>>,
}

impl<'a> ListInForce<'a> {
    /// The list of this record after these amendments, the first first. The record is taken to be true: that is for
    /// [`verify`](crate::verify()). The inspectors are needed where teams were assigned, for whatever changes them.
    ///
    /// # Errors
    ///
    /// When plan or inspectors are not those of the record, and as [`ListInForce::apply`] for an amendment.
    pub fn new(
        record: &'a DrawRecord,
        plan: &'a InspectionPlan,
        directory: &'a TargetDirectory,
        inspectors: Option<&'a InspectorDirectory>,
        amendments: &[Amendment],
        watch: &mut dyn Watch,
    ) -> Result<Self, AmendError> {
        let commitment = &record.commitment;
        if let Some(inspectors) = inspectors {
            let found = CommittedDirectory::of_inspectors(inspectors, commitment.suite, watch)?;
            if commitment.inspectors.as_ref() != Some(&found) {
                return Err(AmendError::NotOfTheRecord { what: "inspectors".to_owned() });
            }
        }
        let other_plan = || AmendError::NotOfTheRecord { what: "plan".to_owned() };
        if plan.digest(commitment.suite) != commitment.plan.digest {
            return Err(other_plan());
        }
        let drawn = commitment.draws.iter().zip(&record.draws);
        let draws: Option<_> =
            drawn.map(|(committed, draw)| TaskList::drawn(committed, draw, plan)).collect();
        let mut list = Self {
            ground: Ground { record, directory },
            record_digest: record.digest(),
            number: NonZeroU32::MIN,
            previous: None,
            draws: draws.ok_or_else(other_plan)?,
            teams: inspectors.and_then(|inspectors| Teams::assigned(record, plan, directory, inspectors)),
        };
        for amendment in amendments {
            list.apply(amendment, watch)?;
        }
        Ok(list)
    }

    /// The targets in force of a draw with their tiers, from A to D, each tier in order.
    ///
    /// # Errors
    ///
    /// When the record has no such draw.
    pub fn targets(
        &self,
        draw: &str,
    ) -> Result<impl Iterator<Item = (RiskTier, &TargetInForce)>, AmendError> {
        Ok(self.draw(draw)?.in_force())
    }

    /// Takes `out` off the list for good and puts the next of its tier in its place (补抽); nobody, where the order of the
    /// tier has come to its end.
    ///
    /// # Errors
    ///
    /// When there is no such draw, `out` is not on its list, the task's rules do not allow the reason, or the directory is not
    /// that of the record, and when `watch` stops the work.
    #[doc(alias = "补抽")]
    pub fn replace(
        &mut self,
        draw: &str,
        out: &str,
        reason: ReplacementReason,
        evidence: Line,
        registration: Registration,
        watch: &mut dyn Watch,
    ) -> Result<Amendment, AmendError> {
        let ground = self.ground;
        let list = self.draw_mut(draw)?;
        let tier = list.tier_of(out)?;
        let next = list.next(tier, 1, ground, watch)?.pop();
        let (draw, out) = (draw.to_owned(), out.to_owned());
        let change = AmendmentChange::Replacement { draw, tier, out, next, reason, evidence };
        self.enter(change, registration, watch)
    }

    /// Puts the next `count` of a tier on the list (追加抽取).
    ///
    /// # Errors
    ///
    /// When there is no such draw, `count` is 0 or more than the tier has left, or the directory is not that of the record, and
    /// when `watch` stops the work.
    #[doc(alias = "追加抽取")]
    pub fn supplement(
        &mut self,
        draw: &str,
        tier: RiskTier,
        count: u64,
        reason: Line,
        registration: Registration,
        watch: &mut dyn Watch,
    ) -> Result<Amendment, AmendError> {
        let ground = self.ground;
        let next = self.draw_mut(draw)?.next(tier, count, ground, watch)?;
        let left = next.len() as u64;
        if left < count {
            return Err(AmendError::OrderAtItsEnd { tier, wanted: count, left });
        }
        let change = AmendmentChange::Supplement { draw: draw.to_owned(), tier, next, reason };
        self.enter(change, registration, watch)
    }

    /// Enters that an inspector does not inspect a target (回避、因病等), and who does instead. The list stays as it is.
    ///
    /// Where teams were assigned, the successor is the next in order, whom nobody needs to name; elsewhere it is whoever is named.
    ///
    /// # Errors
    ///
    /// When there is no such draw or the target is not on its list; where teams were assigned, when the inspector is not on this one,
    /// another than the next is named, or the inspectors were not handed in.
    #[doc(alias = "回避")]
    pub fn recuse(
        &mut self,
        draw: &str,
        target: &str,
        inspector: Line,
        successor: Option<Line>,
        reason: Line,
        registration: Registration,
    ) -> Result<Amendment, AmendError> {
        let successor = match (&successor, self.teams_of(draw)?) {
            (None, Some(teams)) => {
                let next = teams.successor(draw, target, inspector.as_str())?;
                // Every id is a line of text.
                next.and_then(|id| id.parse().ok())
            }
            _ => successor,
        };
        let (draw, target) = (draw.to_owned(), target.to_owned());
        let change = AmendmentChange::Recusal { draw, target, inspector, successor, reason };
        self.enter(change, registration, &mut ())
    }

    /// Applies the next amendment of the chain; on an error the list stays as it was.
    ///
    /// # Errors
    ///
    /// When it does not follow the one before, or changes what the rules do not allow or to another than the next, when the
    /// directory is needed and is not that of the record, and when `watch` stops the work.
    pub fn apply(&mut self, amendment: &Amendment, watch: &mut dyn Watch) -> Result<(), AmendError> {
        self.check_chain(amendment)?;
        let number = self.number.checked_add(1).ok_or(AmendError::TooMany {})?;
        let ground = self.ground;
        self.check_successor(&amendment.change)?;
        self.draw_mut(amendment.change.draw())?.apply(&amendment.change, ground, watch)?;
        if let Some(teams) = &mut self.teams {
            teams.apply(&amendment.change)?;
        }
        self.number = number;
        self.previous = Some(amendment.digest());
        Ok(())
    }

    /// The teams in force, with those who came on the list later (现行检查组): first those of the record, in its order, then the others
    /// in the order they came. None where no teams were assigned or the inspectors were not handed in.
    #[doc(alias = "现行检查组")]
    pub fn teams(&self) -> Option<impl Iterator<Item = TeamInForce<'_>>> {
        self.teams.as_ref().map(Teams::in_force)
    }

    /// The teams, if some were assigned for the draw.
    fn teams_of(&self, draw: &str) -> Result<Option<&Teams<'a>>, AmendError> {
        match &self.teams {
            Some(teams) => Ok(teams.has_teams_for(draw).then_some(teams)),
            None if self.draw(draw)?.has_a_team() && self.ground.record.assignment.is_some() => {
                Err(AmendError::InspectorsNeeded { draw: draw.to_owned() })
            }
            None => Ok(None),
        }
    }

    fn check_successor(&self, change: &AmendmentChange) -> Result<(), AmendError> {
        let AmendmentChange::Recusal { draw, target, inspector, successor, .. } = change else {
            return Ok(());
        };
        let Some(teams) = self.teams_of(draw)? else { return Ok(()) };
        self.draw(draw)?.tier_of(target)?;
        let next = teams.successor(draw, target, inspector.as_str())?;
        let named = successor.as_ref().map(Line::as_str);
        if next == named {
            return Ok(());
        }
        let shown = |id: Option<&str>| id.unwrap_or("none 无").to_owned();
        Err(AmendError::NotTheSuccessor { target: target.clone(), next: shown(next), named: shown(named) })
    }

    fn enter(
        &mut self,
        change: AmendmentChange,
        Registration { by, day }: Registration,
        watch: &mut dyn Watch,
    ) -> Result<Amendment, AmendError> {
        let amendment = Amendment {
            format: AmendmentFormat::V1,
            suite: self.ground.record.commitment.suite,
            record_digest: self.record_digest,
            number: self.number,
            previous: self.previous,
            day,
            by,
            change,
        };
        self.apply(&amendment, watch)?;
        Ok(amendment)
    }

    fn check_chain(&self, amendment: &Amendment) -> Result<(), AmendError> {
        let digest = |digest: Option<Digest>| digest.map_or("none".to_owned(), |digest| digest.to_string());
        let links = [
            ("suite", self.ground.record.commitment.suite.to_string(), amendment.suite.to_string()),
            ("record_digest", self.record_digest.to_string(), amendment.record_digest.to_string()),
            ("number", self.number.to_string(), amendment.number.to_string()),
            ("previous", digest(self.previous), digest(amendment.previous)),
        ];
        match links.into_iter().find(|(_, expected, found)| expected != found) {
            None => Ok(()),
            Some((member, expected, found)) => {
                let (number, member) = (self.number.get(), member.to_owned());
                Err(AmendError::ChainBroken { number, member, expected, found })
            }
        }
    }

    fn draw(&self, id: &str) -> Result<&TaskList<'a>, AmendError> {
        let list = self.draws.iter().find(|list| list.id() == id);
        list.ok_or_else(|| AmendError::UnknownDraw { draw: id.to_owned() })
    }

    fn draw_mut(&mut self, id: &str) -> Result<&mut TaskList<'a>, AmendError> {
        let list = self.draws.iter_mut().find(|list| list.id() == id);
        list.ok_or_else(|| AmendError::UnknownDraw { draw: id.to_owned() })
    }
}
