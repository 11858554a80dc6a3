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
  /** Id or name of the queue that shoppers join. An empty string means the default queue. */
  queue?: string;
  /** Language and region of the widget, such as `en-GB` or `sv-SE`. One the organisation has not enabled falls back to its default. */
  locale?: string;
  /** What the agent is shown about the shopper: an object, or a function that returns a promise of one. At most 50 keys of 1 kB each. */
  data?: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** What opens the widget besides `show()`. `always` opens it after the page has loaded; `smart`, `connect-link` and `queue-link` come later; `manual` is the older word for none. */
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
}

interface Window {
  BambuserOneToOneEmbed: typeof BambuserOneToOneEmbed;
  /** Called once with the class, which is a global by then. */
  onBambuserOneToOneReady?: (Embed: typeof BambuserOneToOneEmbed) => void;
}
