import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';
import { FakePage } from './fake-page.mjs';

const { decodeToFrame } = await load('protocol.ts');

let page;
let frame;
/** A page in a call: the frame has told so. */
beforeEach(async () => {
  page = new FakePage();
  frame = await page.open();
  frame.say({ type: 'event', name: 'call-starting' });
  await page.settle();
});

const told = () => frame.heard.filter(({ type }) => type === 'shop').map((message) => decodeToFrame(JSON.stringify(message)).news);
async function notify(event, payload) {
  page.run(`calls.notifyCustomerEvent(${event}, ${payload})`);
  await page.settle();
}
const added = (payload) => notify('BambuserOneToOneEmbed.CUSTOMER_EVENTS.ADDED_TO_CART', payload);
const removed = (payload) => notify('calls.CUSTOMER_EVENTS.REMOVED_FROM_CART', payload);

test('what is in the shop’s cart is told to the widget, one product a call', async () => {
  await added(`{ sku: 'LC-101', name: 'Vinge', price: 149, currency: 'eur', quantity: 2 }`);
  await added(`{ sku: 7, name: ' Halla ', price: '12.50', currency: 'EUR' }`);
  await added(`{ name: 'Gift wrap' }`);
  await removed(`{ sku: 'LC-101', name: 'Vinge' }`);
  await removed(`{ sku: 'LC-101', name: 'Vinge', quantity: 1 }`);
  assert.deepEqual(told(), [
    { kind: 'cart', sku: 'LC-101', name: 'Vinge', quantity: 2, price: '149.0000', currency: 'EUR' },
    { kind: 'cart', sku: '7', name: 'Halla', quantity: 1, price: '12.50', currency: 'EUR' },
    { kind: 'cart', sku: 'Gift wrap', name: 'Gift wrap', quantity: 1 },
    { kind: 'cart', sku: 'LC-101', name: 'Vinge', quantity: 0 },
    { kind: 'cart', sku: 'LC-101', name: 'Vinge', quantity: 1 },
  ]);
  assert.deepEqual([page.errors, page.warnings], [[], []]);
});

test('the product that the shopper looks at is told to the widget', async () => {
  page.run(`calls.notifyProductNavigation({ externalId: ' LC-101 ' }); calls.notifyProductNavigation({ externalId: 7 });`);
  await notify('"product-viewed"', `{ sku: 'LC-102', name: 'Halla' }`);
  assert.deepEqual(told(), [{ kind: 'look', ref: 'LC-101' }, { kind: 'look', ref: '7' }, { kind: 'look', ref: 'LC-102' }]);
});

test('what cannot be understood is one warning each and is not told', async () => {
  for (const payload of ['undefined', 'null', '"x"', '[]']) await added(payload);
  for (const name of ['undefined', '""', '"  "', '{}', '"x".repeat(2_000_000)', '7n', 'NaN']) await added(`{ sku: 'a', name: ${name} }`);
  for (const quantity of ['NaN', '1.5', '-1', '0', '1000', '"many"', '{}', '1e21']) await added(`{ sku: 'a', name: 'A', quantity: ${quantity} }`);
  await added(`{ get name() { throw new Error('mine'); } }`);
  await added(`new Proxy({}, { get() { throw new Error('mine'); } })`);
  for (const event of ['undefined', '"ADDED_TO_CART"', '"constructor"', '{}', 'Symbol("x")']) await notify(event, `{ name: 'A' }`);
  for (const product of ['undefined', '{}', '{ externalId: "" }', '{ externalId: {} }', '"x"']) page.run(`calls.notifyProductNavigation(${product})`);
  await page.settle();
  assert.deepEqual(told(), []);
  assert.equal(new Set(page.warnings).size, page.warnings.length);
  assert.ok(page.warnings.length <= 10, page.warnings.join('\n'));
  assert.deepEqual(page.errors, []);
});

test('a price that is none is left out with a warning, and the product is told', async () => {
  for (const cost of [`price: 'soon', currency: 'EUR'`, `price: -1, currency: 'EUR'`, `price: 5, currency: 'euros'`, `price: 5`]) {
    await added(`{ sku: 'a', name: 'A', ${cost} }`);
  }
  assert.deepEqual(told(), Array(4).fill({ kind: 'cart', sku: 'a', name: 'A', quantity: 1 }));
  assert.equal(page.warnings.length, 1);
});

test('before a call, after it and without a widget it is one warning and nothing is told', async () => {
  const tryAll = async () => {
    await added(`{ name: 'A' }`);
    page.run(`calls.notifyProductNavigation({ externalId: 'a' })`);
    await page.settle();
  };
  frame.say({ type: 'event', name: 'call-ended' });
  await page.settle();
  await tryAll();
  frame.say({ type: 'event', name: 'waiting-in-queue' });
  await page.settle();
  await tryAll();
  page.run('calls.destroy()');
  await page.settle(2_000);
  await tryAll();
  assert.deepEqual(told(), []);
  assert.deepEqual(page.warnings.map((words) => /Vitrine: (\w+)\(\) counts during a call/.exec(words)[1]), ['notifyCustomerEvent', 'notifyProductNavigation']);
  // In the next call it counts again.
  page.run('calls.show()');
  await page.settle();
  frame = await page.greet();
  await tryAll();
  frame.say({ type: 'event', name: 'call-starting' });
  frame.say({ type: 'event', name: 'call-started' });
  await page.settle();
  await tryAll();
  assert.deepEqual(told().map(({ kind }) => kind), ['cart', 'look']);
});

test('a handler of the call’s beginning may tell the cart that the shopper brought along', async () => {
  page.run(`calls.on('call-starting', () => [['a', 1], ['b', 2]].forEach(([sku, quantity]) => calls.notifyCustomerEvent('added-to-cart', { sku, name: sku, quantity })));`);
  frame.say({ type: 'event', name: 'call-starting' });
  await page.settle();
  assert.deepEqual(told().map(({ sku, quantity }) => [sku, quantity]), [['a', 1], ['b', 2]]);
});
