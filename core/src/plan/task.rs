//! A task of a plan.

use std::str::FromStr;

use serde::Serialize;

use super::{
    InspectionItem, InspectionMode, PlanColumn, PlanError, PublishedTask, RatioNotation, TierPolicy, items,
    text, window,
};
use crate::date::Window;
use crate::document;
use crate::id::Name;
use crate::rule::RuleSet;
use crate::selector::Selector;

/// Whether a draw is aimed at one kind of business or at all (抽查类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[doc(alias = "抽查类型")]
pub enum DrawScope {
    /// Aimed, 定向.
    #[doc(alias = "定向")]
    Directed,
    /// Not aimed, 不定向.
    #[doc(alias = "不定向")]
    Undirected,
}

impl FromStr for DrawScope {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        match text::squeezed(text).as_str() {
            "定向" => Ok(Self::Directed),
            "不定向" => Ok(Self::Undirected),
            _ => Err(PlanError::UnknownScope { text: text.to_owned() }),
        }
    }
}

/// One task of a plan (抽查任务): what was published, what that means, and what the operator decided.
///
/// Only the published cells, the selector and the rules belong to the plan's document; the rest is read from the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "抽查任务")]
pub struct InspectionTask {
    name: Name,
    published: PublishedTask,
    number: u32,
    scope: DrawScope,
    items: Vec<InspectionItem>,
    ratio: RatioNotation,
    tier_policy: TierPolicy,
    window: Window,
    mode: InspectionMode,
    selector: Option<Selector>,
    rules: Option<RuleSet>,
}

impl InspectionTask {
    /// The task that this row of a plan for `year` describes, named by its number, with the rules that follow.
    pub(super) fn read(published: PublishedTask, year: u16) -> Result<Self, Vec<(PlanColumn, PlanError)>> {
        let mut faults = Vec::new();
        let mut cells = Cells { published: &published, faults: &mut faults };
        let number = cells.read(PlanColumn::Number, read_number);
        cells.read(PlanColumn::Title, |_| Ok(()));
        let scope = cells.read(PlanColumn::Scope, str::parse);
        let items = cells.read(PlanColumn::Items, read_items);
        cells.read(PlanColumn::Range, |_| Ok(()));
        let ratio: Option<RatioNotation> = cells.read(PlanColumn::Ratio, str::parse);
        let window = cells.read(PlanColumn::Window, |cell| window::read(cell, year));
        let mode = cells.read(PlanColumn::Mode, str::parse);
        let (Some((number, name)), Some(scope), Some(items), Some(ratio), Some(window), Some(mode), []) =
            (number, scope, items, ratio, window, mode, faults.as_slice())
        else {
            return Err(faults);
        };
        let tier_policy = TierPolicy::read(&published.tiers);
        let rules = ratio.rules(&tier_policy);
        let selector = None;
        Ok(Self { name, published, number, scope, items, ratio, tier_policy, window, mode, selector, rules })
    }

    /// The same task as an operator named and completed it.
    pub(super) fn completed(
        self,
        name: Name,
        selector: Option<Selector>,
        rules: Option<RuleSet>,
    ) -> Result<Self, PlanError> {
        let mut task = Self { name, rules: None, ..self };
        selector.map_or(Ok(()), |selector| task.set_selector(selector))?;
        rules.map_or(Ok(()), |rules| task.set_rules(rules))?;
        Ok(task)
    }

    pub(super) fn set_selector(&mut self, selector: Selector) -> Result<(), PlanError> {
        check_depth(&selector)?;
        self.selector = Some(selector);
        Ok(())
    }

    pub(super) fn set_rules(&mut self, rules: RuleSet) -> Result<(), PlanError> {
        rules.check()?;
        rules.exempt.as_ref().map_or(Ok(()), check_depth)?;
        document::check_numbers(&rules).map_err(|_| PlanError::NumberTooLarge {})?;
        self.rules = Some(rules);
        Ok(())
    }

    /// The name that draw ids use: the number in two digits or more, `01`.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The number in the published table (序号).
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The nine cells as published.
    pub fn published(&self) -> &PublishedTask {
        &self.published
    }

    /// The title (抽查任务名称), as published.
    pub fn title(&self) -> &str {
        &self.published.title
    }

    /// Whether the draw is aimed.
    pub fn scope(&self) -> DrawScope {
        self.scope
    }

    /// What is to be inspected.
    pub fn items(&self) -> &[InspectionItem] {
        &self.items
    }

    /// Ratio, number and frequency.
    pub fn ratio(&self) -> &RatioNotation {
        &self.ratio
    }

    /// How the ratio follows risk.
    pub fn tier_policy(&self) -> &TierPolicy {
        &self.tier_policy
    }

    /// From when to when.
    pub fn window(&self) -> Window {
        self.window
    }

    /// Who draws and who inspects.
    pub fn mode(&self) -> &InspectionMode {
        &self.mode
    }

    /// Which targets, as a rule; none until the operator says so.
    pub fn selector(&self) -> Option<&Selector> {
        self.selector.as_ref()
    }

    /// How many; none where the plan leaves that open and the operator has not said.
    pub fn rules(&self) -> Option<&RuleSet> {
        self.rules.as_ref()
    }
}

/// The cells of a row and what is wrong with them.
struct Cells<'a> {
    published: &'a PublishedTask,
    faults: &'a mut Vec<(PlanColumn, PlanError)>,
}

impl Cells<'_> {
    fn read<T>(&mut self, column: PlanColumn, read: impl FnOnce(&str) -> Result<T, PlanError>) -> Option<T> {
        let cell = self.published.cell(column);
        let value = if text::squeezed(cell).is_empty() { Err(PlanError::EmptyCell {}) } else { read(cell) };
        value.map_err(|error| self.faults.push((column, error))).ok()
    }
}

/// The number of a task and the name it gives.
pub(super) fn read_number(cell: &str) -> Result<(u32, Name), PlanError> {
    let number = text::number(&text::plain(cell)).filter(|number| *number > 0);
    number
        .and_then(|number| Some((number, format!("{number:02}").parse().ok()?)))
        .ok_or_else(|| PlanError::NotANumber { text: cell.to_owned() })
}

fn read_items(cell: &str) -> Result<Vec<InspectionItem>, PlanError> {
    let (items, _) = items::read(cell);
    if items.is_empty() { Err(PlanError::EmptyCell {}) } else { Ok(items) }
}

/// How deep a selector may be nested: far more than anyone writes, far less than a reader of JSON can follow.
const MAX_DEPTH: usize = 32;

fn check_depth(selector: &Selector) -> Result<(), PlanError> {
    fn fits(selector: &Selector, depth: usize) -> bool {
        depth > 0
            && match selector {
                Selector::All(inner) | Selector::Any(inner) => {
                    inner.iter().all(|inner| fits(inner, depth - 1))
                }
                Selector::Not(inner) => fits(inner, depth - 1),
                _ => true,
            }
    }
    if fits(selector, MAX_DEPTH) { Ok(()) } else { Err(PlanError::SelectorTooDeep { allowed: MAX_DEPTH }) }
}
