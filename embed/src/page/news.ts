/** What a page tells of its shop during a call: what is in its own cart, and which product its shopper looks at. */
import { CUSTOMER_EVENTS } from '../api';
import { isObject } from '../kinds';
import type { ShopNews } from '../protocol';
import { warnOnce } from '../warn';

/** The longest name and number of a product, in characters. */
const MOST_CHARS = 200;
/** The longest reference: that of an address. */
const MOST_REFERENCE_CHARS = 2048;
/** The most of one product. */
const MOST_OF_ONE = 999;

const NAME = 'notifyCustomerEvent()';

/** What an event of the shopper's says, or undefined after a warning. */
export function customerNews(event: unknown, payload: unknown): ShopNews | undefined {
  const { ADDED_TO_CART, REMOVED_FROM_CART, PRODUCT_VIEWED } = CUSTOMER_EVENTS;
  if (!Object.values<unknown>(CUSTOMER_EVENTS).includes(event)) {
    return drop(`${NAME}: there is no event "${String(event)}"; CUSTOMER_EVENTS has their names.`);
  }
  if (!isObject(payload)) return drop(`${NAME} needs an object that says which product it is about.`);
  const { sku, name, price, currency, quantity } = payload;
  const title = short(name);
  if (!title) return drop(`${NAME} needs a "name" that is not empty; nothing is told.`);
  const number = short(sku) || title;
  if (event === PRODUCT_VIEWED) return { kind: 'look', ref: number };
  const count = quantity === undefined || quantity === null ? (event === ADDED_TO_CART ? 1 : 0) : Number(quantity);
  // Nothing that was added is nothing at all.
  const least = event === REMOVED_FROM_CART ? 0 : 1;
  if (!Number.isInteger(count) || count < least || count > MOST_OF_ONE) {
    return drop(`${NAME}: "quantity" should be a whole number from ${least} to ${MOST_OF_ONE}; nothing is told.`);
  }
  return { kind: 'cart', sku: number, name: title, quantity: count, ...cost(price, currency) };
}

/** The product that the shopper went to, or undefined after a warning. */
export function navigationNews(product: unknown): ShopNews | undefined {
  const { externalId } = isObject(product) ? product : { externalId: undefined };
  const ref = short(externalId, MOST_REFERENCE_CHARS);
  return ref ? { kind: 'look', ref } : drop('notifyProductNavigation() needs { externalId }, the SKU or another number of a product.');
}

/** A price that is none, or of no currency, is left out; the rest is as true without it. */
function cost(price: unknown, currency: unknown): { price: string; currency: string } | undefined {
  const amount = typeof price === 'number' ? price : typeof price === 'string' && price.trim() ? Number(price) : NaN;
  const isTold = price !== undefined && price !== null;
  if (Number.isFinite(amount) && amount >= 0 && amount < 1e13 && typeof currency === 'string' && /^[A-Za-z]{3}$/.test(currency.trim())) {
    return { price: typeof price === 'string' ? price.trim() : amount.toFixed(4), currency: currency.trim().toUpperCase() };
  }
  if (isTold) warnOnce(`${NAME}: a "price" should be a number of zero or more, with a "currency" such as EUR; it is left out.`);
  return undefined;
}

/** A text or a number as a text, without the space around it; nothing where it is too long to be a name. */
function short(value: unknown, most = MOST_CHARS): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text.length <= most ? text : '';
}

function drop(words: string): undefined {
  warnOnce(words);
  return undefined;
}
