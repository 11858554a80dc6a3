// The brotli and gzip forms that lie beside each file, so that the server never compresses.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { fingerprint } from './cache.mjs';

const compressible = new Set([
  '.css',
  '.html',
  '.js',
  '.json',
  '.mjs',
  '.svg',
  '.ts',
  '.txt',
  '.wasm',
  '.webmanifest',
  '.xml',
]);
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Writes `.br` and `.gz` beside every file of text or WASM below `folder`, but not where that saves nothing. */
export async function precompress(folder, { debug, cache }) {
  const quality = debug ? 5 : 11;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.has(extname(entry.name)));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const bytes = await readFile(path);
      const key = fingerprint(bytes);
      const smaller = {
        br: await cache.get(`${key}-q${quality}.br`, () =>
          brotli(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: quality,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
        ),
        gz: await cache.get(`${key}.gz`, () => gzipped(bytes, { level: debug ? 6 : 9 })),
      };
      for (const [extension, body] of Object.entries(smaller)) {
        if (body.length < bytes.length) await writeFile(`${path}.${extension}`, body);
      }
    }),
  );
}
