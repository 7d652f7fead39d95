/** The switch between Chinese and English, and the texts of the frame around the rooms. */

import { refill } from './elements.ts';
import { languageNow, say, speak, type Words } from './speech.ts';

/** The texts that stand in the frame of the page, by the id of their element. */
const FRAME: Readonly<Record<string, Words>> = {
  skip: say('跳到正文', 'Skip to the content'),
  title: say('双随机抽查：预演与核验', 'Random inspections: preview and check'),
  subtitle: say('任何人都能复算的双随机、一公开', '双随机、一公开 that anyone can recompute'),
  offline: say(
    '本页不联网：放入的文件只在这台电脑的浏览器中处理，不会发送到任何地方。断开网络也能使用。',
    'This page is offline: what is put in is worked on in this browser alone and sent nowhere. It works without a network.',
  ),
  licences: say('本页所含的第三方组件及其许可', 'Components by others inside this page, and their licences'),
};

/** Fills the frame, and lets the switch change the language of everything. */
export function startLanguage(): void {
  for (const [id, words] of Object.entries(FRAME)) {
    const element = document.getElementById(id);
    if (element) refill(element, words);
  }
  const toggle = document.getElementById('language');
  if (!toggle) return;
  const show = () => {
    const other = languageNow() === 'zh' ? 'en' : 'zh';
    toggle.textContent = other === 'en' ? 'English' : '中文';
    toggle.lang = other === 'en' ? 'en' : 'zh-CN';
  };
  toggle.addEventListener('click', () => {
    speak(languageNow() === 'zh' ? 'en' : 'zh');
    show();
  });
  show();
}
