/** The plan of a preview: read from a document, a published text, CSV or Excel, with what is doubtful in it. */

import { type OpenFile, openFile, openPasted, textOf } from '../files/open.ts';
import { kindOf } from '../files/recognise.ts';
import { sheetChoice, sheetNamed } from '../files/sheets.ts';
import { dropZone } from '../page/drop.ts';
import { h, refill, type Child } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { faultBox } from '../page/faults.ts';
import { field, line } from '../page/fields.ts';
import { pasteBox } from '../page/paste.ts';
import { say } from '../page/speech.ts';
import { work } from '../page/work.ts';
import { findingsView } from './findings.ts';
import { refuseDocuments, refuseSecrets } from './secrets.ts';
import type { Finding, PlanTold } from './told.ts';

export interface Plan {
  readonly document: string;
  readonly told: PlanTold;
}

export interface PlanStep {
  readonly element: HTMLElement;
  /** Reads a file as the plan. */
  readonly take: (file: OpenFile) => Promise<void>;
}

/** Where a plan is given; `onplan` is told of each one that was read. */
export function planStep(onplan: (plan: Plan) => void): PlanStep {
  const head = h('div', {});
  const result = h('div', { class: 'result' });

  const take = async (file: OpenFile) => {
    await work(result, say('正在读取计划', 'Reading the plan'), async () => {
      refuseDocuments(file, 'plan');
      const text = await textOf(file);
      refuseSecrets(text);
      const show = (read: PlanRead) => {
        onplan(read.plan);
        return planView(read, file);
      };
      refill(
        head,
        sheetChoice(file, (other) => void take(other)),
        isDocument(file) ? null : headForm(text, file, (view) => refill(result, view), show),
      );
      return show(await readPlan(text, file, headOf(text)));
    }).then((view) => view && refill(result, view));
  };
  const dropped = async ([file]: readonly File[]) => {
    const opened =
      file && (await work(result, say('正在打开文件', 'Opening the file'), ({ signal }) => openFile(file, signal)));
    if (opened) await take(opened);
  };
  const zone = dropZone({
    label: say('抽查计划', 'The plan'),
    hint: say(
      '公布的文本、CSV、Excel（.xlsx）或计划文档（.json）',
      'the published text, CSV, Excel (.xlsx) or a plan document (.json)',
    ),
    onfiles: dropped,
  });
  const byPaste = pasteBox({
    title: say('或粘贴计划', 'Or paste a plan'),
    label: say('计划文本', 'Text of the plan'),
    hint: say(
      '从文档或表格复制，单元格之间为制表符；也可以是CSV',
      'as copied from a document or table, with tabs between cells; or CSV',
    ),
    ontext: (text) => void openPasted(text).then(take),
  });
  return { element: h('div', {}, zone, byPaste, head, result), take };
}

interface PlanRead {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
}

interface Head {
  name: string;
  year: number;
}

function isDocument(file: OpenFile): boolean {
  return kindOf(file.head) === 'plan';
}

/** What a plan that is no document does not say itself; the year is looked for in its title, and shown to be mended. */
function headOf(text: string): Head {
  const year = Number(/(20\d{2})\s*年/.exec(text)?.[1] ?? new Date().getFullYear());
  return { name: `preview-${year}`, year };
}

async function readPlan(text: string, file: OpenFile, { name, year }: Head): Promise<PlanRead> {
  const form = file.sheet || /\.csv$/i.test(file.name) ? 'csv' : 'published';
  const read = isDocument(file)
    ? { plan: text, ...(await ask<{ findings: Finding[] }>({ do: 'findings', plan: text })) }
    : await ask<{ plan: string; findings: Finding[] }>({ do: 'read_plan', form, text, name, year });
  const told = await ask<PlanTold>({ do: 'tasks', plan: read.plan });
  return { plan: { document: read.plan, told }, findings: read.findings };
}

function headForm(
  text: string,
  file: OpenFile,
  put: (view: Child) => void,
  show: (read: PlanRead) => Child,
): HTMLElement {
  const head = headOf(text);
  const again = async () => put(await readPlan(text, file, head).then(show, faultBox));
  const name = line(
    head.name,
    (value) => {
      head.name = value;
      void again();
    },
    '[0-9A-Za-z][0-9A-Za-z._\\-]{0,63}',
  );
  const year = line(
    String(head.year),
    (value) => {
      head.year = Number(value);
      void again();
    },
    '[0-9]{4}',
    { inputmode: 'numeric', class: 'short' },
  );
  return h(
    'div',
    { class: 'fields' },
    field(say('年度', 'Year'), year),
    field(
      say('计划名称', 'Name of the plan'),
      name,
      say('用于抽取编号：字母、数字、点、横线', 'for draw ids: letters, digits, dots, hyphens'),
    ),
  );
}

function planView({ plan: { told }, findings }: PlanRead, file: OpenFile): Child {
  const count = findings.length;
  return [
    h(
      'p',
      { class: 'done' },
      h('strong', {}, told.title ?? told.name),
      say(`：${told.tasks.length}项任务，疑点${count}处`, `: ${told.tasks.length} tasks, ${count} findings`),
      sheetNamed(file),
    ),
    count > 0 && findingsView(findings, file),
  ];
}
