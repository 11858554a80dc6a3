// One WASM bundle: cargo, wasm-bindgen, wasm-opt, esbuild.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root, run, step } from '../lib/run.mjs';
import { fingerprint } from './cache.mjs';
import { keepModule, lastModule } from './inputs.mjs';

// What rustc's WASM target uses; wasm-opt otherwise takes such instructions for errors.
const wasmFeatures = [
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/** Compiles the `frontend` crate with one feature, unless that was done; returns the module as cargo made it. */
async function compile(name, debug) {
  const profile = debug ? 'dev' : 'wasm-release';
  const kept = await lastModule(`${name}-${profile}`);
  if (kept) return kept;
  const began = Date.now();
  await run('cargo', [
    'build',
    '--package=frontend',
    '--lib',
    '--target=wasm32-unknown-unknown',
    `--profile=${profile}`,
    '--no-default-features',
    `--features=${name}`,
  ]);
  const folder = debug ? 'debug' : profile;
  const made = join(root, 'target/wasm32-unknown-unknown', folder, 'frontend');
  const module = await readFile(`${made}.wasm`);
  await keepModule(`${name}-${profile}`, module, `${made}.d`, began);
  return module;
}

/** Turns cargo's module into the pair that a browser loads: the module and the script that binds it. */
async function bind(name, module, folder, debug) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const input = join(folder, 'input.wasm');
  await writeFile(input, module);
  await run('wasm-bindgen', [
    input,
    '--target=web',
    '--no-typescript',
    `--out-name=${name}`,
    `--out-dir=${folder}`,
    ...(debug ? [] : ['--remove-name-section', '--remove-producers-section']),
  ]);
  const bound = join(folder, `${name}_bg.wasm`);
  if (!debug) await run('wasm-opt', [bound, '-Oz', ...wasmFeatures, '--output', bound]);
  const script = await esbuild.build({
    entryPoints: [join(folder, `${name}.js`)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: !debug,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return { wasm: await readFile(bound), js: Buffer.from(script.outputFiles[0].contents) };
}

/** Builds the bundle `name`; returns its `wasm` and `js` bytes. */
export async function buildBundle(name, { debug, cache, toolVersions }) {
  const module = await step(`${name}: cargo`, () => compile(name, debug));
  const key = `${name}-${fingerprint(module, toolVersions, debug ? 'debug' : 'release')}`;
  return step(`${name}: wasm-bindgen${debug ? '' : ', wasm-opt'}`, async () => {
    // The two come from one run, so one asks and the other reads what that run left.
    let made;
    const make = (part) => async () => {
      made ??= bind(name, module, join(root, 'target/assets/bind', name), debug);
      return (await made)[part];
    };
    return {
      wasm: await cache.get(`${key}.wasm`, make('wasm')),
      js: await cache.get(`${key}.js`, make('js')),
    };
  });
}

// Addresses on the server stay as they are. A pattern in `external` would take every file's path for one.
const serverAddresses = {
  name: 'server-addresses',
  setup(build) {
    build.onResolve({ filter: /^\// }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    );
  },
};

/** Bundles `style/NAME.css` with all it imports. */
export async function buildStyle(name, { debug }) {
  const result = await esbuild.build({
    entryPoints: [join(root, 'style', `${name}.css`)],
    bundle: true,
    minify: !debug,
    plugins: [serverAddresses],
    // The browsers that WebRTC and WASM ask for anyway; older ones get a clear page without either.
    target: ['chrome111', 'firefox113', 'safari16.4'],
    write: false,
    logLevel: 'warning',
  });
  return Buffer.from(result.outputFiles[0].contents);
}
