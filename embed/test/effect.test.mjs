import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { CALLS, FakePage, ORG } from './fake-page.mjs';

let page;
beforeEach(() => {
  page = new FakePage();
});

const ofType = (frame, type) => frame.heard.filter((message) => message.type === type);
const silent = () => assert.deepEqual([page.errors, page.warnings], [[], []]);

test('queue, locale and dropInEnabled are in the address of the frame', async () => {
  await page.open(`queue: 'repairs', locale: 'sv-SE', dropInEnabled: false`);
  const { origin, pathname, searchParams } = new URL(page.iframe.src);
  assert.deepEqual([origin, pathname], [CALLS, `/widget/${ORG}`]);
  assert.deepEqual(Object.fromEntries(searchParams), { queue: 'repairs', locale: 'sv-SE', dropin: 'off', site: 'https://shop.example' });
  silent();
});

test('getMinimizedWidgetStyle says where the tile stands', async () => {
  const frame = await page.open(`getMinimizedWidgetStyle: () => ({ position: 'bottom-left', verticalMargin: '20px', horizontalMargin: 8, zIndex: 7 })`);
  const [element] = page.html.find('vitrine-widget');
  const box = page.iframe.parentElement;
  frame.say({ type: 'viewport', mode: 'minimised' });
  await page.settle();
  assert.deepEqual({ ...box.style.values }, { bottom: '20px', left: '8px', right: 'auto' });
  assert.equal(element.style.values['--vitrine-z'], '7');
  frame.say({ type: 'viewport', mode: 'centred' });
  await page.settle();
  assert.deepEqual([{ ...box.style.values }, { ...element.style.values }], [{}, {}]);
  silent();
});

test('updateData tells an open widget, and without data asks the function again', async () => {
  const frame = await page.open('data: () => Promise.resolve({ visits: (window.visits = (window.visits || 0) + 1) })');
  page.run('calls.updateData()');
  await page.settle();
  page.run('calls.updateData({ firstName: "Ada" })');
  await page.settle();
  assert.deepEqual(ofType(frame, 'data').map(({ data }) => data), [{ visits: 1 }, { visits: 2 }, { firstName: 'Ada' }]);
  page.run('calls.updateData()');
  await page.settle();
  assert.deepEqual(ofType(frame, 'data').at(-1).data, { visits: 3 });
  await page.settle(60_000);
  silent();
});

test('a refresh of the data that fails leaves what was told, and says so', async () => {
  const frame = await page.open('data: () => window.fails ? Promise.reject(new Error("mine")) : { a: 1 }');
  page.run('window.fails = true; calls.updateData()');
  await page.settle();
  assert.deepEqual(ofType(frame, 'data').map(({ data }) => data), [{ a: 1 }]);
  assert.match(page.warnings[0], /"data" could not be read or sent.* mine/);
});

test('a config that the page replaces is checked, and told to the open widget or read by the next show', async () => {
  const frame = await page.open(`data: { a: 1 }, trackingTags: [{ key: 'a', value: 1 }]`);
  page.run('calls.updateData({ a: 3 });');
  await page.settle();
  page.run(`calls.config = { ...calls.config, queue: 'repairs', locale: 7, data: { a: 2 }, trackingTags: [{ key: 'b', value: 2 }], themeId: 'dark' };`);
  await page.settle();
  assert.deepEqual(ofType(frame, 'data').map(({ data }) => data), [{ a: 1 }, { a: 3 }, { a: 2 }]);
  assert.deepEqual(ofType(frame, 'tags').at(-1).tags, [{ key: 'b', value: 2 }]);
  assert.deepEqual(ofType(frame, 'carried').at(-1).carried, { themeId: 'dark' });
  assert.deepEqual(page.read('[calls.config.queue, calls.config.locale]'), ['repairs', null]);
  assert.deepEqual(page.warnings, ['Vitrine: option "locale" should be a string of at most 2,048 characters; it is ignored.']);
  frame.say({ type: 'close' });
  await page.settle(200);
  page.run('calls.show()');
  assert.match(page.iframe.src, /queue=repairs/);
  for (const given of ['undefined', 'null', '7', '[]', '"x"']) assert.doesNotThrow(() => page.run(`calls.config = ${given}; calls.show(); calls.destroy();`), given);
});

test('tags that were set last stay when the page replaces another option', async () => {
  const frame = await page.open(`trackingTags: [{ key: 'a', value: 1 }]`);
  page.run(`calls.setTrackingTags([{ key: 'b', value: 2 }]);`);
  await page.settle();
  page.run(`calls.config = { ...calls.config, locale: 'sv-SE' };`);
  await page.settle();
  assert.deepEqual(ofType(frame, 'tags').map(({ tags }) => tags[0].key), ['a', 'b']);
});

test('connectId is the option, or what the address says where the page wants connect links', () => {
  const connectId = (search, options) => {
    const page = new FakePage(search);
    page.include();
    return page.read(`new BambuserOneToOneEmbed({ orgId: '${ORG}', ${options} }).connectId`);
  };
  const link = '?bambuserConnectId=ext%3A42';
  assert.equal(connectId(link, `triggers: ['connect-link']`), 'ext:42');
  assert.equal(connectId(link, `triggers: ['connect-link'], connectId: 'mine'`), 'mine');
  assert.equal(connectId(link, `triggers: ['always']`), undefined);
  assert.equal(connectId('', `triggers: ['connect-link'], connectId: 7`), undefined);
});

