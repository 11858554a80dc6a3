/**
 * The page API as one table: options, events, methods, members, names in the address and constants. From it come the checks that
 * run on the page (`check.ts`), the published types (`embed.d.ts`) and the reference (`docs/page-api.md`), and each row names the test
 * that fails when it is ignored (`names.test.mjs` sees to that). The words here are never shipped to a shop: the build keeps what
 * `KEPT` in build.mjs lists.
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
  string: 'a string of at most 2,048 characters',
  boolean: 'true or false',
  number: 'a number',
  strings: 'an array of strings',
  triggers: 'an array of strings',
  object: 'an object',
  function: 'a function',
  data: 'an object, or a function that returns a promise of one',
  tags: 'an array of { key, value }',
};

/** The parts of the product that come in later releases. */
export const PARTS = {
  bookings: 'bookings',
  console: 'themes in the console',
  'shopping-together': 'shopping together',
  overlay: 'the overlay',
} as const;

export type Part = keyof typeof PARTS;

/**
 * Whether a row works: `shown` by a test of its effect, by file and title. Or it is only `carried`: known, typed, checked and told to
 * the widget, and takes effect with a later part of the product.
 */
export type Standing =
  | { readonly shown: readonly [file: string, title: string]; readonly carried?: never }
  | { readonly carried: Part; readonly shown?: never };

interface OptionShape {
  readonly kind: Kind;
  /** The published TypeScript type, where it says more than the kind does. */
  readonly type?: string;
  readonly initial?: string;
  readonly about: string;
  /** Whether it works in the widget, which is told it as it is told what is carried: looked at when a widget is built. */
  readonly told?: true;
}

export type OptionRow = OptionShape & Standing;

