/**
 * The second page API as one table: what `FluxPlayer.init()` takes, what its callback gets and returns, and what `FluxPlayer` offers.
 * From it come the checks that run on the page (`config.ts`), the types and the reference, and each row names the test that fails when
 * it is ignored (`names.test.mjs` sees to that). The build keeps only `CHECKS`, `EVENTS` and `POSITIONS` for the page.
 */

/** What a value may be. */
export type Kind = 'string' | 'boolean' | 'object' | 'function' | 'list';

/** Whether a row works: `shown` by a test of its effect, by file and title. Or it comes `later`: known and checked, and without effect. */
export type Standing =
  | { readonly shown: readonly [file: string, title: string]; readonly later?: never }
  | { readonly later: true; readonly shown?: never };

interface FieldShape {
  /** The published TypeScript type. */
  readonly type: string;
  readonly about: string;
}

/** A field of an object that a page gives or gets. */
export type Field = FieldShape & Standing;

interface RowShape extends FieldShape {
  readonly kind: Kind;
  readonly initial?: string;
}

export type Row = RowShape & Standing;

/** Where the floating tile may stand. */
export const POSITIONS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** Fields of what `init()` takes. */
export const OPTIONS = {
  channelId: { kind: 'string', type: 'string', about: 'The organisation: its id or its slug. Required.', shown: ['embed/test/flux.test.mjs', 'a channel is asked for by its name, with the key and the language, and without credentials'] },
  apiKey: { kind: 'string', type: 'string', about: 'One of the organisation’s page keys. Everybody who reads the page’s source knows it; it keeps no secret. Required.', shown: ['embed/test/flux.test.mjs', 'a channel is asked for by its name, with the key and the language, and without credentials'] },
  language: { kind: 'string', type: 'string', initial: 'the organisation’s default', about: 'Language of the card and of the widget, such as `sv` or `en-GB`: one that the organisation has enabled, or another region of it.', shown: ['embed/test/flux.test.mjs', 'a channel is asked for by its name, with the key and the language, and without credentials'] },
  initialPosition: { kind: 'string', type: "'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'", initial: '`bottom-right`', about: 'Where the floating tile stands while the shopper goes on browsing.', shown: ['embed/test/flux-page.test.mjs', 'a press opens the widget for the agent and the products that the page chose'] },
  spa: { kind: 'boolean', type: 'boolean', initial: '`false`', about: 'The page puts elements in later: places that match `renderTo` get their card whenever they appear.', shown: ['embed/test/flux-page.test.mjs', 'places that come later get their card in a page that says so, and cards of places that go are forgotten'] },
  user: { kind: 'object', type: 'Record<string, unknown>', about: 'What the agent is shown about the shopper, as `data` of the first API: at most 50 keys of 1 kB each.', shown: ['embed/test/flux-page.test.mjs', 'a press opens the widget for the agent and the products that the page chose'] },
  onEvent: { kind: 'function', type: '(name: FluxPlayerEventName, data?: unknown) => void', about: 'Told what happens to the widget and the call, by the names and with the payloads of the first API’s events. An error that it throws is reported and disturbs nothing.', shown: ['embed/test/flux-page.test.mjs', 'events and the checkout are told to the page, and what it does not listen to is not listened to'] },
  onCheckout: { kind: 'function', type: '(cart: { items: { sku: string; quantity: number }[] }) => void', about: 'The shopper pressed checkout in the widget: go to the shop’s own. Without it the widget offers no checkout.', shown: ['embed/test/flux-page.test.mjs', 'events and the checkout are told to the page, and what it does not listen to is not listened to'] },
  widgets: { kind: 'object', type: '{ calls?: FluxPlayerCallsOptions }', about: 'What the page shows.', shown: ['embed/test/flux-page.test.mjs', 'every place gets one card, which names the first agent'] },
  customDomain: { kind: 'string', type: 'string', about: 'The channel’s own domain. Calls need `channelId` beside it.', later: true },
  width: { kind: 'string', type: 'string', about: 'The player’s width.', later: true },
  height: { kind: 'string', type: 'string', about: 'The player’s height.', later: true },
} as const satisfies Record<string, Row>;

