/** What a page tells its widget now and then, and what is counted: loaded when something first is. One of these belongs to one instance of the embed class. */
import type { Options } from '../api';
import type { Emitter } from '../emitter';
import type { Card, ShopNews, ToFrame } from '../protocol';
import type { Session } from '../session';
import { warnOnce } from '../warn';
import { attribute } from './attribution';
import { changed, isElement } from './elements';
import { customerNews, navigationNews } from './news';
import { usableTags } from './tags';
import { placeTile } from './tile';
import { track } from './tracking';

/** What this reads and writes of its instance. */
export interface Host {
  config: Options;
  readonly events: Pick<Emitter, 'emit'>;
  readonly session: { readonly link: Pick<Session['link'], 'isOpen' | 'send'> } | undefined;
  /** The event that the frame told last. */
  readonly heard: string | undefined;
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

  notifyCustomerEvent(name: unknown, payload: unknown): void {
    this.notify('notifyCustomerEvent()', () => customerNews(name, payload));
  }

  notifyProductNavigation(product: unknown): void {
    this.notify('notifyProductNavigation()', () => navigationNews(product));
  }

  /** Tells the widget, while a call runs. */
  private notify(what: string, read: () => ShopNews | undefined): void {
    this.safely(what, () => {
      const { session, heard } = this.host;
      if (!session?.link.isOpen() || (heard !== 'call-starting' && heard !== 'call-started')) {
        return warnOnce(`${what} counts during a call, after "call-starting" and before "call-ended"; nothing is told.`);
      }
      const news = read();
      if (news) session.link.send({ type: 'shop', news });
    });
  }

  placeTile(element: HTMLElement, box: HTMLElement): void {
    placeTile(element, box, () => this.host.config.getMinimizedWidgetStyle?.());
  }

  /** Something happened that is worth counting. */
  track(name: string, data: unknown): void {
    this.safely('allowFirstPartyCookies', () => attribute(this.host.config, name, data));
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
