//! The list of one draw, and what may be done to it.

use super::order::{Ground, Order};
use super::tier::TierInForce;
use super::{AmendError, Origin, TargetInForce};
use crate::plan::{InspectionPlan, InspectionTask};
use crate::progress::Watch;
use crate::record::{AmendmentChange, DrawCommitment, TaskDraw};
use crate::risk::{PerTier, RiskTier};
use crate::rule::{ReplacementReason, RuleSet};

/// The list of one draw.
#[derive(Debug)]
pub(super) struct TaskList<'a> {
    draw: &'a TaskDraw,
    task: &'a InspectionTask,
    rules: &'a RuleSet,
    tiers: PerTier<TierInForce>,
    orders: PerTier<Order>,
}

impl<'a> TaskList<'a> {
    /// The list as drawn; none if the plan has no such task or no rules for it.
    pub(super) fn drawn(
        committed: &DrawCommitment,
        draw: &'a TaskDraw,
        plan: &'a InspectionPlan,
    ) -> Option<Self> {
        let task = plan.task(&committed.task)?;
        let (mut tiers, mut orders) = (PerTier::<TierInForce>::default(), PerTier::<Order>::default());
        for tier in &draw.tiers {
            tiers[tier.tier] = TierInForce::drawn(tier.drawn.iter().map(|target| target.id.clone()));
        }
        for tier in &committed.tiers {
            orders[tier.tier] = Order::listed(tier, draw);
        }
        Some(Self { draw, task, rules: task.rules()?, tiers, orders })
    }

    pub(super) fn id(&self) -> &'a str {
        &self.draw.draw
    }

    pub(super) fn has_a_team(&self) -> bool {
        self.rules.team.is_some()
    }

    pub(super) fn in_force(&self) -> impl Iterator<Item = (RiskTier, &TargetInForce)> {
        self.tiers.iter().flat_map(|(tier, list)| list.in_force().map(move |target| (tier, target)))
    }

    /// The tier on whose list a target is.
    pub(super) fn tier_of(&self, target: &str) -> Result<RiskTier, AmendError> {
        let tier = self.tiers.iter().find(|(_, list)| list.has(target)).map(|(tier, _)| tier);
        let missing = || AmendError::NotOnTheList { draw: self.draw.draw.clone(), target: target.to_owned() };
        tier.ok_or_else(missing)
    }

    /// The next `count` of a tier, or as many as it has left.
    pub(super) fn next(
        &mut self,
        tier: RiskTier,
        count: u64,
        ground: Ground<'_>,
        watch: &mut dyn Watch,
    ) -> Result<Vec<String>, AmendError> {
        let ever = self.tiers[tier].ever();
        let wanted = count.saturating_add(ever as u64);
        let order = &mut self.orders[tier];
        order.reach(wanted, ground, (self.task, self.draw, tier), watch)?;
        Ok(order.after(ever, count).to_vec())
    }

    /// Applies a change; on an error the list stays as it was.
    pub(super) fn apply(
        &mut self,
        change: &AmendmentChange,
        ground: Ground<'_>,
        watch: &mut dyn Watch,
    ) -> Result<(), AmendError> {
        match change {
            AmendmentChange::Replacement { tier, out, next, reason, .. } => {
                self.check_reason(*reason)?;
                let own = self.tier_of(out)?;
                if own != *tier {
                    return Err(AmendError::OtherTier { target: out.clone(), tier: own, stated: *tier });
                }
                let expected = self.next(own, 1, ground, watch)?;
                check_next(own, &expected, next.as_slice())?;
                self.put_on(own, expected, &Origin::Replacement { of: out.clone() });
                self.tiers[own].take_off(out);
            }
            AmendmentChange::Supplement { tier, next, .. } => {
                if next.is_empty() {
                    return Err(AmendError::NothingToAdd {});
                }
                let expected = self.next(*tier, next.len() as u64, ground, watch)?;
                check_next(*tier, &expected, next)?;
                self.put_on(*tier, expected, &Origin::Supplement);
            }
            AmendmentChange::Recusal { target, .. } => {
                self.tier_of(target)?;
            }
        }
        Ok(())
    }

    fn put_on(&mut self, tier: RiskTier, ids: Vec<String>, origin: &Origin) {
        for id in ids {
            self.tiers[tier].put_on(id, origin.clone());
        }
    }

    fn check_reason(&self, reason: ReplacementReason) -> Result<(), AmendError> {
        let allowed = &self.rules.replacement_reasons;
        if allowed.contains(&reason) {
            return Ok(());
        }
        let words = |reason: &ReplacementReason| format!("{} {}", reason.code(), reason.zh());
        let allowed = match allowed.as_slice() {
            [] => "none 无".to_owned(),
            some => some.iter().map(words).collect::<Vec<_>>().join(", "),
        };
        Err(AmendError::ReasonNotAllowed { reason: words(&reason), allowed })
    }
}

fn check_next(tier: RiskTier, expected: &[String], named: &[String]) -> Result<(), AmendError> {
    if expected == named {
        return Ok(());
    }
    let shown = |ids: &[String]| if ids.is_empty() { "none 无".to_owned() } else { ids.join(", ") };
    Err(AmendError::NotTheNext { tier, next: shown(expected), named: shown(named) })
}
