import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from '../build.mjs';
import { Channel, channels, makeLocks } from './fake-browser.mjs';

const ORG = 'demodemodemodemodemo';
const ORIGIN = 'https://calls.example';
const names = ['queue-is-open', 'queue-is-closed', 'agents-online', 'queue-estimated-waiting-time'];

/** What the server knows. A test changes it, and says so. */
let queues;
let terms;
let requests;
let isDown;
let streams;
let visibility;
let mayStream;

const queue = (queueId, more) => ({ queueId, name: queueId, isOpen: true, nextOpen: null, nextClose: null, agents: 1, waiting: 0, wait: 5, ...more });
const answer = (asked) => {
  const meant = asked.map((term) => [term, terms[term] ?? null]);
  return { v: 1, terms: meant, queues: queues.filter(({ queueId }) => meant.some(([, id]) => id === queueId)) };
};
const asked = (url) => new URL(url).searchParams.getAll('queues');

class EventSource {
  readyState = 0;
  constructor(url) {
    this.url = url;
    streams.push(this);
    if (mayStream) setTimeout(() => this.tell(answer(asked(url))));
    else setTimeout(() => this.fail());
  }
  tell(news) {
    if (this.readyState !== 2) this.onmessage?.({ data: JSON.stringify(news) });
  }
  fail() {
    this.readyState = 2;
    this.onerror?.();
  }
  close() {
    this.readyState = 2;
  }
}

let locks;
let tabs = 0;
/** Loads the status chunk anew, as another tab does, and makes an instance in it. */
async function tab(config = {}) {
  const listeners = new Map();
  const { Status } = await load('status/index.ts', (tabs += 1));
  const events = {
    heard: [],
    of: (name) => listeners.get(name) ?? [],
    emit: (name, payload) => listeners.get(name)?.forEach((handler) => handler(payload)),
  };
  const host = { config: { orgId: ORG, ...config }, events, session: undefined, line: undefined };
  const status = new Status(host, ORIGIN);
  const heard = [];
  return {
    host,
    status,
    heard,
    listen(...which) {
      for (const name of which) listeners.set(name, [(payload) => heard.push([name, payload])]);
      status.look();
    },
    ignore() {
      listeners.clear();
      status.look();
    },
  };
}

const settle = async () => {
  for (let step = 0; step < 8; step += 1) {
    mock.timers.tick(60);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const open = () => streams.filter(({ readyState }) => readyState !== 2);

let errors;
const { error } = console;
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  queues = [queue('FLOOR'), queue('REPAIRS', { isOpen: false, nextOpen: 1_701_421_200_000_000, agents: 0, waiting: 2, wait: null })];
  terms = { '': 'FLOOR', floor: 'FLOOR', repairs: 'REPAIRS', REPAIRS: 'REPAIRS' };
  [requests, streams, isDown, mayStream, visibility, errors] = [[], [], false, true, new EventTarget(), []];
  locks = makeLocks();
  visibility.hidden = false;
  console.error = (words) => errors.push(words);
  Object.assign(globalThis, { EventSource, BroadcastChannel: Channel, document: visibility, location: { origin: 'https://shop.example' } });
  globalThis.addEventListener = () => {};
  globalThis.removeEventListener = () => {};
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  globalThis.fetch = async (url, { credentials }) => {
    requests.push(url);
    assert.equal(credentials, 'omit');
    if (isDown) throw new TypeError('Failed to fetch');
    return { ok: true, status: 200, text: async () => JSON.stringify(answer(asked(url))) };
  };
});
afterEach(() => {
  console.error = error;
  channels.clear();
  mock.timers.reset();
});

