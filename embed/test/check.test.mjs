import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { checkOptions } = await load('check.ts');
const { isOrgId } = await load('kinds.ts');
const { say, wrongOptions } = await load('words/index.ts');
const { OPTIONS } = await load('api.ts');

// What is said on the page is loaded from the server, which is not there: only what is kept is looked at here.
console.error = () => {};
let warnings;
beforeEach(() => {
  warnings = [];
  console.warn = (...words) => warnings.push(words);
});

const right = {
  string: ['', 'x'],
  boolean: [true, false],
  number: [5, '5'],
  strings: [[], ['a']],
  triggers: ['manual', ['smart', 'always']],
  object: [{}],
  function: [() => ({})],
  data: [{}, async () => ({})],
  tags: [[], [{ key: 'a', value: 1 }]],
};
const wrong = {
  string: [5, {}, () => ''],
  boolean: ['true', 1],
  number: ['soon', NaN, {}],
  strings: ['a', [1]],
  triggers: [1, [1], {}],
  object: [[], 'x'],
  function: [{}, 'f'],
  data: ['x', [], 5],
  tags: [{}, 'a', 5],
};
const all = Object.entries(OPTIONS).filter(([name]) => name !== 'orgId');
const now = all.filter(([, { shown, told }]) => shown && !told);

test('every option is accepted with a value of its kind, without a warning', () => {
  for (const [name, { kind }] of all) {
    for (const value of right[kind]) {
      assert.deepEqual(checkOptions({ [name]: value }), { [name]: value }, name);
      assert.deepEqual(wrongOptions({ [name]: value }), [], name);
    }
  }
});

test('an option of a wrong type that would take effect is left out', () => {
  for (const [name, { kind }] of now) {
    for (const value of wrong[kind]) assert.deepEqual(checkOptions({ [name]: value }), {}, name);
  }
});

test('every option of a wrong type gets one warning that names it and what it should be', () => {
  for (const [name, { kind }] of all) {
    for (const value of wrong[kind]) {
      const words = wrongOptions({ [name]: value });
      assert.equal(words.length, 1, name);
      assert.match(words[0], new RegExp(`option "${name}" should be an? |option "${name}" should be true or false`));
    }
  }
  say('options', { locale: 7 });
  say('options', { locale: 7 });
  assert.deepEqual(warnings, [['Vitrine: option "locale" should be a string of at most 2,048 characters; it is ignored.']]);
});

test('options that the widget heeds, now or later, are looked at when a widget is built', () => {
  for (const [name, { kind, carried, told }] of all) {
    if (carried || told) assert.deepEqual(checkOptions({ [name]: wrong[kind][0] }), { [name]: wrong[kind][0] }, name);
  }
});

test('what throws when it is read is left out, and the rest counts', () => {
  const given = { queue: 'x', get locale() { throw new Error('mine'); }, triggers: new Proxy([], { get() { throw new Error('mine'); } }) };
  assert.deepEqual(checkOptions(given), { queue: 'x' });
  assert.deepEqual(wrongOptions(given).map((words) => /"(\w+)" threw/.exec(words)?.[1]), ['locale', 'triggers']);
  assert.deepEqual(checkOptions(new Proxy({}, { ownKeys() { throw new Error('mine'); } })), {});
});

test('a text may be as long as an address and no longer', () => {
  assert.deepEqual(checkOptions({ queue: 'x'.repeat(2_048), locale: 'x'.repeat(2_049), triggers: ['x'.repeat(2_049)] }), { queue: 'x'.repeat(2_048) });
});

test('whatever else is wrong gets a warning, with the error that the page threw and nothing of what it gave', () => {
  const error = new Error('mine');
  say('handler', 'open');
  say('data failed', error);
  assert.match(warnings[0][0], /on\("open", …\) needs a function/);
  assert.deepEqual(warnings[1].slice(1), [error]);
});

test('what the server put right is told once, and words of another release are let be', () => {
  for (const _ of [1, 2]) say('locale', 'de-DE', 'en-US', 'en-US, sv-SE');
  say('queue', 'attic', 'Shop floor');
  say('constructor', 'x');
  assert.deepEqual(warnings, [
    ['Vitrine: the locale "de-DE" is not enabled, so the widget speaks en-US. Enabled: en-US, sv-SE.'],
    ['Vitrine: there is no queue "attic", so shoppers join "Shop floor".'],
  ]);
});

test('undefined and null mean that an option is not given', () => {
  assert.deepEqual(checkOptions({ queue: undefined, data: null }), {});
  assert.deepEqual(wrongOptions({ queue: undefined, data: null }), []);
});

test('unknown options, also those named like parts of an object, are kept silently', () => {
  const given = { somethingNew: 1, constructor: 2, toString: 3, 'orgId queue': 4 };
  assert.deepEqual(checkOptions(given), given);
  assert.deepEqual(wrongOptions(given), []);
});

test('options that are no object count as none', () => {
  for (const given of [undefined, null, 'x', 7, []]) assert.deepEqual(checkOptions(given), {});
});

test('an organisation’s id is 20 letters and digits', () => {
  assert.ok(isOrgId('demodemodemodemodemo'));
  for (const id of [undefined, null, 7, '', 'demo', 'demodemodemodemodem/', 'demodemodemodemodemoX']) assert.ok(!isOrgId(id), String(id));
});
