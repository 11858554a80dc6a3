import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from '../build.mjs';
import { Channel, channels, makeLocks } from './fake-browser.mjs';
import { makePage } from './card-page.mjs';

const ORG = 'demodemodemodemodemo';
const ORIGIN = 'https://calls.example';
const anna = { id: 'A'.repeat(20), name: 'Anna', tags: ['light'], photo: 'https://shop.example/anna.jpg' };
const bruno = { id: 'B'.repeat(20), name: 'Bruno', tags: [], photo: null };
const words = { title: 'Talk to us', text: '{{name}} is here', call: 'Call {{name}}', nobody: 'Nobody now' };

let page;
let agents;
let isOpen;
let requests;
let streams;
let opened;
let refusal;
let warnings;
let errors;
let copies = 0;

const queue = () => ({ queueId: 'Q', name: 'Q', isOpen, nextOpen: null, nextClose: null, agents: 1, waiting: 0, wait: 1, callAgents: agents });
const news = () => JSON.stringify({ v: 1, terms: [['', 'Q']], queues: [queue()] });

class EventSource {
  readyState = 0;
  constructor(url) {
    this.url = url;
    streams.push(this);
    setTimeout(() => this.tell());
  }
  tell() {
    if (this.readyState !== 2) this.onmessage?.({ data: news() });
  }
  close() {
    this.readyState = 2;
  }
}

/** The class of embed.js, as far as it is used. */
class Embed {
  static isVitrine = true;
  session = undefined;
  handlers = new Map();
  constructor(options) {
    this.options = options;
    opened.push(this);
  }
  on(name, handler) {
    this.handlers.set(name, handler);
  }
  show() {
    this.told = this.options.data();
    this.session = {};
  }
  updateData() {
    this.told = this.options.data();
  }
}

const settle = async () => {
  for (let step = 0; step < 8; step += 1) {
    mock.timers.tick(60);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** The agents are these from now on, and whoever follows them is told. */
async function become(...next) {
  agents = next;
  streams.forEach((stream) => stream.tell());
  await settle();
}

async function player() {
  const { openPlayer } = await load('flux/index.ts', (copies += 1));
  return openPlayer(ORIGIN);
}

/** A player of a page with this configuration of calls. */
async function begun(calls = {}, more = {}) {
  const made = await player();
  const ready = made.init({ channelId: 'shop', apiKey: 'key', widgets: { calls: { renderTo: '.call', ...calls } }, ...more });
  await settle();
  await ready;
  return made;
}

const { warn, error } = console;
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  page = makePage('https://shop.example/lamps/1');
  [agents, isOpen, requests, streams, opened, refusal, warnings, errors] = [[anna, bruno], true, [], [], [], undefined, [], []];
  console.warn = (...said) => warnings.push(said);
  console.error = (...said) => errors.push(said);
  const locks = makeLocks();
  Object.assign(globalThis, { EventSource, BroadcastChannel: Channel, BambuserOneToOneEmbed: Embed });
  delete globalThis.navigation;
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  globalThis.fetch = async (url) => {
    requests.push(url);
    const isChannel = url.includes('channel.json');
    if (refusal && isChannel) return { ok: false, status: refusal, text: async () => 'No.' };
    const body = isChannel ? JSON.stringify({ v: 1, orgId: ORG, language: 'en', direction: 'ltr', words }) : news();
    return { ok: true, status: 200, text: async () => body };
  };
});
afterEach(() => {
  Object.assign(console, { warn, error });
  channels.clear();
  mock.timers.reset();
});

test('every place gets one card, which names the first agent', async () => {
  const places = [page.add('call'), page.add('call'), page.add('other')];
  await begun();
  for (const place of places.slice(0, 2)) {
    const { title, text, button, face, cards } = page.shown(place);
    assert.deepEqual([title, text, button.textContent, cards], ['Talk to us', 'Anna is here', 'Call Anna', 1]);
    assert.deepEqual([face.children[0].src, face.children[0].referrerPolicy], [anna.photo, 'no-referrer']);
  }
  assert.equal(page.shown(places[2]), undefined);
  assert.deepEqual(streams.map(({ url }) => url), [`${ORIGIN}/page/${ORG}/status?queues=&key=key`]);
});

test('every {{name}} is the agent’s, which no text of the page can break, and what a page says is text', async () => {
  agents = [{ ...anna, name: '$& <b>' }];
  const place = page.add('call');
  await begun({ strings: { title: '<i>{{name}}</i>', text: '{{name}}, {{ name }} and {{name}}' } });
  const { title, text } = page.shown(place);
  assert.deepEqual([title, text], ['<i>$& <b></i>', '$& <b>, $& <b> and $& <b>']);
});