test('a question is asked once, without a stream, about the configured queue or else the default one', async () => {
  const { status, host } = await tab();
  assert.deepEqual(await status.areQueuesOpen(), { isOpen: true, nextOpenTime: null, nextCloseTime: null });
  host.config = { ...host.config, queue: ' repairs ' };
  assert.deepEqual(await status.areQueuesOpen(), { isOpen: false, nextOpenTime: '2023-12-01T09:00:00.000Z', nextCloseTime: null });
  assert.deepEqual(await status.getNumberOfOnlineAgents('floor'), { numberOfAgentsOnline: 1, queueId: 'FLOOR' });
  assert.deepEqual(await status.getEstimatedWaitingTime(), { estimatedWaitingTime: null, agents: 0, place: 3, queueId: 'REPAIRS' });
  assert.deepEqual(requests[0], `${ORIGIN}/page/${ORG}/status.json?queues=`);
  assert.equal(streams.length, 0);
});

test('an unknown queue, a missing organisation and a server that is away reject with words that help', async () => {
  const { status, host } = await tab();
  await assert.rejects(status.getNumberOfOnlineAgents('attic'), /has no queue "attic"/);
  isDown = true;
  await assert.rejects(status.areQueuesOpen(), /Is https:\/\/shop\.example an allowed site of the organisation, does it exist, can https:\/\/calls\.example be reached\?/);
  host.config = {};
  await assert.rejects(status.areQueuesOpen(), /option "orgId" is missing or wrong/);
});

test('each event is told once at the start and then when it changes', async () => {
  const page = await tab();
  page.listen(...names);
  await settle();
  assert.deepEqual(page.heard.splice(0), [
    ['queue-is-open', { isOpen: true, nextCloseTime: null }],
    ['agents-online', { numberOfAgentsOnline: 1, queueId: 'FLOOR' }],
    ['queue-estimated-waiting-time', { estimatedWaitingTime: 5, agents: 1, place: 1, queueId: 'FLOOR' }],
  ]);
  streams[0].tell({ v: 1, queues: [queue('FLOOR', { nextClose: 5_000_000 })] });
  assert.deepEqual(page.heard, [], 'it is as open as it was');
  streams[0].tell({ v: 1, queues: [queue('FLOOR', { isOpen: false, agents: 2 })] });
  streams[0].tell({ v: 1, queues: [queue('FLOOR', { isOpen: true, agents: 2, nextClose: 5_000_000 })] });
  assert.deepEqual(page.heard.splice(0), [
    ['queue-is-closed', { isOpen: false, nextOpenTime: null }],
    ['agents-online', { numberOfAgentsOnline: 2, queueId: 'FLOOR' }],
    ['queue-estimated-waiting-time', { estimatedWaitingTime: 5, agents: 2, place: 1, queueId: 'FLOOR' }],
    ['queue-is-open', { isOpen: true, nextCloseTime: '1970-01-01T00:00:05.000Z' }],
  ]);
  streams[0].tell({ v: 3, queues: [queue('FLOOR', { agents: 9 })] });
  streams[0].tell('nonsense');
  assert.deepEqual(page.heard, []);
});

test('a handler that comes later hears how things are, and without handlers the stream ends', async () => {
  const page = await tab();
  page.listen('queue-is-closed');
  await settle();
  assert.deepEqual(page.heard, []);
  page.listen('queue-is-open');
  await settle();
  assert.deepEqual(page.heard, [['queue-is-open', { isOpen: true, nextCloseTime: null }]]);
  assert.equal(open().length, 1);
  page.ignore();
  assert.equal(open().length, 0);
});

test('in line the place and the wait are the own ones, in that queue only', async () => {
  const page = await tab();
  page.listen('queue-estimated-waiting-time');
  await settle();
  page.heard.length = 0;
  page.host.line = { queueId: 'FLOOR', place: 4, wait: 90 };
  page.status.look();
  assert.deepEqual(page.heard, [['queue-estimated-waiting-time', { estimatedWaitingTime: 90, agents: 1, place: 4, queueId: 'FLOOR' }]]);
  assert.equal((await page.status.getEstimatedWaitingTime('repairs')).place, 3);
  page.host.line = { queueId: 'FLOOR', place: 4, wait: null };
  assert.equal((await page.status.getEstimatedWaitingTime()).estimatedWaitingTime, null);
});

