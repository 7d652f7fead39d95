//! Provably fair random inspections: 双随机、一公开.
//!
//! A market regulator publishes a plan (抽查计划): who is inspected, on what, at which ratio, more often where risk is higher.
//! This crate turns such a plan into a draw that nobody can steer and anybody can recompute: what will be drawn from, and by
//! which rule, is committed to before the randomness exists, and a target's ticket is nothing but
//! `printf '%s%s' KEY ID | sha256sum`. The procedure is the protocol `double-random/1`, in `docs/spec/draw-v1.md`;
//! what follows the visits is in `docs/spec/results-v1.md`.
//!
//! # The idea
//!
//! Whatever could be chosen is fixed and published first (抽取承诺): the plan with its rules, the directory as one hash of all its
//! rows, how many will be drawn of each risk tier, and which sources of randomness will be used. Then the sources come out,
//! a lottery or a round of a beacon that nobody involved controls, and are hashed into a seed (种子). From there on nothing is
//! left to choose: the seed gives each draw a key, key and id give each target a ticket (签号), and in each tier those with the
//! smallest tickets are drawn. The same seed assigns the inspectors. Whoever has the record (抽取记录) can repeat all of it;
//! a target with its receipt (个体核验凭证) can repeat its own case.
//!
//! What that defends against, and what it does not promise, is in `docs/threats.md`; how an office and an auditor go about it, in
//! `docs/guide-regulator.md` and `docs/guide-auditor.md`.
//!
//! # The nouns
//!
//! | | |
//! |---|---|
//! | [`InspectionPlan`], [`InspectionTask`] | the plan and its tasks (抽查计划、抽查任务), read from the published text, CSV or JSON; doubts are [`Finding`]s |
//! | [`TargetDirectory`], [`InspectionTarget`] | the directory of targets (检查对象名录库) |
//! | [`InspectorDirectory`], [`Inspector`] | the directory of inspectors (执法检查人员名录库) |
//! | [`Selector`], [`RuleSet`], [`QuotaRule`] | who is in a task's range (抽查对象范围), by which rules, and how many (抽查比例) of each [`RiskTier`] (风险等级) are drawn |
//! | [`TeamRule`], [`AssignmentRecord`] | who a task sends (检查组), and who is assigned (检查人员选派); [`explain()`] says why |
//! | [`Sources`], [`Seed`] | where the randomness comes from (随机源), and what is made of it (种子) |
//! | [`Commitment`], [`DrawRecord`] | what is published before the draw (抽取承诺), and what repeats it afterwards (抽取记录) |
//! | [`ListInForce`], [`Amendment`] | what changes after the draw (现行名单、变更登记): replacements, supplements, recusals |
//! | [`VerificationReport`] | what a record was found to be (核验报告) |
//! | [`Notice`], [`DrawDigest`], [`PublicList`] | what everyone may read before the draw (抽取公告), after it (抽取摘要), after the visits (抽查名单公示) |
//! | [`Receipt`], [`Absence`] | what one target checks its own case with (个体核验凭证); that an id is not in the directory (不在库证明) |
//! | [`certificate()`] | the draw as a page to read and print (抽取证书) |
//! | [`ResultsLedger`], [`Outcome`] | what was found at the visits and what followed (结果登记簿、抽查结果): results, publication, hand-over |
//! | [`WorkCalendar`], [`Progress`] | working days (工作日), and the plan's goals as numbers with the lists behind them (进展情况) |
//! | [`Sample`], [`ShareEstimate`], [`Consistency`] | what the drawn tell about the pool (分层抽样、分层估计), and whether past draws look drawn (随机性检验) |
//! | [`EarlyWarning`], [`TierTrend`] | where results stand out (风险监测预警), and whether tiers predict them (风险等级有效性检验) |
//!
//! # From plan to record
//!
//! ```
//! use double_random::*;
//!
//! // 1. The plan as published; what is doubtful in it is reported, never guessed.
//! let text = "序号\t抽查任务名称\t抽查类型\t抽查事项\t抽查对象范围\t抽查比例/数量\t信用风险分类管理\t抽取检查起至时间\t抽查检查模式\n\
//!             1\t对企业的抽查\t不定向\t1.登记事项检查\t全市企业\t10%; 1次/年\t对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。\t\
//!             7月—11月\t【县抽县查】 某市市场监管局发起并实施检查\n";
//! let task: Name = "01".parse()?;
//! let mut plan = InspectionPlan::read_published(text, &PlanHead::new("demo-2025".parse()?, 2025))?.plan;
//! plan.set_selector(&task, Selector::Kind(vec![TargetKind::Enterprise]))?;
//! let mut rules = RuleSet::new(QuotaRule::Progressive {
//!     ratio: "10%".parse()?,
//!     weights: Weights::default(),
//!     minimum: 1,
//!     tier_minimums: PerTier::default(),
//! });
//! rules.reserve = 2;
//! plan.set_rules(&task, rules)?;
//!
//! // 2. The directory of targets: ids, kinds, credit tiers.
//! let columns = Columns::new(["id", "kind", "tier"])?;
//! let rows = (0..60).map(|at| [format!("140581-{at:04}"), "企业".into(), ["A", "B", "C", "D"][at / 3 % 4].into()]);
//! let directory = TargetDirectory::from_rows(columns, IdProfile::Ascii, rows)?;
//!
//! // 3. Commit, before the lottery numbers exist; publish the commitment's digest.
//! let suite = Suite::Sha256;
//! let secret = || Secret::new("信用监管股", &"1f".repeat(32));
//! let sources = Sources::new(
//!     vec![
//!         SourceCommitment::secret(suite, "信用监管股", &secret()?),
//!         SourceCommitment::public("福彩双色球2025088", 24),
//!     ],
//!     Witness::Witnessed,
//! )?;
//! let setting = DrawSetting::first_attempt([task], "2025-07-01".parse()?);
//! let committed = PreparedDraw::new(&plan, &directory, setting, &mut ())?.commit(sources, &mut ())?;
//! let published = committed.commitment().digest();
//!
//! // 4. Reveal, draw, and keep the record.
//! let revealed = vec![
//!     Source::secret("信用监管股", secret()?),
//!     Source::public("福彩双色球2025088", "03 11 14 20 25 31 | 07"),
//! ];
//! let record = committed.reveal(revealed)?.draw(&mut ())?;
//! assert_eq!(record.draws[0].drawn().count(), 6);
//!
//! // 5. Anyone verifies it.
//! let plan = plan.to_json();
//! let evidence = Evidence {
//!     commitment_digest: Some(published),
//!     record_digest: Some(record.digest()),
//!     ..Evidence::new(&plan, &directory)
//! };
//! let report = verify(&record.to_json(), &evidence, &mut ())?;
//! assert!(report.holds());
//! assert!(report.not_done().all(|check| check.name == CheckName::Amendments)); // there are none yet
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Ways in
//!
//! - The whole procedure: [`PreparedDraw`] → [`CommittedDraw`] → [`RevealedDraw`] → [`DrawRecord`], then [`verify()`]; after it, [`ListInForce`].
//! - With teams: [`PreparedDraw::with_inspectors`]; why these and not others: [`explain()`].
//! - After the visits: [`ResultsLedger`] → [`ResultsCase`] → [`Assessment`] → [`Progress`]; in between, [`Standing`] for disclosure and feedback.
//! - Only the numbers: [`Quotas`].
//! - Only the assignment, on numbers alone: [`AssignmentProblem`].
//! - Only the sampling, over plain columns or in parts on several machines: [`stratified_draw`], [`PartialDraw`].
//! - Whether this build gives the published answers: [`selftest`].
//!
//! # What it does not do
//!
//! No clock, network, file or operating-system randomness is touched: days, secrets and texts are handed in. Nothing that
//! decides a draw is a floating-point number, and nothing depends on the order of a hash map, on threads or on the platform.
//! Every error is an [`Explain`]: a code, its parameters, a sentence in Chinese and one in English.

