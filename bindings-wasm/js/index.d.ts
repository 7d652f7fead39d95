/**
 * Provably fair random inspections (双随机、一公开).
 *
 * Requests and answers are those of the crate's `interop`: their members keep the names of the documents. A method is a request:
 * `dr.readPlan({…})` is `dr.ask({ do: 'read_plan', … })`.
 */

/** An error of the package: a stable code, its parameters, and a sentence in English (`message`) and in Chinese. */
export class DoubleRandomError extends Error {
  /** `<room>.<what>`; it never changes its meaning. */
  readonly code: string;
  /** The parameters of the sentences, by name. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The sentence in Chinese. */
  readonly messageZh: string;
}

/** How work is watched. */
export interface Watched {
  /**
   * Told now and then how far the work is. It has parts, each of which begins at 0 again. What this throws stops the work and
   * comes out as it is.
   */
  onProgress?: (done: number, total: number) => void;
  /** Stops the work; the call rejects with the code `progress.interrupted`. */
  signal?: AbortSignal;
}

/** How work is watched, and the directories that stand in where the request brings none. */
export interface Options extends Watched {
  targets?: Directory;
  inspectors?: Directory;
}

/** A directory (名录库) that was read. */
export interface Directory {
  /** How many there are. */
  readonly rows: number;
  /** The names of the columns, `id` first. */
  readonly columns: readonly string[];
  /** Gives its memory back. */
  close(): void | Promise<void>;
}

/** A CSV file, or the rows of a spreadsheet, whose heading is row 1. */
export type DirectorySource =
  | string
  | Uint8Array
  | Blob
  | { columns: readonly string[]; rows: readonly (readonly string[])[] };

export interface ReadOptions {
  /** Which ids there are: `ascii` unless told otherwise. */
  profile?: 'ascii' | 'text';
  /** Columns that stand under other headings than the usual: heading to name. */
  headings?: Readonly<Record<string, string>>;
  /** The key with which the directory of targets is salted. */
  saltKey?: string;
  /** The encoding of a file; `utf-8` unless told otherwise. `gbk` is read as GB 18030, which contains it. */
  encoding?: 'utf-8' | 'gbk';
}

/** What is drawn from, and how many. */
export interface Columns {
  /** The ids: each a text, or all in one, in UTF-8, with the offsets at which they begin and the last ends. */
  ids: readonly string[] | { bytes: Uint8Array; offsets: Uint32Array };
  /** The tier of each row: 0 to 3 for A to D, 255 where it is not in the pool. */
  tiers: Uint8Array;
  /** How many are drawn in tiers A to D. */
  numbers: PerTier<number>;
  /** How many more of each tier are kept for replacements; none unless told otherwise. */
  reserve?: number;
  /** The key of the tickets, 64 hexadecimal digits. */
  key: string;
  /** `sha256` unless told otherwise. */
  suite?: Suite;
}

/** Rows, from 0, in the order of their tickets. */
export interface Stratum {
  drawn: Uint32Array;
  reserve: Uint32Array;
}

/** A risk tier (风险等级). */
export type Tier = 'A' | 'B' | 'C' | 'D';

/** One value for each tier, from A to D. */
export type PerTier<T> = readonly [T, T, T, T];

export type Suite = 'sha256' | 'sm3';

/** How many of each tier are drawn; a ratio is a text such as `10%` or `1/3`. */
export type QuotaRule =
  | {
      progressive: {
        ratio: string;
        weights: PerTier<number>;
        minimum: number;
        tier_minimums: PerTier<number>;
      };
    }
  | { per_tier: { ratios: PerTier<string>; minimums: PerTier<number> } }
  | { count: { total: number; weights: PerTier<number> } }
  | { count_per_tier: { counts: PerTier<number> } }
  | 'census';

