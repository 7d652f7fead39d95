/** What a visit can find, in the words of the national disclosure system (specification of results, section 2). */

import { same, say, type Words } from '../page/speech.ts';

const OUTCOMES: Record<string, Words> = {
  no_problem: say('未发现问题', 'no problem'),
  not_disclosed: say('未按规定公示应当公示的信息', 'did not disclose what had to be'),
  concealed: say('公示信息隐瞒真实情况、弄虚作假', 'disclosed what is false'),
  unreachable: say('通过登记的住所（经营场所）无法联系', 'could not be reached'),
  ordered_to_correct: say('发现问题已责令改正', 'ordered to correct a problem'),
  uncooperative: say('不配合检查情节严重', 'gravely refused to cooperate'),
  no_activity: say('未发现开展本次抽查涉及的（生产）经营活动', 'did not carry on what was inspected'),
  pending: say('发现问题待后续处理', 'a problem still to be dealt with'),
  closed: say('已关闭停业或正在组织清算', 'closed, or being wound up'),
  deregistered: say('注销', 'deregistered'),
  revoked: say('被吊销', 'licence revoked'),
  rescinded: say('被撤销', 'registration rescinded'),
  moved_out: say('迁出', 'moved out'),
};

/** The words of several outcomes together. */
export function outcomeWords(codes: readonly string[]): Words {
  const words = codes.map((code) => OUTCOMES[code] ?? same(code));
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') };
}
