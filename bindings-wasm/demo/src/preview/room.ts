/** The room of the preview (预演): plan, directory, rules, numbers, and a trial that is marked as one. */

import { h } from '../page/elements.ts';
import type { Directory } from '../page/engine.ts';
import { exampleNote, previewExample } from '../page/example.ts';
import { say } from '../page/speech.ts';
import { directoryStep } from './directory.ts';
import { Draft } from './draft.ts';
import { numbersStep } from './numbers.ts';
import { type Plan, planStep } from './plan.ts';

export function previewRoom(): HTMLElement {
  const draft = new Draft();
  const numbers = h('div', {});
  const trial = h('div', {});
  const plan = planStep((read) => takePlan(read));
  const directory = directoryStep((read) => takeDirectory(read));
  const settled = numbersStep(draft, numbers, trial);

  const takePlan = (read: Plan) => {
    draft.plan = read;
    draft.forget();
    void settled.refresh();
  };
  const takeDirectory = (read: Directory) => {
    draft.directory?.close();
    draft.directory = read;
    draft.forget();
    void settled.refresh();
  };
  const loadExample = async () => {
    const { published, decisions, targets, day } = await previewExample();
    settled.setDay(day);
    await plan.take(published);
    await directory.take(targets);
    await draft.decide(decisions);
    await settled.refresh();
  };
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'lead' },
      say(
        '在任何事情成为正式之前，看看一套规则会抽多少、从多少中抽。这里不产生也不接收真实的种子。',
        'See how many a set of rules would draw, and from how many, before anything is real. No real seed is made or taken here.',
      ),
    ),
    h(
      'button',
      { type: 'button', class: 'example', onclick: loadExample },
      say('载入示例：高平市2025年度计划', 'Load the example: the plan of Gaoping for 2025'),
    ),
    exampleNote(),
    h('h3', {}, say('一、抽查计划', '1. The plan')),
    plan.element,
    h('h3', {}, say('二、检查对象名录库', '2. The directory of targets')),
    directory.element,
    h('h3', {}, say('三、规则与抽取数', '3. Rules and numbers')),
    settled.element,
    numbers,
    h('h3', {}, say('四、试抽（不是抽取）', '4. Trial (not a draw)')),
    trial,
  );
}
