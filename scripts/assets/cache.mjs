// Results kept by what they were made from, so that a build repeats only what changed.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of some bytes: the start of their SHA-256 in hexadecimal digits. */
export function fingerprint(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** A folder of results by key. What one build did not ask for is dropped at its end. */
export class Cache {
  #folder;
  #asked = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The bytes kept under `key`, or else those that `make` returns, from now on kept. */
  get(key, make) {
    // Two files of one content ask at once; the second waits for what the first gets.
    if (!this.#asked.has(key)) this.#asked.set(key, this.#find(key, make));
    return this.#asked.get(key);
  }

  async #find(key, make) {
    const path = join(this.#folder, key);
    try {
      return await readFile(path);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    const bytes = await make();
    await mkdir(this.#folder, { recursive: true });
    // Written beside and moved: an interrupted build leaves no half result under a good name.
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
    return bytes;
  }

  /** Forgets what was not asked for since the start. */
  async prune() {
    const kept = await readdir(this.#folder).catch(() => []);
    await Promise.all(
      kept.filter((name) => !this.#asked.has(name)).map((name) => rm(join(this.#folder, name), { force: true })),
    );
  }
}
