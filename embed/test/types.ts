// Compiled, never run: the class keeps what the published types promise.
import { BambuserOneToOneEmbed as Built } from '../src/widget';

type Promised = InstanceType<typeof BambuserOneToOneEmbed>;

type Plain = 'show' | 'destroy' | 'updateData' | 'events' | 'ELEMENTS';

type Listen = (name: string, handler: (...args: any[]) => void) => unknown;

export const methods: Pick<Promised, Plain> & { on: Listen; removeListener: Listen } = new Built();

export const statics: Pick<typeof BambuserOneToOneEmbed, 'ELEMENTS' | 'FLOATING_PLAYER_NAVIGATION_MODE'> = Built;

/** What merchants write. */
export function asMerchantsDo(): void {
  window.onBambuserOneToOneReady = (Embed) => {
    const embed = new Embed({ orgId: 'demodemodemodemodemo', queue: '', triggers: ['always'], data: () => Promise.resolve({ firstName: 'Ada' }) });
    embed.on('call-ended', () => embed.destroy());
    embed.on('something-else', (payload: unknown) => payload);
    // @ts-expect-error: the organisation's id is required.
    new Embed({});
    // @ts-expect-error: a locale is a string.
    new Embed({ orgId: 'demodemodemodemodemo', locale: 7 });
  };
}
