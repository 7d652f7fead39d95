/** The rooms of the page and the way between them; the address says which one is open. */

import { h, refill } from './elements.ts';
import { join, same, say, speakAttribute, type Words } from './speech.ts';

export interface Room {
  readonly name: string;
  readonly title: Words;
  readonly about: Words;
  readonly make: () => HTMLElement;
}

/** Fills navigation and main part of the page. */
export function startRooms(rooms: readonly Room[]): void {
  const navigation = document.querySelector('nav');
  const main = document.querySelector('main');
  if (!navigation || !main) return;
  const link = ({ name, title, about }: Room) =>
    h(
      'a',
      { href: `#${name}`, 'data-room': name },
      h('span', { class: 'room-title' }, title),
      h('span', { class: 'room-about' }, about),
    );
  const section = ({ name, title, make }: Room) =>
    h(
      'section',
      { id: name, 'aria-labelledby': `${name}-title`, hidden: true },
      h('h2', { id: `${name}-title`, tabindex: -1 }, title),
      make(),
    );
  speakAttribute(navigation, 'aria-label', say('三个部分', 'The three rooms'));
  refill(
    navigation,
    h(
      'ul',
      {},
      rooms.map((room) => h('li', {}, link(room))),
    ),
  );
  refill(main, rooms.map(section));
  const asked = () => rooms.find(({ name }) => name === location.hash.slice(1));
  window.addEventListener('hashchange', () => {
    const room = asked();
    if (!room) return;
    openRoom(rooms, room);
    document.getElementById(`${room.name}-title`)?.focus();
  });
  const first = asked() ?? rooms[0];
  if (first) openRoom(rooms, first);
}

function openRoom(rooms: readonly Room[], room: Room): void {
  for (const { name } of rooms) {
    document.getElementById(name)?.toggleAttribute('hidden', name !== room.name);
    const link = document.querySelector(`nav a[data-room="${name}"]`);
    if (name === room.name) link?.setAttribute('aria-current', 'page');
    else link?.removeAttribute('aria-current');
  }
  const title = document.querySelector('title');
  if (title) refill(title, join(room.title, same(' · '), say('双随机抽查', 'double-random')));
}
