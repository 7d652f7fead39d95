/** The few words an owner needs. */

import { h } from '../page/elements.ts';
import { say, type Words } from '../page/speech.ts';

const WORDS: readonly (readonly [Words, Words])[] = [
  [
    say('名录库', 'Directory'),
    say(
      '从中抽取的全部经营者名单。抽取前已经定下并公布了它的指纹，事后改一个字都会被发现。',
      'The list of all from whom is drawn. Its fingerprint was published before the draw; a single letter changed afterwards would show.',
    ),
  ],
  [
    say('签号', 'Ticket'),
    say(
      '由抽取密钥和您的统一社会信用代码算出的一串字符，谁也不能挑选，谁都可以重算。',
      'A string worked out from the key of the draw and your code. Nobody can choose it, and anyone can work it out again.',
    ),
  ],
  [
    say('截止签号', 'Cut-off'),
    say(
      '最后一个抽中者的签号。签号不大于它的抽中，大于它的没有抽中。',
      'The ticket of the last one drawn. Who is not above it is drawn, who is above it is not.',
    ),
  ],
  [
    say('摘要', 'Digest'),
    say(
      '文件的指纹。抽取前、后公布，用来证明文件没有换过。',
      'The fingerprint of a file, published before and after the draw, which shows that the file is still the same.',
    ),
  ],
];

export function glossary(): HTMLElement {
  const entries = WORDS.map(([word, meaning]) => [h('dt', {}, word), h('dd', {}, meaning)]);
  return h(
    'details',
    { class: 'glossary' },
    h('summary', {}, say('这些词是什么意思', 'What these words mean')),
    h('dl', {}, entries),
  );
}