test('a photo that does not load, or is none, leaves initials', async () => {
  const place = page.add('call');
  await begun();
  page.shown(place).face.children[0].onerror();
  assert.equal(page.shown(place).face.textContent, 'A');
  await become({ ...bruno, name: 'Bruno de Luca' });
  assert.equal(page.shown(place).face.textContent, 'BL');
});

test('the page chooses, is asked again when agents change, and only then', async () => {
  const place = page.add('call');
  const asked = [];
  await begun({ onBeforeRender: (given) => (asked.push(given.map(({ name }) => name)), { callAgentId: given.at(-1).id }) });
  assert.equal(page.shown(place).text, 'Bruno is here');
  await become(anna, bruno);
  assert.deepEqual(asked, [['Anna', 'Bruno']]);
  await become(anna);
  assert.equal(page.shown(place).text, 'Anna is here');
  assert.deepEqual(asked, [['Anna', 'Bruno'], ['Anna']]);
});

test('nobody is offered where nobody is there, the queue is closed, or the callback fails, and the page lives on', async () => {
  const place = page.add('call');
  let isBroken = false;
  const onBeforeRender = (given) => {
    if (isBroken) throw new Error('mine');
    return { callAgentId: given.find(({ tags }) => tags.includes('light')).id };
  };
  await begun({ strings: { title: 'Ask {{name}}' }, onBeforeRender });
  assert.equal(page.shown(place).title, 'Ask Anna');
  const isEmpty = () => {
    const { title, text, button, face } = page.shown(place);
    assert.deepEqual([title, text, button, face], ['Talk to us', 'Nobody now', undefined, undefined]);
  };
  await become();
  isEmpty();
  assert.deepEqual(warnings, []);
  await become(bruno);
  isEmpty();
  isBroken = true;
  await become(anna);
  isEmpty();
  assert.equal(warnings.length, 1);
  [isBroken, isOpen] = [false, false];
  await become(anna);
  isEmpty();
  isOpen = true;
  await become(anna);
  assert.equal(page.shown(place).title, 'Ask Anna');
});

test('who has left is offered no longer while the page thinks, and a late answer about the agents of before is dropped', async () => {
  const place = page.add('call');
  const answers = [];
  await begun({ onBeforeRender: () => new Promise((resolve) => answers.push(resolve)) });
  assert.equal(page.shown(place), undefined, 'nothing is rendered before it has answered');
  answers[0]({ callAgentId: anna.id });
  await settle();
  assert.equal(page.shown(place).text, 'Anna is here');
  await become(bruno);
  assert.equal(page.shown(place).text, 'Nobody now');
  await become(anna, bruno);
  answers[2]({ callAgentId: anna.id });
  await settle();
  answers[1]({ callAgentId: bruno.id });
  await settle();
  assert.equal(page.shown(place).text, 'Anna is here');
});

test('the list of pages is looked at again after every navigation within the page, with and without the navigation API', async () => {
  for (const hasApi of [false, true]) {
    page = makePage('https://shop.example/lamps/1');
    if (hasApi) globalThis.navigation = new EventTarget();
    const place = page.add('call');
    await begun({ whitelist: [/\/lamps\/\d+$/g] });
    assert.equal(page.shown(place).cards, 1);
    const go = async (to) => {
      page.history.pushState({}, '', to);
      if (hasApi) globalThis.navigation.dispatchEvent(new Event('currententrychange'));
      await settle();
    };
    await go('/chairs/1');
    assert.equal(page.shown(place), undefined);
    assert.ok(streams.at(-1).readyState === 2, 'nothing is followed where there is no card');
    await go('/lamps/2');
    assert.equal(page.shown(place).cards, 1);
    page.location.href = 'https://shop.example/lamps/2#reviews';
    page.fire('hashchange');
    await settle();
    assert.equal(page.shown(place), undefined);
  }
});

test('another address asks the page again, since its products may be others', async () => {
  page.add('call');
  const asked = [];
  await begun({ onBeforeRender: (given) => (asked.push(page.location.href), { callAgentId: given[0].id }) });
  page.history.pushState({}, '', '/lamps/2');
  await settle();
  assert.deepEqual(asked, ['https://shop.example/lamps/1', 'https://shop.example/lamps/2']);
});

test('places that come later get their card in a page that says so, and cards of places that go are forgotten', async () => {
  await begun({}, { spa: true });
  assert.equal(streams.length, 0, 'nothing is asked before there is a place');
  const place = page.add('call');
  page.observe();
  await settle();
  assert.equal(page.shown(place).text, 'Anna is here');
  place.children[0].remove();
  page.observe();
  await settle();
  assert.equal(page.shown(place).cards, 1, 'a page that empties the place gets the card back');
  place.remove();
  page.observe();
  await settle();
  assert.equal(streams.at(-1).readyState, 2);
});

