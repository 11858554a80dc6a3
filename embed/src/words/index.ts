/** What the merchant's developer is told about mistakes: rarely needed, and so in a file of its own. */
import { CHECKS, EXPECTED, type Kind } from '../api';
import { isObject } from '../kinds';
import { warnOnce } from '../warn';

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
  tags: Array.isArray,
};

const kinds = Object.keys(TESTS) as Kind[];

/** What can be complained about. */
export type Complaint = 'no answer' | 'options' | 'handler' | 'updateData' | 'data' | 'data failed' | 'tile' | 'locale' | 'queue';

const WORDS: Record<Exclude<Complaint, 'options'>, (...details: unknown[]) => string> = {
  'no answer': (site, org, origin) =>
    `the widget did not answer. Is ${site} an allowed site of the organisation "${org}", does it exist, can ${origin} be reached?`,
  handler: (name) => `on("${String(name)}", …) needs a function.`,
  updateData: () => 'updateData() needs an object.',
  data: () => '"data" should give an object.',
  'data failed': () => '"data" could not be read or sent.',
  tile: () => 'getMinimizedWidgetStyle threw an error.',
  locale: (asked, used, enabled) => `the locale "${asked}" is not enabled, so the widget speaks ${used}. Enabled: ${enabled}.`,
  queue: (asked, used) => `there is no queue "${asked}", so shoppers join "${used}".`,
};

/** The options of a wrong type, in words. */
export function wrongOptions(given: unknown): string[] {
  return Object.entries(isObject(given) ? given : {}).flatMap(([name, value]) => {
    const kind = value === undefined || value === null ? undefined : kinds.find((known) => CHECKS[known].includes(` ${name} `));
    return kind && !TESTS[kind](value) ? [`option "${name}" should be ${EXPECTED[kind]}; it is ignored.`] : [];
  });
}

/** Says it in the browser's console; what is wrong with an option only once. What the frame says is checked: it may be another release's. */
export function say(about: Complaint, ...details: unknown[]): void {
  if (about === 'options') wrongOptions(details[0]).forEach((words) => warnOnce(words));
  else if (about === 'locale' || about === 'queue') warnOnce(WORDS[about](...details));
  else if (Object.keys(WORDS).includes(about)) {
    const errors = details.filter((detail) => detail instanceof Error);
    // Without an answer there is no widget; with the others there is.
    console[about === 'no answer' ? 'error' : 'warn'](`Vitrine: ${WORDS[about](...details)}`, ...errors);
  }
}
