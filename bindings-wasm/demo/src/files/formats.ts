/** What a workbook says of a cell beside its value: whether it is shown as a percentage or with zeros in front, or is an error. */

import { Parser } from 'saxen';

/** How a number is shown: as a percentage, or filled up with zeros to so many digits. */
export type NumberFormat = { readonly percent: true } | { readonly digits: number };

export interface CellMarks {
  /** By address, `B2`. */
  readonly formats: ReadonlyMap<string, NumberFormat>;
  readonly errors: ReadonlyMap<string, string>;
  /** How many cells there are up to the last row and the last column that a cell stands in. */
  readonly reach: number;
}

type Attributes = () => Record<string, string>;

/** The formats of a workbook by the number that cells name as `s`. */
export function formatsOf(styles: string): readonly (NumberFormat | undefined)[] {
  const codes = new Map([
    ['9', '0%'],
    ['10', '0.00%'],
  ]);
  const formats: (NumberFormat | undefined)[] = [];
  let within = '';
  each(styles, (name, attributes) => {
    if (name === 'cellXfs' || name === 'cellStyleXfs') within = name;
    if (name === 'numFmt') codes.set(attributes().numFmtId ?? '', attributes().formatCode ?? '');
    if (name === 'xf' && within === 'cellXfs') formats.push(format(codes.get(attributes().numFmtId ?? '') ?? ''));
  });
  return formats;
}

function format(code: string): NumberFormat | undefined {
  if (code.includes('%')) return { percent: true };
  return /^0+$/.test(code) ? { digits: code.length } : undefined;
}

/** The cells of a sheet that are shown otherwise than as the plain value. */
export function marksOf(sheet: string, styles: readonly (NumberFormat | undefined)[]): CellMarks {
  const formats = new Map<string, NumberFormat>();
  const errors = new Map<string, string>();
  let broken: string | undefined;
  let value = false;
  let [rows, columns] = [0, 0];
  each(
    sheet,
    (name, attributes) => {
      value = name === 'v';
      if (name !== 'c') return;
      const { r: at = '', s: style = '', t: type = 'n' } = attributes();
      broken = type === 'e' ? at : undefined;
      const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(at) ?? [];
      rows = Math.max(rows, Number(digits));
      columns = Math.max(columns, columnNumber(letters));
      const shown = styles[Number(style)];
      if (style !== '' && shown && type === 'n') formats.set(at, shown);
    },
    (text) => {
      if (value && broken) errors.set(broken, text);
    },
  );
  return { formats, errors, reach: rows * columns };
}

/** The number of a column by its name: A is 1, AA is 27. */
function columnNumber(name: string): number {
  return [...name].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Walks through the elements and texts of an XML document. */
export function each(
  xml: string,
  element: (name: string, attributes: Attributes) => void,
  text?: (text: string) => void,
): void {
  const parser = new Parser();
  const fail = (error: Error) => {
    throw error;
  };
  parser.on('openTag', (name: string, attributes: Attributes) =>
    element(name.slice(name.indexOf(':') + 1), attributes),
  );
  if (text) parser.on('text', (found: string, decode: (text: string) => string) => text(decode(found)));
  parser.on('error', fail);
  parser.parse(xml);
}
