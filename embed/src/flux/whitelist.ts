/** Whether a page is one of those that a list names. */
import { warnOnce } from '../warn';

const isExpression = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]';

function matches(item: unknown, address: string): boolean {
  if (typeof item === 'string') return address.includes(item);
  if (!isExpression(item)) {
    warnOnce('FluxPlayer: the items of "widgets.calls.whitelist" should be expressions or strings; others match nothing.');
    return false;
  }
  // A copy that begins at the start: with "g" or "y" an expression goes on from where it was, and the page's own must not move.
  return new RegExp(item.source, item.flags).test(address);
}

/** Whether the page at this address is named; every page is where there is no list. */
export function isListed(whitelist: readonly unknown[] | undefined, address: string): boolean {
  return whitelist === undefined || whitelist.some((item) => matches(item, address));
}
