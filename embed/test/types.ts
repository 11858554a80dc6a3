// Compiled, never run: the class keeps what the published types promise.
import type { Player } from '../src/flux';
import { BambuserOneToOneEmbed as Built } from '../src/widget';

type Promised = InstanceType<typeof BambuserOneToOneEmbed>;

type Plain =
  | 'show'
  | 'destroy'
  | 'updateData'
  | 'areQueuesOpen'
  | 'getNumberOfOnlineAgents'
  | 'getEstimatedWaitingTime'
  | 'setQueue'
  | 'setTrackingTags'
  | 'updateElement'
  | 'updateProduct'
  | 'floatAbove'
  | 'showOverlayWidget'
  | 'hideOverlayWidget'
  | 'notifyCustomerEvent'
  | 'notifyProductNavigation'
  | 'events'
  | 'ELEMENTS'
  | 'FLOATING_PLAYER_NAVIGATION_MODE'
  | 'CUSTOMER_EVENTS';

type Listen = (name: string, handler: (...args: any[]) => void) => unknown;

export const methods: Pick<Promised, Plain> & { on: Listen; removeListener: Listen } = new Built();

export const statics: Pick<typeof BambuserOneToOneEmbed, 'ELEMENTS' | 'FLOATING_PLAYER_NAVIGATION_MODE' | 'CUSTOMER_EVENTS'> = Built;

export const player: Pick<Player, 'init' | 'startCall'> = {} as {
  init: typeof FluxPlayer.init;
  startCall: typeof FluxPlayer.Widgets.Calls.startCall;
};

/** What merchants write for a call with an agent by name. */
export function asMerchantsOfFluxDo(): void {
  const ready: Promise<void> = FluxPlayer.init({
    channelId: 'maison',
    apiKey: 'page-key-of-maison',
    initialPosition: 'top-left',
    spa: true,
    user: { firstName: 'Ada' },
    onEvent: (name, data) => (name === 'call-ended' ? data : undefined),
    onCheckout: ({ items }) => items.map(({ sku, quantity }) => sku.repeat(quantity)),
    widgets: {
      calls: {
        renderTo: '.call-us',
        strings: { text: '{{name}} is here' },
        whitelist: [/lamps/g, '/chairs/'],
        onBeforeRender: async (agents) => ({ callAgentId: agents.find(({ tags }) => tags.includes('light'))?.id ?? '', productIds: ['RED'] }),
      },
    },
  });
  void ready.then(() => FluxPlayer.Widgets.Calls.startCall());
  // @ts-expect-error: a key is required.
  void FluxPlayer.init({ channelId: 'maison' });
  // @ts-expect-error: a choice names an agent.
  void FluxPlayer.init({ channelId: 'maison', apiKey: 'k', widgets: { calls: { onBeforeRender: () => ({ productIds: [] }) } } });
}

/** What merchants write. */
export function asMerchantsDo(): void {
  window.onBambuserOneToOneReady = (Embed) => {
    const embed = new Embed({ orgId: 'demodemodemodemodemo', queue: '', triggers: ['always'], data: () => Promise.resolve({ firstName: 'Ada' }) });
    embed.on('call-ended', () => embed.destroy());
    embed.on('queue-is-open', ({ isOpen, nextCloseTime }) => isOpen && nextCloseTime?.slice(0, 10));
    embed.on('queue-is-closed', ({ nextOpenTime }) => new Date(nextOpenTime ?? 0).toLocaleTimeString());
    embed.on('agents-online', ({ numberOfAgentsOnline, queueId }) => numberOfAgentsOnline > 0 && queueId);
    embed.on('queue-estimated-waiting-time', ({ estimatedWaitingTime, place }) => (estimatedWaitingTime ?? 0) + place);
    void embed.areQueuesOpen().then(({ isOpen, nextOpenTime, nextCloseTime }) => [isOpen, nextOpenTime, nextCloseTime]);
    void embed.getNumberOfOnlineAgents('repairs').then(({ numberOfAgentsOnline }) => numberOfAgentsOnline.toFixed());
    void embed.getEstimatedWaitingTime().then(({ estimatedWaitingTime }) => estimatedWaitingTime?.toFixed());
    embed.setQueue('repairs');
    embed.setTrackingTags([{ key: 'segment', value: 'premium' }, { key: 'back', value: true }]);
    embed.updateElement(embed.ELEMENTS.DROP_IN_CARD, { disableCTA: true, content: { subtitle: 'Back at two' } });
    embed.updateElement(Embed.ELEMENTS.DROP_IN_CARD, null);
    embed.floatAbove('/cart');
    embed.notifyCustomerEvent(Embed.CUSTOMER_EVENTS.ADDED_TO_CART, { sku: 7, name: 'Vinge', price: '149', currency: 'EUR', quantity: 1 });
    embed.notifyProductNavigation({ externalId: 'LC-101' });
    embed.config = { ...embed.config, locale: 'sv-SE' };
    // @ts-expect-error: what has no name cannot be shown.
    embed.notifyCustomerEvent('added-to-cart', { sku: 'x' });
    // @ts-expect-error: nobody may serve, and then there is no estimate.
    embed.on('queue-estimated-waiting-time', ({ estimatedWaitingTime }) => estimatedWaitingTime.toFixed());
    embed.on('something-else', (payload: unknown) => payload);
    // @ts-expect-error: the organisation's id is required.
    new Embed({});
    // @ts-expect-error: a locale is a string.
    new Embed({ orgId: 'demodemodemodemodemo', locale: 7 });
  };
}
