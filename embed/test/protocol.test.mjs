import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../build.mjs';

const { MODES, VERSION, decodeToFrame, decodeToPage, encode } = await load('protocol.ts');

const toPage = [
  ...MODES.map((mode) => ({ type: 'viewport', mode })),
  { type: 'event', name: 'call-started', payload: { minutes: 3 } },
  { type: 'keep', open: true },
  { type: 'close' },
  { type: 'left' },
  { type: 'line', line: { queueId: 'x', place: 2 } },
  { type: 'line', line: null },
  { type: 'note', about: 'locale', details: ['de-DE', 'en-US'] },
  { type: 'track', name: 'joined_queue', data: { currentTicketId: 'x' } },
  { type: 'ask', ask: { kind: 'product', id: 'a', ref: 'LC-101', type: 'scanned-code' } },
  { type: 'ask', ask: { kind: 'search', id: 'b', term: 'lamp', page: 1 } },
  { type: 'ask', ask: { kind: 'cart', id: 'c', sku: 'LC-101', quantity: 2, previous: null } },
  { type: 'ask', ask: { kind: 'checkout', cart: { items: [{ sku: 'LC-101', quantity: 2 }] } } },
  { type: 'problem', message: 'no camera' },
];

const toFrame = [
  {
    type: 'init',
    orgId: 'demodemodemodemodemo',
    queue: 'repairs',
    locale: 'sv-SE',
    data: { firstName: 'Ada' },
    page: { url: 'https://shop.example/a?b=c', title: 'A', language: 'sv' },
    allowFirstPartyCookies: false,
    resume: true,
  },
  { type: 'show' },
  { type: 'leave' },
  { type: 'data', data: { nested: [1, null, 'x'] } },
  { type: 'page', url: 'http://shop.example/', title: '' },
  { type: 'queue', queue: 'x', name: 'Repairs' },
  { type: 'cards', cards: { 'drop-in-card': { disabled: true, title: 'A', subtitle: '', buttonText: 'B' }, 'book-meeting-card': {} } },
  { type: 'listens', names: ['goto-chat'] },
  { type: 'tags', tags: [{ key: 'a', value: 1 }, { key: 'b', value: true }, { key: 'c', value: '' }] },
  { type: 'answer', answer: { kind: 'product', id: 'a', built: { currency: 'EUR', product: { variations: [{ sku: 7 }] } } } },
  { type: 'answer', answer: { kind: 'product', id: 'a', problem: 'We do not sell that' } },
  { type: 'answer', answer: { kind: 'search', id: 'b', built: { products: [] } } },
  { type: 'answer', answer: { kind: 'search', id: 'b', problem: '' } },
  { type: 'answer', answer: { kind: 'cart', id: 'c', verdict: { ok: true } } },
  { type: 'answer', answer: { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'out-of-stock' } } },
  { type: 'answer', answer: { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'custom', message: 'Only 3 left' } } },
  { type: 'answer', answer: { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'failed' } } },
  { type: 'carried', carried: { connectId: 'x', bookingServiceIds: ['a'], floatingPlayer: { navigationMode: 'manual' }, popupTimeoutSeconds: 5 } },
  { type: 'shop', news: { kind: 'cart', sku: 'LC-101', name: 'Vinge', quantity: 2, price: '149.0000', currency: 'EUR' } },
  { type: 'shop', news: { kind: 'cart', sku: 'LC-101', name: 'Vinge', quantity: 0 } },
  { type: 'shop', news: { kind: 'look', ref: 'LC-101' } },
];

test('every message to the page survives the port', () => {
  for (const message of toPage) assert.deepEqual(decodeToPage(encode(message)), message);
});

test('every message to the frame survives the port', () => {
  for (const message of toFrame) assert.deepEqual(decodeToFrame(encode(message)), message);
});

test('this version and the one before it are understood, others are not', () => {
  const at = (v) => decodeToPage(JSON.stringify({ v, type: 'close' }));
  assert.deepEqual([at(VERSION), at(VERSION - 1)], [{ type: 'close' }, { type: 'close' }]);
  for (const v of [VERSION + 1, VERSION - 2, String(VERSION), null, undefined]) assert.equal(at(v), undefined);
});

test('decoders copy the keys they know and no others', () => {
  const extra = JSON.stringify({ v: VERSION, type: 'viewport', mode: 'full', __proto__: { x: 1 }, html: '<b>' });
  assert.deepEqual(decodeToPage(extra), { type: 'viewport', mode: 'full' });
  assert.deepEqual(decodeToFrame(JSON.stringify({ v: VERSION, type: 'show', url: 'javascript:1' })), { type: 'show' });
});

test('unknown types and wrong values are ignored', () => {
  for (const fields of [
    { type: 'dance' },
    { type: 'viewport', mode: 'huge' },
    { type: 'viewport' },
    { type: 'keep', open: 'yes' },
    { type: 'event', name: 7 },
    { type: 'problem' },
    { type: 'note', about: 'locale' },
    { type: 'track', data: {} },
    { type: 'note', details: [] },
    {},
  ]) {
    assert.equal(decodeToPage(JSON.stringify({ v: VERSION, ...fields })), undefined, JSON.stringify(fields));
  }
});

test('answers of a shop that say nothing are ignored, and so is what they say beside it', () => {
  const decode = (answer) => decodeToFrame(JSON.stringify({ v: VERSION, type: 'answer', answer }));
  for (const answer of [
    null,
    'yes',
    { kind: 'product', built: {} },
    { kind: 'product', id: 'a' },
    { kind: 'search', id: 'a', built: [] },
    { kind: 'search', id: 'a', problem: 7 },
    { kind: 'cart', id: 'c' },
    { kind: 'cart', id: 'c', verdict: true },
    { kind: 'cart', id: 'c', verdict: { ok: 'yes' } },
    { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'tired' } },
    { kind: 'dance', id: 'd', built: {}, problem: '', verdict: { ok: true } },
  ]) {
    assert.equal(decode(answer), undefined, JSON.stringify(answer));
  }
  assert.deepEqual(decode({ kind: 'cart', id: 'c', verdict: { ok: true, reason: 'failed', message: 7 }, built: {} }), {
    type: 'answer',
    answer: { kind: 'cart', id: 'c', verdict: { ok: true } },
  });
});

test('news of the shop that say nothing are ignored, and half a price is none', () => {
  const decode = (news) => decodeToFrame(JSON.stringify({ v: VERSION, type: 'shop', news }));
  const cart = { kind: 'cart', sku: 'a', name: 'A', quantity: 1 };
  for (const news of [null, [], 'x', { kind: 'dance' }, { kind: 'look' }, { ...cart, sku: 7 }, { ...cart, name: null }, { ...cart, quantity: '1' }, { ...cart, quantity: 1.5 }]) {
    assert.equal(decode(news), undefined, JSON.stringify(news));
  }
  for (const half of [{ price: '1' }, { currency: 'EUR' }, { price: 1, currency: 'EUR' }]) assert.deepEqual(decode({ ...cart, ...half }).news, cart);
  assert.equal(decodeToFrame(JSON.stringify({ v: VERSION, type: 'carried', carried: [] })), undefined);
});

test('what is no envelope is ignored in both directions', () => {
  for (const text of ['', 'null', '7', '"close"', '[]', '{', undefined, null, 7, { v: VERSION, type: 'close' }]) {
    assert.equal(decodeToPage(text), undefined);
    assert.equal(decodeToFrame(text), undefined);
  }
});

test('a page that is not http or https is refused', () => {
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '']) {
    assert.equal(decodeToFrame(encode({ type: 'page', url, title: '' })), undefined, url);
  }
});
