/** What the preview never takes: anything that could be a real seed, secret or key. */

import { type OpenFile } from '../files/open.ts';
import { KINDS, kindOf, mayBeSecret } from '../files/recognise.ts';
import { Fault } from '../page/fault.ts';
import { join, say } from '../page/speech.ts';

/** Refuses a plan's text that holds 64 hexadecimal digits in a row. */
export function refuseSecrets(text: string): void {
  if (!mayBeSecret(text)) return;
  throw new Fault(
    'page.secret_in_preview',
    say(
      '这里含有64位十六进制数，可能是真实的秘密值、密钥或种子。预演不接收，也未保留；真实的秘密值在抽取时揭示之前不要粘贴到任何地方',
      'this holds 64 hexadecimal digits, which may be a real secret, key or seed; the preview does not take it and has not kept it. ' +
        'Paste a real secret nowhere before it is revealed at the draw',
    ),
  );
}

/** Refuses files of a real draw, and says where they belong. */
export function refuseDocuments(file: OpenFile, wanted: 'plan' | 'targets'): void {
  const kind = kindOf(file.head);
  if (kind === 'salt_key') refuseSecrets(file.head);
  if (kind === wanted || kind === 'targets' || kind === 'inspectors' || kind === 'unknown') return;
  const elsewhere =
    kind === 'plan'
      ? say('，不是名录库；请放在“抽查计划”一栏', ' and no directory; put it where the plan goes')
      : say(
          '，不用于预演；要核验已公布的抽取，请到“核验”',
          ', which is not for a preview; a published draw is checked under “Check”',
        );
  throw new Fault('page.not_for_preview', join(say('这是', 'this is '), KINDS[kind], elsewhere));
}
