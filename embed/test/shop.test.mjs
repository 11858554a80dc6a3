import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { Emitter } = await load('emitter.ts');
const { decodeToFrame, encode } = await load('protocol.ts');
const { sell } = await load('../test/merchant.ts');

let events;
let shop;
let host;
let answers;
let warnings;
let errors;
let copies = 0;

beforeEach(async () => {
  [answers, warnings, errors] = [[], [], []];
  console.warn = (...words) => warnings.push(words[0]);
  console.error = (...words) => errors.push(words[0]);
  events = new Emitter();
  const link = {
    isOpen: () => true,
    // As the frame gets it.
    send: (message) => answers.push(decodeToFrame(encode(message)).answer),
  };
  host = { events, session: { link } };
  // What has been said once is not said again: each test has a module of its own.
  shop = (await load('shop/index.ts', (copies += 1))).openShop(host);
});

const product = (fields) => shop.hear({ kind: 'product', id: 'p', ref: 'LC-101', type: 'product-reference', ...fields });
const search = (fields) => shop.hear({ kind: 'search', id: 's', term: 'lamp', page: 2, ...fields });
const add = (fields) => shop.hear({ kind: 'cart', id: 'c', sku: 'LC-101', quantity: 1, previous: null, ...fields });
const update = (fields) => shop.hear({ kind: 'cart', id: 'c', sku: 'LC-101', quantity: 3, previous: 1, ...fields });
const named = (name) => (factory) => factory.product((p) => p.name(name));
const throws = (thrown) => () => {
  throw thrown;
};

/** What the handler of an event is given. */
function heard(name) {
  const calls = [];
  events.on(name, (...args) => void calls.push(args));
  return calls;
}

test('a page is asked for a product by its address, its number or its code', () => {
  const calls = heard('provide-product-data');
  product();
  product({ type: 'scanned-code', ref: '7312345678901' });
  product({ type: 'url', ref: 'https://shop.example/vinge' });
  assert.deepEqual(calls.map(([event]) => event.products), [
    [{ ref: 'LC-101', type: 'product-reference', id: 'p' }],
    [{ ref: '7312345678901', type: 'scanned-code', id: 'p' }],
    [{ ref: 'https://shop.example/vinge', type: 'url', id: 'p', url: 'https://shop.example/vinge' }],
  ]);
  assert.deepEqual(answers, []);
});

test('a page without a handler says so at once, so that the catalogue can answer', () => {
  product();
  assert.deepEqual(answers, [{ kind: 'product', id: 'p', problem: 'The page of the shop tells no products.' }]);
  events.emit = () => true;
  product();
  assert.equal(answers.length, 1, 'a page with an emit of its own may answer whenever it likes');
});

test('what updateProduct builds goes to the frame, at once and as often as it is called', () => {
  for (const name of ['Vinge', 'Vinge, now in moss']) {
    shop.updateProduct('p', named(name));
    assert.deepEqual(answers.at(-1), { kind: 'product', id: 'p', built: { product: { name } } });
  }
});

test('what a page throws while it builds is what the agent reads, cut between letters, and nothing is thrown into the page', () => {
  const problem = (thrown) => {
    shop.updateProduct('p', throws(thrown));
    return answers.at(-1).problem;
  };
  assert.equal(problem(new Error('We do not sell that')), 'We do not sell that');
  assert.deepEqual(errors, [], 'it is meant for the agent and no mistake');
  assert.equal(problem('Gone'), 'Gone');
  assert.deepEqual([...problem(new Error(` ${'🦀'.repeat(500)}`))], Array(300).fill('🦀'));
  const mute = { get message() { throw new Error('mine'); } };
  for (const thrown of [undefined, null, 7, {}, new Error(''), { message: 7 }, mute]) {
    assert.equal(problem(thrown), 'The shop could not answer.');
  }
});

test('a mistake in the page’s code is told to its developer too', () => {
  shop.updateProduct('p', () => undefined.name);
  assert.match(answers[0].problem, /undefined/);
  assert.equal(errors.length, 1);
});