test('a page may listen to everything by an emit of its own', async () => {
  page.include();
  page.run(`var heard = []; var calls = new BambuserOneToOneEmbed({ orgId: '${ORG}' });
    const { events } = calls, emit = events.emit;
    events.emit = (name, ...args) => { heard.push(name); return emit.call(events, name, ...args); };
    calls.on('open', () => heard.push('handler')); calls.show();`);
  await page.settle();
  // What is counted goes the same way, as soon as what counts has come.
  const told = page.read('[emit.call(events, "open"), emit.call(events, "dance"), heard.filter((name) => name !== "tracking-event")]');
  assert.deepEqual(told, [true, false, ['open', 'handler', 'handler']]);
});

test('the constants are on the class and on every instance', () => {
  page.include();
  const names = ['ELEMENTS', 'FLOATING_PLAYER_NAVIGATION_MODE', 'CUSTOMER_EVENTS'];
  const of = (what) => page.read(`(({ ${names} }) => [${names}])(${what})`);
  const expected = [
    { DROP_IN_CARD: 'drop-in-card', BOOKING_CARD: 'book-meeting-card' },
    { IFRAME: 'iframe', MANUAL: 'manual' },
    { ADDED_TO_CART: 'added-to-cart', REMOVED_FROM_CART: 'removed-from-cart', PRODUCT_VIEWED: 'product-viewed' },
  ];
  assert.deepEqual(of('BambuserOneToOneEmbed'), expected);
  assert.deepEqual(of(`new BambuserOneToOneEmbed({ orgId: '${ORG}' })`), expected);
});

test('what is only carried goes to the widget right after its beginning, with what the address says', async () => {
  page = new FakePage('?bookingResourceId=room-1&bambuserConnectId=abc');
  const frame = await page.open(`triggers: ['smart', 'connect-link', 'manual'], popupTimeoutSeconds: '5', bookingServiceIds: ['a', 'b'],
    openBookingPage: true, floatingPlayer: { navigationMode: 'manual', confirmClosingBrowser: false, secret: 1 },
    bookingIframeUrl: 'https://book.example/', getOverlayOffsets: () => ({}), somethingNew: 1`);
  assert.equal(frame.heard[0].type, 'init');
  assert.deepEqual(ofType(frame, 'carried').map(({ carried }) => carried), [
    {
      triggers: ['smart', 'connect-link'],
      connectId: 'abc',
      bookingResourceId: 'room-1',
      popupTimeoutSeconds: 5,
      bookingServiceIds: ['a', 'b'],
      openBookingPage: true,
      floatingPlayer: { navigationMode: 'manual', confirmClosingBrowser: false },
      bookingIframeUrl: 'https://book.example/',
    },
  ]);
  silent();
});

test('a wrong value of what is only carried is one warning, and is not carried', async () => {
  const frame = await page.open(`bookingIframeUrl: 'javascript:1', merchantBaseUrl: 'ftp://x', floatingPlayer: { navigationMode: 'fly' },
    themeId: 7, popupTimeoutSeconds: 'soon', bookingServiceIds: 'a', connectId: {}, disableCoBrowsing: 'yes'`);
  page.run('calls.config = { ...calls.config }');
  await page.settle();
  assert.deepEqual(ofType(frame, 'carried').at(-1).carried, { floatingPlayer: {} });
  const names = page.warnings.map((words) => /option "(\w+)"/.exec(words)[1]).toSorted();
  assert.deepEqual(names, ['bookingIframeUrl', 'bookingServiceIds', 'connectId', 'disableCoBrowsing', 'floatingPlayer', 'merchantBaseUrl', 'popupTimeoutSeconds', 'themeId']);
});

test('enableScanning is told to the widget, and a config without it takes it back', async () => {
  const frame = await page.open(`enableScanning: true`);
  for (const config of ['{ ...calls.config, enableScanning: false }', '{ ...calls.config, enableScanning: true }', `{ orgId: '${ORG}' }`]) {
    page.run(`calls.config = ${config}`);
    await page.settle();
  }
  assert.deepEqual(ofType(frame, 'carried').map(({ carried }) => carried), [{ enableScanning: true }, { enableScanning: false }, { enableScanning: true }, {}]);
  silent();
  page.run(`calls.config = { ...calls.config, enableScanning: 'yes' }`);
  await page.settle();
  assert.deepEqual(ofType(frame, 'carried').at(-1).carried, {});
  assert.deepEqual(page.warnings, ['Vitrine: option "enableScanning" should be true or false; it is ignored.']);
});

test('a method that comes later says once with what, and throws nothing', async () => {
  page.include();
  page.run(`var calls = new BambuserOneToOneEmbed({ orgId: '${ORG}' });
    for (const _ of [1, 2]) { calls.floatAbove(); calls.floatAbove('/cart'); calls.showOverlayWidget(); calls.hideOverlayWidget(); }`);
  await page.settle();
  assert.deepEqual(page.warnings, [
    'Vitrine: floatAbove() has no effect yet: it comes with shopping together.',
    'Vitrine: showOverlayWidget() has no effect yet: it comes with the overlay.',
    'Vitrine: hideOverlayWidget() has no effect yet: it comes with the overlay.',
  ]);
});
