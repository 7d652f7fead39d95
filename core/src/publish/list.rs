//! The list after the visits.

use serde::Serialize;

use super::{ProvenDirectory, PublishError, check_plan};
use crate::digest::Digest;
use crate::plan::InspectionPlan;
use crate::record::{DrawRecord, RankedTarget, TaskDraw};
use crate::risk::RiskTier;
use crate::table::sheet_line;
use crate::target::{InspectionTarget, TargetKind};

/// What a public list shows beyond what it always does (公示范围). Nothing is shown that is not asked for by name.
///
/// ```
/// use double_random::Disclosure;
///
/// let with_tiers = Disclosure { tiers: true, ..Disclosure::default() };
/// assert!(!with_tiers.individuals);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[doc(alias = "公示范围")]
pub struct Disclosure {
    /// Names, ids and tickets of individual businesses (个体户), and of targets whose kind the directory does not tell.
    pub individuals: bool,
    /// The internal tier each target was drawn in, and its rank there.
    pub tiers: bool,
}

/// The list of the drawn as it is published after the visits (抽查名单公示).
///
/// ```
/// # fn example(list: double_random::PublicList) {
/// // For a spreadsheet that does not take a file for UTF-8 by itself, begin it with a byte-order mark.
/// let file = format!("\u{FEFF}{}", list.to_csv());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "抽查名单公示")]
pub struct PublicList {
    /// The tasks, in the order of the draws.
    pub tasks: Vec<PublicTask>,
    #[serde(skip)]
    tiers: bool,
}

/// One task of a public list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicTask {
    /// The task's number in the plan.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The drawn, in the order of their ids as shown, so that the order tells neither tier nor ticket.
    pub drawn: Vec<PublicTarget>,
}

/// A drawn target as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PublicTarget {
    /// Its id; masked, only its ends.
    pub id: String,
    /// Its name; masked, only the first character. None if the directory has none.
    pub name: Option<String>,
    /// Its ticket; none of a masked target, since it would confirm a guess of the id.
    pub ticket: Option<Digest>,
    /// Its tier, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<RiskTier>,
    /// Its rank within the tier; shown with the tier, which it would betray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u64>,
}

impl ProvenDirectory<'_> {
    /// The list of the drawn (抽查名单公示).
    ///
    /// # Errors
    ///
    /// When record or plan are not those of the commitment.
    pub fn public_list(
        &self,
        record: &DrawRecord,
        plan: &InspectionPlan,
        disclosure: Disclosure,
    ) -> Result<PublicList, PublishError> {
        self.check_record(record)?;
        check_plan(self.commitment, plan)?;
        let mut tasks = Vec::with_capacity(record.draws.len());
        for (committed, draw) in self.commitment.draws.iter().zip(&record.draws) {
            let missing = || PublishError::TaskNotInPlan { task: committed.task.clone() };
            let task = plan.task(&committed.task).ok_or_else(missing)?;
            let drawn = self.shown(draw, disclosure)?;
            tasks.push(PublicTask { number: task.number(), title: task.title().to_owned(), drawn });
        }
        Ok(PublicList { tasks, tiers: disclosure.tiers })
    }

    fn shown(&self, draw: &TaskDraw, disclosure: Disclosure) -> Result<Vec<PublicTarget>, PublishError> {
        let shown = draw.drawn().map(|(tier, drawn)| self.shown_target(tier, drawn, disclosure));
        let mut shown: Vec<PublicTarget> = shown.collect::<Result<_, _>>()?;
        shown.sort();
        Ok(shown)
    }

    fn shown_target(
        &self,
        tier: RiskTier,
        drawn: &RankedTarget,
        disclosure: Disclosure,
    ) -> Result<PublicTarget, PublishError> {
        let target = self.directory.of_id(&drawn.id);
        let target = target.ok_or_else(|| PublishError::NotInDirectory { id: drawn.id.clone() })?;
        let shown = ShownTarget::new(&target, disclosure);
        Ok(PublicTarget {
            id: shown.id,
            name: shown.name,
            ticket: (!shown.masked).then_some(drawn.ticket),
            tier: disclosure.tiers.then_some(tier),
            rank: disclosure.tiers.then_some(drawn.rank),
        })
    }
}

/// Id and name of a target as everyone may see them.
pub(crate) struct ShownTarget {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) masked: bool,
}

impl ShownTarget {
    pub(crate) fn new(target: &InspectionTarget<'_>, disclosure: Disclosure) -> Self {
        // Where no kind is given, it may be a person: that is not guessed.
        let person = matches!(target.kind(), None | Some(TargetKind::Individual));
        let masked = person && !disclosure.individuals;
        let (id, name) = (target.id(), target.name());
        Self {
            id: if masked { masked_id(id) } else { id.to_owned() },
            name: name.map(|name| if masked { masked_name(name) } else { name.to_owned() }),
            masked,
        }
    }
}

/// The first character alone; how long the name is does not show.
fn masked_name(name: &str) -> String {
    name.chars().take(1).chain(['＊', '＊']).collect()
}

/// A quarter at each end, the middle hidden.
fn masked_id(id: &str) -> String {
    let length = id.chars().count();
    let end = length / 4;
    let middle = end..length - end;
    id.chars()
        .enumerate()
        .map(|(at, character)| if middle.contains(&at) { '＊' } else { character })
        .collect()
}

impl PublicList {
    /// The list as CSV with Chinese headings, a row for each drawn target, lines ended by LF.
    ///
    /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms, a tab or a carriage return)
    /// for a formula, which may do anything; such a cell gets an apostrophe in front, which a spreadsheet takes for "text".
    /// Programs should read the list as data instead.
    pub fn to_csv(&self) -> String {
        let mut heading = vec!["序号", "抽查任务名称", "检查对象标识", "检查对象名称", "签号"];
        if self.tiers {
            heading.extend(["风险等级", "本等级名次"]);
        }
        let mut text = sheet_line(heading.into_iter().map(str::to_owned));
        for task in &self.tasks {
            for target in &task.drawn {
                let name = target.name.clone().unwrap_or_default();
                let ticket = target.ticket.map(|ticket| ticket.to_string()).unwrap_or_default();
                let tier = target.tier.map(|tier| tier.letter().to_owned());
                let rank = target.rank.map(|rank| rank.to_string());
                let always = [task.number.to_string(), task.title.clone(), target.id.clone(), name, ticket];
                text += &sheet_line(always.into_iter().chain(tier).chain(rank));
            }
        }
        text
    }
}
