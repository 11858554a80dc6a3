import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildScanner } from './scanner.mjs';

const folder = await mkdtemp(join(tmpdir(), 'vitrine-scanner-'));
after(() => rm(folder, { recursive: true }));

/** As much of a browser's classes as is touched. */
class ImageData {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
}
class DOMRectReadOnly {
  constructor(x, y, width, height) {
    Object.assign(this, { x, y, width, height });
  }
}

/** The bars of the EAN-13 code 4006381333931, a digit for each module. */
const bars = '10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101';

/** A picture of them. */
function picture() {
  const [module, quiet, height] = [4, 12, 80];
  const width = (bars.length + 2 * quiet) * module;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    if (bars[Math.floor((at % width) / module) - quiet] === '1') data.fill(0, at * 4, at * 4 + 3);
  }
  return new ImageData(data, width, height);
}

test('what reads codes needs one more file, from where the build put it, and comes with its licence', async () => {
  const placed = new Map();
  const place = async (name, extension, bytes) => {
    const address = `/assets/${name}.${extension}`;
    placed.set(address, bytes);
    return address;
  };
  const script = Buffer.from(placed.get(await buildScanner(place, { debug: false }))).toString();
  assert.match(script, /MIT License[^]*Apache License 2\.0/);

  const asked = new Set();
  let isOnline = false;
  const fetch = async (url) => {
    asked.add(url);
    if (!isOnline) throw new TypeError('there is no line');
    return new Response(placed.get(url), { headers: { 'content-type': 'application/wasm' } });
  };
  Object.assign(globalThis, { window: globalThis, ImageData, DOMRectReadOnly, fetch });
  const file = join(folder, 'scanner.mjs');
  await writeFile(file, script);
  const { openDetector } = await import(pathToFileURL(file).href);
  await assert.rejects(openDetector(['ean_13']));
  isOnline = true;
  const detector = await openDetector(['ean_13', 'qr_code']);
  const [found, ...others] = await detector.detect(picture());
  assert.deepEqual([found.rawValue, found.format, others], ['4006381333931', 'ean_13', []]);
  assert.deepEqual([...asked], ['/assets/scanner.wasm']);
});
