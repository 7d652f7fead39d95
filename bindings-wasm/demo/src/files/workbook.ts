/**
 * Excel workbooks (`.xlsx`) as Excel and WPS save them: a sheet as CSV text, with what the sheet shows in each cell, as the
 * command line reads them. A workbook is a zip file, which may grow enormously when it is opened; one that would is refused.
 */

import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

import { type BadRow, Fault } from '../page/fault.ts';
import { grouped } from '../page/numbers.ts';
import { say } from '../page/speech.ts';
import { csvOf } from './csv.ts';
import { type CellMarks, each, formatsOf, marksOf } from './formats.ts';
import { shown } from './shown.ts';

/** How many bytes a workbook may have when it is unpacked: some hundred thousand rows. */
const LIMIT = 256 * 2 ** 20;

/** How many cells, empty ones included, a sheet may have up to its last row and its last column: a cell far out makes many. */
const CELLS = 20_000_000;

/** How many digits of a number Excel keeps. */
const DIGITS = 15;

export interface Sheet {
  readonly csv: string;
  /** The row of the sheet that begins on each line of the text, where the two differ because cells have several lines. */
  readonly rowsOfLines: readonly number[] | null;
  readonly name: string;
  /** All sheets of the workbook. */
  readonly names: readonly string[];
}

/** The sheet of this name, or the first. */
export async function readWorkbook(file: ArrayBuffer, wanted?: string): Promise<Sheet> {
  const parts = unpack(file);
  const sheets = sheetsOf(parts);
  const names = [...sheets.keys()];
  const name = wanted ?? names[0];
  const path = name === undefined ? undefined : sheets.get(name);
  if (name === undefined || path === undefined) throw notAWorkbook('no sheet');
  const marks = marksOf(part(parts, path), formatsOf(part(parts, 'xl/styles.xml')));
  if (marks.reach > CELLS) throw tooManyCells();
  const rows = await readSheet(new Blob([file]), name, { trim: false }).catch((error: Error) => {
    throw notAWorkbook(error.message);
  });
  return { ...csvOf(textOf(rows as Cell[][], marks)), name, names };
}

type Parts = Record<string, Uint8Array>;

/** The parts that say what a sheet shows; unpacking never gives more than the sizes that are stated, so these are what counts. */
function unpack(file: ArrayBuffer): Parts {
  let size = 0;
  try {
    return unzipSync(new Uint8Array(file), {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        if (size > LIMIT) throw tooLarge(size);
        return /^xl\/(workbook\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name);
      },
    });
  } catch (error) {
    throw error instanceof Fault ? error : notAWorkbook((error as Error).message);
  }
}

/** The path of each sheet, in the order of the workbook. */
function sheetsOf(parts: Parts): Map<string, string> {
  const targets = new Map<string, string>();
  each(part(parts, 'xl/_rels/workbook.xml.rels'), (name, attributes) => {
    const { Id: id = '', Target: target = '' } = attributes();
    if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  });
  const sheets = new Map<string, string>();
  each(part(parts, 'xl/workbook.xml'), (name, attributes) => {
    if (name === 'sheet') sheets.set(attributes()['name'] ?? '', targets.get(attributes()['r:id'] ?? '') ?? '');
  });
  return sheets;
}

function part(parts: Parts, path: string): string {
  const found = parts[path];
  if (!found) throw notAWorkbook(`no ${path}`);
  return strFromU8(found);
}

type Cell = string | number | boolean | Date | null;

/** Each cell as it is shown; all cells that a text cannot be made of are reported at once. */
function textOf(rows: readonly (readonly Cell[])[], { formats, errors }: CellMarks): string[][] {
  const faults = [...errors].map(([at, error]) => fault(at, `是错误值\`${error}\``, `is the error \`${error}\``));
  const text = rows.map((row, down) =>
    row.map((value, right) => {
      const at = `${columnName(right)}${down + 1}`;
      if (typeof value === 'number' && Math.abs(value) >= 10 ** DIGITS) faults.push(tooLong(at));
      return value === null ? '' : shown(value, formats.get(at));
    }),
  );
  if (faults.length) {
    const words = say(`表中有${faults.length}处错误`, `the table has ${faults.length} faults`);
    throw new Fault('table.bad_rows', words, {
      count: faults.length,
      rows: faults.sort((one, other) => one.row - other.row),
    });
  }
  return text;
}

function tooLong(at: string): BadRow {
  const zh = `是超过${DIGITS}位的数字，Excel只保留前${DIGITS}位；请将该列设为文本后重新录入`;
  const en = `is a number of more than ${DIGITS} digits, of which Excel keeps ${DIGITS}; make the column text and enter it again`;
  return fault(at, zh, en);
}

function fault(at: string, zh: string, en: string): BadRow {
  const column = at.replace(/\d/g, '');
  return { row: Number(at.slice(column.length)), column, zh: at + zh, en: `${at} ${en}` };
}

/** The name of a column from 0: A, B, …, Z, AA. */
function columnName(place: number): string {
  const before = place < 26 ? '' : columnName(Math.floor(place / 26) - 1);
  return before + String.fromCharCode(65 + (place % 26));
}

function tooLarge(size: number): Fault {
  return new Fault(
    'table.workbook_too_large',
    say(
      `工作簿解压后超过${grouped(LIMIT)}字节，不予读取；请改用CSV文件`,
      `the workbook unpacks to more than ${grouped(LIMIT)} bytes and is not read; use a CSV file`,
    ),
    { bytes: size, limit: LIMIT },
  );
}

function tooManyCells(): Fault {
  return new Fault(
    'table.sheet_too_large',
    say(
      `工作表连同空单元格超过${grouped(CELLS)}个单元格；请删除远处的多余单元格，或改用CSV文件`,
      `the sheet has more than ${grouped(CELLS)} cells with the empty ones; clear the cells far out, or use a CSV file`,
    ),
    { cells: CELLS },
  );
}

function notAWorkbook(detail: string): Fault {
  return new Fault(
    'table.not_a_workbook',
    say(`不是有效的Excel工作簿：${detail}`, `not a workbook of Excel: ${detail}`),
    { detail },
  );
}
