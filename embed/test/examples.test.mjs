import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

const end2end = new URL('../../end2end/', import.meta.url);
const read = (path) => readFile(new URL(path, end2end), 'utf8');

const files = await readdir(new URL('examples/', end2end), { recursive: true });
const pages = files.filter((file) => file.endsWith('.html')).map((file) => file.replace(/\.html$/, ''));
const specs = (await readdir(new URL('specs/', end2end))).filter((file) => file.startsWith('examples-'));

test('every sample page is opened by a browser test and stands in the list beside it', async () => {
  const opened = (await Promise.all(specs.map((file) => read(`specs/${file}`)))).join('\n');
  const listed = await read('examples/README.md');
  assert.ok(pages.length > 0);
  for (const page of pages) {
    const name = page.replace(/^later\//, '');
    assert.match(opened, new RegExp(`'${name}['?]`), page);
    assert.ok(listed.includes(`[${page}](${page}.html)`), page);
  }
  for (const [, page] of listed.matchAll(/\((\w+\/[\w-]+)\.html\)/g)) assert.ok(pages.includes(page), page);
});

test('a sample page takes its script from where Vitrine is, and its own can be read', async () => {
  for (const page of pages) {
    const text = await read(`examples/${page}.html`);
    const [, script] = /<script>\n([^]*?)\n<\/script>/.exec(text);
    assert.match(text, /<script src="\{\{VITRINE_ORIGIN\}\}\/(embed\.js" async|flux-player\.js")><\/script>/, page);
    assert.doesNotThrow(() => new Function(script), page);
  }
});
