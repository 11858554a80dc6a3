// Names that pages in use know, by where they stand: none may be missing from the tables in src/api.ts and src/flux/table.ts.

/** Of the calls widget: what its public reference names, and what pages and wrappers use beside that. */
export const callsWidget = {
  options: [
    'orgId', 'queue', 'triggers', 'connectId', 'dropInEnabled', 'bookingsEnabled', 'openBookingPage', 'locale', 'data', 'allowFirstPartyCookies',
    'trackingTags', 'enableScanning', 'merchantBaseUrl', 'dataLayerTracking', 'ecommerceTracking', 'bookingServiceIds', 'bookingResourceId',
    'bookingIframeUrl', 'disableCoBrowsing', 'floatingPlayer', 'themeId', 'getMinimizedWidgetStyle', 'smartVariantOverride', 'popupTimeoutSeconds',
    'getOverlayOffsets', 'withMinimizeSupport', 'disableDataLayerInterceptions',
  ],
  triggers: ['connect-link', 'queue-link', 'smart', 'always', 'manual'],
  events: [
    'queue-is-open', 'queue-is-closed', 'agents-online', 'queue-estimated-waiting-time', 'tracking-event', 'provide-product-data',
    'provide-search-data', 'should-add-item-to-cart', 'should-update-item-in-cart', 'goto-checkout', 'goto-chat', 'open', 'close',
    'waiting-in-queue', 'call-starting', 'call-started', 'call-ended', 'surf-behind-to',
  ],
  methods: [
    'on', 'removeListener', 'show', 'destroy', 'floatAbove', 'areQueuesOpen', 'setQueue', 'getNumberOfOnlineAgents', 'getEstimatedWaitingTime',
    'updateData', 'setTrackingTags', 'showOverlayWidget', 'hideOverlayWidget', 'updateProduct', 'updateElement', 'notifyCustomerEvent',
    'notifyProductNavigation',
  ],
  members: ['config', 'connectId', 'events'],
  constants: {
    ELEMENTS: ['DROP_IN_CARD', 'BOOKING_CARD'],
    FLOATING_PLAYER_NAVIGATION_MODE: ['IFRAME', 'MANUAL'],
    CUSTOMER_EVENTS: ['ADDED_TO_CART'],
  },
  parameters: ['bambuserConnectId', 'bambuserQueueId', 'bookingResourceId'],
  globals: ['onBambuserOneToOneReady', 'BambuserOneToOneEmbed'],
};

/** Of FluxPlayer: what the description of its calls widget names, and what `init()` takes beside that. */
export const fluxPlayer = {
  options: [
    'channelId', 'apiKey', 'customDomain', 'language', 'initialPosition', 'spa', 'user', 'onEvent', 'onCheckout', 'width', 'height', 'widgets',
  ],
  calls: ['renderTo', 'strings', 'whitelist', 'onBeforeRender'],
  strings: ['title', 'text'],
  agent: ['id', 'name', 'status', 'tags', 'profile_photo_url'],
  choice: ['callAgentId', 'productIds'],
  methods: ['FluxPlayer.init', 'FluxPlayer.Widgets.Calls.startCall'],
};