test('updateProduct without an id, without a function or without a frame is one warning each and nothing else', () => {
  for (const id of [undefined, null, '', 7, {}]) shop.updateProduct(id, named('x'));
  for (const build of [undefined, {}, 'x']) shop.updateProduct('p', build);
  host.session.link.isOpen = () => false;
  shop.updateProduct('p', () => assert.fail('nobody hears of it'));
  host.session = undefined;
  shop.updateProduct('p', () => assert.fail('nobody hears of it'));
  assert.deepEqual(answers, []);
  const said = warnings.map((words) => /first argument|second argument|no widget/.exec(words)[0]);
  assert.deepEqual(said, ['first argument', 'second argument', 'no widget']);
});

test('what cannot be sent is a problem: circles, getters that throw, big integers, too much and too deep', () => {
  const circle = {};
  circle.self = circle;
  const deep = {};
  for (let level = 0, at = deep; level < 100; level += 1) at = at.next = {};
  for (const [meta, words] of [
    [circle, /could not be read/],
    [{ get x() { throw new Error('mine'); } }, /could not be read/],
    [7n, /could not be read/],
    ['x'.repeat(200_000), /too large/],
    [deep, /too deep/],
  ]) {
    const build = (factory) => factory.product((p) => p.attributes((a) => [a('x').options((o) => [o('y').meta(meta)])]));
    assert.doesNotThrow(() => shop.updateProduct('p', build));
    assert.match(answers.at(-1).problem, words);
    assert.equal(answers.at(-1).built, undefined);
  }
  assert.equal(errors.length, 5);
  shop.updateProduct('p', named('x'.repeat(190_000)));
  assert.ok(answers.at(-1).built);
});

test('half a character is the sign for an unknown one, and whole ones and backslashes stay', () => {
  shop.updateProduct('p', named('a\ud83db\ude00 😀 \\ud83d "\\\\" \u2028'));
  assert.equal(answers[0].built.product.name, 'a\ufffdb\ufffd 😀 \\ud83d "\\\\" \u2028');
});

test('a function that builds and is async is one warning, and what it builds before it waits counts', () => {
  for (const _ of [1, 2]) {
    shop.updateProduct('p', async (factory) => {
      factory.currency('EUR');
      await undefined;
      factory.locale('en-IE');
    });
  }
  assert.deepEqual(answers.map(({ built }) => built), [{ currency: 'EUR' }, { currency: 'EUR' }]);
  assert.equal(warnings.length, 1);
});

test('a search has a term and a page under each of their names, and is answered by the function or by the callback', () => {
  const calls = heard('provide-search-data');
  search();
  const [[request, respond]] = calls;
  assert.deepEqual({ ...request, callback: typeof request.callback }, { term: 'lamp', page: 2, query: 'lamp', callback: 'function' });
  respond((results) => results.currency('EUR').products((p) => [p().name('Vinge').sku(7)]).pagination((p) => p.totalPages(2)));
  assert.deepEqual(answers, [
    { kind: 'search', id: 's', built: { currency: 'EUR', products: [{ name: 'Vinge', sku: 7 }], pagination: { totalPages: 2 } } },
  ]);
  search({ id: 't' });
  calls[1][0].callback([{ name: 'Vinge', sku: 'LC-101', price: 149, currency: 'EUR' }]);
  assert.deepEqual(answers[1], {
    kind: 'search',
    id: 't',
    built: { products: [{ name: 'Vinge', sku: 'LC-101', price: { current: 149, currency: 'EUR' } }] },
  });
});

test('of two answers to a search the first counts, however it was given, and the second is one warning', () => {
  const calls = heard('provide-search-data');
  search();
  const [[request, respond]] = calls;
  request.callback([]);
  respond(named('x'));
  request.callback([{ sku: 1 }]);
  assert.deepEqual(answers, [{ kind: 'search', id: 's', built: { products: [] } }]);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /second answer to "provide-search-data"/);
});

