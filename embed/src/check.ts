import { NOW, type Options } from './api';
import { complain } from './complain';
import { isObject } from './kinds';

const isString = (value: unknown) => typeof value === 'string';

/** Kinds that are no word of `typeof`. */
const TESTS: Record<string, (value: unknown) => boolean> = {
  triggers: (value) => isString(value) || (Array.isArray(value) && value.every(isString)),
  data: (value) => isObject(value) || typeof value === 'function',
  // Which of them can be used, the page's chunk looks at.
  tags: Array.isArray,
};

const kindOf = (name: string) => Object.keys(NOW).find((kind) => NOW[kind]!.includes(` ${name} `));

/** Whether there are options that are not looked at when they are given. */
export const hasOthers = (options: object) => Object.keys(options).some((name) => name !== 'orgId' && !kindOf(name));

/**
 * The options that can be used. One of a wrong type is left out, with one warning that names it and what it should be; unknown
 * ones are kept silently, because pages written for other releases carry them, and those that take effect in a later release are
 * looked at when there is time. The organisation's id has an error of its own, which says more.
 */
export function checkOptions(given: unknown): Options {
  const checked: Record<string, unknown> = {};
  let isWrong = false;
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    if (value === undefined || value === null) continue;
    const kind = kindOf(name);
    if (!kind || (TESTS[kind]?.(value) ?? typeof value === kind)) checked[name] = value;
    else isWrong = true;
  }
  if (isWrong) complain('options', given);
  return checked;
}
