/** The room of one's own case (个体核验): a receipt in, what became of its holder out. */

import { digestFields } from '../check/digests.ts';
import { Evidence, evidenceTable } from '../check/evidence.ts';
import { type OpenFile, openFile, openPasted } from '../files/open.ts';
import { dropZone } from '../page/drop.ts';
import { h, refill } from '../page/elements.ts';
import { type Case, caseExample, exampleNote } from '../page/example.ts';
import { pasteBox } from '../page/paste.ts';
import { say } from '../page/speech.ts';
import { work } from '../page/work.ts';
import { glossary } from './glossary.ts';
import { resultView } from './result.ts';
import { verifyCase } from './verify.ts';

export function caseRoom(): HTMLElement {
  const evidence = new Evidence();
  const listed = h('div', { 'aria-live': 'polite' });
  const result = h('div', { class: 'result' });
  const digests = digestFields();

  const show = async () => {
    digests.fill(await evidence.published());
    refill(
      listed,
      evidenceTable(evidence, () => void show()),
    );
    refill(result);
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
    const found = await work(result, say('正在核验', 'Verifying'), () => verifyCase(evidence, digests.values()));
    if (!found) return;
    refill(result, resultView(found));
    result.querySelector<HTMLElement>('h3')?.focus();
  };
  const load = (of: Case) => async () => {
    evidence.clear();
    await add(await caseExample(of));
    await run();
  };
  const example = (of: Case, zh: string, en: string) =>
    h('button', { type: 'button', class: 'example', onclick: load(of) }, say(zh, en));
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'lead' },
      say(
        '抽查过后，您可以向抽取机关要一份“个体核验凭证”。放在这里，就能自己核对：您在不在名录库中，有没有抽中，为什么。',
        'After an inspection campaign you can ask the authority for a receipt. Put it here and check for yourself: whether you are in the directory, whether you were drawn, and why.',
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      example('drawn', '示例：抽中的一户', 'Example: a shop that was drawn'),
      example('not-drawn', '示例：没有抽中的一户', 'Example: one that was not'),
      example('absent', '示例：不在名录库中的一户', 'Example: one not in the directory'),
    ),
    exampleNote(),
    h('h3', {}, say('一、凭证', '1. The receipt')),
    dropZone({
      label: say('凭证，最好连同抽取公告、抽取摘要和计划', 'The receipt, best along with notice, digest and plan'),
      hint: say(
        '凭证是一个.json文件；公告和摘要是抽取机关公布的文件',
        'a receipt is a .json file; notice and digest are what the authority published',
      ),
      multiple: true,
      onfiles: dropped,
    }),
    pasteBox({
      title: say('或粘贴凭证的内容', 'Or paste the receipt'),
      label: say('凭证内容', 'Text of the receipt'),
      hint: say('也可粘贴抽取公告、抽取摘要', 'notice and digest can be pasted, too'),
      ontext: (text) => void openPasted(text).then((file) => add([file])),
    }),
    listed,
    h('h3', {}, say('二、公布的两个摘要', '2. The two published digests')),
    h(
      'p',
      { class: 'hint' },
      say(
        '抽取机关在抽取前、后各公布一个64位的摘要。凭证要与它们一致才算数；放入抽取公告和抽取摘要即自动填好。',
        'The authority publishes one digest of 64 characters before the draw and one after. A receipt counts only if it agrees with them; notice and digest fill them in.',
      ),
    ),
    digests.element,
    h('button', { type: 'button', class: 'main', onclick: run }, say('核对', 'Check')),
    result,
    glossary(),
  );
}
