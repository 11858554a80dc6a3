// Types of embed.js and flux-player.js. Generated from embed/src/api.ts, embed/src/shop/factory.ts and embed/src/flux/table.ts; do not edit.

type BambuserOneToOneTrigger = 'always' | 'smart' | 'connect-link' | 'queue-link' | 'manual';

interface BambuserOneToOneMinimizedStyle {
  position?: 'bottom-left' | 'bottom-right';
  /** A CSS length. */
  verticalMargin?: string;
  /** A CSS length. */
  horizontalMargin?: string;
  zIndex?: string | number;
}

/** A product that something happened with: the payload of `notifyCustomerEvent()`. */
interface BambuserOneToOneCustomerEvent {
  /** What people call it; not empty. */
  name: string;
  /** Names it in the cart. */
  sku?: string | number;
  /** In the main unit of the currency. */
  price?: number | string;
  /** ISO 4217, such as `EUR`. */
  currency?: string;
  /** How many of it are in the cart of the shop now. */
  quantity?: number;
}

interface BambuserOneToOneOptions {
  /** The organisation’s id: 20 letters and digits, shown in the console’s address. Required. */
  orgId: string;
  /** Id, slug or name of the queue that shoppers join. An empty string means the default queue. */
  queue?: string;
  /** Language and region of the widget, such as `en-GB` or `sv-SE`: one that the organisation has enabled, or another region of its language. Anything else falls back to the organisation’s default, with one warning that names what is enabled. */
  locale?: string;
  /** What the agent is shown about the shopper: an object, or a function that returns a promise of one. At most 50 keys of 1 kB each. Four keys say what the call asks for: `language`, `callTags` (a list of tags, or one text with commas; at most 20 of 64 characters, 1 kB together) `callAgentId` (the id in that agent’s form in the console), and `callProductIds` (SKUs or the shop’s own numbers, a list or one text with commas, at most 20 and 1 kB together: they are in the tray from the start). `identity` is the word of the shop’s own server on who this is: a JWS (HS256, made with the organisation’s `identity_key`) of at most 2,048 characters whose `aud` is `orgId` and whose `exp` is at most ten minutes away. Its other claims are shown as verified, one that does not hold is shown as such, and everything else in `data` as claimed. */
  data?: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** What opens the widget besides `show()`. `always` opens it after the page has loaded; `queue-link` does so where the page’s address has `?bambuserQueueId=`, in that queue; `smart` comes with the overlay and `connect-link` with bookings; `manual` is the older word for none. */
  triggers?: BambuserOneToOneTrigger | BambuserOneToOneTrigger[];
  /** Whether the start screen offers a call right away. */
  dropInEnabled?: boolean;
  /** With `false` nothing is stored in the page: after a reload the widget does not come back by itself, a browser that calls again is not known again, and what is bought afterwards counts for no call. */
  allowFirstPartyCookies?: boolean;
  /** Where the floating tile and the minimised bar stand: returns `position` (`bottom-left` or `bottom-right`), `verticalMargin`, `horizontalMargin` and `zIndex`. */
  getMinimizedWidgetStyle?: () => BambuserOneToOneMinimizedStyle;
  /** Connect link of a booking, to start its call; instead of `bambuserConnectId` in the address. (Carried only: takes effect with bookings.) */
  connectId?: string;
  /** Whether the start screen offers a booking. (Carried only: takes effect with bookings.) */
  bookingsEnabled?: boolean;
  /** Opens the widget on its booking page. (Carried only: takes effect with bookings.) */
  openBookingPage?: boolean;
  /** Booking services to offer. (Carried only: takes effect with bookings.) */
  bookingServiceIds?: string[];
  /** The one resource that can be booked; instead of `bookingResourceId` in the address. (Carried only: takes effect with bookings.) */
  bookingResourceId?: string;
  /** Address of a booking page of another system, to be shown instead of our own; https only. (Carried only: takes effect with bookings.) */
  bookingIframeUrl?: string;
  /** Tags for the organisation’s own figures, kept with the ticket: at most 20, each with a key of 1 to 100 characters and a string of at most 1,024 bytes, a number, true or false. Of several with one key the last counts; what does not fit is dropped with one warning. Nothing personal belongs here: tags stay when what is known of the shopper is deleted. */
  trackingTags?: { key: string; value: string | number | boolean }[];
  /** Lets agents scan bar codes and QR codes of goods with the back camera of a phone. What was read is asked for as a product, by `provide-product-data` with the type `scanned-code`, or in the catalogue; without either there is nothing to scan for. A page that replaces its `config` turns it on and off. */
  enableScanning?: boolean;
  /** Takes browsing together out of this page’s widget. (Carried only: takes effect with shopping together.) */
  disableCoBrowsing?: boolean;
  /** Where browsing together starts; may have a path. (Carried only: takes effect with shopping together.) */
  merchantBaseUrl?: string;
  /** Pushes tracking events to `window.dataLayer`, where the page has one: `{ event: "bmb_oto_joined_queue", "bmb_oto.queuePlace": 2, … }`. */
  dataLayerTracking?: boolean;
  /** Pushes GA4 ecommerce events to `window.dataLayer`, where the page has one, each after `{ ecommerce: null }`. With `dataLayerTracking: false` nothing is pushed. */
  ecommerceTracking?: boolean;
  /** Leaves the page’s data layer alone. (Carried only: takes effect with shopping together.) */
  disableDataLayerInterceptions?: boolean;
  /** How the shopper goes on browsing during a call. (Carried only: takes effect with shopping together.) */
  floatingPlayer?: { navigationMode?: 'iframe' | 'manual'; confirmClosingBrowser?: boolean; webViewFillMode?: string };
  /** The theme of the widget. (Carried only: takes effect with themes in the console.) */
  themeId?: string;
  /** The overlay’s form: `Video`, `Side dock` or `Avatar`. (Carried only: takes effect with the overlay.) */
  smartVariantOverride?: string;
  /** Seconds until the overlay appears; digits in a string are accepted. (Carried only: takes effect with the overlay.) */
  popupTimeoutSeconds?: number | string;
  /** Where the overlay stands. (Carried only: takes effect with the overlay.) */
  getOverlayOffsets?: (position: string) => { x?: string; y?: string; zIndex?: string };
  /** Older switch for the floating player; accepted, without effect. (Carried only: takes effect with shopping together.) */
  withMinimizeSupport?: boolean;
}

