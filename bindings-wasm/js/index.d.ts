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
  numbers: readonly [number, number, number, number];
  /** How many more of each tier are kept for replacements; none unless told otherwise. */
  reserve?: number;
  /** The key of the tickets, 64 hexadecimal digits. */
  key: string;
  /** `sha256` unless told otherwise. */
  suite?: 'sha256' | 'sm3';
}

/** Rows, from 0, in the order of their tickets. */
export interface Stratum {
  drawn: Uint32Array;
  reserve: Uint32Array;
}

/** A request and what it is answered. */
type Call = (request: object, options?: Options) => Promise<any>;

/** All that can be asked for. */
export interface Calls {
  /** The answer to a request of the crate's `interop`. */
  ask(request: { do: string; [member: string]: unknown }, options?: Options): Promise<any>;

  /** Reads and checks a directory of targets (检查对象名录库), which then stands in where a request brings none. */
  readTargets(source: DirectorySource, options?: ReadOptions & Watched): Promise<Directory>;
  /** Reads and checks a directory of inspectors (执法检查人员名录库). */
  readInspectors(source: DirectorySource, options?: ReadOptions & Watched): Promise<Directory>;
  /** Draws the smallest tickets of each tier from plain columns. */
  stratifiedDraw(columns: Columns, options?: Watched): Promise<Record<'A' | 'B' | 'C' | 'D', Stratum>>;

  readPlan: Call;
  completePlan: Call;
  findings: Call;
  tasks: Call;
  rules: Call;
  quota: Call;
  targets: Call;
  inspectors: Call;
  preview: Call;
  secret: Call;
  commit: Call;
  draw: Call;
  hash: Call;
  void: Call;
  verify: Call;
  amend: Call;
  inForce: Call;
  explain: Call;
  receipt: Call;
  verifyReceipt: Call;
  absence: Call;
  verifyAbsence: Call;
  notice: Call;
  digest: Call;
  publicList: Call;
  certificate: Call;
  weights: Call;
  estimate: Call;
  surveyExport: Call;
  consistency: Call;
  repeats: Call;
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
