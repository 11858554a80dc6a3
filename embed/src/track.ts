/**
 * For the shop's order page: counts what is bought for the last call before it. `window._bambuser.track('purchase', …)`, and as older
 * pages say it, `window._bambuser.collect({ event: 'purchase', … })`.
 */
import { isObject } from './kinds';
import { lastCall } from './last-call';
import { scriptOrigin } from './origin';
import { readPurchase } from './purchase';
import { fail } from './report';
import { warnOnce } from './warn';

const page = window as unknown as { _bambuser?: { isVitrine?: true } };

// A second script tag finds what the first one made.
if (!page._bambuser?.isVitrine) {
  const origin = scriptOrigin('/track.js');

  async function count(data: unknown): Promise<void> {
    const purchase = readPurchase(data);
    if (!purchase) return warnOnce('a purchase needs the number of its order, such as { orderId: "A-17" }; nothing is counted.');
    if (purchase.value && !purchase.currency) warnOnce('the value of a purchase needs its currency, such as { currency: "EUR" }.');
    const last = lastCall();
    if (!last || !origin) return;
    const body = JSON.stringify({ ...purchase, ...(!purchase.currency && { value: null }), call: last.callId, direct: last.isDirect });
    // As plain text, so that the browser asks nothing before; and it arrives even when the page is left at once.
    const answer = await fetch(`${origin}/page/${last.orgId}/purchase`, { method: 'POST', body, keepalive: true });
    if (!answer.ok) fail(`the purchase is not counted: ${await answer.text()}`);
  }

  const tell = (event: unknown, data: unknown): void => {
    if (event === 'purchase') count(data).catch((error: unknown) => fail('the purchase could not be told.', error));
    else warnOnce(`of what a page tracks, "purchase" is counted; "${String(event)}" is not.`);
  };

  page._bambuser = Object.assign(isObject(page._bambuser) ? page._bambuser : {}, {
    isVitrine: true as const,
    track: tell,
    collect: (data: unknown) => tell(isObject(data) ? data.event : undefined, data),
  });
}
