#!/usr/bin/env node
// Builds target/site/, all that the server hands to browsers:
//
//   assets/NAME-HASH.{js,wasm,css}   named by content, immutable
//   assets.json                      {"widget.js": "/assets/widget-….js", …}
//   embed.js, flux-player.js, track.js, embed.d.ts   the merchant's scripts and their types, under fixed names
//   frame.js                         inlined by the server into the widget page
//   demo/                            the demo shop
//   …                                whatever lies in public/
//
//   node scripts/assets.mjs [--debug]
//
// --debug takes cargo's dev profile and leaves the optimisers out: for working on the code.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundle, buildStyle } from './assets/bundle.mjs';
import { Cache, fingerprint } from './assets/cache.mjs';
import { precompress } from './assets/compress.mjs';
import { buildScanner } from './assets/scanner.mjs';
import { environment, root, run, step } from './lib/run.mjs';
import { sharedSources } from './lib/stamp.mjs';

const bundles = ['start', 'widget', 'console'];
/** The start screen wears what the widget wears. */
const styles = ['widget', 'console'];
const site = join(root, 'target/site');
const unfinished = join(root, `target/site.${process.pid}`);

/** What the tools say of themselves: another version makes other bytes. */
function toolVersions() {
  return ['wasm-bindgen', 'wasm-opt', 'esbuild']
    .map((tool) => spawnSync(tool, ['--version'], { env: environment, encoding: 'utf8' }).stdout ?? '')
    .join('');
}

/** Writes an asset under its content's name; returns its address. */
async function place(name, extension, bytes) {
  const file = `${name}-${fingerprint(bytes).slice(0, 10)}.${extension}`;
  await writeFile(join(unfinished, 'assets', file), bytes);
  return `/assets/${file}`;
}

async function copyIfThere(from, to) {
  if (existsSync(join(root, from))) await cp(join(root, from), to, { recursive: true });
}

/** Puts the finished site where the old one was; the old one comes back if that fails. */
async function swap() {
  const old = `${unfinished}.old`;
  const hadOne = existsSync(site);
  if (hadOne) await rename(site, old);
  try {
    await rename(unfinished, site);
  } catch (error) {
    if (hadOne) await rename(old, site);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

async function build({ debug }) {
  const cache = new Cache(join(root, 'target/assets/cache', debug ? 'debug' : 'release'));
  const options = { debug, cache, toolVersions: toolVersions() };
  await mkdir(join(unfinished, 'assets'), { recursive: true });

  // Taken first: what changes meanwhile may be in the bundles or not, and then they are refused.
  const manifest = { 'shared-sources': await sharedSources() };
  for (const name of bundles) {
    const { js, wasm } = await buildBundle(name, options);
    manifest[`${name}.js`] = await place(name, 'js', js);
    manifest[`${name}.wasm`] = await place(name, 'wasm', wasm);
  }
  for (const name of styles) {
    manifest[`${name}.css`] = await place(name, 'css', await buildStyle(name, options));
  }
  manifest['scanner.js'] = await step('scanner', () => buildScanner(place, options));
  await writeFile(join(unfinished, 'assets.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  await step('embed, public, demo', async () => {
    await run('node', ['embed/build.mjs', unfinished]);
    await copyIfThere('public', unfinished);
    await copyIfThere('demo', join(unfinished, 'demo'));
  });
  await step('brotli, gzip', () => precompress(unfinished, options));
  await swap();
  await cache.prune();
}

const { values } = parseArgs({ options: { debug: { type: 'boolean', default: false } } });
try {
  await step(values.debug ? 'all (debug)' : 'all', () => build(values));
} catch (error) {
  console.error(`assets: ${error.message}; target/site is as it was`);
  process.exitCode = 1;
  // What still runs beside the part that failed may write a moment longer.
  await rm(unfinished, { recursive: true, force: true, maxRetries: 10 });
}
