// Whatever a page, its other scripts and other windows do: nothing is thrown into the page, and the widget goes on.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';
import { FakePage, ORG } from './fake-page.mjs';

const { CONSTANTS, METHODS, OPTIONS } = await load('api.ts');

/** Values that nobody expects, as the page's own code. */
const odd = [
  'undefined',
  'null',
  'NaN',
  '-Infinity',
  '7n',
  'Symbol("x")',
  '"x".repeat(2_000_000)',
  '"\\ud800"',
  '[]',
  '[[[]]]',
  'new Array(1_000_000)',
  '{}',
  'Object.create(null)',
  'JSON.parse(\'{"__proto__":{"orgId":"x","then":1},"constructor":1}\')',
  '{ get a() { throw new Error("getter"); } }',
  '{ get length() { throw new Error("getter"); }, toString() { throw new Error("toString"); } }',
  'new Proxy({}, { get() { throw new Error("get"); }, ownKeys() { throw new Error("ownKeys"); } })',
  'new Proxy([], { get() { throw new Error("get"); } })',
  'Proxy.revocable({}, {}).proxy',
  '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
  '(() => { const circle = {}; circle.self = circle; return circle; })()',
  'Object.freeze([])',
  'new Promise(() => {})',
  'Promise.resolve(7)',
  '() => { throw new Error("mine"); }',
  'async () => { throw new Error("mine"); }',
  '() => new Promise(() => {})',
  '() => Symbol("x")',
  'function () { return this.nothing.at.all; }',
  'window',
  'document',
];

let page;
beforeEach(() => {
  page = new FakePage();
});

/** The widget is on the page and heard its beginning. */
const isAlive = (frame) => assert.equal(frame.heard[0]?.type, 'init');

for (const name of Object.keys(OPTIONS)) {
  test(`the option ${name} throws nothing into the page, whatever it is, and the widget opens where it can`, async () => {
    // A promise of the page's that nobody waits for is its own affair.
    for (const value of odd.filter((value) => name === 'data' || !value.startsWith('async'))) {
      const page = new FakePage();
      page.include();
      const org = name === 'orgId' ? '' : `orgId: '${ORG}',`;
      page.run(`var calls = new BambuserOneToOneEmbed({ ${org} ${name}: ${value} }); calls.show(); calls.updateData();`);
      await page.settle();
      if (name === 'orgId') {
        assert.equal(page.iframes.length, 0, value);
        continue;
      }
      const frame = await page.greet();
      isAlive(frame);
      // A small widget and a page that is told all there is to tell.
      frame.say({ type: 'viewport', mode: 'floating' });
      frame.say({ type: 'track', name: 'joined_queue', data: { currentQueueId: 'x' } });
      await page.settle(20_000);
      page.run('calls.config = { ...calls.config }; calls.destroy();');
      await page.settle();
      assert.ok(page.iframe === undefined || page.iframe.src.length < 5_000, value);
    }
  });
}

test('options that cannot even be looked at are none', async () => {
  page.include();
  for (const value of odd) {
    page.run(`var calls = new BambuserOneToOneEmbed(${value}); calls.show(); calls.destroy();`);
  }
  await page.settle();
  assert.equal(page.iframes.length, 0);
});

test('a getter that throws costs its own option and no other, and is one warning that names it', async () => {
  await page.open(`queue: 'repairs', get locale() { throw new Error('mine'); }`);
  assert.match(page.iframe.src, /queue=repairs/);
  assert.deepEqual(page.warnings, ['Vitrine: option "locale" threw an error when it was read; it is ignored.']);
});

test('a text of two million characters is no option, and no address', async () => {
  await page.open(`queue: 'x'.repeat(2_000_000), locale: 'sv-SE'`);
  assert.ok(page.iframe.src.length < 300);
  assert.match(page.warnings[0], /option "queue" should be a string of at most 2,048 characters/);
});

test('a key named like the parent of all objects is a key like others', async () => {
  page.include();
  page.run(`var calls = new BambuserOneToOneEmbed(JSON.parse('{"orgId":"${ORG}","__proto__":{"queue":"x","data":{"a":1}}}')); calls.show();`);
  await page.settle();
  assert.doesNotMatch(page.iframe.src, /queue/);
  assert.deepEqual(page.read('[calls.config.queue, ({}).queue, ({}).data]'), [null, null, null]);
});

test('every method takes whatever it is given, before the widget is open and while it is', async () => {
  const names = Object.keys(METHODS).filter((name) => name !== 'show' && name !== 'destroy');
  const frame = await page.open();
  for (const isOpen of [true, false]) {
    for (const name of names) {
      for (const value of odd) {
        // A promise that is rejected is an answer; it is not left unheard here.
        const call = `void Promise.resolve(calls.${name}(${value}, ${value})).catch(() => {})`;
        assert.doesNotThrow(() => page.run(call), `${name}(${value})`);
      }
    }
    await page.settle(20_000);
    if (isOpen) page.run('calls.destroy()');
    await page.settle(2_000);
  }
  isAlive(frame);
});

