import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildEmbed, describe, generated, settings } from '../build.mjs';

const out = await mkdtemp(join(tmpdir(), 'vitrine-embed-'));
after(() => rm(out, { recursive: true }));
await buildEmbed(out);
const text = (name) => readFile(join(out, name), 'utf8');
const names = (...parts) => parts.map((part) => `embed-${part}`);

test('types and reference in the repository are those of the table', async () => {
  const texts = await describe();
  for (const [name, path] of Object.entries(generated)) {
    assert.equal(await readFile(path, 'utf8'), texts[name], `${path} is stale: run node embed/build.mjs --docs`);
  }
  assert.equal(await text('embed.d.ts'), texts.types);
});

test('embed.js is at most 6 kB under gzip', async () => {
  const bytes = gzipSync(await text('embed.js'), { level: 9 }).length;
  assert.ok(bytes <= 6000, `${bytes} bytes`);
});

test('what is loaded later is named by its content, is small, and is no part of what every page loads', async () => {
  const files = await readdir(join(out, 'assets'));
  const embed = await text('embed.js');
  assert.deepEqual(files.map((file) => file.replace(/-[0-9a-f]{10}\.js$/, '')).sort(), names('attention', 'flux', 'page', 'shop', 'status', 'words'));
  for (const file of files) {
    const isFlux = file.startsWith('embed-flux-');
    assert.equal(embed.includes(`/assets/${file}`), !isFlux, file);
    const bytes = gzipSync(await text(`assets/${file}`), { level: 9 }).length;
    assert.ok(bytes <= (isFlux ? 7000 : 3300), `${file}: ${bytes} bytes`);
  }
  assert.doesNotMatch(embed, /EventSource|BroadcastChannel|an array of strings/);
});

test('flux-player.js is at most 1 kB under gzip, and what it does is in a file of its own', async () => {
  const script = await text('flux-player.js');
  const bytes = gzipSync(script, { level: 9 }).length;
  assert.ok(bytes <= 1000, `${bytes} bytes`);
  const [chunk] = (await readdir(join(out, 'assets'))).filter((file) => file.startsWith('embed-flux-'));
  assert.ok(script.includes(`/assets/${chunk}`));
  // The words of the table stay with the documentation, and the class of embed.js is loaded with the first call.
  assert.doesNotMatch(await text(`assets/${chunk}`), /Resolves when calls can be made|getMinimizedWidgetStyle threw/);
});

test('track.js is at most 1.5 kB under gzip', async () => {
  const bytes = gzipSync(await text('track.js'), { level: 9 }).length;
  assert.ok(bytes <= 1500, `${bytes} bytes`);
});

test('no name that is made shorter is a word between page and frame', async () => {
  const source = await readFile(new URL('../src/protocol.ts', import.meta.url), 'utf8');
  const code = source.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  const shorter = new RegExp(settings(out).mangleProps.source.replace('^', '\\b').replace('$', '\\b'));
  assert.match('of ask or tell', shorter);
  assert.doesNotMatch(code, shorter);
});

test('the words of the table stay out of the shops’ pages', async () => {
  assert.doesNotMatch(await text('embed.js'), /Opens the widget, or brings it back/);
});

test('frame.js can be put into a page as it is', async () => {
  const script = await text('frame.js');
  assert.doesNotMatch(script, /<\/script|<!--/i);
  assert.ok(script.length < 3072, `${script.length} bytes`);
});

test('all scripts are plain ASCII, so that a page in any encoding can load them', async () => {
  const files = await readdir(join(out, 'assets'));
  for (const name of ['embed.js', 'flux-player.js', 'track.js', 'frame.js', ...files.map((file) => `assets/${file}`)]) assert.match(await text(name), /^[\x00-\x7f]*$/);
});
