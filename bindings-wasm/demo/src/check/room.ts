/** The room of the check (核验): record, plan and directories in, the report out. */

import { type OpenFile, openFile } from '../files/open.ts';
import { dropZone } from '../page/drop.ts';
import { h, refill } from '../page/elements.ts';
import { checkExample, exampleNote } from '../page/example.ts';
import { say } from '../page/speech.ts';
import { work } from '../page/work.ts';
import { digestFields } from './digests.ts';
import { Evidence, evidenceTable } from './evidence.ts';
import { amendmentsTable, attemptsTable, recordFacts } from './facts.ts';
import { progressStep } from './progress.ts';
import { steps, type Verified, verdict } from './report.ts';
import { type Handed, lacking, verify } from './verify.ts';

export function checkRoom(): HTMLElement {
  const evidence = new Evidence();
  const listed = h('div', { 'aria-live': 'polite' });
  const result = h('div', { class: 'result' });
  const digests = digestFields();
  let exampleLedger: OpenFile | undefined;
  const progress = progressStep(
    evidence,
    () => exampleLedger !== undefined && evidence.find('results') === exampleLedger,
  );

  const show = async () => {
    const found = await evidence.published();
    digests.fill(found);
    refill(
      listed,
      evidenceTable(evidence, () => void show()),
      lacking(evidence),
    );
    refill(result);
    progress.refresh();
  };
  const add = async (files: readonly OpenFile[]) => {
    for (const file of files) evidence.add(file);
    await show();
  };
  const dropped = async (files: readonly File[]) => {
    const opened = await work(result, say('正在打开文件', 'Opening the files'), ({ signal }) =>
      Promise.all(files.map((file) => openFile(file, signal))),
    );
    if (opened) await add(opened);
  };
  const run = async () => {
    const handed = await work(result, say('正在核验', 'Verifying'), (watch) =>
      verify(evidence, digests.values(), watch),
    );
    if (!handed) return;
    refill(result, reportView(handed));
    result.querySelector<HTMLElement>('h3')?.focus();
  };
  const loadExample = async () => {
    evidence.clear();
    const { files, day } = await checkExample();
    await add(files);
    exampleLedger = evidence.find('results');
    await progress.run(day);
    await run();
  };
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'lead' },
      say(
        '把公布的抽取记录、计划和名录库放进来，逐项重新计算。不需要信任任何人的服务器，包括抽取机关的。',
        "Put in the published record, the plan and the directories, and everything is worked out again. Nobody's server need be trusted, not even the authority's.",
      ),
    ),
    h(
      'button',
      { type: 'button', class: 'example', onclick: loadExample },
      say(
        '载入示例：核验一次生成的抽取和模拟的全年结果',
        'Load the example: check a generated draw and a simulated year',
      ),
    ),
    exampleNote(),
    h('h3', {}, say('一、材料', '1. What is checked')),
    dropZone({
      label: say('抽取记录、计划、名录库和其他材料', 'Record, plan, directories and whatever else there is'),
      hint: say(
        '可一次拖入多个文件：record.json、plan.json、检查对象与检查人员名录库、盐值密钥、作废声明、变更、抽取公告、抽取摘要；检查之后的结果登记簿和节假日表',
        'several at once: record.json, plan.json, the directories of targets and inspectors, the salt key, voids, amendments, notice, digest; after the visits the ledger of results and a table of holidays',
      ),
      multiple: true,
      onfiles: dropped,
    }),
    listed,
    h('h3', {}, say('二、公布的摘要', '2. The published digests')),
    h(
      'p',
      { class: 'hint' },
      say(
        '应取自抽取前后的公告，而不是取自与记录放在一起的文件。没有也可以核验，相应各项列为“未核”。',
        'Take them from the notices before and after the draw, not from the folder of the record. Without them the check is done as far as it goes.',
      ),
    ),
    digests.element,
    h('button', { type: 'button', class: 'main', onclick: run }, say('核验', 'Verify')),
    result,
    progress.element,
  );
}

function reportView({ verified, record, voids, amendments }: Handed): HTMLElement {
  return h(
    'div',
    { class: 'report' },
    h('h3', { tabindex: -1 }, say('三、核验报告', '3. The report')),
    verdict(verified, say('抽取记录', 'The record')),
    attempt(verified),
    readable(verified) &&
      h('details', {}, h('summary', {}, say('记录所载', 'What the record says')), recordFacts(record)),
    attemptsTable(voids),
    amendmentsTable(amendments),
    h('h4', {}, say('逐项核验', 'Step by step')),
    steps(verified, '核验报告-report'),
  );
}

/** Which attempt it was, so that nobody overlooks those before it. */
function attempt({ report }: Verified): HTMLElement | null {
  if (!report.attempt) return null;
  const before = report.attempt - 1;
  return h(
    'p',
    {},
    say(
      `本记录为第${report.attempt}次抽取，此前作废${before}次。`,
      `This is attempt ${report.attempt}, after ${before} void.`,
    ),
  );
}

/** Whether the record follows its layout, so that it can be shown. */
function readable({ report }: Verified): boolean {
  return report.checks.some((check) => check.name === 'record.layout' && check.status === 'passed');
}
