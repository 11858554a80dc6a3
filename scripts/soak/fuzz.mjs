// Everything that a stranger can send, for minutes: see server/examples/fuzz. Here is what has to hold for the server meanwhile.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root, run } from '../lib/run.mjs';
import { withServer } from './server.mjs';

/** What may be added to the memory after the first quarter: caches fill and the store keeps its pages, nothing else grows. */
const growth = 32 * 1024 * 1024;
/** Who hung up is away for 30 s before his ticket ends; the figures are a few seconds old. */
const quietWithin = 90_000;
const quiet = [
  'vitrine_tickets_waiting',
  'vitrine_calls_running',
  'vitrine_rings_live',
  'vitrine_sockets{of="shoppers"}',
  'vitrine_sockets{of="agents"}',
];

export async function fuzz(seconds, seed) {
  await brokenFiles();
  await withServer({ VITRINE_TRUSTED_PROXIES: '127.0.0.1', VITRINE_LOG_FORMAT: 'json' }, async (server) => {
    const attack = (share, ownSeed) =>
      run(join(root, 'target/release/examples/fuzz'), [server.address, server.origin, String(ownSeed), String(Math.ceil(seconds * share))]);
    await attack(1 / 4, seed);
    await untilQuiet(server);
    const before = await server.memory();
    await attack(3 / 4, seed + 1);
    await untilQuiet(server);
    const after = await server.memory();
    console.log(`memory_after_a_quarter ${before} bytes\nmemory_at_the_end ${after} bytes`);
    if (after - before > growth) throw new Error(`the server has grown by ${after - before} bytes`);
    if (!(await server.isReady())) throw new Error('the server is not ready any more');
    const wrong = (await server.log()).split('\n').filter((line) => /"level":"ERROR"|panicked/.test(line));
    if (wrong.length > 0) throw new Error(`${wrong.length} errors in the log, such as:\n${wrong.slice(0, 5).join('\n')}`);
  });
}

/** Waits until no ticket, ring, call or socket is left; what is stuck is told. */
async function untilQuiet(server) {
  const deadline = Date.now() + quietWithin;
  let left;
  do {
    await pause(1_000);
    const figures = await Promise.all(quiet.map(async (name) => [name, await server.figure(name)]));
    left = figures.filter(([, figure]) => figure > 0);
    if (left.length === 0) return;
  } while (Date.now() < deadline);
  throw new Error(`nobody is there any more, but ${left.map(([name, figure]) => `${name} is ${figure}`).join(', ')}`);
}

/** Files that are no settings at all: `vitrine apply` refuses each in words. */
async function brokenFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-soak-'));
  const files = {
    empty: '',
    'no-utf-8': Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80]),
    deep: `x = ${'['.repeat(100_000)}`,
    wide: `[organisation]\n${'x.'.repeat(100_000)}y = 1\n`,
    long: `[organisation]\nname = "${'x'.repeat(5_000_000)}"\n`,
  };
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = join(folder, name);
      await writeFile(file, content);
      const { status, signal } = spawnSync(join(root, 'target/release/vitrine'), ['apply', file], {
        env: { PATH: process.env.PATH, VITRINE_DATA_DIR: join(folder, 'data') },
      });
      if (status !== 1) throw new Error(`vitrine apply ends with ${signal ?? `code ${status}`} for a file that is ${name}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
