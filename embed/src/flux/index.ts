/** All that `FluxPlayer` does, loaded with its first `init()`. */
import { Calls } from './calls';
import { askChannel } from './channel';
import { readConfig } from './config';

export function openPlayer(origin: string): Player {
  return new Player(origin);
}

/** The one player of a page. */
export class Player {
  private calls: Calls | undefined;
  private turn = 0;
  private latest: Promise<void> | undefined;

  constructor(private readonly origin: string) {}

  /** Takes this configuration in place of the one before; whoever waits for an older one waits for this one. */
  init(given: unknown): Promise<void> {
    return (this.latest = this.begin(given, ++this.turn));
  }

  async startCall(): Promise<void> {
    if (!this.calls) throw Error('FluxPlayer.Widgets.Calls.startCall() comes after FluxPlayer.init().');
    return this.calls.startCall();
  }

  private async begin(given: unknown, turn: number): Promise<void> {
    try {
      const config = readConfig(given);
      const channel = await askChannel(this.origin, config);
      if (turn !== this.turn) return this.latest;
      this.calls?.close();
      this.calls = new Calls(this.origin, config, channel);
    } catch (error) {
      if (turn !== this.turn) return this.latest;
      this.calls?.close();
      this.calls = undefined;
      throw error;
    }
  }
}