test('without spa a place that comes later waits for the next navigation', async () => {
  await begun();
  const place = page.add('call');
  page.observe();
  await settle();
  assert.equal(page.shown(place), undefined);
  page.history.pushState({}, '', '/lamps/2');
  await settle();
  assert.equal(page.shown(place).cards, 1);
});

test('a later configuration takes the place of the earlier one, and nothing is shown twice', async () => {
  const place = page.add('call');
  const made = await begun({ strings: { title: 'First' } });
  const later = made.init({ channelId: 'shop', apiKey: 'key', widgets: { calls: { renderTo: '.call', strings: { title: 'Second' } } } });
  assert.equal(page.shown(place).title, 'First', 'until it can be shown');
  await settle();
  await later;
  assert.deepEqual([page.shown(place).title, page.shown(place).cards], ['Second', 1]);
  assert.equal(streams.filter(({ readyState }) => readyState !== 2).length, 1);
});

test('of two configurations at once the later one counts for both who wait', async () => {
  const place = page.add('call');
  const made = await player();
  const config = (title) => ({ channelId: 'shop', apiKey: 'key', widgets: { calls: { renderTo: '.call', strings: { title } } } });
  const both = Promise.all([made.init(config('First')), made.init(config('Second'))]);
  await settle();
  await both;
  assert.deepEqual([page.shown(place).title, page.shown(place).cards], ['Second', 1]);
});

test('a configuration that is refused takes the earlier cards with it, and calls are refused', async () => {
  const place = page.add('call');
  const made = await begun();
  refusal = 403;
  const later = made.init({ channelId: 'shop', apiKey: 'wrong' });
  await assert.rejects(later, /No\. The channel is "shop"/);
  assert.equal(page.shown(place), undefined);
  await assert.rejects(made.startCall(), /comes after FluxPlayer\.init/);
});

test('a selector that is none is refused by name', async () => {
  const made = await player();
  await assert.rejects(made.init({ channelId: 'shop', apiKey: 'key', widgets: { calls: { renderTo: '!!' } } }), /renderTo" is no CSS selector: !!/);
});

test('a press opens the widget for the agent and the products that the page chose', async () => {
  const place = page.add('call');
  await begun(
    { onBeforeRender: () => ({ callAgentId: bruno.id, productIds: ['RED'] }) },
    { user: { firstName: 'Ada' }, language: 'sv', initialPosition: 'top-left' },
  );
  page.shown(place).button.onclick();
  await settle();
  const [embed] = opened;
  assert.deepEqual(embed.told, { firstName: 'Ada', callAgentId: bruno.id, callProductIds: ['RED'] });
  assert.deepEqual([embed.options.orgId, embed.options.locale, embed.options.getMinimizedWidgetStyle()], [ORG, 'sv', { position: 'top-left' }]);
  page.shown(place).button.onclick();
  await settle();
  assert.equal(opened.length, 1);
});

test('while a call is under way its ticket keeps what it asked for', async () => {
  const made = await begun({ renderTo: undefined });
  await made.startCall();
  sessionStorage.setItem(`vitrine:open:${ORG}`, 'centred');
  agents = [bruno];
  await made.startCall();
  assert.equal(opened[0].told.callAgentId, anna.id);
});

test('a call can begin without any card, rings whom the callback names, and is refused in words when nobody can be called', async () => {
  const asked = [];
  const made = await begun({ renderTo: undefined, onBeforeRender: (given) => (asked.push(given.length), { callAgentId: given[1].id }) });
  assert.equal(streams.length, 0);
  await made.startCall();
  assert.equal(opened[0].told.callAgentId, bruno.id);
  agents = [];
  await assert.rejects(made.startCall(), /nobody can be called right now/);
  assert.deepEqual(asked, [2]);
});

test('a call that a reload cut off comes back by itself, for the agent whom it asked for', async () => {
  sessionStorage.setItem(`vitrine:open:${ORG}`, 'centred');
  sessionStorage.setItem(`vitrine:flux:${ORG}`, bruno.id);
  await begun({ renderTo: undefined }, { user: { firstName: 'Ada' } });
  assert.deepEqual(opened[0].options.data(), { firstName: 'Ada', callAgentId: bruno.id });
});

test('events and the checkout are told to the page, and what it does not listen to is not listened to', async () => {
  const heard = [];
  const made = await begun({ renderTo: undefined }, { onEvent: (...told) => heard.push(told), onCheckout: (cart) => heard.push(cart) });
  await made.startCall();
  const { handlers } = opened[0];
  handlers.get('call-started')();
  handlers.get('tracking-event')({ eventName: 'joined_queue' });
  handlers.get('goto-checkout')({ items: [] });
  assert.deepEqual(heard, [['call-started'], ['tracking-event', { eventName: 'joined_queue' }], { items: [] }]);
  const quiet = await begun({ renderTo: undefined });
  await quiet.startCall();
  assert.equal(opened[1].handlers.size, 0);
});