/** A directory of targets or inspectors that a request brings along: a CSV text, or columns and rows. */
export interface DirectoryRequest {
  profile?: 'ascii' | 'text';
  csv?: string;
  headings?: Readonly<Record<string, string>>;
  columns?: readonly string[];
  rows?: readonly (readonly string[])[];
  /** Of targets only. */
  salt_key?: string | null;
}

/** What a draw is prepared from. */
export interface Setting {
  /** The document of the plan. */
  plan: string;
  targets?: DirectoryRequest;
  inspectors?: DirectoryRequest | null;
  suite?: Suite;
  tasks: readonly string[];
  /** The day on which the directory is as it is. */
  as_of: string;
  attempt?: number;
  previous?: string | null;
  committed_at?: number | null;
}

/** What a tier holds and how many of it are drawn; ratios are exact. */
export interface TierQuota {
  tier: Tier;
  pool: number;
  ideal: string;
  quota: number;
  added: number;
  realised: string;
}

/** What is known of a task before anything is committed. */
export interface TaskPreview {
  task: string;
  exclusions: Record<string, number>;
  not_classified: number;
  tiers: TierQuota[];
  inversions: unknown[];
}

/** A target that a trial drew, marked as such. */
export interface TrialTarget {
  id: string;
  tier: Tier;
  trial: string | number;
}

/** A record and what was published of it. */
export interface Evidence {
  record: string;
  plan: string;
  targets?: DirectoryRequest;
  inspectors?: DirectoryRequest | null;
  commitment_digest?: string | null;
  record_digest?: string | null;
  voids?: readonly string[];
  amendments?: readonly string[];
}

/** One check of a report. */
export interface Check {
  name: string;
  status: 'passed' | 'failed' | 'not_done';
  compared: unknown[];
  differing: number;
  shown: unknown[];
  zh: string;
  en: string;
  by_hand_zh: string;
  by_hand_en: string;
}

/** What was found, check by check, and the whole report as a text in both languages. */
export interface Verification {
  holds: boolean;
  report: { checks: Check[]; witness: string | null; attempt: number | null };
  zh: string;
  en: string;
}

/** What was found of a receipt or an absence, and what it says in plain words. */
export interface ProofVerification {
  holds: boolean;
  report: { checks: Check[]; witness: string | null; plain_zh: string | null; plain_en: string | null };
  zh: string;
  en: string;
}

/** What is doubtful in a plan. */
export interface Finding {
  row: number;
  task: string | null;
  column: string | null;
  code: string;
  params: Record<string, unknown>;
  zh: string;
  en: string;
}

/** What stands behind a draw. */
export interface Behind {
  record: string;
  plan: string;
  targets?: DirectoryRequest;
  inspectors?: DirectoryRequest | null;
  amendments?: readonly string[];
}

/** An outcome of a visit (检查结果). */
export type Outcome =
  | 'no_problem'
  | 'not_disclosed'
  | 'concealed'
  | 'unreachable'
  | 'ordered_to_correct'
  | 'uncooperative'
  | 'no_activity'
  | 'pending'
  | 'closed'
  | 'deregistered'
  | 'revoked'
  | 'rescinded'
  | 'moved_out';

/** What is answered of an item. */
export type ItemAnswer = 'yes' | 'no' | 'not_checked' | 'not_applicable';

/** An entry of a ledger (录入); a digest names another entry. */
export type LedgerEntry =
  | {
      result: {
        draw: string;
        target: string;
        visited: { from: string; to: string };
        inspectors: readonly string[];
        outcomes: readonly Outcome[];
        items: readonly { item: number; answer: ItemAnswer; outcome: Outcome | null }[];
        agency: string;
        by: string;
        day: string;
        note: string | null;
        corrects: readonly string[];
      };
    }
  | { publication: { result: string; where: string; agency: string; by: string; day: string } }
  | { hand_over: { result: string; from: string; to: string; matter: string; by: string; day: string } }
  | { taken_over: { hand_over: string; agency: string; by: string; day: string } }
  | { closing: { hand_over: string; agency: string; how: string; by: string; day: string } };

