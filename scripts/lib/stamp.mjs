// The stamp of the sources that the server shares with the bundles. server/build.rs makes the same one, and a server refuses a
// site with another: see server/src/site.rs.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './run.mjs';

const shared = ['app/src', 'domain/src'];

async function filesBelow(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
}

/** Twenty hexadecimal digits. */
export async function sharedSources() {
  const hash = createHash('sha256');
  for (const folder of shared) {
    // By the parts of their paths, as Rust sorts them.
    const files = (await filesBelow(folder)).map((file) => file.split('/')).sort(byParts);
    for (const parts of files) {
      const file = parts.join('/');
      hash.update(`${file}\0`).update(await readFile(join(root, file))).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 20);
}

function byParts(left, right) {
  const at = left.findIndex((part, index) => part !== right[index]);
  return Buffer.compare(Buffer.from(left[at] ?? ''), Buffer.from(right[at] ?? ''));
}
