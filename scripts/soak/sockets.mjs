// Thousands of idle widgets: all are answered, and each costs little.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../lib/run.mjs';
import { openFiles, withServer } from './server.mjs';

const organisation = 'demodemodemodemodemo';

export async function manySockets(count) {
  if (openFiles < count + 500) throw new Error(`this machine allows ${openFiles} open files; ${count} sockets need more`);
  await withServer({ VITRINE_LOG: 'error' }, async (server) => {
    const before = await server.memory();
    const clients = spawn(
      'bash',
      [
        '-c',
        `ulimit -n ${openFiles}; exec "$0" "$@"`,
        join(root, 'target/release/examples/many_sockets'),
        server.address,
        server.origin,
        organisation,
        String(count),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const line = await Promise.race([
      once(createInterface({ input: clients.stdout }), 'line').then(([text]) => text),
      once(clients, 'exit').then(([code]) => `ended with code ${code}`),
    ]);
    if (line !== `open ${count}`) throw new Error(`not all sockets opened: ${line}`);
    const after = await server.memory();
    console.log(`idle_shopper_memory ${Math.round((after - before) / count)} bytes`);
    clients.stdin.end('\n');
    await once(clients, 'exit');
  });
}