export const OPTIONS = {
  orgId: { kind: 'string', about: 'The organisation’s id: 20 letters and digits, shown in the console’s address. Required.', shown: ['end2end/specs/page.spec.ts', 'a missing organisation is one console error that says what to do, and the page lives on'] },
  queue: { kind: 'string', initial: 'the organisation’s default queue', about: 'Id, slug or name of the queue that shoppers join. An empty string means the default queue.', shown: ['embed/test/effect.test.mjs', 'queue, locale and dropInEnabled are in the address of the frame'] },
  locale: { kind: 'string', initial: 'the organisation’s default, `en-US` unless it says otherwise', about: 'Language and region of the widget, such as `en-GB` or `sv-SE`: one that the organisation has enabled, or another region of its language. Anything else falls back to the organisation’s default, with one warning that names what is enabled.', shown: ['embed/test/effect.test.mjs', 'queue, locale and dropInEnabled are in the address of the frame'] },
  data: { kind: 'data', about: 'What the agent is shown about the shopper: an object, or a function that returns a promise of one. At most 50 keys of 1 kB each. Four keys say what the call asks for: `language`, `callTags` (a list of tags, or one text with commas; at most 20 of 64 characters, 1 kB together) `callAgentId` (the id in that agent’s form in the console), and `callProductIds` (SKUs or the shop’s own numbers, a list or one text with commas, at most 20 and 1 kB together: they are in the tray from the start). `identity` is the word of the shop’s own server on who this is: a JWS (HS256, made with the organisation’s `identity_key`) of at most 2,048 characters whose `aud` is `orgId` and whose `exp` is at most ten minutes away. Its other claims are shown as verified, one that does not hold is shown as such, and everything else in `data` as claimed.', shown: ['end2end/specs/page.spec.ts', 'what the page tells about its shopper is shown at the desk as claimed, as plain text'] },
  triggers: { kind: 'triggers', type: "BambuserOneToOneTrigger | BambuserOneToOneTrigger[]", initial: '`[]`', about: 'What opens the widget besides `show()`. `always` opens it after the page has loaded; `queue-link` does so where the page’s address has `?bambuserQueueId=`, in that queue; `smart` comes with the overlay and `connect-link` with bookings; `manual` is the older word for none.', shown: ['end2end/specs/page-status.spec.ts', 'a queue link opens the widget in its queue, whatever queue the page has, and only where the page wants it'] },
  dropInEnabled: { kind: 'boolean', initial: '`true`', about: 'Whether the start screen offers a call right away.', shown: ['end2end/specs/elements.spec.ts', 'where the page or the organisation offers no call, the shopper can ask to be called back'] },
  allowFirstPartyCookies: { kind: 'boolean', initial: '`true`', about: 'With `false` nothing is stored in the page: after a reload the widget does not come back by itself, a browser that calls again is not known again, and what is bought afterwards counts for no call.', shown: ['end2end/specs/resume.spec.ts', 'a merchant who allows no storage gets none, and the shopper in line is told to stay'] },
  getMinimizedWidgetStyle: { kind: 'function', type: '() => BambuserOneToOneMinimizedStyle', about: 'Where the floating tile and the minimised bar stand: returns `position` (`bottom-left` or `bottom-right`), `verticalMargin`, `horizontalMargin` and `zIndex`.', shown: ['embed/test/effect.test.mjs', 'getMinimizedWidgetStyle says where the tile stands'] },
  connectId: { kind: 'string', carried: 'bookings', about: 'Connect link of a booking, to start its call; instead of `bambuserConnectId` in the address.' },
  bookingsEnabled: { kind: 'boolean', initial: 'as set in the console', carried: 'bookings', about: 'Whether the start screen offers a booking.' },
  openBookingPage: { kind: 'boolean', initial: '`false`', carried: 'bookings', about: 'Opens the widget on its booking page.' },
  bookingServiceIds: { kind: 'strings', initial: 'all published services', carried: 'bookings', about: 'Booking services to offer.' },
  bookingResourceId: { kind: 'string', carried: 'bookings', about: 'The one resource that can be booked; instead of `bookingResourceId` in the address.' },
  bookingIframeUrl: { kind: 'string', carried: 'bookings', about: 'Address of a booking page of another system, to be shown instead of our own; https only.' },
  trackingTags: { kind: 'tags', about: 'Tags for the organisation’s own figures, kept with the ticket: at most 20, each with a key of 1 to 100 characters and a string of at most 1,024 bytes, a number, true or false. Of several with one key the last counts; what does not fit is dropped with one warning. Nothing personal belongs here: tags stay when what is known of the shopper is deleted.', shown: ['end2end/specs/tracking-tags.spec.ts', 'tags of the page are in the story of the ticket, the last ones that were set'] },
  enableScanning: { kind: 'boolean', initial: '`false`', told: true, about: 'Lets agents scan bar codes and QR codes of goods with the back camera of a phone. What was read is asked for as a product, by `provide-product-data` with the type `scanned-code`, or in the catalogue; without either there is nothing to scan for. A page that replaces its `config` turns it on and off.', shown: ['end2end/specs/scanning.spec.ts', 'a code that the agent scans is asked of the page as one, and its product is in both trays'] },
  disableCoBrowsing: { kind: 'boolean', initial: '`false`', carried: 'shopping-together', about: 'Takes browsing together out of this page’s widget.' },
  merchantBaseUrl: { kind: 'string', initial: '`window.origin`', carried: 'shopping-together', about: 'Where browsing together starts; may have a path.' },
  dataLayerTracking: { kind: 'boolean', initial: '`true`', about: 'Pushes tracking events to `window.dataLayer`, where the page has one: `{ event: "bmb_oto_joined_queue", "bmb_oto.queuePlace": 2, … }`.', shown: ['embed/test/tracking.test.mjs', 'a page without a data layer gets none, and one that switches it off is left alone'] },
  ecommerceTracking: { kind: 'boolean', initial: '`true`', about: 'Pushes GA4 ecommerce events to `window.dataLayer`, where the page has one, each after `{ ecommerce: null }`. With `dataLayerTracking: false` nothing is pushed.', shown: ['embed/test/tracking.test.mjs', 'ecommerce goes to the data layer in its own shape, after what empties it, where the page has not switched that off'] },
  disableDataLayerInterceptions: { kind: 'boolean', initial: '`false`', carried: 'shopping-together', about: 'Leaves the page’s data layer alone.' },
  floatingPlayer: { kind: 'object', type: "{ navigationMode?: 'iframe' | 'manual'; confirmClosingBrowser?: boolean; webViewFillMode?: string }", carried: 'shopping-together', about: 'How the shopper goes on browsing during a call.' },
  themeId: { kind: 'string', initial: 'the default theme', carried: 'console', about: 'The theme of the widget.' },
  smartVariantOverride: { kind: 'string', carried: 'overlay', about: 'The overlay’s form: `Video`, `Side dock` or `Avatar`.' },
  popupTimeoutSeconds: { kind: 'number', initial: '60', carried: 'overlay', about: 'Seconds until the overlay appears; digits in a string are accepted.' },
  getOverlayOffsets: { kind: 'function', type: '(position: string) => { x?: string; y?: string; zIndex?: string }', carried: 'overlay', about: 'Where the overlay stands.' },
  withMinimizeSupport: { kind: 'boolean', carried: 'shopping-together', about: 'Older switch for the floating player; accepted, without effect.' },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof OPTIONS;

/** Options as a page may give them. */
export type Options = { [Name in OptionName]?: Kinds[(typeof OPTIONS)[Name]['kind']] };

/** Options that a widget is told, by kind: those that work there, and all that take effect later but functions, which cannot be told. */
export const CARRIED: Record<string, string> = Object.fromEntries(
  namesByKind((row) => row.told || (row.carried !== undefined && row.kind !== 'function')).filter(([, names]) => names.trim()),
);

function namesByKind(isMeant: (row: OptionRow) => boolean | undefined): [kind: string, names: string][] {
  return Object.keys(EXPECTED).map((kind) => {
    const names = Object.entries(OPTIONS).filter(([name, row]) => row.kind === kind && name !== 'orgId' && isMeant(row));
    return [kind, ` ${names.map(([name]) => name).join(' ')} `];
  });
}

/** The names of every kind's options, between spaces. */
export const CHECKS = Object.fromEntries(namesByKind(() => true)) as Record<Kind, string>;

/** As `CHECKS`, of those that take effect in the script: the part of the table that every page runs, and so as small as can be. */
export const NOW: Record<string, string> = Object.fromEntries(
  namesByKind(({ shown, told }) => shown !== undefined && !told).filter(([, names]) => names.trim()),
);

interface EventShape {
  /** The handler's parameters. */
  readonly args: string;
  readonly about: string;
}

export type EventRow = EventShape & Standing;

export const EVENTS = {
  open: { args: '', about: 'The widget opened.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  close: { args: '', about: 'The widget closed: by the shopper, by `destroy()`, or because it could not be loaded.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  'waiting-in-queue': { args: '', about: 'The shopper joined a queue.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  'call-starting': { args: '', about: 'An agent accepted; picture and sound are being connected.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  'call-started': { args: '', about: 'Shopper and agent are connected.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  'call-ended': { args: '', about: 'The call ended.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  'queue-is-open': { args: 'status: { isOpen: true; nextCloseTime: string | null }', about: 'The page’s queue is open: once at the start, and when it opens. The time is ISO 8601; null when it never closes.', shown: ['embed/test/status.test.mjs', 'each event is told once at the start and then when it changes'] },
  'queue-is-closed': { args: 'status: { isOpen: false; nextOpenTime: string | null }', about: 'The page’s queue is closed: once at the start, and when it closes. The time is ISO 8601; null when nobody knows.', shown: ['embed/test/status.test.mjs', 'each event is told once at the start and then when it changes'] },
  'agents-online': { args: 'status: { numberOfAgentsOnline: number; queueId: string }', about: 'How many agents of the page’s queue are available, in a call or wrapping up: once at the start, and on every change.', shown: ['embed/test/status.test.mjs', 'each event is told once at the start and then when it changes'] },
  'queue-estimated-waiting-time': { args: 'status: { estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }', about: 'The expected wait in the page’s queue in seconds, null while no agent serves it: once at the start, and on every change. `place` is the shopper’s own while in line, else the one that joining would give.', shown: ['embed/test/status.test.mjs', 'each event is told once at the start and then when it changes'] },
  'tracking-event': { args: 'payload: { eventName?: string; eventData?: Record<string, unknown>; event?: string; ecommerce?: unknown }', about: 'Something worth counting happened. `call_widget_opened` and `call_widget_closed`: no data. `joined_queue`: `currentServingAgents`, `currentQueuePlacement`, `currentQueueId`, `currentTicketId`. `left_queue` (without a call): `servingAgents`, `queuePlacement`, `queueId`, `ticketId`. `call_started`, `call_transferred` and `call_ended`: `callId`, `queueId` (null where this page has not seen the ticket wait), `ticketId`, at the end also `duration` in seconds. `product_added`, `product_viewed`, `product_removed` and `product_compared`: `products`, a list of `{ sku, name, price, currency }`. `cart_item_added`, `cart_item_updated` and `cart_item_removed`: `sku`, `name`, `quantity`, `previousQuantity`, `price`, `currency`. `checkout_clicked`: `items`. GA4: `select_item`, `view_item`, `view_item_list`, `add_to_cart`, `remove_from_cart`, `view_cart` and `begin_checkout` as `{ event, ecommerce: { currency, value, items } }`.', shown: ['embed/test/tracking.test.mjs', 'handlers hear what happened, and the data layer has it under the names that tag managers know'] },
  'provide-product-data': { args: 'event: { products: BambuserOneToOneProductRequest[] }', about: 'The agent asks for products: by an SKU or the shop’s own number, by the address of a page, or by a code that was scanned. Answer each with `updateProduct()` and its `id`, within 30 seconds; after that the agent reads that the shop did not answer. A handler that throws is told to the agent at once, where no other handler can answer. Without a handler, and for a product that the page does not know, the organisation’s catalogue answers, where it has one; else the agent cannot ask.', shown: ['embed/test/shop.test.mjs', 'a page is asked for a product by its address, its number or its code'] },
  'provide-search-data': { args: 'request: BambuserOneToOneSearchRequest, respond: (build: (factory: BambuserOneToOneSearchFactory) => unknown) => void', about: 'The agent searches the shop. Answer within 30 seconds by `respond()` with a function that builds a page of the results, or by `request.callback()` with an array of plain objects: the first answer counts, later ones are left out with one warning. What that function throws is what the agent reads. A result that the agent opens is asked for by `provide-product-data`. Without a handler the agent searches the organisation’s catalogue, where it has one; else there is no search.', shown: ['embed/test/shop.test.mjs', 'a search has a term and a page under each of their names, and is answered by the function or by the callback'] },
  'should-add-item-to-cart': { args: 'item: BambuserOneToOneCartItem, callback: BambuserOneToOneCartCallback', about: 'One of a product is to be put into the cart, where it is not in it yet. Put it into the shop’s own cart, then call `callback` within 30 seconds: `true` or `{ success: true }` when it is there, and only then agent and shopper see it in theirs; `false` for a no without a reason; `{ success: false, reason: "out-of-stock" }`, or `{ success: false, reason: "custom-error", message: "Only 3 left" }` for a reason that the agent reads. The first answer counts; what cannot be understood is a no, with one warning.', shown: ['embed/test/shop.test.mjs', 'one that is added is new in the cart, and one that is there gets another quantity'] },
  'should-update-item-in-cart': { args: 'item: BambuserOneToOneCartItem & { previousQuantity: number }, callback: BambuserOneToOneCartCallback', about: 'A quantity in the cart is to change; 0 takes the product out. Answer as to `should-add-item-to-cart`.', shown: ['embed/test/shop.test.mjs', 'one that is added is new in the cart, and one that is there gets another quantity'] },
  'goto-checkout': { args: 'cart: { items: { sku: string; quantity: number }[] }', about: 'The shopper pressed checkout in the widget: go to the shop’s own. `items` is what shopper and agent see in the cart.', shown: ['embed/test/shop.test.mjs', 'the checkout gets what is in the cart'] },
  'goto-chat': { args: '', about: 'The shopper would rather write: open the shop’s own chat. The widget offers it only where the page listens; it leaves the line and closes.', shown: ['end2end/specs/goto-chat.spec.ts', 'who would rather write gets to the shop’s chat: from the start screen, and out of the line'] },
  'surf-behind-to': { args: 'url: string', carried: 'shopping-together', about: 'The page is to go to an address while the widget floats.' },
} as const satisfies Record<string, EventRow>;

interface MethodShape {
  /** Parameters and result as TypeScript. */
  readonly signature: string;
  readonly about: string;
}

export type MethodRow = MethodShape & Standing;

export const METHODS = {
  show: { signature: '(): void', about: 'Opens the widget, or brings it back to the front. A page has one widget open at a time: while another instance’s is, that one is shown.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  destroy: { signature: '(): void', about: 'Leaves queue or call and removes the widget from the page. Harmless when nothing is open; `show()` builds anew and handlers stay registered.', shown: ['end2end/specs/page.spec.ts', 'the page hears each step of a call in order, and destroy leaves it'] },
  updateData: { signature: '(data?: Record<string, unknown>): void', about: 'Tells other `data` about the shopper, in place of the option’s; without an argument the option counts again, and its function is called anew.', shown: ['embed/test/effect.test.mjs', 'updateData tells an open widget, and without data asks the function again'] },
  on: { signature: '(name: string, handler: (...args: any[]) => void): this', about: 'Registers a handler. The first events fire after the current tick, so a handler registered right after `new` gets them.', shown: ['embed/test/emitter.test.mjs', 'handlers hear their event and its arguments in the order they were registered'] },
  removeListener: { signature: '(name: string, handler: (...args: any[]) => void): this', about: 'Removes a handler.', shown: ['embed/test/emitter.test.mjs', 'a removed handler hears nothing more, and removing a stranger is harmless'] },
  floatAbove: { signature: '(url?: string): void', carried: 'shopping-together', about: 'Lets the widget float above the page, or above another page of the shop.' },
  areQueuesOpen: { signature: '(): Promise<{ isOpen: boolean; nextOpenTime: string | null; nextCloseTime: string | null }>', about: 'Whether the configured queue is open, else the default one. Rejected, as the next two are, where there is no such queue, no organisation of this id or no answer within ten seconds; the message says which.', shown: ['embed/test/status.test.mjs', 'a question is asked once, without a stream, about the configured queue or else the default one'] },
  getNumberOfOnlineAgents: { signature: '(queueTerm?: string): Promise<{ numberOfAgentsOnline: number; queueId: string }>', about: 'How many agents of a queue are available, in a call or wrapping up. The queue is named by id, slug or name; without one it is the configured one, else the default one.', shown: ['embed/test/status.test.mjs', 'a question is asked once, without a stream, about the configured queue or else the default one'] },
  getEstimatedWaitingTime: { signature: '(queueTerm?: string): Promise<{ estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }>', about: 'The expected wait in a queue, as `queue-estimated-waiting-time` tells it.', shown: ['embed/test/status.test.mjs', 'a question is asked once, without a stream, about the configured queue or else the default one'] },
  setQueue: { signature: '(queueTerm: string): void', about: 'From now on the page’s queue is this one, named by id, slug or name, and its state is told once. A shopper in line is asked, and on yes goes to the end of the new queue; on no the page’s queue is the old one again. In a call it counts for the next one. A queue that does not exist is an error in the browser’s console and changes nothing.', shown: ['embed/test/status.test.mjs', 'after setQueue all is about the new queue and its state is told once; an unknown one changes nothing'] },
  setTrackingTags: { signature: '(tags: { key: string; value: string | number | boolean }[]): void', about: 'Replaces all tracking tags, also while the shopper waits or talks.', shown: ['embed/test/page.test.mjs', 'tags replace all that were there, and of one key the last counts'] },
  showOverlayWidget: { signature: '(): void', carried: 'overlay', about: 'Shows the overlay.' },
  hideOverlayWidget: { signature: '(): void', carried: 'overlay', about: 'Hides the overlay.' },
  updateProduct: { signature: '(id: string, build: (factory: BambuserOneToOneProductFactory) => unknown): void', about: 'Says what a product is: the answer to `provide-product-data`, whose `id` it takes. May be called again at any time, with what has changed since. `build` runs once and must not be async; what it throws is what the agent reads, at most 300 characters. What it builds is at most 200,000 characters of JSON. Needs an open widget; without one it is a warning and nothing else.', shown: ['embed/test/shop.test.mjs', 'what updateProduct builds goes to the frame, at once and as often as it is called'] },
  updateElement: { signature: '(id: string, state: { disableCTA?: boolean; content?: { title?: string; subtitle?: string; buttonText?: string } } | null): void', about: 'Changes a card of the start screen, before `show()` or while it is looked at. Only what is given changes; `null` gives back what the widget says by itself, for a card or for one field. Text is text, never markup: title at most 120 characters, subtitle 300, button 60. `disableCTA: true` keeps the button from being pressed; `false` never opens a closed queue.', shown: ['embed/test/page.test.mjs', 'a card changes in what is given and in nothing else'] },
  notifyCustomerEvent: { signature: '(name: string, payload: BambuserOneToOneCustomerEvent): void', about: 'Tells agent and widget what happened in the shop, from `call-starting` to `call-ended`; at other times it is one warning and nothing else. `CUSTOMER_EVENTS` has the names. `ADDED_TO_CART`: `quantity` of this product (1 where it is missing, at most 999) are in the shop’s cart now, and agent and shopper see so at once, as confirmed by the shop; called once for each product when a call begins, it shows the cart that the shopper brought along, and called twice it counts once. What it tells is not pushed to the data layer, since the shop has counted it; an answer to `should-add-item-to-cart` needs no such call. `REMOVED_FROM_CART`: no longer, or `quantity` are left. `PRODUCT_VIEWED`: as `notifyProductNavigation()` with the `sku`. A payload needs a `name` that is not empty (without `sku`, the name names the product); `price` is in the currency’s main unit, digits in a string are accepted.', shown: ['embed/test/notify.test.mjs', 'what is in the shop’s cart is told to the widget, one product a call'] },
  notifyProductNavigation: { signature: '(product: { externalId: string }): void', about: 'Tells the agent which product the shopper looks at, by its SKU or the shop’s own number: the page is asked for it by `provide-product-data` and it is in the tray, marked as the shopper’s, of which the last five stay. A page that tells no products still shows the agent the number. During a call, as `notifyCustomerEvent()`.', shown: ['embed/test/notify.test.mjs', 'the product that the shopper looks at is told to the widget'] },
} as const satisfies Record<string, MethodRow>;

interface MemberShape {
  /** Its type as TypeScript. */
  readonly type: string;
  readonly about: string;
}

export type MemberRow = MemberShape & Standing;

/** What an instance has besides methods. */
export const MEMBERS = {
  config: { type: 'Partial<BambuserOneToOneOptions>', about: 'The options that are in use. A page may replace them at any time: they are checked like those of the constructor, `data`, `trackingTags` and `enableScanning` go to an open widget at once, and the others are read by the next `show()`.', shown: ['embed/test/effect.test.mjs', 'a config that the page replaces is checked, and told to the open widget or read by the next show'] },
  connectId: { type: 'string | undefined', about: 'The connect link of a booking: the option of this name, else `bambuserConnectId` in the page’s address where `triggers` has `connect-link`. The call of a booking comes with bookings.', shown: ['embed/test/effect.test.mjs', 'connectId is the option, or what the address says where the page wants connect links'] },
  events: { type: '{ emit(name: string, ...args: unknown[]): boolean }', about: '`events.emit` is what tells every handler; a page may put a function of its own in its place. Whether anybody heard is what it returns.', shown: ['embed/test/effect.test.mjs', 'a page may listen to everything by an emit of its own'] },
} as const satisfies Record<string, MemberRow>;

/** What the page's address may say. */
export const PARAMETERS = {
  bambuserQueueId: { about: 'The queue in which the widget opens, where `triggers` has `queue-link`.', shown: ['end2end/specs/page-status.spec.ts', 'a queue link opens the widget in its queue, whatever queue the page has, and only where the page wants it'] },
  bambuserConnectId: { about: 'The connect link of a booking, where `triggers` has `connect-link`; `ext:` before it names a booking by the id of another system.', carried: 'bookings' },
  bookingResourceId: { about: 'The one resource that can be booked; the option of this name goes before it.', carried: 'bookings' },
} as const satisfies Record<string, { readonly about: string } & Standing>;

/** What the script does to the page's `window`. */
export const GLOBALS = {
  BambuserOneToOneEmbed: { about: 'The class.', shown: ['embed/test/loading.test.mjs', 'a ready callback is called once with the class, which is a global by then'] },
  onBambuserOneToOneReady: { about: 'A function of the page’s, called once with the class when the script is there, or as soon as there is one until the page has loaded.', shown: ['embed/test/loading.test.mjs', 'a ready callback is called once with the class, which is a global by then'] },
  Vitrine: { about: 'Commands of the page’s, run with the class once the script is there, in their order; from then on `push` runs one at once, and `Vitrine.Embed` is the class.', shown: ['embed/test/loading.test.mjs', 'commands that were pushed before the script run in their order, and later ones at once'] },
} as const satisfies Record<string, { readonly about: string } & Standing>;

/** Cards of the start screen. These constants are on the class and on every instance. */
export const ELEMENTS = { DROP_IN_CARD: 'drop-in-card', BOOKING_CARD: 'book-meeting-card' } as const;

/** Values of `floatingPlayer.navigationMode`. */
export const FLOATING_PLAYER_NAVIGATION_MODE = { IFRAME: 'iframe', MANUAL: 'manual' } as const;

/** What `notifyCustomerEvent()` can tell. Pages know the first one; the others are our own. */
export const CUSTOMER_EVENTS = {
  ADDED_TO_CART: 'added-to-cart',
  REMOVED_FROM_CART: 'removed-from-cart',
  PRODUCT_VIEWED: 'product-viewed',
} as const;

/** All constants by name, each with the test that fails when it is not there. */
export const CONSTANTS = {
  ELEMENTS: { values: ELEMENTS, shown: ['embed/test/effect.test.mjs', 'the constants are on the class and on every instance'] },
  FLOATING_PLAYER_NAVIGATION_MODE: { values: FLOATING_PLAYER_NAVIGATION_MODE, shown: ['embed/test/effect.test.mjs', 'the constants are on the class and on every instance'] },
  CUSTOMER_EVENTS: { values: CUSTOMER_EVENTS, shown: ['embed/test/effect.test.mjs', 'the constants are on the class and on every instance'] },
} as const satisfies Record<string, { readonly values: Record<string, string> } & Standing>;

/** Methods that take effect with a part that comes later, and that part. */
export const LATER_METHODS = Object.fromEntries(
  Object.entries<MethodRow>(METHODS).flatMap(([name, { carried }]) => (carried ? [[name, PARTS[carried]]] : [])),
) as Record<string, string>;
