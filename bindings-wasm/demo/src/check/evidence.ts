/** What was handed in to be checked: each file with what it is taken for, which the user may change. */

import { KINDS, type Kind, digestsIn, kindOf } from '../files/recognise.ts';
import { type OpenFile, textOf } from '../files/open.ts';
import { h } from '../page/elements.ts';
import { ask } from '../page/engine.ts';
import { select } from '../page/fields.ts';
import { say } from '../page/speech.ts';
import { table } from '../page/table.ts';

export interface Item {
  readonly file: OpenFile;
  kind: Kind;
}

/** The files handed in; a second one of a kind there is one of takes the place of the first, and none is there twice. */
export class Evidence {
  #items: Item[] = [];

  add(file: OpenFile): void {
    const kind = kindOf(file.head);
    const replaced = (item: Item) => (MANY.includes(kind) ? item.file.head === file.head : item.kind === kind);
    this.#items = this.#items.filter((item) => !replaced(item));
    this.#items.push({ file, kind });
  }

  remove(item: Item): void {
    this.#items = this.#items.filter((other) => other !== item);
  }

  clear(): void {
    this.#items = [];
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  find(kind: Kind): OpenFile | undefined {
    return this.#items.find((item) => item.kind === kind)?.file;
  }

  /** The text of the one file of a kind. */
  async text(kind: Kind): Promise<string | undefined> {
    const file = this.find(kind);
    return file && textOf(file);
  }

  /** The texts of all files of a kind, in the order of a number inside. */
  async texts(kind: Kind, number: 'attempt' | 'number'): Promise<string[]> {
    const texts = await Promise.all(this.#items.filter((item) => item.kind === kind).map((item) => textOf(item.file)));
    const place = (text: string) => Number(new RegExp(`^  "${number}": (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return texts.sort((one, other) => place(one) - place(other));
  }

  /** The digests that documents and digest files say were published. */
  async published(): Promise<{ commitment?: string; record?: string }> {
    const sums = digestsIn((await this.text('sums')) ?? '');
    const of = async (kind: Kind, member: string) => memberOf(await this.text(kind), member);
    const commitment =
      (await of('notice', 'commitment_digest')) ??
      (await of('digest', 'commitment_digest')) ??
      sums.get('commitment.json') ??
      (await digestOf(await this.text('commitment')));
    const record = (await of('digest', 'record_digest')) ?? sums.get('record.json');
    return { ...(commitment && { commitment }), ...(record && { record }) };
  }
}

const MANY: readonly Kind[] = ['void', 'amendment', 'unknown'];

/** The digest of a commitment that was handed in as it was published. */
async function digestOf(commitment: string | undefined): Promise<string | undefined> {
  const suite = memberOf(commitment, 'suite');
  if (commitment === undefined || (suite !== 'sha256' && suite !== 'sm3')) return undefined;
  return (await ask<{ digest: string }>({ do: 'hash', suite, text: commitment })).digest;
}

/** A member of a document; none if there is no such document. */
function memberOf(text: string | undefined, member: string): string | undefined {
  try {
    const value: unknown = text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>)[member];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The files in a table, each with its kind to choose and a button to take it back. */
export function evidenceTable(evidence: Evidence, onchange: () => void): HTMLElement | null {
  if (!evidence.items.length) return null;
  const options = Object.entries(KINDS).map(([value, words]) => ({ value: value as Kind, words }));
  const row = (item: Item) => {
    const choose = select(options, item.kind, (kind) => {
      item.kind = kind;
      onchange();
    });
    choose.setAttribute('aria-label', item.file.name);
    const remove = h(
      'button',
      {
        type: 'button',
        onclick: () => {
          evidence.remove(item);
          onchange();
        },
      },
      say('移除', 'Remove'),
      h('span', { class: 'visually-hidden' }, ` ${item.file.name}`),
    );
    return [item.file.name, choose, remove];
  };
  return table({
    caption: say('已提供的材料', 'What was handed in'),
    head: [say('文件', 'File'), say('作为', 'Taken for'), say('移除', 'Remove')],
    rows: evidence.items.map(row),
    class: 'evidence',
  });
}