/** Gets a function that begins an item, and returns the items; where it returns none, all that were begun count. */
type BambuserOneToOneList<First extends unknown[], Item> = (item: (...first: First) => Item) => readonly Item[] | void;

/** What an agent asks for: `ref` is the address of a product page, an SKU or the shop's own number, or what a scanner read. */
interface BambuserOneToOneProductRequest {
  ref: string;
  type: 'url' | 'product-reference' | 'scanned-code';
  /** Names the question: the first argument of `updateProduct()`. */
  id: string;
  /** The same as `ref`, where that is an address. */
  url?: string;
}

/** What an agent searches for. */
interface BambuserOneToOneSearchRequest {
  term: string;
  /** Which page of the results, counted from 1. */
  page: number;
  /** The same as `term`. */
  query: string;
  /** Another way to answer than the handler's second argument: a plain list, without further pages. */
  callback(hits: readonly BambuserOneToOneSearchHit[]): void;
}

/** A search result as a plain object. Prices are in the currency's main unit; digits in a string are accepted. */
interface BambuserOneToOneSearchHit {
  name: string;
  sku: string | number;
  imageUrl?: string;
  url?: string;
  price?: number | string | { current: number | string; original?: number | string | null; currency?: string };
  /** ISO 4217, beside a price that is a number or a string. Where it is missing, that of the product shown last; before one is shown, no price is told. */
  currency?: string;
}

/** A quantity in the cart. `callback` is the same function as the handler's second argument. */
interface BambuserOneToOneCartItem {
  sku: string;
  /** How many there are to be; 0 takes it out. One that is added is 1. */
  quantity: number;
  callback: BambuserOneToOneCartCallback;
}

/** Whether it was done. A message is at most 300 characters and shown to the agent. */
type BambuserOneToOneCartCallback = (
  answer:
    | boolean
    | { success: true }
    | { success: false; reason: 'out-of-stock'; message?: string }
    | { success: false; reason: 'custom-error'; message: string },
) => void;

/** Builds a product: `currency`, `locale` and `product` are needed. */
interface BambuserOneToOneProductFactory {
  /** ISO 4217, such as `EUR`. */
  currency(code: string): this;
  /** Language and region, such as `en-IE`. */
  locale(name: string): this;
  product(build: (product: BambuserOneToOneProductBuilder) => unknown): this;
}

