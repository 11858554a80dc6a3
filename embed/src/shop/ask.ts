/** What an agent asks of the page, as the frame passes it on. */
import { isObject } from '../kinds';

const TYPES = ['url', 'product-reference', 'scanned-code'] as const;

/** A line of the cart that shopper and agent look at together. */
export interface Line {
  sku: string;
  quantity: number;
}

export type Ask =
  | { kind: 'product'; id: string; ref: string; type: (typeof TYPES)[number] }
  /** `page` counts from 1. */
  | { kind: 'search'; id: string; term: string; page: number }
  /** Without `previous` the product is not in the cart yet. */
  | ({ kind: 'cart'; id: string; previous: number | null } & Line)
  | { kind: 'checkout'; items: Line[] };

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isInteger(value);
const isLine = (value: unknown): value is Line => isObject(value) && isText(value.sku) && isCount(value.quantity);

/** The question, if this release knows it. */
export function readAsk(given: unknown): Ask | undefined {
  if (!isObject(given)) return undefined;
  const { kind, id, ref, term, page, sku, quantity, previous, cart } = given;
  if (kind === 'checkout') {
    const items = isObject(cart) && Array.isArray(cart.items) ? cart.items.filter(isLine) : [];
    return { kind, items: items.map((line) => ({ sku: line.sku, quantity: line.quantity })) };
  }
  if (!isText(id)) return undefined;
  const type = TYPES.find((known) => known === given.type);
  if (kind === 'product' && isText(ref) && type) return { kind, id, ref, type };
  if (kind === 'search' && isText(term) && isCount(page)) return { kind, id, term, page };
  if (kind !== 'cart' || !isText(sku) || !isCount(quantity)) return undefined;
  return { kind, id, sku, quantity, previous: isCount(previous) ? previous : null };
}
