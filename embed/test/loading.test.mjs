import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakePage, ORG } from './fake-page.mjs';

let page;
beforeEach(() => {
  page = new FakePage();
});

const listens = 'var heard = []; window.onBambuserOneToOneReady = (Embed) => heard.push(Embed === window.BambuserOneToOneEmbed);';

test('a ready callback is called once with the class, which is a global by then', async () => {
  page.run(listens);
  page.include();
  assert.deepEqual(page.read('heard'), [true]);
  await page.load();
  assert.deepEqual(page.read('heard'), [true]);
  assert.deepEqual([page.errors, page.warnings, page.loaded], [[], [], []]);
});

test('a script from the cache, which runs before the page has its callback, calls it when it is there', async () => {
  page.include();
  page.run(listens);
  assert.deepEqual(page.read('heard'), []);
  await page.load();
  assert.deepEqual(page.read('heard'), [true]);
});

test('a script that comes after the page has loaded calls the callback and obeys a trigger', async () => {
  page.run(`window.onBambuserOneToOneReady = () => { new BambuserOneToOneEmbed({ orgId: '${ORG}', triggers: ['always'] }); };`);
  await page.load();
  page.include();
  await page.settle();
  assert.equal(page.iframes.length, 1);
});

test('a script that is put in by another one, and so is no current script, finds where it came from', async () => {
  page.include('injected');
  page.run(`new BambuserOneToOneEmbed({ orgId: '${ORG}' }).show();`);
  assert.match(page.iframe.src, /^https:\/\/calls\.example\/widget\//);
});

test('a second script tag leaves everything to the first', async () => {
  page.run(listens);
  page.include();
  page.run('var first = BambuserOneToOneEmbed; Vitrine.push(() => heard.push(1));');
  page.include();
  await page.load();
  assert.deepEqual(page.read('[heard, first === BambuserOneToOneEmbed, first === Vitrine.Embed]'), [[true, 1], true, true]);
  page.run(`new BambuserOneToOneEmbed({ orgId: '${ORG}' }).show(); new first({ orgId: '${ORG}' }).show();`);
  assert.equal(page.iframes.length, 1);
});

test('commands that were pushed before the script run in their order, and later ones at once', () => {
  page.run(`var heard = [];
    (window.Vitrine = window.Vitrine || []).push((Embed) => heard.push(typeof Embed, this.BambuserOneToOneEmbed === Embed));
    window.Vitrine.push(() => heard.push(2), () => heard.push(3));`);
  page.include();
  assert.deepEqual(page.read('heard'), ['function', true, 2, 3]);
  page.run('(window.Vitrine = window.Vitrine || []).push((Embed) => heard.push(Embed === Vitrine.Embed)); heard.push("after");');
  assert.deepEqual(page.read('heard.slice(4)'), [true, 'after']);
});

test('a command that throws, or is none, is an error in the console and holds up no other', () => {
  page.run('var heard = []; window.Vitrine = [() => { throw new Error("mine"); }, 7, null, () => heard.push(1)];');
  page.include();
  page.run('Vitrine.push("x", () => heard.push(2));');
  assert.deepEqual(page.read('heard'), [1, 2]);
  assert.equal(page.errors.length, 4);
  assert.match(page.errors[0], /Vitrine: Vitrine\.push\(\) threw an error\. mine/);
});

test('what else is named Vitrine on a page stays as it is', () => {
  page.run('window.Vitrine = { shop: 1 };');
  page.include();
  assert.deepEqual(page.read('window.Vitrine'), { shop: 1 });
  assert.equal(page.read('typeof BambuserOneToOneEmbed'), 'function');
});

test('a callback that throws is an error in the console, and the class is there all the same', () => {
  page.run('window.onBambuserOneToOneReady = () => { throw new Error("mine"); };');
  page.include();
  assert.deepEqual(page.errors, ['Vitrine: onBambuserOneToOneReady threw an error. mine']);
  assert.equal(page.read('typeof BambuserOneToOneEmbed'), 'function');
});
