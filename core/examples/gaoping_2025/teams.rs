//! What the demonstration prints of the inspectors and their teams.

use std::collections::BTreeMap;
use std::error::Error;

use double_random::{
    AreaLevel, AreaRule, AssignedSlot, AssignedVisit, AssignmentRecord, DrawRecord, ExplainedSlot,
    Explanation, InspectionPlan, InspectorDirectory, InspectorStatus, PassedOver, RecusalParty,
    RefusalReason, SlotNeed, TargetDirectory, WhyNot, explain,
};

use crate::table::table;

/// The team of each task, as the plan has it now.
pub(crate) fn rules(plan: &InspectionPlan) -> String {
    let mut rows = vec![["任务", "检查组", "区域", "检查期间"].map(str::to_owned)];
    for task in plan.tasks() {
        let Some(team) = task.rules().and_then(|rules| rules.team.as_ref()) else { continue };
        let asked = team.slots().iter().map(|group| format!("{}{}人", group.need.zh(), group.count));
        let window = format!("{}至{}", team.window().from(), team.window().to());
        rows.push([
            task.name().to_string(),
            format!("{}人，其中{}", team.size(), asked.collect::<Vec<_>>().join("、")),
            area(team.area()).to_owned(),
            window,
        ]);
    }
    table(4, &rows)
}

fn area(rule: AreaRule) -> &'static str {
    match rule {
        AreaRule::Other(AreaLevel::Township) => "跨乡镇",
        _ => "不限",
    }
}

/// Who there is: by unit, and who cannot go or keeps away from somebody.
pub(crate) fn directory(inspectors: &InspectorDirectory) -> String {
    let mut units: Vec<(&str, u32, u32, u32)> = Vec::new();
    for inspector in inspectors.iter() {
        let unit = inspector.unit().unwrap_or_default();
        let unit = if unit.starts_with("演示第") { "12个市场监管所" } else { unit };
        let (leader, load) = (u32::from(inspector.is_leader()), inspector.load());
        match units.last_mut().filter(|(known, ..)| *known == unit) {
            Some((_, people, leaders, loads)) => {
                (*people, *leaders, *loads) = (*people + 1, *leaders + leader, *loads + load);
            }
            None => units.push((unit, 1, leader, load)),
        }
    }
    let mut rows = vec![["单位", "人数", "可任组长", "已检查次数"].map(str::to_owned)];
    rows.extend(units.iter().map(|(unit, people, leaders, loads)| {
        [(*unit).to_owned(), people.to_string(), leaders.to_string(), loads.to_string()]
    }));
    let away = inspectors.iter().filter(|of| of.status() != Some(InspectorStatus::InService)).count();
    let on_leave = inspectors.iter().filter(|of| !of.leave().is_empty()).count();
    let capped = inspectors.iter().filter(|of| of.cap().is_some()).count();
    let recused = inspectors.iter().filter(|of| !of.recusals().is_empty()).count();
    format!(
        "{}    不在岗{away}人，有休假{on_leave}人，有检查次数上限{capped}人，登记回避{recused}人\n",
        table(1, &rows)
    )
}

/// How many places there are, of what kind, and how many are open.
pub(crate) fn places(assignment: &AssignmentRecord) -> String {
    let mut needs: BTreeMap<&SlotNeed, (u64, u64)> = BTreeMap::new();
    for slot in slots(assignment) {
        let (places, open) = needs.entry(&slot.need).or_default();
        *places += 1;
        *open += u64::from(slot.inspector.is_none());
    }
    let mut rows = vec![["名额要求", "名额", "缺员"].map(str::to_owned)];
    rows.extend(needs.iter().map(|(need, (places, open))| [need.zh(), places.to_string(), open.to_string()]));
    let (places, open) = (slots(assignment).count(), needs.values().map(|(_, open)| open).sum::<u64>());
    rows.push(["合计".to_owned(), places.to_string(), open.to_string()]);
    format!("    检查{}次，名额{places}个，缺员{open}个\n{}", assignment.visits.len(), table(1, &rows))
}

fn slots(assignment: &AssignmentRecord) -> impl Iterator<Item = &AssignedSlot> {
    assignment.visits.iter().flat_map(|visit| &visit.slots)
}

/// How evenly the visits of the year are spread over those who are sent.
pub(crate) fn balance(assignment: &AssignmentRecord) -> String {
    let sent: Vec<_> = assignment.loads.iter().filter(|load| load.after > load.before).collect();
    let mut at: BTreeMap<u64, u64> = BTreeMap::new();
    for load in &sent {
        *at.entry(load.after).or_default() += 1;
    }
    let range = |loads: Vec<u64>| {
        let least = loads.iter().min().copied().unwrap_or_default();
        let greatest = loads.iter().max().copied().unwrap_or_default();
        format!("最少{least}次，最多{greatest}次")
    };
    let spread: Vec<_> = at.iter().map(|(visits, people)| format!("{visits}次{people}人")).collect();
    format!(
        "    派出{}人，未派{}人。全年检查次数：派组前{}；派组后{}\n    派组后：{}\n",
        sent.len(),
        assignment.loads.len() - sent.len(),
        range(sent.iter().map(|load| load.before).collect()),
        range(sent.iter().map(|load| load.after).collect()),
        spread.join("，"),
    )
}

