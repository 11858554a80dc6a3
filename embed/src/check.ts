import { CHECKS, EXPECTED, type Kind, type Options } from './api';
import { warn } from './report';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEach = (test: (item: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);

const isType = (name: string) => (value: unknown) => typeof value === name;

const isString = isType('string');

const TESTS: Record<Kind, (value: unknown) => boolean> = {
  string: isString,
  boolean: isType('boolean'),
  // Pages in use pass the seconds as a string of digits.
  number: (value) => Number.isFinite(value) || (typeof value === 'string' && /^\d+$/.test(value)),
  strings: isEach(isString),
  triggers: (value) => isString(value) || isEach(isString)(value),
  object: isObject,
  function: isType('function'),
  data: (value) => isObject(value) || typeof value === 'function',
  tags: isEach((tag) => isObject(tag) && isString(tag.key)),
};

const kinds = Object.keys(TESTS) as Kind[];

/** Whether `value` is an object with keys, as `data` must be. */
export { isObject };

/**
 * The options that can be used. One of a wrong type is left out with one warning that names it and what it should be;
 * unknown ones are kept silently, because pages written for other releases carry them. The organisation's id is not
 * among them: it has an error of its own, which says more.
 */
export function checkOptions(given: unknown): Options {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    if (value === undefined || value === null) continue;
    const kind = kinds.find((known) => CHECKS[known].includes(` ${name} `));
    if (!kind || TESTS[kind](value)) checked[name] = value;
    else warn(`option "${name}" should be ${EXPECTED[kind]}; it is ignored.`);
  }
  return checked;
}

/** Whether `value` has the form of an organisation's id. */
export function isOrgId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{20}$/.test(value);
}
