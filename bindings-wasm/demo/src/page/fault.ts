/** What can go wrong with what the user gives. */

import type { Words } from './speech.ts';

/** A row that is wrong, as the core reports it. */
export interface BadRow {
  readonly row: number;
  readonly column: string | null;
  readonly zh: string;
  readonly en: string;
}

/** An error that the user can read. Those of the core have the same members. */
export class Fault extends Error {
  readonly messageZh: string;

  constructor(
    readonly code: string,
    words: Words,
    readonly params: Record<string, unknown> = {},
  ) {
    super(words.en);
    this.messageZh = words.zh;
  }
}
