/** Which organisation a channel is, and the words of its card. Mirrors `domain::wire::channel`. */
import { isObject, isOrgId } from '../kinds';
import type { Config } from './config';

/** The version this release speaks. The one before it is understood as well. */
const VERSION = 1;

const ANSWER_WITHIN_MS = 10_000;

const WORDS = ['title', 'text', 'call', 'nobody'] as const;

export interface Channel {
  orgId: string;
  language: string;
  direction: 'ltr' | 'rtl';
  /** `{{name}}` stands for the agent's name. */
  words: Record<(typeof WORDS)[number], string>;
}

function read(given: unknown): Channel | undefined {
  if (!isObject(given) || (given.v !== VERSION && given.v !== VERSION - 1)) return undefined;
  const { orgId, language, direction, words } = given;
  if (!isOrgId(orgId) || typeof language !== 'string' || !isObject(words)) return undefined;
  if (!WORDS.every((name) => typeof words[name] === 'string')) return undefined;
  return { orgId, language, direction: direction === 'rtl' ? 'rtl' : 'ltr', words: words as Channel['words'] };
}

/** Asks for the channel; an error says what the page's developer can do. */
export async function askChannel(origin: string, { channelId, apiKey, language }: Config): Promise<Channel> {
  const query = new URLSearchParams({ key: apiKey, ...(language && { locale: language }) });
  const problem = (words: string) => Error(`FluxPlayer.init(): ${words}`);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS);
  try {
    const address = `${origin}/page/${encodeURIComponent(channelId)}/channel.json?${query}`;
    const response = await fetch(address, { credentials: 'omit', signal: late.signal }).catch(() => undefined);
    if (!response) throw problem(`${origin} did not answer. Can it be reached, and does the page’s policy allow it (connect-src)?`);
    const body = await response.text().catch(() => '');
    if (response.status === 404) throw problem(`there is no channel "${channelId}".`);
    if (response.status === 403) throw problem(`${body.slice(0, 200)} The channel is "${channelId}", this site is ${location.origin}.`);
    const channel = response.ok ? read(parsed(body)) : undefined;
    if (!channel) throw problem(`${origin} gave an answer that cannot be used (${response.status}).`);
    return channel;
  } finally {
    clearTimeout(timer);
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
