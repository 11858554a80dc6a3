/**
 * The page API as one table: options, events, methods and constants. From it come the checks that run on the page
 * (`check.ts`), the published types (`embed.d.ts`) and the reference (`docs/page-api.md`). The words here are never
 * shipped to a shop: the build keeps only `NOW`, `CHECKS`, `EXPECTED` and the two constants.
 */

/** The TypeScript side of every kind of option value. */
export interface Kinds {
  string: string;
  boolean: boolean;
  number: number | string;
  strings: string[];
  triggers: string | string[];
  object: Record<string, unknown>;
  function: (...args: never[]) => unknown;
  data: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  tags: { key: string; value: string | number | boolean }[];
}

export type Kind = keyof Kinds;

/** What a warning calls the kind. */
export const EXPECTED: Record<Kind, string> = {
  string: 'a string',
  boolean: 'true or false',
  number: 'a number',
  strings: 'an array of strings',
  triggers: 'an array of strings',
  object: 'an object',
  function: 'a function',
  data: 'an object, or a function that returns a promise of one',
  tags: 'an array of { key, value }',
};

/** `now`: works. `later`: known and checked, without effect until a later release. */
export type Status = 'now' | 'later';

export interface OptionRow {
  readonly kind: Kind;
  /** The published TypeScript type, where it says more than the kind does. */
  readonly type?: string;
  readonly initial?: string;
  readonly status: Status;
  readonly about: string;
}

