import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from '../build.mjs';

const { Part } = await load('part.ts');

let did;
let loads;
let errors;
let isAway;
let part;
const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  [did, loads, errors, isAway] = [[], 0, [], false];
  console.error = (words) => errors.push(words);
  part = new Part(async () => {
    loads += 1;
    if (isAway) throw new Error('away');
    return { say: (...words) => did.push(...words) };
  });
});

test('a part is loaded when it is first used, once, and calls keep their order', async () => {
  assert.equal(loads, 0);
  part.use('say', 1, 2);
  part.use('say', 3);
  assert.deepEqual(did, []);
  await settle();
  assert.deepEqual([did, loads], [[1, 2, 3], 1]);
});

test('once it is there a call is done when it returns', async () => {
  part.use('say', 1);
  await settle();
  part.use('say', 2);
  assert.deepEqual(did, [1, 2]);
});

test('a part that cannot be loaded is an error that says what has no effect, and the next call tries again', async () => {
  isAway = true;
  part.use('say', 1);
  await settle();
  assert.match(errors[0], /say\(\) has no effect/);
  isAway = false;
  part.use('say', 2);
  await settle();
  assert.deepEqual([did, loads], [[2], 2]);
});