/** A file of results, and the words by which it means outcomes and answers besides the usual ones. */
export interface CsvResults {
  text: string;
  plan: string;
  profile?: 'ascii' | 'text';
  headings?: Readonly<Record<string, string>>;
  words?: { outcomes?: Readonly<Record<string, Outcome>>; answers?: Readonly<Record<string, ItemAnswer>> };
}

/** What stands behind a draw, and the ledger of its results. */
export interface ResultsCase extends Behind {
  results: string;
}

/** A number of working days (时限), and what prescribes it. */
export interface TimeLimit {
  working_days: number;
  source: string;
}

/** What results are held to (考核参数); goals are ratios. */
export interface ResultsParameters {
  entry: TimeLimit;
  publication: TimeLimit;
  unreachable: TimeLimit;
  goals: { completion: string; publication: string; application_by_target: string; application_by_task: string };
}

/** The same, where what is left out is as usual. */
export type ResultsParametersRequest = Partial<Omit<ResultsParameters, 'goals'>> & {
  goals?: Partial<ResultsParameters['goals']>;
};

/** A draw and a target: an inspection that is due (应检查户次). */
export type Due = [draw: string, target: string];

/** The same in a list, with the agency that is responsible for it. */
export interface DueOf {
  draw: string;
  target: string;
  agency: string | null;
}

/** A rate with the list behind each of its numbers; over nothing it is null. */
export interface Rate<Of = Due> {
  numerator: number;
  denominator: number;
  ratio: string | null;
  percent: string | null;
  in: Of[];
  out: Of[];
}

/** The rates of a group of inspections that are due. */
export interface Figures {
  due: number;
  completion: Rate;
  entered: Rate;
  on_time: Rate;
  publication: Rate;
  publication_on_time: Rate;
  application_by_target: Rate;
  problems: ({ tier: Tier } & Rate)[];
}

/** What is wrong with an entry of a ledger. */
export interface ResultFinding {
  entry: string;
  about: { draw: string; target: string } | null;
  code: string;
  params: Record<string, unknown>;
  zh: string;
  en: string;
}

/** A goal, and whether it is met. */
export interface Goal {
  goal: string;
  met: boolean | null;
}

/** What past inspections found, by task, tier and group. */
export interface ResultCount {
  task: string;
  tier: Tier;
  group: string;
  inspected: number;
  problems: number;
}

/** What early warning says of one group, such as a town or an industry. */
export interface GroupWarning {
  group: string;
  inspected: number;
  problems: number;
  rate: number | null;
  expected: number;
  shrunken: number | null;
  odds_ratio: { estimate: number | null; low: number; high: number | null };
  p: number;
  adjusted_p: number;
  holm_p: number;
  telling: boolean;
  stands_out: boolean;
}

/** A request and what it is answered. */
type Call<Request extends object, Answer> = (request: Request, options?: Options) => Promise<Answer>;

/** All that can be asked for. */
export interface Calls {
  /** The answer to a request of the crate's `interop`. */
  ask(request: { do: string; [member: string]: unknown }, options?: Options): Promise<any>;

  /** Reads and checks a directory of targets (检查对象名录库), which then stands in where a request brings none. */
  readTargets(source: DirectorySource, options?: ReadOptions & Watched): Promise<Directory>;
  /** Reads and checks a directory of inspectors (执法检查人员名录库). */
  readInspectors(source: DirectorySource, options?: Omit<ReadOptions, 'saltKey'> & Watched): Promise<Directory>;
  /** Draws the smallest tickets of each tier from plain columns. */
  stratifiedDraw(columns: Columns, options?: Watched): Promise<Record<Tier, Stratum>>;