/// How often nobody was sent for which reason: pairs of a place and an inspector.
pub(crate) fn refusals(assignment: &AssignmentRecord) -> String {
    let rows = RefusalReason::ALL
        .map(|reason| [reason.zh().to_owned(), assignment.refusals.count(reason).to_string()]);
    table(1, &rows)
}

/// What explanations are made from.
pub(crate) struct Explained<'a> {
    pub(crate) record: &'a DrawRecord,
    pub(crate) plan: &'a InspectionPlan,
    pub(crate) targets: &'a TargetDirectory,
    pub(crate) inspectors: &'a InspectorDirectory,
}

impl Explained<'_> {
    /// A visit with a place that somebody did not get for no other reason than that they keep away from the target; of several the
    /// one with the least to read.
    pub(crate) fn recusal(&self, assignment: &AssignmentRecord) -> Result<Explanation, Box<dyn Error>> {
        let mut found = Vec::new();
        for visit in assignment.visits.iter().filter(|visit| self.somebody_keeps_away(visit)) {
            let explanation = self.explain(visit)?;
            if self.passed_over_by_recusal(&explanation).is_some() {
                found.push(explanation);
            }
        }
        let lines = |of: &Explanation| of.slots.iter().map(|slot| slot.passed_over.len()).sum::<usize>();
        Ok(found.into_iter().min_by_key(lines).ok_or("没有因回避而改派的名额")?)
    }

    /// How anyone with a shell recomputes the order at a visit: who keeps away from it, and who got the place.
    pub(crate) fn by_hand(&self, explanation: &Explanation) -> Result<String, Box<dyn Error>> {
        let record = self.record;
        let draw = record.draws.iter().find(|draw| explanation.draws.first() == Some(&draw.draw));
        let (key, target) = (draw.ok_or("检查不属于任何抽取")?.keys.order, &explanation.target);
        let (slot, recused) = self.passed_over_by_recusal(explanation).ok_or("没有因回避而改派的名额")?;
        let mut lines = String::new();
        for inspector in [Some(recused), slot.start.as_ref()].into_iter().flatten() {
            let rank = record.commitment.suite.hash(format!("{key}{target}\n{inspector}").as_bytes());
            lines += &format!(
                "      printf '%s%s\\n%s' {key} {target} {inspector} | sha256sum\n    应得到：\n      {rank}  -\n"
            );
        }
        Ok(lines)
    }

    fn passed_over_by_recusal<'e>(
        &self,
        explanation: &'e Explanation,
    ) -> Option<(&'e ExplainedSlot, &'e String)> {
        let recused = |passed: &&PassedOver| passed.why == WhyNot::Refused(RefusalReason::Recused);
        explanation.slots.iter().find_map(|slot| {
            let mut recused = slot.passed_over.iter().filter(recused).map(|passed| &passed.inspector);
            Some((slot, recused.find(|id| self.fits(id, &slot.need))?))
        })
    }

    /// Whether an inspector has what the place asks for.
    fn fits(&self, id: &str, need: &SlotNeed) -> bool {
        let inspector = self.inspectors.find(id).and_then(|place| self.inspectors.get(place));
        inspector.is_some_and(|inspector| {
            let asked = need.qualification.as_deref();
            (inspector.is_leader() || !need.leader)
                && asked.is_none_or(|asked| inspector.has_qualification(asked))
        })
    }

    /// Why the first open place is open, if there is one.
    pub(crate) fn shortage(&self, assignment: &AssignmentRecord) -> Result<Option<String>, Box<dyn Error>> {
        let is_open = |visit: &&AssignedVisit| visit.slots.iter().any(|slot| slot.inspector.is_none());
        let Some(visit) = assignment.visits.iter().find(is_open) else { return Ok(None) };
        let explanation = self.explain(visit)?;
        let open = explanation.slots.iter().find_map(|slot| Some((slot, slot.competition.as_ref()?)));
        let (slot, competition) = open.ok_or("缺员的名额没有说明")?;
        Ok(Some(format!(
            "    {} {}，要求{}：\n  {}",
            visit.draws.join("、"),
            visit.target,
            slot.need.zh(),
            competition.zh()
        )))
    }

    fn explain(&self, visit: &AssignedVisit) -> Result<Explanation, Box<dyn Error>> {
        let Self { record, plan, targets, inspectors } = *self;
        let draw = visit.draws.first().ok_or("检查不属于任何抽取")?;
        Ok(explain(record, plan, targets, inspectors, draw, &visit.target, &mut ())?)
    }

    fn somebody_keeps_away(&self, visit: &AssignedVisit) -> bool {
        let target = self.targets.find(&visit.target).and_then(|place| self.targets.get(place));
        let labelled = |label: &str| target.is_some_and(|target| target.labels().any(|known| known == label));
        let mut recusals = self.inspectors.iter().flat_map(|inspector| inspector.recusals());
        recusals.any(|recusal| match &recusal.party {
            RecusalParty::Target(id) => *id == visit.target,
            RecusalParty::Owner(label) => labelled(label),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tests::CEREMONY;

    /// Guards what is promised of the teams: every visit has two who differ, led by whoever may lead, with whoever knows the field;
    /// one place is open.
    #[test]
    fn every_visit_has_its_team() {
        let explained = CEREMONY.explained();
        let assignment = explained.record.assignment.as_ref().unwrap();
        let drawn = explained.record.draws.iter().map(|draw| draw.drawn().count());
        assert_eq!(assignment.visits.len(), drawn.sum::<usize>());
        for visit in &assignment.visits {
            let team: BTreeSet<_> = visit.inspectors().collect();
            assert_eq!((team.len(), visit.slots.len()), (visit.inspectors().count(), 2), "{}", visit.target);
            for slot in &visit.slots {
                let taken = slot.inspector.as_deref();
                assert!(taken.is_none_or(|id| explained.fits(id, &slot.need)), "{}", visit.target);
            }
            assert_eq!(visit.slots[0].need, SlotNeed::leader());
        }
        assert_eq!(slots(assignment).filter(|slot| slot.inspector.is_none()).count(), 1);
    }

    /// Guards the numbers that are printed against a count of the teams themselves.
    #[test]
    fn the_balance_is_as_printed() {
        let assignment = CEREMONY.record.assignment.as_ref().unwrap();
        let mut visits: BTreeMap<&str, u64> = BTreeMap::new();
        for id in assignment.visits.iter().flat_map(AssignedVisit::inspectors) {
            *visits.entry(id).or_default() += 1;
        }
        for load in &assignment.loads {
            let more = visits.get(load.inspector.as_str()).copied().unwrap_or_default();
            assert_eq!(load.after, load.before + more, "{}", load.inspector);
        }
        let after = assignment.loads.iter().filter(|load| load.after > load.before).map(|load| load.after);
        let (least, greatest) = (after.clone().min().unwrap(), after.clone().max().unwrap());
        let printed = balance(assignment);
        assert!(printed.contains(&format!("派出{}人", visits.len())), "{printed}");
        assert!(printed.contains(&format!("派组后最少{least}次，最多{greatest}次")), "{printed}");
        let most = after.clone().filter(|visits| *visits == greatest).count();
        assert!(printed.contains(&format!("{greatest}次{most}人")), "{printed}");
        assert!(after.filter(|visits| greatest - visits <= 1).count() > 40, "{printed}");
    }

    /// Guards that recusals of both kinds keep somebody away, that one decides a place, and that a shell finds what is printed.
    #[test]
    fn the_order_is_found_by_hand() {
        let explained = CEREMONY.explained();
        let assignment = explained.record.assignment.as_ref().unwrap();
        let parties = explained.inspectors.iter().flat_map(|inspector| inspector.recusals());
        let visited = |id: &str| assignment.visits.iter().any(|visit| visit.target == *id);
        let by_target = parties.filter(|of| matches!(&of.party, RecusalParty::Target(id) if visited(id)));
        let by_target = 2 * by_target.count() as u64;
        assert!(by_target > 0 && assignment.refusals.recused > by_target);

        let explanation = explained.recusal(assignment).unwrap();
        let by_hand = explained.by_hand(&explanation).unwrap();
        let lines: Vec<&str> = by_hand.lines().map(str::trim).collect();
        assert_eq!(lines.len(), 6);
        for printed in lines.chunks(3) {
            let shell = std::process::Command::new("sh").args(["-c", printed[0]]).output().unwrap();
            assert_eq!(String::from_utf8(shell.stdout).unwrap().trim(), printed[2], "{}", printed[0]);
        }
        assert!(lines[2] < lines[5], "{by_hand}");
    }

    /// Guards the words for the one open place: two visits compete for the one visit that is left.
    #[test]
    fn the_open_place_is_explained() {
        let explained = CEREMONY.explained();
        let assignment = explained.record.assignment.as_ref().unwrap();
        let shortage = explained.shortage(assignment).unwrap().unwrap();
        assert!(shortage.contains("要求商标") && shortage.contains("GEN140581-027至多1个"), "{shortage}");
    }
}