// On x86_64 one call asks for an exception: see digest/lanes/sha_ni.rs.
#![cfg_attr(not(target_arch = "x86_64"), forbid(unsafe_code))]
#![cfg_attr(test, allow(clippy::cast_possible_truncation, reason = "test data is small"))]

mod calendar;
mod date;
mod digest;
mod document;
mod id;
mod legible;
mod message;
mod parts;
mod progress;
mod ratio;
mod region;
mod rows;
mod table;

mod inspector;
mod plan;
mod risk;
mod rule;
mod salt;
mod selector;
mod target;
mod team;

mod beacon;
mod merkle;
mod seed;
mod stream;

mod assignment;
mod pool;
mod quota;
mod refusal;
mod sampling;

mod amend;
mod draw;
mod explain;
mod publish;
mod record;
mod verify;

mod results;

mod certificate;
mod statistics;

pub mod interop;
pub mod selftest;

pub use amend::{AmendError, ListInForce, Origin, Registration, TargetInForce, TeamInForce};
pub use assignment::{
    Assignment, AssignmentError, AssignmentProblem, Candidate, Competitor, Shortage, StaffError,
};
pub use beacon::{BeaconError, BeaconRound, Network};
pub use calendar::{CalendarError, WorkCalendar};
pub use certificate::{CertificateStage, certificate};
pub use date::{Date, DateError, Window};
#[doc(hidden)]
pub use digest::HashPath;
pub use digest::{Digest, DigestError, Hasher, Suite};
pub use document::DocumentError;
pub use draw::{
    CommittedDraw, DrawError, DrawSetting, PreparedDraw, PreparedTask, RevealedDraw, TrialDraw, TrialTask,
};
pub use explain::{Competition, ExplainError, ExplainedSlot, Explanation, PassedOver, WhyNot, explain};
pub use id::{DrawId, IdError, IdProfile, Name};
pub use inspector::{
    Certificate, Inspector, InspectorColumn, InspectorColumns, InspectorDirectory, InspectorError,
    InspectorStatus, Recusal, RecusalParty, Relation,
};
pub use merkle::{InclusionProof, MerkleRoot, MerkleTree, leaf_hash};
pub use message::Explain;
pub use plan::{
    Amount, Bound, DrawScope, Finding, InspectionItem, InspectionMode, InspectionPlan, InspectionTask, Level,
    Period, PlanColumn, PlanDoubt, PlanError, PlanHead, PlanReading, PublishedTask, RatioNotation,
    StatedFrequency, TierPolicy,
};
pub use pool::{ExclusionReason, Exclusions, Pool, PoolError};
pub use progress::{Interrupted, Watch};
pub use publish::{
    Disclosure, ProvenDirectory, PublicList, PublicTarget, PublicTask, PublishError, Receipts,
};
pub use quota::{QuotaError, Quotas, TierQuota};
pub use ratio::{Fraction, Ratio, RatioError, Rounding};
pub use record::{
    Absence, AbsenceFormat, Amendment, AmendmentChange, AmendmentFormat, AssignedSlot, AssignedVisit,
    AssignmentRecord, Commitment, CommitmentFormat, CommittedDirectory, CommittedPlan, CommittedTier,
    DigestedDraw, DirectoryKind, DrawCommitment, DrawDigest, DrawDigestFormat, DrawKeys, DrawRecord,
    InspectorLoad, Line, LineError, Notice, NoticeFormat, NoticedTask, ProvenRow, RankedTarget, Receipt,
    ReceiptDraw, ReceiptFormat, ReceiptOutcome, RecordFormat, TaskDraw, TierDraw, Visit, VoidFormat,
    VoidReason, VoidedAttempt,
};
pub use refusal::{RefusalReason, Refusals};
pub use region::{Region, RegionError};
pub use results::{
    AgencyFigures, Assessment, Closing, Conflict, DisclosedItem, DisclosedResult, DisclosedTask, Due,
    Feedback, Figures, Goal, Goals, GoalsMet, HandOver, HandOverState, HandedOver, InspectedBy, ItemAnswer,
    ItemCounts, ItemResult, ItemResults, LedgerEntry, MissingHandOver, Outcome, OutcomeClass, Outcomes,
    Overall, Overdue, OverdueFor, Progress, Publication, Rate, ResultDoubt, ResultEntry, ResultFinding,
    ResultsCase, ResultsDisclosure, ResultsError, ResultsFormat, ResultsImport, ResultsLedger,
    ResultsOverview, ResultsParameters, ResultsProfile, Standing, TakenOver, TargetOutcomes, TaskFigures,
    TierProblems, TimeLimit, Unreachable, VisitResult, VisitState,
};
pub use risk::{PerTier, RiskError, RiskTier, TierCombination};
pub use rows::{BadRow, BadRows};
pub use rule::{
    Coordination, FrequencyCap, FrequencyRule, QuotaRule, ReplacementReason, RuleError, RuleSet, TierRule,
    Weights,
};
pub use salt::{SaltError, SaltKey};
pub use sampling::{
    IdColumn, IdPieces, PackedIds, PartialDraw, PartialEntry, SampleSize, SamplingError, StratumDraw,
    TicketKey, stratified_draw,
};
pub use seed::{Purpose, Secret, Seed, SeedError, Source, SourceCommitment, Sources, TrialNumber, Witness};
pub use selector::Selector;
pub use statistics::{
    ConfidenceLevel, Consistency, CountError, DesignWeight, DrawTest, EarlyWarning, FisherTest, GroupCount,
    GroupWarning, Ids, InspectedSample, Interval, OddsRatio, OverallEstimate, PoolEntry, RepeatTest, Repeats,
    ResultCount, Sample, ShareEstimate, StatisticsError, StratumCount, StratumEstimate, SurveyRow,
    TestMethod, TierRate, TierTrend, consistency, early_warning, estimate_share, repeats, survey_csv,
    tier_trend,
};
pub use stream::MixStream;
pub use table::{Change, CsvOptions, DirectoryChange, TableError};
pub use target::{
    CleanedField, Cleaning, Column, Columns, CreditCodeCheck, DirectoryWarnings, Flagged, FlaggedRow,
    Industry, InspectionTarget, TargetDirectory, TargetDirectoryBuilder, TargetError, TargetKind,
    TargetStatus,
};
pub use team::{AreaLevel, AreaRule, SlotGroup, SlotNeed, TeamError, TeamRule, slots_of_visit};
pub use verify::{
    Check, CheckName, CheckStatus, Compared, Evidence, ProofReport, ReceiptEvidence, VerificationReport,
    verify, verify_absence, verify_receipt,
};

/// The examples of both READMEs, run as tests.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;

    #[doc = include_str!("../README.zh-CN.md")]
    struct Chinese;
}
