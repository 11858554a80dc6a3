/**
 * `FluxPlayer`: the second page API. As small as can be, since every page loads it: what it does is loaded with the first `init()`,
 * and what opens a call with the first call.
 */
import flux from 'chunk:flux';
import type { Player } from './flux';
import { scriptOrigin } from './origin';

const page = window as unknown as { FluxPlayer?: { isVitrine?: true } };

// A second script tag finds what the first one made and leaves everything to it.
if (!page.FluxPlayer?.isVitrine) {
  const origin = scriptOrigin('/flux-player.js');
  let loading: Promise<Player> | undefined;
  let ready: Promise<void> | undefined;

  const load = async (): Promise<Player> => {
    if (!origin) throw Error('FluxPlayer: the address of flux-player.js is unknown. Load it by <script src>.');
    loading ??= import(origin + flux).then(
      ({ openPlayer }) => openPlayer(origin),
      () => {
        loading = undefined;
        throw Error(`FluxPlayer: a part of this script could not be loaded from ${origin}.`);
      },
    );
    return loading;
  };

  const player = {
    isVitrine: true as const,
    init: (config: unknown): Promise<void> => (ready = load().then((player) => player.init(config))),
    Widgets: {
      Calls: {
        async startCall(): Promise<void> {
          if (!ready) throw Error('FluxPlayer.Widgets.Calls.startCall() comes after FluxPlayer.init().');
          await ready;
          return (await load()).startCall();
        },
      },
    },
  };
  page.FluxPlayer = player;
}
