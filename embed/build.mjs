// Builds the scripts for the merchant's page and the inline script of the widget page.
//
//   node embed/build.mjs OUT [--watch]   embed.js, flux-player.js, track.js, frame.js and embed.d.ts into OUT, what they load later into OUT/assets
//   node embed/build.mjs --docs          embed/embed.d.ts and docs/page-api.md, both generated and kept in the repository

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, context, transform } from 'esbuild';
import { fluxReference, fluxTypes } from './describe-flux.mjs';
import { purchaseReference, purchaseTypes } from './describe-purchase.mjs';
import { reference, types } from './describe.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const apiPath = join(here, 'src/api.ts');
const fluxPath = join(here, 'src/flux/table.ts');
const factoryPath = join(here, 'src/shop/factory.ts');
export const generated = { types: join(here, 'embed.d.ts'), reference: join(here, '../docs/page-api.md') };

/** Bytes the inline script may have: it is part of every widget page. */
const FRAME_LIMIT = 3 * 1024;

/** Loads a module of src/ into this process; with another `copy` it is another one, with a state of its own. */
export async function load(name, copy = 0) {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'src', name)],
    bundle: true,
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'error',
    loader: { '.css': 'text' },
    plugins: [chunks(undefined)],
  });
  return import(`data:text/javascript,${encodeURIComponent(`${outputFiles[0].text}// ${copy}`)}`);
}

/** What pages need of the API table. */
const KEPT = ['NOW', 'CHECKS', 'EXPECTED', 'CARRIED', 'LATER_METHODS', 'ELEMENTS', 'FLOATING_PLAYER_NAVIGATION_MODE', 'CUSTOMER_EVENTS'];

const constants = (values) => values.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');

/** The API tables evaluated here, so that its words stay out of the shops' pages. */
const foldTable = {
  name: 'fold-table',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]api\.ts$/ }, async () => {
      const api = await load('api.ts');
      return { contents: constants(KEPT.map((name) => [name, api[name]])), watchFiles: [apiPath] };
    });
    onLoad({ filter: /[\\/]src[\\/]flux[\\/]table\.ts$/ }, async () => {
      const { CHECKS, EVENTS, POSITIONS } = await load('flux/table.ts');
      return { contents: constants(Object.entries({ CHECKS, EVENTS, POSITIONS })), watchFiles: [fluxPath] };
    });
  },
};

const minifyCss = {
  name: 'minify-css',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: ['chrome100', 'safari15'] });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** `chunk:NAME` is the address of `src/NAME/index.ts`, built by itself and named by its content; written into `out`. */
function chunks(out) {
  return {
    name: 'chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^chunk:/ }, ({ path }) => ({ path: path.slice('chunk:'.length), namespace: 'chunk' }));
      onLoad({ filter: /./, namespace: 'chunk' }, async ({ path: name }) => {
        const { outputFiles, metafile } = await build({ ...common, entryPoints: [join(here, 'src', name, 'index.ts')], format: 'esm', write: false, metafile: true });
        const { contents } = outputFiles[0];
        const file = `embed-${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 10)}.js`;
        if (out !== undefined) {
          await mkdir(join(out, 'assets'), { recursive: true });
          await writeFile(join(out, 'assets', file), contents);
        }
        return { contents: `export default ${JSON.stringify(`/assets/${file}`)};`, watchFiles: Object.keys(metafile.inputs).map((input) => resolve(input)) };
      });
    },
  };
}

/** TypeScript's text for every kind of option, read from the interface that defines them. */
async function kindTypes() {
  const source = await readFile(apiPath, 'utf8');
  const body = /export interface Kinds \{([^]*?)\n\}/.exec(source)[1];
  return Object.fromEntries([...body.matchAll(/^ {2}(\w+): (.*);$/gm)].map(([, name, type]) => [name, type]));
}

/** What merchants build products with, as it is published: without what the file says to us. */
async function factoryTypes() {
  const source = await readFile(factoryPath, 'utf8');
  return source.replace(/^\/\*\*[^]*?\*\/\s*/, '').replace(/^export /gm, '').trim();
}

/** The two generated texts, as they should be. */
export async function describe() {
  const [api, flux] = await Promise.all([load('api.ts'), load('flux/table.ts')]);
  const [kinds, factory] = await Promise.all([kindTypes(), factoryTypes()]);
  return { types: types(api, kinds, factory) + fluxTypes(flux) + purchaseTypes, reference: reference(api, kinds, factory) + fluxReference(flux) + purchaseReference };
}

function check(text) {
  if (/<\/script/i.test(text)) throw new Error('frame.js must not contain a closing script tag: it is put into the page');
  if (text.length > FRAME_LIMIT) throw new Error(`frame.js has ${text.length} bytes, more than ${FRAME_LIMIT}`);
}

/** What all that is built for pages has in common. */
const common = { bundle: true, minify: true, target: 'es2020', legalComments: 'none', logLevel: 'warning', plugins: [foldTable, minifyCss] };

/** The scripts as esbuild's settings. */
export function settings(out) {
  return {
    entryPoints: { embed: join(here, 'src/embed.ts'), 'flux-player': join(here, 'src/flux-player.ts'), track: join(here, 'src/track.ts'), frame: join(here, 'src/frame.ts') },
    ...common,
    outdir: out,
    format: 'iife',
    plugins: [...common.plugins, chunks(out)],
    // Names that neither the page nor a chunk uses.
    mangleProps: /^(isWanted|leaving|stands|sendData|reveal|handlers|wasInert|inquire|use|load|loaded|loading|tell|before|build|options|tellOptions|changed|newer)$/,
  };
}

/** Builds everything into the folder `out`. */
export async function buildEmbed(out) {
  await mkdir(out, { recursive: true });
  await build(settings(out));
  check(await readFile(join(out, 'frame.js'), 'utf8'));
  await writeFile(join(out, 'embed.d.ts'), (await describe()).types);
}

async function main([first, ...rest]) {
  if (first === '--docs') {
    const texts = await describe();
    await Promise.all(Object.entries(generated).map(([name, path]) => writeFile(path, texts[name])));
  } else if (first === undefined) {
    throw new Error('usage: node embed/build.mjs OUT [--watch] | --docs');
  } else {
    await buildEmbed(resolve(first));
    if (rest.includes('--watch')) await (await context(settings(resolve(first)))).watch();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
