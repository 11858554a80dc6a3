/** What a page wants the cards of the start screen to say and do. */
import { ELEMENTS } from '../api';
import { isObject } from '../kinds';
import type { Card } from '../protocol';
import { warnOnce } from '../warn';

/** The longest texts, in characters. */
const LIMITS = { title: 120, subtitle: 300, buttonText: 60 } as const;

type Text = keyof typeof LIMITS;

const texts = Object.keys(LIMITS) as Text[];

/** Whether there is a card of this name. */
export const isElement = (id: unknown): id is string => Object.values<unknown>(ELEMENTS).includes(id);

/** The card with what `state` says about it; what it does not mention stays, and null stands for what the widget says by itself. */
export function changed(card: Card, state: unknown): Card {
  if (state === null) return {};
  if (!isObject(state)) {
    warnOnce('updateElement() needs an object, or null for what the widget says by itself; nothing is changed.');
    return card;
  }
  const { disableCTA, content } = state;
  const next: Card = { ...card };
  if (typeof disableCTA === 'boolean') next.disabled = disableCTA;
  else if (disableCTA === null) delete next.disabled;
  else if (disableCTA !== undefined) warnOnce('updateElement(): "disableCTA" should be true or false; it is ignored.');
  if (isObject(content)) texts.forEach((name) => put(next, name, content[name]));
  else if (content !== undefined && content !== null) warnOnce('updateElement(): "content" should be an object; it is ignored.');
  return next;
}

function put(card: Card, name: Text, value: unknown): void {
  if (value === undefined) return;
  if (value === null) return void delete card[name];
  if (typeof value !== 'string') return warnOnce(`updateElement(): "content.${name}" should be a string; it is ignored.`);
  // A card without a name, or a button without words, is of no use to anybody.
  if (name !== 'subtitle' && !value.trim()) return warnOnce(`updateElement(): "content.${name}" is empty; it is ignored.`);
  const letters = [...value];
  if (letters.length > LIMITS[name]) warnOnce(`updateElement(): "content.${name}" has more than ${LIMITS[name]} characters; it is cut.`);
  card[name] = letters.slice(0, LIMITS[name]).join('');
}