test('a data function that does not end is one warning after ten seconds, and counts when it ends after all', async () => {
  const frame = await page.open('data: () => new Promise((resolve) => { window.end = resolve; })');
  await page.settle(9_999);
  assert.deepEqual(page.warnings, []);
  await page.settle(1);
  await page.settle(60_000);
  assert.deepEqual(page.warnings, ['Vitrine: "data" has not been told for ten seconds. What comes of it then still counts.']);
  page.run('window.end({ a: 1 })');
  await page.settle();
  assert.deepEqual(frame.heard.filter(({ type }) => type === 'data').map(({ data }) => data), [{ a: 1 }]);
});

test('a data layer that is frozen, throws or cannot be looked at disturbs neither handlers nor widget', async () => {
  for (const layer of [
    'value: Object.freeze([])',
    'value: Object.assign([], { push() { throw new Error("mine"); } })',
    'value: 7',
  ]) {
    const page = new FakePage();
    page.run(`Object.defineProperty(window, 'dataLayer', { ${layer} });`);
    const frame = await page.open();
    page.run('var heard = []; calls.on("tracking-event", ({ eventName }) => heard.push(eventName));');
    frame.say({ type: 'track', name: 'call_started', data: {} });
    await page.settle();
    assert.deepEqual(page.read('heard'), ['call_started'], layer);
    isAlive(frame);
    assert.deepEqual(page.errors, [], layer);
  }
});

test('a handler that throws is reported, and one that removes itself or another leaves the rest in order', async () => {
  const frame = await page.open();
  page.run(`var heard = [];
    const last = () => heard.push('last'), self = () => { heard.push('self'); calls.removeListener('call-started', self).removeListener('call-started', last); };
    calls.on('call-started', () => { throw new Error('mine'); }).on('call-started', self).on('call-started', last);`);
  for (const _ of [1, 2]) frame.say({ type: 'event', name: 'call-started' });
  await page.settle();
  assert.deepEqual(page.read('heard'), ['self', 'last']);
  assert.deepEqual(page.errors, Array(2).fill('Vitrine: a handler of "call-started" threw an error. mine'));
});

test('windows that speak in the widget’s name are not listened to, and are counted', async () => {
  const frame = await page.open();
  const { iframe } = page;
  const nonce = iframe.src.split('#')[1];
  const hello = { vitrine: 'hello', v: 1, nonce };
  const got = { answered: 0 };
  const stranger = { postMessage: () => (got.answered += 1) };
  const before = frame.port;
  for (const origin of ['https://calls.example.evil.test', 'http://calls.example', 'https://calls.example:444', 'https://CALLS.example', 'null', '']) {
    page.say(hello, iframe.contentWindow, origin);
    page.say(hello, stranger, origin);
  }
  page.say(hello, stranger);
  page.say(hello, null);
  page.say({ ...hello, nonce: 'guessed' }, iframe.contentWindow);
  page.say({ ...hello, nonce: { toString: () => nonce } }, iframe.contentWindow);
  await page.settle();
  assert.equal(frame.port, before, 'no other port was given away');
  assert.equal(got.answered, 0);
  assert.equal(iframe.dataset.refused, '16');
  assert.deepEqual(page.warnings.map((words) => /somebody at (\S+) speaks/.exec(words)?.[1]), ['https://calls.example.evil.test']);
  // What others say to each other is none of it.
  for (const data of [null, 7, 'hello', [], { type: 'hello' }, { vitrine: 'goodbye' }]) page.say(data, stranger);
  assert.equal(iframe.dataset.refused, '16');
});

test('what comes over the port in another form is no message', async () => {
  const frame = await page.open();
  const { port } = frame;
  for (const said of ['', '{', 'null', '7', undefined, null, {}, [], '{"v":1}', '{"v":9,"type":"close"}', '{"v":1,"type":"viewport","mode":"huge"}']) {
    port.postMessage(said);
  }
  frame.say({ type: 'event', name: 'constructor' });
  frame.say({ type: 'note', about: '__proto__', details: ['x'] });
  frame.say({ type: 'ask', ask: { kind: '__proto__', id: 'x' } });
  frame.say({ type: 'call', payload: 7 });
  await page.settle();
  assert.equal(page.iframes.length, 1);
  assert.deepEqual(page.warnings, []);
});

test('a page that is offline when a part is needed gets an error in its console, and the part at the next try', async () => {
  page.include();
  page.isOffline = true;
  page.run(`var calls = new BambuserOneToOneEmbed({ orgId: '${ORG}' }); calls.setTrackingTags([{ key: "a", value: 1 }]); calls.floatAbove();`);
  await page.settle();
  assert.match(page.errors.join('\n'), /setTrackingTags\(\) has no effect/);
  page.isOffline = false;
  page.run('calls.setTrackingTags([{ key: "a", value: 1 }]); calls.show();');
  await page.settle();
  const frame = await page.greet();
  assert.ok(frame.heard.some(({ type }) => type === 'tags'));
});

test('the constants cannot be taken for others by a page that changes its own objects', async () => {
  page.run('Object.prototype.queue = "everywhere"; Array.prototype.extra = () => 1;');
  const frame = await page.open();
  isAlive(frame);
  assert.deepEqual(page.read('Object.keys(calls.ELEMENTS)'), Object.keys(CONSTANTS.ELEMENTS.values));
});
