/**
 * Options that the widget is told: those that work there, and those for parts of the product that come later, looked at now, so that
 * nobody has to guess then.
 */
import { CARRIED, type Options } from '../api';
import { isObject } from '../kinds';
import type { Carried } from '../protocol';
import { warnOnce } from '../warn';

const MOST_CHARS = 2048;
const MOST_ITEMS = 50;
/** A day. */
const MOST_SECONDS = 86_400;

/** Triggers that open nothing yet. */
const LATER_TRIGGERS = ['smart', 'connect-link'];

type Read = (value: unknown, name: string) => unknown;

const text: Read = (value) => (typeof value === 'string' && value && value.length <= MOST_CHARS ? value : undefined);

/** What is of a wrong type is told by who checks all options; here it is only left out. */
const READ: Record<string, Read> = {
  string: text,
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  number: (value) => {
    const seconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Math.round(Number(value)) : NaN;
    return seconds >= 0 && seconds <= MOST_SECONDS ? seconds : undefined;
  },
  strings: (value) => (Array.isArray(value) ? value.filter((item) => text(item, '')).slice(0, MOST_ITEMS) : undefined),
  object: (value) => (isObject(value) ? player(value) : undefined),
};

/** Options that are more than a text. */
const SCHEMES: Record<string, RegExp> = { bookingIframeUrl: /^https:\/\/[^/]/i, merchantBaseUrl: /^https?:\/\/[^/]/i };

function player({ navigationMode, confirmClosingBrowser, webViewFillMode }: Record<string, unknown>): Carried['floatingPlayer'] {
  const isMode = navigationMode === 'iframe' || navigationMode === 'manual';
  if (navigationMode !== undefined && !isMode) {
    warnOnce('option "floatingPlayer": "navigationMode" should be "iframe" or "manual"; it is ignored.');
  }
  return {
    ...(isMode ? { navigationMode } : {}),
    ...(typeof confirmClosingBrowser === 'boolean' ? { confirmClosingBrowser } : {}),
    ...(text(webViewFillMode, '') ? { webViewFillMode: webViewFillMode as string } : {}),
  };
}

function read(options: Record<string, unknown>, kind: string, name: string): [string, unknown][] {
  try {
    const value = READ[kind]?.(options[name], name);
    if (value === undefined) return [];
    if (SCHEMES[name]?.test(value as string) !== false) return [[name, value]];
    warnOnce(`option "${name}" should be an address that begins with ${name === 'merchantBaseUrl' ? 'https:// or http://' : 'https://'}; it is ignored.`);
  } catch {
    // It throws when it is read, which who checks all options tells.
  }
  return [];
}

/** What a page has for its widget: of its options, and of its address (`search`) where the options say nothing. */
export function carriedOf(options: Options, connectId: unknown, search: string): Carried {
  const address = new URLSearchParams(search).get('bookingResourceId') ?? undefined;
  const given: Record<string, unknown> = { bookingResourceId: address, ...options, connectId };
  const triggers = LATER_TRIGGERS.filter((name) => options.triggers?.includes(name));
  const found = Object.entries(CARRIED).flatMap(([kind, names]) => names.trim().split(' ').flatMap((name) => read(given, kind, name)));
  return { ...(triggers.length ? { triggers } : {}), ...Object.fromEntries(found) };
}
