/**
 * What page and frame say to each other over their port: JSON text, one envelope `{ v, type, … }` a message. Decoders
 * copy the keys they know, so an extra key does no harm, and answer `undefined` to a type they do not know.
 */

/** The version this release speaks. The one before it is understood as well. */
export const VERSION = 1;

export const MODES = ['full', 'centred', 'floating', 'minimised', 'hidden'] as const;

/** How much of the page the frame takes. */
export type Mode = (typeof MODES)[number];

/** Whether `value` is a mode. */
export const isMode = (value: unknown): value is Mode => MODES.includes(value as Mode);

type Json = unknown;

export interface Page {
  url: string;
  title: string;
}

/** What a page wants a card of the start screen to say and do; what is missing, the widget says by itself. */
export interface Card {
  /** Its button cannot be pressed. */
  disabled?: boolean;
  title?: string;
  subtitle?: string;
  buttonText?: string;
}

/** What a page wants its calls counted by. */
export interface Tag {
  key: string;
  value: string | number | boolean;
}

/** What a shop says to a question of the agent; one of `built` and `problem`. What a page built is checked by who gets it. */
export type Answer =
  | { kind: 'product' | 'search'; id: string; built: Record<string, Json> }
  | { kind: 'product' | 'search'; id: string; problem: string }
  | { kind: 'cart'; id: string; verdict: Verdict };

/** Whether a shop put something into its cart; `custom` has a message for the agent. */
export type Verdict = { ok: true } | { ok: false; reason: Refusal; message?: string };

const REFUSALS = ['out-of-stock', 'custom', 'failed'] as const;

export type Refusal = (typeof REFUSALS)[number];

/** Options of a page that the widget heeds, and not the script: most of them with parts of the product that come later. */
export interface Carried {
  /** Those of the page's triggers that come later. */
  triggers?: string[];
  connectId?: string;
  bookingsEnabled?: boolean;
  openBookingPage?: boolean;
  bookingServiceIds?: string[];
  bookingResourceId?: string;
  /** https only. */
  bookingIframeUrl?: string;
  enableScanning?: boolean;
  disableCoBrowsing?: boolean;
  /** http(s) only. */
  merchantBaseUrl?: string;
  disableDataLayerInterceptions?: boolean;
  withMinimizeSupport?: boolean;
  floatingPlayer?: { navigationMode?: 'iframe' | 'manual'; confirmClosingBrowser?: boolean; webViewFillMode?: string };
  themeId?: string;
  smartVariantOverride?: string;
  /** Whole seconds. */
  popupTimeoutSeconds?: number;
}

/** What happened in the shop: so many of a product are in its cart now, or the shopper looks at one. */
export type ShopNews =
  | { kind: 'cart'; sku: string; name: string; quantity: number; price?: string; currency?: string }
  | { kind: 'look'; ref: string };

export type ToFrame =
  | {
      type: 'init';
      orgId: string;
      queue?: string | undefined;
      locale?: string | undefined;
      data?: Json;
      page: Page & { language: string };
      allowFirstPartyCookies: boolean;
      resume: boolean;
    }
  | { type: 'show' }
  | { type: 'leave' }
  | { type: 'data'; data: Json }
  | { type: 'queue'; queue: string; name: string }
  | { type: 'notify'; permission: string }
  | { type: 'cards'; cards: Record<string, Card> }
  | { type: 'tags'; tags: Tag[] }
  | { type: 'listens'; names: string[] }
  | { type: 'answer'; answer: Answer }
  | { type: 'carried'; carried: Carried }
  | { type: 'shop'; news: ShopNews }
  | ({ type: 'page' } & Page);

export type ToPage =
  | { type: 'viewport'; mode: Mode }
  | { type: 'event'; name: string; payload?: Json }
  | { type: 'keep'; open: boolean }
  | { type: 'close' }
  | { type: 'left' }
  | { type: 'line'; line: Json }
  | { type: 'call'; payload: Json }
  | { type: 'ask'; ask: Json }
  | { type: 'track'; name: string; data: Json }
  | { type: 'note'; about: string; details: string[] }
  | { type: 'problem'; message: string };

export function encode(message: ToFrame | ToPage): string {
  return JSON.stringify({ v: VERSION, ...message });
}

type Fields = Record<string, unknown>;