/** Fields of `widgets.calls`. */
export const CALLS = {
  renderTo: { kind: 'string', type: 'string', about: 'CSS selector of the places that get a card; each that matches gets one. Without it there is no card, and `startCall()` works.', shown: ['embed/test/flux-page.test.mjs', 'every place gets one card, which names the first agent'] },
  strings: { kind: 'object', type: 'FluxPlayerStrings', initial: 'the words of the language', about: 'Title and text of the card, text and never markup, at most 300 characters each. Every `{{name}}` stands for the agent’s name.', shown: ['embed/test/flux-page.test.mjs', 'every {{name}} is the agent’s, which no text of the page can break, and what a page says is text'] },
  whitelist: { kind: 'list', type: '(RegExp | string)[]', initial: 'every page', about: 'The pages with a card: the address matches one of the expressions or contains one of the texts. Looked at again after each navigation within the page.', shown: ['embed/test/flux-page.test.mjs', 'the list of pages is looked at again after every navigation within the page, with and without the navigation API'] },
  onBeforeRender: { kind: 'function', type: '(callAgents: FluxPlayerCallAgent[]) => FluxPlayerChoice | Promise<FluxPlayerChoice>', initial: 'the first agent', about: 'Chooses whom a call rings. Called before the card is shown, whenever the agents who can be called or the address change, and by `startCall()` where it has not been; never without an agent to choose. It has 5 seconds. Where it throws, takes longer, or returns nobody of the list, the card says that nobody can be called, with one warning.', shown: ['embed/test/flux-page.test.mjs', 'the page chooses, is asked again when agents change, and only then'] },
} as const satisfies Record<string, Row>;

/** Fields of `strings`. */
export const STRINGS = {
  title: { type: 'string', about: 'The heading of the card.', shown: ['embed/test/flux-page.test.mjs', 'every {{name}} is the agent’s, which no text of the page can break, and what a page says is text'] },
  text: { type: 'string', about: 'What stands under it.', shown: ['embed/test/flux-page.test.mjs', 'every {{name}} is the agent’s, which no text of the page can break, and what a page says is text'] },
} as const satisfies Record<string, Field>;

/** An agent, as `onBeforeRender` gets it. */
export const AGENT = {
  id: { type: 'string', about: 'What the choice names the agent by.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
  name: { type: 'string', about: 'As shoppers see it.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
  status: { type: "'online' | 'offline'", about: 'Whether a call can ring the agent now: `online`, since nobody else is in the list.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
  tags: { type: 'string[]', about: 'What the agent knows, as the console’s form says.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
  profile_photo_url: { type: 'string', about: 'An address over TLS; empty without a photo.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
} as const satisfies Record<string, Field>;

/** What `onBeforeRender` returns. */
export const CHOICE = {
  callAgentId: { type: 'string', about: 'The agent of the list whom a call rings.', shown: ['embed/test/flux.test.mjs', 'the callback gets agents as they are documented and may be async'] },
  productIds: { type: 'string[]', about: 'SKUs or the shop’s own numbers, at most 20 and 1,024 bytes together: they are in the tray from the start.', shown: ['embed/test/flux-page.test.mjs', 'a press opens the widget for the agent and the products that the page chose'] },
} as const satisfies Record<string, Field>;

/** What `FluxPlayer` offers. */
export const METHODS = {
  'FluxPlayer.init': { signature: '(config: FluxPlayerConfig): Promise<void>', about: 'Begins. Resolves when calls can be made, and rejects with a message for the developer: no such channel, a key that is none of its keys, a site that it does not allow. Called again, the later configuration takes the place of the earlier one.', shown: ['end2end/specs/flux-player.spec.ts', 'a page that may not ask reads why'] },
  'FluxPlayer.Widgets.Calls.startCall': { signature: '(): Promise<void>', about: 'Begins a call as the card’s button does; needs no card. Rejects before `init()`, and when nobody can be called.', shown: ['embed/test/flux-page.test.mjs', 'a call can begin without any card, rings whom the callback names, and is refused in words when nobody can be called'] },
} as const satisfies Record<string, { readonly signature: string; readonly about: string } & Standing>;

/** What `onEvent` is told, by name. */
export const EVENTS = ['open', 'close', 'waiting-in-queue', 'call-starting', 'call-started', 'call-ended', 'tracking-event'] as const;

const kinds = (rows: Record<string, Row>) => Object.fromEntries(Object.entries(rows).map(([name, { kind }]) => [name, kind]));

/** The kind of each field: the part of the table that pages run. */
export const CHECKS: { options: Record<string, Kind>; calls: Record<string, Kind> } = { options: kinds(OPTIONS), calls: kinds(CALLS) };
