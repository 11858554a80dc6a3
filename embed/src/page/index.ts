/** What a page tells its widget now and then, and what it counts: loaded when it first does. One of these belongs to one instance of the embed class. */
import type { Options } from '../api';
import type { Emitter } from '../emitter';
import type { Card, ToFrame } from '../protocol';
import { warnOnce } from '../warn';
import { changed, isElement } from './elements';
import { usableTags } from './tags';
import { track } from './tracking';

/** What this reads and writes of its instance. */
export interface Host {
  config: Options;
  readonly events: Pick<Emitter, 'emit'>;
  /** Tells the frame, now and whenever it is built anew. */
  tellFrame(message: ToFrame): void;
}

export function openPage(host: Host): PageApi {
  return new PageApi(host);
}

/** For one instance. Nothing in here throws into the page. */
export class PageApi {
  private readonly cards = new Map<string, Card>();

  constructor(private readonly host: Host) {}

  updateElement(id: unknown, state: unknown): void {
    this.safely('updateElement()', () => {
      if (!isElement(id)) return warnOnce(`updateElement(): there is no element "${String(id)}".`);
      this.cards.set(id, changed(this.cards.get(id) ?? {}, state));
      this.host.tellFrame({ type: 'cards', cards: Object.fromEntries(this.cards) });
    });
  }

  setTrackingTags(tags: unknown): void {
    this.safely('setTrackingTags()', () => {
      const usable = usableTags(tags);
      if (usable) this.host.tellFrame({ type: 'tags', tags: usable });
    });
  }

  /** Something happened that is worth counting. */
  track(name: string, data: unknown): void {
    track(this.host.config, this.host.events, name, data);
  }

  /** What the page gives may throw when it is looked at. */
  private safely(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      warnOnce(`${what}: what it was given could not be read; nothing is changed.`, error);
    }
  }
}