function open(text: unknown): Fields | undefined {
  try {
    const fields = JSON.parse(text as string) as Fields | null;
    const version = fields?.v;
    return version === VERSION || version === VERSION - 1 ? fields! : undefined;
  } catch {
    return undefined;
  }
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** A message from the frame, as the page understands it. */
export function decodeToPage(text: unknown): ToPage | undefined {
  const fields = open(text);
  const type = fields?.type;
  if (!fields) return undefined;
  const { mode, open: isOpen, message, name, payload, line, about, details, data, ask } = fields;
  if (type === 'close' || type === 'left') return { type };
  if (type === 'viewport' && isMode(mode)) return { type, mode };
  if (type === 'keep' && typeof isOpen === 'boolean') return { type, open: isOpen };
  if (type === 'line') return { type, line };
  if (type === 'call') return { type, payload };
  if (type === 'ask') return { type, ask };
  if (type === 'track' && isString(name)) return { type, name, data };
  if (type === 'note' && isString(about) && Array.isArray(details)) return { type, about, details: details.filter(isString) };
  if (type === 'problem' && isString(message)) return { type, message };
  if (type === 'event' && isString(name)) return { type, name, payload };
  return undefined;
}

function page(fields: unknown): Page | undefined {
  const { url, title } = (typeof fields === 'object' && fields !== null ? fields : {}) as Fields;
  return isString(url) && /^https?:\/\//.test(url) && isString(title) ? { url, title } : undefined;
}

/** A message from the page, as a frame understands it: the contract that the widget's own decoder follows. */
export function decodeToFrame(text: unknown): ToFrame | undefined {
  const fields = open(text);
  const type = fields?.type;
  if (!fields) return undefined;
  if (type === 'show' || type === 'leave') return { type };
  if (type === 'data') return { type, data: fields.data ?? null };
  if (type === 'page') {
    const place = page(fields);
    return place && { type, ...place };
  }
  if (type === 'queue') {
    const { queue, name } = fields;
    return isString(queue) && isString(name) ? { type, queue, name } : undefined;
  }
  if (type === 'notify') {
    const { permission } = fields;
    return isString(permission) ? { type, permission } : undefined;
  }
  if (type === 'cards') return isFields(fields.cards) ? { type, cards: cardsOf(fields.cards) } : undefined;
  if (type === 'listens') return Array.isArray(fields.names) ? { type, names: fields.names.filter(isString) } : undefined;
  if (type === 'tags') return Array.isArray(fields.tags) ? { type, tags: fields.tags.filter(isTag) } : undefined;
  if (type === 'answer') {
    const answer = isFields(fields.answer) ? answerOf(fields.answer) : undefined;
    return answer && { type, answer };
  }
  // What is in it, who gets it looks at: the widget's own decoder names what it does not know.
  if (type === 'carried') return isFields(fields.carried) ? { type, carried: fields.carried } : undefined;
  if (type === 'shop') {
    const news = isFields(fields.news) ? newsOf(fields.news) : undefined;
    return news && { type, news };
  }
  if (type === 'init') return decodeInit(fields);
  return undefined;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isTag = (tag: unknown): tag is Tag =>
  isFields(tag) && isString(tag.key) && ['string', 'number', 'boolean'].includes(typeof tag.value);

function cardsOf(fields: Fields): Record<string, Card> {
  const cards = Object.entries(fields).filter((entry): entry is [string, Fields] => isFields(entry[1]));
  return Object.fromEntries(cards.map(([id, card]) => [id, cardOf(card)]));
}

function cardOf({ disabled, title, subtitle, buttonText }: Fields): Card {
  return {
    ...(typeof disabled === 'boolean' ? { disabled } : {}),
    ...(isString(title) ? { title } : {}),
    ...(isString(subtitle) ? { subtitle } : {}),
    ...(isString(buttonText) ? { buttonText } : {}),
  };
}

function answerOf({ kind, id, built, problem, verdict }: Fields): Answer | undefined {
  if (!isString(id)) return undefined;
  if (kind === 'product' || kind === 'search') {
    if (isFields(built)) return { kind, id, built };
    return isString(problem) ? { kind, id, problem } : undefined;
  }
  const known = kind === 'cart' && isFields(verdict) ? verdictOf(verdict) : undefined;
  return known && { kind: 'cart', id, verdict: known };
}

function verdictOf({ ok, reason, message }: Fields): Verdict | undefined {
  if (ok === true) return { ok };
  const refusal = REFUSALS.find((known) => known === reason);
  return ok === false && refusal ? { ok, reason: refusal, ...(isString(message) ? { message } : {}) } : undefined;
}

function newsOf({ kind, sku, name, quantity, price, currency, ref }: Fields): ShopNews | undefined {
  if (kind === 'look') return isString(ref) ? { kind, ref } : undefined;
  if (kind !== 'cart' || !isString(sku) || !isString(name) || !Number.isInteger(quantity)) return undefined;
  const cost = isString(price) && isString(currency) ? { price, currency } : {};
  return { kind, sku, name, quantity: quantity as number, ...cost };
}

function decodeInit(fields: Fields): ToFrame | undefined {
  const place = page(fields.page);
  if (!isString(fields.orgId) || !place) return undefined;
  const { language } = fields.page as Fields;
  return {
    type: 'init',
    orgId: fields.orgId,
    ...(isString(fields.queue) ? { queue: fields.queue } : {}),
    ...(isString(fields.locale) ? { locale: fields.locale } : {}),
    ...(fields.data === undefined ? {} : { data: fields.data }),
    page: { ...place, language: isString(language) ? language : '' },
    allowFirstPartyCookies: fields.allowFirstPartyCookies !== false,
    resume: fields.resume === true,
  };
}
