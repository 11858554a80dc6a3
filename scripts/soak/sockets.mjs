// Thousands of idle widgets: all are answered, and each costs little.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Program, freePorts, residentBytes } from '../bench/program.mjs';
import { root, run } from '../lib/run.mjs';

const organisation = 'demodemodemodemodemo';

export async function manySockets(count) {
  const limit = Number(execFileSync('bash', ['-c', 'ulimit -Hn']).toString());
  if (limit < count + 500) throw new Error(`this machine allows ${limit} open files; ${count} sockets need more`);
  await run('cargo', ['build', '--release', '--package', 'server', '--bins', '--examples']);
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-soak-'));
  const [port, shopPort] = await freePorts(2);
  const origin = `http://localhost:${port}`;
  const binary = join(root, 'target/release/vitrine');
  const server = new Program('bash', ['-c', `ulimit -n ${limit}; exec "$0" serve --demo`, binary], {
    VITRINE_ADDR: `127.0.0.1:${port}`,
    VITRINE_DEMO_ADDR: `127.0.0.1:${shopPort}`,
    VITRINE_PUBLIC_URL: origin,
    VITRINE_DATA_DIR: folder,
    VITRINE_LOG: 'error',
  });
  try {
    await server.answers(`${origin}/readyz`);
    const before = await residentBytes(server.pid);
    const clients = spawn(
      'bash',
      ['-c', `ulimit -n ${limit}; exec "$0" "$@"`, join(root, 'target/release/examples/many_sockets'), `127.0.0.1:${port}`, origin, organisation, String(count)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const line = await Promise.race([
      once(createInterface({ input: clients.stdout }), 'line').then(([text]) => text),
      once(clients, 'exit').then(([code]) => `ended with code ${code}`),
    ]);
    if (line !== `open ${count}`) throw new Error(`not all sockets opened: ${line}`);
    const after = await residentBytes(server.pid);
    console.log(`idle_shopper_memory ${Math.round((after - before) / count)} bytes`);
    clients.stdin.end('\n');
    await once(clients, 'exit');
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
