/** The work on files that would keep the page from answering: one worker for each file, so that stopping is ending it. */

import { type Encoding, encodingOf } from './encoding.ts';
import { readWorkbook, type Sheet } from './workbook.ts';

export interface Task {
  readonly file: Blob;
  readonly workbook: boolean;
  readonly sheet: string | undefined;
}

export type Done =
  | { readonly encoding: Encoding }
  | { readonly sheet: Sheet }
  | { readonly fault: { code: string; zh: string; en: string; params: Record<string, unknown> } };

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  self.postMessage(await answer(data));
};

async function answer({ file, workbook, sheet }: Task): Promise<Done> {
  try {
    if (workbook) return { sheet: await readWorkbook(await file.arrayBuffer(), sheet) };
    return { encoding: await encodingOf(file) };
  } catch (error) {
    const { message, messageZh, code, params } = error as Error & {
      messageZh?: string;
      code?: string;
      params?: Record<string, unknown>;
    };
    return { fault: { code: code ?? 'page.failed', zh: messageZh ?? message, en: message, params: params ?? {} } };
  }
}
