/** What a receipt comes to: first in one sentence, then task by task, then step by step. */

import { steps, verdict } from '../check/report.ts';
import { h } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { say } from '../page/speech.ts';
import { cards } from './cards.ts';
import type { Receipt } from './documents.ts';
import type { Verdict } from './verify.ts';

export function resultView({ verified, receipt, titles, absence }: Verdict): HTMLElement {
  const { plain_zh: zh = '', plain_en: en = '' } = verified.report;
  const plain = h('p', { class: 'plain' }, { zh, en });
  return h(
    'div',
    { class: 'report' },
    h('h3', { tabindex: -1 }, say('三、结果', '3. The result')),
    receipt ? summary(receipt) : plain,
    verdict(verified, absence ? say('不在库证明', 'The proof of absence') : say('凭证', 'The receipt')),
    receipt && cards(receipt, titles),
    h(
      'details',
      {},
      h('summary', {}, say('逐项核验', 'Step by step')),
      receipt && plain,
      steps(verified, '凭证核验报告-receipt-report'),
    ),
  );
}

/** The answer to the two questions an owner has. */
function summary({ id, index, commitment: { targets }, draws }: Receipt): HTMLElement {
  const drawn = draws.filter((draw) => draw.outcome === 'drawn').length;
  const outcome = drawn
    ? say(`被${drawn}项任务抽中。`, `You were drawn for ${drawn} ${drawn === 1 ? 'task' : 'tasks'}.`)
    : say('没有被任何任务抽中。', 'You were not drawn for any task.');
  return h(
    'p',
    { class: 'summary' },
    h('code', {}, id),
    say(
      `：您在名录库中（${grouped(targets.rows)}户中的第${grouped(index + 1)}户），`,
      `: you are in the directory (number ${grouped(index + 1)} of ${grouped(targets.rows)}). `,
    ),
    h('strong', {}, outcome),
  );
}