export const OPTIONS = {
  orgId: { kind: 'string', status: 'now', about: 'The organisation’s id: 20 letters and digits, shown in the console’s address. Required.' },
  queue: { kind: 'string', initial: 'the organisation’s default queue', status: 'now', about: 'Id, slug or name of the queue that shoppers join. An empty string means the default queue.' },
  locale: { kind: 'string', initial: 'the organisation’s default, `en-US` unless it says otherwise', status: 'now', about: 'Language and region of the widget, such as `en-GB` or `sv-SE`: one that the organisation has enabled, or another region of its language. Anything else falls back to the organisation’s default, with one warning that names what is enabled.' },
  data: { kind: 'data', status: 'now', about: 'What the agent is shown about the shopper: an object, or a function that returns a promise of one. At most 50 keys of 1 kB each. Three keys also say who should answer: `language`, `callTags` (a list of tags, or one text with commas; at most 20 of 64 characters, 1 kB together) and `callAgentId` (the id in that agent’s form in the console).' },
  triggers: { kind: 'triggers', type: "BambuserOneToOneTrigger | BambuserOneToOneTrigger[]", initial: '`[]`', status: 'now', about: 'What opens the widget besides `show()`. `always` opens it after the page has loaded; `queue-link` does so where the page’s address has `?bambuserQueueId=`, in that queue; `smart` and `connect-link` come later; `manual` is the older word for none.' },
  dropInEnabled: { kind: 'boolean', initial: '`true`', status: 'now', about: 'Whether the start screen offers a call right away.' },
  allowFirstPartyCookies: { kind: 'boolean', initial: '`true`', status: 'now', about: 'With `false` nothing is stored in the page: after a reload the widget does not come back by itself, and a browser that calls again is not known again.' },
  getMinimizedWidgetStyle: { kind: 'function', type: '() => BambuserOneToOneMinimizedStyle', status: 'now', about: 'Where the floating tile and the minimised bar stand: returns `position` (`bottom-left` or `bottom-right`), `verticalMargin`, `horizontalMargin` and `zIndex`.' },
  connectId: { kind: 'string', status: 'later', about: 'Connect link of a booking, to start its call; instead of `bambuserConnectId` in the address.' },
  bookingsEnabled: { kind: 'boolean', initial: 'as set in the console', status: 'later', about: 'Whether the start screen offers a booking.' },
  openBookingPage: { kind: 'boolean', initial: '`false`', status: 'later', about: 'Opens the widget on its booking page.' },
  bookingServiceIds: { kind: 'strings', initial: 'all published services', status: 'later', about: 'Booking services to offer.' },
  bookingResourceId: { kind: 'string', status: 'later', about: 'The one resource that can be booked; instead of `bookingResourceId` in the address.' },
  trackingTags: { kind: 'tags', status: 'now', about: 'Tags for the organisation’s own figures, kept with the ticket: at most 20, each with a key of 1 to 100 characters and a string of at most 1,024 bytes, a number, true or false. Of several with one key the last counts; what does not fit is dropped with one warning. Nothing personal belongs here: tags stay when what is known of the shopper is deleted.' },
  enableScanning: { kind: 'boolean', initial: '`false`', status: 'later', about: 'Lets an agent scan bar codes with a back camera.' },
  merchantBaseUrl: { kind: 'string', initial: '`window.origin`', status: 'later', about: 'Where browsing together starts; may have a path.' },
  dataLayerTracking: { kind: 'boolean', initial: '`true`', status: 'now', about: 'Pushes tracking events to `window.dataLayer`, where the page has one: `{ event: "bmb_oto_joined_queue", "bmb_oto.queuePlace": 2, … }`.' },
  ecommerceTracking: { kind: 'boolean', initial: '`true`', status: 'now', about: 'Pushes GA4 ecommerce events to `window.dataLayer`, where the page has one, each after `{ ecommerce: null }`. With `dataLayerTracking: false` nothing is pushed.' },
  disableDataLayerInterceptions: { kind: 'boolean', initial: '`false`', status: 'later', about: 'Leaves the page’s data layer alone.' },
  floatingPlayer: { kind: 'object', type: "{ navigationMode?: 'iframe' | 'manual'; confirmClosingBrowser?: boolean; webViewFillMode?: string }", status: 'later', about: 'How the shopper goes on browsing during a call.' },
  themeId: { kind: 'string', initial: 'the default theme', status: 'later', about: 'The theme of the widget.' },
  smartVariantOverride: { kind: 'string', status: 'later', about: 'The overlay’s form: `Video`, `Side dock` or `Avatar`.' },
  popupTimeoutSeconds: { kind: 'number', initial: '60', status: 'later', about: 'Seconds until the overlay appears; digits in a string are accepted.' },
  getOverlayOffsets: { kind: 'function', type: '(position: string) => { x?: string; y?: string; zIndex?: string }', status: 'later', about: 'Where the overlay stands.' },
  withMinimizeSupport: { kind: 'boolean', status: 'later', about: 'Older switch for the floating player; accepted, without effect.' },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof OPTIONS;

/** Options as a page may give them. */
export type Options = { [Name in OptionName]?: Kinds[(typeof OPTIONS)[Name]['kind']] };

function namesByKind(isMeant: (row: OptionRow) => boolean): [kind: string, names: string][] {
  return Object.keys(EXPECTED).map((kind) => {
    const names = Object.entries(OPTIONS).filter(([name, row]) => row.kind === kind && name !== 'orgId' && isMeant(row));
    return [kind, ` ${names.map(([name]) => name).join(' ')} `];
  });
}

/** The names of every kind's options, between spaces. */
export const CHECKS = Object.fromEntries(namesByKind(() => true)) as Record<Kind, string>;

/** As `CHECKS`, of those that take effect: the part of the table that every page runs, and so as small as can be. */
export const NOW: Record<string, string> = Object.fromEntries(
  namesByKind(({ status }) => status === 'now').filter(([, names]) => names.trim()),
);

export interface EventRow {
  /** The handler's parameters. */
  readonly args: string;
  readonly status: Status;
  readonly about: string;
}

export const EVENTS = {
  open: { args: '', status: 'now', about: 'The widget opened.' },
  close: { args: '', status: 'now', about: 'The widget closed: by the shopper, by `destroy()`, or because it could not be loaded.' },
  'waiting-in-queue': { args: '', status: 'now', about: 'The shopper joined a queue.' },
  'call-starting': { args: '', status: 'now', about: 'An agent accepted; picture and sound are being connected.' },
  'call-started': { args: '', status: 'now', about: 'Shopper and agent are connected.' },
  'call-ended': { args: '', status: 'now', about: 'The call ended.' },
  'queue-is-open': { args: 'status: { isOpen: true; nextCloseTime: string | null }', status: 'now', about: 'The page’s queue is open: once at the start, and when it opens. The time is ISO 8601; null when it never closes.' },
  'queue-is-closed': { args: 'status: { isOpen: false; nextOpenTime: string | null }', status: 'now', about: 'The page’s queue is closed: once at the start, and when it closes. The time is ISO 8601; null when nobody knows.' },
  'agents-online': { args: 'status: { numberOfAgentsOnline: number; queueId: string }', status: 'now', about: 'How many agents of the page’s queue are available, in a call or wrapping up: once at the start, and on every change.' },
  'queue-estimated-waiting-time': { args: 'status: { estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }', status: 'now', about: 'The expected wait in the page’s queue in seconds, null while no agent serves it: once at the start, and on every change. `place` is the shopper’s own while in line, else the one that joining would give.' },
  'tracking-event': { args: 'payload: { eventName?: string; eventData?: Record<string, unknown>; event?: string; ecommerce?: unknown }', status: 'now', about: 'Something worth counting happened. `call_widget_opened` and `call_widget_closed`: no data. `joined_queue`: `currentServingAgents`, `currentQueuePlacement`, `currentQueueId`, `currentTicketId`. `left_queue` (without a call): `servingAgents`, `queuePlacement`, `queueId`, `ticketId`. `call_started`, `call_transferred` and `call_ended`: `callId`, `queueId` (null where this page has not seen the ticket wait), `ticketId`, at the end also `duration` in seconds. `product_added`, `product_viewed`, `product_removed` and `product_compared`: `products`, a list of `{ sku, name, price, currency }`. `cart_item_added`, `cart_item_updated` and `cart_item_removed`: `sku`, `name`, `quantity`, `previousQuantity`, `price`, `currency`. `checkout_clicked`: `items`. GA4: `select_item`, `view_item`, `view_item_list`, `add_to_cart`, `remove_from_cart`, `view_cart` and `begin_checkout` as `{ event, ecommerce: { currency, value, items } }`.' },
  'provide-product-data': { args: 'event: { products: BambuserOneToOneProductRequest[] }', status: 'now', about: 'The agent asks for products: by an SKU or the shop’s own number, by the address of a page, or by a code that was scanned. Answer each with `updateProduct()` and its `id`, within 30 seconds; after that the agent reads that the shop did not answer. A handler that throws is told to the agent at once, where no other handler can answer. Without a handler, and for a product that the page does not know, the organisation’s catalogue answers, where it has one; else the agent cannot ask.' },
  'provide-search-data': { args: 'request: BambuserOneToOneSearchRequest, respond: (build: (factory: BambuserOneToOneSearchFactory) => unknown) => void', status: 'now', about: 'The agent searches the shop. Answer within 30 seconds by `respond()` with a function that builds a page of the results, or by `request.callback()` with an array of plain objects: the first answer counts, later ones are left out with one warning. What that function throws is what the agent reads. A result that the agent opens is asked for by `provide-product-data`. Without a handler the agent searches the organisation’s catalogue, where it has one; else there is no search.' },
  'should-add-item-to-cart': { args: 'item: BambuserOneToOneCartItem, callback: BambuserOneToOneCartCallback', status: 'now', about: 'One of a product is to be put into the cart, where it is not in it yet. Put it into the shop’s own cart, then call `callback` within 30 seconds: `true` or `{ success: true }` when it is there, and only then agent and shopper see it in theirs; `false` for a no without a reason; `{ success: false, reason: "out-of-stock" }`, or `{ success: false, reason: "custom-error", message: "Only 3 left" }` for a reason that the agent reads. The first answer counts; what cannot be understood is a no, with one warning.' },
  'should-update-item-in-cart': { args: 'item: BambuserOneToOneCartItem & { previousQuantity: number }, callback: BambuserOneToOneCartCallback', status: 'now', about: 'A quantity in the cart is to change; 0 takes the product out. Answer as to `should-add-item-to-cart`.' },
  'goto-checkout': { args: 'cart: { items: { sku: string; quantity: number }[] }', status: 'now', about: 'The shopper pressed checkout in the widget: go to the shop’s own. `items` is what shopper and agent see in the cart.' },
  'goto-chat': { args: '', status: 'now', about: 'The shopper would rather write: open the shop’s own chat. The widget offers it only where the page listens; it leaves the line and closes.' },
  'surf-behind-to': { args: 'url: string', status: 'later', about: 'The page is to go to an address while the widget floats.' },
} as const satisfies Record<string, EventRow>;

export interface MethodRow {
  /** Parameters and result as TypeScript. */
  readonly signature: string;
  readonly status: Status;
  readonly about: string;
}

export const METHODS = {
  show: { signature: '(): void', status: 'now', about: 'Opens the widget, or brings it back to the front. A page has one widget open at a time: while another instance’s is, that one is shown.' },
  destroy: { signature: '(): void', status: 'now', about: 'Leaves queue or call and removes the widget from the page. Harmless when nothing is open; `show()` builds anew and handlers stay registered.' },
  updateData: { signature: '(data?: Record<string, unknown>): void', status: 'now', about: 'Replaces the shopper’s `data`; without an argument the `data` function is called again.' },
  on: { signature: '(name: string, handler: (...args: any[]) => void): this', status: 'now', about: 'Registers a handler. The first events fire after the current tick, so a handler registered right after `new` gets them.' },
  removeListener: { signature: '(name: string, handler: (...args: any[]) => void): this', status: 'now', about: 'Removes a handler.' },
  floatAbove: { signature: '(url?: string): void', status: 'later', about: 'Lets the widget float above the page, or above another page of the shop.' },
  areQueuesOpen: { signature: '(): Promise<{ isOpen: boolean; nextOpenTime: string | null; nextCloseTime: string | null }>', status: 'now', about: 'Whether the configured queue is open, else the default one. Rejected, as the next two are, where there is no such queue, no organisation of this id or no answer within ten seconds; the message says which.' },
  getNumberOfOnlineAgents: { signature: '(queueTerm?: string): Promise<{ numberOfAgentsOnline: number; queueId: string }>', status: 'now', about: 'How many agents of a queue are available, in a call or wrapping up. The queue is named by id, slug or name; without one it is the configured one, else the default one.' },
  getEstimatedWaitingTime: { signature: '(queueTerm?: string): Promise<{ estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }>', status: 'now', about: 'The expected wait in a queue, as `queue-estimated-waiting-time` tells it.' },
  setQueue: { signature: '(queueTerm: string): void', status: 'now', about: 'From now on the page’s queue is this one, named by id, slug or name, and its state is told once. A shopper in line is asked, and on yes goes to the end of the new queue; on no the page’s queue is the old one again. In a call it counts for the next one. A queue that does not exist is an error in the browser’s console and changes nothing.' },
  setTrackingTags: { signature: '(tags: { key: string; value: string | number | boolean }[]): void', status: 'now', about: 'Replaces all tracking tags, also while the shopper waits or talks.' },
  showOverlayWidget: { signature: '(): void', status: 'later', about: 'Shows the overlay.' },
  hideOverlayWidget: { signature: '(): void', status: 'later', about: 'Hides the overlay.' },
  updateProduct: { signature: '(id: string, build: (factory: BambuserOneToOneProductFactory) => unknown): void', status: 'now', about: 'Says what a product is: the answer to `provide-product-data`, whose `id` it takes. May be called again at any time, with what has changed since. `build` runs once and must not be async; what it throws is what the agent reads, at most 300 characters. What it builds is at most 200,000 characters of JSON. Needs an open widget; without one it is a warning and nothing else.' },
  updateElement: { signature: '(id: string, state: { disableCTA?: boolean; content?: { title?: string; subtitle?: string; buttonText?: string } } | null): void', status: 'now', about: 'Changes a card of the start screen, before `show()` or while it is looked at. Only what is given changes; `null` gives back what the widget says by itself, for a card or for one field. Text is text, never markup: title at most 120 characters, subtitle 300, button 60. `disableCTA: true` keeps the button from being pressed; `false` never opens a closed queue.' },
  notifyCustomerEvent: { signature: '(name: string, payload: Record<string, unknown>): void', status: 'later', about: 'Tells the agent what the shopper did in the shop.' },
  notifyProductNavigation: { signature: '(product: { externalId: string }): void', status: 'later', about: 'Tells the widget which product page the shopper is on.' },
} as const satisfies Record<string, MethodRow>;

/** Cards of the start screen, on the class and on every instance. */
export const ELEMENTS = { DROP_IN_CARD: 'drop-in-card', BOOKING_CARD: 'book-meeting-card' } as const;

/** Values of `floatingPlayer.navigationMode`. */
export const FLOATING_PLAYER_NAVIGATION_MODE = { IFRAME: 'iframe', MANUAL: 'manual' } as const;
