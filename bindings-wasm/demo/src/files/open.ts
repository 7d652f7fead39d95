/** Files as offices send them: texts in UTF-8 or GBK, and Excel workbooks. */

import { filesWorker } from '../page/assets.ts';
import { Fault } from '../page/fault.ts';
import { say } from '../page/speech.ts';
import type { Encoding } from './encoding.ts';
import type { Done, Task } from './worker.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

/** How many bytes are looked at to tell what a file is. */
const HEAD = 64 * 1024;

/** A file whose text can be read. */
export interface OpenFile {
  readonly name: string;
  /** The text, in this encoding; a sheet as CSV. */
  readonly text: Blob;
  readonly encoding: Encoding;
  /** How the text begins. */
  readonly head: string;
  /** Where it came from a workbook. */
  readonly sheet?: {
    readonly name: string;
    readonly names: readonly string[];
    readonly open: (name: string) => Promise<OpenFile>;
  };
  /** The row of the user's own table that a line of the text belongs to. */
  readonly rowOfLine: (line: number) => number;
}

/** Opens a file; of a workbook the sheet of this name, or the first. */
export async function openFile(file: File, signal?: AbortSignal, sheet?: string): Promise<OpenFile> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (OLD_OFFICE.every((byte, place) => start[place] === byte)) throw oldWorkbook();
  const workbook = ZIP.every((byte, place) => start[place] === byte);
  const done = await inWorker({ file, workbook, sheet }, signal);
  if ('fault' in done) throw new Fault(done.fault.code, done.fault, done.fault.params);
  if ('encoding' in done) return opened(file.name, file, done.encoding, { rowOfLine: (line) => line });
  const { csv, rowsOfLines, name, names } = done.sheet;
  const rowOfLine = (line: number) => rowsOfLines?.[line - 1] ?? line;
  const open = (other: string) => openFile(file, undefined, other);
  return opened(file.name, new Blob([csv]), 'utf-8', { rowOfLine, sheet: { name, names, open } });
}

/** A text that was pasted or made here. */
export function openText(name: string, text: string): Promise<OpenFile> {
  return opened(name, new Blob([text]), 'utf-8', { rowOfLine: (line) => line });
}

/** A text that was pasted: a table with commas is CSV; a document ends in the line end that copying often leaves behind. */
export function openPasted(text: string): Promise<OpenFile> {
  const name = '粘贴的文本 pasted';
  if (text.trimStart().startsWith('{')) return openText(`${name}.json`, `${text.trim()}\n`);
  return openText(text.includes('\t') ? `${name}.txt` : `${name}.csv`, text);
}

/** The whole text of a file, byte order mark and all: a document that has one is another document. */
export async function textOf(file: OpenFile): Promise<string> {
  return decoded(file.text, file.encoding);
}

async function opened(
  name: string,
  text: Blob,
  encoding: Encoding,
  more: Pick<OpenFile, 'rowOfLine' | 'sheet'>,
): Promise<OpenFile> {
  return { name, text, encoding, head: await decoded(text.slice(0, HEAD), encoding), ...more };
}

async function decoded(bytes: Blob, encoding: Encoding): Promise<string> {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(await bytes.arrayBuffer());
}

function inWorker(task: Task, signal?: AbortSignal): Promise<Done> {
  const worker = filesWorker();
  const done = new Promise<Done>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Done>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
  worker.postMessage(task);
  return done.finally(() => worker.terminate());
}

function oldWorkbook(): Fault {
  const words = say(
    '这是旧格式（.xls）或加密的工作簿；请另存为.xlsx',
    'this is a workbook of the old format (.xls), or an encrypted one; save it as .xlsx',
  );
  return new Fault('table.old_workbook', words);
}
