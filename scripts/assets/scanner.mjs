// What reads codes for browsers that cannot (frontend/scanner.js): a script, and the WASM that it fetches from this server and from
// nowhere else.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../lib/run.mjs';

const require = createRequire(join(root, 'package.json'));

/** Where a file of a package lies, and of a package that only that one uses. */
const find = (name, user) => (user ? createRequire(find(user)) : require).resolve(name);

/** What both licences ask for: it goes wherever the code goes. */
async function licences() {
  const library = dirname(dirname(dirname(find('barcode-detector/ponyfill'))));
  const words = await readFile(join(library, 'LICENSE'), 'utf8');
  return `/*! barcode-detector and zxing-wasm. ${words.trim()}\n\nThe WASM is ZXing-C++: Apache License 2.0, https://github.com/zxing-cpp/zxing-cpp */`;
}

/** Builds both. `place(name, extension, bytes)` puts one where it is served and returns its address; returns that of the script. */
export async function buildScanner(place, { debug }) {
  const wasm = await readFile(find('zxing-wasm/reader/zxing_reader.wasm', 'barcode-detector/ponyfill'));
  const address = await place('scanner', 'wasm', wasm);
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'frontend/scanner.js')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: !debug,
    define: { READER: JSON.stringify(address) },
    banner: { js: await licences() },
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return place('scanner', 'js', outputFiles[0].contents);
}
