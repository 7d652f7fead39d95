/** The directory of a preview: CSV or Excel, with what is wrong or doubtful in it. */

import { cellsOf, csvOf } from '../files/csv.ts';
import { type OpenFile, openFile, openPasted } from '../files/open.ts';
import { sheetChoice, sheetNamed } from '../files/sheets.ts';
import { dropZone } from '../page/drop.ts';
import { h, refill, type Child } from '../page/elements.ts';
import { type Directory, ask, engine } from '../page/engine.ts';
import { field, line, tick } from '../page/fields.ts';
import { grouped } from '../page/numbers.ts';
import { pasteBox } from '../page/paste.ts';
import { say } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { type Watch, work } from '../page/work.ts';
import { refuseDocuments } from './secrets.ts';

export interface DirectoryStep {
  readonly element: HTMLElement;
  /** Reads a file as the directory. */
  readonly take: (file: OpenFile) => Promise<void>;
}

interface Flagged {
  readonly count: number;
  readonly first: readonly { readonly row: number; readonly id: string }[];
}

interface Inspected {
  readonly rows: number;
  readonly warnings: {
    readonly codes_checked: number;
    readonly codes_failed: Flagged;
    readonly deceptive_names: Flagged;
    readonly garbled_names: Flagged;
  };
}

/** Where a directory is given; `ondirectory` is told of each one that was read. */
export function directoryStep(ondirectory: (directory: Directory) => void): DirectoryStep {
  const sheets = h('div', {});
  const result = h('div', { class: 'result' });
  const reading = { textIds: false, idHeading: '' };
  let last: OpenFile | undefined;

  const take = async (file: OpenFile) => {
    last = file;
    refill(
      sheets,
      sheetChoice(file, (other) => void take(other)),
    );
    const read = await work(result, say('正在读取名录库', 'Reading the directory'), (watch) =>
      readDirectory(file, reading, watch),
    );
    if (!read) return;
    ondirectory(read.directory);
    refill(result, directoryView(read.inspected, file));
  };
  const dropped = async ([file]: readonly File[]) => {
    const opened =
      file && (await work(result, say('正在打开文件', 'Opening the file'), ({ signal }) => openFile(file, signal)));
    if (opened) await take(opened);
  };
  const again = () => last && take(last);
  const zone = dropZone({
    label: say('检查对象名录库', 'The directory of targets'),
    hint: say(
      'CSV（UTF-8或GBK）或Excel（.xlsx），首行为表头',
      'CSV (UTF-8 or GBK) or Excel (.xlsx), headings in the first row',
    ),
    onfiles: dropped,
  });
  const byPaste = pasteBox({
    title: say('或粘贴名录', 'Or paste a directory'),
    label: say('名录内容', 'Text of the directory'),
    hint: say('从表格复制，或CSV；首行为表头', 'as copied from a table, or CSV; headings in the first row'),
    ontext: (text) => void openPasted(text.includes('\t') ? csvOf(cellsOf(text)).csv : text).then(take),
  });
  const options = h(
    'details',
    {},
    h('summary', {}, say('表头与标识', 'Headings and ids')),
    field(
      say('标识所在列的表头', 'Heading of the column of ids'),
      line('', (heading) => {
        reading.idHeading = heading;
        void again();
      }),
      say(
        '默认识别 id、统一社会信用代码、注册号、编号',
        'known without being told: id, 统一社会信用代码, 注册号, 编号',
      ),
    ),
    tick(say('标识可以是任意文字', 'Ids may be any text'), false, (on) => {
      reading.textIds = on;
      void again();
    }),
  );
  return { element: h('div', {}, zone, byPaste, options, sheets, result), take };
}

interface Reading {
  readonly textIds: boolean;
  readonly idHeading: string;
}

async function readDirectory(
  file: OpenFile,
  { textIds, idHeading }: Reading,
  watch: Watch,
): Promise<{ directory: Directory; inspected: Inspected }> {
  refuseDocuments(file, 'targets');
  const directory = await (
    await engine()
  ).readTargets(file.text, {
    encoding: file.encoding,
    profile: textIds ? 'text' : 'ascii',
    headings: idHeading ? { [idHeading]: 'id' } : {},
    ...watch,
  });
  const inspected = await ask<Inspected>({ do: 'targets', suite: 'sha256' }, { targets: directory }, watch);
  return { directory, inspected };
}

function directoryView({ rows, warnings }: Inspected, file: OpenFile): Child {
  const encoding = file.encoding === 'gbk' && say('，按GBK编码读取', ', read as GBK');
  return [
    h(
      'p',
      { class: 'done' },
      h('strong', {}, file.name),
      say(`：${grouped(rows)}个对象`, `: ${grouped(rows)} targets`),
      encoding,
      sheetNamed(file),
    ),
    flaggedView(
      warnings.codes_failed,
      file,
      say('统一社会信用代码校验位不符', 'Credit codes whose check character does not hold'),
    ),
    flaggedView(warnings.deceptive_names, file, say('名称含易混淆字符', 'Names with deceptive characters')),
    flaggedView(warnings.garbled_names, file, say('名称疑为乱码', 'Names that lost characters in a wrong encoding')),
  ];
}

function flaggedView({ count, first }: Flagged, file: OpenFile, caption: { zh: string; en: string }): Child {
  if (!count) return null;
  const more =
    count > first.length &&
    h('p', {}, say(`另有${grouped(count - first.length)}处`, `${grouped(count - first.length)} more`));
  return h(
    'details',
    { open: true },
    h('summary', {}, caption, say(`：${grouped(count)}处`, `: ${grouped(count)}`)),
    table({
      caption,
      head: [say('行', 'Row'), say('标识', 'Id')],
      rows: first.map(({ row, id }) => [String(file.rowOfLine(row)), h('code', {}, id)]),
    }),
    more,
  );
}
