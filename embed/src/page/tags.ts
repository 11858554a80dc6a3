/** Tracking tags: what a page wants its calls counted by. */
import { isObject } from '../kinds';
import type { Tag } from '../protocol';
import { warnOnce } from '../warn';

const MOST_TAGS = 20;
const MOST_KEY_CHARS = 100;
const MOST_BYTES = 1024;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The tags that can be used: of several with one key the last, and of too many the first twenty. Undefined for no list at all. */
export function usableTags(given: unknown): Tag[] | undefined {
  if (!Array.isArray(given)) return drop('tracking tags should be an array of { key, value }; they are left as they were.');
  const tags = new Map<string, Tag>();
  for (const tag of given.map(usable)) if (tag) tags.set(tag.key, tag);
  const all = [...tags.values()];
  if (all.length > MOST_TAGS) warnOnce(`there are ${all.length} tracking tags; all after the first ${MOST_TAGS} are dropped.`);
  return all.slice(0, MOST_TAGS);
}

function usable(tag: unknown): Tag | undefined {
  if (!isObject(tag)) return drop('a tracking tag should be { key, value }; it is dropped.');
  const { key, value } = tag;
  if (typeof key !== 'string' || !key.trim() || [...key].length > MOST_KEY_CHARS) {
    return drop(`the key of a tracking tag should be a text of 1 to ${MOST_KEY_CHARS} characters; the tag is dropped.`);
  }
  if (typeof value === 'string' && bytes(value) > MOST_BYTES) {
    return drop(`the tracking tag "${key}" has more than ${MOST_BYTES} bytes; it is dropped.`);
  }
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return { key, value: value as Tag['value'] };
  return drop(`the tracking tag "${key}" should be a string, a number, true or false; it is dropped.`);
}

function drop(words: string): undefined {
  warnOnce(words);
  return undefined;
}
