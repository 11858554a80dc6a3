import { isObject } from './kinds';

/** A purchase as the server takes it. */
export interface Purchase {
  readonly order: string;
  /** A decimal number. */
  readonly value?: string;
  readonly currency?: string | undefined;
  readonly products: string[];
}

const isSaid = (value: unknown) => (typeof value === 'number' && isFinite(value)) || (typeof value === 'string' && value.trim() !== '');

const first = (...values: unknown[]) => {
  const said = values.find(isSaid);
  return said === undefined ? undefined : String(said);
};

/**
 * What a page tells of an order, in any of the forms that order pages have: flat (`orderId`, `orderValue`, `orderProductIds`), as
 * `transaction` and `products`, or as GA4 (`transaction_id`, `value`, `items`). Without an order number it is none.
 */
export function readPurchase(data: unknown): Purchase | undefined {
  const told = isObject(data) ? data : {};
  const transaction = isObject(told.transaction) ? told.transaction : {};
  const order = first(told.orderId, transaction.id, told.transaction_id);
  if (order === undefined) return undefined;
  const currency = first(told.currency, transaction.currency);
  const value = first(told.orderValue, transaction.total, transaction.subtotal, told.value);
  return { order, ...(value !== undefined && { value, currency }), products: names(told.orderProductIds ?? told.products ?? told.items) };
}

/** Products by what the shop calls them: a list, or one text with commas. */
function names(given: unknown): string[] {
  const all: unknown[] = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [];
  const named = all.map((one) => (isObject(one) ? first(one.sku, one.item_id, one.id) : first(one)));
  return named.flatMap((name) => name?.trim() ?? []).slice(0, 100);
}
