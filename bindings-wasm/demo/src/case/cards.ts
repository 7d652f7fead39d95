/** What became of one target, task by task, in words for an owner of a small shop. */

import { h, type Child } from '../page/elements.ts';
import { grouped } from '../page/numbers.ts';
import { join, same, say, type Words } from '../page/speech.ts';
import { table } from '../page/table.ts';
import { codeWords, tierWords } from '../page/terms.ts';
import type { Receipt, ReceiptDraw } from './documents.ts';
import { scale } from './scale.ts';

/** The cards of a receipt; drawn ones come first, and those outside the range of a task are only counted. */
export function cards(receipt: Receipt, titles: ReadonlyMap<string, string>): HTMLElement {
  const concerned = receipt.draws.filter((draw) => draw.reason !== 'out_of_scope');
  const others = receipt.draws.length - concerned.length;
  const order = ['drawn', 'reserve', 'not_drawn', 'excluded'];
  concerned.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return h(
    'div',
    {},
    rowTable(receipt),
    h(
      'div',
      { class: 'cards' },
      concerned.map((draw) => card(receipt, draw, titles)),
    ),
    others > 0 &&
      h(
        'p',
        { class: 'hint' },
        say(`另外${others}项任务不涉及您这类经营者。`, `${others} other tasks are not about businesses like yours.`),
      ),
  );
}

/** How the target stands in the directory. */
function rowTable({ row, index, commitment: { targets } }: Receipt): HTMLElement {
  const fields = row.split('\t');
  return h(
    'details',
    {},
    h(
      'summary',
      {},
      say(
        `您在名录库中的登记内容（第${grouped(index + 1)}户，共${grouped(targets.rows)}户）`,
        `How you stand in the directory (number ${grouped(index + 1)} of ${grouped(targets.rows)})`,
      ),
    ),
    table({
      caption: say('名录库中的这一行', 'The row of the directory'),
      head: [say('项目', 'Column'), say('内容', 'Content')],
      rows: targets.columns.map((column, place) => [column, fields[place] ?? '']),
    }),
  );
}

const VERDICTS: Record<ReceiptDraw['outcome'], Words> = {
  drawn: say('抽中，将接受检查', 'Drawn: you will be inspected'),
  reserve: say('没有抽中，列为备选', 'Not drawn; in reserve'),
  not_drawn: say('没有抽中', 'Not drawn'),
  excluded: say('没有参加抽取', 'Did not take part'),
};

function card(receipt: Receipt, draw: ReceiptDraw, titles: ReadonlyMap<string, string>): HTMLElement {
  const committed = receipt.commitment.draws.find((found) => found.draw === draw.draw);
  const title = titles.get(committed?.task ?? '');
  const heading = join(
    say(`任务${committed?.task ?? ''}`, `Task ${committed?.task ?? ''}`),
    same(title ? `　${title}` : ''),
  );
  return h(
    'article',
    { class: `card ${draw.outcome}` },
    h('h4', {}, heading),
    h('p', { class: 'card-verdict' }, VERDICTS[draw.outcome]),
    draw.outcome === 'excluded'
      ? h('p', {}, say('原因：', 'Why: '), codeWords(draw.reason ?? ''))
      : chance(receipt, draw),
  );
}

function chance(receipt: Receipt, draw: ReceiptDraw): Child {
  const committed = receipt.commitment.draws.find((found) => found.draw === draw.draw);
  const tier = committed?.tiers.find((found) => found.tier === draw.tier);
  const [pool, quota] = [tier?.pool ?? 0, tier?.quota ?? 0];
  return [
    h(
      'p',
      {},
      draw.tier && {
        zh: `您按“${tierWords(draw.tier).zh}”等级参加抽取：`,
        en: `You took part in tier ${tierWords(draw.tier).en}: `,
      },
      say(
        `${grouped(pool)}户中抽${grouped(quota)}户，签号最小的${grouped(quota)}户抽中。`,
        `${grouped(quota)} of ${grouped(pool)} are drawn, those with the smallest tickets.`,
      ),
    ),
    draw.cut_off === null ? null : scale(draw.ticket, draw.cut_off),
    h(
      'dl',
      { class: 'tickets' },
      h('dt', {}, say('您的签号', 'Your ticket')),
      h('dd', {}, h('code', {}, draw.ticket)),
      draw.cut_off !== null && [h('dt', {}, say('截止签号', 'The cut-off')), h('dd', {}, h('code', {}, draw.cut_off))],
      draw.rank !== null && [h('dt', {}, say('在本等级排第', 'Rank in the tier')), h('dd', {}, String(draw.rank))],
    ),
    h('p', {}, compare(draw)),
    recompute(receipt, draw),
  ];
}

function compare({ ticket, cut_off }: ReceiptDraw): Words {
  if (cut_off === null) return say('这个等级没有抽取任何人。', 'Nobody of this tier was drawn.');
  return ticket <= cut_off
    ? say('您的签号不大于截止签号，所以抽中。', 'Your ticket is not above the cut-off, so you are drawn.')
    : say('您的签号大于截止签号，所以没有抽中。', 'Your ticket is above the cut-off, so you are not drawn.');
}

function recompute({ id, commitment: { suite } }: Receipt, { key }: ReceiptDraw): HTMLElement {
  const sum = suite === 'sm3' ? 'openssl dgst -sm3' : 'sha256sum';
  return h(
    'details',
    {},
    h('summary', {}, say('自己算一遍签号', 'Work out the ticket yourself')),
    h(
      'p',
      {},
      say(
        '在任何一台装有Linux或macOS的电脑上输入，应得到上面的签号：',
        'On any computer with Linux or macOS this gives the ticket above:',
      ),
    ),
    h('pre', { tabindex: 0 }, h('code', {}, `printf '%s%s' ${key} ${quotedForShell(id)} | ${sum}`)),
  );
}

function quotedForShell(text: string): string {
  return /^[0-9A-Za-z._:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
