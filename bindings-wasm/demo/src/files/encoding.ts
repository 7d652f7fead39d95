/** In which of the two encodings of offices a text is. */

import { Fault } from '../page/fault.ts';
import { say } from '../page/speech.ts';

export type Encoding = 'utf-8' | 'gbk';

/** UTF-8, or else GBK, which browsers read as GB 18030. Read in pieces, so that no file is too large to look at. */
export async function encodingOf(file: Blob): Promise<Encoding> {
  for (const encoding of ['utf-8', 'gbk'] as const) {
    if (await decodes(file, encoding)) return encoding;
  }
  throw new Fault('table.unknown_encoding', say('文件既不是UTF-8也不是GBK编码', 'the file is neither UTF-8 nor GBK'));
}

async function decodes(file: Blob, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const pieces = file.stream().getReader();
  try {
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      decoder.decode(piece.value, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await pieces.cancel();
  }
}
