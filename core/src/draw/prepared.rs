//! Prepared: pools and quotas are known; nothing is fixed yet.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::{CommittedDraw, DrawError};
use crate::assignment::check_columns;
use crate::date::Date;
use crate::digest::{Digest, Suite};
use crate::id::{DrawId, Name};
use crate::inspector::InspectorDirectory;
use crate::plan::{InspectionPlan, InspectionTask};
use crate::pool::{Pool, TaskRange};
use crate::progress::Watch;
use crate::quota::Quotas;
use crate::record::{
    Commitment, CommitmentFormat, CommittedDirectory, CommittedPlan, CommittedTier, DrawCommitment,
};
use crate::rule::RuleSet;
use crate::seed::Sources;
use crate::target::TargetDirectory;

/// What the operator settles for one ceremony, besides plan and directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawSetting {
    /// The hash function of the whole draw.
    pub suite: Suite,
    /// The tasks to draw, in this order.
    pub tasks: Vec<Name>,
    /// The day on which pools are determined.
    pub as_of: Date,
    /// Which attempt this is (抽取次数), from 1.
    pub attempt: NonZeroU32,
    /// The digest of the void of the attempt before; none for the first.
    pub previous: Option<Digest>,
    /// When the commitment is published, in seconds of Unix time; needed where a beacon takes part.
    pub committed_at: Option<u64>,
}

impl DrawSetting {
    /// The first attempt at these tasks, with SHA-256.
    pub fn first_attempt(tasks: impl IntoIterator<Item = Name>, as_of: Date) -> Self {
        Self {
            suite: Suite::default(),
            tasks: tasks.into_iter().collect(),
            as_of,
            attempt: NonZeroU32::MIN,
            previous: None,
            committed_at: None,
        }
    }
}

/// A draw whose pools and quotas are known (预演). No seed takes part, so this is also the honest preview.
#[derive(Debug)]
#[doc(alias = "预演")]
pub struct PreparedDraw<'a> {
    pub(super) plan: &'a InspectionPlan,
    pub(super) directory: &'a TargetDirectory,
    pub(super) setting: DrawSetting,
    pub(super) tasks: Vec<PreparedTask<'a>>,
    pub(super) inspectors: Option<&'a InspectorDirectory>,
}

/// One task of a prepared draw.
#[derive(Debug)]
pub struct PreparedTask<'a> {
    task: &'a InspectionTask,
    rules: &'a RuleSet,
    pool: Pool,
    quotas: Quotas,
}

impl<'a> PreparedTask<'a> {
    /// The task.
    pub fn task(&self) -> &'a InspectionTask {
        self.task
    }

    /// Its rules.
    pub fn rules(&self) -> &'a RuleSet {
        self.rules
    }

    /// Who can be drawn.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// How many are drawn.
    pub fn quotas(&self) -> &Quotas {
        &self.quotas
    }
}

impl<'a> PreparedDraw<'a> {
    /// Works out pools and quotas of the tasks.
    ///
    /// # Errors
    ///
    /// When a task is unknown, named twice or not ready, its rules do not fit the directory, the attempt and its
    /// predecessor do not fit, or `watch` stops the work.
    pub fn new(
        plan: &'a InspectionPlan,
        directory: &'a TargetDirectory,
        setting: DrawSetting,
        watch: &mut dyn Watch,
    ) -> Result<Self, DrawError> {
        if (setting.attempt == NonZeroU32::MIN) != setting.previous.is_none() {
            return Err(DrawError::WrongPrevious { attempt: setting.attempt });
        }
        if setting.tasks.is_empty() {
            return Err(DrawError::NoTasks {});
        }
        let mut named = BTreeSet::new();
        let (mut tasks, mut ranges) = (Vec::new(), Vec::new());
        for name in &setting.tasks {
            if !named.insert(name) {
                return Err(DrawError::TaskTwice { task: name.clone() });
            }
            let task = plan.task(name).ok_or_else(|| DrawError::UnknownTask { task: name.clone() })?;
            tasks.push(task);
            ranges.push(range(task)?);
        }
        let pools = Pool::all_of(directory, &ranges, setting.as_of, watch)?;
        let ranges = ranges.into_iter().zip(pools);
        let prepared = tasks.into_iter().zip(ranges).map(|(task, (TaskRange { rules, .. }, pool))| {
            let quotas = Quotas::new(&rules.quota, rules.rounding, &pool.sizes())?;
            Ok(PreparedTask { task, rules, pool, quotas })
        });
        let tasks = prepared.collect::<Result<_, DrawError>>()?;
        Ok(Self { plan, directory, setting, tasks, inspectors: None })
    }

