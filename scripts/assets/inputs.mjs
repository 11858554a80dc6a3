// Whether a bundle has to be compiled at all. Cargo cannot say: it gives both bundles' modules one name, so each build of
// one makes the other look stale, and the last link of an optimised module takes a good part of a minute.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment, root } from '../lib/run.mjs';
import { fingerprint } from './cache.mjs';

const folder = join(root, 'target/assets/modules');

/** The files that a module was made of, from the list that cargo leaves beside it. */
async function sources(list) {
  const text = await readFile(list, 'utf8');
  const files = text.slice(text.indexOf(':') + 1).match(/(?:\\.|\S)+/g) ?? [];
  return files.map((file) => file.replace(/\\(.)/g, '$1'));
}

/** One name for the content of all `files`, the manifests, the compiler and its flags; undefined if a file is gone. */
async function state(files) {
  const entries = await readdir(root, { withFileTypes: true });
  const manifests = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name, 'Cargo.toml'));
  const read = (file) => readFile(file).catch(() => undefined);
  const contents = await Promise.all(files.map(read));
  if (contents.includes(undefined)) return undefined;
  const common = await Promise.all([join(root, 'Cargo.toml'), join(root, 'Cargo.lock'), ...manifests].map(read));
  const compiler = spawnSync('rustc', ['--version', '--verbose'], { cwd: root, env: environment }).stdout ?? '';
  const flags = ['RUSTFLAGS', 'CARGO_ENCODED_RUSTFLAGS'].map((name) => process.env[name] ?? '');
  return fingerprint(compiler, ...flags, ...files, ...contents, ...common.map((bytes) => bytes ?? ''));
}

/** The module of the last build under `name`, if all that it was made of is as it was then. */
export async function lastModule(name) {
  try {
    const { files, made } = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'));
    return (await state(files)) === made ? await readFile(join(folder, `${name}.wasm`)) : undefined;
  } catch {
    // None, or not a whole one: it is made again.
    return undefined;
  }
}

/** Keeps a module, whose build began at `began`, and what it was made of; `list` is the file that cargo left beside it. */
export async function keepModule(name, module, list, began) {
  const files = await sources(list);
  const changes = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  // Somebody saved a file meanwhile, and nobody knows which of the two it was made of.
  if (changes.some((change) => change >= began)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.wasm`), module);
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ files, made: await state(files) }));
}
