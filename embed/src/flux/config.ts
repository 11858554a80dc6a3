/** What a page gives to `init()`, checked. */
import { isObject } from '../kinds';
import { warnOnce } from '../warn';
import { CHECKS, POSITIONS, type Kind } from './table';

/** The longest text of a card, in characters. */
const LONGEST_TEXT = 300;

export interface CallsConfig {
  renderTo?: string;
  strings: { title?: string; text?: string };
  whitelist?: readonly unknown[];
  onBeforeRender?: (agents: unknown[]) => unknown;
}

export interface Config {
  channelId: string;
  apiKey: string;
  language?: string;
  initialPosition?: string;
  spa: boolean;
  user?: Record<string, unknown>;
  onEvent?: (...args: unknown[]) => unknown;
  onCheckout?: (cart: unknown) => unknown;
  calls: CallsConfig;
}

const WORDS: Record<Kind, string> = { string: 'a string', boolean: 'true or false', object: 'an object', function: 'a function', list: 'an array' };

const TESTS: Partial<Record<Kind, (value: unknown) => boolean>> = { object: isObject, list: Array.isArray };

/** The fields of the right kind; others are left out, each with one warning. Unknown ones are let be: pages written for other releases carry them. */
function checked(given: unknown, kinds: Record<string, Kind>, path: string): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const value = isObject(given) ? given[name] : undefined;
    if (value === undefined || value === null) continue;
    if (TESTS[kind]?.(value) ?? typeof value === kind) kept[name] = value;
    else warnOnce(`FluxPlayer: "${path}${name}" should be ${WORDS[kind]}; it is ignored.`);
  }
  return kept;
}

function text(given: unknown, name: string): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'string') return [...given.slice(0, 2 * LONGEST_TEXT)].slice(0, LONGEST_TEXT).join('');
  warnOnce(`FluxPlayer: "widgets.calls.strings.${name}" should be a string; it is ignored.`);
  return undefined;
}

function needed(value: unknown, name: string, where: string): string {
  if (typeof value === 'string' && value.trim()) return value.trim();
  throw Error(`FluxPlayer.init(): "${name}" is missing. ${where}`);
}

/** The configuration, or an error that says what is missing. */
export function readConfig(given: unknown): Config {
  if (!isObject(given)) throw Error('FluxPlayer.init() needs an object with channelId and apiKey.');
  const { channelId, apiKey, widgets, initialPosition, spa, ...rest } = checked(given, CHECKS.options, '');
  const { strings, ...calls } = checked(isObject(widgets) ? checked(widgets, { calls: 'object' }, 'widgets.').calls : undefined, CHECKS.calls, 'widgets.calls.');
  const { title, text: words } = isObject(strings) ? strings : {};
  const isPlace = POSITIONS.some((known) => known === initialPosition);
  if (initialPosition && !isPlace) warnOnce(`FluxPlayer: "initialPosition" should be one of ${POSITIONS.join(', ')}; it is ignored.`);
  const said = { title: text(title, 'title'), text: text(words, 'text') };
  return {
    ...(rest as Partial<Config>),
    channelId: needed(channelId, 'channelId', 'It is the organisation’s id or slug.'),
    apiKey: needed(apiKey, 'apiKey', 'It is one of the organisation’s page keys.'),
    ...(isPlace ? { initialPosition: initialPosition as string } : {}),
    spa: spa === true,
    calls: { ...(calls as Partial<CallsConfig>), strings: { ...(said.title && { title: said.title }), ...(said.text && { text: said.text }) } },
  };
}