    /// The same draw, after which teams of these inspectors are assigned to the visits of all tasks that have a team (随机选派).
    ///
    /// # Errors
    ///
    /// When a team asks for a column that one of the directories does not have.
    #[doc(alias = "随机选派")]
    pub fn with_inspectors(self, inspectors: &'a InspectorDirectory) -> Result<Self, DrawError> {
        for PreparedTask { task, rules, .. } in &self.tasks {
            if let Some(team) = &rules.team {
                check_columns(task.name(), team, self.directory, inspectors)?;
            }
        }
        Ok(Self { inspectors: Some(inspectors), ..self })
    }

    /// The tasks, in the order of the ceremony.
    pub fn tasks(&self) -> &[PreparedTask<'a>] {
        &self.tasks
    }

    /// The setting.
    pub fn setting(&self) -> &DrawSetting {
        &self.setting
    }

    /// Fixes everything but the randomness. The commitment is to be published before any source can be known.
    ///
    /// # Errors
    ///
    /// When a beacon round is due before the commitment is published, and when `watch` stops the work on the directory's Merkle
    /// root.
    pub fn commit(self, sources: Sources, watch: &mut dyn Watch) -> Result<CommittedDraw<'a>, DrawError> {
        sources.check_times(self.setting.committed_at)?;
        let targets = CommittedDirectory::of(self.directory, self.setting.suite, watch)?;
        let inspectors = match self.inspectors {
            None => None,
            Some(inspectors) => {
                Some(CommittedDirectory::of_inspectors(inspectors, self.setting.suite, watch)?)
            }
        };
        let DrawSetting { suite, as_of, attempt, previous, committed_at, .. } = self.setting.clone();
        let commitment = Commitment {
            format: CommitmentFormat::V1,
            suite,
            plan: CommittedPlan { name: self.plan.name().clone(), digest: self.plan.digest(suite) },
            coordination: self.plan.coordination(),
            attempt,
            previous,
            as_of,
            committed_at,
            targets,
            inspectors,
            sources: sources.commitments().to_vec(),
            witness: sources.witness(),
            draws: self.tasks.iter().map(|task| self.committed(task)).collect(),
        };
        Ok(CommittedDraw { prepared: self, sources, commitment })
    }

    /// The id of this attempt at a task.
    pub(super) fn draw_id(&self, task: &Name) -> DrawId {
        DrawId::new(self.plan.name().clone(), task.clone(), self.setting.attempt)
    }

    fn committed(&self, prepared: &PreparedTask<'a>) -> DrawCommitment {
        let task = prepared.task.name().clone();
        DrawCommitment {
            draw: self.draw_id(&task).to_string(),
            task,
            exclusions: prepared.pool.exclusions(),
            not_classified: prepared.pool.not_classified(),
            tiers: CommittedTier::all_of(&prepared.quotas),
            inversions: prepared.quotas.inversions(),
            reserve: prepared.rules.reserve,
        }
    }
}

/// Whom a task can draw from, if it is ready.
fn range(task: &InspectionTask) -> Result<TaskRange<'_>, DrawError> {
    let missing = |what: &str| DrawError::NotReady { task: task.name().clone(), missing: what.to_owned() };
    let selector = task.selector().ok_or_else(|| missing("selector"))?;
    let rules = task.rules().ok_or_else(|| missing("rules"))?;
    rules.check()?;
    Ok(TaskRange { task: task.name(), selector, rules })
}
