/**
 * The second page API as one table: what `FluxPlayer.init()` takes and what `FluxPlayer` offers. From it come the checks that run on
 * the page (`config.ts`), the types and the reference. The build keeps only `CHECKS` and `POSITIONS` for the page.
 */

/** What a value may be. */
export type Kind = 'string' | 'boolean' | 'object' | 'function' | 'list';

export interface Row {
  readonly kind: Kind;
  /** The published TypeScript type. */
  readonly type: string;
  readonly initial?: string;
  /** `later`: known and checked, without effect until a later release. */
  readonly status: 'now' | 'later';
  readonly about: string;
}

/** Where the floating tile may stand. */
export const POSITIONS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** Fields of what `init()` takes. */
export const OPTIONS = {
  channelId: { kind: 'string', type: 'string', status: 'now', about: 'The organisation: its id or its slug. Required.' },
  apiKey: { kind: 'string', type: 'string', status: 'now', about: 'One of the organisation’s page keys. Everybody who reads the page’s source knows it; it keeps no secret. Required.' },
  language: { kind: 'string', type: 'string', initial: 'the organisation’s default', status: 'now', about: 'Language of the card and of the widget, such as `sv` or `en-GB`: one that the organisation has enabled, or another region of it.' },
  initialPosition: { kind: 'string', type: "'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'", initial: '`bottom-right`', status: 'now', about: 'Where the floating tile stands while the shopper goes on browsing.' },
  spa: { kind: 'boolean', type: 'boolean', initial: '`false`', status: 'now', about: 'The page puts elements in later: places that match `renderTo` get their card whenever they appear.' },
  user: { kind: 'object', type: 'Record<string, unknown>', status: 'now', about: 'What the agent is shown about the shopper, as `data` of the first API: at most 50 keys of 1 kB each.' },
  onEvent: { kind: 'function', type: '(name: FluxPlayerEventName, data?: unknown) => void', status: 'now', about: 'Told what happens to the widget and the call, by the names and with the payloads of the first API’s events. An error that it throws is reported and disturbs nothing.' },
  onCheckout: { kind: 'function', type: '(cart: { items: { sku: string; quantity: number }[] }) => void', status: 'now', about: 'The shopper pressed checkout in the widget: go to the shop’s own. Without it the widget offers no checkout.' },
  widgets: { kind: 'object', type: '{ calls?: FluxPlayerCallsOptions }', status: 'now', about: 'What the page shows.' },
  customDomain: { kind: 'string', type: 'string', status: 'later', about: 'The channel’s own domain. Calls need `channelId` beside it.' },
  width: { kind: 'string', type: 'string', status: 'later', about: 'The player’s width.' },
  height: { kind: 'string', type: 'string', status: 'later', about: 'The player’s height.' },
} as const satisfies Record<string, Row>;

/** Fields of `widgets.calls`. */
export const CALLS = {
  renderTo: { kind: 'string', type: 'string', status: 'now', about: 'CSS selector of the places that get a card; each that matches gets one. Without it there is no card, and `startCall()` works.' },
  strings: { kind: 'object', type: '{ title?: string; text?: string }', initial: 'the words of the language', status: 'now', about: 'Title and text of the card, text and never markup, at most 300 characters each. Every `{{name}}` stands for the agent’s name.' },
  whitelist: { kind: 'list', type: '(RegExp | string)[]', initial: 'every page', status: 'now', about: 'The pages with a card: the address matches one of the expressions or contains one of the texts. Looked at again after each navigation within the page.' },
  onBeforeRender: { kind: 'function', type: '(callAgents: FluxPlayerCallAgent[]) => FluxPlayerChoice | Promise<FluxPlayerChoice>', initial: 'the first agent', status: 'now', about: 'Chooses whom a call rings. Called before the card is shown, whenever the agents who can be called or the address change, and by `startCall()` where it has not been; never without an agent to choose. It has 5 seconds. Where it throws, takes longer, or returns nobody of the list, the card says that nobody can be called, with one warning.' },
} as const satisfies Record<string, Row>;

/** What `FluxPlayer` offers. */
export const METHODS = {
  'FluxPlayer.init': { signature: '(config: FluxPlayerConfig): Promise<void>', about: 'Begins. Resolves when calls can be made, and rejects with a message for the developer: no such channel, a key that is none of its keys, a site that it does not allow. Called again, the later configuration takes the place of the earlier one.' },
  'FluxPlayer.Widgets.Calls.startCall': { signature: '(): Promise<void>', about: 'Begins a call as the card’s button does; needs no card. Rejects before `init()`, and when nobody can be called.' },
} as const;

/** What `onEvent` is told, by name. */
export const EVENTS = ['open', 'close', 'waiting-in-queue', 'call-starting', 'call-started', 'call-ended', 'tracking-event'] as const;

const kinds = (rows: Record<string, Row>) => Object.fromEntries(Object.entries(rows).map(([name, { kind }]) => [name, kind]));

/** The kind of each field: the part of the table that pages run. */
export const CHECKS: { options: Record<string, Kind>; calls: Record<string, Kind> } = { options: kinds(OPTIONS), calls: kinds(CALLS) };
