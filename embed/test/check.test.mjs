import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { checkOptions, isOrgId } = await load('check.ts');
const { OPTIONS } = await load('api.ts');
const { warn } = console;
let warnings;

beforeEach(() => {
  warnings = [];
  console.warn = (message) => warnings.push(message);
});
afterEach(() => {
  console.warn = warn;
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
  tags: [{}, ['a'], [{ value: 1 }]],
};
const checked = Object.entries(OPTIONS).filter(([name]) => name !== 'orgId');

test('every option is accepted with a value of its kind, without a warning', () => {
  for (const [name, { kind }] of checked) {
    for (const value of right[kind]) assert.deepEqual(checkOptions({ [name]: value }), { [name]: value }, name);
  }
  assert.deepEqual(warnings, []);
});

test('an option of a wrong type is left out with one warning that names it', () => {
  for (const [name, { kind }] of checked) {
    for (const value of wrong[kind]) {
      warnings = [];
      assert.deepEqual(checkOptions({ [name]: value }), {}, name);
      assert.equal(warnings.length, 1, name);
      assert.match(warnings[0], new RegExp(`option "${name}" should be an? |option "${name}" should be true or false`));
    }
  }
});

test('undefined and null mean that an option is not given', () => {
  assert.deepEqual(checkOptions({ queue: undefined, data: null }), {});
  assert.deepEqual(warnings, []);
});

test('unknown options, also those named like parts of an object, are kept silently', () => {
  const given = { somethingNew: 1, constructor: 2, toString: 3, 'orgId queue': 4 };
  assert.deepEqual(checkOptions(given), given);
  assert.deepEqual(warnings, []);
});

test('options that are no object count as none', () => {
  for (const given of [undefined, null, 'x', 7, []]) assert.deepEqual(checkOptions(given), {});
});

test('an organisation’s id is 20 letters and digits', () => {
  assert.ok(isOrgId('demodemodemodemodemo'));
  for (const id of [undefined, null, 7, '', 'demo', 'demodemodemodemodem/', 'demodemodemodemodemoX']) assert.ok(!isOrgId(id), String(id));
});
