import type { Options } from '../api';
import { isObject, isOrgId } from '../kinds';
import { keepLastCall, lastCall } from '../last-call';

/** Notes a call, and that it led to the checkout, for the order page; where the page allows cookies of its own. */
export function attribute({ allowFirstPartyCookies, orgId }: Options, name: string, data: unknown): void {
  if (allowFirstPartyCookies === false || !isOrgId(orgId)) return;
  const callId = name === 'call_started' && isObject(data) ? data.callId : undefined;
  if (isOrgId(callId)) keepLastCall({ orgId, callId, isDirect: false });
  const last = name === 'checkout_clicked' && lastCall();
  if (last) keepLastCall({ ...last, isDirect: true });
}
