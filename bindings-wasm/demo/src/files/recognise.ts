/** What a file is, told from how it begins. The user can say otherwise. */

import { say, type Words } from '../page/speech.ts';

export const KINDS = {
  plan: say('抽查计划', 'the plan'),
  record: say('抽取记录', 'the record'),
  commitment: say('抽取承诺', 'the commitment'),
  void: say('作废声明', 'a void attempt'),
  amendment: say('抽取后的变更', 'an amendment'),
  notice: say('抽取公告', 'the notice'),
  digest: say('抽取摘要', 'the digest'),
  receipt: say('个体核验凭证', 'a receipt'),
  absence: say('不在库证明', 'a proof of absence'),
  targets: say('检查对象名录库', 'the directory of targets'),
  inspectors: say('执法检查人员名录库', 'the directory of inspectors'),
  salt_key: say('名录库盐值密钥', 'the salt key of the directory'),
  results: say('结果登记簿', 'the ledger of results'),
  holidays: say('节假日表', 'a table of holidays'),
  sums: say('摘要文件（SHA256SUMS）', 'digests (SHA256SUMS)'),
  unknown: say('未能识别', 'not recognised'),
} satisfies Record<string, Words>;

export type Kind = keyof typeof KINDS;

const FORMAT = /"format":\s*"double-random\/1 ([a-z]+)"/;
const DIGEST_LINE = /^([0-9a-f]{64}) [ *](\S+)$/;

/** Headings that only a directory of inspectors has. */
const OF_INSPECTORS =
  /(^|[,\t"])(certificates|specialties|leave|leader|recusals|执法证号|人员编号|姓名|执法证件|专业|业务专长|可检查事项|负责人|组长|在岗状态|休假|检查次数上限|回避)($|[,\t"])/;

/** Headings that a table of holidays has, and no others. */
const OF_HOLIDAYS = /^(date|day|name|日期|类型|名称)$/;

export function kindOf(head: string): Kind {
  const text = head.trim();
  if (text.startsWith('{')) return kindOfDocument(text);
  if (/^[0-9a-f]{64}$/.test(text)) return 'salt_key';
  const lines = text.split(/\r?\n/);
  if (text && lines.every((line) => DIGEST_LINE.test(line))) return 'sums';
  const heading = lines[0] ?? '';
  if (isOfHolidays(heading)) return 'holidays';
  if (!/[,\t]/.test(heading) && !/^(id|统一社会信用代码|注册号|编号)$/.test(heading)) return 'unknown';
  return OF_INSPECTORS.test(heading) ? 'inspectors' : 'targets';
}

function isOfHolidays(heading: string): boolean {
  const cells = heading.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1').trim());
  return cells.length > 1 && cells.every((cell) => OF_HOLIDAYS.test(cell));
}

function kindOfDocument(text: string): Kind {
  const named = FORMAT.exec(text)?.[1] ?? '';
  return Object.hasOwn(KINDS, named) ? (named as Kind) : 'unknown';
}

/** The digests in a file as `sha256sum` writes it, by the name of the file they are of. */
export function digestsIn(sums: string): Map<string, string> {
  const found = sums.split(/\r?\n/).map((line) => DIGEST_LINE.exec(line));
  return new Map(found.flatMap((line) => (line ? [[line[2] ?? '', line[1] ?? '']] : [])));
}

/** Whether a text holds what may be a secret, a key or a seed: 64 hexadecimal digits in a row. */
export function mayBeSecret(text: string): boolean {
  return /(^|[^0-9A-Fa-f])[0-9A-Fa-f]{64}($|[^0-9A-Fa-f])/.test(text);
}