test('results that cannot be built are a problem and no second chance', () => {
  const calls = heard('provide-search-data');
  for (const answer of [
    (request, respond) => respond(throws(new Error('Closed'))),
    (request, respond) => respond('x'),
    ({ callback }) => callback({}),
  ]) {
    search();
    assert.doesNotThrow(() => answer(...calls.at(-1)));
  }
  assert.deepEqual(answers.map(({ problem }) => /Closed|function|array/.exec(problem)?.[0]), ['Closed', 'function', 'array']);
});

test('one that is added is new in the cart, and one that is there gets another quantity', () => {
  const [added, updated] = [heard('should-add-item-to-cart'), heard('should-update-item-in-cart')];
  add();
  update();
  update({ quantity: 0, previous: 3 });
  const plain = ([{ callback, ...item }, second]) => [item, callback === second && typeof second];
  assert.deepEqual(added.map(plain), [[{ sku: 'LC-101', quantity: 1 }, 'function']]);
  assert.deepEqual(updated.map(plain), [
    [{ sku: 'LC-101', quantity: 3, previousQuantity: 1 }, 'function'],
    [{ sku: 'LC-101', quantity: 0, previousQuantity: 3 }, 'function'],
  ]);
});

test('what a page says about its cart, in all its forms', () => {
  const calls = heard('should-add-item-to-cart');
  const verdict = (given) => {
    add();
    calls.at(-1)[1](given);
    return answers.at(-1).verdict;
  };
  const no = (fields) => verdict({ success: false, ...fields });
  for (const given of [true, { success: true }, { success: true, reason: 'x' }]) assert.deepEqual(verdict(given), { ok: true });
  assert.deepEqual(verdict(false), { ok: false, reason: 'failed' });
  assert.deepEqual(no({}), { ok: false, reason: 'failed' });
  assert.deepEqual(no({ reason: 'out-of-stock' }), { ok: false, reason: 'out-of-stock' });
  assert.deepEqual(no({ reason: 'out-of-stock', message: 'Back in May' }), { ok: false, reason: 'out-of-stock', message: 'Back in May' });
  assert.deepEqual(no({ reason: 'custom-error', message: 'Only 3 left' }), { ok: false, reason: 'custom', message: 'Only 3 left' });
  assert.deepEqual(no({ reason: 'custom-error' }), { ok: false, reason: 'failed' });
  assert.deepEqual(no({ reason: 'login-required' }), { ok: false, reason: 'custom', message: 'login-required' });
  assert.deepEqual(no({ reason: 'login-required', message: 'Please sign in' }), { ok: false, reason: 'custom', message: 'Please sign in' });
  assert.deepEqual(no({ message: 'Not today' }), { ok: false, reason: 'custom', message: 'Not today' });
  assert.equal(no({ reason: 'custom-error', message: 'x'.repeat(1000) }).message.length, 300);
  assert.deepEqual(warnings, []);
  for (const given of [undefined, null, 'yes', 1, [], {}, { success: 'yes' }]) {
    assert.deepEqual(verdict(given), { ok: false, reason: 'failed' });
  }
  assert.equal(warnings.length, 1);
  assert.deepEqual(verdict({ get success() { throw new Error('mine'); } }), { ok: false, reason: 'failed' });
});

test('of several answers about the cart the first counts, by whichever way, and late is not too late', async () => {
  const calls = heard('should-add-item-to-cart');
  add();
  await new Promise((resolve) => setImmediate(resolve));
  const [[item, callback]] = calls;
  item.callback(true);
  callback(false);
  item.callback(false);
  assert.deepEqual(answers, [{ kind: 'cart', id: 'c', verdict: { ok: true } }]);
  assert.equal(warnings.length, 1);
});

test('an answer after the widget has gone harms nobody', () => {
  const calls = heard('should-add-item-to-cart');
  add();
  host.session = undefined;
  assert.doesNotThrow(() => calls[0][1](true));
  assert.deepEqual(answers, []);
});

