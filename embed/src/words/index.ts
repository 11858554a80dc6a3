/** What the merchant's developer is told about mistakes and about what comes later: rarely needed, and so in a file of its own. */
import { CHECKS, EXPECTED, LATER_METHODS, type Kind, type Options } from '../api';
import { isObject } from '../kinds';
import type { ToFrame } from '../protocol';
import { warnOnce } from '../warn';
import { carriedOf } from './carried';

const isEach = (test: (item: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);

const isType = (name: string) => (value: unknown) => typeof value === name;

/** The longest text of an option: that of an address. */
const MOST_CHARS = 2048;

const isString = (value: unknown) => typeof value === 'string' && value.length <= MOST_CHARS;

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
export type Complaint =
  | 'no answer'
  | 'options'
  | 'handler'
  | 'updateData'
  | 'data'
  | 'data failed'
  | 'data late'
  | 'tile'
  | 'locale'
  | 'queue'
  | 'stranger'
  | 'later'
  | 'carried';

/** What may be said often is told once. */
const ONCE: Complaint[] = ['locale', 'queue', 'later', 'carried'];

const WORDS: Record<Exclude<Complaint, 'options'>, (...details: unknown[]) => string> = {
  'no answer': (site, org, origin) =>
    `the widget did not answer. Is ${site} an allowed site of the organisation "${org}", does it exist, can ${origin} be reached?`,
  handler: (name) => `on("${String(name)}", …) needs a function.`,
  updateData: () => 'updateData() needs an object.',
  data: () => '"data" should give an object.',
  'data failed': () => '"data" could not be read or sent.',
  'data late': () => '"data" has not been told for ten seconds. What comes of it then still counts.',
  // The script of the release before says this by itself.
  tile: () => 'getMinimizedWidgetStyle threw an error.',
  locale: (asked, used, enabled) => `the locale "${asked}" is not enabled, so the widget speaks ${used}. Enabled: ${enabled}.`,
  queue: (asked, used) => `there is no queue "${asked}", so shoppers join "${used}".`,
  stranger: (from) =>
    `somebody at ${from} speaks in the widget’s name. It is not listened to; the widget’s iframe counts such messages in data-refused.`,
  later: (method) => `${method}() has no effect yet: it comes with ${LATER_METHODS[method as string]}.`,
  carried: (...names) => `the widget does not know what this page has for ${names.join(', ')}.`,
};

/** What this reads of an instance, and tells. */
export interface Host {
  readonly config: Options;
  readonly connectId: string | undefined;
  /** What a frame is told when it is built, the last of each kind. */
  readonly kept: ReadonlyMap<string, ToFrame>;
  /** Tells the frame, now and whenever it is built anew. */
  tellFrame(message: ToFrame): void;
}

/** Looks at all options: tells what is wrong with them, and the frame what the page has for it, also that it no longer has anything. */
export function carry(host: Host): void {
  const { config, connectId, kept } = host;
  say('options', config);
  const carried = carriedOf(config, connectId, location.search);
  if (Object.keys(carried).length || kept.has('carried')) host.tellFrame({ type: 'carried', carried });
}

/** The options of a wrong type, in words. */
export function wrongOptions(given: unknown): string[] {
  return names(given).flatMap((name) => {
    const kind = kinds.find((known) => CHECKS[known].includes(` ${name} `));
    try {
      const value = (given as Record<string, unknown>)[name];
      const isGiven = value !== undefined && value !== null;
      return isGiven && kind && !TESTS[kind](value) ? [`option "${name}" should be ${EXPECTED[kind]}; it is ignored.`] : [];
    } catch {
      return [`option "${name}" threw an error when it was read; it is ignored.`];
    }
  });
}

function names(given: unknown): string[] {
  try {
    return isObject(given) ? Object.keys(given) : [];
  } catch {
    return [];
  }
}

/** Says it in the browser's console; what is wrong with an option only once. What the frame says is checked: it may be another release's. */
export function say(about: Complaint, ...details: unknown[]): void {
  if (about === 'options') wrongOptions(details[0]).forEach((words) => warnOnce(words));
  else if (ONCE.includes(about)) warnOnce(WORDS[about](...details));
  else if (Object.keys(WORDS).includes(about)) {
    const errors = details.filter((detail) => detail instanceof Error);
    // Without an answer there is no widget; with the others there is.
    console[about === 'no answer' ? 'error' : 'warn'](`Vitrine: ${WORDS[about](...details)}`, ...errors);
  }
}
