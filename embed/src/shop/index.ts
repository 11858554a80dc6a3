/**
 * What a page answers when an agent asks for products, searches the shop or fills the cart: loaded with the first question, or with
 * the first product. One of these belongs to one instance of the embed class. Nothing in here throws into the page.
 */
import type { Emitter } from '../emitter';
import type { Answer, Verdict } from '../protocol';
import { fail } from '../report';
import type { Session } from '../session';
import { warnOnce } from '../warn';
import { readAsk, type Ask } from './ask';
import type { Fields } from './builder';
import { plain } from './plain';
import { buildProduct, buildResults, plainResults } from './product';
import { verdictOf } from './verdict';
import { problemOf } from './words';

/** What this reads of its instance. */
export interface Host {
  readonly events: Pick<Emitter, 'emit' | 'of' | 'thrown'>;
  readonly session: { readonly link: Pick<Session['link'], 'isOpen' | 'send'> } | undefined;
}

/** A question of one kind. */
type About<Kind extends Ask['kind']> = Extract<Ask, { kind: Kind }>;

export function openShop(host: Host): Shop {
  return new Shop(host);
}

export class Shop {
  constructor(private readonly host: Host) {}

  /** Tells the page's handlers what an agent asks, or that the shopper goes to the checkout; a question of another release is let be. */
  hear(given: unknown): void {
    const ask = readAsk(given);
    if (ask?.kind === 'product') this.askProduct(ask);
    else if (ask?.kind === 'search') this.askSearch(ask);
    else if (ask?.kind === 'cart') this.askCart(ask);
    else if (ask) this.host.events.emit('goto-checkout', { items: ask.items });
  }

  /** What the page says about a product, asked or not, as often as it likes. */
  updateProduct(id: unknown, build: unknown): void {
    const warn = (why: string) => warnOnce(`updateProduct() has no effect: ${why}.`);
    if (typeof id !== 'string' || !id) return warn('its first argument should be the id that came with provide-product-data');
    if (typeof build !== 'function') return warn('its second argument should be a function');
    if (!this.host.session?.link.isOpen()) return warn('no widget that could hear of it is on the page');
    this.sendBuilt('product', id, () => buildProduct(build));
  }

  private askProduct({ id, ref, type }: About<'product'>): void {
    const product = { ref, type, id, ...(type === 'url' ? { url: ref } : {}) };
    const failed = this.emit('provide-product-data', { products: [product] }) ?? this.deaf('provide-product-data');
    // The page may still tell more about it.
    if (failed) this.send({ kind: 'product', id, problem: problemOf(failed.error) });
  }

  private askSearch({ id, term, page }: About<'search'>): void {
    const first = new First('provide-search-data');
    const callback = (hits: unknown) => first.take(() => this.sendBuilt('search', id, () => plainResults(hits)));
    const respond = (build: unknown) => first.take(() => this.sendBuilt('search', id, () => buildResults(build)));
    const failed = this.emit('provide-search-data', { term, page, query: term, callback }, respond);
    if (failed && first.isAwaited) first.take(() => this.send({ kind: 'search', id, problem: problemOf(failed.error) }));
  }

  private askCart({ id, sku, quantity, previous }: About<'cart'>): void {
    const isNew = previous === null;
    const name = isNew ? 'should-add-item-to-cart' : 'should-update-item-in-cart';
    const first = new First(name);
    const say = (verdict: Verdict) => first.take(() => this.send({ kind: 'cart', id, verdict }));
    const callback = (given: unknown) => say(verdictOf(given));
    const failed = this.emit(name, { sku, quantity, ...(isNew ? {} : { previousQuantity: previous }), callback }, callback);
    if (failed && first.isAwaited) say({ ok: false, reason: 'failed' });
  }

  /** Tells the page's handlers; the answer is what the last one threw, where all of them did, so that nobody is left to answer. */
  private emit(name: string, ...args: unknown[]): { error: unknown } | undefined {
    const { events } = this.host;
    // A page may have put an `emit` of its own in this one's place.
    events.thrown = [];
    const handlers = events.of(name).length;
    events.emit(name, ...args);
    const { thrown } = events;
    return thrown.length > 0 && thrown.length >= handlers ? { error: thrown[thrown.length - 1] } : undefined;
  }

  /** Nobody will answer: what a call brings along is asked for on every page, and the catalogue may know it. */
  private deaf(name: string): { error: unknown } | undefined {
    const { events } = this.host;
    // A page that has put an `emit` of its own there hears without handlers.
    const hears = events.of(name).length > 0 || Object.prototype.hasOwnProperty.call(events, 'emit');
    return hears ? undefined : { error: new Error('The page of the shop tells no products.') };
  }

  /** Sends what the page builds, or why it did not. */
  private sendBuilt(kind: 'product' | 'search', id: string, build: () => Fields): void {
    try {
      this.send({ kind, id, built: build() });
    } catch (error) {
      // A plain error is the page's own word for the agent; others are mistakes that its developer should see as well.
      if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
        fail('the answer of the page could not be built or sent.', error);
      }
      this.send({ kind, id, problem: problemOf(error) });
    }
  }

  /** Throws where the answer cannot be sent. */
  private send(answer: Answer): void {
    this.host.session?.link.send({ type: 'answer', answer: plain(answer) as Answer });
  }
}

/** The first answer to a question counts; its handlers may all give one, and one handler twice. */
class First {
  isAwaited = true;

  constructor(private readonly name: string) {}

  take(act: () => void): void {
    if (!this.isAwaited) return warnOnce(`a second answer to "${this.name}" is left out: the first one counts.`);
    this.isAwaited = false;
    act();
  }
}
