/** Characters that show nothing themselves: controls, writing directions, joiners, private and unassigned ones. */
const HIDDEN = /[^\P{C}\n\r\t]|[\u2028\u2029]/gu;

/**
 * A text with what hides in it, or turns its direction, shown by its number, as certificates show it. A document that was refused may lack
 * what it should say.
 */
export function legible(text: unknown): string {
  const number = (hidden: string) => (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return String(text ?? '—').replace(HIDDEN, (hidden) => `[U+${number(hidden)}]`);
}