/** `description` and at least one variation are needed. */
interface BambuserOneToOneProductBuilder {
  name(text: string): this;
  sku(sku: string | number): this;
  brandName(text: string): this;
  description(text: string): this;
  /** The product's page in the shop. */
  url(address: string): this;
  /** Which variation is shown first, counted from 0. */
  defaultVariationIndex(index: number): this;
  /** In what the variations differ. */
  attributes(build: BambuserOneToOneList<[id: string], BambuserOneToOneAttributeBuilder>): this;
  variations(build: BambuserOneToOneList<[], BambuserOneToOneVariationBuilder>): this;
  virtualTryOn(build: (tryOn: BambuserOneToOneTryOnBuilder) => unknown): this;
}

/** Something in what variations differ, such as the colour. */
interface BambuserOneToOneAttributeBuilder {
  /** Its label; without one it is the id. */
  name(text: string): this;
  type(kind: string): this;
  options(build: BambuserOneToOneList<[id: string], BambuserOneToOneOptionBuilder>): this;
}

interface BambuserOneToOneOptionBuilder {
  name(text: string): this;
  meta(values: { hexValue?: string; imageUrl?: string; [key: string]: unknown }): this;
}

/** One thing that can be bought. `name`, `sku`, `imageUrls` and `price` are needed, and `attributes` where there are several variations. */
interface BambuserOneToOneVariationBuilder {
  name(text: string): this;
  /** Names it in the cart. */
  sku(sku: string | number): this;
  /** A line under the price. */
  subtitle(text: string): this;
  /** With `false` it is sold out. */
  inStock(isInStock: boolean): this;
  imageUrls(addresses: readonly string[]): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
  /** Which option of each attribute this is. */
  attributes(build: BambuserOneToOneList<[id: string, option: string], BambuserOneToOneNameBuilder>): this;
  /** What is laid side by side when products are compared. */
  comparableAttributes(build: BambuserOneToOneList<[id: string, value: string], BambuserOneToOneNameBuilder>): this;
  relatedProducts(build: BambuserOneToOneList<[], BambuserOneToOneRelatedBuilder>): this;
  details(build: (detail: BambuserOneToOneDetail) => readonly object[] | void): this;
  rating(build: (rating: BambuserOneToOneRatingBuilder) => unknown): this;
  virtualTryOn(build: (tryOn: BambuserOneToOneTryOnBuilder) => unknown): this;
}

interface BambuserOneToOneNameBuilder {
  name(text: string): this;
}

/** Amounts in the currency's main unit: 14.9 and not 1490. Digits in a string are accepted. */
interface BambuserOneToOnePriceBuilder {
  current(amount: number | string): this;
  /** What it was before a sale. */
  original(amount: number | string | null): this;
  /** Where it is another than the product's. */
  currency(code: string): this;
}

/** A product that goes with it: the agent can open it by its SKU. */
interface BambuserOneToOneRelatedBuilder {
  title(text: string): this;
  sku(sku: string | number): this;
  imageUrl(address: string): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
}

/** A list of points, or a text. */
interface BambuserOneToOneDetail {
  (kind: 'BULLETS', points: readonly string[]): object;
  (kind: 'PARAGRAPH', text: string): object;
}

interface BambuserOneToOneRatingBuilder {
  maxValue(most: number): this;
  rating(value: number): this;
  numberOfRatings(count: number): this;
}

/** Accepted for pages that have it; nothing is tried on in this release. */
interface BambuserOneToOneTryOnBuilder {
  vendorId(id: string): this;
  category(name: string): this;
  supported(isSupported: boolean): this;
  meta(values: Record<string, unknown>): this;
  attributes(build: BambuserOneToOneList<[id: string, option?: string], BambuserOneToOneTryOnAttributeBuilder>): this;
}

interface BambuserOneToOneTryOnAttributeBuilder extends BambuserOneToOneAttributeBuilder {
  defaultOptionIndex(index: number): this;
  meta(values: Record<string, unknown>): this;
}

/** Builds search results: the products of one page, and how many there are altogether. */
interface BambuserOneToOneSearchFactory {
  currency(code: string): this;
  locale(name: string): this;
  products(build: BambuserOneToOneList<[], BambuserOneToOneHitBuilder>): this;
  pagination(build: (pagination: BambuserOneToOnePaginationBuilder) => unknown): this;
}

