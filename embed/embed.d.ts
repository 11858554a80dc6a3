// Types of embed.js. Generated from embed/src/api.ts; do not edit.

type BambuserOneToOneTrigger = 'always' | 'smart' | 'connect-link' | 'queue-link' | 'manual';

interface BambuserOneToOneMinimizedStyle {
  position?: 'bottom-left' | 'bottom-right';
  /** A CSS length. */
  verticalMargin?: string;
  /** A CSS length. */
  horizontalMargin?: string;
  zIndex?: string | number;
}

interface BambuserOneToOneOptions {
  /** The organisation’s id: 20 letters and digits, shown in the console’s address. Required. */
  orgId: string;
  /** Id, slug or name of the queue that shoppers join. An empty string means the default queue. */
  queue?: string;
  /** Language and region of the widget, such as `en-GB` or `sv-SE`. One the organisation has not enabled falls back to its default. */
  locale?: string;
  /** What the agent is shown about the shopper: an object, or a function that returns a promise of one. At most 50 keys of 1 kB each. */
  data?: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** What opens the widget besides `show()`. `always` opens it after the page has loaded; `queue-link` does so where the page’s address has `?bambuserQueueId=`, in that queue; `smart` and `connect-link` come later; `manual` is the older word for none. */
  triggers?: BambuserOneToOneTrigger | BambuserOneToOneTrigger[];
  /** Whether the start screen offers a call right away. */
  dropInEnabled?: boolean;
  /** With `false` nothing is stored in the page: after a reload the widget does not come back by itself. */
  allowFirstPartyCookies?: boolean;
  /** Where the floating tile and the minimised bar stand: returns `position` (`bottom-left` or `bottom-right`), `verticalMargin`, `horizontalMargin` and `zIndex`. */
  getMinimizedWidgetStyle?: () => BambuserOneToOneMinimizedStyle;
  /** Connect link of a booking, to start its call; instead of `bambuserConnectId` in the address. (Accepted; takes effect in a later release.) */
  connectId?: string;
  /** Whether the start screen offers a booking. (Accepted; takes effect in a later release.) */
  bookingsEnabled?: boolean;
  /** Opens the widget on its booking page. (Accepted; takes effect in a later release.) */
  openBookingPage?: boolean;
  /** Booking services to offer. (Accepted; takes effect in a later release.) */
  bookingServiceIds?: string[];
  /** The one resource that can be booked; instead of `bookingResourceId` in the address. (Accepted; takes effect in a later release.) */
  bookingResourceId?: string;
  /** Tags for the organisation’s own figures; at most 20. (Accepted; takes effect in a later release.) */
  trackingTags?: { key: string; value: string | number | boolean }[];
  /** Lets an agent scan bar codes with a back camera. (Accepted; takes effect in a later release.) */
  enableScanning?: boolean;
  /** Where browsing together starts; may have a path. (Accepted; takes effect in a later release.) */
  merchantBaseUrl?: string;
  /** Pushes tracking events to `window.dataLayer`. (Accepted; takes effect in a later release.) */
  dataLayerTracking?: boolean;
  /** Pushes GA4 ecommerce events to `window.dataLayer`. (Accepted; takes effect in a later release.) */
  ecommerceTracking?: boolean;
  /** Leaves the page’s data layer alone. (Accepted; takes effect in a later release.) */
  disableDataLayerInterceptions?: boolean;
  /** How the shopper goes on browsing during a call. (Accepted; takes effect in a later release.) */
  floatingPlayer?: { navigationMode?: 'iframe' | 'manual'; confirmClosingBrowser?: boolean; webViewFillMode?: string };
  /** The theme of the widget. (Accepted; takes effect in a later release.) */
  themeId?: string;
  /** The overlay’s form: `Video`, `Side dock` or `Avatar`. (Accepted; takes effect in a later release.) */
  smartVariantOverride?: string;
  /** Seconds until the overlay appears; digits in a string are accepted. (Accepted; takes effect in a later release.) */
  popupTimeoutSeconds?: number | string;
  /** Where the overlay stands. (Accepted; takes effect in a later release.) */
  getOverlayOffsets?: (position: string) => { x?: string; y?: string; zIndex?: string };
  /** Older switch for the floating player; accepted, without effect. (Accepted; takes effect in a later release.) */
  withMinimizeSupport?: boolean;
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
}

declare class BambuserOneToOneEmbed {
  static readonly ELEMENTS: { readonly DROP_IN_CARD: 'drop-in-card'; readonly BOOKING_CARD: 'book-meeting-card' };
  static readonly FLOATING_PLAYER_NAVIGATION_MODE: { readonly IFRAME: 'iframe'; readonly MANUAL: 'manual' };
  readonly ELEMENTS: { readonly DROP_IN_CARD: 'drop-in-card'; readonly BOOKING_CARD: 'book-meeting-card' };
  readonly events: { emit(name: string, ...args: unknown[]): boolean };
  /** The options that are in use; the next `show()` reads them. */
  config: Partial<BambuserOneToOneOptions>;
  constructor(options: BambuserOneToOneOptions);
  /** Opens the widget, or brings it back to the front. A page has one widget open at a time: while another instance’s is, that one is shown. */
  show(): void;
  /** Leaves queue or call and removes the widget from the page. Harmless when nothing is open; `show()` builds anew and handlers stay registered. */
  destroy(): void;
  /** Replaces the shopper’s `data`; without an argument the `data` function is called again. */
  updateData(data?: Record<string, unknown>): void;
  /** Registers a handler. The first events fire after the current tick, so a handler registered right after `new` gets them. */
  on<Name extends keyof BambuserOneToOneEvents>(name: Name, handler: (...args: BambuserOneToOneEvents[Name]) => void): this;
  on(name: string, handler: (...args: any[]) => void): this;
  /** Removes a handler. */
  removeListener<Name extends keyof BambuserOneToOneEvents>(name: Name, handler: (...args: BambuserOneToOneEvents[Name]) => void): this;
  removeListener(name: string, handler: (...args: any[]) => void): this;
  /** Whether the configured queue is open, else the default one. Rejected, as the next two are, where there is no such queue, no organisation of this id or no answer within ten seconds; the message says which. */
  areQueuesOpen(): Promise<{ isOpen: boolean; nextOpenTime: string | null; nextCloseTime: string | null }>;
  /** How many agents of a queue are available, in a call or wrapping up. The queue is named by id, slug or name; without one it is the configured one, else the default one. */
  getNumberOfOnlineAgents(queueTerm?: string): Promise<{ numberOfAgentsOnline: number; queueId: string }>;
  /** The expected wait in a queue, as `queue-estimated-waiting-time` tells it. */
  getEstimatedWaitingTime(queueTerm?: string): Promise<{ estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }>;
  /** From now on the page’s queue is this one, named by id, slug or name, and its state is told once. A shopper in line is asked, and on yes goes to the end of the new queue; on no the page’s queue is the old one again. In a call it counts for the next one. A queue that does not exist is an error in the browser’s console and changes nothing. */
  setQueue(queueTerm: string): void;
}

interface Window {
  BambuserOneToOneEmbed: typeof BambuserOneToOneEmbed;
  /** Called once with the class, which is a global by then. */
  onBambuserOneToOneReady?: (Embed: typeof BambuserOneToOneEmbed) => void;
}
