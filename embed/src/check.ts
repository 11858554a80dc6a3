import { NOW, type Options } from './api';
import { complain } from './complain';
import { isObject } from './kinds';

/** The longest text of an option: that of an address. */
const MOST_CHARS = 2048;

const isString = (value: unknown) => typeof value === 'string' && value.length <= MOST_CHARS;

/** Kinds that are more than a word of `typeof`. */
const TESTS: Record<string, (value: unknown) => boolean> = {
  string: isString,
  triggers: (value) => isString(value) || (Array.isArray(value) && value.every(isString)),
  data: (value) => isObject(value) || typeof value === 'function',
  // Which of them can be used, the page's chunk looks at.
  tags: Array.isArray,
};

const kindOf = (name: string) => Object.keys(NOW).find((kind) => NOW[kind]!.includes(` ${name} `));

/**
 * The options that can be used. One of a wrong type, or that throws when it is looked at, is left out, with one warning that names it
 * and what it should be; unknown ones are kept silently, because pages written for other releases carry them, and those that
 * the widget heeds, now or later, are looked at when a widget is built. The organisation's id has an error of its own, which says more.
 */
export function checkOptions(given: unknown): Options {
  let isWrong = false;
  /** What a page gives may throw at every question. */
  const safely = <Found>(read: () => Found[]): Found[] => {
    try {
      return read();
    } catch {
      isWrong = true;
      return [];
    }
  };
  const take = (name: string) =>
    safely(() => {
      const kind = kindOf(name);
      let value = (given as Record<string, unknown>)[name];
      if (value === undefined || value === null) return [];
      // Read once: a list may be another one at the next look.
      if (kind === 'triggers' && Array.isArray(value)) value = [...value];
      if (!kind || (TESTS[kind]?.(value) ?? typeof value === kind)) return [[name, value]];
      isWrong = true;
      return [];
    });
  const checked = safely(() => (isObject(given) ? Object.keys(given).flatMap(take) : []));
  if (isWrong) complain('options', given);
  // Not by assignment, which takes a key named `__proto__` for more than a key.
  return Object.fromEntries(checked);
}
