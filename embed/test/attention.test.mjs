import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from '../build.mjs';

/** A page that the shopper does not look at, and what it shows of a call. */
let page;
let shown;
let answers;
let loads = 0;

class Notification {
  static permission = 'granted';
  static requestPermission = () => Promise.resolve(Notification.permission);
  constructor(text, options) {
    if (Notification.refuses) throw new TypeError('Illegal constructor');
    shown.push({ text, ...options });
    this.place = shown.length - 1;
  }
  close() {
    shown[this.place].isClosed = true;
  }
}

const attend = async () => {
  const module = await load('attention/index.ts', (loads += 1));
  return (payload) => module.attend(payload, (message) => answers.push(message));
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval'] });
  [shown, answers] = [[], []];
  page = Object.assign(new EventTarget(), { title: 'Socks' });
  Notification.permission = 'granted';
  Notification.refuses = false;
  Object.assign(globalThis, { window: globalThis, document: page, Notification });
});
afterEach(() => {
  mock.timers.reset();
  delete globalThis.Notification;
});

test('a call takes turns with the title of the page, and gives it back when the shopper looks', async () => {
  const hear = await attend();
  hear({ text: 'Anna is here', body: 'Shop floor' });
  assert.equal(page.title, 'Anna is here');
  mock.timers.tick(1_200);
  assert.equal(page.title, 'Socks');
  mock.timers.tick(1_200);
  assert.equal(page.title, 'Anna is here');
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(page.title, 'Socks');
  mock.timers.tick(5_000);
  assert.equal(page.title, 'Socks');
});

test('a title that the shop sets meanwhile stays', async () => {
  const hear = await attend();
  hear({ text: 'Anna is here' });
  page.title = 'Socks (2)';
  mock.timers.tick(1_200);
  mock.timers.tick(1_200);
  hear(null);
  assert.equal(page.title, 'Socks (2)');
});

test('a second call takes the place of the first, and the title is still that of the page', async () => {
  const hear = await attend();
  hear({ text: 'It is your turn' });
  hear({ text: 'Anna is here' });
  assert.equal(page.title, 'Anna is here');
  hear(null);
  assert.equal(page.title, 'Socks');
});

test('where notifications are allowed one is shown until the call ends', async () => {
  const hear = await attend();
  hear({ text: 'Anna is here', body: 'Shop floor' });
  assert.deepEqual(shown.map(({ text, body, isClosed }) => ({ text, body, isClosed })), [{ text: 'Anna is here', body: 'Shop floor', isClosed: undefined }]);
  hear(null);
  assert.equal(shown[0].isClosed, true);
});

test('where they are not allowed, not there or refused by the browser the title calls alone', async () => {
  for (const spoil of [() => (Notification.permission = 'denied'), () => (Notification.refuses = true), () => delete globalThis.Notification]) {
    page.title = 'Socks';
    spoil();
    const hear = await attend();
    hear({ text: 'Anna is here' });
    assert.equal(page.title, 'Anna is here');
    assert.deepEqual(shown, []);
    hear(null);
  }
});

test('the widget learns whether notifications can be asked for, and what was decided', async () => {
  Notification.permission = 'default';
  const hear = await attend();
  hear({});
  assert.deepEqual(answers, [{ type: 'notify', permission: 'default' }]);
  Notification.requestPermission = () => {
    Notification.permission = 'granted';
    return Promise.resolve('granted');
  };
  hear({ ask: true });
  await settle();
  assert.deepEqual(answers.at(-1), { type: 'notify', permission: 'granted' });
  delete globalThis.Notification;
  hear({ ask: true });
  assert.deepEqual(answers.at(-1), { type: 'notify', permission: 'unsupported' });
});