interface BambuserOneToOneHitBuilder {
  name(text: string): this;
  sku(sku: string | number): this;
  imageUrl(address: string): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
}

interface BambuserOneToOnePaginationBuilder {
  totalPages(count: number): this;
  totalMatches(count: number): this;
  /** Which page this is, counted from 1. */
  currentPageIndex(page: number): this;
}

/** Events and the parameters of their handlers. */
interface BambuserOneToOneEvents {
  /** The widget opened. */
  'open': [];
  /** The widget closed: by the shopper, by `destroy()`, or because it could not be loaded. */
  'close': [];
  /** The shopper joined a queue. */
  'waiting-in-queue': [];
  /** An agent accepted; picture and sound are being connected. */
  'call-starting': [];
  /** Shopper and agent are connected. */
  'call-started': [];
  /** The call ended. */
  'call-ended': [];
  /** The page’s queue is open: once at the start, and when it opens. The time is ISO 8601; null when it never closes. */
  'queue-is-open': [status: { isOpen: true; nextCloseTime: string | null }];
  /** The page’s queue is closed: once at the start, and when it closes. The time is ISO 8601; null when nobody knows. */
  'queue-is-closed': [status: { isOpen: false; nextOpenTime: string | null }];
  /** How many agents of the page’s queue are available, in a call or wrapping up: once at the start, and on every change. */
  'agents-online': [status: { numberOfAgentsOnline: number; queueId: string }];
  /** The expected wait in the page’s queue in seconds, null while no agent serves it: once at the start, and on every change. `place` is the shopper’s own while in line, else the one that joining would give. */
  'queue-estimated-waiting-time': [status: { estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }];
  /** Something worth counting happened. `call_widget_opened` and `call_widget_closed`: no data. `joined_queue`: `currentServingAgents`, `currentQueuePlacement`, `currentQueueId`, `currentTicketId`. `left_queue` (without a call): `servingAgents`, `queuePlacement`, `queueId`, `ticketId`. `call_started`, `call_transferred` and `call_ended`: `callId`, `queueId` (null where this page has not seen the ticket wait), `ticketId`, at the end also `duration` in seconds. `product_added`, `product_viewed`, `product_removed` and `product_compared`: `products`, a list of `{ sku, name, price, currency }`. `cart_item_added`, `cart_item_updated` and `cart_item_removed`: `sku`, `name`, `quantity`, `previousQuantity`, `price`, `currency`. `checkout_clicked`: `items`. GA4: `select_item`, `view_item`, `view_item_list`, `add_to_cart`, `remove_from_cart`, `view_cart` and `begin_checkout` as `{ event, ecommerce: { currency, value, items } }`. */
  'tracking-event': [payload: { eventName?: string; eventData?: Record<string, unknown>; event?: string; ecommerce?: unknown }];
  /** The agent asks for products: by an SKU or the shop’s own number, by the address of a page, or by a code that was scanned. Answer each with `updateProduct()` and its `id`, within 30 seconds; after that the agent reads that the shop did not answer. A handler that throws is told to the agent at once, where no other handler can answer. Without a handler, and for a product that the page does not know, the organisation’s catalogue answers, where it has one; else the agent cannot ask. */
  'provide-product-data': [event: { products: BambuserOneToOneProductRequest[] }];
  /** The agent searches the shop. Answer within 30 seconds by `respond()` with a function that builds a page of the results, or by `request.callback()` with an array of plain objects: the first answer counts, later ones are left out with one warning. What that function throws is what the agent reads. A result that the agent opens is asked for by `provide-product-data`. Without a handler the agent searches the organisation’s catalogue, where it has one; else there is no search. */
  'provide-search-data': [request: BambuserOneToOneSearchRequest, respond: (build: (factory: BambuserOneToOneSearchFactory) => unknown) => void];
  /** One of a product is to be put into the cart, where it is not in it yet. Put it into the shop’s own cart, then call `callback` within 30 seconds: `true` or `{ success: true }` when it is there, and only then agent and shopper see it in theirs; `false` for a no without a reason; `{ success: false, reason: "out-of-stock" }`, or `{ success: false, reason: "custom-error", message: "Only 3 left" }` for a reason that the agent reads. The first answer counts; what cannot be understood is a no, with one warning. */
  'should-add-item-to-cart': [item: BambuserOneToOneCartItem, callback: BambuserOneToOneCartCallback];
  /** A quantity in the cart is to change; 0 takes the product out. Answer as to `should-add-item-to-cart`. */
  'should-update-item-in-cart': [item: BambuserOneToOneCartItem & { previousQuantity: number }, callback: BambuserOneToOneCartCallback];
  /** The shopper pressed checkout in the widget: go to the shop’s own. `items` is what shopper and agent see in the cart. */
  'goto-checkout': [cart: { items: { sku: string; quantity: number }[] }];
  /** The shopper would rather write: open the shop’s own chat. The widget offers it only where the page listens; it leaves the line and closes. */
  'goto-chat': [];
  /** The page is to go to an address while the widget floats. (Carried only: takes effect with shopping together.) */
  'surf-behind-to': [url: string];
}

