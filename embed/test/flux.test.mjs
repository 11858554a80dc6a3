import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from '../build.mjs';

const { isListed } = await load('flux/whitelist.ts');
const { choose } = await load('flux/choice.ts');
const { readConfig } = await load('flux/config.ts');
const { askChannel } = await load('flux/channel.ts');
const { agentsOf } = await load('flux/agents.ts');

const anna = { id: 'A'.repeat(20), name: 'Anna', tags: ['light'], photo: 'https://shop.example/anna.jpg' };
const bruno = { id: 'B'.repeat(20), name: 'Bruno', tags: [], photo: '' };

let warnings;
beforeEach(() => {
  warnings = [];
  console.warn = (words) => warnings.push(words);
});
afterEach(() => mock.timers.reset());

test('a list names a page by an expression that matches or a text that is in the address, and without a list every page is named', () => {
  const at = (...list) => isListed(list, 'https://shop.example/lamps/product/123');
  assert.deepEqual([at(/\/product\/123$/m), at('/lamps/'), at(/\/chairs\//, '123')], [true, true, true]);
  assert.deepEqual([at(), at(/^\/product/), at('LAMPS'), at('')], [false, false, false, true]);
  assert.equal(isListed(undefined, 'https://shop.example/'), true);
});

test('an expression answers the same however often it is asked, and the page’s own stays as it was', () => {
  for (const flags of ['g', 'y', 'gy']) {
    const expression = new RegExp('https', flags);
    expression.lastIndex = 3;
    const answers = Array.from({ length: 3 }, () => isListed([expression], 'https://shop.example/'));
    assert.deepEqual([answers, expression.lastIndex], [[true, true, true], 3], flags);
  }
});

test('what is neither expression nor text matches nothing', () => {
  assert.equal(isListed([null, 7, {}, undefined], 'https://shop.example/7'), false);
  assert.equal(warnings.length, 1);
});

test('without a callback the first agent is chosen, and nobody where there is none', async () => {
  assert.deepEqual(await choose([anna, bruno]), { agent: anna, products: [] });
  let calls = 0;
  assert.equal(await choose([], () => (calls += 1)), undefined);
  assert.equal(calls, 0);
});

test('the callback gets agents as they are documented and may be async', async () => {
  let given;
  const choice = await choose([anna, bruno], async (agents) => {
    given = structuredClone(agents);
    agents[0].tags.push('mine');
    agents.length = 0;
    return { callAgentId: bruno.id, productIds: ['RED', 7, 'RED'] };
  });
  assert.deepEqual(given[0], { id: anna.id, name: 'Anna', status: 'online', tags: ['light'], profile_photo_url: anna.photo });
  assert.equal(given[1].profile_photo_url, '');
  assert.deepEqual(choice, { agent: bruno, products: ['RED', '7'] });
  assert.deepEqual(anna.tags, ['light']);
});

test('a callback that throws, returns nobody of the list, or never settles chooses nobody, with one warning', async () => {
  const never = new Promise(() => {});
  const bad = [
    () => { throw new Error('mine'); },
    () => Promise.reject(new Error('mine')),
    (agents) => ({ callAgentId: agents.find(({ tags }) => tags.includes('shoes')).id }),
    () => undefined,
    () => null,
    () => 'A',
    () => ({}),
    () => ({ callAgentId: 'C'.repeat(20) }),
    () => ({ get callAgentId() { throw new Error('mine'); } }),
  ];
  for (const ask of bad) assert.equal(await choose([anna], ask), undefined);
  assert.equal(warnings.length, 2, 'one of each kind');
  mock.timers.enable({ apis: ['setTimeout'] });
  const late = choose([anna], () => never);
  mock.timers.tick(5_000);
  assert.equal(await late, undefined);
});

test('as many products come along as the server takes, and the rest is left out with a warning', async () => {
  const products = async (productIds) => (await choose([anna], () => ({ callAgentId: anna.id, productIds }))).products;
  assert.deepEqual(await products(undefined), []);
  assert.deepEqual(warnings, []);
  assert.equal((await products(Array.from({ length: 30 }, (_, at) => `P${at}`))).length, 20);
  assert.deepEqual(await products(['å'.repeat(300), 'å'.repeat(300)]), ['å'.repeat(300)]);
  assert.deepEqual(await products('RED'), []);
  assert.deepEqual(await products([{}, null, ' ', 'RED']), ['RED']);
  assert.equal(warnings.length, 1);
});

test('who can be called is read from an open queue, and what is no agent is left out', () => {
  const queue = (more) => ({ isOpen: true, callAgents: [anna, { id: 7 }, null, { ...bruno, photo: 'http://shop.example/b.jpg', tags: [7, 'x'] }], ...more });
  assert.deepEqual(agentsOf(queue()), [anna, { ...bruno, tags: ['x'], photo: '' }]);
  for (const nobody of [null, queue({ isOpen: false }), queue({ callAgents: undefined }), queue({ callAgents: {} })]) assert.deepEqual(agentsOf(nobody), []);
});

test('what init() needs is named where it is missing', () => {
  for (const [given, words] of [
    [undefined, /an object/],
    ['x', /an object/],
    [{ apiKey: 'k' }, /"channelId" is missing/],
    [{ channelId: 7, apiKey: 'k' }, /"channelId" is missing/],
    [{ channelId: 'shop', apiKey: ' ' }, /"apiKey" is missing/],
  ]) assert.throws(() => readConfig(given), words);
});

test('an option of a wrong type is left out with one warning that names it, and others are let be', () => {
  const wrong = { spa: 'yes', user: [], onEvent: {}, initialPosition: 'middle', widgets: { calls: { renderTo: 7, whitelist: '/x', strings: { title: 7, text: 'x'.repeat(2_000_000) } } } };
  const config = readConfig({ channelId: ' shop ', apiKey: 'key', other: 1, ...wrong });
  assert.deepEqual(config, { channelId: 'shop', apiKey: 'key', spa: false, calls: { strings: { text: 'x'.repeat(300) } } });
  for (const name of ['"spa"', '"user"', '"onEvent"', '"initialPosition"', '"widgets.calls.renderTo"', '"widgets.calls.whitelist"', 'strings.title']) {
    assert.equal(warnings.filter((words) => words.includes(name)).length, 1, name);
  }
});

const config = { channelId: 'my shop', apiKey: 'key', language: 'sv' };
const card = { v: 1, orgId: 'demodemodemodemodemo', language: 'sv', direction: 'ltr', words: { title: 'T', text: '{{name}}', call: 'C', nobody: 'N' } };

async function answered(status, body) {
  globalThis.location = { origin: 'https://shop.example' };
  let asked;
  globalThis.fetch = async (url, options) => {
    asked = [url, options.credentials];
    if (status === 0) throw new TypeError('Failed to fetch');
    return { ok: status === 200, status, text: async () => body };
  };
  const channel = await askChannel('https://calls.example', config).catch(({ message }) => message);
  return { asked, channel };
}

test('a channel is asked for by its name, with the key and the language, and without credentials', async () => {
  const { asked, channel } = await answered(200, JSON.stringify(card));
  assert.deepEqual(asked, ['https://calls.example/page/my%20shop/channel.json?key=key&locale=sv', 'omit']);
  assert.equal(channel.orgId, card.orgId);
});

test('why there is no channel is told in words that a developer can act on', async () => {
  for (const [status, body, words] of [
    [404, 'x', /there is no channel "my shop"/],
    [403, 'This key is none of the organisation’s page keys.', /page keys.*"my shop".*https:\/\/shop\.example/],
    [0, '', /https:\/\/calls\.example did not answer.*connect-src/],
    [500, 'oops', /cannot be used \(500\)/],
    [200, '<!doctype html>', /cannot be used \(200\)/],
    [200, JSON.stringify({ ...card, v: 9 }), /cannot be used/],
    [200, JSON.stringify({ ...card, orgId: '../evil' }), /cannot be used/],
    [200, JSON.stringify({ ...card, words: {} }), /cannot be used/],
  ]) assert.match((await answered(status, body)).channel, words);
});

test('before init() a call is refused in words, and a second script leaves the first one’s object alone', async () => {
  globalThis.window = globalThis;
  globalThis.document = { scripts: [], currentScript: null };
  await load('flux-player.ts', 1);
  const first = globalThis.FluxPlayer;
  await assert.rejects(first.Widgets.Calls.startCall(), /comes after FluxPlayer\.init/);
  await assert.rejects(first.init({}), /its address|address of flux-player\.js is unknown/);
  await load('flux-player.ts', 2);
  assert.equal(globalThis.FluxPlayer, first);
  delete globalThis.FluxPlayer;
});
