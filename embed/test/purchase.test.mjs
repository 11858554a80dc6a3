// What an order page tells, and for which call it counts.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { readPurchase } = await load('purchase.ts');
const { keepLastCall, lastCall } = await load('last-call.ts');
const { attribute } = await load('page/attribution.ts');

const orgId = 'demodemodemodemodemo';
const callId = 'abcdefghijklmnopqrst';
const url = 'https://vitrine.example';

/** As a browser's cookies: none for a whole registry, and only for the host's own domains. */
function cookies(hostname, registries) {
  const kept = new Map();
  return {
    kept,
    get cookie() {
      return [...kept.values()].map(({ pair }) => pair).join('; ');
    },
    set cookie(text) {
      const [pair, ...rest] = text.split(';');
      const fields = Object.fromEntries(rest.map((field) => field.split('=')));
      const domain = fields.domain;
      if (domain !== undefined && (registries.includes(domain) || !`.${hostname}`.endsWith(`.${domain}`))) return;
      kept.set(pair.split('=')[0], { pair, domain, fields });
    },
  };
}

let sent;
let said;

beforeEach(() => {
  sent = [];
  said = [];
  globalThis.window = {};
  globalThis.fetch = async (address, options) => {
    sent.push([address, options]);
    return { ok: true };
  };
  console.warn = (...words) => said.push(words.join(' '));
  console.error = (...words) => said.push(words.join(' '));
  page('shop.example.com');
});

let jar;
function page(hostname) {
  jar = cookies(hostname, ['com', 'uk', 'co.uk', 'localhost', '1']);
  globalThis.location = { hostname, protocol: 'https:' };
  globalThis.document = {
    currentScript: { src: `${url}/track.js` },
    scripts: [],
    get cookie() {
      return jar.cookie;
    },
    set cookie(text) {
      jar.cookie = text;
    },
  };
}

let copies = 0;
const script = () => load('track.ts', ++copies);
const settled = () => new Promise((resolve) => setTimeout(resolve));
const bodies = () => sent.map(([, { body }]) => JSON.parse(body));

test('an order is read in each of the forms that pages have', () => {
  const wanted = { order: 'A-17', value: '123.4', currency: 'SEK', products: ['a', 'b'] };
  for (const data of [
    { orderId: 'A-17', orderValue: 123.4, currency: 'SEK', orderProductIds: 'a, b' },
    { orderId: 'A-17', orderValue: '123.4', currency: 'SEK', orderProductIds: ['a', 'b'] },
    { transaction: { id: 'A-17', total: 123.4, subtotal: 100, currency: 'SEK' }, products: [{ sku: 'a', id: 1 }, { id: 'b' }] },
    { transaction_id: 'A-17', value: 123.4, currency: 'SEK', items: [{ item_id: 'a' }, { item_id: 'b' }] },
  ]) {
    assert.deepEqual(readPurchase(data), wanted);
  }
  assert.deepEqual(readPurchase({ orderId: 17 }), { order: '17', products: [] });
  for (const data of [undefined, null, 7, {}, { orderId: ' ' }, { orderId: NaN }, { orderId: {} }, [], { transaction: 'A-17' }]) {
    assert.equal(readPurchase(data), undefined, JSON.stringify(data));
  }
});

test('the last call is kept for the widest domain that the browser takes, and for the host where it takes none', () => {
  for (const [hostname, domain] of [
    ['shop.example.com', 'example.com'],
    ['www.shop.example.co.uk', 'example.co.uk'],
    ['localhost', undefined],
  ]) {
    page(hostname);
    keepLastCall({ orgId, callId, isDirect: false });
    const { domain: kept, fields } = jar.kept.get('vitrine_call');
    assert.equal(kept, domain);
    assert.equal(fields['max-age'], String(30 * 24 * 3600));
    assert.ok('secure' in fields && fields.samesite === 'lax');
    assert.deepEqual(lastCall(), { orgId, callId, isDirect: false });
  }
});

test('a call is noted when an agent answers, again when it leads to the checkout, and not where the page allows no cookies', () => {
  attribute({ orgId, allowFirstPartyCookies: false }, 'call_started', { callId });
  attribute({ orgId }, 'checkout_clicked', { items: [] });
  attribute({ orgId }, 'call_ended', { callId });
  attribute({ orgId }, 'call_started', { callId: 'x;domain=evil' });
  assert.equal(document.cookie, '');
  attribute({ orgId }, 'call_started', { callId });
  assert.deepEqual(lastCall(), { orgId, callId, isDirect: false });
  attribute({ orgId }, 'checkout_clicked', { items: [] });
  assert.deepEqual(lastCall(), { orgId, callId, isDirect: true });
});

test('a purchase goes to the server that the script is of, as plain text, with the last call', async () => {
  keepLastCall({ orgId, callId, isDirect: true });
  await script();
  window._bambuser.track('purchase', { transaction: { id: 'A-17', total: 5, currency: 'EUR' } });
  window._bambuser.collect({ event: 'purchase', orderId: 'A-18' });
  await settled();
  assert.deepEqual(bodies(), [
    { order: 'A-17', value: '5', currency: 'EUR', products: [], call: callId, direct: true },
    { order: 'A-18', products: [], value: null, call: callId, direct: true },
  ]);
  assert.equal(sent[0][0], `${url}/page/${orgId}/purchase`);
  assert.deepEqual([sent[0][1].method, sent[0][1].keepalive, sent[0][1].headers], ['POST', true, undefined]);
  assert.deepEqual(said, []);
});

test('without a call nothing is sent and nothing is said', async () => {
  await script();
  window._bambuser.track('purchase', { orderId: '1' });
  document.cookie = 'vitrine_call=x.y';
  window._bambuser.track('purchase', { orderId: '1' });
  await settled();
  assert.deepEqual([sent, said], [[], []]);
});

test('what makes no sense is said once and does not throw', async () => {
  keepLastCall({ orgId, callId, isDirect: false });
  await script();
  const { track, collect } = window._bambuser;
  track('purchase', {});
  track('purchase', { get orderId() { throw new Error('mine'); } });
  track('refund', { orderId: '1' });
  collect(undefined);
  track('purchase', { orderId: '1', orderValue: 5 });
  await settled();
  assert.deepEqual(bodies(), [{ order: '1', value: null, products: [], call: callId, direct: false }]);
  for (const words of ['needs the number', 'could not be told', '"refund" is not', 'needs its currency']) {
    assert.equal(said.filter((line) => line.includes(words)).length, 1, words);
  }
});

test('a refusal is told to the developer, and a second script tag changes nothing', async () => {
  keepLastCall({ orgId, callId, isDirect: false });
  window._bambuser = { theirs: 1 };
  await script();
  const first = window._bambuser.track;
  await script();
  assert.equal(window._bambuser.track, first);
  assert.equal(window._bambuser.theirs, 1);
  globalThis.fetch = async () => ({ ok: false, text: async () => 'There is no call.' });
  first('purchase', { orderId: '1' });
  await settled();
  assert.deepEqual(said, ['Vitrine: the purchase is not counted: There is no call.']);
});
