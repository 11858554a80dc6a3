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

export type ToFrame =
  | {
      type: 'init';
      orgId: string;
      queue?: string | undefined;
      locale?: string | undefined;
      data?: Json;
      page: Page & { language: string };
      allowFirstPartyCookies: boolean;
      dropInEnabled: boolean;
      resume: boolean;
    }
  | { type: 'show' }
  | { type: 'leave' }
  | { type: 'data'; data: Json }
  | { type: 'queue'; queue: string; name: string }
  | { type: 'notify'; permission: string }
  | ({ type: 'page' } & Page);

export type ToPage =
  | { type: 'viewport'; mode: Mode }
  | { type: 'event'; name: string; payload?: Json }
  | { type: 'keep'; open: boolean }
  | { type: 'close' }
  | { type: 'left' }
  | { type: 'line'; line: Json }
  | { type: 'call'; payload: Json }
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
  const { mode, open: isOpen, message, name, payload, line } = fields;
  if (type === 'close' || type === 'left') return { type };
  if (type === 'viewport' && isMode(mode)) return { type, mode };
  if (type === 'keep' && typeof isOpen === 'boolean') return { type, open: isOpen };
  if (type === 'line') return { type, line };
  if (type === 'call') return { type, payload };
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
  if (type === 'init') return decodeInit(fields);
  return undefined;
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
    dropInEnabled: fields.dropInEnabled !== false,
    resume: fields.resume === true,
  };
}
