/** The page: three rooms, one language at a time, nothing from outside. */

import { caseRoom } from './case/room.ts';
import { checkRoom } from './check/room.ts';
import { ignoreStrayDrops } from './page/drop.ts';
import { tellFailures } from './page/failures.ts';
import { startLanguage } from './page/language.ts';
import { openForPrint } from './page/print.ts';
import { startRooms } from './page/rooms.ts';
import { say } from './page/speech.ts';
import { previewRoom } from './preview/room.ts';

startRooms([
  {
    name: 'preview',
    title: say('预演', 'Preview'),
    about: say('正式抽取之前，看看会抽多少', 'before a draw: how many would be drawn'),
    make: previewRoom,
  },
  {
    name: 'check',
    title: say('核验', 'Check'),
    about: say('重新计算一次已公布的抽取', 'work a published draw out again'),
    make: checkRoom,
  },
  {
    name: 'case',
    title: say('个体核验', 'My case'),
    about: say('我有没有抽中，为什么', 'whether I was drawn, and why'),
    make: caseRoom,
  },
]);
startLanguage();
ignoreStrayDrops();
openForPrint();
tellFailures();