test('a handler that throws is an answer, since nobody waits for it', () => {
  for (const name of ['provide-product-data', 'provide-search-data', 'should-add-item-to-cart', 'should-update-item-in-cart']) {
    events.on(name, throws(new Error('mine')));
  }
  product();
  search();
  add();
  update();
  assert.deepEqual(answers, [
    { kind: 'product', id: 'p', problem: 'mine' },
    { kind: 'search', id: 's', problem: 'mine' },
    { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'failed' } },
    { kind: 'cart', id: 'c', verdict: { ok: false, reason: 'failed' } },
  ]);
  assert.equal(errors.length, 4);
});

test('a handler that throws after its answer changes nothing, and one beside it may still answer', () => {
  events.on('should-add-item-to-cart', (_, callback) => {
    callback(true);
    throw new Error('mine');
  });
  add();
  assert.deepEqual(answers, [{ kind: 'cart', id: 'c', verdict: { ok: true } }]);
  events.on('should-update-item-in-cart', throws(new Error('mine')));
  const calls = heard('should-update-item-in-cart');
  update();
  assert.equal(answers.length, 1);
  calls[0][1](true);
  assert.deepEqual(answers[1], { kind: 'cart', id: 'c', verdict: { ok: true } });
  assert.deepEqual(warnings, []);
});

test('a page may put an emit of its own in the place of ours, and answer whenever it likes', () => {
  events.on('should-add-item-to-cart', throws(new Error('mine')));
  add();
  let callback;
  events.emit = (name, item, given) => (callback = given);
  add({ id: 'd' });
  assert.equal(answers.length, 1, 'what was thrown before says nothing about this');
  callback(true);
  assert.deepEqual(answers[1], { kind: 'cart', id: 'd', verdict: { ok: true } });
});

test('the checkout gets what is in the cart', () => {
  const calls = heard('goto-checkout');
  const line = { sku: 'LC-101', quantity: 2 };
  shop.hear({ kind: 'checkout', cart: { items: [{ ...line, secret: 1 }, null, { sku: 7, quantity: 1 }] } });
  shop.hear({ kind: 'checkout' });
  assert.deepEqual(calls, [[{ items: [line] }], [{ items: [] }]]);
});

test('what is no question of this release is let be', () => {
  events.emit = () => assert.fail('told to the page');
  for (const ask of [undefined, null, 'x', [], {}, { kind: 'dance', id: 'x' }]) shop.hear(ask);
  product({ id: 7 });
  product({ type: 'smell' });
  search({ page: '1' });
  search({ term: undefined });
  add({ sku: null });
  add({ quantity: 1.5 });
  assert.deepEqual(answers, []);
});

test('a page as merchants write it answers all that is asked', () => {
  const cart = new Map();
  sell({ on: (name, handler) => events.on(name, handler), updateProduct: (id, build) => shop.updateProduct(id, build) }, cart);
  product();
  const [variation] = answers[0].built.product.variations;
  assert.deepEqual(variation.price, { current: 149, original: '199.00', currency: 'EUR' });
  assert.deepEqual(variation.details, [{ kind: 'BULLETS', content: ['Folds', 'Glows'] }, { kind: 'PARAGRAPH', content: 'Folded by hand' }]);
  product({ type: 'url', ref: 'https://shop.example/product?sku=LC-7' });
  search({ term: 'ving', page: 1 });
  add();
  add({ sku: 'LC-7' });
  update();
  update({ quantity: 9 });
  shop.hear({ kind: 'checkout', cart: { items: [{ sku: 'LC-102', quantity: 1 }] } });
  assert.equal(answers[1].problem, 'We do not sell that');
  assert.deepEqual(answers[2].built.pagination, { totalPages: 1, totalMatches: 1, currentPageIndex: 1 });
  assert.deepEqual(answers.slice(3).map(({ verdict }) => verdict), [
    { ok: true },
    { ok: false, reason: 'out-of-stock' },
    { ok: true },
    { ok: false, reason: 'custom', message: 'Only 3 left' },
  ]);
  assert.deepEqual([...cart], [['LC-101', 3], ['LC-102', 1]]);
  assert.deepEqual([warnings, errors], [[], []]);
});