declare class BambuserOneToOneEmbed {
  static readonly ELEMENTS: { readonly DROP_IN_CARD: 'drop-in-card'; readonly BOOKING_CARD: 'book-meeting-card' };
  static readonly FLOATING_PLAYER_NAVIGATION_MODE: { readonly IFRAME: 'iframe'; readonly MANUAL: 'manual' };
  static readonly CUSTOMER_EVENTS: { readonly ADDED_TO_CART: 'added-to-cart'; readonly REMOVED_FROM_CART: 'removed-from-cart'; readonly PRODUCT_VIEWED: 'product-viewed' };
  readonly ELEMENTS: { readonly DROP_IN_CARD: 'drop-in-card'; readonly BOOKING_CARD: 'book-meeting-card' };
  readonly FLOATING_PLAYER_NAVIGATION_MODE: { readonly IFRAME: 'iframe'; readonly MANUAL: 'manual' };
  readonly CUSTOMER_EVENTS: { readonly ADDED_TO_CART: 'added-to-cart'; readonly REMOVED_FROM_CART: 'removed-from-cart'; readonly PRODUCT_VIEWED: 'product-viewed' };
  /** The options that are in use. A page may replace them at any time: they are checked like those of the constructor, `data`, `trackingTags` and `enableScanning` go to an open widget at once, and the others are read by the next `show()`. */
  config: Partial<BambuserOneToOneOptions>;
  /** The connect link of a booking: the option of this name, else `bambuserConnectId` in the page’s address where `triggers` has `connect-link`. The call of a booking comes with bookings. */
  connectId: string | undefined;
  /** `events.emit` is what tells every handler; a page may put a function of its own in its place. Whether anybody heard is what it returns. */
  events: { emit(name: string, ...args: unknown[]): boolean };
  constructor(options: BambuserOneToOneOptions);
  /** Opens the widget, or brings it back to the front. A page has one widget open at a time: while another instance’s is, that one is shown. */
  show(): void;
  /** Leaves queue or call and removes the widget from the page. Harmless when nothing is open; `show()` builds anew and handlers stay registered. */
  destroy(): void;
  /** Tells other `data` about the shopper, in place of the option’s; without an argument the option counts again, and its function is called anew. */
  updateData(data?: Record<string, unknown>): void;
  /** Registers a handler. The first events fire after the current tick, so a handler registered right after `new` gets them. */
  on<Name extends keyof BambuserOneToOneEvents>(name: Name, handler: (...args: BambuserOneToOneEvents[Name]) => void): this;
  on(name: string, handler: (...args: any[]) => void): this;
  /** Removes a handler. */
  removeListener<Name extends keyof BambuserOneToOneEvents>(name: Name, handler: (...args: BambuserOneToOneEvents[Name]) => void): this;
  removeListener(name: string, handler: (...args: any[]) => void): this;
  /** Lets the widget float above the page, or above another page of the shop. (Carried only: takes effect with shopping together.) */
  floatAbove(url?: string): void;
  /** Whether the configured queue is open, else the default one. Rejected, as the next two are, where there is no such queue, no organisation of this id or no answer within ten seconds; the message says which. */
  areQueuesOpen(): Promise<{ isOpen: boolean; nextOpenTime: string | null; nextCloseTime: string | null }>;
  /** How many agents of a queue are available, in a call or wrapping up. The queue is named by id, slug or name; without one it is the configured one, else the default one. */
  getNumberOfOnlineAgents(queueTerm?: string): Promise<{ numberOfAgentsOnline: number; queueId: string }>;
  /** The expected wait in a queue, as `queue-estimated-waiting-time` tells it. */
  getEstimatedWaitingTime(queueTerm?: string): Promise<{ estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }>;
  /** From now on the page’s queue is this one, named by id, slug or name, and its state is told once. A shopper in line is asked, and on yes goes to the end of the new queue; on no the page’s queue is the old one again. In a call it counts for the next one. A queue that does not exist is an error in the browser’s console and changes nothing. */
  setQueue(queueTerm: string): void;
  /** Replaces all tracking tags, also while the shopper waits or talks. */
  setTrackingTags(tags: { key: string; value: string | number | boolean }[]): void;
  /** Shows the overlay. (Carried only: takes effect with the overlay.) */
  showOverlayWidget(): void;
  /** Hides the overlay. (Carried only: takes effect with the overlay.) */
  hideOverlayWidget(): void;
  /** Says what a product is: the answer to `provide-product-data`, whose `id` it takes. May be called again at any time, with what has changed since. `build` runs once and must not be async; what it throws is what the agent reads, at most 300 characters. What it builds is at most 200,000 characters of JSON. Needs an open widget; without one it is a warning and nothing else. */
  updateProduct(id: string, build: (factory: BambuserOneToOneProductFactory) => unknown): void;
  /** Changes a card of the start screen, before `show()` or while it is looked at. Only what is given changes; `null` gives back what the widget says by itself, for a card or for one field. Text is text, never markup: title at most 120 characters, subtitle 300, button 60. `disableCTA: true` keeps the button from being pressed; `false` never opens a closed queue. */
  updateElement(id: string, state: { disableCTA?: boolean; content?: { title?: string; subtitle?: string; buttonText?: string } } | null): void;
  /** Tells agent and widget what happened in the shop, from `call-starting` to `call-ended`; at other times it is one warning and nothing else. `CUSTOMER_EVENTS` has the names. `ADDED_TO_CART`: `quantity` of this product (1 where it is missing, at most 999) are in the shop’s cart now, and agent and shopper see so at once, as confirmed by the shop; called once for each product when a call begins, it shows the cart that the shopper brought along, and called twice it counts once. What it tells is not pushed to the data layer, since the shop has counted it; an answer to `should-add-item-to-cart` needs no such call. `REMOVED_FROM_CART`: no longer, or `quantity` are left. `PRODUCT_VIEWED`: as `notifyProductNavigation()` with the `sku`. A payload needs a `name` that is not empty (without `sku`, the name names the product); `price` is in the currency’s main unit, digits in a string are accepted. */
  notifyCustomerEvent(name: string, payload: BambuserOneToOneCustomerEvent): void;
  /** Tells the agent which product the shopper looks at, by its SKU or the shop’s own number: the page is asked for it by `provide-product-data` and it is in the tray, marked as the shopper’s, of which the last five stay. A page that tells no products still shows the agent the number. During a call, as `notifyCustomerEvent()`. */
  notifyProductNavigation(product: { externalId: string }): void;
}