test('after setQueue all is about the new queue and its state is told once; an unknown one changes nothing', async () => {
  const page = await tab();
  page.listen('queue-is-open', 'queue-is-closed', 'agents-online');
  await settle();
  page.heard.length = 0;
  await page.status.setQueue('repairs');
  await settle();
  assert.deepEqual(page.heard.splice(0), [
    ['queue-is-closed', { isOpen: false, nextOpenTime: '2023-12-01T09:00:00.000Z' }],
    ['agents-online', { numberOfAgentsOnline: 0, queueId: 'REPAIRS' }],
  ]);
  assert.equal(page.host.config.queue, 'repairs');
  assert.equal((await page.status.areQueuesOpen()).isOpen, false);
  await assert.rejects(page.status.setQueue('attic'), /"attic"/);
  await settle();
  assert.equal(page.host.config.queue, 'repairs');
  assert.deepEqual(page.heard, []);
  await page.status.setQueue('REPAIRS');
  await settle();
  assert.deepEqual(page.heard.map(([name]) => name), ['queue-is-closed', 'agents-online'], 'told once more to who asked for it');
});

/** A frame that notes what it is told. */
function frame(isOpen) {
  const said = [];
  return { said, iframe: { src: `${ORIGIN}/widget/${ORG}?queue=floor&site=x#nonce` }, link: { isOpen: () => isOpen, send: (message) => said.push(message) } };
}

test('an open frame is told of the new queue, and one that has not answered yet is loaded for it', async () => {
  const page = await tab();
  page.host.session = frame(true);
  await page.status.setQueue('repairs');
  assert.deepEqual(page.host.session.said, [{ type: 'queue', queue: 'REPAIRS', name: 'REPAIRS' }]);
  page.host.session = frame(false);
  await page.status.setQueue('repairs');
  assert.equal(page.host.session.iframe.src, `${ORIGIN}/widget/${ORG}?queue=REPAIRS&site=x#nonce`);
});

test('a shopper in line who would rather stay brings the old queue back, each time, and one who goes does not', async () => {
  const page = await tab({ queue: 'floor' });
  page.host.session = frame(true);
  page.listen('queue-is-open', 'queue-is-closed');
  await settle();
  page.heard.length = 0;
  for (const _ of [1, 2]) {
    await page.status.setQueue('repairs');
    await settle();
    page.host.line = { queueId: 'FLOOR', place: 1, wait: 5, declined: 'REPAIRS' };
    page.status.look();
    await settle();
    assert.equal(page.host.config.queue, 'floor');
    assert.deepEqual(page.heard.splice(0).map(([name]) => name), ['queue-is-closed', 'queue-is-open']);
  }
  await page.status.setQueue('repairs');
  page.host.line = { queueId: 'REPAIRS', place: 3, wait: null };
  page.status.look();
  page.host.line = { queueId: 'FLOOR', place: 1, wait: 5, declined: 'REPAIRS' };
  page.status.look();
  assert.equal(page.host.config.queue, 'repairs', 'the question was answered before');
});

test('of two calls of setQueue at once the later one counts, whichever answer comes first', async () => {
  const page = await tab();
  const answers = [];
  globalThis.fetch = (url) => new Promise((resolve) => answers.push(() => resolve({ ok: true, text: async () => JSON.stringify(answer(asked(url))) })));
  const calls = [page.status.setQueue('repairs'), page.status.setQueue('floor')];
  answers[1]();
  answers[0]();
  await Promise.all(calls);
  assert.equal(page.host.config.queue, 'floor');
});

test('a link’s queue that does not exist is an error and leaves the default queue; a server that is away changes nothing', async () => {
  const page = await tab({ queue: 'attic' });
  isDown = true;
  await assert.rejects(page.status.checkLink('attic'));
  assert.equal(page.host.config.queue, 'attic');
  isDown = false;
  await assert.rejects(page.status.checkLink('attic'), /no queue "attic"/);
  assert.equal(page.host.config.queue, '');
});

