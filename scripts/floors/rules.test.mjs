import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lex } from './rust.mjs';
import { checkDependencies, checkLength, checkRust, checkScript } from './rules.mjs';

/** The faults of a view in the widget, without their places. */
const inView = (view) =>
  checkRust('app/src/widget/start.rs', `fn v() { view! { ${view} } }`).map((fault) => fault.replace(/^\S+ /, ''));

test('comments, raw strings, characters and lifetimes do not confuse the lexer', () => {
  const source = `/* a /* "b" */ */ fn f<'a>(x: &'a str) { let c = '"'; let d = '\\''; let s = r#"say "hi""#; } // "no"`;
  assert.deepEqual(
    lex(source).strings.map(({ text }) => text),
    ['say "hi"'],
  );
  assert.equal(lex(source).code.length, source.length);
});

test('a crate may use only what is below it', () => {
  assert.deepEqual(checkDependencies('server', ['app', 'backend', 'domain', 'axum']), []);
  assert.equal(checkDependencies('backend', ['app']).length, 1);
  assert.equal(checkDependencies('app', ['backend']).length, 1);
  assert.equal(checkDependencies('attic', []).length, 1);
});

test('domain reads no clock, but may speak of one in a comment', () => {
  assert.equal(checkRust('domain/src/queue.rs', 'let t = std::time::SystemTime::now();').length, 1);
  assert.equal(checkRust('domain/src/queue.rs', 'use std::fs;').length, 1);
  assert.deepEqual(checkRust('domain/src/queue.rs', '// SystemTime is read by the store\nfn f() {}'), []);
});

test('the widget does not reach into the console', () => {
  assert.equal(checkRust('app/src/widget/page.rs', 'use crate::console::Table;').length, 1);
  assert.deepEqual(checkRust('app/src/widget/page.rs', 'use crate::ui::Button;'), []);
});

test('SQL is found outside of the store, prose is not', () => {
  const query = 'fn f() { q("UPDATE tickets SET state = $1"); q(r#"\nSELECT id\nFROM t"#); }';
  assert.equal(checkRust('backend/src/desk.rs', query).length, 2);
  assert.deepEqual(checkRust('backend/src/store/tickets.rs', query), []);
  assert.deepEqual(checkRust('server/src/main.rs', 'let s = "Update the page, then select a queue";'), []);
});

test('a text in a view is found wherever a person would read it', () => {
  assert.equal(inView('<p>"Hello"</p>').length, 1);
  assert.equal(inView('<p>{"Hello"}</p>').length, 1);
  assert.equal(inView('<p>{name}" waits"</p>').length, 1);
  assert.equal(inView('<p>{if open { "Open" } else { "Closed" }}</p>').length, 2);
  assert.equal(inView('<p>{match s { S::A => "Open", _ => "Closed" }}</p>').length, 2);
  assert.equal(inView('<button aria-label="Close">"×"</button>').length, 1);
  assert.equal(inView('<div>{move || view! { <b>"inner"</b> }}</div>').length > 0, true);
});

test('what is no text of a view is let be', () => {
  assert.deepEqual(inView('<p class="lead" id={"x"} data-press="call">{t(Key::Hello)}</p>'), []);
  assert.deepEqual(inView('<p class={if big { "big" } else { "small" }}>" · "</p>'), []);
  assert.deepEqual(
    inView('<button on:click=move |_| send("join") aria-label=move || t(Key::Close)>{icon("x")}</button>'),
    [],
  );
  assert.deepEqual(inView('<Show when=move || a.get() > b fallback=|| ()>{items.collect::<Vec<_>>()}</Show>'), []);
});

test('desk and console are English for now, the policy holds for all', () => {
  assert.deepEqual(checkRust('app/src/desk/page.rs', 'view! { <p>"Waiting"</p> }'), []);
  assert.equal(checkRust('app/src/desk/page.rs', 'view! { <p style="color: red">{x}</p> }').length, 1);
  assert.equal(checkRust('app/src/desk/page.rs', 'view! { <p style:color="red">{x}</p> }').length, 1);
  assert.equal(checkRust('app/src/desk/page.rs', 'view! { <p onclick="f()">{x}</p> }').length, 1);
});

test("the merchant's script imports nothing from elsewhere", () => {
  assert.deepEqual(checkScript('embed/src/embed.ts', "import { a } from './api.js'"), []);
  assert.equal(checkScript('embed/src/embed.ts', "import { a } from '../../end2end/x.ts'").length, 1);
  assert.equal(checkScript('embed/src/embed.ts', "import React from 'react'").length, 1);
  assert.deepEqual(checkScript('embed/build.mjs', "import * as esbuild from 'esbuild'"), []);
  assert.equal(checkScript('demo/cart.js', "import { a } from '../embed/src/api.js'").length, 1);
  assert.deepEqual(checkScript('demo/cart.js', "import { a } from '/basket.js'"), []);
  assert.equal(checkScript('embed/src/embed.ts', "import '/basket.js'").length, 1);
});

test('a file over 400 lines is named', () => {
  assert.deepEqual(checkLength('a.rs', 'x\n'.repeat(400)), []);
  assert.equal(checkLength('a.rs', 'x\n'.repeat(401)).length, 1);
  assert.deepEqual(checkLength('a.d.ts', `// Types. Generated from a.ts; do not edit.\n${'x\n'.repeat(401)}`), []);
});
