import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { track } = await load('page/tracking.ts');

let told;
const events = { emit: (name, payload) => told.push([name, payload]) };
const joined = { currentServingAgents: 1, currentQueuePlacement: 2, currentQueueId: 'Q', currentTicketId: 'T' };

beforeEach(() => {
  told = [];
  globalThis.window = { dataLayer: [] };
  console.warn = () => {};
});

test('handlers hear what happened, and the data layer has it under the names that tag managers know', () => {
  track({}, events, 'joined_queue', joined);
  assert.deepEqual(told, [['tracking-event', { eventName: 'joined_queue', eventData: joined }]]);
  assert.deepEqual(window.dataLayer, [
    { event: 'bmb_oto_joined_queue', 'bmb_oto.servingAgents': 1, 'bmb_oto.queuePlace': 2, 'bmb_oto.queueId': 'Q', 'bmb_oto.ticketId': 'T' },
  ]);
});

test('without data there is an event and nothing else', () => {
  track({}, events, 'call_widget_opened', undefined);
  assert.deepEqual(told, [['tracking-event', { eventName: 'call_widget_opened', eventData: {} }]]);
  assert.deepEqual(window.dataLayer, [{ event: 'bmb_oto_call_widget_opened' }]);
});

test('a page without a data layer gets none, and one that switches it off is left alone', () => {
  globalThis.window = {};
  track({}, events, 'joined_queue', joined);
  assert.deepEqual(window, {});
  globalThis.window = { dataLayer: [] };
  track({ dataLayerTracking: false }, events, 'joined_queue', joined);
  assert.deepEqual(window.dataLayer, []);
  assert.equal(told.length, 2);
});

test('a data layer that takes nothing does not disturb the handlers', () => {
  for (const dataLayer of [Object.freeze([]), 'x', {}]) {
    globalThis.window = { dataLayer };
    assert.doesNotThrow(() => track({}, events, 'joined_queue', joined));
  }
  assert.equal(told.length, 3);
});

test('a data layer that throws when it is looked at does not disturb the handlers', () => {
  globalThis.window = {
    get dataLayer() {
      throw new Error('mine');
    },
  };
  track({}, events, 'call_started', {});
  assert.deepEqual(told, [['tracking-event', { eventName: 'call_started', eventData: {} }]]);
});

test('ecommerce goes to the data layer in its own shape, after what empties it, where the page has not switched that off', () => {
  const ecommerce = { currency: 'EUR', value: 12.5, items: [{ item_id: 'W', item_name: 'Lamp', price: 12.5, quantity: 1 }] };
  const pushed = (config) => {
    globalThis.window = { dataLayer: [] };
    track(config, events, 'add_to_cart', { ecommerce });
    assert.deepEqual(told.at(-1), ['tracking-event', { event: 'add_to_cart', ecommerce }]);
    return window.dataLayer;
  };
  assert.deepEqual(pushed({}), [{ ecommerce: null }, { event: 'add_to_cart', ecommerce }]);
  assert.deepEqual(pushed({ ecommerceTracking: false }), []);
  assert.deepEqual(pushed({ dataLayerTracking: false }), []);
});