  /** A published plan (抽查计划) → its document and what is doubtful in it. */
  readPlan: Call<
    {
      form: 'published' | 'csv';
      text: string;
      name: string;
      year: number;
      title?: string | null;
      authority?: string | null;
      deadline?: string | null;
    },
    { plan: string; findings: Finding[] }
  >;
  /** A plan and what was decided on its tasks → the plan with them. */
  completePlan: Call<
    { plan: string; coordination?: unknown; tasks?: Record<string, { selector?: unknown; rules?: unknown }> },
    { plan: string }
  >;
  /** A plan → what is doubtful in it. */
  findings: Call<{ plan: string }, { findings: Finding[] }>;
  /** A plan → its head and what its tasks are read as. */
  tasks: Call<{ plan: string }, { name: string; year: number; tasks: Record<string, any>[]; [head: string]: any }>;
  /** A quota rule → the rules of a draw that has nothing special. */
  rules: Call<{ quota: QuotaRule }, { rules: Record<string, any> }>;
  /** A quota rule and pools → the quotas. */
  quota: Call<
    { quota: QuotaRule; rounding: 'up' | 'half_up' | 'down'; pool: PerTier<number> },
    {
      ideal: PerTier<string>;
      quota: PerTier<number>;
      added: PerTier<number>;
      realised: PerTier<string>;
      inversions: unknown[];
    }
  >;
  /** A directory of targets → its size, warnings and commitment. */
  targets: Call<
    { suite: Suite; targets?: DirectoryRequest },
    { rows: number; committed: Record<string, any>; warnings: Record<string, any> }
  >;
  /** A directory of inspectors → its size, who is in service, who leads, and its commitment. */
  inspectors: Call<
    { suite: Suite; inspectors?: DirectoryRequest },
    { rows: number; committed: Record<string, any>; status: Record<string, number> | null; leaders: number }
  >;
  /** Plan, directory, tasks → pools and quotas, without any seed. */
  preview: Call<Setting, { tasks: TaskPreview[] }>;
  /** What a preview takes, and a number → what a draw may look like, from a throw-away seed (试抽). */
  trial: Call<
    { setting: Setting; number: number | string },
    {
      trial: { number: string | number; zh: string; en: string };
      tasks: { preview: TaskPreview; drawn: TrialTarget[]; reserve: TrialTarget[] }[];
    }
  >;
  /** A holder's secret → what is committed of it. */
  secret: Call<{ suite: Suite; label: string; value: string }, { source: Record<string, any> }>;
  /** What a preview takes, and sources → the commitment. */
  commit: Call<
    { setting: Setting; sources: readonly object[]; witness: 'witnessed' | 'unwitnessed' },
    { commitment: string; digest: string }
  >;
  /** The commitment and the revealed sources → the record. */
  draw: Call<
    {
      commitment: string;
      plan: string;
      targets?: DirectoryRequest;
      inspectors?: DirectoryRequest | null;
      sources: readonly object[];
    },
    { record: string; digest: string }
  >;
  /** Rows of texts → CSV that people may open in a spreadsheet: no cell is a formula there. */
  sheet: Call<{ rows: readonly (readonly string[])[] }, { csv: string }>;
  /** A text → its digest. */
  hash: Call<{ suite: Suite; text: string }, { digest: string }>;
  /** A commitment that came to nothing → the void document. */
  void: Call<
    {
      commitment: string;
      record_digest?: string | null;
      reason: string;
      explanation: string;
      by: string;
      day: string;
    },
    { void: string; digest: string }
  >;
  /** A record → the report of its verification. */
  verify: Call<Evidence, Verification>;
  /** A record, its amendments and a change → the next amendment. */
  amend: Call<{ behind: Behind; change: object; by: string; day: string }, { amendment: string; digest: string }>;
  /** A record and its amendments → the list and the teams in force. */
  inForce: Call<
    Behind,
    {
      draws: { draw: string; tiers: { tier: Tier; targets: string[] }[] }[];
      teams: { draws: string[]; target: string; inspectors: (string | null)[] }[] | null;
    }
  >;
  /** A record with teams and a visit → why the team is who it is. */
  explain: Call<
    Omit<Behind, 'amendments'> & { draw: string; target: string },
    { explanation: Record<string, any>; zh: string; en: string }
  >;
  /** A record and an id → the receipt of one target. */
  receipt: Call<{ record: string; plan: string; targets?: DirectoryRequest; id: string }, { receipt: string }>;
  /** A receipt → the report of its verification. */
  verifyReceipt: Call<
    {
      receipt: string;
      commitment_digest: string;
      record_digest: string;
      digest?: string | null;
      plan?: string | null;
    },
    ProofVerification
  >;
  /** A commitment and an id that is not in the directory → the proof of its absence. */
  absence: Call<{ commitment: string; targets?: DirectoryRequest; id: string }, { absence: string }>;
  /** An absence → the report of its verification. */
  verifyAbsence: Call<{ absence: string; commitment_digest: string }, ProofVerification>;
  /** A commitment → the notice before the draw. */
  notice: Call<{ commitment: string; plan: string }, { notice: string }>;
  /** A record → the digest after the draw. */
  digest: Call<{ record: string }, { digest: string }>;
  /** A record → the list after the visits; individuals are masked and tiers left out unless asked for. */
  publicList: Call<
    {
      record: string;
      plan: string;
      targets?: DirectoryRequest;
      show_individuals?: boolean;
      show_tiers?: boolean;
    },
    { list: Record<string, any>; csv: string }
  >;
  /** A record → the certificate, an HTML page. */
  certificate: Call<{ verify: Evidence; after_visits?: boolean }, { html: string }>;
  /** A record → for how many targets each drawn one stands. */
  weights: Call<{ record: string; task: string }, { draw: string; weights: Record<string, any>[] }>;
  /** Outcomes, or counts → the share of problems. */
  estimate: Call<{ from: object; level?: string | null }, { level: string; strata: any[]; overall: any }>;
  /** A record and outcomes → the table for packages for survey data. */
  surveyExport: Call<
    { record: string; task: string; outcomes: readonly (readonly [string, boolean])[] },
    { rows: Record<string, any>[]; csv: string }
  >;
  /** Counts of past draws by groups → whether they look drawn. */
  consistency: Call<{ rows: readonly object[] }, { tests: any[]; fisher: any }>;
  /** Pools of past draws → whether the same targets came back too often. */
  repeats: Call<
    { rows: readonly { draw: string; stratum: string; id: string; drawn: boolean }[] },
    { tests: any[]; fisher: any }
  >;
  /** Counts of results by groups → which groups stand out (风险监测预警), for directed draws. */
  earlyWarning: Call<
    { rows: readonly ResultCount[]; level?: string | null },
    { level: string; directed: string[]; groups: GroupWarning[]; spread: number }
  >;
  /** The same counts → whether the tiers predict problems. */
  tierTrend: Call<
    { rows: readonly ResultCount[]; level?: string | null },
    {
      level: string;
      trend: {
        tiers: { tier: Tier; inspected: number; problems: number; rate: number; interval: { low: number; high: number } }[];
        score: number;
        expected: number;
        statistic: number;
        p: number;
        method: 'exact' | 'chi_square';
        concordance: number | null;
      };
    }
  >;
  /** A day and a number of working days → the day that they end; `holidays` is a table (节假日安排) in CSV. */
  workingDays: Call<
    { holidays: string; from: string; days: number; limit?: string | null },
    { deadline: string }
  >;
  /** Entries, or a file of results → the ledger with them (录入). */
  enterResults: Call<
    { record: string; results?: string | null; entries?: readonly LedgerEntry[]; csv?: CsvResults | null },
    { results: string; digest: string; added: number }
  >;
  /** Ledgers of one record → their union. */
  mergeResults: Call<{ results: readonly [string, ...string[]] }, { results: string; digest: string }>;
  /** A ledger → what was found by visit, item and target, and what is wrong with its entries. */
  results: Call<
    { case: ResultsCase; as_of: string; holidays: string; parameters?: ResultsParametersRequest },
    {
      as_of: string;
      visits: (DueOf & {
        state: 'due' | 'in_force' | 'conflict';
        deadline: string;
        entered: string | null;
        on_time: boolean | null;
        published: string | null;
        result: string | null;
        outcomes: Outcome[] | null;
        history: string[];
      })[];
      items: {
        draw: string;
        item: number;
        text: string;
        answers: Record<ItemAnswer, number>;
        outcomes: Partial<Record<Outcome, number>>;
      }[];
      targets: { target: string; draws: string[]; outcomes: Outcome[] }[];
      findings: ResultFinding[];
      csv: string;
    }
  >;
  /**
   * Ledgers → how far the plan is (完成率, 公示率), with the list behind every figure. A case brings its own directories, or those
   * that are held stand in: the same for every case that brings none.
   */
  progress: Call<
    {
      cases: readonly ResultsCase[];
      as_of: string;
      holidays: string;
      parameters?: ResultsParametersRequest;
      level?: string | null;
    },
    {
      as_of: string;
      parameters: ResultsParameters;
      overall: Figures & { application_by_task: Rate<string> };
      goals: Record<keyof ResultsParameters['goals'], Goal>;
      tasks: (Figures & {
        draw: string;
        task: string;
        number: number;
        title: string;
        tells_tiers_apart: boolean;
        estimate: { level: string; strata: any[]; overall: any };
      })[];
      agencies: ({ agency: string | null } & Figures)[];
      overdue: (DueOf & { what: 'entry' | 'publication'; deadline: string; days: number })[];
      hand_overs: {
        hand_over: string;
        draw: string | null;
        target: string | null;
        from: string;
        to: string;
        state: 'handed_over' | 'taken_over' | 'closed';
        handed_over: string;
        taken_over: string | null;
        closed: string | null;
        days: number;
      }[];
      missing_hand_overs: (DueOf & { outcomes: Outcome[] })[];
      unreachable: (DueOf & { visited: string; deadline: string; done: string | null; days: number })[];
      conflicts: (DueOf & { results: string[] })[];
      findings: ResultFinding[];
      csv: string;
    }
  >;
  /** A ledger → what the next draw reads, as dated changes of a directory: `into`, or else that of the case. */
  feedback: Call<
    { case: ResultsCase; as_of: string; into?: DirectoryRequest | null },
    {
      changes: { day: string; what: { set: { id: string; column: string; value: string } } }[];
      not_in_directory: string[];
    }
  >;
  /** A ledger → the results as they are disclosed (公示); individuals are masked unless asked for. */
  disclosure: Call<
    { case: ResultsCase; as_of: string; show_individuals?: boolean },
    { disclosure: Record<string, any>; csv: string }
  >;
}

/** The package in this thread: every call blocks it until it is done. */
export interface DoubleRandom extends Calls {
  /** The version of the package. */
  readonly version: string;
}

/** The package in a worker: calls are done one after the other, and the thread goes on meanwhile. */
export interface DoubleRandomWorker extends Calls {
  /** Ends the worker. */
  close(): void;
}

/** Where a native part is loaded from: bytes, a compiled module, a response, or an address. */
export type WasmSource = BufferSource | WebAssembly.Module | Response | URL | Promise<BufferSource | Response>;

export interface OpenOptions {
  /** The native part: one, or one with vector instructions and one without; those of the package unless told otherwise. */
  wasm?: WasmSource | { simd: WasmSource; scalar: WasmSource };
}

export interface OpenWorkerOptions extends OpenOptions {
  /** Makes a worker that runs `double-random/worker`; that of the package unless told otherwise. */
  worker?: () => Worker;
}

/** The package in this thread; a thread has one native part. */
export function open(options?: OpenOptions): Promise<DoubleRandom>;

/** The package in a worker. */
export function openWorker(options?: OpenWorkerOptions): Promise<DoubleRandomWorker>;
