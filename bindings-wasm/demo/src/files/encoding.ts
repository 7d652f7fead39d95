/** In which of the two encodings of offices a text is. */

import { Fault } from '../page/fault.ts';
import { say } from '../page/speech.ts';

export type Encoding = 'utf-8' | 'gbk';

/** UTF-8, or else GBK, which browsers read as GB 18030. Read in pieces, so that no file is too large to look at. */
export async function encodingOf(file: Blob): Promise<Encoding> {
  if (await decodes(file, 'utf-8')) return 'utf-8';
  const line = await damagedLine(file);
  if (line) throw damaged(line);
  if (await decodes(file, 'gbk')) return 'gbk';
  throw new Fault('table.unknown_encoding', say('文件既不是UTF-8也不是GBK编码', 'the file is neither UTF-8 nor GBK'));
}

/**
 * The line of the first damaged character, if more characters beyond ASCII are sound UTF-8 than are not: most of GBK is not,
 * but nearly all UTF-8 reads as GBK, as other characters.
 */
async function damagedLine(file: Blob): Promise<number | undefined> {
  let [sound, lost, lines, first] = [0, 0, 1, 0];
  await read(file, new TextDecoder('utf-8'), (text) => {
    for (const character of text) {
      if (character === '\n') lines += 1;
      else if (character === '\uFFFD') {
        lost += 1;
        first ||= lines;
      } else if (character > '\u007F') sound += 1;
    }
  });
  return sound > lost ? first : undefined;
}

function damaged(line: number): Fault {
  const words = say(
    `文件是UTF-8编码，但第${line}行有损坏的字符；请从原系统重新导出`,
    `the file is UTF-8, but line ${line} has a damaged character; export it again from where it came`,
  );
  return new Fault('table.broken_encoding', words, { line });
}

async function read(file: Blob, decoder: TextDecoder, take: (text: string) => void): Promise<void> {
  const pieces = file.stream().getReader();
  try {
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      take(decoder.decode(piece.value, { stream: true }));
    }
    take(decoder.decode());
  } finally {
    await pieces.cancel();
  }
}

async function decodes(file: Blob, encoding: Encoding): Promise<boolean> {
  try {
    await read(file, new TextDecoder(encoding, { fatal: true }), () => {});
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
