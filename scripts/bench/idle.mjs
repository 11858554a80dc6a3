// What a shopper costs who has the widget open and does nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../lib/run.mjs';
import { openFiles, withServer } from '../soak/server.mjs';

const organisation = 'demodemodemodemodemo';
const goal = 12_000;

export async function idleShoppers({ record, count = 5_000 }) {
  if (openFiles < count + 500) {
    console.log(`idle_shopper skipped: ${openFiles} open files are allowed here, ${count} sockets need more`);
    return;
  }
  await withServer({ VITRINE_LOG: 'error' }, async (server) => {
    const before = await server.memory();
    const program = join(root, 'target/release/examples/many_sockets');
    const shoppers = spawn(
      'bash',
      ['-c', `ulimit -n ${openFiles}; exec "$0" "$@"`, program, server.address, server.origin, organisation, String(count)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [line] = await Promise.race([once(createInterface({ input: shoppers.stdout }), 'line'), once(shoppers, 'exit')]);
    if (line !== `open ${count}`) throw new Error(`not all sockets opened: ${line}`);
    const each = (await server.memory()) - before;
    record('idle_shopper', Math.round(each / count), 'bytes');
    record('idle_shopper_to_goal', (each / count / goal).toFixed(2), 'ratio');
    shoppers.stdin.end('\n');
    await once(shoppers, 'exit');
  });
}
