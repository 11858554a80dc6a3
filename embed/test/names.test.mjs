import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { generated, load } from '../build.mjs';
import { FakePage, ORG } from './fake-page.mjs';
import { callsWidget, fluxPlayer } from './names.mjs';

const api = await load('api.ts');
const flux = await load('flux/table.ts');
const tables = {
  options: api.OPTIONS,
  events: api.EVENTS,
  methods: api.METHODS,
  members: api.MEMBERS,
  parameters: api.PARAMETERS,
  globals: api.GLOBALS,
  constants: api.CONSTANTS,
};
const fluxTables = {
  options: flux.OPTIONS,
  calls: flux.CALLS,
  strings: flux.STRINGS,
  agent: flux.AGENT,
  choice: flux.CHOICE,
  methods: flux.METHODS,
};
const rowsOf = (tables) =>
  Object.entries(tables).flatMap(([kind, table]) => Object.entries(table).map(([name, row]) => [`${kind}: ${name}`, row]));
const rows = rowsOf(tables);
const fluxRows = rowsOf(fluxTables);

/** The source of a test file, read once. */
const sources = new Map();
async function sourceOf(file) {
  if (!sources.has(file)) sources.set(file, await readFile(new URL(`../../${file}`, import.meta.url), 'utf8'));
  return sources.get(file);
}

/** Says that there is this test: its title, and no other text of the file. */
async function isThere(name, [file, title]) {
  assert.ok((await sourceOf(file)).includes(`test('${title}', `), `${name}: ${file} has no test "${title}"`);
}

test('every name that pages know has a row in the table', () => {
  for (const [kind, table] of Object.entries(tables)) {
    const known = callsWidget[kind];
    for (const name of Array.isArray(known) ? known : Object.keys(known)) assert.ok(Object.hasOwn(table, name), `${kind}: ${name}`);
  }
  for (const [name, keys] of Object.entries(callsWidget.constants)) {
    for (const key of keys) assert.equal(typeof api.CONSTANTS[name].values[key], 'string', `${name}.${key}`);
  }
});

test('every trigger that pages know is described and typed', async () => {
  const types = await readFile(generated.types, 'utf8');
  const [, typed] = /type BambuserOneToOneTrigger = (.*);/.exec(types);
  for (const name of callsWidget.triggers) {
    assert.ok(typed.includes(`'${name}'`), name);
    assert.ok(api.OPTIONS.triggers.about.includes(`\`${name}\``), name);
  }
});

test('every row works, and names a test of its effect that exists, or is carried for a part that is known', async () => {
  for (const [name, { shown, carried, about }] of rows) {
    assert.ok((shown === undefined) !== (carried === undefined), `${name} is shown by a test, or it is carried`);
    if (carried !== undefined) assert.ok(Object.hasOwn(api.PARTS, carried), `${name}: ${carried}`);
    if (shown === undefined) continue;
    await isThere(name, shown);
    assert.ok(about === undefined || about.endsWith('.'), name);
  }
});

test('every name that pages of FluxPlayer know has a row in its table, which names a test of its effect or comes later', async () => {
  for (const [kind, table] of Object.entries(fluxTables)) {
    for (const name of fluxPlayer[kind]) assert.ok(Object.hasOwn(table, name), `${kind}: ${name}`);
  }
  for (const [name, { shown, later, about }] of fluxRows) {
    assert.ok((shown === undefined) !== (later === undefined), `${name} is shown by a test, or it comes later`);
    if (shown !== undefined) await isThere(name, shown);
    assert.ok(about.endsWith('.'), name);
  }
});

test('every method, member and constant of the table is on an instance', () => {
  const page = new FakePage();
  page.include();
  page.run(`var calls = new BambuserOneToOneEmbed({ orgId: '${ORG}' });`);
  for (const name of Object.keys(api.METHODS)) assert.equal(page.read(`typeof calls.${name}`), 'function', name);
  for (const name of Object.keys({ ...api.MEMBERS, ...api.CONSTANTS })) assert.equal(page.read(`'${name}' in calls`), true, name);
});

test('types and reference have every row', async () => {
  const [types, reference] = await Promise.all([readFile(generated.types, 'utf8'), readFile(generated.reference, 'utf8')]);
  for (const [kind, table] of Object.entries(tables)) {
    for (const name of Object.keys(table)) {
      assert.ok(reference.includes(`\`${name}`), `${kind}: ${name}`);
      if (kind !== 'parameters') assert.match(types, new RegExp(`\\b${name}\\b`), `${kind}: ${name}`);
    }
  }
  for (const [kind, table] of Object.entries(fluxTables)) {
    for (const name of Object.keys(table)) {
      assert.ok(reference.includes(`| \`${name}`), `${kind}: ${name}`);
      assert.match(types, new RegExp(`\\b${name.split('.').at(-1)}\\b`), `${kind}: ${name}`);
    }
  }
});

test('what is carried says in the reference with which part it comes', async () => {
  const reference = await readFile(generated.reference, 'utf8');
  for (const [name, { carried }] of rows) {
    if (carried === undefined) continue;
    const line = reference.split('\n').find((line) => line.startsWith(`| \`${name.split(': ')[1]}`));
    assert.ok(line.includes(`carried: ${api.PARTS[carried]}`), name);
  }
});
