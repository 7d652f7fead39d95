/** The example that is built into the page: the plan of 高平市 for 2025, and a ceremony over generated directories. */

import { type OpenFile, openText } from '../files/open.ts';
import type { Decision } from '../preview/draft.ts';
import { asset } from './assets.ts';
import { h } from './elements.ts';
import { say } from './speech.ts';

/** The files of the ceremony, as they lie in its folder, and what the build drew from them. */
type Files = Readonly<Record<string, string>>;

async function files(): Promise<Files> {
  return JSON.parse(await (await asset('example')).text()) as Files;
}

export interface PreviewExample {
  readonly published: OpenFile;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly targets: OpenFile;
  readonly day: string;
}

/** The plan as published, what was decided on it, and the directory. */
export async function previewExample(): Promise<PreviewExample> {
  const all = await files();
  const plan = JSON.parse(file(all, 'plan.json')) as { tasks: ({ name: string } & Decision)[] };
  const decision = ({ name, selector, rules }: { name: string } & Decision) => [name, { selector, rules }] as const;
  return {
    published: await openText('gaoping-2025-published.txt', file(all, 'published.txt')),
    decisions: Object.fromEntries(plan.tasks.map(decision)) as Record<string, Decision>,
    targets: await openText('targets.csv', file(all, 'targets.csv')),
    day: (JSON.parse(file(all, 'commitment.json')) as { as_of: string }).as_of,
  };
}

export interface CheckExample {
  readonly files: readonly OpenFile[];
  /** The end of the simulated year. */
  readonly day: string;
}

/** All that a verifier is handed, and the ledger of a simulated year. */
export async function checkExample(): Promise<CheckExample> {
  const all = await files();
  const names = [
    'record.json',
    'plan.json',
    'targets.csv',
    'salt-key.txt',
    'inspectors.csv',
    'SHA256SUMS',
    'amendment-1.json',
    'results.json',
  ];
  return { files: await Promise.all(names.map((name) => openText(name, file(all, name)))), day: '2025-12-31' };
}

/** What a shop that was drawn, one that was not, and one that is not in the directory are given. */
export type Case = 'drawn' | 'not-drawn' | 'absent';

export async function caseExample(of: Case): Promise<OpenFile[]> {
  const all = await files();
  const names = [`${of}.json`, 'notice.json', 'digest.json', 'plan.json'];
  return Promise.all(names.map((name) => openText(name, file(all, name))));
}

function file(all: Files, name: string): string {
  const text = all[name];
  if (text === undefined) throw new Error(`the example has no ${name}`);
  return text;
}

/** What is real in the example and what is not. */
export function exampleNote(): HTMLElement {
  return h(
    'p',
    { class: 'hint' },
    say(
      '示例的抽查计划是高平市市场监督管理局公布的文件；名录库、秘密值、开奖号码和全年的检查结果均为生成的演示数据，不涉及任何真实的企业和个人。',
      'The plan of the example is the document that the bureau of Gaoping published; directories, secrets, lottery numbers and the results of the year are generated and about nobody.',
    ),
  );
}
