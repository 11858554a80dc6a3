/** What a page says when something is to be put into its cart. */
import { isObject } from '../kinds';
import type { Verdict } from '../protocol';
import { warnOnce } from '../warn';
import { short } from './words';

const UNKNOWN =
  'the callback of a cart event takes true, false, { success: true } or { success: false, reason, message }; ' +
  'anything else counts as false.';

/** The page's word on it; what cannot be understood is a no without a reason. */
export function verdictOf(given: unknown): Verdict {
  try {
    return read(given);
  } catch (error) {
    warnOnce(UNKNOWN, error);
    return { ok: false, reason: 'failed' };
  }
}

function read(given: unknown): Verdict {
  const { success, reason, message } = isObject(given) ? given : { success: given, reason: undefined, message: undefined };
  if (success === true) return { ok: true };
  if (success !== false) {
    warnOnce(UNKNOWN);
    return { ok: false, reason: 'failed' };
  }
  const words = textOf(message);
  if (reason === 'out-of-stock') return words ? { ok: false, reason, message: words } : { ok: false, reason };
  // A reason that this release does not know says more than nothing.
  const why = words || (reason === 'custom-error' ? '' : textOf(reason));
  return why ? { ok: false, reason: 'custom', message: why } : { ok: false, reason: 'failed' };
}

const textOf = (value: unknown) => (typeof value === 'string' ? short(value) : '');
