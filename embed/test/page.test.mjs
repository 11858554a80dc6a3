import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { openPage } = await load('page/index.ts');

let told;
let api;
let warnings;
beforeEach(() => {
  told = [];
  warnings = [];
  console.warn = (...words) => warnings.push(words[0]);
  api = openPage({ tellFrame: (message) => told.push(message) });
});

const dropIn = () => told.at(-1)?.cards['drop-in-card'];
const update = (state) => api.updateElement('drop-in-card', state);

test('a card changes in what is given and in nothing else', () => {
  update({ disableCTA: true, content: { title: 'A', subtitle: '' } });
  assert.deepEqual(dropIn(), { disabled: true, title: 'A', subtitle: '' });
  update({ content: { buttonText: 'Later' } });
  assert.deepEqual(dropIn(), { disabled: true, title: 'A', subtitle: '', buttonText: 'Later' });
  update({ disableCTA: false, content: { title: null, buttonText: undefined } });
  assert.deepEqual(dropIn(), { disabled: false, subtitle: '', buttonText: 'Later' });
  update(null);
  assert.deepEqual(dropIn(), {});
  assert.deepEqual(warnings, []);
});

test('the two cards are apart, and a card that does not exist is named', () => {
  update({ content: { title: 'A' } });
  api.updateElement('book-meeting-card', { content: { title: 'B' } });
  assert.deepEqual(told.at(-1), { type: 'cards', cards: { 'drop-in-card': { title: 'A' }, 'book-meeting-card': { title: 'B' } } });
  for (const id of ['somewhere', '__proto__', 7, undefined]) api.updateElement(id, {});
  assert.equal(told.length, 2);
  assert.match(warnings[0], /no element "somewhere"/);
});

test('what cannot be used changes nothing, and is told once', () => {
  update({ content: { title: 'A' } });
  for (const state of ['x', 7, [], undefined]) update(state);
  update({ disableCTA: 'yes', content: { title: 7, subtitle: {}, buttonText: ' ' } });
  update({ disableCTA: 'yes', content: 'x' });
  assert.deepEqual(dropIn(), { title: 'A' });
  assert.equal(new Set(warnings).size, warnings.length);
  for (const name of ['disableCTA', 'content.title', 'content.subtitle', 'content.buttonText', 'content"']) {
    assert.ok(warnings.some((words) => words.includes(name)), name);
  }
});

test('a text that is too long is cut, between letters', () => {
  update({ content: { title: '🦀'.repeat(500), buttonText: 'x'.repeat(2_000_000) } });
  assert.equal([...dropIn().title].length, 120);
  assert.equal(dropIn().buttonText.length, 60);
});

test('what throws when it is looked at throws nothing into the page', () => {
  const state = {
    get content() {
      throw new Error('mine');
    },
  };
  assert.doesNotThrow(() => update(state));
  assert.doesNotThrow(() => api.updateElement(Object.create(null), {}));
  assert.doesNotThrow(() => api.setTrackingTags([{ get key() { throw new Error('mine'); } }]));
  assert.deepEqual(told, []);
});

const tags = (given) => {
  api.setTrackingTags(given);
  return told.at(-1)?.tags.map(({ key, value }) => [key, value]);
};

test('tags replace all that were there, and of one key the last counts', () => {
  assert.deepEqual(tags([{ key: 'a', value: 1 }, { key: 'b', value: true }, { key: 'a', value: 'x' }]), [['a', 'x'], ['b', true]]);
  assert.deepEqual(tags([]), []);
  assert.deepEqual(warnings, []);
});

test('of too many tags the first twenty are kept, with one warning', () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ key: `k${at}`, value: at }));
  assert.deepEqual(tags(many).map(([key]) => key), many.slice(0, 20).map(({ key }) => key));
  tags(many);
  assert.deepEqual(warnings.map((words) => /first 20/.test(words)), [true]);
});

test('a text has at most 1,024 bytes of UTF-8', () => {
  assert.deepEqual(tags([{ key: 'a', value: 'å'.repeat(512) }, { key: 'b', value: 'å'.repeat(513) }]).map(([key]) => key), ['a']);
  assert.match(warnings[0], /"b" has more than 1024 bytes/);
});

test('what is no tag is dropped and the others stay; what is no list leaves the tags as they were', () => {
  const bad = [null, 'x', {}, { key: 7, value: 1 }, { key: ' ', value: 1 }, { key: 'n', value: NaN }, { key: 'o', value: {} }, { key: 'u' }];
  assert.deepEqual(tags([...bad, { key: 'good', value: 0 }]), [['good', 0]]);
  const before = told.length;
  for (const given of [undefined, null, 'x', {}, 7]) api.setTrackingTags(given);
  assert.equal(told.length, before);
});
