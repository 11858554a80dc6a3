import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../build.mjs';

const { Emitter } = await load('emitter.ts');

/** Runs `act` with `console[level]` recorded. */
function recorded(level, act) {
  const before = console[level];
  const said = [];
  console[level] = (...args) => said.push(args);
  try {
    act();
  } finally {
    console[level] = before;
  }
  return said;
}

test('handlers hear their event and its arguments in the order they were registered', () => {
  const heard = [];
  const emitter = new Emitter().on('open', (...args) => heard.push(1, ...args)).on('open', () => heard.push(2));
  assert.equal(emitter.emit('open', 'a'), true);
  assert.equal(emitter.emit('close'), false);
  assert.deepEqual(heard, [1, 'a', 2]);
});

test('a removed handler hears nothing more, and removing a stranger is harmless', () => {
  const heard = [];
  const handler = () => heard.push(1);
  const emitter = new Emitter().on('open', handler);
  emitter.removeListener('open', () => {}).removeListener('other', handler).removeListener('open', handler);
  emitter.emit('open');
  assert.deepEqual(heard, []);
});

test('a handler that throws is reported and the others still hear the event', () => {
  const heard = [];
  const emitter = new Emitter()
    .on('open', () => {
      throw new Error('mine');
    })
    .on('open', () => heard.push(2));
  const said = recorded('error', () => emitter.emit('open'));
  assert.equal(said.length, 1);
  assert.match(said[0][0], /"open"/);
  assert.equal(said[0][1].message, 'mine');
  assert.deepEqual(heard, [2]);
});

test('what the handlers of the event told last threw is known, also when one of them tells another event', () => {
  const [one, two] = [new Error('one'), new Error('two')];
  const emitter = new Emitter();
  emitter.on('inner', () => {
    throw two;
  });
  emitter.on('outer', () => {
    emitter.emit('inner');
    throw one;
  });
  recorded('error', () => emitter.emit('outer'));
  assert.deepEqual(emitter.thrown, [one]);
  emitter.emit('close');
  assert.deepEqual(emitter.thrown, []);
});

test('a handler may remove itself while the event is told', () => {
  const heard = [];
  const emitter = new Emitter();
  const once = () => {
    heard.push(1);
    emitter.removeListener('open', once);
  };
  emitter.on('open', once).on('open', () => heard.push(2));
  emitter.emit('open');
  emitter.emit('open');
  assert.deepEqual(heard, [1, 2, 2]);
});

test('a handler that is no function is left out', () => {
  assert.equal(new Emitter().on('open', undefined).emit('open'), false);
});
