/** Which sheet of a workbook is read, to be chosen where there are several. */

import { h, type Child } from '../page/elements.ts';
import { field, select } from '../page/fields.ts';
import { same, say } from '../page/speech.ts';
import type { OpenFile } from './open.ts';

/** The name of the sheet in a sentence; nothing for a file that is no workbook. */
export function sheetNamed({ sheet }: OpenFile): Child {
  return sheet && say(`，工作表“${sheet.name}”`, `, sheet ${sheet.name}`);
}

/** A choice among the sheets, which opens the one that is chosen. */
export function sheetChoice({ sheet }: OpenFile, take: (file: OpenFile) => void): Child {
  if (!sheet || sheet.names.length < 2) return null;
  const options = sheet.names.map((name) => ({ value: name, words: same(name) }));
  const choose = (name: string) => void sheet.open(name).then(take);
  return h('div', {}, field(say('工作表', 'Sheet'), select(options, sheet.name, choose)));
}