/** Gets the class. */
type BambuserOneToOneCommand = (Embed: typeof BambuserOneToOneEmbed) => void;

/** An array until the script is there: `(window.Vitrine = window.Vitrine || []).push((Embed) => …)`. */
interface VitrineCommands {
  push(...commands: BambuserOneToOneCommand[]): unknown;
  /** The class, once the script is there. */
  readonly Embed?: typeof BambuserOneToOneEmbed;
}

interface Window {
  /** The class. */
  BambuserOneToOneEmbed: typeof BambuserOneToOneEmbed;
  /** A function of the page’s, called once with the class when the script is there, or as soon as there is one until the page has loaded. */
  onBambuserOneToOneReady?: BambuserOneToOneCommand;
  /** Commands of the page’s, run with the class once the script is there, in their order; from then on `push` runs one at once, and `Vitrine.Embed` is the class. */
  Vitrine?: VitrineCommands;
}

/** An agent who can be called and agreed to be shown. */
interface FluxPlayerCallAgent {
  /** What the choice names the agent by. */
  id: string;
  /** As shoppers see it. */
  name: string;
  /** Whether a call can ring the agent now: `online`, since nobody else is in the list. */
  status: 'online' | 'offline';
  /** What the agent knows, as the console’s form says. */
  tags: string[];
  /** An address over TLS; empty without a photo. */
  profile_photo_url: string;
}

