// The inline script of the widget's page, and who may give it a port.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import vm from 'node:vm';
import { buildEmbed } from '../build.mjs';

const out = await mkdtemp(join(tmpdir(), 'vitrine-frame-'));
after(() => rm(out, { recursive: true }));
await buildEmbed(out);
const script = await readFile(join(out, 'frame.js'), 'utf8');

const SHOP = 'https://shop.example';
let listeners;
let html;
let host;
let frame;

beforeEach(() => {
  listeners = [];
  html = { dataset: {} };
  host = { said: [], postMessage: (message, origin) => host.said.push([message, origin]) };
  const window = vm.createContext({
    document: { documentElement: html, querySelector: () => ({ content: JSON.stringify([SHOP]) }), addEventListener() {} },
    location: { hash: '#123', search: `?site=${encodeURIComponent(SHOP)}`, href: 'https://calls.example/widget/x' },
    addEventListener: (name, act) => name === 'message' && listeners.push(act),
    removeEventListener: (_, act) => (listeners = listeners.filter((one) => one !== act)),
    sessionStorage: {},
    URLSearchParams,
    RTCPeerConnection() {},
    Element: class {},
    console,
    setTimeout,
  });
  Object.assign(window, { window: vm.runInContext('globalThis', window), parent: host });
  vm.runInContext(script, window);
  frame = window.vitrineFrame;
});

const tell = (data, source, origin, ports = [{}]) => listeners.forEach((act) => act({ data, source, origin, ports }));
const port = { vitrine: 'port', v: 1, nonce: '123' };

test('the frame greets the page that it is made for, and no other', () => {
  assert.deepEqual(host.said.map(([{ vitrine, nonce }, origin]) => [vitrine, nonce, origin]), [['hello', '123', SHOP]]);
});

test('a port is taken from the page around it alone, and whoever else offers one is counted', () => {
  const own = { postMessage: () => assert.fail('nothing is said to a stranger') };
  for (const origin of ['https://shop.example.evil.test', 'http://shop.example', 'https://shop.example:8443', 'null']) tell(port, host, origin, [own]);
  tell(port, { postMessage() {} }, SHOP, [own]);
  tell({ ...port, nonce: '124' }, host, SHOP, [own]);
  tell(port, host, SHOP, []);
  assert.equal(html.dataset.refused, '7');
  for (const data of [null, 7, 'port', { vitrine: 'hello' }]) tell(data, host, SHOP);
  assert.equal(html.dataset.refused, '7');

  const said = [];
  const right = { postMessage: (json) => said.push(json) };
  tell(port, host, SHOP, [right]);
  frame.post('{"v":1,"type":"close"}');
  assert.deepEqual(said, ['{"v":1,"type":"close"}']);
  // The first one wins.
  tell(port, host, SHOP, [own]);
  frame.post('{"v":1,"type":"left"}');
  assert.equal(said.length, 2);
});
