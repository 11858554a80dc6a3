/** What happens in the widget, for the page and its tag manager to count. */
import type { Options } from '../api';
import type { Emitter } from '../emitter';
import { isObject } from '../kinds';
import { warnOnce } from '../warn';

/** The scope of everything that is pushed to the data layer. */
const SCOPE = 'bmb_oto';

/** Fields whose names differ in the data layer. */
const PUSHED_AS: Record<string, string> = {
  currentServingAgents: 'servingAgents',
  currentQueuePlacement: 'queuePlace',
  currentQueueId: 'queueId',
  currentTicketId: 'ticketId',
};

/** Tells the page's handlers of an event, and the data layer where there is one and the page has not switched that off. */
export function track(config: Options, events: Pick<Emitter, 'emit'>, eventName: string, data: unknown): void {
  const eventData = isObject(data) ? data : {};
  if (isObject(eventData.ecommerce)) return sell(config, events, eventName, eventData.ecommerce);
  events.emit('tracking-event', { eventName, eventData });
  if (config.dataLayerTracking === false) return;
  const fields = Object.entries(eventData).map(([name, value]) => [`${SCOPE}.${PUSHED_AS[name] ?? name}`, value]);
  push({ event: `${SCOPE}_${eventName}`, ...Object.fromEntries(fields) });
}

/** An event of GA4's ecommerce, in its own shape. */
function sell(config: Options, events: Pick<Emitter, 'emit'>, event: string, ecommerce: object): void {
  events.emit('tracking-event', { event, ecommerce });
  if (config.dataLayerTracking === false || config.ecommerceTracking === false) return;
  // What an earlier event left there would be merged into this one.
  push({ ecommerce: null });
  push({ event, ecommerce });
}

/** Pushes where the page has a data layer; one is never made. */
function push(entry: object): void {
  try {
    const { dataLayer } = window as { dataLayer?: unknown };
    if (Array.isArray(dataLayer)) dataLayer.push(entry);
  } catch (error) {
    warnOnce('nothing can be pushed to window.dataLayer.', error);
  }
}