/** Whom a call rings, and the products that it begins with. */
interface FluxPlayerChoice {
  /** The agent of the list whom a call rings. */
  callAgentId: string;
  /** SKUs or the shop’s own numbers, at most 20 and 1,024 bytes together: they are in the tray from the start. */
  productIds?: string[];
}

/** What the card says. */
interface FluxPlayerStrings {
  /** The heading of the card. */
  title?: string;
  /** What stands under it. */
  text?: string;
}

interface FluxPlayerCallsOptions {
  /** CSS selector of the places that get a card; each that matches gets one. Without it there is no card, and `startCall()` works. */
  renderTo?: string;
  /** Title and text of the card, text and never markup, at most 300 characters each. Every `{{name}}` stands for the agent’s name. */
  strings?: FluxPlayerStrings;
  /** The pages with a card: the address matches one of the expressions or contains one of the texts. Looked at again after each navigation within the page. */
  whitelist?: (RegExp | string)[];
  /** Chooses whom a call rings. Called before the card is shown, whenever the agents who can be called or the address change, and by `startCall()` where it has not been; never without an agent to choose. It has 5 seconds. Where it throws, takes longer, or returns nobody of the list, the card says that nobody can be called, with one warning. */
  onBeforeRender?: (callAgents: FluxPlayerCallAgent[]) => FluxPlayerChoice | Promise<FluxPlayerChoice>;
}

type FluxPlayerEventName = 'open' | 'close' | 'waiting-in-queue' | 'call-starting' | 'call-started' | 'call-ended' | 'tracking-event';

interface FluxPlayerConfig {
  /** The organisation: its id or its slug. Required. */
  channelId: string;
  /** One of the organisation’s page keys. Everybody who reads the page’s source knows it; it keeps no secret. Required. */
  apiKey: string;
  /** Language of the card and of the widget, such as `sv` or `en-GB`: one that the organisation has enabled, or another region of it. */
  language?: string;
  /** Where the floating tile stands while the shopper goes on browsing. */
  initialPosition?: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
  /** The page puts elements in later: places that match `renderTo` get their card whenever they appear. */
  spa?: boolean;
  /** What the agent is shown about the shopper, as `data` of the first API: at most 50 keys of 1 kB each. */
  user?: Record<string, unknown>;
  /** Told what happens to the widget and the call, by the names and with the payloads of the first API’s events. An error that it throws is reported and disturbs nothing. */
  onEvent?: (name: FluxPlayerEventName, data?: unknown) => void;
  /** The shopper pressed checkout in the widget: go to the shop’s own. Without it the widget offers no checkout. */
  onCheckout?: (cart: { items: { sku: string; quantity: number }[] }) => void;
  /** What the page shows. */
  widgets?: { calls?: FluxPlayerCallsOptions };
  /** The channel’s own domain. Calls need `channelId` beside it. (Accepted; takes effect in a later release.) */
  customDomain?: string;
  /** The player’s width. (Accepted; takes effect in a later release.) */
  width?: string;
  /** The player’s height. (Accepted; takes effect in a later release.) */
  height?: string;
}

declare const FluxPlayer: {
  /** Begins. Resolves when calls can be made, and rejects with a message for the developer: no such channel, a key that is none of its keys, a site that it does not allow. Called again, the later configuration takes the place of the earlier one. */
  init(config: FluxPlayerConfig): Promise<void>;
  readonly Widgets: {
    readonly Calls: {
      /** Begins a call as the card’s button does; needs no card. Rejects before `init()`, and when nobody can be called. */
      startCall(): Promise<void>;
    };
  };
};

/** An order, in one of the forms that order pages have. Each needs the number of the order; a value needs a currency. */
type VitrinePurchase =
  | { orderId: string | number; orderValue?: string | number; currency?: string; orderProductIds?: string | (string | number)[] }
  | {
      transaction: { id: string | number; total?: string | number; subtotal?: string | number; currency?: string };
      products?: { id?: string | number; sku?: string | number }[];
    }
  | { transaction_id: string | number; value?: string | number; currency?: string; items?: { item_id?: string | number }[] };

interface Window {
  /** What track.js offers. */
  _bambuser?: {
    /** Counts a purchase for the last call of this browser, if there was one within 30 days. */
    track(event: 'purchase', purchase: VitrinePurchase): void;
    /** The same, as older pages say it. */
    collect(purchase: VitrinePurchase & { event: 'purchase' }): void;
  };
}