test('tabs share one stream, which asks for what each wants, and the next tab takes it over', async () => {
  const [one, two] = [await tab(), await tab({ queue: 'repairs' })];
  one.listen('agents-online');
  two.listen('agents-online');
  await settle();
  assert.equal(open().length, 1);
  assert.deepEqual(asked(open()[0].url).sort(), ['', 'repairs']);
  assert.deepEqual([one.heard.length, two.heard.length], [1, 1]);
  open()[0].tell({ v: 1, queues: [queue('REPAIRS', { agents: 7 })] });
  await settle();
  assert.deepEqual(two.heard[1], ['agents-online', { numberOfAgentsOnline: 7, queueId: 'REPAIRS' }]);
  one.ignore();
  await settle();
  assert.equal(open().length, 1);
  assert.deepEqual(asked(open()[0].url), ['repairs']);
});

test('what a tab wanted that has gone is asked for no longer', async () => {
  const [one, two] = [await tab(), await tab({ queue: 'repairs' })];
  one.listen('agents-online');
  two.listen('agents-online');
  await settle();
  two.ignore();
  await one.status.setQueue('floor');
  await settle();
  assert.deepEqual(asked(open()[0].url), ['floor']);
});

test('while nobody looks there is no stream, and whoever looks again hears what has changed meanwhile', async () => {
  const page = await tab();
  page.listen('agents-online');
  await settle();
  visibility.hidden = true;
  visibility.dispatchEvent(new Event('visibilitychange'));
  await settle();
  assert.equal(open().length, 0);
  queues[0].agents = 3;
  assert.equal((await page.status.getNumberOfOnlineAgents()).numberOfAgentsOnline, 3, 'a question is answered all the same');
  visibility.hidden = false;
  visibility.dispatchEvent(new Event('visibilitychange'));
  await settle();
  assert.equal(open().length, 1);
  assert.deepEqual(page.heard.map(([, { numberOfAgentsOnline }]) => numberOfAgentsOnline), [1, 3]);
});

test('without locks each tab has a stream of its own', async () => {
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  for (const page of [await tab(), await tab()]) page.listen('agents-online');
  await settle();
  assert.equal(open().length, 2);
});

test('where streams are refused the queues are asked for again and again, and a stream is tried later', async () => {
  mayStream = false;
  const page = await tab();
  page.listen('agents-online');
  await settle();
  assert.equal(requests.length, 1);
  queues[0].agents = 2;
  mock.timers.tick(15_000);
  await settle();
  assert.deepEqual(page.heard.map(([, { numberOfAgentsOnline }]) => numberOfAgentsOnline), [1, 2]);
  mayStream = true;
  for (let poll = 0; poll < 8; poll += 1) {
    mock.timers.tick(15_000);
    await settle();
  }
  assert.equal(open().length, 1);
});

test('a page that is refused asks ever more seldom', async () => {
  [mayStream, isDown] = [false, true];
  const page = await tab();
  page.listen('agents-online');
  await settle();
  for (let minute = 0; minute < 3; minute += 1) {
    mock.timers.tick(60_000);
    await settle();
  }
  assert.equal(requests.length, 3, 'the second time after half a minute, the third a minute later');
});

test('a stream that is held back on its way is given up for asking', async () => {
  const page = await tab();
  const { tell } = EventSource.prototype;
  EventSource.prototype.tell = () => {};
  page.listen('agents-online');
  await settle();
  assert.deepEqual(page.heard, []);
  mock.timers.tick(10_000);
  await settle();
  EventSource.prototype.tell = tell;
  assert.equal(page.heard.length, 1);
  assert.equal(open().length, 0);
});

test('a configured queue that does not exist is one error, and nothing is told', async () => {
  const page = await tab({ queue: 'attic' });
  page.listen(...names);
  await settle();
  streams[0].tell(answer(['attic']));
  assert.deepEqual(page.heard, []);
  assert.equal(errors.length, 1);
  assert.match(errors[0], /has no queue "attic"/);
});
